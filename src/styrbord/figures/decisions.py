"""What came beside a forecast without the decision, in numbers with all that they rest on?"""

from styrbord.core.base.periods import Period
from styrbord.core.spine.indicators import Indicator
from styrbord.figures.model import Figure, Input

METHOD = "decision-effect/1"


def decision_figure(
    name: str, definition: Indicator, subject: str, period: Period, value: float | None, edition: int = 0
) -> Figure:
    """A number of a decision as a figure in the indicator's unit.

    Parameters
    ----------
    name : expected, forecast, forecast_low, forecast_high, actual, estimate, low, high, then or now.
    value : in the indicator's unit; None = not known.
    edition : that of the value that came; 0 where it is computed.

    Returns
    -------
    Figure

    Source: docs/method/decisions.md.
    """
    inputs = (Input(definition.code, subject, period, edition),)
    return Figure(
        name,
        value,
        definition.stated_unit,
        definition.decimals,
        METHOD,
        inputs=inputs,
        is_computed=not edition,
    )
