"""Does a rating made here agree with the index and the places that others published?"""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from styrbord.core.base.problems import Problem, Severity, define
from styrbord.core.ratings.inputs import Numbers
from styrbord.core.ratings.rated import Rated
from styrbord.core.ratings.statistics.ranks import NEAR, sport_ranks

define(
    "rating.published-differs",
    "{unit} was published with {published}; its components make {made}, and rounding explains {rounding}.",
    "Ask the publisher for the row; it is left out of the comparison of places.",
    Severity.WARNING,
)
define(
    "rating.published-without",
    "{unit} was published with {published}, but components of it are missing.",
    "Read it as not rated; it is left out of the comparison of places.",
    Severity.WARNING,
)
define(
    "rating.published-place",
    "{unit} was published at place {published}; its components make place {made}.",
    "Check the weights of the method and how places are rounded.",
    Severity.WARNING,
)

MOST_DECIMALS = 9
_EXACT = 1e-9


@dataclass(frozen=True)
class Agreement:
    """How far a rating agrees with a published one.

    Attributes
    ----------
    compared : number of rows whose places were compared
    broken : rows whose published index is not what their components make, within rounding
    without : rows published although a component is missing
    misplaced : rows whose place differs, among those compared
    tolerance : by period, what rounding of the published numbers explains
    """

    compared: int
    broken: tuple[Problem, ...] = ()
    without: tuple[Problem, ...] = ()
    misplaced: tuple[Problem, ...] = ()
    tolerance: dict[str, float] = field(default_factory=dict)

    @property
    def told(self) -> tuple[Problem, ...]:
        """All rows that do not agree, with the reason."""
        return (*self.broken, *self.without, *self.misplaced)


def decimals_of(numbers: npt.ArrayLike) -> int:
    """Fewest decimals that write all numbers of a column.

    Returns
    -------
    int
        At most 9; NaN says nothing.

    Examples
    --------
    >>> decimals_of([0.25, 0.125, float("nan")]), decimals_of([1.0, 3.0])
    (3, 0)
    """
    values = np.asarray(numbers, dtype=np.float64)
    values = values[~np.isnan(values)]
    fits = (
        digits for digits in range(MOST_DECIMALS) if np.abs(np.round(values, digits) - values).max() < _EXACT
    )
    return next(fits, MOST_DECIMALS) if len(values) else 0


def agreement(rated: Rated, index: Numbers, places: Numbers) -> Agreement:
    """Compare an index made of published components with the published index and places.

    Parameters
    ----------
    rated : rating whose method takes the components as they are (no normalisation) and means them.
    index : float64 (row,), published index of the rows of `rated`; NaN = not published.
    places : float64 (row,), published places; NaN = none.

    Returns
    -------
    Agreement
        A row is broken when its published index is farther from the made one than the half last digits of
        the index and of the components, each with its weight, together. Places are compared among the rows
        that are neither broken nor without a component, in both ratings anew.

    Source: ours.
    """
    made = rated.scores[:, -1]
    periods = np.array(rated.periods)
    limits = np.zeros(len(made))
    for period in dict.fromkeys(rated.periods):
        inside = periods == period
        limits[inside] = _rounding(rated, index, inside)
    is_without = np.isnan(made) & ~np.isnan(index)
    is_broken = np.abs(made - index) > limits
    kept = ~is_without & ~is_broken & ~np.isnan(made) & ~np.isnan(places)
    return Agreement(
        compared=int(kept.sum()),
        broken=tuple(_differs(rated, row, index, limits) for row in np.flatnonzero(is_broken).tolist()),
        without=tuple(_lacks(rated, row, index) for row in np.flatnonzero(is_without).tolist()),
        misplaced=tuple(_misplaced(rated, places, periods, kept)),
        tolerance={str(period): float(limits[periods == period].max()) for period in dict.fromkeys(periods)},
    )


def _rounding(rated: Rated, index: Numbers, inside: npt.NDArray[np.bool_]) -> Numbers:
    """What rounding of the index and of the components explains, (row,)."""
    columns = rated.inputs.values[rated.rows[inside]]
    count = columns.shape[1]
    halves = np.array([0.5 * 10.0 ** -decimals_of(columns[:, column]) for column in range(count)])
    weights = np.nan_to_num(rated.weights[inside][:, :count])
    found: Numbers = 0.5 * 10.0 ** -decimals_of(index[inside]) + weights @ halves + _EXACT
    return found


def _misplaced(
    rated: Rated, places: Numbers, periods: npt.NDArray[np.str_], kept: npt.NDArray[np.bool_]
) -> list[Problem]:
    found = []
    digits = rated.method.decimals
    scores = rated.scores[:, -1] if digits is None else np.round(rated.scores[:, -1], digits)
    for period in dict.fromkeys(rated.periods):
        rows = np.flatnonzero(kept & (periods == period))
        ours, theirs = _places(scores[rows]), _places(-places[rows])
        for row, own, other in zip(rows.tolist(), ours, theirs, strict=True):
            if own != other:
                said = _said(rated, row) | {"published": int(other), "made": int(own)}
                found.append(Problem("rating.published-place", _unit(rated, row), said))
    return found


def _places(scores: Numbers) -> Numbers:
    found: Numbers = sport_ranks(scores[None, :], tolerance=NEAR)[0]
    return found


def _unit(rated: Rated, row: int) -> str:
    return " ".join(filter(None, (rated.units[row], rated.periods[row])))


def _said(rated: Rated, row: int) -> dict[str, object]:
    return {"unit": _unit(rated, row), "code": rated.units[row], "period": rated.periods[row]}


def _differs(rated: Rated, row: int, index: Numbers, limits: Numbers) -> Problem:
    said = _said(rated, row) | {
        "published": f"{index[row]:.6g}",
        "made": f"{rated.scores[row, -1]:.6g}",
        "rounding": f"{limits[row]:.2g}",
    }
    return Problem("rating.published-differs", _unit(rated, row), said)


def _lacks(rated: Rated, row: int, index: Numbers) -> Problem:
    said = _said(rated, row) | {"published": f"{index[row]:.6g}"}
    return Problem("rating.published-without", _unit(rated, row), said)
