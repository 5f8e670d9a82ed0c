"""What would a successor's series have been before it existed?"""

from collections.abc import Iterable, Mapping
from datetime import date

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
    *,
    born: date | None,
) -> Floats:
    """Sum of the predecessors' shares before the date of succession; for quantities that add up.

    Parameters
    ----------
    successor : code of the subject that was made by a merge, split or transfer.
    series : float64 (period,) by code of predecessor; NaN = missing.
    periods : consecutive periods, dim (period,).
    born : first day of the successor; None = it has always been.

    Returns
    -------
    float64 (period,)
        NaN from the date on, and where any predecessor's share is missing: a part is not the whole.
        While the successor existed, what others brought to it is not the whole of it either, unless
        it stands among its own predecessors. Of several dates the next one after a period counts.
        The result is derived and is to be marked so.
    """
    result = np.full(len(periods), np.nan)
    steps = [step for step in successions if step.successor == successor]
    missing = np.full(len(periods), np.nan)
    for day in sorted({step.on for step in steps}, reverse=True):
        parts = [step for step in steps if step.on == day]
        before = _before(day, periods)
        if all(step.predecessor != successor for step in parts):
            before &= _before(born, periods)
        shares = [step.weight * series.get(step.predecessor, missing) for step in parts]
        result = np.where(before, np.sum(shares, axis=0), result)
    return result


def _before(day: date | None, periods: tuple[Period, ...]) -> npt.NDArray[np.bool_]:
    return np.array([day is not None and period.last_day < day for period in periods], dtype=bool)
