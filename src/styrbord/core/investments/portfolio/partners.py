"""Which bodies have similar needs, so that they may invest together?"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from styrbord.core.investments.portfolio.model import Investment, PartyRole


@dataclass(frozen=True, slots=True)
class Partner:
    """Another investment with needs in common; `overlap` is common / all needs of both, 0 to 1."""

    investment: str
    lead: str
    common: tuple[str, ...]
    overlap: Fraction


def partners(investment: Investment, others: Iterable[Investment], most: int = 10) -> tuple[Partner, ...]:
    """Investments of other bodies with needs in common, the most alike first.

    Parameters
    ----------
    others : all that may be seen; those of the same lead are no partners.

    Returns
    -------
    tuple of Partner
        A suggestion with what is common; at most `most`, and none without anything in common.

    Source: Jaccard 1912; house rule of Styrbord that it is suggested.
    """
    own = set(investment.bodies(PartyRole.LEAD))
    found = [
        _partner(investment, one)
        for one in others
        if investment.needs & one.needs and not own & set(one.bodies(PartyRole.LEAD))
    ]
    return tuple(sorted(found, key=lambda one: (-one.overlap, one.investment))[:most])


def _partner(investment: Investment, other: Investment) -> Partner:
    common = investment.needs & other.needs
    overlap = Fraction(len(common), len(investment.needs | other.needs))
    return Partner(other.code, ", ".join(other.bodies(PartyRole.LEAD)), tuple(sorted(common)), overlap)
