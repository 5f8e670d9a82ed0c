"""How is a model written as text estimated and solved from the terminal?"""

import re
import sys
import tomllib
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TextIO

import numpy as np

from styrbord.cli import texts
from styrbord.cli.model_draws import fans, with_draws
from styrbord.cli.model_estimating import estimated
from styrbord.cli.model_order import out_of_order
from styrbord.cli.model_results import Columns, Given, Made, columns, numbers, periods_of
from styrbord.cli.progress import bar, end
from styrbord.cli.stopping import stoppable
from styrbord.cli.tables import Tables, lines_of
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.modelling.asking import Asked, Kind
from styrbord.core.modelling.model import Model
from styrbord.core.modelling.multipliers import multipliers
from styrbord.core.modelling.operations import Numbers
from styrbord.core.modelling.panels import TERRITORY, Panel, chosen, is_panel, panel_of
from styrbord.core.modelling.reading import model_of
from styrbord.core.modelling.running import Solved, warned
from styrbord.core.modelling.running import run as solve
from styrbord.core.modelling.scenarios import run_scenarios, scenarios_of
from styrbord.core.modelling.series import Series
from styrbord.core.modelling.system import System, system_of
from styrbord.core.modelling.tables import (
    coefficients_of,
    data_of,
    paths_of,
    period_of,
    shocks_of,
    targets_of,
    territories_of,
)
from styrbord.core.modelling.targeting import instruments_of, reached
from styrbord.core.modelling.tracking import tracking

define("model.exogenise", "--exogenise: '{found}' cannot be read.", "Write it as cn:1923-1925,i")
define("model.no-names", "{option} names nothing.", "Write names with commas between: cn,y")
define(
    "model.no-targets", "There is no target.", "Give --targets, or write TARGET> y 2030 100 into the model."
)
define("model.toml", "The text cannot be read: {reason}.", "Write it as TOML.")

_PERIOD = r"[0-9]{4}(?:-[A-Z][0-9]{1,2}|-[0-9]{2})?"
_SPAN = re.compile(rf"({_PERIOD})(?:-({_PERIOD}))?")


def run(words: Namespace, out: TextIO) -> None:
    """Do what is asked, and write all tables or none."""
    progress = bar(sys.stderr)
    try:
        with stoppable():
            model, data, panel = _read(words)
            made = _ACTIONS[words.action](Given(words, model, data, progress, panel))
            with Tables(words.out) as tables:
                for name, columns in made.tables.items():
                    tables.write(name, columns)
                written = tables.arrive(
                    instead_of=[name for name in FILES[words.action] if name not in made.tables]
                )
    finally:
        end(sys.stderr)
    for problem in (*model.warnings, *made.warnings):
        print(f"warning: {problem}", file=sys.stderr)
    for line in (*made.told, f"The results stand in {words.out}: {', '.join(written)}."):
        print(line, file=out)


def _read(words: Namespace) -> tuple[Model, Series, Panel | None]:
    """Model and data, perhaps of territories; what is wrong with both is told at once."""
    problems: list[Problem] = []
    model = data = panel = None
    try:
        model = model_of(texts.read(words.text).removeprefix("\ufeff"), name=words.text.name)
    except Refused as refusal:
        problems += refusal.problems
    try:
        lines, column = lines_of(words.data), (model and model.panel) or TERRITORY
        if (model and model.panel) or is_panel(lines, column):
            panel = panel_of(lines, words.data.name, column)
        data = panel.data if panel else data_of(lines, words.data.name)
    except Refused as refusal:
        problems += refusal.problems
    if model is None or data is None:
        raise Refused(problems)
    is_one = words.action not in ("estimate", "simulate") or bool(getattr(words, "territory", None))
    if panel and is_one:
        data, panel = chosen(panel, words.territory or ""), None
    return model, data, panel


def _simulate_territories(given: Given, panel: Panel) -> Made:
    """All territories at once, each with its own coefficients."""
    words, data = given.words, given.data
    if words.shocks or words.tracking or words.draws is not None:
        chosen(panel, "")
    file, names = words.coefficients, panel.territories
    own = territories_of(lines_of(file), file.name, names) if file else {}
    asked = replace(_asked(given), kind=Kind(words.run), lanes=len(names))
    solved = solve(system_of(given.model, {}, by_lane=own), data, asked, progress=given.progress)
    told = f"{_solved(solved, data)} {len(names):,} territories."
    paths = {"paths.csv": _by_lane(solved, data, "territory", names)}
    return Made(paths, (told,), tuple(warned(solved, data, names)))


def _simulate(given: Given) -> Made:
    if given.panel:
        return _simulate_territories(given, given.panel)
    words, data = given.words, given.data
    system, asked = _system(given), _asked(given)
    asked = replace(asked, kind=Kind(words.run))
    tables: dict[str, Columns] = {}
    if words.tracking:
        tracked = tracking(system, data, asked)
        asked = replace(asked, factors=_sums(tracked, asked.factors))
        tables["tracking.csv"] = columns(("variable", "period", "value"), _long(tracked, data, asked.first))
    if words.draws is not None:
        return _drawn(given, system, asked, tables)
    if not words.shocks:
        solved = solve(system, data, asked, progress=given.progress)
        tables["paths.csv"] = columns(
            ("variable", "period", "value"), _long(_paths(solved, 0), data, asked.first)
        )
        return Made(tables, (_solved(solved, data),))
    replicas, shocks = shocks_of(lines_of(words.shocks), words.shocks.name, data, asked.first, asked.last)
    inner = set(given.model.endogenous)
    asked = replace(
        asked,
        lanes=len(replicas) + 1,
        changes={name: own for name, own in shocks.items() if name not in inner},
        lane_factors={name: own for name, own in shocks.items() if name in inner},
    )
    solved = solve(system, data, asked, progress=given.progress)
    lanes = ("0", *replicas)
    tables["paths.csv"] = _by_lane(solved, data, "replica", lanes)
    tables["moments.csv"] = _moments(solved, data)
    told = f"{_solved(solved, data)} {len(replicas):,} replicas; replica 0 is the path without shocks."
    return Made(tables, (told,), tuple(warned(solved, data, [f"replica {one}" for one in lanes])))


def _drawn(given: Given, system: System, asked: Asked, tables: dict[str, Columns]) -> Made:
    """Paths without disturbances, and how far those with residuals of the past lie apart."""
    words, data = given.words, given.data
    if words.shocks or not words.past:
        pair = ("--draws", "--past") if not words.past else ("--shocks", "--draws left out")
        raise Refused(Problem("model.alone", "", {"given": pair[0], "needed": pair[1]}))
    solved = solve(system, data, with_draws(given, system, asked), progress=given.progress)
    header = ("variable", "period", "value")
    tables["paths.csv"] = columns(header, _long(_paths(solved, 0), data, asked.first))
    tables["fans.csv"] = fans(solved, given)
    told = f"{_solved(solved, data)} {words.draws:,} replicas with seed {words.seed}."
    lanes = [f"replica {at}" for at in range(words.draws + 1)]
    return Made(tables, (told,), tuple(warned(solved, data, lanes)))


def _multipliers(given: Given) -> Made:
    words, data = given.words, given.data
    targets, instruments = _names(words.targets, "--targets"), _names(words.instruments, "--instruments")
    solved = solve(_system(given), data, _asked(given), progress=given.progress)
    found = multipliers(solved, targets, instruments)
    rows = (
        (
            targets[a],
            str(data.period(found.first + b)),
            instruments[c],
            str(data.period(found.first + d)),
            value,
        )
        for (a, b, c, d), value in np.ndenumerate(found.values)
    )
    header = ("target", "target_period", "instrument", "instrument_period", "value")
    told = f"{found.values.size:,} multipliers around the dynamic run."
    return Made({"multipliers.csv": columns(header, rows)}, (told,))


def _target(given: Given) -> Made:
    words, data = given.words, given.data
    instruments = instruments_of(_names(words.instruments, "--instruments"))
    asked = _asked(given)
    targets = _targets(given)
    found = reached(_system(given), data, asked, targets, instruments, progress=given.progress)
    levels = dict(zip(found.instruments, found.levels, strict=True))
    header = ("variable", "period", "value")
    tables = {
        "instruments.csv": columns(header, _long(levels, data, asked.first)),
        "paths.csv": columns(header, _long(_paths(found.solved, 0), data, asked.first)),
    }
    told = f"{len(targets):,} targets reached by {', '.join(found.instruments)}."
    added = [name for name in found.instruments if name in given.model.endogenous]
    more = (f"Of {', '.join(added)} the add-factor is told.",) if added else ()
    return Made(tables, (told, *more))


def _targets(given: Given) -> Mapping[tuple[str, int], float]:
    """Targets of the file, or of the text where there is none."""
    file = given.words.targets
    if file:
        return targets_of(lines_of(file), file.name, given.data)
    if not given.model.targets:
        raise Refused(Problem("model.no-targets"))
    return {(one.name, given.data.ordinal(one.period)): one.value for one in given.model.targets}


def _scenarios(given: Given) -> Made:
    words, data = given.words, given.data
    asked = _asked(given)
    try:
        tables = tomllib.loads(texts.read(words.scenarios))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise Refused(Problem("model.toml", words.scenarios.name, {"reason": str(error)})) from error
    scenarios = scenarios_of(tables, words.scenarios.name, data, asked)
    solved = run_scenarios(_system(given), data, asked, scenarios, progress=given.progress)
    codes = tuple(one.code for one in scenarios)
    paths = {"paths.csv": _by_lane(solved, data, "scenario", ("", *codes), first=1)}
    told = f"{_solved(solved, data)} {len(codes):,} scenarios: {', '.join(codes)}."
    crossed = tuple(out_of_order(solved, given, ("", *codes)))
    return Made(paths, (told,), (*warned(solved, data, ("the data's path", *codes)), *crossed))


def _system(given: Given) -> System:
    file, territory = given.words.coefficients, given.words.territory or ""
    return system_of(given.model, coefficients_of(lines_of(file), file.name, territory) if file else {})


def _asked(given: Given) -> Asked:
    first, last = periods_of(given)
    factors: dict[str, Numbers] = {}
    if file := given.words.addfactors:
        factors = paths_of(lines_of(file), file.name, given.data, first, last)
    return Asked(first, last, exogenised=dict(_exogenised(given)), factors=factors)


def _exogenised(given: Given) -> Iterator[tuple[str, frozenset[int] | None]]:
    """Variables of --exogenise with the ordinals in which the data hold."""
    text = given.words.exogenise
    found: dict[str, frozenset[int] | None] = {}
    for part in filter(None, (one.strip() for one in text.split(","))):
        name, colon, span = (piece.strip() for piece in part.partition(":"))
        match = _SPAN.fullmatch(span)
        if not name or bool(colon) != (match is not None):
            raise Refused(Problem("model.exogenise", "", {"found": part}))
        if match is None:
            found[name] = None
            continue
        ends = [
            given.data.ordinal(period_of(end, "--exogenise"), "--exogenise") for end in match.groups() if end
        ]
        if ends[0] > ends[-1]:
            raise Refused(Problem("model.exogenise", "", {"found": part}))
        before = found.get(name, frozenset())
        found[name] = None if before is None else before | frozenset(range(ends[0], ends[-1] + 1))
    yield from found.items()


def _names(text: str, option: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(filter(None, (one.strip() for one in text.split(",")))))
    if not found:
        raise Refused(Problem("model.no-names", "", {"option": option}))
    return found


def _sums(one: Mapping[str, Numbers], other: Mapping[str, Numbers]) -> dict[str, Numbers]:
    found = dict(one)
    for name, own in other.items():
        found[name] = found[name] + own if name in found else own
    return found


def _paths(solved: Solved, lane: int) -> dict[str, Numbers]:
    return {name: solved.path(name)[:, lane] for name in solved.system.model.endogenous}


def _long(paths: Mapping[str, Numbers], data: Series, first: int) -> Iterator[tuple[str, str, float]]:
    for name, path in paths.items():
        for at, value in enumerate(path.tolist()):
            yield name, str(data.period(first + at)), value


def _by_lane(solved: Solved, data: Series, head: str, lanes: Sequence[str], *, first: int = 0) -> Columns:
    """Paths with a column for the lane."""
    names, periods = solved.system.model.endogenous, _texts_of_periods(solved, data)
    shown = lanes[first:]
    values = solved.paths[:, :, first:]
    return {
        head: [lane for lane in shown for _ in range(len(names) * len(periods))],
        "variable": [name for _ in shown for name in names for _ in periods],
        "period": [period for _ in range(len(shown) * len(names)) for period in periods],
        "value": numbers(values.transpose(2, 0, 1)),
    }


def _moments(solved: Solved, data: Series) -> Columns:
    """Mean and standard deviation (divisor n - 1) over the replicas that have a solution."""
    periods, names = _texts_of_periods(solved, data), solved.system.model.endogenous
    others = solved.paths[:, :, 1:]
    count = np.isfinite(others).sum(axis=2)
    total = np.nansum(others, axis=2)
    mean = np.divide(total, count, out=np.full(total.shape, np.nan), where=count > 0)
    squares = np.nansum((others - mean[:, :, None]) ** 2, axis=2)
    sd = np.sqrt(np.divide(squares, count - 1, out=np.full(total.shape, np.nan), where=count > 1))
    return {
        "variable": [name for name in names for _ in periods],
        "period": [period for _ in names for period in periods],
        "unperturbed": numbers(solved.paths[:, :, 0]),
        "mean": numbers(mean),
        "sd": numbers(sd),
    }


def _texts_of_periods(solved: Solved, data: Series) -> list[str]:
    return [str(data.period(at)) for at in range(solved.asked.first, solved.asked.last + 1)]


def _solved(solved: Solved, data: Series) -> str:
    asked, count = solved.asked, len(solved.system.solved)
    span = f"{data.period(asked.first)} to {data.period(asked.last)}"
    return f"{count:,} equations solved from {span} ({asked.kind})."


_ACTIONS: Mapping[str, Callable[[Given], Made]] = {
    "estimate": estimated,
    "simulate": _simulate,
    "multipliers": _multipliers,
    "target": _target,
    "scenarios": _scenarios,
}
FILES = {
    "estimate": (
        "coefficients.csv",
        "statistics.csv",
        "residuals.csv",
        "backtests.csv",
        "groups.csv",
        "changes.csv",
    ),
    "simulate": ("paths.csv", "moments.csv", "tracking.csv", "fans.csv"),
    "multipliers": ("multipliers.csv",),
    "target": ("instruments.csv", "paths.csv"),
    "scenarios": ("paths.csv",),
}
