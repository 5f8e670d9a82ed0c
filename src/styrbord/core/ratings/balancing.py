"""Which weights let each child say as much about its parent as the structure wants?"""

import numpy as np

from styrbord.core.base.catalogue import module_in
from styrbord.core.ratings.aggregating.means import power_mean
from styrbord.core.ratings.aggregating.naming import Names
from styrbord.core.ratings.inputs import Numbers


def by_balance(names: Names, scores: Numbers, weights: Numbers) -> Numbers:
    """Weights of the children of a node under which their correlations with it stand as the given weights do.

    The given weights are read as the wanted shares of influence, since a weight alone does not say how much a
    child moves its parent. The parent is held for a weighted mean while they are sought. Children without a
    weight in the structure stay out; one alone counts as it is given.

    Parameters
    ----------
    names : of the node, its rows and its children, for a refusal.
    scores : float64 (row, child), NaN = missing.
    weights : float64 (child,), the wanted shares, relative.

    Returns
    -------
    float64 (child,)

    Raises
    ------
    Refused
        If a child is the same in all rows.

    Source: Becker et al. 2017; the aim "balance" of `weighting/optimised.py`, node by node.
    """
    heavy = np.flatnonzero(weights > 0)
    if len(heavy) < 2:
        return weights
    own = Names(names.node, names.units, [names.child(int(child)) for child in heavy])
    nodes = scores[:, heavy]
    solver = module_in("styrbord.core.ratings.weighting", "optimised")
    made = solver.optimised_weights(
        nodes, lambda w: power_mean(nodes, w, exponent=1.0), targets=weights[heavy], names=own
    )
    found = np.zeros(len(weights))
    found[heavy] = made.weights
    return found
