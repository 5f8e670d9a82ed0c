"""Which plans can there be, whatever they say, made by chance from the types of their fields?"""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from random import Random
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from styrbord.core.base.periods import Period
from styrbord.core.investments.portfolio.plan import Plan
from styrbord.core.investments.portfolio.plan_text import BESIDE, plan_of

WORDS = (
    "Norrby", "ärende", "Дело № 1", "", " blanks ", "=1+1", "@sum", "a;b", "two\nlines", "tab\there",
    "json:x", 'json:"y"', "_x0041_", "0012", "1,5", "2026-03-01", "TRUE", "nej", "\u2028", "'quoted",
    '"said"', "\r",
    "12=4",
)  # fmt: skip
NUMBERS = (
    "0", "1", "-3.25", "0.1", "1234567.8901", "99999999999999999.9999", "123456789012345", "0.0001",
    "1234.567", "12.345", "1000000000000000",
)  # fmt: skip
PERIODS = ("2026", "2026-Q1", "2026-03")


def made(number: int) -> Plan:
    """A plan that can be read; the same number gives the same one."""
    maker = _Maker(Random(f"plan-{number}"))
    data = maker.of(Plan)
    data["investment"]["code"] = f"I-{number}"
    return plan_of(data)


class _Maker:
    """Makes data by the types of fields."""

    def __init__(self, chance: Random) -> None:
        self._chance, self._count = chance, 0

    def of(self, kind: Any) -> Any:
        origin, parts = get_origin(kind), get_args(kind)
        if NoneType in parts:
            inner = next(one for one in parts if one is not NoneType)
            return None if self._chance.random() < 0.4 else self.of(inner)
        if origin in {tuple, frozenset}:
            return [self.of(parts[0]) for _ in range(self._chance.choice((0, 1, 2, 3)))]
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return {self._key(parts[0]): self.of(parts[1]) for _ in range(self._chance.choice((0, 1, 3)))}
        if is_dataclass(kind) and kind is not Period:
            return self._object(kind)
        return self._plain(kind)

    def _object(self, kind: Any) -> dict[str, Any]:
        hints, beside = get_type_hints(kind), BESIDE.get(kind, frozenset())
        found = {}
        for one in fields(kind):
            is_needed = one.default is MISSING and one.default_factory is MISSING
            if one.name not in beside and (is_needed or self._chance.random() < 0.7):
                self._count += 1
                found[one.name] = f"C{self._count}" if one.name == "code" else self.of(hints[one.name])
        return found

    def _key(self, kind: Any) -> str:
        if kind is int:
            return str(self._chance.randrange(1990, 2090))
        return self._chance.choice(("en", "ru", "sv", "fi", "C1", "C9", "C14", "C20", "x y"))

    def _plain(self, kind: Any) -> Any:
        if kind is bool:
            return self._chance.random() < 0.5
        if kind is int:
            return self._chance.choice((0, 1, -7, 2026, 10**9 - 1))
        if kind is Decimal:
            return self._chance.choice(NUMBERS)
        if kind is date:
            return date(2020, 1, 1).replace(year=self._chance.randrange(1, 9999)).isoformat()
        if kind is Period:
            return self._chance.choice(PERIODS)
        return self._chance.choice(tuple(kind) if issubclass(kind, StrEnum) else WORDS)
