"""Which systems are worth much and stand well (TIME: tolerate, invest, migrate, eliminate)?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from styrbord.core.base.problems import Problem, Refused, define

NO_WEIGHT = define(
    "rationalisation.weights",
    "The weights of both axes are 0.",
    "Give at least one axis a weight above 0.",
)
MIDDLE = Decimal("5.5")
"""Score of all where an axis tells none apart: house rule of Styrbord."""


@dataclass(frozen=True, slots=True)
class System:
    """A system with its business value (more is better) and technical risk (less is); None: not assessed."""

    name: str
    business_value: Decimal | None
    technical_risk: Decimal | None


@dataclass(frozen=True, slots=True)
class Score:
    """Both axes on 1 to 10, more is better on either, and their weighted mean."""

    business_value: Decimal
    technical_risk: Decimal
    score: Decimal


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores by name, systems that lack an axis, and axes on which all are the same."""

    scores: Mapping[str, Score]
    not_assessed: tuple[str, ...]
    constant_axes: tuple[str, ...]


def time_scores(systems: Sequence[System], *, value_weight: Decimal, risk_weight: Decimal) -> Scores:
    """N = (raw - min) / (max - min) * 9 + 1; of risk 11 - N; score = sum(N w) / sum(w).

    A system that lacks an axis stays listed and enters neither minimum nor maximum. Scores are relative: one
    more system may move them all.

    Returns
    -------
    Scores

    Raises
    ------
    Refused
        `rationalisation.weights` when both weights are 0.

    Source: ServiceNow, Application portfolio management, bubble chart use case; what a missing axis and an
    axis of equal values mean is a house rule of Styrbord.

    Examples
    --------
    >>> both = [System("A", Decimal(85), Decimal(20)), System("B", Decimal(30), Decimal(90))]
    >>> time_scores(both, value_weight=Decimal(1), risk_weight=Decimal(1)).scores["A"].score
    Decimal('10')
    """
    weight = value_weight + risk_weight
    if not weight:
        raise Refused(Problem(NO_WEIGHT.code, "weights"))
    whole, lacking = [], []
    for one in systems:
        if one.business_value is None or one.technical_risk is None:
            lacking.append(one.name)
        else:
            whole.append((one.name, one.business_value, one.technical_risk))
    values, is_value_constant = _scaled([value for _, value, _ in whole])
    risks, is_risk_constant = _scaled([risk for _, _, risk in whole])
    scores = {}
    for (name, _, _), value, risk in zip(whole, values, risks, strict=True):
        stands = 11 - risk
        scores[name] = Score(value, stands, (value * value_weight + stands * risk_weight) / weight)
    constant = (("business_value", is_value_constant), ("technical_risk", is_risk_constant))
    return Scores(scores, tuple(lacking), tuple(name for name, is_constant in constant if is_constant))


def _scaled(raw: Sequence[Decimal]) -> tuple[list[Decimal], bool]:
    """Numbers on 1 to 10, and whether they are all the same."""
    low, high = min(raw, default=Decimal(0)), max(raw, default=Decimal(0))
    if low == high:
        return [MIDDLE] * len(raw), bool(raw)
    return [(one - low) * 9 / (high - low) + 1 for one in raw], False
