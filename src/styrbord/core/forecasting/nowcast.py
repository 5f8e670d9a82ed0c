"""What is the total when only part of the territories has reported?

What was reported is locked. The others keep their forecasts, moved by the surprise of those that reported as
far as past errors say that they go together, and the sums follow. With W the covariance of forecast errors
that is f_U + W_UK W_KK^-1 (y_K - f_K), within bounds and sums: the same programme that reconciles forecasts,
with locks.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from styrbord.core.base.progress import Progress, silent
from styrbord.core.forecasting.reconciling import Limits, Past, Reconciled, reconciled
from styrbord.core.spine.coherence.structure import Floats, Ints, Structure


@dataclass(frozen=True, slots=True, eq=False)
class Nowcast:
    """Numbers of a period that is not fully reported.

    Attributes
    ----------
    made : the numbers with their intervals; what was reported has no width.
    reported, expected : int64 (series, horizon): how many bottom series of each have reported, and of how
    many.
    share : float64 (series, horizon): reported share of the nowcast's own size; NaN where that is 0.
    surprise : float64 (series, horizon): reported less forecast; NaN where nothing was reported.
    """

    made: Reconciled
    reported: Ints
    expected: Ints
    share: Floats
    surprise: Floats


def nowcast(
    base: Floats,
    structure: Structure,
    past: Past,
    reports: Floats,
    *,
    scale: Floats,
    lower: Floats | float = -np.inf,
    upper: Floats | float = np.inf,
    levels: Sequence[float] = (80.0, 95.0),
    groups: Ints | None = None,
    periods: Sequence[str] = (),
    progress: Progress = silent,
) -> Nowcast:
    """Numbers of periods that part of the series has reported.

    Past errors are those of nowcasts too: at each past origin the same series are taken as reported, with
    weights that have not seen that origin, so the intervals narrow as reports come in.

    Parameters
    ----------
    base : float64 (series, horizon): forecasts made before anyone reported.
    structure : which series add up to which.
    past : earlier forecasts beside what came of them.
    reports : float64 (series, horizon): what was reported; NaN = not yet. Totals that follow from their parts
    may be
        left out.
    scale, lower, upper, levels, groups, periods, progress : as of `reconciling.reconciled`.

    Returns
    -------
    Nowcast

    Raises
    ------
    Refused
        If a reported total contradicts its reported parts; the cells are named.

    Source: Wickramasuriya, Athanasopoulos and Hyndman 2019 with equality constraints; the conditional mean of
    a normal vector, e.g. Anderson 2003, theorem 2.5.1.
    """
    known = ~np.isnan(reports)
    limits = Limits.of(base.shape, lower=lower, upper=upper, locks=reports, known=known)
    made = reconciled(
        base,
        structure,
        past,
        scale=scale,
        limits=limits,
        levels=levels,
        groups=groups,
        periods=periods,
        progress=progress,
    )
    ends = known[structure.bottom].astype(np.float64)
    reported = np.asarray(structure.summing @ ends)
    expected = np.asarray(structure.summing @ np.ones_like(ends))
    inside = np.asarray(structure.summing @ (np.abs(made.mean[structure.bottom]) * ends))
    size = np.asarray(structure.summing @ np.abs(made.mean[structure.bottom]))
    share = np.divide(inside, size, out=np.full(size.shape, np.nan), where=size > 0)
    return Nowcast(made, reported.astype(np.int64), expected.astype(np.int64), share, reports - base)
