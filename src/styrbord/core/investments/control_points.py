"""Is a control point done, on its way, or late?"""

from dataclasses import dataclass
from datetime import date

from styrbord.core.investments.lights import Light
from styrbord.core.investments.methodology import Methodology, Origin

METHODOLOGY = Methodology(
    "light-control-point/1", Origin.HOUSE, "ours: methods of national projects, section 5.3"
)
TOLERATED_DAYS = 30


@dataclass(frozen=True, slots=True)
class ControlPoint:
    """Light of a control point; days after its due day when it is done, at least 0, else None."""

    light: Light
    late_days: int | None


def control_point(due: date, forecast: date | None, fact: date | None, today: date) -> ControlPoint:
    """Done is green and keeps its lateness; else the slip that is forecast counts.

    Parameters
    ----------
    due : day that was promised.
    forecast : day that is expected now; None when nobody forecast one.
    fact : day that it was done; None while it is not.
    today : day of looking.

    Returns
    -------
    ControlPoint
        Slip to 0 days green, to 30 yellow, else red; without a forecast red once it is overdue, green before.

    Source: house rule of Styrbord.

    Examples
    --------
    >>> control_point(date(2025, 6, 30), None, date(2025, 7, 10), date(2025, 7, 20)).late_days
    10
    """
    if fact is not None:
        return ControlPoint(Light.GREEN, max(0, (fact - due).days))
    if forecast is None:
        return ControlPoint(Light.RED if today > due else Light.GREEN, None)
    slip = (forecast - due).days
    return ControlPoint(
        Light.GREEN if slip <= 0 else Light.YELLOW if slip <= TOLERATED_DAYS else Light.RED, None
    )
