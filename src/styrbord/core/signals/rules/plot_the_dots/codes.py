"""What makes the verdict of a chart doubtful or impossible?

Ours: the reference says "common cause" in these cases.
"""

from collections.abc import Sequence
from enum import IntFlag

import numpy as np

from styrbord.core.signals.gaps import periods_apart
from styrbord.core.signals.rules.plot_the_dots.asked import Asked
from styrbord.core.signals.rules.plot_the_dots.limits import Limits
from styrbord.core.signals.rules.plot_the_dots.rows import BoolArray, IntArray, Rows
from styrbord.core.signals.rules.plot_the_dots.runs import LONG


class Code(IntFlag):
    """Doubts, in the order in which they are written."""

    MISSING_LAST = 1
    MISSING_INSIDE = 2
    GAP = 4
    CONSTANT = 8
    ZERO_SPREAD = 16
    SHORT = 32
    TOO_SHORT = 64  # written as `short` too; fewer rows than the longest window
    REBASE_DATE_NOT_IN_DATA = 128
    NO_TARGET = 256
    TARGET_ON_LIMIT = 512
    SEASONAL = 1024
    AUTOCORRELATED = 2048


FORBIDS = Code.MISSING_LAST | Code.CONSTANT | Code.ZERO_SPREAD | Code.TOO_SHORT


def words(codes: int) -> tuple[str, ...]:
    """Codes as they are written, in the order of `Code`.

    Returns
    -------
    tuple of str

    Examples
    --------
    >>> words(Code.SHORT | Code.TOO_SHORT | Code.GAP)
    ('gap', 'short')
    """
    shown = Code(codes) & ~Code.TOO_SHORT
    return tuple((code.name or "").lower() for code in Code if code in shown)


def of_rows(rows: Rows, asked: Sequence[Asked], limits: Limits) -> IntArray:
    """Codes of each row, int64 (row,), those of its group among them."""
    missing = np.isnan(rows.values)
    codes = np.where(missing, np.where(_is_last(rows), Code.MISSING_LAST, Code.MISSING_INSIDE), 0)
    codes |= np.where(_after_gap(rows, asked), Code.GAP, 0)
    return np.asarray(codes | of_groups(rows, asked, limits)[rows.stretch], dtype=np.int64)


def of_groups(rows: Rows, asked: Sequence[Asked], limits: Limits) -> IntArray:
    """Codes of each group, int64 (stretch,): constant, zero_spread, short."""
    owner = rows.owner[rows.begin]
    short = np.array([one.short for one in asked], dtype=np.int64)[owner]
    constant = _constant(rows)
    no_spread = (np.isnan(limits.spread) | (limits.spread == 0)) & ~constant & (rows.length > 1)
    codes = np.where(constant, Code.CONSTANT, 0) | np.where(no_spread, Code.ZERO_SPREAD, 0)
    codes |= np.where(rows.length < short, Code.SHORT, 0)
    codes |= np.where(rows.length < LONG, Code.SHORT | Code.TOO_SHORT, 0)
    return np.asarray(codes, dtype=np.int64)


def of_series(rows: Rows, asked: Sequence[Asked], codes: IntArray) -> IntArray:
    """Codes of each series, int64 (series,): those of its last group, and what any row or the asking adds.

    Parameters
    ----------
    codes : int64 (row,), as `of_rows` gives them

    Returns
    -------
    int64 (series,)
        A series without rows is `missing_last` and `short`.
    """
    found = np.array([_of_asking(one) for one in asked], dtype=np.int64)
    last = np.flatnonzero(_is_last(rows))
    found[rows.owner[last]] |= codes[last]
    np.bitwise_or.at(found, rows.owner, codes & (Code.MISSING_INSIDE | Code.GAP))
    return found


def _of_asking(asked: Asked) -> int:
    at = asked.series.at
    codes = Code(0) if at else Code.MISSING_LAST | Code.SHORT | Code.TOO_SHORT
    if at and asked.due is not None and at[-1] < asked.due:
        codes |= Code.MISSING_LAST
    if asked.rebase - set(at):
        codes |= Code.REBASE_DATE_NOT_IN_DATA
    if asked.has_targets and asked.target is None:
        codes |= Code.NO_TARGET
    return int(codes)


def _is_last(rows: Rows) -> BoolArray:
    """Whether the row is the last of its series, dim (row,)."""
    return np.append(np.diff(rows.owner) != 0, True)[: len(rows.owner)]


def _constant(rows: Rows) -> BoolArray:
    """Whether all of two or more values of a group are equal, dim (stretch,)."""
    if not len(rows.begin):
        return np.empty(0, np.bool_)
    known = ~np.isnan(rows.values)
    low = np.minimum.reduceat(np.where(known, rows.values, np.inf), rows.begin)
    high = np.maximum.reduceat(np.where(known, rows.values, -np.inf), rows.begin)
    return np.asarray((low == high) & (np.add.reduceat(known.astype(np.int64), rows.begin) > 1))


def _after_gap(rows: Rows, asked: Sequence[Asked]) -> BoolArray:
    """Whether a period without a row lies between this row and the one before, dim (row,)."""
    season = np.array([one.series.season for one in asked], dtype=np.int64)
    return periods_apart(rows.days, rows.owner, season) > 1
