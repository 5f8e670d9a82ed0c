"""What method does a text hold, and what is wrong with it?"""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from styrbord.core.base.codes import LONGEST, is_code, nearest
from styrbord.core.base.problems import Problem, define
from styrbord.core.ratings.texts.places import Path, line_of
from styrbord.core.ratings.texts.sorts import ANY, LARGEST, SORTS, Sort
from styrbord.core.ratings.tree import Tree

define("method.unknown-key", "There is no key '{key}'.{hint}", "Mend or remove it.")
define("method.missing-key", "The key '{key}' is missing.", "Give it.")
define("method.unfit", "{key} cannot be {word}.", "Write {needed}.")
define("method.unknown-word", "'{word}' is not a choice of {key}.{hint}", "Use one of: {allowed}.")

_SHOWN = 60
_NONE = "none"
Lines = Mapping[Path, int]


class Unfit(Exception):
    """A value was refused; the problem is kept already."""


@cache
def hints_of(kind: type) -> Mapping[str, Any]:
    """Types of the fields of a part of a method; the tree is written as a list of nodes, not as a field.

    Returns
    -------
    mapping from field to type
    """
    return {name: hint for name, hint in get_type_hints(kind).items() if hint is not Tree}


class Reading:
    """One reading of a text: what was wrong stays in `problems`, in the order of the text."""

    def __init__(self, said: Any, lines: Lines) -> None:
        self.said, self.lines = said, lines
        self.problems: list[Problem] = []

    def part(self, kind: type, said: Any, path: Path, base: Any = None) -> Any:
        """A part of the method; what it does not say is as in `base`, else as usual.

        Returns
        -------
        object of that kind

        Raises
        ------
        Unfit
            When it is no table or lacks a key that it must have.
        """
        if not isinstance(said, Mapping):
            raise self.unfit(path, said, "a table")
        hints = hints_of(kind)
        found = {}
        for key, word in said.items():
            if key not in hints:
                self._unknown(key, hints, path)
                continue
            try:
                found[key] = self.word(hints[key], word, (*path, key), SORTS.get((kind, key), ANY))
            except Unfit:
                continue
        if base is not None:
            return replace(base, **found)
        self._complete(kind, said, found, path)
        return kind(**found)

    def word(self, hint: Any, word: Any, path: Path, sort: Sort = ANY) -> Any:
        """What a key holds, in the type of its field.

        Returns
        -------
        object
            As the type of the field says: lists become tuples, whole numbers floats where floats are meant.

        Raises
        ------
        Unfit
            When it cannot be that.
        """
        if isinstance(hint, UnionType):
            inner = next(one for one in get_args(hint) if one is not type(None))
            is_none = word is None or (word == _NONE and inner is not str)
            return None if is_none else self.word(inner, word, path, sort)
        if get_origin(hint) is tuple:
            return self._row(hint, word, path, sort)
        if get_origin(hint) is not None:
            return self._mapping(hint, word, path, sort)
        if isinstance(hint, type) and is_dataclass(hint):
            return self.part(hint, word, path)
        if isinstance(hint, type) and issubclass(hint, StrEnum):
            return hint(self._chosen(word, tuple(hint), path))
        return self._plain(hint, word, path, sort)

    def _plain(self, hint: Any, word: Any, path: Path, sort: Sort) -> Any:
        if hint is str:
            return self._words(word, path, sort)
        if hint is bool:
            return self._kept(isinstance(word, bool), word, path, "true or false")
        if hint in {int, float}:
            return self._number(hint, word, path, sort)
        if hint is date:
            return self._day(word, path)
        is_plain = word is None or isinstance(word, str | bool | int | float)
        return self._kept(is_plain, word, path, "text, a number, true or false")

    def _row(self, hint: Any, word: Any, path: Path, sort: Sort) -> tuple[Any, ...]:
        """A list; where the type names each of its parts, so many and no other number."""
        kinds = get_args(hint)
        if not isinstance(word, list | tuple):
            raise self.unfit(path, word, "a list")
        if kinds[-1] is Ellipsis:
            kinds = (kinds[0],) * len(word)
        elif len(word) != len(kinds):
            raise self.unfit(path, word, f"a list of {len(kinds)}")
        found = []
        for place, (kind, one) in enumerate(zip(kinds, word, strict=True)):
            try:
                found.append(self.word(kind, one, (*path, place), sort))
            except Unfit:
                continue
        return tuple(found)

    def _mapping(self, hint: Any, word: Any, path: Path, sort: Sort) -> dict[str, Any]:
        if not isinstance(word, Mapping):
            raise self.unfit(path, word, "a table")
        found = {}
        for key, one in word.items():
            try:
                found[key] = self.word(get_args(hint)[1], one, (*path, key), sort)
            except Unfit:
                continue
        return found

    def _words(self, word: Any, path: Path, sort: Sort) -> str:
        if sort.words:
            return self._chosen(word, sort.words, path)
        if not isinstance(word, str):
            raise self.unfit(path, word, "text in quotes")
        if sort.is_code and not is_code(word):
            needed = f"1 to {LONGEST} letters, digits, dots, underscores and hyphens, no dot or hyphen first"
            raise self.unfit(path, word, needed)
        return word

    def _chosen(self, word: Any, allowed: tuple[str, ...], path: Path) -> str:
        if isinstance(word, str) and word in allowed:
            return word
        params = {"word": _short(word), "key": _name(path), "hint": _hint(word, allowed)}
        self._tell("method.unknown-word", path, params | {"allowed": ", ".join(allowed)})
        raise Unfit

    def _number(self, kind: type, word: Any, path: Path, sort: Sort) -> float:
        is_number = isinstance(word, int if kind is int else int | float) and not isinstance(word, bool)
        if not is_number or not sort.has(word):
            raise self.unfit(path, word, _needed(kind, sort))
        return kind(word) + 0  # type: ignore[no-any-return]  # a zero has no sign

    def _day(self, word: Any, path: Path) -> date:
        if type(word) is date:
            return word
        try:
            return date.fromisoformat(word)
        except (TypeError, ValueError):
            raise self.unfit(path, word, "a day such as 2025-04-30") from None

    def _kept(self, is_fit: bool, word: Any, path: Path, needed: str) -> Any:
        if not is_fit:
            raise self.unfit(path, word, needed)
        return word

    def _complete(self, kind: type, said: Mapping[str, Any], found: Mapping[str, Any], path: Path) -> None:
        bare = [one.name for one in _required(kind)]
        for key in bare:
            if key not in said:
                self._tell("method.missing-key", path, {"key": key})
        if any(key not in found for key in bare):
            raise Unfit

    def unfit(self, path: Path, word: Any, needed: str) -> Unfit:
        """Keep the problem that a key cannot hold a word.

        Returns
        -------
        Unfit
            To be raised by the caller.
        """
        params = {"key": _name(path), "word": _short(word), "needed": needed}
        self._tell("method.unfit", path, params)
        return Unfit()

    def _unknown(self, key: str, known: Mapping[str, Any], path: Path) -> None:
        self._tell("method.unknown-key", (*path, key), {"key": key, "hint": _hint(key, known)})

    def _tell(self, code: str, path: Path, params: Mapping[str, object]) -> None:
        self.problems.append(Problem(code, self.place(path), params))

    def place(self, path: Path) -> str:
        """Place in words: the line where it is known, and the dotted key with nodes by their code.

        Returns
        -------
        str
        """
        dotted, at = [], self.said
        for key in path:
            at = _inside(at, key)
            code = at.get("code") if isinstance(key, int) and isinstance(at, Mapping) else None
            dotted.append(str(code or (key + 1 if isinstance(key, int) else key)))
        line = line_of(path, self.lines)
        return ", ".join(part for part in (f"line {line}" if line else "", ".".join(dotted)) if part)


def _inside(at: Any, key: str | int) -> Any:
    if isinstance(key, int):
        return at[key] if isinstance(at, list) else None
    return at.get(key) if isinstance(at, Mapping) else None


def _name(path: Path) -> str:
    """The last key with a name; a place in a list has none."""
    return next((key for key in reversed(path) if isinstance(key, str)), "the text")


def _required(kind: Any) -> Iterator[Any]:
    return (one for one in fields(kind) if one.default is MISSING and one.default_factory is MISSING)


def _hint(word: Any, allowed: Any) -> str:
    near = nearest(word, allowed) if isinstance(word, str) else ""
    return f" Did you mean '{near}'?" if near else ""


def _short(word: Any) -> str:
    return f"{word!r:.{_SHOWN}}" if not isinstance(word, str) else word[:_SHOWN]


def _needed(kind: type, sort: Sort) -> str:
    what = "a whole number" if kind is int else "a number"
    low = f" from {sort.low:.15g}" if sort.low > -LARGEST else ""
    high = f" to {sort.high:.15g}" if sort.high < LARGEST else ""
    return what + low + high
