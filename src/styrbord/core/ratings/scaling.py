"""How are outliers treated and indicators brought on one scale, as a method says?"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar, cast

import numpy as np
import numpy.typing as npt

from styrbord.core.base.problems import Problem, Refused, Severity, define
from styrbord.core.ratings.filling import listed
from styrbord.core.ratings.inputs import Inputs, Numbers
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.options import Normalisation, Step
from styrbord.core.ratings.stages.normalising import Columns, Normalised, normalised
from styrbord.core.ratings.stages.pools import Pooled
from styrbord.core.ratings.stages.treating import Passage, treated
from styrbord.core.ratings.state import State, named, nearest, periods_of, pools_in
from styrbord.core.ratings.statistics.moments import means
from styrbord.core.ratings.tree import Node

Option = TypeVar("Option")

define(
    "rating.untreated",
    "{indicator} could not be treated and stays as it was.",
    "Look whether all its values are equal or too few.",
    Severity.WARNING,
)
define(
    "rating.constant",
    "{indicator} has the same value for all units; {by} needs values that differ.",
    "Leave the indicator out, or declare the score of equal values (constant).",
)
define(
    "rating.no-values",
    "{indicator} has no value at all.",
    "Give its values, or take it out of the structure.",
)
define(
    "rating.no-values-in",
    "{indicator} has no value in {pool}.",
    "Give its values; until then it does not count there.",
    Severity.WARNING,
)
define(
    "rating.no-score",
    "{by} gives {indicator} of {units} no number.",
    "Choose another normalisation for this indicator.",
)
define(
    "rating.without-group",
    "{units} have no group, and {step} is within groups.",
    "Give each unit its group.",
)
define(
    "rating.reference",
    "The reference {reference} of {indicator} is missing.",
    "Name a unit or period of the data that has a value. Near it: {nearest}.",
)
define(
    "rating.target",
    "{indicator} is measured by the distance to its target, but has no target.",
    "Give the target.",
)
define(
    "rating.target-behind",
    "The target of {indicator} is worse than every value.",
    "Check the target and the direction.",
    Severity.WARNING,
)
define(
    "rating.scale-ends",
    "{indicator} is scaled between {low} and {high}.",
    "Give two different ends.",
)


def treat(method: Method, inputs: Inputs, state: State) -> State:
    """Treat outliers, each indicator its own way or the method's.

    Returns
    -------
    State
    """
    nodes = method.tree.indicators
    made, marks = state.values.copy(), np.zeros(state.values.shape, dtype=np.int8)
    logs: dict[str, dict[str, object]] = {}
    for options, columns in _by_option([node.treatment or method.treatment for node in nodes]):
        if options.by == "none":
            continue
        pools = pools_in(method, inputs, state, options.pool, Step.TREAT)
        one = treated(state.values[:, columns], options, pools)
        made[:, columns], marks[:, columns] = one.values, one.marks
        for column, passages in zip(columns.tolist(), one.passages, strict=True):
            logs[nodes[column].code] = {"passages": passages, "rows": state.rows, "marks": marks[:, column]}
    warnings = [
        Problem("rating.untreated", _place(code, passage.pool), {"indicator": code})
        for code, log in logs.items()
        for passage in cast("tuple[Passage, ...]", log["passages"])
        if passage.is_left
    ]
    return replace(state.after(Step.TREAT, made, warnings), treated={**state.treated, **logs})


def normalise(method: Method, inputs: Inputs, state: State) -> State:
    """Bring indicators on one scale, each its own way or the method's.

    Returns
    -------
    State

    Raises
    ------
    Refused
        For indicators without values or whose values do not differ, and for scores that are no numbers.
    """
    nodes = method.tree.indicators
    made = np.full(state.values.shape, np.nan)
    problems: list[Problem] = []
    for options, columns in _by_option([node.normalisation or method.normalisation for node in nodes]):
        some = [nodes[column] for column in columns]
        pools = pools_in(method, inputs, state, options.pool, Step.NORMALISE)
        problems += _ungrouped(inputs, state, pools)
        values = state.values[:, columns]
        told, missing = _columns(some, options, values, inputs, state)
        problems += missing
        if missing:
            continue
        one = normalised(values, told, options, pools, is_parity=method.is_parity)
        made[:, columns] = one.values
        problems += _stopping(one, some, options, inputs, state)
        problems += _behind(values, told, some, options)
    if any(problem.is_error for problem in problems):
        raise Refused([problem for problem in problems if problem.is_error])
    return state.after(Step.NORMALISE, made, problems)


def _by_option(options: Sequence[Option]) -> Iterable[tuple[Option, npt.NDArray[np.intp]]]:
    """Columns that share their parameters."""
    found: dict[Option, list[int]] = {}
    for column, one in enumerate(options):
        found.setdefault(one, []).append(column)
    return [(one, np.array(columns, dtype=np.intp)) for one, columns in found.items()]


def _place(code: str, pool: str) -> str:
    return ", ".join(filter(None, (code, pool)))


def _ungrouped(inputs: Inputs, state: State, pools: Sequence[Pooled]) -> list[Problem]:
    inside = np.zeros(len(state.rows), dtype=np.bool_)
    for pool in pools:
        inside[pool.rows] = True
    if inside.all():
        return []
    units = listed(named(inputs, state.rows[~inside].tolist()))
    return [Problem("rating.without-group", params={"units": units, "step": Step.NORMALISE})]


def _columns(
    nodes: Sequence[Node], options: Normalisation, values: Numbers, inputs: Inputs, state: State
) -> tuple[Columns, list[Problem]]:
    """What the normalisation needs to know of the columns, and what of it is not there."""
    directions = np.array([float(node.direction) for node in nodes])
    targets = np.array([np.nan if node.target is None else node.target for node in nodes])
    references, problems = None, []
    if options.by == "dist2targ":
        without = [node.code for node in nodes if node.target is None]
        problems = [Problem("rating.target", code, {"indicator": code}) for code in without]
    if options.by in {"goalposts", "scaled"} and options.low == options.high:
        ends = {"low": options.low, "high": options.high}
        problems = [
            Problem("rating.scale-ends", node.code, {"indicator": node.code, **ends}) for node in nodes
        ]
    if options.by == "ampi":
        references = _base(options.reference, values, inputs, state)
    if options.by == "dist2ref":
        references = _references(options.reference, values, inputs, state)
    if references is not None:
        known = [*dict.fromkeys(inputs.periods if options.by == "ampi" else inputs.units)]
        problems = [
            Problem(
                "rating.reference",
                nodes[column].code,
                {
                    "indicator": nodes[column].code,
                    "reference": options.reference or "-",
                    "nearest": nearest(options.reference, known),
                },
            )
            for column in np.flatnonzero(np.isnan(references).any(0)).tolist()
        ]
    return Columns(directions, targets, references), problems


def _base(period: str, values: Numbers, inputs: Inputs, state: State) -> Numbers:
    """Means of the base period, or of all rows, in every row."""
    own = np.array([not period or one == period for one in periods_of(inputs, state)])
    return np.broadcast_to(means(values[own]), values.shape)


def _references(unit: str, values: Numbers, inputs: Inputs, state: State) -> Numbers:
    """Values of the reference unit in the period of each row, NaN where it has none."""
    periods = periods_of(inputs, state)
    rows = {
        period: place
        for place, (row, period) in enumerate(zip(state.rows.tolist(), periods, strict=True))
        if inputs.units[row] == unit
    }
    found = np.full(values.shape, np.nan)
    for place, period in enumerate(periods):
        if period in rows:
            found[place] = values[rows[period]]
    return found


def _stopping(
    made: Normalised, nodes: Sequence[Node], options: Normalisation, inputs: Inputs, state: State
) -> list[Problem]:
    """What leaves indicators without scores."""
    problems = [
        Problem(
            "rating.constant",
            _place(nodes[column].code, pool),
            {
                "indicator": nodes[column].code,
                "by": options.by,
            },
        )
        for pool, column in made.constant
    ]
    for pool, column in made.empty:
        code = nodes[column].code
        kind = "rating.no-values-in" if pool else "rating.no-values"
        problems.append(Problem(kind, _place(code, pool), {"indicator": code, "pool": pool}))
    told = {column for _, column in made.constant}
    for column in np.flatnonzero(made.undefined.any(0)).tolist():
        if column not in told:
            units = listed(named(inputs, state.rows[made.undefined[:, column]].tolist()))
            words = {"indicator": nodes[column].code, "by": options.by, "units": units}
            problems.append(Problem("rating.no-score", nodes[column].code, words))
    return problems


def _behind(
    values: Numbers, columns: Columns, nodes: Sequence[Node], options: Normalisation
) -> list[Problem]:
    """Targets that are worse than all values."""
    if options.by != "dist2targ" or columns.targets is None:
        return []
    turned = values * columns.directions
    worst = np.where(np.isnan(turned), np.inf, turned).min(0, initial=np.inf)
    codes = [nodes[at].code for at in np.flatnonzero(columns.targets * columns.directions < worst).tolist()]
    return [Problem("rating.target-behind", code, {"indicator": code}) for code in codes]
