"""What would a successor's series have been before it existed?"""

from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt

from styrbord.core.base.periods import Period
from styrbord.core.spine.subjects import Succession

Floats = npt.NDArray[np.float64]


def carried_back(
    successor: str,
    successions: Iterable[Succession],
    series: Mapping[str, Floats],
    periods: tuple[Period, ...],
) -> Floats:
    """Sum of the predecessors' shares before the date of succession; for quantities that add up.

    Parameters
    ----------
    successor : code of the subject that was made by a merge, split or transfer.
    series : float64 (period,) by code of predecessor; NaN = missing.
    periods : consecutive periods, dim (period,).

    Returns
    -------
    float64 (period,)
        NaN from the date on, and where any predecessor's share is missing: a part is not the whole.
        The result is derived and is to be marked so.
    """
    result = np.full(len(periods), np.nan)
    steps = [step for step in successions if step.successor == successor]
    for day in {step.on for step in steps}:
        parts = [step for step in steps if step.on == day]
        before = np.array([period.last_day < day for period in periods], dtype=bool)
        missing = np.full(len(periods), np.nan)
        shares = [step.weight * series.get(step.predecessor, missing) for step in parts]
        result = np.where(before, np.sum(shares, axis=0), result)
    return result
