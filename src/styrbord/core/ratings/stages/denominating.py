"""What is a value per head, per area or per unit of money?"""

import numpy as np
import numpy.typing as npt

from styrbord.core.ratings.inputs import Numbers


def denominated(values: Numbers, denominators: Numbers, scales: Numbers) -> Numbers:
    """Values divided by a denominator of the same unit and period.

        x' = x / (den / s)

    Parameters
    ----------
    values : float64 (row, indicator), NaN = missing.
    denominators : float64 (row, indicator), 1 where an indicator has none; NaN = missing.
    scales : float64 (indicator,), such as 100,000 for a number per 100,000 inhabitants.

    Returns
    -------
    float64 (row, indicator)
        NaN where the value or its denominator is missing, or the denominator is 0.

    Source: section 3.1 of the methods for ratings; a denominator of 0 gives no number where COINr gives Inf.

    >>> denominated(np.array([[30.0, 5.0]]), np.array([[2000.0, 0.0]]), np.array([1000.0, 1.0]))
    array([[15., nan]])
    """
    divisors = denominators / scales
    found: Numbers = values / np.where(is_zero(denominators), np.nan, divisors)
    return found


def is_zero(denominators: Numbers) -> npt.NDArray[np.bool_]:
    """Where dividing would give no number.

    Returns
    -------
    bools, shape of the denominators.
    """
    found: npt.NDArray[np.bool_] = denominators == 0
    return found
