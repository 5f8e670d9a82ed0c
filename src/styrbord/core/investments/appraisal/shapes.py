"""Which numbers, words and lists does a formula take, and what is wrong with those that it is given?

A shape reads one value of a case as JSON gives it, every number a Decimal. What is wrong is entered in a list
of problems with its place, and reading goes on, so that all of it is told at once.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from styrbord.core.base.codes import nearest
from styrbord.core.base.problems import Problem, define

Problems = list[Problem]

SMALLEST, LARGEST = -30, 30
"""Powers of ten that a number lies between; money of any country fits many times."""
DIGITS = 40

WRONG_TYPE = define(
    "appraisal.type",
    "{found} stands where {wanted} belongs.",
    "Give {wanted}.",
)
OUT_OF_RANGE = define(
    "appraisal.range",
    "{found} is not {wanted}.",
    "Give {wanted}; rates, shares and probabilities are fractions (0.035 = 3.5 %).",
)
MISSING = define("appraisal.missing", "{name} is not given.", "Add it; null says that it is not known.")
UNEXPECTED = define(
    "appraisal.unexpected", "{name} is no part of this.{hint}", "Take it out; what is known here: {known}."
)
TWICE = define("appraisal.twice", "{name} is given twice.", "Give each once.")
TOO_LONG = define(
    "appraisal.length", "There are {found} entries.", "Give {least} to {most}, or split the case."
)


class Repeating(dict[str, object]):
    """An object of JSON that names something twice; `repeated` says what."""

    repeated: tuple[str, ...] = ()


def shown(value: object) -> str:
    """A value in few words, for a problem."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return f"{value:g}" if len(str(value)) > DIGITS else str(value)
    if isinstance(value, str):
        return f"'{value[:DIGITS]}...'" if len(value) > DIGITS else f"'{value}'"
    return "a list" if isinstance(value, list) else "an object"


class Shape(ABC):
    """What one value must look like."""

    wanted: str = ""

    @abstractmethod
    def read(self, value: object, place: str, problems: Problems) -> Any:
        """Value as the formula takes it; what is wrong with it is entered in the problems."""

    def refuse(self, value: object, place: str, problems: Problems) -> None:
        """Enter that the value is of another kind."""
        problems.append(Problem(WRONG_TYPE.code, place, {"found": shown(value), "wanted": self.wanted}))


@dataclass(frozen=True)
class Number(Shape):
    """A number between bounds; `above` and `below` leave the bound itself out."""

    least: Decimal | None = None
    most: Decimal | None = None
    above: Decimal | None = None
    is_whole: bool = False

    @property
    def wanted(self) -> str:  # type: ignore[override]
        """What is asked for, in words."""
        bounds = [
            f"{words} {bound}"
            for words, bound in (
                ("from", self.least),
                ("to", self.most),
                ("above", self.above),
            )
            if bound is not None
        ]
        return " ".join(["a whole number" if self.is_whole else "a number", " ".join(bounds)]).strip()

    def read(self, value: object, place: str, problems: Problems) -> Any:
        """Decimal, or int where it is whole."""
        if not isinstance(value, Decimal):
            return self.refuse(value, place, problems)
        if not self._fits(value):
            problems.append(
                Problem(OUT_OF_RANGE.code, place, {"found": shown(value), "wanted": self._told(value)})
            )
            return None
        return int(value) if self.is_whole else value

    def _fits(self, value: Decimal) -> bool:
        return _is_ordinary(value) and not (
            (self.least is not None and value < self.least)
            or (self.most is not None and value > self.most)
            or (self.above is not None and value <= self.above)
            or (self.is_whole and value != value.to_integral_value())
        )

    def _told(self, value: Decimal) -> str:
        if _is_ordinary(value):
            return self.wanted
        return f"{self.wanted}, finite, of {DIGITS} digits at most, nearer to 0 than 1e{LARGEST}"


def _is_ordinary(value: Decimal) -> bool:
    """Whether a number is finite, of sensible size and length."""
    if not value.is_finite():
        return False
    size = value.adjusted() if value else 0
    return SMALLEST <= size < LARGEST and len(value.normalize().as_tuple().digits) <= DIGITS


@dataclass(frozen=True)
class Words(Shape):
    """A text that is not blank."""

    wanted = "a text"

    def read(self, value: object, place: str, problems: Problems) -> Any:
        """The text."""
        if not isinstance(value, str) or not value.strip():
            return self.refuse(value, place, problems)
        return value


@dataclass(frozen=True)
class Flag(Shape):
    """True or false."""

    wanted = "true or false"

    def read(self, value: object, place: str, problems: Problems) -> Any:
        """The bool."""
        return value if isinstance(value, bool) else self.refuse(value, place, problems)


@dataclass(frozen=True)
class Day(Shape):
    """A day as in 2025-06-30."""

    wanted = "a day as in '2025-06-30'"

    def read(self, value: object, place: str, problems: Problems) -> Any:
        """The date."""
        try:
            if isinstance(value, str) and len(value) == len("2025-06-30"):
                return date.fromisoformat(value)
        except ValueError:
            pass
        return self.refuse(value, place, problems)


@dataclass(frozen=True)
class Choice(Shape):
    """One of several words."""

    options: Sequence[str]

    @property
    def wanted(self) -> str:  # type: ignore[override]
        """All of the words."""
        return f"one of {', '.join(map(str, self.options))}"

    def read(self, value: object, place: str, problems: Problems) -> Any:
        """The word."""
        return value if value in self.options else self.refuse(value, place, problems)


@dataclass(frozen=True)
class Unknown(Shape):
    """Something that may be null: not known."""

    inner: Shape

    @property
    def wanted(self) -> str:  # type: ignore[override]
        """What is asked for, in words."""
        return f"{self.inner.wanted}, or null"

    def read(self, value: object, place: str, problems: Problems) -> Any:
        """None, or what the inner shape makes of it."""
        return None if value is None else self.inner.read(value, place, problems)


@dataclass(frozen=True)
class Many(Shape):
    """A list of one shape."""

    each: Shape
    least: int = 0
    most: int = 100_000
    wanted = "a list"

    def read(self, value: object, place: str, problems: Problems) -> Any:
        """List of what the shape makes of each entry."""
        if not isinstance(value, list):
            return self.refuse(value, place, problems)
        if not self.least <= len(value) <= self.most:
            words = {"found": len(value), "least": self.least, "most": self.most}
            problems.append(Problem(TOO_LONG.code, place, words))
            return None
        return [self.each.read(one, f"{place}[{at}]", problems) for at, one in enumerate(value)]


@dataclass(frozen=True)
class Named(Many):
    """A list of records, each of another name."""

    def read(self, value: object, place: str, problems: Problems) -> Any:
        """List of records; a name that comes again is entered in the problems."""
        found = super().read(value, place, problems)
        seen = set()
        for at, one in enumerate(found or ()):
            name = one and one.get("name")
            if name is not None and name in seen:
                problems.append(Problem(TWICE.code, f"{place}[{at}].name", {"name": shown(name)}))
            seen.add(name)
        return found


@dataclass(frozen=True)
class Table(Shape):
    """An object whose names are free, with values of one shape."""

    each: Shape
    wanted = "an object"

    def read(self, value: object, place: str, problems: Problems) -> Any:
        """Mapping from name to what the shape makes of each value."""
        if not isinstance(value, dict):
            return self.refuse(value, place, problems)
        _no_repeats(value, place, problems)
        return {name: self.each.read(one, f"{place}.{name}", problems) for name, one in value.items()}


@dataclass(frozen=True)
class Record(Shape):
    """An object of known names; those in `optional` may be left out and are null then."""

    parts: Mapping[str, Shape]
    optional: frozenset[str] = field(default_factory=frozenset)
    wanted = "an object"

    def read(self, value: object, place: str, problems: Problems) -> Any:
        """Mapping from every known name to what its shape makes of the value."""
        if not isinstance(value, dict):
            return self.refuse(value, place, problems)
        _no_repeats(value, place, problems)
        for name in (one for one in value if one not in self.parts):
            near = nearest(name, self.parts.keys() - value.keys())
            hint = f" Did you mean '{near}'?" if near else ""
            words = {"name": shown(name), "hint": hint, "known": ", ".join(self.parts)}
            problems.append(Problem(UNEXPECTED.code, f"{place}.{name}", words))
        return {name: self._part(name, value, place, problems) for name in self.parts}

    def _part(self, name: str, value: Mapping[str, object], place: str, problems: Problems) -> Any:
        if name in value:
            return self.parts[name].read(value[name], f"{place}.{name}", problems)
        if name not in self.optional:
            problems.append(Problem(MISSING.code, f"{place}.{name}", {"name": shown(name)}))
        return None


def _no_repeats(value: dict[str, object], place: str, problems: Problems) -> None:
    for name in value.repeated if isinstance(value, Repeating) else ():
        problems.append(Problem(TWICE.code, f"{place}.{name}", {"name": shown(name)}))
