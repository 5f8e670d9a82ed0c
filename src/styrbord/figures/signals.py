"""What does a signal say in numbers: the newest value, the one without the change, and the difference?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from styrbord.core.base.periods import Period
from styrbord.core.spine.indicators import Indicator
from styrbord.figures.model import Figure, Input, Verdict

METHOD = "residual/1"
VERDICTS = {"adverse": Verdict.WORSE, "improvement": Verdict.BETTER, "either": Verdict.NEUTRAL}


@dataclass(frozen=True, slots=True)
class SignalLine:
    """One case: the newest signal of a series, since when, how large, and how sure; open or ended.

    `size` is the change in units of the spread that is usual for the series, `adjusted` the p-value among all
    series that were tested in the direction, `rank` its place among them.
    """

    token: str
    indicator: str
    subject: str
    direction: str
    verdict: Verdict
    owner: str
    opened_at: datetime
    period: Period
    since: Period
    value: Figure
    expected: Figure
    change: Figure
    size: float
    adjusted: float
    rank: int
    evidence: Mapping[str, object] = field(default_factory=dict)
    track: str = "residual"
    closed_at: datetime | None = None

    @property
    def periods(self) -> int:
        """For how many periods it has lasted."""
        return self.period.ordinal - self.since.ordinal + 1


def signal_figures(
    definition: Indicator, subject: str, period: Period, value: float, expected: float, edition: int
) -> tuple[Figure, Figure, Figure]:
    """Newest value, the value without the change, and the change, as figures in the indicator's unit.

    Parameters
    ----------
    value, expected : in the indicator's unit.
    edition : of the value; 0 where it is computed.

    Returns
    -------
    three of Figure
        The value, the expected one, and their difference.

    Source: docs/method/signals.md.
    """
    inputs = (Input(definition.code, subject, period, edition),)

    def figure(name: str, number: float) -> Figure:
        return Figure(
            name, number, definition.stated_unit, definition.decimals, METHOD,
            inputs=inputs, is_computed=name != "value" or not edition,
        )  # fmt: skip

    return figure("value", value), figure("expected", expected), figure("change", value - expected)
