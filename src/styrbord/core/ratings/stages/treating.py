"""What is done to indicators with outliers, and what is written down about it?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrbord.core.ratings.inputs import Numbers
from styrbord.core.ratings.options import Treatment
from styrbord.core.ratings.stages.logarithms import LOGS
from styrbord.core.ratings.stages.pools import Pooled
from styrbord.core.ratings.stages.winsorising import Check, Winsorised, checked, winsorised

Marks = npt.NDArray[np.int8]

WINSORISED_DOWN, WINSORISED_UP, LOGGED = 1, 2, 4


@dataclass(frozen=True, slots=True)
class Shape:
    """How lopsided one column is, and whether that passes; see `winsorising.Check`."""

    skewness: float
    kurtosis: float
    passes: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """What one indicator went through in one pool.

    Attributes
    ----------
    pool : label of the pool, "" for all rows
    first, second, third : before, after winsorising, after the logarithm; None where it did not come to it
    points : points winsorised
    log : name of the logarithm that was taken, or ""
    is_left : whether the column was left as it was because nothing could be said of it
    """

    pool: str
    first: Shape
    points: int = 0
    second: Shape | None = None
    log: str = ""
    third: Shape | None = None
    is_left: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Treated:
    """Values after treatment.

    Attributes
    ----------
    values : float64 (row, column)
    marks : int8 (row, column), bits WINSORISED_DOWN, WINSORISED_UP, LOGGED
    passages : by column, one for each pool
    """

    values: Numbers
    marks: Marks
    passages: tuple[tuple[Passage, ...], ...]


def treated(values: Numbers, options: Treatment, pools: Sequence[Pooled]) -> Treated:
    """Winsorise columns with outliers, and take a logarithm of those that still have them.

    Parameters
    ----------
    values : float64 (row, column), NaN = missing.
    options : thresholds, limit and logarithm.
    pools : rows that are looked at together; rows in no pool stay as they are.

    Returns
    -------
    Treated

    Source: section 3.4 of the methods for ratings.
    """
    made, marks = values.copy(), np.zeros(values.shape, dtype=np.int8)
    passages: list[list[Passage]] = [[] for _ in range(values.shape[1])]
    for pool in pools if options.by != "none" else ():
        one = _treated(values[pool.rows], options, pool.label)
        made[pool.rows], marks[pool.rows] = one.values, one.marks
        for column, (passage,) in enumerate(one.passages):
            passages[column].append(passage)
    return Treated(made, marks, tuple(map(tuple, passages)))


def mark_text(mark: int, log: str) -> str:
    """Words of a mark.

    Returns
    -------
    str
        winhi, winlo, the logarithm, joined by "+"; "" for none.

    >>> mark_text(WINSORISED_DOWN | LOGGED, "log_CT")
    'winhi+log_CT'
    """
    words = ((WINSORISED_DOWN, "winhi"), (WINSORISED_UP, "winlo"), (LOGGED, log))
    return "+".join(word for bit, word in words if mark & bit)


def _treated(values: Numbers, options: Treatment, label: str) -> Treated:
    first = checked(values, options)
    won = winsorised(values, options)
    is_left = first.is_undefined | won.check.is_undefined
    made = np.where(is_left, values, won.values)
    marks = np.where(is_left, 0, won.high * WINSORISED_DOWN + won.low * WINSORISED_UP).astype(np.int8)
    needs_log = np.flatnonzero(~is_left & ~won.check.passes & (options.then != "none"))
    third = _logged(values, made, marks, needs_log, options)
    for column in set(needs_log.tolist()) - set(third):
        is_left[column], made[:, column], marks[:, column] = True, values[:, column], 0
    passages = tuple(
        (_passage(label, column, first, won, third, bool(is_left[column]), options),)
        for column in range(values.shape[1])
    )
    return Treated(made, marks, passages)


def _logged(
    values: Numbers, made: Numbers, marks: Marks, columns: npt.NDArray[np.intp], options: Treatment
) -> dict[int, Shape]:
    """Put logarithms in place where they give numbers; the tests of those columns."""
    found: dict[int, Shape] = {}
    for column in columns.tolist():
        before = (made if options.is_combined else values)[:, [column]]
        with np.errstate(all="ignore"):
            after = LOGS[options.then](before, options.exponent)
        if not np.isfinite(after[~np.isnan(before)]).all():
            continue
        kept = marks[:, column] if options.is_combined else np.zeros(len(values), dtype=np.int8)
        made[:, column] = after[:, 0]
        marks[:, column] = np.where(np.isnan(before[:, 0]), kept, kept | LOGGED)
        found[column] = _test(checked(after, options), 0)
    return found


def _test(check: Check, column: int) -> Shape:
    return Shape(float(check.skewness[column]), float(check.kurtosis[column]), bool(check.passes[column]))


def _passage(
    label: str,
    column: int,
    first: Check,
    won: Winsorised,
    third: dict[int, Shape],
    is_left: bool,
    options: Treatment,
) -> Passage:
    """What a column went through."""
    before = _test(first, column)
    if first.is_undefined[column] or before.passes:
        return Passage(label, before, is_left=is_left)
    after = _test(won.check, column)
    points = 0 if is_left else int(won.points[column])
    log = options.then if column in third else ""
    return Passage(label, before, points, after, log, third.get(column), is_left)
