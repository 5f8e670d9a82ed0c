"""Which values are planted, so that the board has known deviations to show?"""

from typing import Any

import numpy as np

from example.county import County
from example.tables import rows

_PASSES = 4


def _toward(county: County, pin: dict[str, Any]) -> None:
    """Scale the pinned series, by more and more from its first month on, until the last value fits."""
    at = county.at(pin["indicator"])
    members = list(county.groups[pin["territory_code"]])
    last = county.known(pin["indicator"]) - 1
    first = at.index(pin["from"])
    shown = county.over(pin["indicator"], members)[last]
    ramp = np.clip((np.arange(len(at)) - first) / (last - first), 0, 1)
    weight = np.ones(len(at)) if first == 0 else ramp
    county.values[pin["adjust"]][:, members] *= (float(pin["shown"]) / shown) ** weight[:, None]


def plant(county: County) -> None:
    """Bend the drawn series to the pinned values; county, district and municipality in turn."""
    for _ in range(_PASSES):
        for pin in rows("pins.csv"):
            _toward(county, pin)
    county.values.pop("survey_margin")


def pinned_targets() -> dict[tuple[str, str], float]:
    """Returns target of the last year by (indicator, territory), where it is planted."""
    return {(pin["indicator"], pin["territory_code"]): float(pin["target"]) for pin in rows("pins.csv")}
