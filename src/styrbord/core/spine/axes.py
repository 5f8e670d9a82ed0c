"""Which coordinates does a panel have?

Making the indexes of an xarray.Dataset takes longer than reading the numbers of a page, and the same
axes come again and again: they are made once and shared, for indexes are never changed.
"""

from functools import lru_cache

import numpy as np
import xarray as xr
from xarray.indexes import PandasIndex

Axis = tuple[str, tuple[str, ...]]


@lru_cache(maxsize=256)
def coordinates(axes: tuple[Axis, ...], first: int, stop: int) -> xr.Coordinates:
    """Coordinates of a panel: axes of codes, then the periods.

    Parameters
    ----------
    axes : names of the dims and their codes, in order.
    first, stop : the ordinals of the dim `period` run from `first` to before `stop`.

    Returns
    -------
    xarray.Coordinates
        Its indexes are shared between all panels that have the same axis.

    Examples
    --------
    >>> coordinates((("subject", ("17",)),), 2020, 2022)["period"].values.tolist()
    [2020, 2021]
    """
    indexes = {name: _of_codes(name, codes) for name, codes in axes} | {"period": _of_periods(first, stop)}
    variables = {name: one for index in indexes.values() for name, one in index.create_variables().items()}
    return xr.Coordinates(variables, indexes=indexes)


@lru_cache(maxsize=256)
def _of_codes(name: str, codes: tuple[str, ...]) -> PandasIndex:
    array = np.array(codes, dtype=str)
    return PandasIndex(array, name, coord_dtype=array.dtype)


@lru_cache(maxsize=256)
def _of_periods(first: int, stop: int) -> PandasIndex:
    return PandasIndex(np.arange(first, stop, dtype=np.int64), "period")
