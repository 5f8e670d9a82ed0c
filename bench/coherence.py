"""Do generated hierarchies of forecasts add up, stay in order, and cover what comes?

Each of many small random worlds has territories, some crossed by purposes, a count and what it is divided by,
missing past errors and forecasts, locked cells, and a headline that should rise or fall. Base forecasts are
exponential smoothing with a drift, each with a parameter of its own, so that they do not add up.

    python -m bench.coherence --worlds 10000 --seed 1 --processes 2
    python -m bench.coherence --large
"""

import argparse
from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from time import perf_counter

import numpy as np
import numpy.typing as npt

from bench.timing import Row, keep
from styrbord.core.base.problems import Refused
from styrbord.core.base.processes import Processes
from styrbord.core.forecasting.paths import Paths, paths
from styrbord.core.forecasting.ratios import Ratio, ratio_of
from styrbord.core.forecasting.reconciling import Limits, Past, Reconciled, reconciled
from styrbord.core.forecasting.scenarios import EACH, Headline, Scenarios, three_scenarios
from styrbord.core.spine.coherence.structure import Structure, structure_of
from styrbord.core.spine.indicators import Direction

Floats = npt.NDArray[np.float64]
Link = tuple[str, str]
HORIZON, LENGTH, ORIGINS = 3, 22, 8
CLOSE, AT_ONCE = 1e-9, 100
Counts = dict[str, float]
Shares = dict[tuple[int, int], list[float]]
COUNTED = {
    "not found": "Hierarchies for which no coherent numbers were found",
    "negative": "Negative numbers among forecasts, intervals, paths and scenarios",
    "incoherent": "Sums that do not hold to 1e-9",
    "locks moved": "Locked cells that moved",
    "disorder": "Broken order of scenarios",
}


@dataclass(frozen=True)
class World:
    """A count and its denominator over one hierarchy, with actual values (series, period)."""

    structure: Structure
    groups: npt.NDArray[np.int64]
    actual: Floats
    half: int
    locks: Floats
    headline: Headline
    is_missing: bool


def territories(
    rng: np.random.Generator, regions: int | None = None
) -> tuple[list[str], list[tuple[str, str]]]:
    """Codes and links of a random hierarchy; every third one is crossed by two or three purposes."""
    codes, links = ["T"], []
    count = int(rng.integers(2, 5)) if regions is None else regions
    if regions is None and rng.random() < 1 / 3:
        purposes = [f"p{n}" for n in range(int(rng.integers(2, 4)))]
        rows = [f"R{n}" for n in range(count)]
        cells = [(f"{row}{purpose}", row, purpose) for row in rows for purpose in purposes]
        links = [(code, "T") for code in rows + purposes]
        links += [(cell, parent) for cell, *both in cells for parent in both]
        return ["T", *rows, *purposes, *(cell for cell, _, _ in cells)], links
    for region in range(count):
        towns = [f"R{region}.{n}" for n in range(int(rng.integers(1, 6)) if regions is None else 29)]
        codes += [f"R{region}", *towns]
        links += [(f"R{region}", "T"), *((town, f"R{region}") for town in towns)]
    return codes, links


def made(rng: np.random.Generator, regions: int | None = None) -> World:
    """A world of random size, growth, shocks (common and own), locks and direction."""
    codes, links = territories(rng, regions)
    structure = structure_of(
        [f"{part}:{code}" for part in ("count", "people") for code in codes],
        [(f"{part}:{one}", f"{part}:{other}") for part in ("count", "people") for one, other in links],
    )
    half, ends = len(codes), len(structure.bottom)
    times = LENGTH + HORIZON
    size = rng.lognormal(rng.uniform(0, 4), 1.0, size=(ends, 1))
    share = rng.uniform(0, 1)
    common = rng.uniform(0.5, 1.5, size=(ends, 1)) * rng.normal(size=times)
    change = rng.normal(0, 0.02, size=(ends, 1)) + rng.uniform(0.02, 0.15) * (
        share * rng.normal(size=(ends, times)) + (1 - share) * common
    )
    bottom = size * np.exp(np.cumsum(change, axis=1)) * (1 + 0.05 * rng.normal(size=(ends, times)))
    bottom = np.maximum(bottom, 0.0)
    is_whole = rng.random() < 0.5
    actual = structure.filled(np.rint(bottom) if is_whole else bottom)
    headline = _headline(rng, structure, half)
    return World(
        structure, structure.level, actual, half, _locks(rng, actual, structure), headline, rng.random() < 0.5
    )


def _headline(rng: np.random.Generator, structure: Structure, half: int) -> Headline:
    way = Direction.UP if rng.random() < 0.5 else Direction.DOWN
    kind = rng.integers(3)
    if kind == 0:
        return Headline("rate", way, ratio=Ratio(0, half, per=1000.0))
    weights = np.zeros(structure.size)
    if kind == 1:
        weights[0] = 1.0
    else:
        weights[:half] = rng.random(half) * (structure.level[:half] > 0)
    return Headline("sum", way, weights=weights)


def _locks(rng: np.random.Generator, actual: Floats, structure: Structure) -> Floats:
    """Locked cells that can hold: taken from numbers near the last actual ones that add up."""
    locks = np.full((structure.size, HORIZON), np.nan)
    if rng.random() < 0.5:
        near = actual[structure.bottom, LENGTH - 1 : LENGTH] * rng.uniform(
            0.9, 1.1, size=(len(structure.bottom), HORIZON)
        )
        chosen = rng.random(locks.shape) < 0.08
        locks[chosen] = structure.filled(near)[chosen]
    return locks


def smoothed(values: Floats, speed: Floats) -> Floats:
    """Base forecasts (series, horizon): exponential smoothing with a damped drift."""
    level = values[:, 0]
    for step in range(1, values.shape[1]):
        level = speed * values[:, step] + (1 - speed) * level
    drift = (values[:, -1] - values[:, 0]) / (values.shape[1] - 1)
    return level[:, None] + 0.5 * drift[:, None] * np.arange(1, HORIZON + 1)


def forecast_of(world: World, rng: np.random.Generator) -> Reconciled:
    """Forecasts from the training part, with 8 past origins inside it."""
    known = world.actual[:, :LENGTH]
    speed = rng.uniform(0.3, 1.0, size=len(known))
    origins = [LENGTH - HORIZON - back for back in range(ORIGINS)]
    forecasts = np.array([smoothed(known[:, :at], speed) for at in origins])
    truth = np.array([known[:, at : at + HORIZON] for at in origins])
    errors = truth - forecasts
    base = smoothed(known, speed)
    if world.is_missing:
        errors[rng.random(errors.shape[:2]) < 0.15] = np.nan
        base[rng.choice(len(base))] = np.nan
    scale = np.array([_scale(known[:, :at]) for at in (*origins, LENGTH)])
    return reconciled(
        base,
        world.structure,
        Past(errors, forecasts, scale[:-1]),
        scale=scale[-1],
        limits=Limits.of(base.shape, lower=0.0, locks=world.locks),
        groups=world.groups,
    )


def _scale(known: Floats) -> Floats:
    found: Floats = np.abs(np.diff(known, axis=1)).mean(axis=1)
    return found


def negatives(values: Floats) -> int:
    """Numbers below 0."""
    return int((values < 0).sum())


def gaps(structure: Structure, values: Floats) -> int:
    """Sums (..., series, horizon) that do not hold to 1e-9 of what is added up."""
    flat = np.moveaxis(values, -2, 0).reshape(structure.size, -1)
    size = np.asarray(structure.summing @ np.abs(flat[structure.bottom]))
    return int((np.abs(structure.gaps(flat)) > CLOSE * size + 1e-300).sum())


def disorder(world: World, told: Scenarios, mean: Floats) -> int:
    """Broken promises of three scenarios: order, medium, locked cells, rates of their parts."""
    sign, found = world.headline.sign, 0
    heads = [sign * world.headline.of(one.values) for one in told.all]
    slack = CLOSE * np.abs(heads[1])
    found += int((heads[0] > heads[1] + slack).sum() + (heads[2] < heads[1] - slack).sum())
    found += int((told.medium.values != mean).sum())
    is_locked = ~np.isnan(world.locks)
    found += sum(int((one.values[is_locked] != world.locks[is_locked]).sum()) for one in told.all)
    for one in told.all:
        if world.headline.ratio is not None:
            anew = ratio_of(one.values, world.headline.ratio)
            found += int((np.abs(one.headline - anew) > CLOSE * np.abs(anew)).sum())
    return found


def run(worlds: int, seed: int, count: int, processes: int) -> list[Row]:
    """Generate worlds and count what must not be."""
    told: Counts = defaultdict(float)
    covered: Shares = defaultdict(list)
    began = perf_counter()
    parts = [range(first, min(first + AT_ONCE, worlds)) for first in range(0, worlds, AT_ONCE)]
    for counts, shares in Processes(processes).map(partial(_part, seed, count), parts, _said):
        for key, number in counts.items():
            told[key] += number
        for place, found in shares.items():
            covered[place] += found
    return _rows(told, covered, worlds, perf_counter() - began)


def _part(seed: int, count: int, numbers: range) -> tuple[Counts, Shares]:
    """Counts of some worlds, and the shares covered by level and nominal coverage."""
    told: Counts = defaultdict(float)
    covered: Shares = defaultdict(list)
    for number in numbers:
        rng = np.random.default_rng([seed, number])
        world = made(rng)
        try:
            made_of = forecast_of(world, rng)
            drawn = paths(made_of, seed=number, count=count)
        except ArithmeticError as error:
            told["not found"] += 1
            print(f"world {number}: {error}", flush=True)
            continue
        _count(told, world, made_of, drawn)
        if np.isnan(world.locks).all():
            _cover(covered, world, made_of)
    return told, covered


def _said(done: int, total: int, stage: str) -> None:
    print(f"{done} of {total} parts", flush=True)


def _count(told: Counts, world: World, forecast: Reconciled, drawn: Paths) -> None:
    told["negative"] += negatives(forecast.mean) + negatives(drawn.values) + negatives(forecast.lower)
    told["incoherent"] += gaps(world.structure, forecast.mean) + gaps(world.structure, drawn.values)
    is_locked = ~np.isnan(world.locks)
    told["locks moved"] += int((drawn.values[:, is_locked] != world.locks[is_locked]).sum())
    try:
        three = three_scenarios(drawn, world.headline)
    except Refused:
        told["refused"] += 1
        return
    told["each period"] += three.bands == EACH
    told["disorder"] += disorder(world, three, forecast.mean)
    for one in three.all:
        told["negative"] += negatives(one.values)
        told["incoherent"] += gaps(world.structure, one.values)


def _cover(covered: Shares, world: World, forecast: Reconciled) -> None:
    truth = world.actual[:, LENGTH:]
    inside = (truth >= forecast.lower) & (truth <= forecast.upper)
    for level in np.unique(world.groups):
        for at, nominal in enumerate(forecast.levels):
            covered[int(level), int(nominal)].append(float(inside[at, world.groups == level].mean()))


def _rows(told: Counts, covered: Shares, worlds: int, seconds: float) -> list[Row]:
    where = f"{worlds:,} hierarchies"
    rows = [Row(what, where, f"{told[key]:.0f}", "0", told[key] == 0) for key, what in COUNTED.items()]
    rows += [
        Row(
            "Scenarios refused, since their order cannot be kept", where, f"{told['refused']:.0f}", "-", True
        ),
        Row("Scenarios formed period by period", where, f"{told['each period']:.0f}", "-", True),
        Row("Time to forecast, reconcile, draw and check them", where, f"{seconds:.0f} s", "-", True),
    ]
    for (level, nominal), shares in sorted(covered.items()):
        share = float(np.mean(shares))
        is_kept = nominal != 80 or 0.72 <= share <= 0.88
        allowed = "72-88 %" if nominal == 80 else "-"
        rows.append(
            Row(
                f"Covered by {nominal} % intervals, level {level} from the top",
                where,
                f"{share:.1%}",
                allowed,
                is_kept,
            )
        )
    return rows


def large(seed: int, count: int) -> list[Row]:
    """A tree of 83 regions with 29 towns each, twice (counts and people): time of forecasts and of paths."""
    rng = np.random.default_rng(seed)
    world = made(rng, regions=83)
    began = perf_counter()
    forecast = forecast_of(world, rng)
    middle = perf_counter()
    drawn = paths(forecast, seed=seed, count=count)
    after = perf_counter()
    where = f"{world.structure.size} series, {HORIZON} horizons"
    told = negatives(drawn.values) + gaps(world.structure, drawn.values)
    return [
        Row("Reconciling with 8 past origins", where, f"{middle - began:.1f} s", "-", True),
        Row(f"{count:,} joint paths", where, f"{after - middle:.1f} s", "-", True),
        Row("Negative numbers, and sums of paths that do not hold", where, str(told), "0", told == 0),
    ]


def main() -> None:
    """Run as many worlds as asked, print and keep."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--worlds", type=int, default=10_000)
    asked.add_argument("--paths", type=int, default=1000)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--processes", type=int, default=1)
    asked.add_argument("--large", action="store_true")
    said = asked.parse_args()
    rows = (
        large(said.seed, said.paths)
        if said.large
        else run(said.worlds, said.seed, said.paths, said.processes)
    )
    for row in rows:
        print(row)
    keep("coherence", "large" if said.large else "generated", rows)


if __name__ == "__main__":
    main()
