"""Which coordinates does a panel have?

Making the indexes of an xarray.Dataset takes longer than reading the numbers of a page, and the same
axes come again and again: they are made once and shared, for indexes are never changed.
"""

from functools import lru_cache

import numpy as np
import xarray as xr

Axis = tuple[str, tuple[str, ...]]


@lru_cache(maxsize=128)
def coordinates(axes: tuple[Axis, ...], first: int, stop: int) -> xr.Coordinates:
    """Coordinates of a panel: axes of codes, then the periods.

    Parameters
    ----------
    axes : names of the dims and their codes, in order.
    first, stop : the ordinals of the dim `period` run from `first` to before `stop`.

    Returns
    -------
    xarray.Coordinates
        Shared between all panels that ask for the same.

    Examples
    --------
    >>> coordinates((("subject", ("17",)),), 2020, 2022)["period"].values.tolist()
    [2020, 2021]
    """
    codes = {name: list(found) for name, found in axes}
    return xr.Coordinates({**codes, "period": np.arange(first, stop, dtype=np.int64)})
