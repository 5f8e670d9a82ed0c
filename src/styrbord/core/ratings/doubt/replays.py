"""Which recalculations does a saved design ask for, with which saved sets of weights?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from styrbord.core.base.codes import suggestions
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.ratings.doubt.chance import Floats
from styrbord.core.ratings.doubt.design import Design
from styrbord.core.ratings.doubt.factors import WEIGHTS, Factor
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.options import Variation
from styrbord.core.ratings.tree import Tree
from styrbord.core.ratings.weights import children_of, original

define(
    "rating.replay-columns",
    "The table has no column {columns}.",
    "Give it a first line with the names of its columns.",
)
define("rating.replay-empty", "The table has no line below its first.", "Give it at least one.")
define(
    "rating.replay-factor",
    "The method has no variation '{name}'.",
    "Add it to the method, or take the column out. Near it: {nearest}.",
)
define(
    "rating.replay-option",
    "'{found}' is no option of {name}.",
    "Choose among: {options}.",
)
define(
    "rating.replay-set",
    "There is no set of weights '{found}'.",
    "Give it among the sets of weights, or correct the design.",
)
define(
    "rating.replay-no-sets",
    "The design chooses among sets of weights, but none are given.",
    "Give them with --weights-sets.",
)
define(
    "rating.replay-node",
    "'{code}' is no node of the index.",
    "Correct the code. Near it: {nearest}.",
)
define(
    "rating.replay-weight",
    "The weight of {code} in set {number} is '{found}'.",
    "Give a number from 0 up, once for each node of a set.",
)
define(
    "rating.replay-weightless",
    "In set {number} everything below {code} has the weight 0.",
    "Give at least one of them a weight.",
)
NUMBER, SET, NODE, WEIGHT = "rep", "set", "iCode", "Weight"
NAMES = {"norm_idx": "normalisation", "weight_set": WEIGHTS, "agg": "aggregation"}
"""Columns of the designs of COINr that are called otherwise than what they vary."""
WORDS = {"a_amean": "arithmetic", "a_gmean": "geometric", "a_hmean": "harmonic"}
Lines = Sequence[Sequence[str]]


@dataclass(frozen=True, eq=False)
class WeightSets:
    """Saved weights, float64 (set, node) in the order of `tree.columns`; NaN leaves a node as it is."""

    names: tuple[str, ...]
    weights: Floats


@dataclass(frozen=True, eq=False)
class Replay:
    """Recalculations that were saved: what varies, the picks, and a name for each recalculation."""

    factors: tuple[Factor, ...]
    design: Design
    names: tuple[str, ...]


def weight_sets(lines: Lines, tree: Tree, *, place: str) -> WeightSets:
    """Sets of weights from a table with the columns set, iCode and Weight.

    Parameters
    ----------
    lines : cells of each line, the first with the names of the columns.
    tree : structure.
    place : name of the table, for problems.

    Returns
    -------
    WeightSets

    Raises
    ------
    Refused
        With every problem, by line.
    """
    columns = _columns(lines, (SET, NODE, WEIGHT), place)
    order = {code: column for column, code in enumerate(tree.columns)}
    names: dict[str, int] = {}
    for cells in lines[1:]:
        names.setdefault(cells[columns[SET]] if len(cells) > columns[SET] else "", len(names))
    found = np.full((len(names), len(order)), np.nan)
    problems: list[Problem] = []
    for number, cells in enumerate(lines[1:], 2):
        problem = _entered(found, names, order, [_cell(cells, columns[name]) for name in (SET, NODE, WEIGHT)])
        if problem is not None:
            problems.append(Problem(problem.code, f"{place}, line {number}", problem.params))
    if problems := problems or _weightless(found, tuple(names), tree, place):
        raise Refused(problems)
    return WeightSets(tuple(names), found)


def replay(lines: Lines, method: Method, sets: WeightSets | None, *, place: str) -> Replay:
    """Recalculations from a table with a line for each, and a column for each variation of the method.

    Parameters
    ----------
    lines : cells of each line, the first with the names of the columns: those of the variations, or as in the
        designs of COINr (`NAMES`); `rep` names the recalculation. A cell is the value of an option that
        changes one thing, else the number of the option from 1, and of weights the name of the set.
    method : method; variations without a column stay as the method itself has it.
    sets : weights to choose among.
    place : name of the table, for problems.

    Returns
    -------
    Replay

    Raises
    ------
    Refused
        With every problem, by line.
    """
    columns = _columns(lines, (), place)
    asked = {name: column for name, column in columns.items() if name != NUMBER}
    problems = _unknown(asked, method, sets, place)
    if problems:
        raise Refused(problems)
    factors = tuple(_factor(NAMES.get(name, name), method, sets) for name in asked)
    places = [_places(factor, sets) for factor in factors]
    picks = np.zeros((len(lines) - 1, len(factors)), dtype=np.int64)
    for row, cells in enumerate(lines[1:]):
        for at, (name, column) in enumerate(asked.items()):
            cell = _cell(cells, column)
            if (pick := places[at].get(_word(cell))) is None:
                problems.append(_no_option(name, cell, factors[at], places[at], f"{place}, line {row + 2}"))
            else:
                picks[row, at] = pick
    if problems:
        raise Refused(problems)
    given = columns.get(NUMBER)
    names = [str(row + 1) if given is None else _cell(cells, given) for row, cells in enumerate(lines[1:])]
    return Replay(factors, Design(tuple(one.name for one in factors), picks), tuple(names))


def _columns(lines: Lines, needed: Sequence[str], place: str) -> dict[str, int]:
    names = {name: column for column, name in enumerate(lines[0])} if lines else {}
    if missing := [name for name in needed if name not in names] or ([] if names else [NUMBER]):
        raise Refused(Problem("rating.replay-columns", place, {"columns": ", ".join(missing)}))
    if len(lines) < 2:
        raise Refused(Problem("rating.replay-empty", place))
    return names


def _cell(cells: Sequence[str], column: int) -> str:
    return cells[column].strip() if column < len(cells) else ""


def _entered(
    found: Floats, names: Mapping[str, int], order: Mapping[str, int], cells: Sequence[str]
) -> Problem | None:
    """Put one weight in its place; what is wrong with it."""
    number, code, text = cells
    if code not in order:
        near = ", ".join(suggestions(code, list(order))) or "-"
        return Problem("rating.replay-node", "", {"code": code, "nearest": near})
    at = names[number], order[code]
    weight = _number(text)
    if not 0 <= weight < np.inf or not np.isnan(found[at]):
        return Problem("rating.replay-weight", "", {"code": code, "number": number, "found": text})
    found[at] = weight
    return None


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return np.nan


def _weightless(found: Floats, names: Sequence[str], tree: Tree, place: str) -> list[Problem]:
    whole = np.where(np.isnan(found), original(tree), found)
    return [
        Problem("rating.replay-weightless", place, {"number": names[row], "code": tree.columns[at]})
        for at, children in children_of(tree)
        for row in np.flatnonzero(~(whole[:, children].sum(1) > 0)).tolist()
    ]


def _unknown(asked: Mapping[str, int], method: Method, sets: WeightSets | None, place: str) -> list[Problem]:
    known = [one.name for one in method.variations]
    problems = [] if asked else [Problem("rating.replay-columns", place, {"columns": ", ".join(known)})]
    for name in asked:
        meant = NAMES.get(name, name)
        if meant == WEIGHTS:
            problems += [] if sets else [Problem("rating.replay-no-sets", place)]
        elif not any(one.name == meant and one.options for one in method.variations):
            near = ", ".join(suggestions(meant, known)) or "-"
            problems.append(Problem("rating.replay-factor", place, {"name": meant, "nearest": near}))
    return problems


def _factor(name: str, method: Method, sets: WeightSets | None) -> Factor:
    if name == WEIGHTS and sets is not None:
        return Factor(Variation(WEIGHTS), sets.weights)
    return Factor(next(one for one in method.variations if one.name == name))


def _places(factor: Factor, sets: WeightSets | None) -> dict[str, int]:
    """Place of each option by the words for it."""
    if factor.is_weights and sets is not None:
        return {_word(name): at for at, name in enumerate(sets.names)}
    options = factor.variation.options
    if all(len(option) == 1 for option in options):
        return {_word(str(next(iter(option.values())))): at for at, option in enumerate(options)}
    return {str(at + 1): at for at in range(len(options))}


def _word(cell: str) -> str:
    """A cell in the form in which it is compared: 5.0 as 5, words of COINr as ours."""
    number = _number(cell)
    return f"{number:g}" if np.isfinite(number) else WORDS.get(cell, cell)


def _no_option(name: str, cell: str, factor: Factor, known: Mapping[str, int], place: str) -> Problem:
    if factor.is_weights:
        return Problem("rating.replay-set", place, {"found": cell})
    return Problem("rating.replay-option", place, {"name": name, "found": cell, "options": ", ".join(known)})
