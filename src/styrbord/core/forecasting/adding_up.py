"""What are many forecasts once those of a hierarchy add up?"""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.base.progress import Progress, silent
from styrbord.core.forecasting.forecasts import Forecasts
from styrbord.core.forecasting.histories import History
from styrbord.core.forecasting.reconciling import Limits, Past, Reconciled, reconciled
from styrbord.core.spine.coherence.structure import structure_of

Numbers = npt.NDArray[np.float64]
define(
    "forecast.other-end",
    "{series} ends in another period than {other}, with which it adds up.",
    "Give both up to the same period, or take one out of the hierarchy.",
)


def added_up(
    made: Forecasts,
    histories: Sequence[History],
    links: Iterable[tuple[str, str]],
    *,
    ends: Sequence[int],
    progress: Progress = silent,
) -> Reconciled:
    """Coherent forecasts, with intervals by what reconciled forecasts missed in the past, level by level.

    Parameters
    ----------
    made : forecasts of the series.
    histories : in the same order.
    links : (series, parent).
    ends : ordinal of the newest value of each series; alike for all that are linked, since the periods of
        their forecasts are added up.
    progress : told for each past origin.

    Returns
    -------
    Reconciled

    Raises
    ------
    Refused
        `coherence.*` when the hierarchy names unknown series or goes in a circle, `forecast.other-end` with
        every series that ends in another period than its parent.

    Source: shared/methods/forecasting.md, sections 5 and 6.2.
    """
    lines = [(child, parent) for child, parent in links if parent]
    structure = structure_of([history.key for history in histories], lines)
    _refuse_other_ends(histories, lines, ends)
    return reconciled(
        made.mean,
        structure,
        past_beside(made),
        scale=made.scale,
        limits=_limits(made, histories),
        levels=made.levels,
        progress=progress,
    )


def past_beside(made: Forecasts) -> Past:
    """Earlier forecasts of many series beside what came of them.

    Returns
    -------
    Past
        Scales are NaN where a series had not changed by then: such errors tell no size.
    """
    forecasts = made.past_forecasts()
    actual = made.past.actual.transpose(1, 0, 2)
    scale = np.where(made.past.scale > 0, made.past.scale, np.nan).T
    return Past(actual - forecasts, forecasts, scale)


def _limits(made: Forecasts, histories: Sequence[History]) -> Limits:
    return Limits.of(
        made.mean.shape,
        lower=np.array([history.lower for history in histories]),
        upper=np.array([history.upper for history in histories]),
    )


def _refuse_other_ends(
    histories: Sequence[History], links: Sequence[tuple[str, str]], ends: Sequence[int]
) -> None:
    end = {history.key: int(place) for history, place in zip(histories, ends, strict=True)}
    wrong = [(child, parent) for child, parent in links if end[child] != end[parent]]
    if wrong:
        raise Refused(
            [Problem("forecast.other-end", "", {"series": one, "other": other}) for one, other in wrong]
        )
