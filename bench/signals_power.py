"""How often is a real change found within three releases, and how many true alarms come with a false one?

Run as `python -m bench.signals_power [monthly] [quarterly] [annual]`, without a database. Each cell is a
release of its own: 2,000 series of one indicator, of which 5 % fall by 3.5 sd and stay there; judged at the
first three releases after that. Drifts of .15 sd a period are judged at the 3rd, 6th, 9th and 12th.
"""

import sys
from typing import NamedTuple

import numpy as np

from bench.signals_null import alarms, by_dots
from bench.signals_worlds import MEMORIES, NAMES, SEED, Cell, as_series, changed, drawn
from bench.timing import Row, keep
from styrbord.core.signals.residual import assess

COUNT = 2000
TRUE = 0.05
RELEASES = (1, 2, 3)
LEAST_FOUND = 0.70
DRIFT, DRIFT_RELEASES, LEAST_DRIFT = 0.15, (3, 6, 9, 12), 0.60
LEAST_RATIO = 3.0
SHAPES = ((48, 12), (36, 12), (40, 4), (22, 1), (40, 1))
NOISES = ((False, 0.0), (False, 0.1), (True, 0.0))  # heavy tails, trend


class Found(NamedTuple):
    """Of the changed series: found at any of three releases, at the third; and alarms at the third."""

    any_release: float
    third: float
    true: int
    false: int
    true_by_dots: int
    false_by_dots: int

    @property
    def ratio(self) -> float:
        """True alarms for each false one, beside plot-the-dots; half a false alarm is added to both."""
        ours = self.true / (self.false + 0.5)
        return ours / max(self.true_by_dots / (self.false_by_dots + 0.5), 1e-9)


def measured(draw: np.random.Generator, cell: Cell) -> Found:
    """One cell, at three releases after the change."""
    still = drawn(draw, cell, COUNT)
    is_true = np.arange(COUNT) < COUNT * TRUE
    known = len(still[0]) - max(RELEASES)
    found = np.zeros((len(RELEASES), COUNT), np.bool_)
    for place, passed in enumerate(RELEASES):
        values = changed(still[:, : known + passed], is_true, passed)
        series = as_series(values, cell.season)
        found[place] = alarms(assess(series, pools=["one"] * COUNT))
    dots = by_dots(series)
    return Found(
        float(found.any(axis=0)[is_true].mean()),
        float(found[-1][is_true].mean()),
        int(found[-1][is_true].sum()),
        int(found[-1][~is_true].sum()),
        int(dots[is_true].sum()),
        int(dots[~is_true].sum()),
    )


def drifted(draw: np.random.Generator, cell: Cell) -> Row:
    """How often a drift that goes on is found at any of four releases within its first 12 periods."""
    still = drawn(draw, cell, COUNT)
    is_true = np.arange(COUNT) < COUNT * TRUE
    begin = still.shape[1] - max(DRIFT_RELEASES)
    still[is_true, begin:] -= DRIFT * np.arange(1, max(DRIFT_RELEASES) + 1)
    found = np.zeros(COUNT, np.bool_)
    for passed in DRIFT_RELEASES:
        series = as_series(still[:, : begin + passed], cell.season)
        found |= alarms(assess(series, pools=["one"] * COUNT))
    part = float(found[is_true].mean())
    what = "Fall of .15 sd a period found within 12"
    return Row(what, cell.name, f"{part:.0%}", f"{LEAST_DRIFT:.0%}", part >= LEAST_DRIFT)


def cells(asked: int) -> list[Cell]:
    """Lengths, memories, tails and trends of so many rows a year; with a season of 1 sd, if any."""
    return [
        Cell(rows, season, memory, wave=float(season > 1), is_heavy=is_heavy, trend=trend)
        for rows, season in SHAPES
        if season == asked
        for is_heavy, trend in NOISES
        for memory in MEMORIES
    ]


def lines(cell: Cell, found: Found) -> list[Row]:
    """Two lines of the table."""
    part = f"{found.any_release:.0%} (at the third release {found.third:.0%})"
    ratio = (
        f"{found.ratio:.1f} times ({found.true} true and {found.false} false beside "
        f"{found.true_by_dots} and {found.false_by_dots})"
    )
    is_bound = cell.memory > 0
    return [
        Row(
            "Fall of 3.5 sd found within 3 releases",
            cell.name,
            part,
            "70 %",
            found.any_release >= LEAST_FOUND,
        ),
        Row(
            "True for each false alarm",
            cell.name,
            ratio,
            "3 times plot-the-dots" if is_bound else "-",
            not is_bound or found.ratio >= LEAST_RATIO,
        ),
    ]


def main(names: list[str]) -> None:
    """Measure and keep, each number of rows a year by itself."""
    for season, name in NAMES.items():
        if name not in names:
            continue
        draw, rows = np.random.default_rng([SEED, season]), []
        for cell in cells(season):
            own = lines(cell, measured(draw, cell))
            print(*own, sep="\n", flush=True)
            rows += own
        longest = max(rows_ for rows_, of in SHAPES if of == season) + max(DRIFT_RELEASES)
        rows += [
            drifted(draw, Cell(longest, season, memory, wave=float(season > 1))) for memory in MEMORIES[:3]
        ]
        keep("signals-power", name, rows)


if __name__ == "__main__":
    main(sys.argv[1:] or list(NAMES.values()))
