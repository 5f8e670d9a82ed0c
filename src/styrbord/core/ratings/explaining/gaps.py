"""How far lie a body's own assessment and the one from outside, criterion by criterion?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np


class GapSize(StrEnum):
    """How far two assessments lie apart."""

    NONE = "none"
    SMALL = "small"
    LARGE = "large"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class GapRule:
    """From how many points on a gap is small, and from how many large."""

    small: float = 5.0
    large: float = 20.0

    def size(self, gap: float) -> GapSize:
        """Size of a gap; unknown where it is NaN."""
        if np.isnan(gap):
            return GapSize.UNKNOWN
        far = abs(gap)
        return GapSize.LARGE if far >= self.large else GapSize.SMALL if far >= self.small else GapSize.NONE


RULE = GapRule()


@dataclass(frozen=True, slots=True)
class AssessmentGap:
    """One criterion: the own assessment, the outside one, own less outside; NaN where one is missing."""

    criterion: str
    own: float
    outside: float
    gap: float
    size: GapSize


def gaps_between(
    own: Mapping[str, float],
    outside: Mapping[str, float],
    *,
    criteria: Sequence[str] = (),
    rule: GapRule = RULE,
) -> tuple[AssessmentGap, ...]:
    """Gaps by criterion, the largest first, those with one side missing last.

    Parameters
    ----------
    own, outside : points by criterion on one scale; a criterion that is not there or NaN is missing.
    criteria : order and choice of the criteria; all of both if none is named.
    rule : what is small and large.

    Returns
    -------
    tuple of AssessmentGap
        The two are never averaged or merged.

    >>> [(one.criterion, one.gap) for one in gaps_between({"a": 80.0, "b": 60.0}, {"a": 75.0, "b": 90.0})]
    [('b', -30.0), ('a', 5.0)]
    """
    codes = tuple(criteria) or tuple(dict.fromkeys((*own, *outside)))
    found = []
    for code in codes:
        mine, theirs = float(own.get(code, np.nan)), float(outside.get(code, np.nan))
        found.append(AssessmentGap(code, mine, theirs, mine - theirs, rule.size(mine - theirs)))
    return tuple(sorted(found, key=lambda one: -np.inf if np.isnan(one.gap) else abs(one.gap), reverse=True))


@dataclass(frozen=True, slots=True)
class Divergence:
    """An owner's own rating beside the computed one; both stay, none is made of the other.

    `apart` is how many classes the owner's lies above the computed one (negative: below), None where a
    class is missing; `age_days` how old the owner's is; `is_old` whether it is older than the rule allows.
    """

    owner: str
    computed: str
    apart: int | None
    age_days: int
    is_old: bool


def diverging(
    owner: str, computed: str, classes: Sequence[str], *, given_on: date, on: date, oldest_days: int = 92
) -> Divergence:
    """An owner's class beside the computed one.

    Parameters
    ----------
    owner, computed : codes of classes; "" where there is none.
    classes : codes from the best to the last.
    given_on : day of the owner's rating.
    on : day of reading.
    oldest_days : an older owner's rating is marked.

    Returns
    -------
    Divergence

    >>> day = date(2026, 1, 1)
    >>> diverging("leader", "lagging", ("leader", "middle", "lagging"), given_on=day, on=day).apart
    2
    """
    is_known = owner in classes and computed in classes
    apart = list(classes).index(computed) - list(classes).index(owner) if is_known else None
    age = (on - given_on).days
    return Divergence(owner, computed, apart, age, age > oldest_days)
