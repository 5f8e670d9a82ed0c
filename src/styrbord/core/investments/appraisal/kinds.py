"""Which shapes do the inputs of several formulas share?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from styrbord.core.base.problems import Problem, define
from styrbord.core.investments.appraisal.shapes import (
    MISSING,
    UNEXPECTED,
    Many,
    Named,
    Number,
    Record,
    Shape,
    Table,
    Unknown,
    Words,
    shown,
)
from styrbord.core.investments.methodology import Methodology, Origin

Given = Mapping[str, Any]
Result = dict[str, object]

UNEQUAL = define(
    "appraisal.years",
    "The lists of years have different lengths: {lengths}.",
    "Give both for the same years, with 0 where nothing is due.",
)

AMOUNT = Number()
NOT_NEGATIVE = Number(least=Decimal(0))
FRACTION = Number(least=Decimal(0), most=Decimal(1))
RATE = Number(above=Decimal(-1))
COUNT = Number(least=Decimal(0), is_whole=True)
NAME = Words()
YEARS = Many(AMOUNT, most=1000)
BY_PARTY = Table(AMOUNT)


Check = Callable[[Given, list[Problem]], None]
"""A look at parts that only make sense together, once each was read by itself; it enters what is wrong."""
Computing = Callable[[Given], Result]
"""A formula on an input that was checked; gives results by the names of its output."""


@dataclass(frozen=True, slots=True)
class Formula:
    """One formula of the catalogue: what it takes, how it computes, and whose rule it is."""

    compute: Computing
    input: Record
    methodology: Methodology
    check: Check | None = None


def record(**parts: Shape) -> Record:
    """Shape of an object, part by part."""
    return Record(parts)


def records(**parts: Shape) -> Many:
    """Shape of a list of objects."""
    return Many(record(**parts))


def named(**parts: Shape) -> Named:
    """Shape of a list of objects, each with another name."""
    return Named(record(name=NAME, **parts))


def unknown(shape: Shape) -> Unknown:
    """Shape that may be null."""
    return Unknown(shape)


def published(code: str, source: str, origin: Origin = Origin.GUIDANCE) -> Methodology:
    """Methodology of a rule that stands in a source."""
    return Methodology(code, origin, source)


def same_parties(
    known: Sequence[str], given: Mapping[str, object], place: str, problems: list[Problem]
) -> None:
    """Enter parties that have no amount, and amounts of nobody known."""
    for name in (one for one in known if one not in given):
        problems.append(Problem(MISSING.code, f"{place}.{name}", {"name": shown(name)}))
    for name in (one for one in given if one not in known):
        words = {"name": shown(name), "hint": "", "known": ", ".join(known)}
        problems.append(Problem(UNEXPECTED.code, f"{place}.{name}", words))


def same_years(*names: str) -> Check:
    """Check that lists of years are of one length."""

    def check(given: Given, problems: list[Problem]) -> None:
        lengths = {name: len(given[name]) for name in names}
        if len(set(lengths.values())) > 1:
            told = ", ".join(f"{name} {length}" for name, length in lengths.items())
            problems.append(Problem(UNEQUAL.code, f"input.{names[-1]}", {"lengths": told}))

    return check
