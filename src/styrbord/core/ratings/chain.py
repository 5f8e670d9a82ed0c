"""Which score and which place does a method give each unit?"""

from collections.abc import Callable, Hashable, Mapping, Sequence

import numpy as np

from styrbord.core.base.problems import Problem, Refused, Severity, define
from styrbord.core.ratings.aggregate import Frame, Weigh, aggregated
from styrbord.core.ratings.aggregating.naming import Names
from styrbord.core.ratings.balancing import by_balance
from styrbord.core.ratings.filling import denominate, impute, listed, screen
from styrbord.core.ratings.inputs import Inputs, Numbers
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.options import Pool, Step
from styrbord.core.ratings.rated import Rated
from styrbord.core.ratings.scaling import normalise, treat
from styrbord.core.ratings.stages.pools import Pooled, pools_of
from styrbord.core.ratings.state import State, first_state, groups_of, named, periods_of
from styrbord.core.ratings.statistics.ranks import EXACT, NEAR, sport_ranks
from styrbord.core.ratings.weighting.pca import pca_weights
from styrbord.core.ratings.weights import effective, equal, least_of, original, ways_of

define(
    "rating.steps",
    "The steps are {steps}.",
    "Name each step once, with normalise before aggregate at the end.",
)
define(
    "rating.small-group",
    "Members of {group} with a score: {count}; places are given from {least} on.",
    "Read the scores of this group, not places.",
    Severity.WARNING,
)
define(
    "rating.no-component-weights",
    "The children of {node} do not vary along one line: {children} run against the others, so that their "
    "common variation gives no weights.",
    "Turn a direction that is wrong, split the group, or weigh by judgement.",
)
define(
    "rating.ungrouped",
    "{units} have no group and get no place.",
    "Give each unit its group.",
    Severity.WARNING,
)
define(
    "rating.scoreless",
    "{units} have no score.",
    "Give the missing values, or ask for less of what lies below the index.",
    Severity.WARNING,
)

LEAST_LOADED = 3
TINY = 1e-12

Apply = Callable[[Method, Inputs, State], State]

STEPS: dict[Step, Apply] = {
    Step.DENOMINATE: denominate,
    Step.IMPUTE: impute,
    Step.SCREEN: screen,
    Step.TREAT: treat,
    Step.NORMALISE: normalise,
}


class Cached:
    """Many methods on the same inputs: what a step made is kept by the parameters that led to it."""

    def __init__(self, inputs: Inputs) -> None:
        """Nothing is made yet."""
        self.inputs = inputs
        self._made: dict[Hashable, State] = {}

    def state(self, method: Method) -> State:
        """Values of the indicators ready to be aggregated.

        Returns
        -------
        State

        Raises
        ------
        Refused
            With every problem of the first step that has one.
        """
        key: tuple[Hashable, ...] = (method.tree.columns,)
        if key not in self._made:
            self._made[key] = first_state(method, self.inputs)
        state = self._made[key]
        for step in steps_of(method):
            key = (*key, step, parameters(step, method))
            if key not in self._made:
                self._made[key] = STEPS[step](method, self.inputs, state)
            state = self._made[key]
        return state

    def rate(self, method: Method) -> Rated:
        """Scores and places; see `rate`.

        Returns
        -------
        Rated
        """
        return _rated(method, self.inputs, self.state(method))


def rate(method: Method, inputs: Inputs) -> Rated:
    """Take inputs through all steps of a method.

    Parameters
    ----------
    method : what is done, in the order of its steps.
    inputs : values of at least three units; in a panel several periods. A hole that no step fills makes the
        unit's other indicators count more, as far as the thresholds of the method allow.

    Returns
    -------
    Rated

    Raises
    ------
    Refused
        With every problem of the first step that has one, naming indicator, unit, node and period.

    Source: OECD/JRC 2008; sections 3.1 to 3.7 of the methods for ratings.
    """
    return Cached(inputs).rate(method)


def steps_of(method: Method) -> tuple[Step, ...]:
    """Steps of a method before the aggregation.

    Returns
    -------
    tuple of Step

    Raises
    ------
    Refused
        If a step stands twice, or the last two are not normalise and aggregate.
    """
    steps = method.steps
    if len(set(steps)) != len(steps) or steps[-1:] != (Step.AGGREGATE,) or Step.NORMALISE not in steps:
        raise Refused(Problem("rating.steps", params={"steps": ", ".join(steps) or "-"}))
    return steps[:-1]


def parameters(step: Step, method: Method) -> Hashable:
    """What a step takes from the method; two methods with the same give the same values.

    Returns
    -------
    hashable
    """
    nodes = method.tree.indicators
    if step is Step.DENOMINATE:
        return tuple((node.denominator, node.scale) for node in nodes)
    if step is Step.IMPUTE:
        return method.imputation, tuple((node.parent, node.direction) for node in nodes)
    if step is Step.SCREEN:
        return repr(method.screening), tuple(method.tree.path(node.code) for node in nodes)
    if step is Step.TREAT:
        return method.treatment, method.peers.group, tuple(node.treatment for node in nodes)
    told = tuple((node.normalisation, node.direction, node.target) for node in nodes)
    return method.normalisation, method.peers.group, method.is_parity, told


def places_pools(method: Method, inputs: Inputs, state: State) -> tuple[Pooled, ...]:
    """Rows that get places among each other: of a period, and of a group unless a common place is given.

    Returns
    -------
    tuple of Pooled
    """
    peers = method.peers
    pool = Pool.PERIOD_AND_GROUP if peers.group and not peers.is_common else Pool.PERIOD
    return pools_of(pool, periods_of(inputs, state), groups_of(inputs, state, peers.group))


def _rated(method: Method, inputs: Inputs, state: State) -> Rated:
    tree = method.tree
    pools = places_pools(method, inputs, state)
    units = named(inputs, state.rows.tolist())
    scores, weights = aggregated_by(method, state.values, Frame(units, pools, method.is_parity))
    shares = effective(tree, weights, scores)
    return Rated(
        method=method,
        inputs=inputs,
        rows=state.rows,
        stages={step: state.stage(step) for step in state.stages},
        scores=scores,
        ranks=ranks_of(scores, pools, method),
        weights=shares,
        is_imputed=state.is_imputed,
        imputed_share=(shares[:, : state.values.shape[1]] * state.is_imputed).sum(1),
        treated=state.treated,
        sources=state.sources,
        warnings=(*state.warnings, *_told(method, scores[:, -1], units, pools)),
    )


def aggregated_by(method: Method, normalised: Numbers, frame: Frame) -> tuple[Numbers, Numbers]:
    """Scores of all nodes, and the weights they were made with.

    Parameters
    ----------
    method : weights and ways of its nodes.
    normalised : float64 (row, indicator), in the order of the structure; NaN = missing.
    frame : names, rows that are compared, parity.

    Returns
    -------
    scores : float64 (row, node)
    weights : float64 (node,) or (row, node)

    Raises
    ------
    Refused
        Where a mean takes no such numbers; where the children of a node give no weights.
    """
    tree = method.tree
    weights = equal(tree) if method.weights == "equal" else original(tree)
    weigh = WEIGHED.get(method.weights)
    least = least_of(tree, method.least_available)
    return aggregated(tree, normalised, weights, ways_of(method), least, frame, weigh=weigh)


def used_weights(method: Method, inputs: Inputs, state: State) -> Numbers:
    """Weights of a method before they vary; those that come from the data, from the rows of a state.

    Returns
    -------
    float64 (node,)
        In the order of `tree.columns`; of a benefit of the doubt those below it, since it makes its own.

    Raises
    ------
    Refused
        Where the children of a node give no weights.
    """
    if method.weights not in WEIGHED:
        return equal(method.tree) if method.weights == "equal" else original(method.tree)
    pools = places_pools(method, inputs, state)
    units = named(inputs, state.rows.tolist())
    return aggregated_by(method, state.values, Frame(units, pools, method.is_parity))[1]


def by_components(names: Names, scores: Numbers, weights: Numbers) -> Numbers:
    """Weights of the children of a node by their first principal component.

    Children without a weight in the structure stay out; one alone or two count as they are given, since two
    always load alike.

    Returns
    -------
    float64 (child,)

    Raises
    ------
    Refused
        If the children do not vary along one line: such weights are not used unseen.
    """
    heavy = np.flatnonzero(weights > 0)
    if len(heavy) < LEAST_LOADED:
        return weights
    own = Names(names.node, names.units, [names.child(int(child)) for child in heavy])
    made = pca_weights(scores[:, heavy], names=own)
    if not (made.weights > -TINY).all():
        raise Refused(
            Problem("rating.no-component-weights", names.node, {"node": names.node or "-", **warning.params})
            for warning in made.warnings[:1]
        )
    found = np.zeros(len(weights))
    found[heavy] = np.maximum(made.weights, 0.0)
    return found


WEIGHED: Mapping[str, Weigh] = {"pca": by_components, "optimised": by_balance}
"""Weights that come from the scores of the children, by the word of the method."""


def ranks_of(scores: Numbers, pools: Sequence[Pooled], method: Method) -> Numbers:
    """Places of all nodes, within each pool.

    Parameters
    ----------
    scores : float64 (row, node), NaN = missing.
    pools : rows that are placed among each other.
    method : ties, rounding and least size of a group.

    Returns
    -------
    float64 (row, node)
        NaN without a score, without a pool, in a group that is too small.
    """
    found = np.full(scores.shape, np.nan)
    least = method.peers.least if method.peers.group else 1
    counted = scores if method.decimals is None else np.round(scores, method.decimals)
    for pool in pools:
        own = counted[pool.rows].T
        places = sport_ranks(own, tolerance=EXACT if method.is_parity else NEAR)
        is_enough = (~np.isnan(own)).sum(1, keepdims=True) >= least
        found[pool.rows] = np.where(is_enough, places, np.nan).T
    return found


def _told(method: Method, index: Numbers, units: Sequence[str], pools: Sequence[Pooled]) -> list[Problem]:
    """Units without score or group, and groups too small for places."""
    warnings = []
    if gone := [units[row] for row in np.flatnonzero(np.isnan(index)).tolist()]:
        warnings.append(Problem("rating.scoreless", params={"units": listed(gone)}))
    if not method.peers.group:
        return warnings
    inside = np.zeros(len(units), dtype=np.bool_)
    for pool in pools:
        inside[pool.rows] = True
        count = int((~np.isnan(index[pool.rows])).sum())
        if count < method.peers.least and not method.peers.is_common:
            words = {"group": pool.label, "count": count, "least": method.peers.least}
            warnings.append(Problem("rating.small-group", pool.label, words))
    if not inside.all():
        names = listed([units[row] for row in np.flatnonzero(~inside).tolist()])
        warnings.append(Problem("rating.ungrouped", params={"units": names}))
    return warnings
