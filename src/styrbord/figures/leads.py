"""What do references say that ran ahead: by how many periods, how surely, and what if it carries over?"""

from collections.abc import Sequence
from dataclasses import dataclass

from styrbord.core.base.periods import Period
from styrbord.core.spine.indicators import Indicator
from styrbord.figures.model import Figure, Input

METHOD = "lead-lag/1"
SURE = 0.05
"""p-value up to which a reference is said to run ahead."""


@dataclass(frozen=True, slots=True)
class LeadLine:
    """One reference beside one's own series.

    `lag` is the number of periods by which the reference was earlier, `low` and `high` the lags between which
    80 % of a bootstrap's lags lie; `p_value` pays for all lags and references that were looked at. All are
    None where nothing can be said: too few common periods, or a series that does not vary.
    """

    reference: str
    lag: int | None = None
    low: int | None = None
    high: int | None = None
    correlation: float | None = None
    p_value: float | None = None
    periods: int = 0

    @property
    def is_ahead(self) -> bool:
        """Whether it ran ahead beyond chance."""
        return self.p_value is not None and self.p_value <= SURE

    @property
    def is_opposite(self) -> bool:
        """Whether one's own series moved against it."""
        return self.correlation is not None and self.correlation < 0


@dataclass(frozen=True, slots=True)
class CarriedPoint:
    """What the reference's last changes make of one period, with bounds that hold 80 in a hundred."""

    period: Period
    value: Figure
    low: Figure
    high: Figure


@dataclass(frozen=True, slots=True)
class Leads:
    """Whose changes came earlier, most surely first; `carried` is by the surest one that ran ahead."""

    indicator: str
    subject: str
    frequency: str
    most: int
    lines: tuple[LeadLine, ...]
    history: tuple[tuple[Period, float], ...]
    carried_by: str = ""
    carried: tuple[CarriedPoint, ...] = ()


def carried_figures(
    definition: Indicator, subject: str, reference: str, at: Period, values: Sequence[float]
) -> tuple[Figure, Figure, Figure]:
    """A carried-over value with its bounds, as figures in the indicator's unit.

    Parameters
    ----------
    at : newest period of both series.
    values : value, lower and upper bound, in the indicator's unit.

    Returns
    -------
    three of Figure

    Source: docs/method/scenarios.md, "Who runs ahead".
    """
    inputs = tuple(Input(definition.code, code, at, 0) for code in (subject, reference))
    value, low, high = (
        Figure(
            name, number, definition.stated_unit, definition.decimals, METHOD,
            status="F", inputs=inputs, is_computed=True,
        )
        for name, number in zip(("carried", "carried-low", "carried-high"), values, strict=True)
    )  # fmt: skip
    return value, low, high
