"""What do the series of one indicator do next, where some are sums of others and not all end alike?

First what is missing of the newest period, where others of the same sum have reported it, is nowcast. Then
all series are forecast, and those that add up are made to add up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from styrbord.core.base.problems import Refused
from styrbord.core.forecasting.adding_up import added_up, past_beside
from styrbord.core.forecasting.forecasts import Forecast, Forecasts, forecasts
from styrbord.core.forecasting.gaps import filled, trimmed
from styrbord.core.forecasting.histories import Asked, History
from styrbord.core.forecasting.methods import naive
from styrbord.core.forecasting.nowcast import nowcast
from styrbord.core.forecasting.reconciling import Reconciled
from styrbord.core.spine.coherence.locks import refuse_conflicts
from styrbord.core.spine.coherence.structure import Structure, structure_of

Numbers = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

RELATIVE = 1e-9
CHECKED = 3
"""Newest whole periods in which a sum must have held to be one in the future."""


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """Series of one indicator side by side.

    Attributes
    ----------
    codes : names, dim (series,).
    values : float64 (series, period); NaN = missing.
    members : of each sum the codes of all that count in it.
    room : how far a sum may be from its members by rounding, in the unit of the series, for each member.
    lower, upper : bounds that no value can pass.
    asked : horizon, season, levels and methods.
    """

    codes: tuple[str, ...]
    values: Numbers
    members: Mapping[str, tuple[str, ...]]
    asked: Asked
    room: float = 0.0
    lower: float = -np.inf
    upper: float = np.inf


@dataclass(frozen=True, slots=True, eq=False)
class Ahead:
    """Forecast of one series of many.

    Attributes
    ----------
    first : position of the first period that is forecast; one after the newest value.
    mean, naive : float64 (h,); `naive` is the seasonal naive forecast.
    lower, upper : float64 (level, h).
    base : how it was made before it was made to add up.
    scale : in-sample seasonal naive error; 0 or NaN = none.
    origins : origins of its own past that were scored.
    nowcast : how many of its first periods others have reported.
    is_added_up : whether it adds up with others.
    """

    first: int
    mean: Numbers
    naive: Numbers
    lower: Numbers
    upper: Numbers
    base: Forecast
    scale: float
    origins: int
    nowcast: int
    is_added_up: bool


def together(side: Side) -> list[Ahead | None]:
    """Forecasts of the series; a function of a module, so that it can be sent to another process.

    Parameters
    ----------
    side : the series. Those whose newest value is of the newest period of all, or of the one before, can
        stand in a sum.

    Returns
    -------
    list of Ahead
        In the order of the series; None for one without any value.

    Raises
    ------
    Refused
        `forecast.no-engine`.

    Source: docs/method/forecasting.md; shared/methods/forecasting.md, sections 4 to 6.
    """
    last = _last(side.values)
    links = sums_that_hold(side, last)
    linked = [row for row, code in enumerate(side.codes) if code in {one for link in links for one in link}]
    now = _nowcast(side, links, linked, last)
    values = side.values if now is None else now.filled_in(side.values)
    histories = [
        History(code, one, side.lower, side.upper) for code, one in zip(side.codes, values, strict=True)
    ]
    made = forecasts(histories, side.asked)
    bounds = _bounds(made)
    if linked:
        ends = _last(values)[linked].tolist()
        whole = added_up(made.some(linked), [histories[row] for row in linked], links, ends=ends)
        bounds.take(linked, whole, side)
    return [
        _ahead(side, row, int(last[row]), made, bounds.of(row), now, is_added_up=row in linked)
        for row in range(len(side.codes))
    ]


def sums_that_hold(side: Side, last: Ints) -> list[tuple[str, str]]:
    """Links (member, sum) of the sums that can be forecast together with all of their members.

    Parameters
    ----------
    side : the series.
    last : int64 (series,): position of the newest value; -1 = none.

    Returns
    -------
    list of (str, str)
        A sum without a series of one of its members, with one that has ended, or one that did not hold in the
        newest whole periods, is left to itself.
    """
    place = {code: row for row, code in enumerate(side.codes)}
    fresh = {code for code, row in place.items() if last[row] >= max(int(last.max(initial=-1)) - 1, 0)}
    return [
        (member, parent)
        for parent, members in side.members.items()
        if members and {parent, *members} <= fresh
        and _holds(side, side.values[place[parent]], side.values[[place[one] for one in members]])
        for member in members
    ]  # fmt: skip


def _holds(side: Side, whole: Numbers, parts: Numbers) -> bool:
    known = np.flatnonzero(~np.isnan(whole) & ~np.isnan(parts).any(axis=0))[-CHECKED:]
    gap = np.abs(whole[known] - parts[:, known].sum(axis=0))
    room = side.room * (len(parts) + 1) + RELATIVE * np.abs(parts[:, known]).sum(axis=0)
    return bool(len(known)) and bool((gap <= room).all())


def _last(values: Numbers) -> Ints:
    """Position of the newest value of each series; -1 = none."""
    known = ~np.isnan(values)
    places = values.shape[1] - 1 - known[:, ::-1].argmax(axis=1)
    return np.asarray(np.where(known.any(axis=1), places, -1), dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class _Now:
    """What is missing of the newest period: rows, position, mean (row,) and bounds (level, row)."""

    rows: Ints
    at: int
    mean: Numbers
    lower: Numbers
    upper: Numbers

    def filled_in(self, values: Numbers) -> Numbers:
        """Values with what was nowcast."""
        found = values.copy()
        found[self.rows, self.at] = self.mean
        return found


def _nowcast(side: Side, links: Sequence[tuple[str, str]], linked: Sequence[int], last: Ints) -> _Now | None:
    """Newest period of the linked series that have not reported it; None where all have."""
    newest = int(last[linked].max()) if linked else -1
    late = np.flatnonzero(last[linked] < newest) if linked else np.empty(0, dtype=np.int64)
    if not len(late):
        return None
    codes = [side.codes[row] for row in linked]
    before = np.array([_inner(side.values[row], side.asked.season)[:newest] for row in linked])
    histories = [History(code, one, side.lower, side.upper) for code, one in zip(codes, before, strict=True)]
    made = forecasts(histories, replace(side.asked, horizon=1))
    structure = structure_of(codes, links)
    told = _told(made, structure, side, side.values[linked, newest])
    plain = _bounds(made)
    shift = told.mean[:, 0] - plain.mean[:, 0]
    lower, upper = (
        np.where(
            np.isnan(sides[:, :, 0]), np.clip(own[:, :, 0] + shift, side.lower, side.upper), sides[:, :, 0]
        )
        for sides, own in ((told.lower, plain.lower), (told.upper, plain.upper))
    )
    rows = np.asarray(linked, dtype=np.int64)[late]
    return _Now(rows, newest, told.mean[late, 0], lower[:, late], upper[:, late])


def _told(made: Forecasts, structure: Structure, side: Side, reports: Numbers) -> Reconciled:
    """The newest period with reports locked: of sums, those with parts to come that contradict no others."""
    size = (structure.size,)
    lower, upper = np.full(size, side.lower), np.full(size, side.upper)
    ends = np.isin(np.arange(structure.size), structure.bottom)
    there = (~np.isnan(reports[structure.bottom])).astype(np.float64)
    is_open = np.asarray(structure.summing @ there) < np.asarray(structure.summing @ np.ones(len(there)))
    locks = np.where(ends | is_open, reports, np.nan)
    try:
        refuse_conflicts(structure, lower, upper, locks)
    except Refused:
        locks = np.where(ends, reports, np.nan)
    return nowcast(
        made.mean, structure, past_beside(made), locks[:, None],
        scale=made.scale, lower=lower, upper=upper, levels=made.levels,
    ).made  # fmt: skip


def _inner(values: Numbers, season: int) -> Numbers:
    """Series with the gaps inside filled, so that a history can be cut anywhere."""
    known = np.flatnonzero(~np.isnan(values))
    found = values.copy()
    found[known[0] : known[-1] + 1] = filled(trimmed(values), season=season)
    return found


@dataclass(slots=True, eq=False)
class _Bounds:
    """Mean (series, h) and bounds (level, series, h) of many forecasts."""

    mean: Numbers
    lower: Numbers
    upper: Numbers

    def take(self, rows: Sequence[int], whole: Reconciled, side: Side) -> None:
        """Those of some series after they were made to add up; where no width is known there, their own."""
        shift = whole.mean - self.mean[rows]
        for own, told in ((self.lower, whole.lower), (self.upper, whole.upper)):
            moved = np.clip(own[:, rows] + shift, side.lower, side.upper)
            own[:, rows] = np.where(np.isnan(told), moved, told)
        self.mean[rows] = whole.mean

    def of(self, row: int) -> tuple[Numbers, Numbers, Numbers]:
        """Mean (h,), lower and upper (level, h) of one series."""
        return self.mean[row], self.lower[:, row], self.upper[:, row]


def _bounds(made: Forecasts) -> _Bounds:
    lower, upper = (np.array([getattr(one, name) for one in made.series]) for name in ("lower", "upper"))
    return _Bounds(made.mean, lower.transpose(1, 0, 2).copy(), upper.transpose(1, 0, 2).copy())


def _ahead(
    side: Side,
    row: int,
    last: int,
    made: Forecasts,
    parts: tuple[Numbers, Numbers, Numbers],
    now: _Now | None,
    *,
    is_added_up: bool,
) -> Ahead | None:
    if last < 0:
        return None
    mean, lower, upper = parts
    place = [] if now is None else np.flatnonzero(now.rows == row).tolist()
    if now is not None and place:
        mean, lower, upper = _behind(mean, lower, upper, now, place[0], side)
    own = filled(trimmed(side.values[row]), season=side.asked.season)
    origins = int((made.past.scale[row] > 0).sum())
    return Ahead(
        last + 1, mean, naive.ahead(own, side.asked.season, len(mean)), lower, upper,
        made.series[row], float(made.scale[row]), origins, len(place), is_added_up,
    )  # fmt: skip


def _behind(
    mean: Numbers, lower: Numbers, upper: Numbers, now: _Now, at: int, side: Side
) -> tuple[Numbers, Numbers, Numbers]:
    """Nowcast, and after it the forecasts that were made from it, as much less sure as it is itself."""
    first = float(now.mean[at])
    below, above = first - now.lower[:, at], now.upper[:, at] - first
    low = np.clip(mean - np.hypot(mean - lower, below[:, None]), side.lower, side.upper)
    high = np.clip(mean + np.hypot(upper - mean, above[:, None]), side.lower, side.upper)
    return (
        np.concatenate([[first], mean])[:-1],
        np.concatenate([now.lower[:, [at]], low], axis=1)[:, :-1],
        np.concatenate([now.upper[:, [at]], high], axis=1)[:, :-1],
    )
