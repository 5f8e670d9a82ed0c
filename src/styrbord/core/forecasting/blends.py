"""Which forecasts can a series be given: one method, the mean of some, or half of it half naive?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]

NAIVE = "naive"
PER_SEASON = {False: ("ets", "dot", "theta"), True: ("ets", "dot", "theta", "ces")}
ON_YEARS = "dot"  # leads where there is no season


@dataclass(frozen=True, slots=True)
class Blend:
    """Mean of some methods, of which a share is given to the naive forecast."""

    methods: tuple[str, ...]
    naive_share: float = 0.0

    @property
    def name(self) -> str:
        """How it is told: `ets`, `mean(dot+theta)`, `half naive half ets`, `naive`."""
        if not self.methods:
            return NAIVE
        told = "+".join(self.methods)
        own = f"mean({told})" if len(self.methods) > 1 else told
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
        middle = _mean(own)
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


def first_choice(methods: Sequence[str], *, season: int, extra: Sequence[str] = ()) -> Blend:
    """Blend that a series is given unless its own past speaks against it.

    With a season, the mean of all. Without one the dynamic optimised theta method, if it is fitted; what is
    fitted beside the usual methods joins it.

    Returns
    -------
    Blend

    Source: Clemen 1989, Combining forecasts (equal weights); Fiorucci et al. 2016, section 5 (annual series).
    Chosen on the M1 competition, and on the inside of the training parts of the M3 competition.
    """
    does_lead = season == 1 and ON_YEARS in methods
    return Blend((ON_YEARS, *extra) if does_lead else tuple(methods))


def others(methods: Sequence[str], first: Blend) -> tuple[Blend, ...]:
    """What is tried when the first choice does not beat the naive forecast in the series' own past.

    Returns
    -------
    tuple of Blend
        Each method alone, the mean of all, and half of the first choice with half naive.
    """
    tried = [*(Blend((name,)) for name in methods), Blend(tuple(methods))]
    return (*(blend for blend in tried if blend != first), replace(first, naive_share=0.5))


def _mean(made: Numbers) -> Numbers:
    """Mean over the methods that could be fitted; NaN where none could."""
    known = ~np.isnan(made)
    count = known.sum(axis=-2)
    total = np.where(known, made, 0.0).sum(axis=-2)
    return np.asarray(np.where(count > 0, total / np.maximum(count, 1), np.nan))
