"""How is a plan written down as data and read again, with every mistake told by its place?

Numbers are texts, so that none is rounded. What is left out has its usual value; a line without a price has
that of its investment, and a single amount stands for all three of an estimate.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from styrbord.core.base.codes import is_code
from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.base.text import chosen
from styrbord.core.investments.portfolio.model import (
    BenefitLine,
    CostLine,
    Investment,
    Participation,
    Spread,
)
from styrbord.core.investments.portfolio.money import Price
from styrbord.core.investments.portfolio.plan import Plan
from styrbord.core.investments.portfolio.profile import BenefitProfile
from styrbord.core.investments.portfolio.results import PlannedResult

define("plan.unknown-field", "There is no field '{name}' here.", "Use one of {known}.")
define("plan.missing", "The field '{name}' is missing.", "Fill it in.")
define("plan.unreadable", "'{text}' is not {what}.", "Write {what}.")
define(
    "plan.no-code", "'{text}' is not a code.", "Use 1 to 64 letters, digits, dots, underscores and hyphens."
)
define("plan.too-long", "This has {count} entries or letters; {most} are the most.", "Say it shorter.")
Kind = TypeVar("Kind")
LONGEST_TEXT = 20_000
MOST = 5_000
BESIDE: Mapping[type, frozenset[str]] = {
    CostLine: frozenset({"is_confirmed"}),
    BenefitLine: frozenset({"is_confirmed"}),
    Participation: frozenset({"picture", "agreement", "signed_on"}),
    BenefitProfile: frozenset({"baseline", "baseline_waived_until"}),
    Investment: frozenset({"title"}),
    PlannedResult: frozenset({"plan"}),
}
"""Fields that are kept beside the plan (assents, measured baselines) or follow from it."""


def as_data(plan: Plan) -> dict[str, Any]:
    """A plan as plain data: texts, lists and mappings; what has its usual value is left out.

    Returns
    -------
    dict
    """
    found = _data(plan)
    assert isinstance(found, dict)
    return found


def canonical(plan: Plan) -> str:
    """The text of a plan: equal for equal plans.

    Returns
    -------
    str
        JSON with sorted keys.
    """
    return json.dumps(as_data(plan), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def hash_of(value: object) -> str:
    """Fingerprint of a plan or of a part of it, such as a line: SHA-256 of its data.

    Returns
    -------
    str
    """
    text = json.dumps(_data(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def read_as(kind: type[Kind], data: object) -> Kind:
    """Something of a type of the core that data say, read as a plan is.

    Parameters
    ----------
    kind : a dataclass.
    data : texts, lists and mappings.

    Returns
    -------
    an instance of `kind`

    Raises
    ------
    Refused
        Everything that cannot be read, with its place.
    """
    reader = _Reader(None)
    found = reader.read(kind, data, "")
    if reader.problems:
        raise Refused(reader.problems)
    assert isinstance(found, kind)
    return found


def plan_of(data: object) -> Plan:
    """Plan that some data say.

    Parameters
    ----------
    data : as of `as_data`, or written by hand.

    Returns
    -------
    Plan

    Raises
    ------
    Refused
        Everything that cannot be read, with its place as `investment.options[0].costs[2].year`; whether the
        plan is whole is asked of `checking.problems_of`.
    """
    reader = _Reader(_price_in(data))
    found = reader.read(Plan, data, "")
    if reader.problems:
        raise Refused(reader.problems)
    assert isinstance(found, Plan)
    code = found.investment.code
    titled = replace(found.investment, title=chosen(found.names, "en"))
    results = tuple(replace(one, plan=code) for one in found.results)
    return replace(found, investment=titled, results=results)


def _price_in(data: object) -> object:
    investment = data.get("investment") if isinstance(data, Mapping) else None
    return investment.get("price") if isinstance(investment, Mapping) else None


def _data(value: object) -> Any:
    if isinstance(value, Period):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        return _of_fields(value)
    if isinstance(value, Mapping):
        return {str(key): _data(one) for key, one in sorted(value.items(), key=lambda item: str(item[0]))}
    if isinstance(value, frozenset):
        return sorted(_data(one) for one in value)
    if isinstance(value, list | tuple):
        return [_data(one) for one in value]
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Decimal):
        return format(value.normalize() if value else Decimal(0), "f")
    if isinstance(value, date):
        return value.isoformat()
    return value


def _of_fields(value: Any) -> dict[str, Any]:
    beside = BESIDE.get(type(value), frozenset())
    told = {one.name: (getattr(value, one.name), one) for one in fields(value) if one.name not in beside}
    return {name: _data(found) for name, (found, one) in told.items() if not _is_usual(found, one)}


def _is_usual(value: object, one: "Field[Any]") -> bool:
    if one.default is not MISSING:
        return bool(value == one.default)
    return one.default_factory is not MISSING and bool(value == one.default_factory())


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


@dataclass(slots=True)
class _Reader:
    """Reads data by the types of the fields, and notes every mistake."""

    price: object
    problems: list[Problem] = field(default_factory=list)

    def read(self, kind: Any, data: object, place: str) -> Any:
        """Value of a type; None after a mistake."""
        origin = get_origin(kind)
        if origin is UnionType:
            return None if data is None else self.read(_but_none(kind), data, place)
        if origin in {tuple, frozenset}:
            return self._many(kind, data, place)
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return self._mapping(get_args(kind), data, place)
        if kind is Spread and not isinstance(data, Mapping):
            likely = self.read(Decimal, data, place)
            return Spread(likely, likely, likely)
        if is_dataclass(kind) and kind is not Period:
            return self._object(kind, data, place)
        return self._plain(kind, data, place)

    def _many(self, kind: Any, data: object, place: str) -> Any:
        inner, is_set = get_args(kind)[0], get_origin(kind) is frozenset
        if isinstance(data, str) or not isinstance(data, list | tuple):
            return self._wrong(data, "a list", place)
        if len(data) > MOST:
            return self._long(len(data), MOST, place)
        found = [self.read(inner, one, f"{place}[{number}]") for number, one in enumerate(data)]
        return frozenset(found) if is_set else tuple(found)

    def _mapping(self, kinds: tuple[Any, ...], data: object, place: str) -> Any:
        if not isinstance(data, Mapping):
            return self._wrong(data, "a table", place)
        if len(data) > MOST:
            return self._long(len(data), MOST, place)
        key, value = kinds
        keys = {
            one: int(one) if key is int and str(one).isdecimal() and len(str(one)) < 9 else one
            for one in data
        }
        return {
            self.read(key, keys[one], place): self.read(value, said, f"{place}.{one}")
            for one, said in data.items()
        }

    def _object(self, kind: Any, data: object, place: str) -> Any:
        if not isinstance(data, Mapping):
            return self._wrong(data, "a table", place)
        before = len(self.problems)
        known = {one.name: one for one in fields(kind) if one.name not in BESIDE.get(kind, frozenset())}
        for name in data:
            if name not in known:
                self._note(
                    "plan.unknown-field", _at(place, name), name=str(name)[:64], known=", ".join(known)
                )
        said = dict(self._usual(kind, data))
        found = {
            name: self.read(_hints(kind)[name], said[name], _at(place, name))
            for name in known
            if name in said
        }
        for name, one in known.items():
            if name not in said and one.default is MISSING and one.default_factory is MISSING:
                self._note("plan.missing", _at(place, name), name=name)
        return kind(**found, **_blank(kind)) if len(self.problems) == before else None

    def _usual(self, kind: Any, data: Mapping[Any, Any]) -> Iterator[tuple[str, Any]]:
        yield from data.items()
        if "price" not in data and self.price is not None and _hints(kind).get("price") is Price:
            yield "price", self.price

    def _plain(self, kind: Any, data: object, place: str) -> Any:
        if kind is bool:
            return data if isinstance(data, bool) else self._wrong(data, "yes or no", place)
        if kind is int:
            is_whole = isinstance(data, int) and not isinstance(data, bool) and abs(data) < 10**9
            return data if is_whole else self._wrong(data, "a whole number", place)
        if kind is Decimal:
            return self._decimal(data, place)
        if not isinstance(data, str):
            return self._wrong(data, "a text", place)
        if len(data) > LONGEST_TEXT:
            return self._long(len(data), LONGEST_TEXT, place)
        return self._text(kind, data, place)

    def _text(self, kind: Any, data: str, place: str) -> Any:
        try:
            if kind is date:
                return date.fromisoformat(data)
            if kind is Period:
                return Period.parse(data)
            if issubclass(kind, StrEnum):
                return kind(data)
        except (ValueError, Refused):
            what = ", ".join(kind) if issubclass(kind, StrEnum) else _WHAT[kind]
            return self._wrong(data, what, place)
        if place.endswith(".code") and not is_code(data):
            return self._note("plan.no-code", place, text=data[:64])
        return data

    def _decimal(self, data: object, place: str) -> Any:
        if isinstance(data, str | int | Decimal) and not isinstance(data, bool) and len(str(data)) <= 40:
            try:
                found = Decimal(data)
            except InvalidOperation:
                return self._wrong(data, "a number", place)
            if found.is_finite() and found.adjusted() < 18:
                return found
        return self._wrong(data, "a number", place)

    def _wrong(self, data: object, what: str, place: str) -> None:
        self._note("plan.unreadable", place, text=str(data)[:64], what=what)

    def _long(self, count: int, most: int, place: str) -> None:
        self._note("plan.too-long", place, count=count, most=most)

    def _note(self, code: str, place: str, **told: object) -> None:
        self.problems.append(Problem(code, place, told))


_WHAT = {date: "a day as 2026-03-31", Period: "a period as 2026, 2026-Q1 or 2026-03"}


def _but_none(kind: Any) -> Any:
    return next(one for one in get_args(kind) if one is not NoneType)


def _at(place: str, name: object) -> str:
    return f"{place}.{name}" if place else str(name)[:64]


def _blank(kind: Any) -> dict[str, Any]:
    """Fields that are kept beside the plan and have no usual value."""
    return {"title": ""} if kind is Investment else {"plan": ""} if kind is PlannedResult else {}
