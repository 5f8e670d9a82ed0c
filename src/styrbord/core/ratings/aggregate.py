"""What do the children of each node come to, from the indicators up to the index?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from styrbord.core.base.catalogue import module_in
from styrbord.core.ratings.aggregating.copeland import copeland
from styrbord.core.ratings.aggregating.means import (
    ARITHMETIC,
    GEOMETRIC,
    HARMONIC,
    minimum,
    power_mean,
    total,
    withhold,
)
from styrbord.core.ratings.aggregating.naming import Names
from styrbord.core.ratings.aggregating.penalised import Penalty, ampi, mpi
from styrbord.core.ratings.inputs import Numbers
from styrbord.core.ratings.options import Aggregation
from styrbord.core.ratings.stages.pools import Pooled
from styrbord.core.ratings.tree import Tree
from styrbord.core.ratings.weights import children_of

EXPONENTS = {"arithmetic": ARITHMETIC, "geometric": GEOMETRIC, "harmonic": HARMONIC}

BENEFIT = "benefit-of-the-doubt"

Weigh = Callable[[Names, Numbers, Numbers], Numbers]


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """What an aggregate is told beside scores and weights.

    Attributes
    ----------
    units : codes of the rows, for refusals
    pools : rows that are compared with each other where a way compares (Copeland)
    is_parity : whether missing children are taken as COINr does
    """

    units: Sequence[str]
    pools: Sequence[Pooled]
    is_parity: bool = False


def exponent_of(options: Aggregation) -> float | None:
    """Exponent of the mean of powers that an aggregation is; None where it is something else.

    Returns
    -------
    float or None
    """
    return options.exponent if options.by == "power" else EXPONENTS.get(options.by)


def aggregated(
    tree: Tree,
    normalised: Numbers,
    weights: Numbers,
    aggregations: Sequence[Aggregation],
    least: Sequence[float],
    frame: Frame,
    *,
    weigh: Weigh | None = None,
) -> tuple[Numbers, Numbers]:
    """Scores of all nodes of all rows.

    Parameters
    ----------
    tree : structure.
    normalised : float64 (row, indicator), in the order of `tree.indicators`; NaN = missing.
    weights : float64 (node,), relative, in the order of `tree.columns`.
    aggregations, least : of each aggregate, in the order of `tree.aggregates`: the way, and the smallest
        share of its own children (by number) that must be present.
    frame : names, rows that are compared, parity.
    weigh : weights of a node's children from its names, their scores and given weights, where they come from
        the data.

    Returns
    -------
    scores : float64 (row, node)
    weights : float64 (node,), those that were used; (row, node) where rows are weighed by what suits them

    Raises
    ------
    Refused
        Where a mean takes no such numbers, with unit and node.

    Source: section 3.7 of the methods for ratings.
    """
    scores = np.full((len(normalised), len(tree.columns)), np.nan)
    scores[:, : normalised.shape[1]] = normalised
    used = weights.copy()
    is_own_best = any(one.by == BENEFIT for one in aggregations)
    if is_own_best:
        used = np.tile(used, (len(scores), 1))
    for number, (place, children) in enumerate(children_of(tree)):
        node, own = tree.aggregates[number], scores[:, children]
        names = Names(node.code, frame.units, [tree.columns[child] for child in children])
        shares = weights[children] if weigh is None else weigh(names, own, weights[children])
        used[..., children] = shares
        way = aggregations[number]
        if way.by == BENEFIT:
            scores[:, place], used[:, children] = _own_best(own, way, least[number], names, frame)
        else:
            scores[:, place] = combined(own, shares, way, least=least[number], names=names, frame=frame)
    return scores, used


def combined(
    values: Numbers, weights: Numbers, options: Aggregation, *, least: float, names: Names, frame: Frame
) -> Numbers:
    """Score of one node from those of its children.

    Parameters
    ----------
    values : float64 (..., row, child), NaN = missing.
    weights : float64 (..., child), relative; leading dims are replicates and broadcast.
    options : the way.
    least : smallest share of the children (by number) that must be present.
    names : of node, rows and children, for refusals.
    frame : rows that are compared, parity.

    Returns
    -------
    float64 (..., row)
    """
    exponent = exponent_of(options)
    if exponent is not None:
        needs_all = frame.is_parity and options.by == "power"
        return power_mean(values, weights, exponent=exponent, least=least, needs_all=needs_all, names=names)
    if options.by == "minimum":
        return minimum(values, weights, least=least)
    if options.by in {"mpi", "ampi"}:
        made = mpi if options.by == "mpi" else ampi
        penalty: Penalty = "plus" if options.penalty == "plus" else "minus"
        return made(values, weights, penalty=penalty, least=least, names=names)
    found = np.full((*np.broadcast_shapes(values.shape[:-2], weights.shape[:-1]), values.shape[-2]), np.nan)
    if options.by == "sum":
        found = total(values, weights)
    elif options.by == "copeland":
        for pool in frame.pools:
            own = values[..., pool.rows, :]
            found[..., pool.rows] = copeland(own, weights, is_parity=frame.is_parity)
    elif options.by == BENEFIT:
        own = np.broadcast_to(values, (*found.shape, values.shape[-1]))
        for at in np.ndindex(found.shape[:-1]):
            found[at], _ = _own_best(own[at], options, least, names, frame)
    withhold(found, np.isnan(values), least)
    return found


def _own_best(
    values: Numbers, options: Aggregation, least: float, names: Names, frame: Frame
) -> tuple[Numbers, Numbers]:
    """Benefit of the doubt within each pool, (row,), and the share of each child in it, (row, child)."""
    scores, shares = np.full(len(values), np.nan), np.zeros(values.shape)
    solver = module_in("styrbord.core.ratings.aggregating", "doubt_benefit")
    bounds = solver.Shares(options.least_share, options.most_share)
    for pool in frame.pools:
        own = Names(names.node, [names.unit(row) for row in pool.rows.tolist()], names.children)
        made = solver.doubt_benefit(values[pool.rows], shares=bounds, names=own)
        scores[pool.rows] = made.scores
        shares[pool.rows] = np.where(np.isnan(made.shares), 0.0, made.shares)
    withhold(scores, np.isnan(values), least)
    return scores, shares
