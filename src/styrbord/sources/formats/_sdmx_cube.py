"""How do the observations of an SDMX message become one cube, whatever the message is written in?"""

from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from styrbord.core.base.problems import Problem, Refused, Severity, define
from styrbord.core.collection.cube import Cube, Dimension, DimensionRole, Number
from styrbord.core.collection.cube_roles import assigned
from styrbord.sources.formats._cube_problems import unknown_code
from styrbord.sources.formats._format import Wanted
from styrbord.sources.formats._numbers import first_of, number_text, sdmx_status, unit_text
from styrbord.sources.formats._problems import damaged, too_large

define(
    "cube.missing-with-value",
    "Its status {status} says that the value is missing, but {value} stands there.",
    "The value was taken. Ask the source which of the two holds.",
    Severity.WARNING,
)

ATTRIBUTES = frozenset(
    """OBS_STATUS OBS_FLAG OBS_CONF CONF_STATUS OBS_PRE_BREAK PRE_BREAK_VALUE OBS_COM OBS_COMMENT COMMENT
    COMMENT_OBS COMMENT_TS COMMENT_DSET DECIMALS UNIT_MULT UNIT_MEASURE UNIT TIME_FORMAT TITLE TITLE_COMPL
    COLLECTION COLLECTION_DETAIL SOURCE_AGENCY SOURCE_PUB SOURCE COMPILING_ORG COMPILATION COVERAGE BREAKS
    AVAILABILITY DISS_ORG DOM_SER_IDS PUBL_ECB PUBL_MU PUBL_PUBLIC UNIT_INDEX_BASE NAT_TITLE METHOD_AGENCY
    POWERCODE REFERENCEPERIOD EMBARGO_TIME ACTION SERIES_KEY BASE_PER BASE_PERIOD TIME_PER_COLLECT""".split()  # noqa: SIM905
)
"""Names that are attributes in the structures of the large offices, where no structure is given."""

_STATUS = ("OBS_STATUS", "OBS_FLAG")
_CONFIDENTIALITY = ("OBS_CONF", "CONF_STATUS")
_UNIT = ("UNIT_MEASURE", "UNIT")
_MULTIPLIER = ("UNIT_MULT", "POWERCODE")
_NOTES = (
    "OBS_COM",
    "OBS_COMMENT",
    "COMMENT_OBS",
    "COMMENT",
    "COMMENT_TS",
    "COMMENTS",
    "BREAKS",
    "NOTE",
    "FOOTNOTE",
)
_MEASURE = DimensionRole.MEASURE
MOST_CODES = 500_000
_STEP = 50_000
_SAYS_MISSING = frozenset("LMOQ")
_MOST_DOUBTS = 1000


class Row(NamedTuple):
    """One observation: codes by dimension, its value as written, attributes by name in capitals."""

    key: Mapping[str, str]
    value: str
    attributes: Mapping[str, str]
    place: str


@dataclass(slots=True)
class Described:
    """What a structure says: names, roles, and the code lists of dimensions and attributes."""

    code: str
    title: str = ""
    dimensions: tuple[str, ...] = ()
    attributes: frozenset[str] = frozenset()
    roles: dict[str, DimensionRole] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    is_closed: bool = False
    note: str = ""
    languages: tuple[str, ...] = ()
    measure: str = ""


Rows = Callable[[], Iterator[Row]]


def cube_of(described: Described, rows: Rows, wanted: Wanted) -> Cube | None:
    """Cube of the observations that `rows` gives twice: once to survey them, once to read them.

    None when there are none. Nothing but codes and 8 bytes of hash for each observation is kept.
    """
    survey = _Survey(described, wanted.most_cells)
    for count, row in enumerate(rows(), 1):
        survey.add(row)
        if not count % _STEP:
            wanted.progress(count, 0, "observations")
    if survey.order is None:
        return None
    units = _Units(survey, described)
    plain = [_dimension(code, described, survey) for code in survey.order]
    dimensions = assigned(units.with_units(plain), units.stated(described.roles))
    return Cube(
        code=described.code,
        title=described.title,
        dimensions=dimensions,
        numbers=_numbers(rows, survey.order, units, described),
        unit=units.single,
        note=described.note,
        languages=described.languages,
        names={described.languages[0]: described.title} if described.languages else {},
        repeated=survey.repeated(with_units=units.varies),
        told=tuple(survey.told()),
        doubts=tuple(survey.doubts),
    )


def unit_code(unit: str, multiplier: str) -> str:
    """Code of a unit as one of a dimension of units."""
    power = multiplier if multiplier not in {"", "0"} else ""
    return f"{unit or '_Z'}{'_E' + power if power else ''}"


class _Survey:
    """What the observations have: dimensions in order, their codes, their units, repeated keys."""

    def __init__(self, described: Described, most: int) -> None:
        self.order: tuple[str, ...] | None = None
        self.codes: dict[str, dict[str, None]] = {}
        self.units: dict[str, set[tuple[str, str]]] = {}
        self._described, self._most = described, most
        self.measure = described.measure
        self._hashes, self._unit_hashes = array("q"), array("q")
        self._statuses: Counter[tuple[str, bool]] = Counter()
        self.doubts: list[Problem] = []

    def add(self, row: Row) -> None:
        """Look at one observation."""
        if self.order is None:
            self._begin(row)
        key = key_of(row, self.order or ())
        for seen, code in zip(self.codes.values(), key, strict=True):
            if code not in seen:
                self._enter(seen, code, row)
        unit = first_of(row.attributes, _UNIT), first_of(row.attributes, _MULTIPLIER)
        self._unit_hashes.append(hash((*key, unit_code(*unit))))
        self._count(hash(key), row.place)
        self.units.setdefault(row.key.get(self.measure, ""), set()).add(unit)
        status = first_of(row.attributes, _STATUS)
        if status not in {"", "A"}:
            self._statuses[status, bool(row.value)] += 1
        if row.value and status in _SAYS_MISSING and len(self.doubts) < _MOST_DOUBTS:
            words = {"status": status, "value": row.value[:80]}
            self.doubts.append(Problem("cube.missing-with-value", row.place, words))

    def _begin(self, row: Row) -> None:
        stated = [code for code in self._described.dimensions if code in row.key]
        self.order = (*stated, *(code for code in row.key if code not in stated))
        self.codes = {code: {} for code in self.order}
        names = self._described.names
        plain = [Dimension(each, names.get(each, ""), DimensionRole.BREAKDOWN) for each in self.order]
        found = [each.code for each in assigned(plain, self._described.roles) if each.role is _MEASURE]
        self.measure = self.measure or next(iter(found), "")

    def _enter(self, seen: dict[str, None], code: str, row: Row) -> None:
        """Take in a code that is new; a closed list must have it."""
        dimension = next(name for name, codes in self.codes.items() if codes is seen)
        listed = self._described.codes.get(dimension)
        if self._described.is_closed and listed and code not in listed:
            raise unknown_code(code, dimension, list(listed), row.place)
        seen[code] = None
        if len(seen) > MOST_CODES:
            raise too_large(len(seen), MOST_CODES, f"codes of dimension {dimension}", row.place)

    def _count(self, hashed: int, place: str) -> None:
        self._hashes.append(hashed)
        if len(self._hashes) > self._most:
            raise too_large(len(self._hashes), self._most, "observations", place)

    def repeated(self, *, with_units: bool) -> frozenset[int]:
        """Hashes that came more than once, of keys as the cube will have them."""
        hashes = np.frombuffer(self._unit_hashes if with_units else self._hashes, dtype=np.int64)
        hashes.sort()
        found = np.unique(hashes[1:][hashes[1:] == hashes[:-1]])
        return frozenset(map(int, found))

    def told(self) -> Iterator[tuple[str, str, str]]:
        """Statuses that occur, as the account should say them."""
        names = self._described.codes.get("OBS_STATUS", {})
        for (status, has_value), count in sorted(self._statuses.items()):
            given, _ = sdmx_status("1" if has_value else "", status, names.get(status, ""))
            name = f" ({names[status]})" if names.get(status) else ""
            without = "" if has_value else ", no value"
            yield "status", f"OBS_STATUS {status}{name}{without} × {count}", given


def key_of(row: Row, order: tuple[str, ...]) -> tuple[str, ...]:
    """Codes of an observation in the order of the dimensions; one too few or too many is refused."""
    try:
        key = tuple([row.key[code] for code in order])
    except KeyError as missing:
        raise damaged(f"dimension {missing.args[0]} is missing", row.place) from None
    if len(row.key) != len(order):
        more = ", ".join(code for code in row.key if code not in order)
        raise damaged(f"dimension {more} is not one of the others' dimensions", row.place)
    return key


class _Units:
    """How the attribute of a unit is kept: for the cube, by measure, or as a dimension of its own."""

    def __init__(self, survey: _Survey, described: Described) -> None:
        self._names = described.codes.get("UNIT_MEASURE") or described.codes.get("UNIT") or {}
        pairs = set().union(*survey.units.values())
        self.single = self.text(*pairs.pop()) if len(pairs) == 1 else ""
        is_by_measure = all(len(found) == 1 for found in survey.units.values())
        self.varies = bool(pairs) and not is_by_measure
        self._measure = survey.measure
        self._by_measure = survey.units if bool(pairs) and is_by_measure else {}
        self._pairs = sorted(pairs) if self.varies else []

    def text(self, unit: str, multiplier: str) -> str:
        """Unit in words, with its power of ten."""
        return unit_text(self._names.get(unit, unit), multiplier)

    def with_units(self, dimensions: list[Dimension]) -> list[Dimension]:
        """Dimensions, with the units of measures, or with one of units when they vary otherwise."""
        if self.varies:
            names = {unit_code(*pair): self.text(*pair) for pair in self._pairs}
            return [*dimensions, Dimension("UNIT_MEASURE", "", DimensionRole.UNIT, tuple(names), names)]
        for place, each in enumerate(dimensions):
            if each.code == self._measure and self._by_measure:
                units = {key: self.text(*min(found)) for key, found in self._by_measure.items()}
                dimensions[place] = Dimension(each.code, each.name, each.role, each.codes, each.names, units)
        return dimensions

    def stated(self, roles: Mapping[str, DimensionRole]) -> dict[str, DimensionRole]:
        """Roles, with that of the dimension of units."""
        return {**roles, "UNIT_MEASURE": DimensionRole.UNIT} if self.varies else dict(roles)

    def key(self, attributes: Mapping[str, str]) -> tuple[str, ...]:
        """What an observation's unit adds to its key."""
        return (
            (unit_code(first_of(attributes, _UNIT), first_of(attributes, _MULTIPLIER)),)
            if self.varies
            else ()
        )


def _dimension(code: str, described: Described, survey: _Survey) -> Dimension:
    """Dimension with the codes that occur, in the order of its code list."""
    listed = described.codes.get(code, {})
    seen = survey.codes[code]
    codes = [each for each in listed if each in seen] + [each for each in seen if each not in listed]
    names = {each: listed[each] for each in codes if listed.get(each)}
    return Dimension(code, described.names.get(code, ""), DimensionRole.BREAKDOWN, tuple(codes), names)


def _numbers(rows: Rows, order: tuple[str, ...], units: _Units, described: Described) -> Iterator[Number]:
    statuses = described.codes.get("OBS_STATUS") or described.codes.get("OBS_FLAG") or {}
    for row in rows():
        attributes = row.attributes
        value = number_text(row.value, row.place)
        code = first_of(attributes, _STATUS)
        closed = first_of(attributes, _CONFIDENTIALITY)
        status, told = sdmx_status(value, code, statuses.get(code, ""), closed)
        secret = f"OBS_CONF={closed}" if closed and value and closed not in {"F", "A"} else ""
        notes = (attributes.get(name, "") for name in _NOTES)
        note = " | ".join(filter(None, (told, secret, *notes)))
        yield Number((*key_of(row, order), *units.key(attributes)), value, status, note, row.place)


def refuse_empty(cube: Cube | None) -> Cube:
    """Cube, if there is one."""
    if cube is None:
        raise Refused(Problem("cube.empty"))
    return cube
