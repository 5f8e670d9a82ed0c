"""How soon do the shipped detectors find a change, for how many false alarms?

A labelled fixture of 300 invented monthly series (memory .5, a season of one spread), of which a tenth fall
by 3.5 standard deviations and stay there. They are judged at each of the six releases after it. Delay is the
number of the first release that alarms; a change that none of them finds counts as 7. False are alarms of the
series that stay as they are, for each hundred series and release.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from bench.signals_null import by_dots
from bench.signals_worlds import Cell, as_series, changed, drawn
from docs.generate.worked import table
from styrbord.core.signals.residual import assess

BoolArray = npt.NDArray[np.bool_]

COUNT, SHARE, SEED = 300, 0.1, 59
RELEASES = 6
LEVELS = (0.01, 0.05, 0.10, 0.20, 0.40)
SHIPPED = 0.10
FIXTURE = Cell(rows=54, season=12, memory=0.5, wave=1.0)


@dataclass(frozen=True, slots=True)
class Curve:
    """One point: mean delay in releases, share found in six, false alarms for 100 series and release."""

    detector: str
    delay: float
    found: float
    false: float


@cache
def curve() -> tuple[Curve, ...]:
    """Points of the residual charts from strict to lenient, and the one of plot the dots."""
    still = drawn(np.random.default_rng(SEED), FIXTURE, COUNT)
    is_true = np.arange(COUNT) < COUNT * SHARE
    known = still.shape[1] - RELEASES
    adjusted, dots = np.ones((RELEASES, COUNT)), np.zeros((RELEASES, COUNT), np.bool_)
    for place in range(RELEASES):
        values = changed(still[:, : known + place + 1], is_true, place + 1)
        series = as_series(values, FIXTURE.season)
        adjusted[place] = [one.adverse.adjusted for one in assess(series, pools=["one"] * COUNT)]
        dots[place] = by_dots(series)
    points = [_point(f"residual charts, q = {level:.0%}", adjusted <= level, is_true) for level in LEVELS]
    return (*points, _point("plot the dots", dots, is_true))


def _point(name: str, alarms: BoolArray, is_true: BoolArray) -> Curve:
    first = np.where(alarms.any(axis=0), alarms.argmax(axis=0) + 1, RELEASES + 1)[is_true]
    false = 100 * alarms[:, ~is_true].mean()
    return Curve(name, float(first.mean()), float((first <= RELEASES).mean()), float(false))


def delays() -> str:
    """The curve as a table."""
    rows = [(one.detector, f"{one.delay:.1f}", f"{one.found:.0%}", f"{one.false:.2f}") for one in curve()]
    return table(
        ("detector", "mean delay, releases", "found in six", "false per 100 series and release"), rows
    )
