"""Do several investments claim the same effect?"""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from styrbord.core.base.problems import Problem, define
from styrbord.core.investments.portfolio.model import Investment

define(
    "investment.counted-twice",
    "Of the effect on {effect} these claim {found} in all: {lines}.",
    "Lower the shares until all together claim no more than the whole effect.",
)


def claimed_twice(investments: Iterable[Investment]) -> list[Problem]:
    """Effects on one series of which several benefits claim more than the whole.

    Parameters
    ----------
    investments : all that are not stopped, each with its preferred option.

    Returns
    -------
    list of Problem
        One for each series, with the lines as `investment/benefit`. Benefits not yet bound to a series count
        nothing.

    Source: house rule of Styrbord.
    """
    claims: dict[tuple[str, str], list[tuple[str, Decimal]]] = defaultdict(list)
    for investment in investments:
        for line in investment.benefits:
            profile = investment.profile_of(line.code)
            if profile is not None and profile.indicator and not line.is_loss:
                series = (profile.indicator, profile.subject)
                claims[series].append((f"{investment.code}/{line.code}", line.share))
    return [_twice(series, told) for series, told in claims.items() if sum(one for _, one in told) > 1]


def _twice(series: tuple[str, str], told: list[tuple[str, Decimal]]) -> Problem:
    found = sum((share for _, share in told), Decimal(0))
    lines = ", ".join(name for name, _ in told)
    effect = " / ".join(filter(None, series))
    return Problem(
        "investment.counted-twice", series[0], {"effect": effect, "found": str(found), "lines": lines}
    )
