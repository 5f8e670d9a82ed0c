"""What would the weights be if they were a little different?"""

import numpy as np
import numpy.typing as npt

from styrbord.core.base.problems import Problem, Refused, define

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

NOISE = define(
    "rating.noise",
    "The noise of the weights is {value}.",
    "Give a share from 0 to 1; 0.25 moves each weight by at most a quarter up or down.",
)


def noisy_weights(weights: Floats, uniforms: Floats, *, noise: float, chosen: Bools | None = None) -> Floats:
    """Weights moved at random, w' = w (1 + f (2 u - 1)).

    Parameters
    ----------
    weights : float64 (node,), relative.
    uniforms : float64 (..., node), u from 0 to 1, one for each weight of each replicate.
    noise : f, share by which a weight moves at most, 0 to 1.
    chosen : bool (node,), the weights that move, such as those of some levels; None = all.

    Returns
    -------
    float64 (..., node)
        Not rescaled.

    Raises
    ------
    Refused
        If f lies outside 0 to 1: weights would turn negative.

    Source: Becker et al. 2022 (COINr); Saisana, Saltelli and Tarantola 2005.

    >>> noisy_weights(np.array([1.0, 2.0]), np.array([[0.0, 0.5], [1.0, 1.0]]), noise=0.25)
    array([[0.75, 2.  ],
           [1.25, 2.5 ]])
    """
    if not 0 <= noise <= 1:
        raise Refused(Problem(NOISE.code, "", {"value": noise}))
    moved: Floats = weights * (1 + noise * (2 * uniforms - 1))
    return moved if chosen is None else np.where(chosen, moved, weights)


def noisy_sets(
    weights: Floats, *, count: int, noise: float, seed: int, chosen: Bools | None = None
) -> Floats:
    """Sets of weights moved at random, the same for the same seed.

    Parameters
    ----------
    weights : float64 (node,), relative.
    count : number of sets.
    noise, chosen : as in `noisy_weights`.
    seed : of the random numbers.

    Returns
    -------
    float64 (set, node)
    """
    uniforms = np.random.default_rng(seed).random((count, len(weights)))
    return noisy_weights(weights, uniforms, noise=noise, chosen=chosen)
