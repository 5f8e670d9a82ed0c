"""How often is a real change found within three releases, and how many true alarms come with a false one?

Run as `python -m bench.signals_power`, without a database. Each cell is a release of its own: 2,000 series
of one indicator, of which 5 % fall by 3.5 sd and stay there; judged at the first three releases after that.
"""

from typing import NamedTuple

import numpy as np

from bench.signals_null import alarms, by_dots
from bench.signals_worlds import MEMORIES, SEED, Cell, as_series, changed, drawn
from bench.timing import Row, keep
from styrbord.core.signals.residual import assess

COUNT = 2000
TRUE = 0.05
RELEASES = (1, 2, 3)
LEAST_FOUND = 0.70
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


def cells() -> list[Cell]:
    """Lengths, memories, tails and trends; months and quarters with a season of 1 sd."""
    return [
        Cell(rows, season, memory, wave=float(season > 1), is_heavy=is_heavy, trend=trend)
        for rows, season in SHAPES
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


def main() -> None:
    """Measure and keep."""
    draw = np.random.default_rng(SEED)
    rows = []
    for cell in cells():
        own = lines(cell, measured(draw, cell))
        print(*own, sep="\n", flush=True)
        rows += own
    keep("signals-power", "made", rows)


if __name__ == "__main__":
    main()
