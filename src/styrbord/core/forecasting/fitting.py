"""What do the methods say of one series, now and at origins of its own past?"""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from types import ModuleType

import numpy as np
import numpy.typing as npt

from styrbord.core.base.catalogue import module_in
from styrbord.core.forecasting.origins import origins
from styrbord.core.forecasting.transforms import Transform, back, forth

Numbers = npt.NDArray[np.float64]
METHODS = "styrbord.core.forecasting.methods"


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """A series to fit: its values float64 (t,) without gaps, and what is asked."""

    values: Numbers
    season: int
    horizon: int
    methods: tuple[str, ...]
    transform: Transform = Transform.NONE
    lower: float = -np.inf
    upper: float = np.inf


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """Forecasts of one series.

    Attributes
    ----------
    now : float64 (method, h): what each method says after the last value; NaN = it cannot be fitted.
    origins : lengths of the histories that the past forecasts were made from, longest first.
    past : float64 (origin, method, h): what each method said there.
    """

    now: Numbers
    origins: tuple[int, ...]
    past: Numbers


def fitted(tasks: Sequence[Task]) -> list[Fitted]:
    """Forecasts of some series; a function of a module, so that it can be sent to another process.

    Returns
    -------
    list of Fitted
        In the order of the tasks.
    """
    return [_fitted(task) for task in tasks]


def _fitted(task: Task) -> Fitted:
    places = origins(len(task.values), season=task.season, horizon=task.horizon)
    past = np.full((len(places), len(task.methods), task.horizon), np.nan)
    for number, length in enumerate(places):
        past[number] = _by_methods(task, length)
    return Fitted(_by_methods(task, len(task.values)), places, past)


def _by_methods(task: Task, length: int) -> Numbers:
    """What each method says of the first so many values, float64 (method, h)."""
    history = task.values[:length]
    if (history == history[0]).all():
        return np.full((len(task.methods), task.horizon), history[0])
    changed = forth(history, task.transform, lower=task.lower, upper=task.upper)
    made = np.array([_ahead(name, changed, task) for name in task.methods])
    return back(made, task.transform, lower=task.lower, upper=task.upper)


def _ahead(name: str, history: Numbers, task: Task) -> Numbers:
    """What one method says; NaN where it cannot be fitted or runs away."""
    ahead = _method(name).ahead
    nothing = np.full(task.horizon, np.nan)
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            made: Numbers = np.asarray(ahead(history.copy(), task.season, task.horizon), dtype=np.float64)
        except Exception as cause:
            if not _is_no_fit(cause):
                raise
            return nothing
    return made if np.isfinite(made).all() else nothing


@cache
def _method(name: str) -> ModuleType:
    """File of a method, looked up once in a process."""
    return module_in(METHODS, name)


def _is_no_fit(cause: Exception) -> bool:
    """Whether the engine says that it found no model; it says so with a bare Exception, too."""
    return type(cause) is Exception or isinstance(
        cause, NotImplementedError | ArithmeticError | ValueError | IndexError | np.linalg.LinAlgError
    )
