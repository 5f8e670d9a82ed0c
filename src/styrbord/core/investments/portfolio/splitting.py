"""Was an investment cut into pieces that just miss the border of the subcommittee?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from styrbord.core.investments.methodology import Methodology, Origin

SPLITTING = Methodology(
    "splitting/1",
    Origin.HOUSE,
    "ours: methods of investments, section 6",
    {"near": Decimal("0.8"), "days": Decimal(365)},
)


@dataclass(frozen=True, slots=True)
class Sibling:
    """An investment as the search for splitting sees it."""

    code: str
    owner: str
    cost: Decimal
    proposed_on: date


def split(siblings: Iterable[Sibling], border: Decimal) -> list[tuple[str, ...]]:
    """Investments of one owner that lie just below the border of the subcommittee within twelve months.

    Parameters
    ----------
    siblings : in one price, in any order.
    border : cost from which an investment goes to the subcommittee.

    Returns
    -------
    list of tuple of str
        Groups of two or more, each as large as it can be, in order of time; a suspicion, no finding.

    Source: house rule of Styrbord.

    Examples
    --------
    >>> near = [Sibling(str(n), "it", Decimal(49), date(2025, n, 1)) for n in (1, 2)]
    >>> split(near, Decimal(50))
    [('1', '2')]
    """
    least = border * SPLITTING.params["near"]
    near = sorted(
        (one for one in siblings if least <= one.cost < border),
        key=lambda one: (one.owner, one.proposed_on, one.code),
    )
    groups = [_within(near[place:]) for place in range(len(near))]
    told = [group for group in groups if len(group) > 1]
    return [one for place, one in enumerate(told) if not (place and set(one) <= set(told[place - 1]))]


def _within(ahead: Sequence[Sibling]) -> tuple[str, ...]:
    """The first one and those of its owner that follow within the days."""
    first, days = ahead[0], int(SPLITTING.params["days"])
    return tuple(
        one.code
        for one in ahead
        if one.owner == first.owner and (one.proposed_on - first.proposed_on).days <= days
    )
