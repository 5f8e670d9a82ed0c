"""Which parts of a plan are fixed once it is decided, so that only change requests move them?"""

from collections.abc import Iterator
from typing import Any

from styrbord.core.base.problems import Problem, define
from styrbord.core.investments.portfolio import plan_text
from styrbord.core.investments.portfolio.model import PartyRole
from styrbord.core.investments.portfolio.plan import Plan

define(
    "investment.locked",
    "'{code}' is decided: {place} changes by a change request alone.",
    "Make a change request that moves money and results together.",
)
_NAMED = (PartyRole.LEAD, PartyRole.OPERATOR, PartyRole.FOLLOW_UP)
"""Roles that others rely on once it is decided."""


def fixed_parts(plan: Plan) -> dict[str, Any]:
    """Parts that are fixed, by their place: money, results, targets, days and who answers."""
    own = plan.investment
    return {
        "investment.price": own.price,
        "investment.options": own.options,
        "investment.profiles": [
            (one.benefit, one.indicator, one.subject, one.unit, one.more_is_better, list(one.targets))
            for one in own.profiles
        ],
        "investment.parties": [(role, list(own.bodies(role))) for role in _NAMED],
        "investment.is_common": own.is_common,
        "investment.years": [own.start_year, own.horizon_years, own.methodology],
        "results": plan.results,
        "envelopes": plan.envelopes,
        "deliverables": [one.code for one in plan.deliverables],
        "milestones": [(one.code, one.due) for one in plan.milestones],
        "ends_on": plan.ends_on,
    }


def fingerprint(plan: Plan) -> str:
    """Hash of everything that is fixed once the plan is decided."""
    return plan_text.hash_of({**fixed_parts(plan), "code": plan.code})


def locked_problems(before: Plan, after: Plan) -> Iterator[Problem]:
    """What a plan changes that a change request alone may move."""
    new = fixed_parts(after)
    for place, part in fixed_parts(before).items():
        if plan_text.hash_of(part) != plan_text.hash_of(new[place]):
            yield Problem("investment.locked", place, {"code": before.code, "place": place})
