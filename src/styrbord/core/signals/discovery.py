"""Which of many findings stand when only so large a share of them may be false?"""

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]


def adjusted(p_values: FloatArray, *, is_dependent: bool = False) -> FloatArray:
    """Adjusted p-values of one family: a finding stands at q when its own is at most q.

    Parameters
    ----------
    p_values : float64 (series,) in [0, 1]; NaN = not tested, and not counted in the family.
    is_dependent : whether the tests may depend on each other in any way; then m is multiplied by sum 1/i.

    Returns
    -------
    FloatArray
        float64 (series,); NaN where there was no test. Equal p-values get equal results.

    Raises
    ------
    ValueError
        If a p-value lies outside [0, 1].

    Source: Benjamini and Hochberg 1995; Benjamini and Yekutieli 2001 for any dependence; methods 4.3:
    p~_(k) = min over j >= k of min(1, m p_(j) / j).

    Examples
    --------
    >>> adjusted(np.array([0.01, 0.04, np.nan, 0.03])).round(3).tolist()
    [0.03, 0.04, nan, 0.04]
    """
    is_tested = ~np.isnan(p_values)
    tested = p_values[is_tested]
    if ((tested < 0) | (tested > 1)).any():
        raise ValueError("p-values must lie between 0 and 1")
    count = len(tested)
    ranks = np.arange(1, count + 1)
    factor = count * (float((1 / ranks).sum()) if is_dependent else 1.0)
    order = np.argsort(tested, kind="stable")
    raised = np.minimum(factor * tested[order] / ranks, 1.0)
    lowest = np.minimum.accumulate(raised[::-1])[::-1]
    found = np.full(p_values.shape, np.nan)
    back = np.empty(count)
    back[order] = lowest
    found[is_tested] = back
    return found
