"""How is an index rated from files, with the doubt about its places?"""

import sys
from argparse import Namespace
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TextIO

import numpy as np
import numpy.typing as npt

from styrbord.cli import texts
from styrbord.cli.agreeing import disagreeing, summary
from styrbord.cli.progress import bar, end
from styrbord.cli.stopping import stoppable
from styrbord.cli.tables import Tables, lines_of
from styrbord.core.base.catalogue import module_in
from styrbord.core.base.fan_out import FanOut, InProcess
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.ratings.chain import rate
from styrbord.core.ratings.doubt.classes import BORDERLINE
from styrbord.core.ratings.doubt.factors import factors_of
from styrbord.core.ratings.doubt.replays import Replay, replay, weight_sets
from styrbord.core.ratings.doubt.results import Doubt, Sobol
from styrbord.core.ratings.doubt.simulating import LEAST_ROWS, MOST, replayed, sensitivity
from styrbord.core.ratings.inputs import Inputs, Numbers
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.method_text import method_of, shipped, shipped_text
from styrbord.core.ratings.options import Step
from styrbord.core.ratings.printed import printed
from styrbord.core.ratings.published import Agreement, agreement
from styrbord.core.ratings.rated import Rated
from styrbord.core.ratings.reading import inputs_of, structure_of
from styrbord.core.ratings.tree import Tree

define("rate.alone", "{given} is given without {needed}.", "Give both, or neither.")
define("rate.both", "{one} and {other} are given.", "Give one of them: recalculations are drawn or saved.")
define(
    "rate.method",
    "There is no method '{name}', neither as a file nor shipped.",
    "Give the path of a method's text, or one of: {shipped}.",
)
FILES = (
    "treated.csv",
    "normalised.csv",
    "scores.csv",
    "ranks.csv",
    "rank_intervals.csv",
    "sobol.csv",
    "ranks_replicates.csv",
    "disagreements.csv",
)
SEED = 1
LARGE = 20_000_000
"""Recalculations times units from which the work is spread over the processors."""
Columns = dict[str, list[str]]


def run(words: Namespace, out: TextIO) -> None:
    """Rate, with recalculations if they are asked for, and write all tables or none."""
    _check(words)
    method, inputs = _given(words)
    saved = _saved(words, method)
    progress = bar(sys.stderr)
    sobol: Sobol | None = None
    doubt: Doubt | None = None
    try:
        with stoppable():
            if words.sensitivity is not None:
                sobol = sensitivity(
                    method,
                    inputs,
                    n=words.sensitivity,
                    seed=SEED if words.seed is None else words.seed,
                    progress=progress,
                    fan_out=_fan_out(words.sensitivity, method, inputs),
                )
                doubt = sobol.doubt
            elif saved is not None:
                doubt = replayed(method, inputs, saved, progress=progress)
            rated = doubt.nominal if doubt else rate(method, inputs)
            agreed = _agreed(words.published, rated)
            written = _write(words.out, _tables(rated, doubt, sobol, saved) | disagreeing(agreed))
    finally:
        end(sys.stderr)
    told = (*rated.warnings, *(doubt.failures if doubt else ()), *(agreed.told if agreed else ()))
    for problem in told:
        print(f"warning: {problem}", file=sys.stderr)
    for line in (*_told(rated, doubt, sobol), *summary(agreed), _where(words.out, written)):
        print(line, file=out)


def _agreed(file: Path | None, rated: Rated) -> Agreement | None:
    """How far the rating agrees with what others printed."""
    return agreement(rated, *printed(texts.read(file), rated, name=file.name)) if file else None


def _check(words: Namespace) -> None:
    problems = []
    if words.seed is not None and words.sensitivity is None:
        problems.append(Problem("rate.alone", "", {"given": "--seed", "needed": "--sensitivity"}))
    if words.weights_sets and not words.design:
        problems.append(Problem("rate.alone", "", {"given": "--weights-sets", "needed": "--design"}))
    if words.design and words.sensitivity is not None:
        problems.append(Problem("rate.both", "", {"one": "--sensitivity", "other": "--design"}))
    if words.sensitivity is not None and not LEAST_ROWS <= words.sensitivity <= MOST:
        params = {"name": "--sensitivity", "found": words.sensitivity, "least": LEAST_ROWS, "most": MOST}
        problems.append(Problem("rating.recalculations", "", params))
    if problems:
        raise Refused(problems)


def _given(words: Namespace) -> tuple[Method, Inputs]:
    """Method, with the tree of the structure where it has none of its own, and the values."""
    structure = structure_of(texts.read(words.structure), name=words.structure.name)
    method = _method(words.method, structure.tree, words.structure.stem)
    return method, inputs_of(
        texts.read(words.data), replace(structure, tree=method.tree), name=words.data.name
    )


def _method(name: str | None, tree: Tree, code: str) -> Method:
    if name is None:
        return Method(code=code, version="1", tree=tree)
    if name in shipped():
        return method_of(shipped_text(name), tree=tree, name=name)
    file = Path(name)
    if not file.exists() and not file.suffix:
        raise Refused(Problem("rate.method", "", {"name": name, "shipped": ", ".join(shipped())}))
    return method_of(texts.read(file), tree=tree, name=file.name)


def _saved(words: Namespace, method: Method) -> Replay | None:
    """Recalculations of a design; its sets of weights are looked at too."""
    if not words.design:
        return None
    sets = None
    if words.weights_sets:
        sets = weight_sets(lines_of(words.weights_sets), method.tree, place=words.weights_sets.name)
    return replay(lines_of(words.design), method, sets, place=words.design.name)


def _fan_out(n: int, method: Method, inputs: Inputs) -> FanOut:
    if n * (len(factors_of(method)) + 2) * len(inputs.units) < LARGE:
        return InProcess()
    found: FanOut = module_in("styrbord.core.base", "processes").Processes()
    return found


def _tables(
    rated: Rated, doubt: Doubt | None, sobol: Sobol | None, saved: Replay | None
) -> dict[str, Columns]:
    """Columns of each file."""
    tree = rated.method.tree
    rows = _rows(rated)
    indicators = [node.code for node in tree.indicators]
    found = {
        "treated.csv": rows | _numbers(indicators, _before(rated, Step.NORMALISE)),
        "normalised.csv": rows | _numbers(indicators, rated.stages[Step.NORMALISE]),
        "scores.csv": rows | _numbers(tree.columns, rated.scores),
        "ranks.csv": rows | {code: _places(rated.ranks[:, at]) for at, code in enumerate(tree.columns)},
    }
    if doubt is not None:
        found["rank_intervals.csv"] = _intervals(doubt)
    if sobol is not None:
        found["sobol.csv"] = _sobol(sobol)
    if saved is not None and doubt is not None and doubt.ranks is not None:
        found["ranks_replicates.csv"] = _replicates(doubt, saved.names, doubt.ranks)
    return found


def _rows(rated: Rated) -> Columns:
    """Codes of the rows, and their periods where there are several."""
    periods = list(rated.periods)
    return {"uCode": list(rated.units)} | ({"Time": periods} if len(set(periods)) > 1 else {})


def _before(rated: Rated, step: Step) -> Numbers:
    """Values as they were before a step."""
    steps = rated.method.steps[: rated.method.steps.index(step)]
    for earlier in reversed(steps):
        if earlier in rated.stages:
            return rated.stages[earlier]
    order = {code: at for at, code in enumerate(rated.inputs.indicators)}
    columns = [order[node.code] for node in rated.method.tree.indicators]
    found: Numbers = rated.inputs.values[rated.rows][:, columns]
    return found


def _intervals(doubt: Doubt) -> Columns:
    codes = doubt.nominal.method.bands.classes
    found = {
        "uCode": list(doubt.units),
        "nominal": _places(doubt.places),
        "q5": _texts(doubt.low),
        "median": _texts(doubt.median),
        "q95": _texts(doubt.high),
    }
    return found | {f"p_{code}": _texts(doubt.shares[:, at]) for at, code in enumerate(codes)}


def _sobol(found: Sobol) -> Columns:
    return {
        "factor": list(found.factors),
        "Si": _texts(found.first),
        "STi": _texts(found.total),
        "se_Si": _texts(found.first_se),
        "se_STi": _texts(found.total_se),
    }


def _replicates(doubt: Doubt, names: Sequence[str], ranks: npt.NDArray[np.int32]) -> Columns:
    found = {"uCode": list(doubt.units), "Nominal": _places(doubt.places)}
    return found | {f"r_{name}": _places(row) for name, row in zip(names, ranks, strict=True)}


def _numbers(codes: Sequence[str], values: Numbers) -> Columns:
    return {code: _texts(values[:, at]) for at, code in enumerate(codes)}


def _texts(values: Numbers) -> list[str]:
    """Shortest texts that give the same numbers again; nothing for a missing one."""
    return ["" if value != value else repr(value) for value in values.tolist()]


def _places(values: Numbers | npt.NDArray[np.int32]) -> list[str]:
    """Whole numbers; nothing for a missing one."""
    return [str(int(value)) if value > 0 else "" for value in values.tolist()]


def _write(folder: Path, tables: Mapping[str, Columns]) -> list[str]:
    """Write the tables beside their place, then move them there."""
    with Tables(folder) as writing:
        for name, columns in tables.items():
            writing.write(name, columns)
        return writing.arrive(instead_of=FILES)


def _told(rated: Rated, doubt: Doubt | None, sobol: Sobol | None) -> list[str]:
    tree = rated.method.tree
    lines = [f"{len(set(rated.units)):,} units rated by {len(tree.indicators):,} indicators."]
    if doubt is not None:
        sure = sum(verdict not in {"", BORDERLINE} for verdict in doubt.verdicts)
        lines.append(
            f"{doubt.replicates:,} recalculations place each unit; {sure:,} are sure of their class."
        )
    if sobol is not None:
        whole = sobol.n * (len(sobol.factors) + 2)
        lines.append(f"{whole:,} recalculations share out what moves the places; seed {sobol.doubt.seed}.")
    return lines


def _where(folder: Path, written: Sequence[str]) -> str:
    return f"The results stand in {folder}: {', '.join(written)}."
