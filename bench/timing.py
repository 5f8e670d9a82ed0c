"""How long does one thing take beside another, in one run on one machine?"""

import gc
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

RESULTS = Path(__file__).parent / "results"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was measured, where, how much, and what is allowed."""

    what: str
    where: str
    measured: str
    allowed: str
    is_kept: bool


def seconds(action: Callable[[], object]) -> float:
    """Duration of one call, without collecting garbage meanwhile."""
    gc.collect()
    gc.disable()
    start = perf_counter()
    action()
    passed = perf_counter() - start
    gc.enable()
    return passed


@dataclass(frozen=True, slots=True)
class Pair:
    """Medians of paired runs, in seconds, and the median of the ratios."""

    ours: float
    base: float
    ratio: float


def paired(ours: Callable[[int], object], base: Callable[[int], object], *, times: int) -> Pair:
    """Run two things in turns, each with the number of the turn; which goes first changes."""
    found: list[tuple[float, float]] = []
    for turn in range(times):
        first, second = (ours, base) if turn % 2 else (base, ours)
        one, other = seconds(partial(first, turn)), seconds(partial(second, turn))
        found.append((one, other) if turn % 2 else (other, one))
    return median_pair(found)


def median_pair(found: list[tuple[float, float]]) -> Pair:
    """Medians of runs that were measured in turns."""
    return Pair(
        median(mine for mine, _ in found),
        median(theirs for _, theirs in found),
        median(mine / theirs for mine, theirs in found),
    )


def ratio_row(what: str, where: str, pair: Pair, allowed: float, beside: str) -> Row:
    """Row of a pair that may take `allowed` times as long as what stands `beside` it."""
    measured = f"{pair.ratio:.2f} times ({written(pair.ours)} beside {written(pair.base)})"
    return Row(what, where, measured, f"{allowed:g} times {beside}", pair.ratio <= allowed)


def limit_row(what: str, where: str, passed: float, allowed: float) -> Row:
    """Row of something that may take so many seconds."""
    return Row(what, where, written(passed), written(allowed), passed <= allowed)


def written(passed: float) -> str:
    """Seconds, or milliseconds when it is short."""
    if passed < 1:
        return f"{passed * 1000:.3g} ms"
    return f"{passed:.2f} s" if passed < 10 else f"{passed:.1f} s"


def keep(name: str, where: str, rows: list[Row]) -> None:
    """Show the rows, and keep them for the table in the documentation."""
    for row in rows:
        verdict = "kept  " if row.is_kept else "BROKEN"
        print(f"{verdict} {row.what} [{row.where}]: {row.measured}; allowed {row.allowed}", flush=True)
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{name}-{where.lower()}.json"
    path.write_text(
        json.dumps([asdict(row) for row in rows], indent=1, default=bool) + "\n", encoding="utf-8"
    )
