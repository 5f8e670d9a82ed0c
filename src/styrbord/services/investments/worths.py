"""What is an investment worth by its newest plan, and what does that hang on?

Nothing is stored: the figures are worked out anew from the lines of the plan, and remembered by its content.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.investments.methodology import Methodology
from styrbord.core.investments.portfolio.appraising import Appraisal, appraise
from styrbord.core.investments.portfolio.matrix import Matrix, matrix_of
from styrbord.core.investments.portfolio.model import Investment, OptionKind
from styrbord.core.investments.portfolio.plan_text import hash_of
from styrbord.core.investments.portfolio.sensitivity import sensitivity
from styrbord.core.investments.portfolio.sharing import ALONE, Shares, shares_of
from styrbord.core.investments.portfolio.simulating import simulated
from styrbord.core.investments.portfolio.society import society_of
from styrbord.services.investments.notes import WorthNote
from styrbord.services.memory import remembered

NOTHING = WorthNote((), None, None, None, (), ())


@dataclass(frozen=True)
class _Content:
    """What a worth rests on: the plan with who stands by its lines; it reads no series."""

    fingerprint: str
    saw: set[str] = field(default_factory=set)


def _content(investment: Investment) -> _Content:
    costs = [one.code for option in investment.options for one in option.costs if one.is_confirmed]
    gains = [one.code for option in investment.options for one in option.benefits if one.is_confirmed]
    confirmed = ",".join((*costs, *gains))
    return _Content(f"{hash_of(investment)}|{confirmed}|{sorted(settings.INCOME_RATIOS.items())}")


def worth_of(investment: Investment) -> WorthNote:
    """Figures of every option but business as usual, the preferred one first, and what they hang on."""
    return remembered(_content(investment), ("worth of an investment",), lambda: _worth(investment))


def table_of(investment: Investment) -> tuple[Matrix | None, Shares | None, tuple[Problem, ...]]:
    """Who pays and gains, and shares by each way; None with the problems where they cannot be told."""
    return remembered(_content(investment), ("who pays and gains",), lambda: _table(investment))


def _worth(investment: Investment) -> WorthNote:
    try:
        own = appraise(investment)
    except Refused as refused:
        return WorthNote((), None, None, None, tuple(refused.problems), ())
    society = society_of(investment, own, settings.INCOME_RATIOS)
    found = sensitivity(investment, own)
    draws = simulated(investment, own)
    rules = (own.rates.methodology, society.methodology, *found.methodologies, draws.methodology)
    others, problems = _others(investment)
    return WorthNote((own, *others), society, found, draws, problems, labels(rules))


def _others(investment: Investment) -> tuple[list[Appraisal], tuple[Problem, ...]]:
    told: list[Appraisal] = []
    problems: list[Problem] = []
    for option in investment.options:
        is_one = option.kind in (OptionKind.MINIMUM, OptionKind.OTHER) and not option.code.startswith(ALONE)
        if is_one:
            try:
                told.append(appraise(investment, option))
            except Refused as refused:
                problems += refused.problems
    return told, tuple(problems)


def _table(investment: Investment) -> tuple[Matrix | None, Shares | None, tuple[Problem, ...]]:
    try:
        own = appraise(investment)
    except Refused as refused:
        return None, None, tuple(refused.problems)
    matrix = matrix_of(investment, own)
    try:
        return matrix, shares_of(investment, own), ()
    except Refused as refused:
        return matrix, None, tuple(refused.problems)


def labels(rules: Iterable[Methodology]) -> tuple[str, ...]:
    """Labels of some rules, each once."""
    return tuple(dict.fromkeys(one.label for one in rules))
