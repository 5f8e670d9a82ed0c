"""Which body stands by what of an investment: a line, the picture, an agreement, a deliverable?"""

from collections.abc import Iterator, Mapping
from enum import StrEnum

from styrbord.core.investments.portfolio.model import BenefitLine, CostLine
from styrbord.core.investments.portfolio.model import Investment as Economics
from styrbord.core.investments.portfolio.plan_text import hash_of
from styrbord.store.investments.models import Assent, Investment


class Kind(StrEnum):
    """What a body stands by."""

    LINE = "line"
    PICTURE = "picture"
    AGREEMENT = "agreement"
    DELIVERABLE = "deliverable"


Assents = Mapping[tuple[str, str, str], Assent]
"""Newest assent by kind, code and body, those that were taken back left out."""


def assents_of(row: Investment) -> Assents:
    """What bodies stand by now."""
    found: dict[tuple[str, str, str], Assent] = {}
    for one in Assent.objects.filter(investment=row).order_by("pk"):
        found[one.kind, one.code, one.body] = one
    return {key: one for key, one in found.items() if one.is_given}


def lines_of(own: Economics) -> Iterator[CostLine | BenefitLine]:
    """Cost and benefit lines of all options."""
    for option in own.options:
        yield from option.costs
        yield from option.benefits


def is_confirmed(line: CostLine | BenefitLine, lead: str, assents: Assents) -> bool:
    """Whether its bearer stands by a line as it is now; the lead stands by what it writes itself."""
    if line.bearer == lead:
        return True
    one = assents.get((Kind.LINE, line.code, line.bearer))
    return one is not None and one.mark == hash_of(line)
