"""Which sign sums a chart up?"""

import numpy as np
import numpy.typing as npt

from styrbord.core.signals.rules.plot_the_dots.codes import FORBIDS
from styrbord.core.signals.rules.plot_the_dots.rows import IntArray
from styrbord.core.signals.series import FloatArray

Words = npt.NDArray[np.str_]

UNKNOWN = "unknown"
NONE = ""
_NAMED = {
    (1, "special_cause_improvement"): "improvement_high",
    (-1, "special_cause_improvement"): "improvement_low",
    (1, "special_cause_concern"): "concern_low",
    (-1, "special_cause_concern"): "concern_high",
    (0, "special_cause_neutral_high"): "neutral_high",
    (0, "special_cause_neutral_low"): "neutral_low",
}


def variation(point_type: str, good: int) -> str:
    """Variation icon of the reference, from the type of the last point.

    Parameters
    ----------
    point_type : `point_type` of the last row
    good : 1 when an increase is an improvement, -1 when a decrease is, 0 neutral

    Returns
    -------
    str
    """
    return _NAMED.get((good, point_type), "common_cause")


def displayed(icon: str, codes: int) -> str:
    """Icon that is shown: `unknown` where a code forbids a verdict, never "common cause" then."""
    return UNKNOWN if codes & FORBIDS else icon


def assurance(good: IntArray, target: FloatArray, lower: FloatArray, upper: FloatArray) -> Words:
    """Whether the process will reach the target by itself, text (series,).

    Parameters
    ----------
    good : int64 (series,)
    target, lower, upper : float64 (series,), target and limits of the last row; NaN = none

    Returns
    -------
    text (series,)
        `consistent_pass`, `consistent_fail`, `inconsistent` (also where the target equals a limit, or
        where there are no limits); empty without a target or a direction.
    """
    above, below = target > upper, target < lower
    fails = np.where(good > 0, above, below)
    passes = np.where(good > 0, below, above)
    asked = ~np.isnan(target) & (good != 0)
    names = np.where(fails, "consistent_fail", np.where(passes, "consistent_pass", "inconsistent"))
    return np.where(asked, names, NONE)
