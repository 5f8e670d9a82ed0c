"""How are the observations of a row of plain numbers told at once, so that millions of them stay quick?"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from styrbord.core.collection.extraction.series import Slot
from styrbord.core.collection.model import Observation

_made = tuple.__new__  # twice as fast as calling the class, for millions of rows


class PlainRow(NamedTuple):
    """Observations of one row that are all numbers without a note.

    `texts` are the numbers as decimal text, one for each of `slots`; `prefixes` give the place of a
    cell without its row by column, `row` is the row as it is printed.
    """

    territory_code: str
    territory_name: str
    slots: tuple[Slot, ...]
    texts: tuple[str, ...]
    prefixes: Mapping[int, str]
    row: str

    def observations(self) -> list[Observation]:
        """The observations, one by one."""
        code, name, row = self.territory_code, self.territory_name, self.row
        return [
            _made(
                Observation,
                (code, name, slot.code, slot.name, slot.period, slot.breakdown, text, "A", "", where),
            )
            for slot, text in zip(self.slots, self.texts, strict=True)
            if (where := self.prefixes[slot.column] + row)
        ]


Item = Observation | PlainRow
"""What an extraction yields: an observation, or a whole row of plain ones."""


def one_by_one(items: Iterable[Item]) -> Iterator[Observation]:
    """Observations of rows, each for itself."""
    for item in items:
        if type(item) is PlainRow:
            yield from item.observations()
        else:
            yield item  # type: ignore[misc]
