"""How are the stored rows of one query held, before anyone asks for their names?"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import xarray as xr

from styrbord.core.base.periods import Frequency
from styrbord.core.spine.axes import Axis, coordinates


@dataclass(frozen=True, slots=True)
class Cells:
    """Arrays over the codes of `axes` and, last, consecutive periods that begin at ordinal `first`.

    `value` float64, NaN where missing; `status` one letter, "" without a row; `decimals` int16, -1
    unknown, -2 without a row; `edition` int64, 0 without a row.
    """

    axes: tuple[Axis, ...]
    frequency: Frequency
    first: int
    value: npt.NDArray[np.float64]
    status: npt.NDArray[np.str_]
    decimals: npt.NDArray[np.int16]
    edition: npt.NDArray[np.int64]

    @property
    def stop(self) -> int:
        """Ordinal after the last one."""
        return self.first + int(self.value.shape[-1])

    def dataset(self) -> xr.Dataset:
        """The same with names on it.

        Returns
        -------
        xarray.Dataset
            Dims: names of the axes, and `period`; variables: value, status, decimals, edition.
        """
        dims = (*(name for name, _ in self.axes), "period")
        arrays: dict[str, npt.NDArray[Any]] = {
            "value": self.value,
            "status": self.status,
            "decimals": self.decimals,
            "edition": self.edition,
        }
        return xr.Dataset(
            {name: (dims, array) for name, array in arrays.items()},
            coords=coordinates(self.axes, self.first, self.stop),
            attrs={"frequency": self.frequency},
        )
