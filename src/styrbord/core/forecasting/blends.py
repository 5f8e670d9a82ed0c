"""Which forecasts can a series be given: mean or median of methods, one method, or half of it half naive?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]

NAIVE = "naive"
PER_SEASON = {False: ("ets", "dot", "theta"), True: ("ets", "dot", "theta", "ces")}
POINTS_FOR_ETS = 20


@dataclass(frozen=True, slots=True)
class Blend:
    """Mean or median of some methods, of which a share is given to the naive forecast."""

    methods: tuple[str, ...]
    naive_share: float = 0.0
    is_median: bool = False

    @property
    def name(self) -> str:
        """How it is told: `ets`, `mean(dot+theta)`, `median(ets+dot)`, `half naive half ets`, `naive`."""
        if not self.methods:
            return NAIVE
        told = "+".join(self.methods)
        kind = "median" if self.is_median else "mean"
        own = f"{kind}({told})" if len(self.methods) > 1 else told
        return f"half naive half {own}" if self.naive_share else own

    def of(self, made: Numbers, naive: Numbers, methods: Sequence[str]) -> Numbers:
        """Its forecast.

        Parameters
        ----------
        made : float64 (..., method, h): forecasts of the methods; NaN = a method could not be fitted and is
            left out of the mean.
        naive : float64 (..., h): stands in where no method could be fitted.
        methods : names along the dim `method`.

        Returns
        -------
        float64 (..., h)
        """
        if not self.methods:
            return naive
        own = made[..., [methods.index(name) for name in self.methods], :]
        middle = _median(own) if self.is_median else _mean(own)
        middle = np.where(np.isnan(middle), naive, middle)
        return np.asarray((1 - self.naive_share) * middle + self.naive_share * naive)


def usual(season: int, extra: Sequence[str] = ()) -> tuple[str, ...]:
    """Names of the methods that are fitted; complex smoothing only where there is a season.

    Returns
    -------
    tuple of str
        `extra` (such as arima) stands last.

    Source: complex smoothing is poor on short yearly series: shared/methods/forecasting.md, section 3.
    """
    return (*PER_SEASON[season > 1], *extra)


def first_choice(methods: Sequence[str], *, season: int, length: int) -> Blend:
    """Blend that a series is given unless its own past speaks against it.

    With a season, the mean. Without one, exponential smoothing joins from 20 values on, since it estimates up
    to five numbers; as its trends may run away, the median is taken then.

    Returns
    -------
    Blend

    Source: Clemen 1989, Combining forecasts (equal weights); Petropoulos and Svetunkov 2020, A simple
    combination of univariate models (median); the theta methods on yearly series: Makridakis and Hibon
    2000, section 4. Chosen on the inside of the training parts.
    """
    if season > 1:
        return Blend(tuple(methods))
    if length >= POINTS_FOR_ETS:
        return Blend(tuple(methods), is_median=True)
    return Blend(tuple(name for name in methods if name != "ets"))


def others(methods: Sequence[str], first: Blend) -> tuple[Blend, ...]:
    """What is tried when the first choice does not beat the naive forecast in the series' own past.

    Returns
    -------
    tuple of Blend
        Each method alone, the mean of all, and half of the first choice with half naive.
    """
    single = [Blend((name,)) for name in methods]
    every = Blend(tuple(methods))
    return (*single, *([every] if every != first else []), replace(first, naive_share=0.5))


def _mean(made: Numbers) -> Numbers:
    """Mean over the methods that could be fitted; NaN where none could."""
    known = ~np.isnan(made)
    count = known.sum(axis=-2)
    total = np.where(known, made, 0.0).sum(axis=-2)
    return np.asarray(np.where(count > 0, total / np.maximum(count, 1), np.nan))


def _median(made: Numbers) -> Numbers:
    """Median over the methods that could be fitted; NaN where none could."""
    count = (~np.isnan(made)).sum(axis=-2)[..., None, :]
    ranked = np.sort(made, axis=-2)  # what could not be fitted stands last
    low = np.take_along_axis(ranked, np.maximum(count - 1, 0) // 2, axis=-2)
    high = np.take_along_axis(ranked, np.minimum(count // 2, made.shape[-2] - 1), axis=-2)
    return np.asarray(((low + high) / 2)[..., 0, :])
