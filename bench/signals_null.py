"""How many series alarm although nothing has changed in them, and how many of the alarms are false?

Run as `python -m bench.signals_null`, without a database. 30,000 series of many kinds make one release.
"""

from time import perf_counter

import numpy as np
import numpy.typing as npt

from bench.signals_worlds import MEMORIES, SEED, Cell, as_series, changed, drawn
from bench.timing import Row, keep
from styrbord.core.signals.residual import Assessment, assess
from styrbord.core.signals.rules.plot_the_dots import Asked, charts
from styrbord.core.signals.series import Series

COUNT = 30_000
PART = 12_000  # series of a release of one kind alone
MOST_ALARMED = 0.01
MOST_FALSE = 0.12
TRUE_SHARES = (0.05, 0.005)
SHAPES = ((48, 12), (30, 12), (96, 12), (24, 4), (40, 4), (10, 1), (13, 1), (16, 1), (22, 1), (40, 1))
BoolArray = npt.NDArray[np.bool_]


def cells() -> list[Cell]:
    """All kinds of series: length, memory, season, tails, trend, 3 % missing."""
    return [
        Cell(rows, season, memory, wave=wave, is_heavy=is_heavy, trend=trend, missing=missing)
        for rows, season in SHAPES
        for memory in MEMORIES
        for is_heavy in (False, True)
        for wave in ((0.0, 1.0, 2.0) if season > 1 else (0.0,))
        for trend in (0.0, 0.1)
        for missing in (0.0, 0.03)
    ]


def release(
    draw: np.random.Generator, kinds: list[Cell], true: float
) -> tuple[list[Series], list[str], BoolArray]:
    """Series of one release, the indicator of each, and which fell in the last three rows."""
    count = (COUNT if len(kinds) == len(cells()) else PART) // len(kinds) + 1
    series, pools, truth = [], [], []
    for cell in kinds:
        is_true = draw.random(count) < true
        rows = int(draw.integers(1, 4)) if cell.season > 1 else int(draw.integers(1, 3))
        values = changed(drawn(draw, cell, count), is_true, rows)
        series += as_series(values, cell.season, cell.name)
        pools += [cell.name] * count
        truth.append(is_true)
    return series, pools, np.concatenate(truth)


def alarms(found: list[Assessment]) -> BoolArray:
    """Which series alarm for the worse."""
    return np.array([one.adverse.is_alarm for one in found])


def by_dots(series: list[Series]) -> BoolArray:
    """Which series plot-the-dots shows as a concern at their last point."""
    return np.array(
        [icon.display.startswith("concern") for icon in charts([Asked(one) for one in series]).icons]
    )


def share(part: BoolArray, whole: BoolArray) -> float:
    """Share of the whole that is in the part; 0 of nothing."""
    return float((part & whole).sum() / max(whole.sum(), 1))


def null_rows(draw: np.random.Generator, kinds: list[Cell]) -> list[Row]:
    """Nothing has changed anywhere."""
    series, pools, _ = release(draw, kinds, 0.0)
    start = perf_counter()
    found = assess(series, pools=pools)
    seconds = perf_counter() - start
    told = np.array([one.adverse.is_alarm or one.improvement.is_alarm for one in found])
    tested = sum(one.is_tested for one in found)
    dots = by_dots(series).mean()
    where = f"{len(series):,} series, {tested:,} tested"
    raw = [
        share(np.array([one.adverse.p <= at for one in found]), np.ones(len(found), np.bool_))
        for at in (0.05, 0.005)
    ]
    return [
        Row(
            "Newly alarmed though nothing changed",
            where,
            f"{told.sum()}, {told.mean():.3%}",
            "1 %",
            told.mean() <= MOST_ALARMED,
        ),
        Row("The same by plot-the-dots, worse side alone", where, f"{dots:.1%}", "-", True),
        Row("p at most 5 %, at most 0.5 %", where, f"{raw[0]:.2%}, {raw[1]:.2%}", "-", True),
        Row("Time to judge them, one process", where, f"{seconds:.0f} s", "60 s", seconds <= 60),
    ]


def false_rows(draw: np.random.Generator, kinds: list[Cell], name: str, true: float) -> list[Row]:
    """Some have changed: how many of the alarms are false?"""
    series, pools, truth = release(draw, kinds, true)
    told = alarms(assess(series, pools=pools))
    dots = by_dots(series)
    false, by_them = share(~truth, told), share(~truth, dots)
    where = f"{name}, {true:.1%} changed"
    measured = f"{false:.1%} of {told.sum()}; found {share(told, truth):.0%}; plot-the-dots {by_them:.0%}"
    return [Row("False among the alarms", where, measured, "12 %", false <= MOST_FALSE)]


def main() -> None:
    """Measure and keep."""
    draw = np.random.default_rng(SEED)
    kinds = cells()
    rows = null_rows(draw, kinds)
    for true in TRUE_SHARES:
        rows += false_rows(draw, kinds, "all kinds", true)
    for memory in MEMORIES:
        rows += false_rows(draw, [one for one in kinds if one.memory == memory], f"memory {memory:g}", 0.05)
    for is_heavy, name in ((False, "normal noise"), (True, "t4 tails")):
        rows += false_rows(draw, [one for one in kinds if one.is_heavy == is_heavy], name, 0.05)
    for rows_a_year, name in ((12, "monthly"), (4, "quarterly"), (1, "annual, 10 to 40 rows")):
        rows += false_rows(draw, [one for one in kinds if one.season == rows_a_year], name, 0.05)
    rows += false_rows(draw, [one for one in kinds if one.trend], "trend", 0.05)
    rows += false_rows(
        draw, [one for one in kinds if one.rows in (10, 13, 16)], "annual, 10 to 16 rows", 0.05
    )
    for row in rows:
        print(row)
    keep("signals-null", "made", rows)


if __name__ == "__main__":
    main()
