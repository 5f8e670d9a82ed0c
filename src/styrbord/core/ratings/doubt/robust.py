"""Does a class hold when the weights are a tenth larger or smaller?"""

import numpy as np
import numpy.typing as npt

from styrbord.core.base.fan_out import InProcess
from styrbord.core.base.progress import silent
from styrbord.core.ratings.chain import Cached
from styrbord.core.ratings.doubt.chance import Floats, uniforms
from styrbord.core.ratings.doubt.factors import WEIGHTS, Factor
from styrbord.core.ratings.doubt.recalculating import worked
from styrbord.core.ratings.doubt.variants import Asked, Variant, ready
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.options import Variation

CHANGE = 0.1
CORNERS = 8
"""So many weights are moved in every combination of up and down; of more, 2^8 combinations are drawn."""
_OF_CORNERS = 13
SEED = 1
"""Always the same combinations: whether a class is robust is no matter of the run's chance."""


def is_robust(method: Method, asked: Asked, cached: Cached) -> npt.NDArray[np.bool_]:
    """Whether rows keep their class when weights change by a tenth, each alone and all together.

    Parameters
    ----------
    method : method.
    asked : inputs, rows and seed.
    cached : steps that were made already.

    Returns
    -------
    bools (row,)
        True where no set of `nudged` gives another class.

    Source: R-086 of the requirements: a class that changes under +-10 % weight change is not robust.
    """
    made = ready(method, asked, cached.state(method))
    factor = Factor(Variation(WEIGHTS), nudged(made.weights, SEED))
    one = Variant(method, [factor], np.arange(factor.count)[:, None], made)
    numbers = worked([one], asked, is_kept=True, progress=silent, fan_out=InProcess()).numbers
    found: npt.NDArray[np.bool_] = (numbers == numbers[0]).all(0)
    return found


def nudged(weights: Floats, seed: int) -> Floats:
    """Weights as they are; each one alone a tenth up and down; all together, up or down.

    Parameters
    ----------
    weights : float64 (node,), relative; the root, which stands last, counts for nothing.
    seed : whole number.

    Returns
    -------
    float64 (set, node)

    >>> nudged(np.array([1.0, 1.0, 1.0]), 0)[:3].tolist()
    [[1.0, 1.0, 1.0], [1.1, 1.0, 1.0], [1.0, 1.1, 1.0]]
    """
    moving = len(weights) - 1
    alone = np.zeros((moving, len(weights)))
    np.fill_diagonal(alone, 1.0)
    if moving <= CORNERS:
        together = np.array(
            [[(row >> bit & 1) * 2 - 1 for bit in range(moving)] for row in range(1 << moving)]
        )
    else:
        drawn = uniforms(seed, _OF_CORNERS, np.arange(1 << CORNERS)[:, None], np.arange(moving))
        together = np.where(drawn < 0.5, -1, 1)
    corners = np.concatenate([together, np.zeros((len(together), 1))], axis=1)
    signs = np.concatenate([np.zeros((1, len(weights))), alone, -alone, corners])
    return weights * (1 + CHANGE * signs)
