"""Does the spread of a series grow with its level, so that its logarithm is the one to watch?

Values that are all above 0 are taken in logarithms when the fit of the logarithms, told in the units of the
values, is clearly likelier (Box and Cox 1964). Decided once for all series of a pool.
"""

import numpy as np
import numpy.typing as npt

from styrbord.core.signals.residual.design import Design
from styrbord.core.signals.residual.fit import fitted

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]

CLEARLY = 2.0


def gains(values: FloatArray, design: Design) -> FloatArray:
    """Log likelihood that logarithms win over the values as they are.

    Parameters
    ----------
    values : float64 (series, row); NaN = missing.
    design : what explains them.

    Returns
    -------
    FloatArray
        float64 (series,); -inf where a value is not above 0; 0 where neither can be fitted.

    Source: Box and Cox 1964, equation 8, between powers 1 and 0.
    """
    least = np.where(np.isnan(values), np.inf, values).min(axis=1)
    found = np.where(least > 0, 0.0, -np.inf)
    is_positive = least > 0
    own = values[is_positive]
    if not len(own):
        return found
    logs = np.log(own)
    last = design.rows - design.withheld
    known = ~np.isnan(logs[:, 1:last]) & ~np.isnan(logs[:, : last - 1])
    jacobian = np.where(known, logs[:, 1:last], 0.0).sum(axis=1)
    memory = None if design.has_own_memory else 0.5
    plain, logged = (fitted(one, design, memory=memory) for one in (own, logs))
    ratio = np.log(plain.spread * plain.scale) - np.log(logged.spread * logged.scale)
    gain = known.sum(axis=1) * ratio - jacobian
    found[is_positive] = np.where(np.isnan(gain), 0.0, gain)
    return found
