"""Which observations do the numbers of a cube make?"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import chain

from styrbord.core.base.codes import is_code
from styrbord.core.base.problems import Problem, Severity, define
from styrbord.core.collection.cube import Cube, Dimension, DimensionRole, Number
from styrbord.core.collection.cube_codes import Codes, joined_code, says_nothing, total_of, valid_code
from styrbord.core.collection.cube_periods import period_of
from styrbord.core.collection.model import Indicator, Observation, Taken
from styrbord.core.collection.names import clean
from styrbord.core.collection.telling import Tells

define(
    "cube.unclear-period",
    "'{text}' of dimension {dimension} is no period that can be told; its numbers were left out.",
    "Give the file with codes such as 2020, 2020-Q1 or 2020-03, or add these numbers by hand.",
)
define(
    "cube.no-period",
    "No dimension of '{cube}' says when its numbers hold.",
    "Write the period into the column 'period' of observations.csv before it is loaded.",
)
define(
    "cube.no-territory",
    "No dimension of '{cube}' says where its numbers hold.",
    "Write the territory into observations.csv if they belong to one.",
    Severity.WARNING,
)
define(
    "cube.repeated",
    "The same key stands at {first} and at {second} with the same value {value}.",
    "It was read once; nothing needs to be done.",
    Severity.WARNING,
)
define(
    "cube.conflict",
    "The same key has the value '{value}' at {second} and '{other}' at {first}.",
    "Neither was taken. Ask the source which one holds.",
)

_NO_CODE = frozenset({"", "null", "none", "nan", "n/a"})


def observations_of(cube: Cube, account: Tells) -> Iterator[Observation]:
    """Observations of a cube, in the order of its numbers; the account is told what was taken for what.

    Parameters
    ----------
    cube : Cube
        Its numbers are read once.
    account : Tells

    Yields
    ------
    Observation
        Missing values have an empty value and a reason. A number whose period is unclear is left out.
        Without a dimension of time the period is empty, which is told.

    Source: ours, decided in docs/decisions/0011.
    """
    reading = _Reading(cube, account)
    for number in chain(reading.numbers(), reading.held_back()):
        if observation := reading.observation(number):
            yield observation


class _Reading:
    """What the places of a key mean in one cube; each code is understood once."""

    def __init__(self, cube: Cube, account: Tells) -> None:
        self._cube, self._account = cube, account
        self._code = valid_code(cube.code, 40)
        self._places: dict[DimensionRole, list[int]] = {role: [] for role in DimensionRole}
        for place, dimension in enumerate(cube.dimensions):
            self._places[dimension.role].append(place)
        self._time = next(iter(self._places[DimensionRole.TIME]), None)
        self._territory = next(iter(self._places[DimensionRole.TERRITORY]), None)
        self._measures = [*self._places[DimensionRole.MEASURE], *self._varying_units()]
        self._breakdowns = self._dimensions_of_breakdown()
        self._periods: dict[str, str] = {}
        self._territories: dict[str, tuple[str, str]] = {}
        self._indicators: dict[tuple[str, ...], tuple[str, str]] = {}
        self._measure_codes = [Codes() for _ in self._measures]
        self._texts: dict[tuple[str, ...], str] = {}
        self._held: dict[tuple[str, ...], list[Number]] = {}
        self._tell()

    def _varying_units(self) -> list[int]:
        units = self._places[DimensionRole.UNIT]
        return [place for place in units if len(self._cube.dimensions[place].codes) != 1]

    def _dimensions_of_breakdown(self) -> list[tuple[int, str, Codes]]:
        """Place, valid code and codes of each dimension that tells numbers apart, in order of its code."""
        second = [*self._places[DimensionRole.TIME][1:], *self._places[DimensionRole.TERRITORY][1:]]
        used = Codes()
        found = []
        for place in sorted([*self._places[DimensionRole.BREAKDOWN], *second]):
            dimension = self._cube.dimensions[place]
            if not says_nothing(dimension):
                code = used[valid_code(dimension.code.strip() or dimension.name)]
                found.append((place, code, Codes(total_of(dimension))))
        return sorted(found, key=lambda each: each[1])

    def _tell(self) -> None:
        """Tell the account what each dimension was taken for."""
        cube = self._cube
        self._say("title", cube.code, cube.title)
        kept = {place for place, _, _ in self._breakdowns}
        for place, dimension in enumerate(cube.dimensions):
            self._tell_dimension(dimension, place, is_kept=place in kept or place in self._measures)
        for what, text, meaning in cube.told:
            self._say(what, text, meaning)
        for doubt in cube.doubts:
            self._account.problem(doubt)
        if self._time is None:
            self._account.problem(Problem("cube.no-period", cube.code, {"cube": cube.title or cube.code}))
        if self._territory is None:
            self._account.problem(Problem("cube.no-territory", cube.code, {"cube": cube.title or cube.code}))

    def _tell_dimension(self, dimension: Dimension, place: int, *, is_kept: bool) -> None:
        if place == self._time or place == self._territory:
            what = "period" if place == self._time else "territory"
        elif dimension.role in {DimensionRole.MEASURE, DimensionRole.UNIT}:
            what = dimension.role.value
        elif is_kept:
            what = "breakdown"
        else:
            only = ", ".join(_name(dimension, code) for code in dimension.codes[:3])
            taken = Taken(f"dimension {dimension.code}", "left-out", dimension.name, only, "says-nothing")
            self._account.taken(taken)
            return
        self._account.taken(Taken(f"dimension {dimension.code}", what, dimension.name, _meaning(dimension)))

    def _say(self, what: str, text: str, meaning: str) -> None:
        self._account.taken(Taken(self._cube.code, what, text, meaning))

    def numbers(self) -> Iterator[Number]:
        """Numbers whose key comes once; the others are held back until all are read."""
        repeated = self._cube.repeated
        for number in self._cube.numbers:
            if repeated and hash(number.key) in repeated:
                self._held.setdefault(number.key, []).append(number)
            else:
                yield number

    def held_back(self) -> Iterator[Number]:
        """First number of each key that came again with the same value; conflicts are told."""
        for first, *others in self._held.values():
            if all(_same(first, other) for other in others):
                yield first
            for other in others:
                self._tell_repeated(first, other)

    def _tell_repeated(self, first: Number, other: Number) -> None:
        code = "cube.repeated" if _same(first, other) else "cube.conflict"
        words = {"first": first.place, "second": other.place, "value": other.value, "other": first.value}
        self._account.problem(Problem(code, other.place, words))

    def observation(self, number: Number) -> Observation | None:
        """Observation of one number; None when its period is unclear."""
        key = number.key
        period = "" if self._time is None else self._period(key[self._time])
        if self._time is not None and not period:
            return None
        territory = ("", "") if self._territory is None else self._territory_of(key[self._territory])
        indicator = self._indicator(tuple(key[place] for place in self._measures))
        breakdown = self._breakdown(tuple(key[place] for place, _, _ in self._breakdowns))
        value, status, note = number.value, number.status, number.note
        return Observation(*territory, *indicator, period, breakdown, value, status, note, number.place)

    def _period(self, code: str) -> str:
        if (period := self._periods.get(code)) is not None:
            return period
        dimension = self._cube.dimensions[self._time or 0]
        name = dimension.names.get(code, "")
        period = dimension.periods.get(code) or period_of(code) or period_of(name)
        self._periods[code] = period
        if not period:
            words = {"text": name or code, "dimension": dimension.code}
            self._account.problem(Problem("cube.unclear-period", f"dimension {dimension.code}", words))
            taken = Taken(f"dimension {dimension.code}", "left-out", name or code, why="unclear-period")
            self._account.taken(taken)
        return period

    def _territory_of(self, code: str) -> tuple[str, str]:
        """Code and name; a name that stands in place of a code is no code."""
        if (found := self._territories.get(code)) is None:
            name = self._cube.dimensions[self._territory or 0].names.get(code, "")
            is_own = code.casefold() not in _NO_CODE and code.strip() != name.strip()
            found = (code if is_code(code) else valid_code(code)) if is_own else "", clean(name or code)
            self._territories[code] = found
        return found

    def _indicator(self, measures: tuple[str, ...]) -> tuple[str, str]:
        """Code and name of the indicator of a path of measures; the account is told of it once."""
        if (found := self._indicators.get(measures)) is None:
            parts = [codes[code] for codes, code in zip(self._measure_codes, measures, strict=True)]
            names = [_name(dimension, code) for dimension, code in self._path(measures) if code]
            found = joined_code(self._code, *parts), " / ".join(names) or self._title()
            self._indicators[measures] = found
            notes = [self._cube.note, *(each.notes.get(code, "") for each, code in self._path(measures))]
            note = " | ".join(dict.fromkeys(filter(None, notes)))
            self._account.indicator(Indicator(*found, self._unit(measures), note))
        return found

    def _path(self, measures: tuple[str, ...]) -> list[tuple[Dimension, str]]:
        """Dimensions of measures with their codes; units are no part of a name."""
        pairs = zip(self._measures, measures, strict=True)
        dimensions = [(self._cube.dimensions[place], code) for place, code in pairs]
        return [pair for pair in dimensions if pair[0].role is DimensionRole.MEASURE]

    def _title(self) -> str:
        return clean(self._cube.title) or self._cube.code

    def _unit(self, measures: tuple[str, ...]) -> str:
        """Unit of a measure: that of its dimension of units, its own, or that of the whole cube."""
        pairs = zip(self._measures, measures, strict=True)
        keyed = dict(pairs)
        for place in self._places[DimensionRole.UNIT]:
            dimension = self._cube.dimensions[place]
            return clean(_name(dimension, keyed.get(place, dimension.codes[0] if dimension.codes else "")))
        own = (self._cube.dimensions[place].units.get(code, "") for place, code in keyed.items())
        return clean(next(filter(None, own), self._cube.unit))

    def _breakdown(self, codes: tuple[str, ...]) -> str:
        if (text := self._texts.get(codes)) is None:
            pairs = zip(self._breakdowns, codes, strict=True)
            parts = [(name, valid[code]) for (_, name, valid), code in pairs]
            text = ";".join(f"{name}={code}" for name, code in parts if code not in {"_T", ""}) or "_T"
            if len(self._texts) < 100_000:
                self._texts[codes] = text
        return text


def _name(dimension: Dimension, code: str) -> str:
    return clean(dimension.names.get(code, "") or code)


def _meaning(dimension: Dimension) -> str:
    """Its codes in few words: how many, the first and the last one."""
    if not dimension.codes:
        return ""
    names = [_name(dimension, code) for code in dimension.codes]
    return names[0] if len(names) == 1 else f"{len(names)}: {names[0]} … {names[-1]}"


def _same(first: Number, other: Number) -> bool:
    """Whether two numbers of one key agree; 1 and 1.0 do."""
    if first.value and other.value:
        return Decimal(first.value) == Decimal(other.value)
    return (first.value, first.status) == (other.value, other.status)
