"""What does it cost to rate an index again and again, and how near are its Sobol indices to the truth?

Run as `python -m bench.rating [scale]`, without a database; the folder `shared` with the reference numbers
stands beside the clone. The index is the ASEM example: 51 units, 49 indicators, the method `asem` with four
choices. The whole command is timed, from the start of Python to the written tables; what it takes without
recalculations is called loading. `scale` rates 20,000 units by 50 indicators 1,000 times on two processors.
"""

import resource
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np
import numpy.typing as npt

from bench.timing import Row, keep, seconds, written
from styrbord.cli.progress import bar, end
from styrbord.core.base.processes import Processes
from styrbord.core.ratings.doubt.design import Design, chosen, crossed
from styrbord.core.ratings.doubt.factors import Factor, counts, factors_of, weights_of
from styrbord.core.ratings.doubt.intervals import places_of
from styrbord.core.ratings.doubt.replays import Replay
from styrbord.core.ratings.doubt.simulating import replayed, simulate
from styrbord.core.ratings.doubt.sobol import moved, shares
from styrbord.core.ratings.inputs import Inputs
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.method_text import method_of, shipped_text
from styrbord.core.ratings.options import Variation
from styrbord.core.ratings.reading import inputs_of, structure_of
from styrbord.core.ratings.tree import Node, Tree
from tests.conftest import SHARED

SEED, TURNS = 2026, 7
META, DATA = (SHARED / "reference" / "ratings" / "coinr" / name for name in ("iMeta.csv", "iData.csv"))
BAR = 0.3e-3
"""Seconds per recalculation: a hundredth of the 30 ms that COINr takes at the least."""
SEEDS, ROWS, TRUTH = 20, 256, 8192
MANY, WIDE, TIMES, MOST_MB = 20_000, 50, 1_000, 2048
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds of one command on the clock and of the processor, medians of some turns."""

    clock: float
    processor: float


def command(folder: str, *words: str) -> Taken:
    """The whole command in a process of its own."""
    given = ["--structure", META, "--data", DATA, "--method", "asem", "--out", Path(folder) / "out"]
    whole = [sys.executable, "-m", "styrbord.cli", "rate", *map(str, given), *words]
    clock, processor = [], []
    for _ in range(TURNS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        clock.append(seconds(lambda: subprocess.run(whole, check=True, capture_output=True)))
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        processor.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return Taken(median(clock), median(processor))


def speed(folder: str) -> list[Row]:
    """Seconds per recalculation with everything, and the share of loading."""
    loading = command(folder)
    rows = []
    for n in (100, 1_000, 10_000):
        taken, count = command(folder, "--sensitivity", str(n), "--seed", "1"), n * 6
        each = taken.clock / count
        said = (
            f"{each * 1e6:,.0f} microseconds (all of them {written(taken.clock)}, of the processor"
            f" {written(taken.processor)}, of which loading {loading.processor / taken.processor:.0%})"
        )
        allowed, is_kept = (f"{BAR * 1e6:.0f} microseconds", each <= BAR) if n == 1_000 else ("-", True)
        what = f"One recalculation of the ASEM index, N = {n:,}: {count:,} with four choices"
        rows.append(Row(what, "whole command", said, allowed, is_kept))
    return rows


def nearness() -> Row:
    """Errors of the first-order indices beside those of the plain estimator on random rows."""
    found = structure_of(META.read_text(encoding="utf-8"))
    method = method_of(shipped_text("asem"), tree=found.tree)
    inputs = inputs_of(DATA.read_text(encoding="utf-8"), found)
    factors = tuple(_fixed(factor, method.tree) for factor in factors_of(method))

    def first(one: Design, is_centred: bool) -> Floats:
        names = tuple(map(str, range(len(one))))
        doubt = replayed(method, inputs, Replay(factors, one, names))
        assert doubt.ranks is not None
        return shares(
            moved(doubt.ranks, places_of(doubt.places)), len(factors), is_centred=is_centred
        ).first_raw

    truth = first(crossed(counts(factors), n=TRUTH, seed=SEED), True)
    ours = np.array([first(crossed(counts(factors), n=ROWS, seed=seed), True) for seed in range(SEEDS)])
    plain = np.array([first(_random(factors, seed), False) for seed in range(SEEDS)])
    errors, others = (np.sqrt(((one - truth) ** 2).mean(0)) for one in (ours, plain))
    ratios = errors / others
    said = ", ".join(
        f"{factor.name} {ratio:.2f} ({error:.3f} beside {other:.3f})"
        for factor, ratio, error, other in zip(factors, ratios, errors, others, strict=True)
    )
    what = f"Error of first-order Sobol indices, {ROWS} rows, {SEEDS} seeds"
    return Row(what, "process", said, "0.5 times plain chance", bool((ratios <= 0.5).all()))


def _fixed(factor: Factor, tree: Tree) -> Factor:
    """A factor whose sets of weights are the same for all seeds."""
    if not factor.is_weights:
        return factor
    sets = np.ones((factor.count, len(tree.columns)))
    return Factor(Variation("weights"), weights_of(factor, np.arange(factor.count), sets, tree, SEED))


def _random(factors: tuple[Factor, ...], seed: int) -> Design:
    count = len(factors)
    points = np.random.default_rng(seed).random((ROWS, 2 * count))
    picks = chosen(points, tuple(counts(factors).values()) * 2)
    first, second = picks[:, :count], picks[:, count:]
    mixed = [np.where(np.arange(count) == place, second, first) for place in range(count)]
    return Design(tuple(counts(factors)), np.concatenate([first, second, *mixed]))


def large() -> tuple[Method, Inputs]:
    """Many units and wide data, with choices of treatment, scale, weights and mean."""
    drawn = np.random.default_rng(SEED)
    values = drawn.normal(size=(MANY, 1)) + drawn.normal(size=(MANY, WIDE))
    values[:, ::3] = np.exp(values[:, ::3])
    codes = tuple(f"i{place}" for place in range(WIDE))
    nodes = [Node(code, f"p{place // 10}", direction=1) for place, code in enumerate(codes)]
    pillars = [Node(f"p{place}", "Index", 2, is_indicator=False) for place in range(WIDE // 10)]
    tree = Tree((*nodes, *pillars, Node("Index", "", 3, is_indicator=False)))
    method = method_of(shipped_text("asem").replace('by = "group-mean"', 'by = "mean"'), tree=tree)
    varied = (*(one for one in method.variations if one.name != "weights"), Variation("weights", noise=0.25))
    inputs = Inputs(tuple(f"u{row:05}" for row in range(MANY)), codes, values)
    return Method("large", "1", tree, treatment=method.treatment, variations=varied), inputs


def scale() -> list[Row]:
    """Many units in bounded memory."""
    method, inputs = large()
    passed = seconds(
        lambda: simulate(
            method, inputs, replicates=TIMES, seed=SEED, progress=bar(sys.stderr), fan_out=Processes(2)
        )
    )
    end(sys.stderr)
    own, child = (
        resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    what = f"{TIMES:,} recalculations of {MANY:,} units and {WIDE} indicators"
    peak = own + 2 * child
    return [
        Row(what, "two processes", written(passed), "-", True),
        Row(
            f"Peak memory of it, all processes: {what}",
            "two processes",
            f"{peak:.0f} MB",
            f"{MOST_MB} MB",
            peak < MOST_MB,
        ),
    ]


def main(part: str) -> None:
    """Measure and keep."""
    if part == "scale":
        keep("rating", "scale", scale())
        return
    with tempfile.TemporaryDirectory() as folder:
        keep("rating", "process", [*speed(folder), nearness()])


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "speed")
