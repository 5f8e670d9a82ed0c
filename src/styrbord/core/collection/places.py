"""Which number stands for a place in a file, and which place does a number stand for?

A table of numbers keeps one whole number for where each was read. Places of one file differ in a
few numbers only (`9.1.!C7`, `value[17]`, `DATA row 3, number 5`): the words around these are kept
once, as forms, and the numbers of a place are written as one number in mixed radix.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Any

from styrbord.core.collection.grid import column_number, letters

LARGEST = 2**31 - 1
MOST_FORMS = 2000
_CELL = re.compile(r"(.*)!([A-Z]{1,3})([1-9][0-9]{0,6})", re.DOTALL)
_WHOLE = re.compile(r"(?<![0-9])(0|[1-9][0-9]{0,8})(?![0-9])")


@dataclass(frozen=True, slots=True)
class Form:
    """Places of one kind: the words between the numbers, and one more than the largest of each.

    A cell has its sheet as the only word, and row and column, from 0, as numbers.
    """

    words: tuple[str, ...]
    sizes: tuple[int, ...]
    is_cell: bool = False

    @property
    def count(self) -> int:
        """How many places the form has room for."""
        product = 1
        for size in self.sizes:
            product *= size
        return product

    def number(self, numbers: Sequence[int]) -> int:
        """Number of a place among those of the form, from 0."""
        found = 0
        for one, size in zip(numbers, self.sizes, strict=True):
            found = found * size + one
        return found

    def place(self, number: int) -> str:
        """Text of the place with a number."""
        numbers: list[int] = []
        for size in reversed(self.sizes):
            number, rest = divmod(number, size)
            numbers.insert(0, rest)
        if self.is_cell:
            return f"{self.words[0]}!{letters(numbers[1])}{numbers[0] + 1}"
        between = [*map(str, numbers), ""]
        return "".join(word + one for word, one in zip(self.words, between, strict=True))


@dataclass(frozen=True)
class Places:
    """All places of one file from which numbers were read."""

    forms: tuple[Form, ...] = ()

    @classmethod
    def of(cls, places: Iterable[str]) -> "Places":
        """Forms that have room for the given places.

        Returns
        -------
        Places

        Examples
        --------
        >>> found = Places.of(["9.1.!C7", "9.1.!AA3", "value[17]"])
        >>> found.number("9.1.!AA3"), found.place(80), found.place(206)
        (80, '9.1.!AA3', 'value[17]')
        """
        largest: dict[tuple[tuple[str, ...], bool], list[int]] = {}
        for place in places:
            words, numbers, is_cell = _parted(place)
            known = largest.setdefault((words, is_cell), list(numbers))
            known[:] = map(max, known, numbers)
        return cls(
            tuple(
                Form(words, tuple(one + 1 for one in numbers), is_cell)
                for (words, is_cell), numbers in list(largest.items())[:MOST_FORMS]
            )
        )

    @classmethod
    def from_plain(cls, plain: Iterable[Mapping[str, Any]]) -> "Places":
        """Places as `plain` wrote them."""
        return cls(tuple(Form(tuple(one["words"]), tuple(one["sizes"]), one["is_cell"]) for one in plain))

    def plain(self) -> list[dict[str, Any]]:
        """Forms as plain data, to be kept."""
        return [
            {"words": list(one.words), "sizes": list(one.sizes), "is_cell": one.is_cell} for one in self.forms
        ]

    def number(self, place: str) -> int | None:
        """Number of a place.

        Returns
        -------
        int or None
            None for a place that no form has room for, or whose number would be too large to keep.
        """
        words, numbers, is_cell = _parted(place)
        if (at := self._index.get((words, is_cell))) is None:
            return None
        form = self.forms[at]
        if any(one >= size for one, size in zip(numbers, form.sizes, strict=True)):
            return None
        found = self._starts[at] + form.number(numbers)
        return found if found <= LARGEST else None

    def place(self, number: int) -> str:
        """Text of the place that a number stands for; empty for a number of no place."""
        for start, form in zip(self._starts, self.forms, strict=False):
            if 0 <= number - start < form.count:
                return form.place(number - start)
        return ""

    @cached_property
    def _index(self) -> dict[tuple[tuple[str, ...], bool], int]:
        return {(form.words, form.is_cell): at for at, form in enumerate(self.forms)}

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate((form.count for form in self.forms), initial=0))


def _parted(place: str) -> tuple[tuple[str, ...], tuple[int, ...], bool]:
    """Words and numbers of a place, and whether it is a cell."""
    if cell := _CELL.fullmatch(place):
        return (cell[1],), (int(cell[3]) - 1, column_number(cell[2])), True
    parts = _WHOLE.split(place)
    return tuple(parts[::2]), tuple(map(int, parts[1::2])), False
