"""Which units have too few data to be rated?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrbord.core.ratings.inputs import Numbers
from styrbord.core.ratings.options import Screening

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Availability:
    """How much there is of each row, all (row,).

    Attributes
    ----------
    missing, zeros : numbers of missing cells, and of zeros among the present ones
    available : share of the indicators that are present
    non_zero : share of the present ones that are not zero; NaN where nothing is present
    """

    missing: Numbers
    zeros: Numbers
    available: Numbers
    non_zero: Numbers


def availability(values: Numbers) -> Availability:
    """Numbers and shares of missing cells and zeros.

    Parameters
    ----------
    values : float64 (row, indicator), NaN = missing.

    Returns
    -------
    Availability

    >>> availability(np.array([[1.0, 0.0, np.nan, 2.0]])).available
    array([0.75])
    """
    count = values.shape[1]
    missing = np.isnan(values).sum(1).astype(np.float64)
    zeros = (values == 0).sum(1).astype(np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        return Availability(missing, zeros, 1 - missing / count, 1 - zeros / (count - missing))


def is_enough(values: Numbers, options: Screening, below: Sequence[tuple[float, Bools]] = ()) -> Bools:
    """Rows that have enough data; a share equal to its threshold stays.

    Parameters
    ----------
    values : float64 (row, indicator), NaN = missing.
    options : by what rows are screened; units named one by one are the caller's to keep or leave out.
    below : further least shares with the columns (bools (indicator,)) that they are asked of.

    Returns
    -------
    bools (row,)

    Source: section 3.2 of the methods for ratings.
    """
    found = availability(values)
    enough = np.ones(len(values), dtype=np.bool_)
    if options.by in {"missing", "missing-or-zeros"}:
        enough &= ~(found.available < options.least_available)
    if options.by in {"zeros", "missing-or-zeros"}:
        enough &= ~(found.non_zero < options.least_non_zero)
    for least, columns in below:
        enough &= ~(availability(values[:, columns]).available < least)
    return enough
