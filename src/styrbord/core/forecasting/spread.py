"""How wide are the intervals of many series, from errors that they pool?"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from styrbord.core.forecasting.blends import Blend
from styrbord.core.forecasting.calibrating import drawn, reach, stretch
from styrbord.core.forecasting.past import Past

Numbers = npt.NDArray[np.float64]


class Spread:
    """Reach of intervals by blend and kind.

    The errors of a blend are pooled over all series, whether the blend was chosen for them or not: errors of
    the chosen alone would be too small, since small errors are why it was chosen.

    Parameters
    ----------
    past : forecasts from earlier origins.
    kinds : kind of each series, dim (series,).
    levels : percents that intervals should hold.
    """

    def __init__(self, past: Past, kinds: Sequence[str], levels: Sequence[float]) -> None:
        self.past, self.levels = past, tuple(levels)
        self.kinds = np.array(kinds, dtype=object)
        self.has_kinds = len(set(kinds)) > 1
        self._known: dict[tuple[Blend, str], tuple[Numbers, Numbers]] = {}
        self._scaled: dict[Blend, Numbers] = {}

    def reach(self, blend: Blend, kind: str) -> tuple[Numbers, Numbers]:
        """Signed reach below and above in scales, float64 (level, h) each; NaN where no error is known."""
        key = (blend, kind)
        if key not in self._known:
            self._known[key] = self._of(blend, kind)
        return self._known[key]

    def _of(self, blend: Blend, kind: str) -> tuple[Numbers, Numbers]:
        own = self._errors(blend)[self.kinds == kind]
        wider = np.array([stretch(own, level) for level in self.levels])
        below, above = self._drawn(blend, own.reshape(-1, own.shape[-1]))
        return np.minimum(below, below * wider), np.maximum(above, above * wider)

    def _drawn(self, blend: Blend, own: Numbers) -> tuple[Numbers, Numbers]:
        """Reach by the errors (any, h) of a kind, drawn towards that of all series."""
        scaled = self._errors(blend)
        below, above = self._reach(scaled.reshape(-1, scaled.shape[-1]))
        if not self.has_kinds:
            return below, above
        near, far = self._reach(own)
        count = int((~np.isnan(own)).any(axis=1).sum())
        return drawn(near, below, count), drawn(far, above, count)

    def _reach(self, errors: Numbers) -> tuple[Numbers, Numbers]:
        both = [reach(errors, level) for level in self.levels]
        return np.array([below for below, _ in both]), np.array([above for _, above in both])

    def _errors(self, blend: Blend) -> Numbers:
        if blend not in self._scaled:
            scale = np.where(self.past.scale > 0, self.past.scale, np.nan)
            self._scaled[blend] = self.past.errors(blend) / scale[:, :, None]
        return self._scaled[blend]
