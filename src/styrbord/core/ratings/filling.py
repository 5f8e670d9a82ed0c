"""How are values made comparable, filled and screened, as a method says?"""

from dataclasses import replace

import numpy as np

from styrbord.core.base.problems import Problem, Refused, Severity, define
from styrbord.core.ratings.inputs import Inputs, Numbers
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.options import Pool, Step
from styrbord.core.ratings.stages.denominating import denominated
from styrbord.core.ratings.stages.imputing import MIDDLES, Columns, by_column, by_row
from styrbord.core.ratings.stages.imputing_over_time import Filled, over_time
from styrbord.core.ratings.stages.pools import pools_of
from styrbord.core.ratings.stages.screening import Bools, is_enough
from styrbord.core.ratings.state import State, groups_of, named, nearest, periods_of, refuse_few
from styrbord.core.ratings.times import spots
from styrbord.core.ratings.tree import Tree

define(
    "rating.denominator",
    "{indicator} is divided by {denominator}, which the data do not have.",
    "Give the denominator a column, or correct its code. Near it: {nearest}.",
)
define(
    "rating.zero-denominator",
    "{indicator} is divided by {denominator}, which is 0 for {units}; it counts as missing there.",
    "Correct the denominator.",
    Severity.WARNING,
)
define(
    "rating.no-periods",
    "Holes are to be filled over time, but the data have no periods.",
    "Give the data a column Time, or fill holes from other units.",
)
define(
    "rating.holes",
    "Values still missing after filling: {count}, in {indicators}.",
    "Give the values, or say how the index deals with missing ones.",
    Severity.WARNING,
)
define(
    "rating.screened",
    "{units} have too few data and are not rated.",
    "Give the missing values.",
    Severity.WARNING,
)
define(
    "rating.kept-by-name",
    "{unit} is rated in any case: {reason}.",
    "Check that the reason still holds.",
    Severity.WARNING,
)
define(
    "rating.left-out-by-name",
    "{unit} is left out in any case: {reason}.",
    "Check that the reason still holds.",
    Severity.WARNING,
)
define(
    "rating.no-aggregate",
    "Screening asks for data below {code}, which is no aggregate of the structure.",
    "Correct the code. Near it: {nearest}.",
)

SHOWN_UNITS = 10


def listed(names: list[str]) -> str:
    """Names in a row, the first ten and how many more.

    Returns
    -------
    str
    """
    more = f" (+{len(names) - SHOWN_UNITS})" if len(names) > SHOWN_UNITS else ""
    return ", ".join(names[:SHOWN_UNITS]) + more


def denominate(method: Method, inputs: Inputs, state: State) -> State:
    """Divide what has a denominator.

    Returns
    -------
    State

    Raises
    ------
    Refused
        For denominators that the data do not have.
    """
    nodes = method.tree.indicators
    if problems := [
        Problem(
            "rating.denominator",
            node.code,
            {
                "indicator": node.code,
                "denominator": node.denominator,
                "nearest": nearest(node.denominator, [*inputs.denominators]),
            },
        )
        for node in nodes
        if node.denominator and node.denominator not in inputs.denominators
    ]:
        raise Refused(problems)
    divisors = np.ones(state.values.shape)
    for column, node in enumerate(nodes):
        if node.denominator:
            divisors[:, column] = inputs.denominators[node.denominator][state.rows]
    scales = np.array([node.scale if node.denominator else 1.0 for node in nodes])
    warnings = [
        Problem(
            "rating.zero-denominator",
            node.code,
            {
                "indicator": node.code,
                "denominator": node.denominator,
                "units": listed(named(inputs, state.rows[divisors[:, column] == 0].tolist())),
            },
        )
        for column, node in enumerate(nodes)
        if (divisors[:, column] == 0).any()
    ]
    return state.after(Step.DENOMINATE, denominated(state.values, divisors, scales), warnings)


def impute(method: Method, inputs: Inputs, state: State) -> State:
    """Fill holes; from other units, of the same period.

    Returns
    -------
    State
    """
    by = method.imputation.by
    if by == "none":
        return state.after(Step.IMPUTE, state.values)
    filled = (
        _over_time(method, inputs, state)
        if by in {"latest", "constant", "linear", "linear-constant"}
        else Filled(_across(method, inputs, state), np.full(state.values.shape, -1, dtype=np.intp))
    )
    new = np.isnan(state.values) & ~np.isnan(filled.values)
    sources = np.where(filled.sources >= 0, state.rows[filled.sources], state.sources)
    left = np.isnan(filled.values)
    codes = [method.tree.indicators[column].code for column in np.flatnonzero(left.any(0)).tolist()]
    holes = {"count": int(left.sum()), "indicators": listed(codes)}
    warnings = [Problem("rating.holes", params=holes)] if codes else []
    made = replace(state, is_imputed=state.is_imputed | new, sources=sources)
    return made.after(Step.IMPUTE, filled.values, warnings)


def screen(method: Method, inputs: Inputs, state: State) -> State:
    """Leave out rows with too few data; units named one by one stay or leave in any case.

    Returns
    -------
    State

    Raises
    ------
    Refused
        If fewer than three units stay.
    """
    options = method.screening
    keep = is_enough(state.values, options, _below(method))
    units = [inputs.units[row] for row in state.rows.tolist()]
    keep |= np.array([unit in options.kept for unit in units])
    keep &= np.array([unit not in options.left_out for unit in units])
    gone = [row for row in state.rows[~keep].tolist() if inputs.units[row] not in options.left_out]
    told = named(inputs, gone)
    warnings = [Problem("rating.screened", params={"units": listed(told)})] if told else []
    for kind, reasons in (
        ("rating.kept-by-name", options.kept),
        ("rating.left-out-by-name", options.left_out),
    ):
        warnings += [
            Problem(kind, unit, {"unit": unit, "reason": reason})
            for unit, reason in reasons.items()
            if unit in units
        ]
    made = state.kept(Step.SCREEN, keep, warnings)
    refuse_few([unit for unit, is_kept in zip(units, keep, strict=True) if is_kept])
    return made


def _across(method: Method, inputs: Inputs, state: State) -> Numbers:
    """Fill from other units or other indicators of the period."""
    kind, _, middle = method.imputation.by.rpartition("-")
    periods = periods_of(inputs, state)
    if kind == "group":
        groups = groups_of(inputs, state, method.imputation.group)
        pools = pools_of(Pool.PERIOD_AND_GROUP, periods, groups)
        return by_column(state.values, pools, MIDDLES[middle])
    pools = pools_of(Pool.PERIOD, periods, periods)
    if not kind:
        return by_column(state.values, pools, MIDDLES[middle])
    directions = np.array([float(node.direction) for node in method.tree.indicators])
    families = _families(method.tree) if kind == "parent" else [np.arange(len(directions))]
    return by_row(state.values, directions, pools, families, MIDDLES[middle])


def _over_time(method: Method, inputs: Inputs, state: State) -> Filled:
    if not inputs.periods:
        raise Refused(Problem("rating.no-periods"))
    times, when = spots(periods_of(inputs, state))
    order: dict[str, int] = {}
    units = [order.setdefault(inputs.units[row], len(order)) for row in state.rows.tolist()]
    return over_time(
        state.values,
        np.array(units, dtype=np.intp),
        times,
        when,
        by=method.imputation.by,
        most_periods=method.imputation.most_periods,
    )


def _families(tree: Tree) -> list[Columns]:
    """Columns of the indicators right below each aggregate."""
    parents = [node.parent for node in tree.indicators]
    return [
        np.array([column for column, one in enumerate(parents) if one == parent], dtype=np.intp)
        for parent in dict.fromkeys(parents)
    ]


def _below(method: Method) -> list[tuple[float, Bools]]:
    """Least available shares under aggregates, with the indicators that they count."""
    tree = method.tree
    aggregates = [node.code for node in tree.aggregates]
    if problems := [
        Problem("rating.no-aggregate", code, {"code": code, "nearest": nearest(code, aggregates)})
        for code in method.screening.below
        if code not in aggregates
    ]:
        raise Refused(problems)
    return [
        (least, np.array([code in tree.path(node.code) for node in tree.indicators]))
        for code, least in method.screening.below.items()
    ]
