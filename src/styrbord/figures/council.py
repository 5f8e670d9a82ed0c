"""What does a council see of numbers that were handed in: own course, similar subjects, who does better?

Source: `docs/method/council.md`; the numbers of others are those that the reader may see.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt

from styrbord.core.base.expression import evaluate, parse
from styrbord.core.base.periods import Period
from styrbord.core.base.text import Text
from styrbord.core.spine.indicators import Direction, Indicator, OverSubjects
from styrbord.core.spine.peers import SMALLEST_GROUP
from styrbord.core.spine.subjects import Subject
from styrbord.figures.change import change_on_year, outside, verdict
from styrbord.figures.model import Figure, Input, Line, PeerAnswer, Verdict

Floats = npt.NDArray[np.float64]
_TRIED = np.array([3.0, 7.0, 5.0, 11.0, 13.0])
RUN = 5
"""Periods in a row in which another must do better: by chance alone that is one pair of 32."""


@dataclass(frozen=True, slots=True)
class Change:
    """Difference on a year, from which period on, and whether it is for the better."""

    figure: Figure
    since: Period
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class HandedRow:
    """One number that was handed in; `is_released` tells whether the board shows it."""

    indicator: str
    figure: Figure
    change: Change | None
    is_released: bool


@dataclass(frozen=True, slots=True)
class Better:
    """A subject that does better, by its value in the compared period, and the post to call there."""

    subject: str
    figure: Figure
    post: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """One indicator held against similar subjects.

    `own` is the newest value, of `period`; `at` is the period that is compared, in which others have values
    too. `better` are the best of those who do better, `better_count` counts all. `is_long_enough` tells
    whether anybody shares `RUN` periods; `is_released`, whether the board shows the newest value.
    """

    indicator: Indicator
    own: Figure
    period: Period
    is_released: bool
    change: Change | None
    peers: PeerAnswer | None
    at: Period | None
    compared: Figure | None
    lines: tuple[Line, ...]
    better: tuple[Better, ...]
    better_count: int
    is_long_enough: bool


@dataclass(frozen=True, slots=True)
class CouncilPage:
    """All that a council sees after a hand-in.

    `type` is the type of the subject or the declared set that it is held against, `similar_by` how that set
    was found; `hidden` counts indicators that the reader may not see.
    """

    token: str
    form: str
    form_names: Text
    subject: Subject
    type: str
    period: Period
    number: int
    handed_in_at: datetime
    post: str
    is_released: bool
    rows: tuple[HandedRow, ...]
    compared: tuple[Compared, ...]
    similar_by: str = ""
    hidden: int = 0


def handed_in(
    definition: Indicator, subject: str, period: Period, value: float | None, status: str
) -> Figure:
    """A number as it was handed in, before any edition holds it.

    Parameters
    ----------
    value : in the indicator's unit; None = missing, for the reason that `status` gives.

    Returns
    -------
    Figure
        Its input has no edition (0).
    """
    inputs = (Input(definition.code, subject, period, 0),)
    unit, decimals = definition.stated_unit, definition.decimals
    return Figure("handed-in", value, unit, decimals, "handed-in/1", status or "A", inputs)


def worked_out(definition: Indicator, inputs: Mapping[str, Floats]) -> Floats:
    """Course of a derived indicator in which numbers that were handed in stand among its inputs.

    Parameters
    ----------
    inputs : float64 (period,) by code of the formula's names; NaN = missing.

    Returns
    -------
    numpy.ndarray
        float64 (period,), NaN where any input is missing.

    Raises
    ------
    Refused
        `expression.unknown-name` if a name of the formula is not among the inputs.
    """
    return np.asarray(evaluate(parse(definition.formula), inputs), dtype=np.float64)


def is_comparable(definition: Indicator, definitions: Mapping[str, Indicator]) -> bool:
    """Whether subjects of different size may be held against each other by it, and one can do better.

    A sum grows with the size of its subject, so that the larger town would always have more; so does what is
    worked out from sums, unless size cancels out as in a share.

    Parameters
    ----------
    definitions : all that the reader may see, for the inputs of the formula.

    Returns
    -------
    bool
    """
    return definition.direction is not Direction.NONE and not grows_with_size(definition, definitions)


def grows_with_size(definition: Indicator, definitions: Mapping[str, Indicator]) -> bool:
    """Whether a subject of twice the size has another value, everything else being alike.

    Returns
    -------
    bool
        False for what neither is a sum nor rests on one.

    Notes
    -----
    A formula is tried out: its inputs that grow with size are doubled in five invented cases.

    Examples
    --------
    >>> count = {code: Indicator(code, {}, "d", over_subjects=OverSubjects.SUM) for code in "ab"}
    >>> [grows_with_size(Indicator("c", {}, "d", formula=text), count) for text in ("a / b", "a - b")]
    [False, True]
    """
    if not definition.formula:
        return definition.over_subjects is OverSubjects.SUM
    names = sorted(parse(definition.formula).names)
    once = {name: _TRIED + number for number, name in enumerate(names)}
    growing = {
        name for name in names if name in definitions and grows_with_size(definitions[name], definitions)
    }
    twice = {name: values * (2.0 if name in growing else 1.0) for name, values in once.items()}
    return not np.allclose(worked_out(definition, once), worked_out(definition, twice), equal_nan=True)


def on_a_year(definition: Indicator, values: Floats, periods: tuple[Period, ...], at: int) -> Change | None:
    """Change of a value on the same season a year before.

    Parameters
    ----------
    values : float64 (period,); NaN = missing.

    Returns
    -------
    Change or None
        None when either value is missing.
    """
    if np.isnan(values[at]):
        return None
    moved = change_on_year(values, periods, at)
    if moved is None:
        return None
    change, since = moved
    figure = Figure("change", change, definition.stated_unit, definition.decimals, "change-on-year/1")
    return Change(figure, since, verdict(change, float(values[at]) - change, definition))


def compared_at(own: Floats, others: Floats) -> int | None:
    """Newest period in which the own value and enough others are known to give a rank.

    Parameters
    ----------
    own : float64 (period,); NaN = missing.
    others : float64 (peer, period), without the own row.

    Returns
    -------
    int or None
        Position; the newest own value where no period has 5 values in all, None without any.
    """
    known = np.flatnonzero(~np.isnan(own))
    if not len(known):
        return None
    counts = (~np.isnan(others)).sum(axis=0)[known] + 1
    enough = known[counts >= SMALLEST_GROUP]
    return int(enough[-1] if len(enough) else known[-1])


def better_peers(definition: Indicator, own: Floats, others: Floats, at: int) -> tuple[list[int], bool]:
    """Who does better in each of the last five periods that both have, by the digits that are shown.

    Were two equally good, either would be ahead by chance in each period alike, and in all five in one pair
    of 32: so a single lucky period makes nobody better.

    Parameters
    ----------
    own : float64 (period,); NaN = missing.
    others : float64 (peer, period).
    at : position of the compared period; both must have a value there.

    Returns
    -------
    (list of int, bool)
        Rows of `others`, the best first; and whether anybody shares five periods at all.

    Source: sign test on the last 5 pairs, one-sided p = 1/32; `docs/method/council.md`.

    Examples
    --------
    >>> one = Indicator("rate", {}, "d", direction=Direction.DOWN)
    >>> own = np.array([5.0, 5.0, 5.0, 5.0, 5.0])
    >>> better_peers(one, own, np.array([[4.0, 4, 4, 4, 4], [4, 4, 4, 4, 5], [3, 3, 3, np.nan, 3]]), 4)
    ([0], True)
    """
    mine, theirs = _worth(definition, own), _worth(definition, others)
    found, is_long_enough = [], False
    for row in range(len(others)):
        both = np.flatnonzero(~np.isnan(mine[: at + 1]) & ~np.isnan(theirs[row, : at + 1]))
        if len(both) < RUN or both[-1] != at:
            continue
        is_long_enough = True
        if (theirs[row, both[-RUN:]] > mine[both[-RUN:]]).all():
            found.append(row)
    return sorted(found, key=lambda row: (-theirs[row, at], row)), is_long_enough


def medians(values: Floats) -> Floats:
    """Median of a group in each period, float64 (period,); NaN where fewer than two have a value.

    Parameters
    ----------
    values : float64 (peer, period); NaN = missing.

    Returns
    -------
    numpy.ndarray
    """
    found = np.full(values.shape[1], np.nan)
    for at in np.flatnonzero((~np.isnan(values)).sum(axis=0) > 1):
        found[at] = np.nanmedian(values[:, at])
    return found


def _worth(definition: Indicator, values: Floats) -> Floats:
    """Values turned so that more is better, at the digits that are shown."""
    shown = np.round(values, definition.decimals)
    if definition.direction is Direction.UP:
        return shown
    if definition.direction is Direction.DOWN:
        return -shown
    far = np.vectorize(lambda value: -outside(float(value), definition), otypes=[np.float64])
    return np.where(np.isnan(shown), np.nan, far(shown))
