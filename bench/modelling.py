"""What does it cost to read, estimate and solve models, to answer what-if, and how often do fans hold?

Run as `python -m bench.modelling`, without a database; the folder `shared` with Klein's model and LONGBASE
stands beside the clone. Other programs are not on this machine: here stand what it takes, and ratios to a
plain Newton solver of Klein's model written by hand, to one run after the other, and to the result's memory.
The paired runs with other programs are made when the work is accepted.
"""

import tracemalloc
from dataclasses import replace
from functools import partial
from statistics import median

import numpy as np

from bench import plain_newton, what_if_model, wide_model
from bench.timing import Row, keep, limit_row, median_pair, paired, ratio_row, seconds, written
from styrbord.core.modelling.asking import Asked
from styrbord.core.modelling.disturbances import Chances, Normal, Shape
from styrbord.core.modelling.estimating import estimate
from styrbord.core.modelling.fans import covered, fan
from styrbord.core.modelling.reading import model_of
from styrbord.core.modelling.running import run
from styrbord.core.modelling.series import Series
from styrbord.core.modelling.sliders import Slider, apart, board, solved_again
from styrbord.core.modelling.system import Coefficients, System, system_of
from styrbord.core.modelling.tables import period_of
from styrbord.core.modelling.tracking import tracking
from styrbord.core.modelling.variants import variants
from tests.core.modelling import klein
from tests.core.modelling import test_fans as worlds

SEED, TURNS, WORLDS = 2026, 5, 400
WHERE = "one process"
QUARTERS = 24


def loaded(text: str, values: Coefficients) -> System:
    """Model that stands ready to be solved."""
    system = system_of(model_of(text), values)
    for block in system.blocks():
        system.program(block)
    return system


def drawn(system: System, asked: Asked, lanes: int, size: float) -> Asked:
    """Run with so many replicas of shocks to all estimated equations."""
    shocks = tuple(Normal(one.name, size) for one in system.model.behavioural)
    return replace(asked, lanes=lanes + 1, drawn=Chances(system.model, Shape(asked.count), SEED, shocks))


def wide() -> list[Row]:
    """Rows of the made-up model of 284 equations."""
    text, values = wide_model.made()
    data, system = wide_model.data(), loaded(text, values)
    first = period_of("2040-Q1").ordinal
    asked = Asked(first, first + QUARTERS - 1)
    asked = replace(asked, factors=tracking(system, data, asked))
    what = f"{wide_model.EQUATIONS} equations"
    load = median(seconds(partial(loaded, text, values)) for _ in range(TURNS))
    single = median(seconds(partial(run, system, data, asked)) for _ in range(TURNS))
    many = drawn(system, asked, 1_000, 0.003)
    pairs = [
        (seconds(partial(run, system, data, many)), 50 * seconds(partial(singles, system, data, asked)))
        for _ in range(TURNS)
    ]
    return [
        limit_row(f"Read, order and prepare {what}", WHERE, load, 1.0),
        Row(f"Solve {what} over 24 quarters to 1e-9", WHERE, written(single), "-", True),
        ratio_row(
            f"1,000 replicas of {what} over 24 quarters", WHERE, median_pair(pairs), 0.1, "1,000 single runs"
        ),
        memory(system, data, many, f"1,000 replicas of {what}"),
    ]


def singles(system: System, data: Series, asked: Asked) -> None:
    """Twenty runs one after the other."""
    for _ in range(20):
        run(system, data, asked)


def memory(system: System, data: Series, asked: Asked, what: str) -> Row:
    """Most memory that a run takes, beside its result."""
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    solved = run(system, data, asked)
    most = tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()
    share = most / solved.paths.nbytes
    shown = f"{share:.2f} times ({most / 1e6:.0f} MB beside {solved.paths.nbytes / 1e6:.0f} MB)"
    return Row(f"Memory of {what}", WHERE, shown, "2 times the result", share <= 2.0)


def small() -> list[Row]:
    """Rows of Klein's model."""
    model, data = model_of(klein.TEXT), klein.data()
    made, _ = estimate(model, data)
    found = {(one.equation.name, name): pair[0] for one in made for name, pair in one.named.items()}
    system, asked = system_of(model, found), Asked(1935, 1941)
    draw = np.random.default_rng(SEED)
    shocks = {name: draw.normal(0, 1.0, (asked.count, 1_001)) for name in ("cn", "i")}
    few, many = replace(asked, lanes=1_001, lane_factors=shocks), drawn(system, asked, 20_000, 1.0)
    thousand = drawn(system, asked, 1_000, 1.0)
    plain = partial(
        plain_newton.solved, {key[1]: value for key, value in found.items()}, data.values, shocks, 15, 7
    )
    order = [system.rows[name] for name in ("cn", "i", "w1", "y", "p", "k")]
    if not np.allclose(run(system, data, few).paths[order], plain(), rtol=1e-7, atol=1e-6):
        raise AssertionError("the plain solver finds other paths")
    beside = paired(lambda _: run(system, data, few), lambda _: plain(), times=TURNS)
    scale = paired(
        lambda _: run(system, data, many),
        lambda _: [run(system, data, thousand) for _ in range(20)],
        times=TURNS,
    )
    timed = median(seconds(partial(estimate, model, data)) for _ in range(TURNS))
    return [
        Row("Estimate Klein's three equations", WHERE, written(timed), "-", True),
        ratio_row(
            "1,000 replicas of Klein's model over 7 years", WHERE, beside, 0.1, "a plain Newton solver"
        ),
        ratio_row("20,000 replicas of Klein's model", WHERE, scale, 1.0, "20 runs of 1,000"),
    ]


def what_if() -> list[Row]:
    """Rows of sliders: 300 territories, 40 equations, 10 years, 3 scenarios, ten sliders moved by a tenth."""
    system, data = what_if_model.made()
    years, size = what_if_model.YEARS, what_if_model.TERRITORIES
    moves = [{"x1": np.full(years, 0.2)}, {"x2": np.full(years, -0.2)}]
    solved = run(system, data, variants(system, Asked(2020, 2019 + years), moves, territories=size))
    sliders = [Slider(f"s{at}", f"x{at}", np.ones(years), is_share=True) for at in range(10)]
    kept = board(solved, data, sliders, system.model.endogenous)
    making = seconds(lambda: board(solved, data, sliders, system.model.endogenous))
    rows = [Row("Multipliers of ten sliders in 900 lanes", WHERE, written(making), "-", True)]
    for count in (1, 10):
        places = {f"s{at}": 0.1 if at % 2 else -0.1 for at in range(count)}
        quick, full = partial(kept.answer, places), partial(solved_again, solved, data, kept, places)
        pair = median_pair([(seconds(quick), seconds(full)) for _ in range(3 * TURNS)])
        off = apart(quick(), full())
        what = f"Answer at once when {count} sliders move by a tenth" if count > 1 else "Answer to one slider"
        rows.append(ratio_row(what, WHERE, pair, 0.05, "solving again"))
        rows.append(Row(f"{what}: largest distance", WHERE, f"{100 * off:.2f} %", "2 %", off <= 0.02))
    return rows


def coverage() -> Row:
    """How often fans of 80 % hold what comes, in 400 worlds that a small model made."""
    model = model_of(worlds.TEXT)
    lows, highs, truths = [], [], []
    for seed in range(WORLDS):
        data = worlds.world(10_000 + seed)
        system, given = worlds.estimated(model, data, seed)
        solved = run(system, data, replace(worlds.ASKED, lanes=501, drawn=given))
        for name in model.endogenous:
            low, high = fan(solved, name, (0.1, 0.9)).quantiles[:, :, 0]
            lows.append(low)
            highs.append(high)
            truths.append(data.window(name, worlds.ASKED.first, worlds.ASKED.last))
    share = covered(np.array(lows), np.array(highs), np.array(truths))
    what = f"Share that fans of 80 % hold in {WORLDS} generated worlds, four periods, three variables"
    return Row(what, WHERE, f"{100 * share:.1f} %", "72 to 88 %", 0.72 <= share <= 0.88)


def main() -> None:
    """Measure and keep."""
    keep("modelling", "process", [*small(), *wide(), *what_if(), coverage()])


if __name__ == "__main__":
    main()
