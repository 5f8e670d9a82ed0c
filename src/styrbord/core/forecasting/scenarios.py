"""How do things go if they go badly, as forecast, or well, without a model of the drivers?

A scenario is one joint path of all series: the mean of paths that are alike in the goodness of one headline.
Means of coherent paths are coherent. Quantiles of single series are never added up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.base.text import Text
from styrbord.core.forecasting.paths import Paths
from styrbord.core.forecasting.ratios import Ratio, ratio_of
from styrbord.core.spine.coherence.structure import Flags, Floats, Ints
from styrbord.core.spine.indicators import Direction

PESSIMISTIC, MEDIUM, OPTIMISTIC = NAMES = ("pessimistic", "medium", "optimistic")
BANDS = {PESSIMISTIC: (0.05, 0.15), OPTIMISTIC: (0.85, 0.95)}
WHOLE, EACH = "whole", "each-period"
DUST = 1e-12

NO_DIRECTION = define(
    "scenarios.no-direction",
    "The headline {headline} has no direction of good, so no scenario is better than another.",
    "Choose a headline that should rise or fall.",
)
DISORDER = define(
    "scenarios.disorder",
    "In {periods} the scenarios of {headline} are not in order of goodness.",
    "Look at the bounds and locked values of these periods, or choose another headline.",
)
UNKNOWN_HEADLINE = define(
    "scenarios.no-headline",
    "The headline {headline} has no value in {periods}.",
    "Choose a headline whose forecasts, and whose denominator if it is a rate, are known in every period.",
)


@dataclass(frozen=True, slots=True, eq=False)
class Headline:
    """What goodness is judged by: a weighted sum of series, or a rate.

    Attributes
    ----------
    name : for what is told.
    direction : up or down.
    weights : float64 (series,) or None.
    ratio : a rate, or None.
    """

    name: str
    direction: Direction
    weights: Floats | None = None
    ratio: Ratio | None = None

    @property
    def sign(self) -> int:
        """1 if more is better, -1 if less is."""
        if self.direction not in {Direction.UP, Direction.DOWN}:
            raise Refused(Problem(NO_DIRECTION.code, params={"headline": self.name}))
        return 1 if self.direction is Direction.UP else -1

    def of(self, values: Floats) -> Floats:
        """The headline (..., horizon) of values (..., series, horizon)."""
        if self.ratio is not None:
            return ratio_of(values, self.ratio)
        if self.weights is None:
            raise ValueError(f"headline {self.name!r} has neither weights nor a ratio")
        found: Floats = np.einsum("s,...sh->...h", self.weights, values)
        return found


@dataclass(frozen=True, slots=True)
class Assumption:
    """What a scenario takes for granted about one driver, in words; nothing is computed from them."""

    driver: Text
    course: Text


@dataclass(frozen=True, slots=True, eq=False)
class Scenario:
    """One joint path.

    Attributes
    ----------
    name : pessimistic, medium or optimistic.
    values : float64 (series, horizon).
    headline : float64 (horizon,).
    assumptions : the named drivers that it is told under.
    """

    name: str
    values: Floats
    headline: Floats
    assumptions: tuple[Assumption, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Scenarios:
    """Three scenarios in order of goodness in every period.

    Attributes
    ----------
    pessimistic, medium, optimistic : the scenarios; medium is the published point forecast, value by value.
    bands : `whole` if each outer scenario is the mean of the same paths in all periods, `each-period` if the
    paths
        had to be chosen anew for each period.
    crossing : bool (series,): single series whose medium is not between the outer scenarios in some period;
    shown as is.
    share_below, share_above : float64 (horizon,): paths worse than pessimistic and better than optimistic.
    """

    pessimistic: Scenario
    medium: Scenario
    optimistic: Scenario
    bands: str
    crossing: Flags
    share_below: Floats
    share_above: Floats

    @property
    def all(self) -> tuple[Scenario, Scenario, Scenario]:
        """Worst first."""
        return self.pessimistic, self.medium, self.optimistic


def three_scenarios(
    paths: Paths,
    headline: Headline,
    *,
    assumptions: Mapping[str, Sequence[Assumption]] | None = None,
    periods: Sequence[str] = (),
) -> Scenarios:
    """Pessimistic, medium and optimistic joint paths, without a model of the drivers.

    Goodness of a path is a * headline, averaged over the horizon, a = 1 if an increase is an improvement and
    -1 if a decrease is. Pessimistic is the mean of the paths between the 5th and the 15th per cent of
    goodness, optimistic of those between the 85th and the 95th; medium is the published point forecast. Where
    that order does not hold in every period the paths are chosen anew for each period.

    Parameters
    ----------
    paths : coherent joint paths around the published forecasts.
    headline : what goodness is judged by.
    assumptions : by scenario name, the named drivers it is told under; carried along, not computed with.
    periods : names of the horizons, for what is refused.

    Returns
    -------
    Scenarios
        Each adds up to 1e-9, cells locked in the paths are equal in all three, rates are made of their parts.

    Raises
    ------
    Refused
        If the headline has no direction or no value, or the order fails in some period even so.

    Source: shared/methods, forecasting section 7.2.
    """
    sign = headline.sign
    names = list(periods) or [str(step + 1) for step in range(paths.mean.shape[1])]
    goodness, middle = sign * headline.of(paths.values), sign * headline.of(paths.mean)
    unknown = np.isnan(goodness).any(axis=0) | np.isnan(middle)
    if unknown.any():
        _refuse(UNKNOWN_HEADLINE.code, headline, names, unknown)
    bands, low, high = _bands(paths, headline, goodness, middle)
    ends = sign * headline.of(low), sign * headline.of(high)
    wrong = _disorder(ends[0], middle, ends[1])
    if wrong.any():
        _refuse(DISORDER.code, headline, names, wrong)
    told = assumptions or {}
    heads = np.minimum(ends[0], middle), middle, np.maximum(ends[1], middle)
    made = [
        Scenario(name, values, sign * head, tuple(told.get(name, ())))
        for name, values, head in zip(NAMES, (low, paths.mean, high), heads, strict=True)
    ]
    outside: Flags = (paths.mean < np.minimum(low, high)) | (paths.mean > np.maximum(low, high))
    below, above = (goodness < heads[0]).mean(axis=0), (goodness > heads[2]).mean(axis=0)
    return Scenarios(made[0], made[1], made[2], bands, np.asarray(outside.any(axis=1)), below, above)


def gap_to_target(values: Floats, target: Floats | float, *, direction: int) -> Floats:
    """Distance to the target in goodness: above 0 is better than the target.

    Parameters
    ----------
    values : float64 (..., horizon), in the target's unit.
    target : broadcast against the values; NaN = none.
    direction : 1 if an increase is an improvement, -1 if a decrease is.

    Returns
    -------
    float64 (..., horizon)
        a * (value - target).

    Examples
    --------
    >>> gap_to_target(np.array([7.0, 5.0]), 6.0, direction=-1).tolist()
    [-1.0, 1.0]
    """
    found: Floats = direction * (values - np.asarray(target, dtype=np.float64))
    return found


def _bands(paths: Paths, headline: Headline, goodness: Floats, middle: Floats) -> tuple[str, Floats, Floats]:
    """Outer scenarios from the same paths in all periods if that keeps the order, else period by period."""
    sign = headline.sign
    ranked = np.argsort(goodness.mean(axis=1), kind="stable")
    low, high = (_mean(paths, np.tile(_band(ranked, name)[:, None], len(middle))) for name in BANDS)
    if not _disorder(sign * headline.of(low), middle, sign * headline.of(high)).any():
        return WHOLE, low, high
    each = np.argsort(goodness, axis=0, kind="stable")
    low, high = (_mean(paths, _band(each, name)) for name in BANDS)
    return EACH, low, high


def _band(ranked: Ints, name: str) -> Ints:
    """Paths of a band, of paths in order of goodness along the first axis."""
    first, last = (round(share * len(ranked)) for share in BANDS[name])
    return ranked[first : max(last, first + 1)]


def _mean(paths: Paths, chosen: Ints) -> Floats:
    """Mean (series, horizon) of the paths chosen for each horizon (path, horizon), added up anew.

    Returns
    -------
    float64 (series, horizon)
        What is the same in all paths (a locked cell) stays as it is to the last digit.
    """
    steps = np.arange(chosen.shape[1])
    few = paths.values[chosen.T, :, steps[:, None]]
    found = paths.structure.filled(few.mean(axis=1).T[paths.structure.bottom])
    is_same = (paths.values == paths.values[:1]).all(axis=0)
    return np.where(is_same, paths.values[0], found)


def _disorder(low: Floats, middle: Floats, high: Floats) -> Flags:
    """Periods in which the order does not hold, apart from dust of the last digits."""
    dust = DUST * np.maximum(np.abs(middle), 1e-300)
    found: Flags = (low > middle + dust) | (high < middle - dust)
    return found


def _refuse(code: str, headline: Headline, names: Sequence[str], wrong: Flags) -> None:
    where = ", ".join(names[int(step)] for step in np.flatnonzero(wrong))
    raise Refused(Problem(code, params={"headline": headline.name, "periods": where}))
