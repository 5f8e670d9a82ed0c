"""What does it cost to read, estimate and solve models, and to refuse hostile ones?

Run as `python -m bench.modelling`, without a database; the folder `shared` with Klein's model stands beside
the clone. The model of 284 equations is made up: growth rates that lean on levels, identities and branches,
with a block of about 130 equations and several feedback variables. Other programs are timed beside it at
acceptance, not here.
"""

import random
from dataclasses import replace
from functools import partial
from statistics import median
from time import perf_counter

import numpy as np

from bench.timing import Row, keep, limit_row, paired, ratio_row, seconds, written
from styrbord.core.base.periods import Frequency
from styrbord.core.modelling.asking import Asked
from styrbord.core.modelling.estimating import estimate
from styrbord.core.modelling.model import Model
from styrbord.core.modelling.reading import model_of, problems_of
from styrbord.core.modelling.running import run
from styrbord.core.modelling.series import Series
from styrbord.core.modelling.system import Coefficients, System, system_of
from tests.core.modelling import klein

SEED, TURNS, EQUATIONS, HOSTILE = 2026, 5, 284, 10_000
GIVEN = {"a": 0.005, "b": -0.1, "c": 0.2, "d": 0.1, "e": 0.01}
WHERE = "one process"
PIECES = (
    *("x", "y", "TSLAG(", "MOVAVG(", "TSDELTA(", "WHERE(", "LOG(", "f(", *"()+-*/^&|<=,[]{};$@%\\'\"\x00"),
    *("==", "1", "2.5", "1e5", "__import__('os')", ".__class__", "lambda", "exec", "x.y", ".LT.", "é"),
)


def wide_model() -> tuple[str, Coefficients]:
    """Text and coefficients of the made-up model."""
    draw = np.random.default_rng(0)
    lines = ["MODEL"]
    values: dict[tuple[str, str], float] = {}
    for at in range(EQUATIONS):
        one, two, three, four = (f"v{other}" for other in draw.choice(EQUATIONS, 4, replace=False))
        own, outer = f"v{at}", f"x{at % 40}"
        if at % 5 < 3:
            right = (
                f"a{at} + b{at}*LOG(TSLAG({own},1)/({one}*TSLAG({two},2)^0.2)) + c{at}*TSDELTALOG({three},1)"
                f" + d{at}*TSLAG(TSDELTALOG({four},1),1) + e{at}*{outer}"
            )
            names = [f"{letter}{at}" for letter in GIVEN]
            values |= {(own, name): GIVEN[name[0]] for name in names}
            lines += [f"BEHAVIORAL> {own}", f"EQ> TSDELTALOG({own},1) = {right}", f"COEFF> {' '.join(names)}"]
        elif at % 40 == 4:
            lines += [f"IDENTITY> {own}", f"IF> {one} > 1", f"EQ> {own} = 0.5*{one} + 0.5"]
            lines += [f"IDENTITY> {own}", f"IF> {one} <= 1", f"EQ> {own} = 0.4*{one} + 0.6"]
        else:
            right = f"(0.3*{one} + 0.3*TSLAG({two},1) + 0.4*TSLAG({three},4)) * EXP(0.01*{outer})"
            lines += [f"IDENTITY> {own}", f"EQ> {own} = {right}"]
    return "\n".join([*lines, "END"]), values


def data_for(model: Model) -> Series:
    """Made-up quarters."""
    draw = np.random.default_rng(SEED)
    inner = {name: np.exp(draw.normal(0, 0.02, 60)) for name in model.endogenous}
    return Series(Frequency.QUARTER, 8000, inner | {name: draw.normal(0, 1, 60) for name in model.exogenous})


def loaded(text: str, values: Coefficients) -> System:
    """Model that stands ready to be solved."""
    system = system_of(model_of(text), values)
    system.blocks()
    return system


def shocked(asked: Asked, names: tuple[str, ...], lanes: int, size: float) -> Asked:
    """Run with so many replicas."""
    draw = np.random.default_rng(SEED)
    shocks = {name: draw.normal(0, size, (asked.count, lanes + 1)) for name in names}
    return replace(asked, lanes=lanes + 1, lane_factors=shocks)


def wide() -> list[Row]:
    """Rows of the made-up model."""
    text, values = wide_model()
    system = loaded(text, values)
    data, asked = data_for(system.model), Asked(8010, 8033)
    many = shocked(asked, system.model.endogenous[::5], 1_000, 0.01)
    what = f"{EQUATIONS} equations"
    load = median(seconds(partial(loaded, text, values)) for _ in range(TURNS))
    single = median(seconds(partial(run, system, data, asked)) for _ in range(TURNS))
    return [
        limit_row(f"Read, order and prepare {what}", WHERE, load, 1.0),
        Row(f"Solve {what} over 24 quarters to 1e-9", WHERE, written(single), "-", True),
        Row(
            f"1,000 replicas of {what} over 24 quarters",
            WHERE,
            written(seconds(partial(run, system, data, many))),
            "-",
            True,
        ),
    ]


def small() -> list[Row]:
    """Rows of Klein's model."""
    model, data = model_of(klein.TEXT), klein.data()
    made, _ = estimate(model, data)
    found = {(one.equation.name, name): pair[0] for one in made for name, pair in one.named.items()}
    system, asked = system_of(model, found), Asked(1935, 1941)
    few, many = (shocked(asked, ("cn", "i"), lanes, 1.0) for lanes in (1_000, 20_000))
    timed = median(seconds(partial(estimate, model, data)) for _ in range(TURNS))
    replicas = median(seconds(partial(run, system, data, few)) for _ in range(TURNS))
    pair = paired(
        lambda _: run(system, data, many), lambda _: [run(system, data, few) for _ in range(20)], times=TURNS
    )
    return [
        Row("Estimate Klein's three equations", WHERE, written(timed), "-", True),
        Row("1,000 replicas of Klein's model over 7 years", WHERE, written(replicas), "-", True),
        ratio_row("20,000 replicas of Klein's model", WHERE, pair, 1.0, "20 runs of 1,000"),
    ]


def hostile() -> Row:
    """The slowest answer to ten thousand hostile texts."""
    draw, longest = random.Random(SEED), 0.0
    for _ in range(HOSTILE):
        body = "".join(draw.choice(PIECES) for _ in range(draw.randint(1, 80)))
        text = f"MODEL\nIDENTITY> y\nEQ> y = {body}\nEND"
        longest = max(longest, seconds_of(text))
    return limit_row(f"Slowest answer to {HOSTILE:,} hostile texts", WHERE, longest, 0.05)


def seconds_of(text: str) -> float:
    """How long a text is read."""
    start = perf_counter()
    problems_of(text)
    return perf_counter() - start


def main() -> None:
    """Measure and keep."""
    keep("modelling", "process", [*small(), *wide(), hostile()])


if __name__ == "__main__":
    main()
