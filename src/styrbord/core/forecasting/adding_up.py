"""What are many forecasts once those of a hierarchy add up?"""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from styrbord.core.base.progress import Progress, silent
from styrbord.core.forecasting.forecasts import Forecasts
from styrbord.core.forecasting.histories import History
from styrbord.core.forecasting.reconciling import Limits, Past, Reconciled, reconciled
from styrbord.core.spine.coherence.structure import structure_of

Numbers = npt.NDArray[np.float64]


def added_up(
    made: Forecasts,
    histories: Sequence[History],
    links: Iterable[tuple[str, str]],
    *,
    progress: Progress = silent,
) -> Reconciled:
    """Coherent forecasts, with intervals by what reconciled forecasts missed in the past, level by level.

    Parameters
    ----------
    made : forecasts of the series; all end in the same period.
    histories : in the same order.
    links : (series, parent).
    progress : told for each past origin.

    Returns
    -------
    Reconciled

    Raises
    ------
    Refused
        `coherence.*` when the hierarchy names unknown series or goes in a circle.

    Source: shared/methods/forecasting.md, sections 5 and 6.2.
    """
    structure = structure_of([history.key for history in histories], links)
    forecasts = made.past_forecasts()
    actual = made.past.actual.transpose(1, 0, 2)
    scale = np.where(made.scale > 0, made.scale, 1.0)
    past_scale = np.where(made.past.scale > 0, made.past.scale, scale[:, None]).T
    limits = Limits.of(
        made.mean.shape,
        lower=np.array([history.lower for history in histories]),
        upper=np.array([history.upper for history in histories]),
    )
    past = Past(actual - forecasts, forecasts, past_scale)
    return reconciled(
        made.mean, structure, past, scale=scale, limits=limits, levels=made.levels, progress=progress
    )
