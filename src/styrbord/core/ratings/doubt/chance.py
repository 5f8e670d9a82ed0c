"""Which random numbers belong to a seed and a place, whoever asks first?

A number is a hash of the seed and of its places (replicate, node, row ...). It therefore does not depend on
how the work is cut or spread, nor on the version of a library.
"""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint64]

_STEP = np.array([0x9E3779B97F4A7C15], dtype=np.uint64)
_FIRST = np.array([0xBF58476D1CE4E5B9], dtype=np.uint64)
_SECOND = np.array([0x94D049BB133111EB], dtype=np.uint64)
_HALF, _SMALL, _SHORT, _DROPPED = (np.array([bits], dtype=np.uint64) for bits in (30, 27, 31, 11))


def words(seed: int, *places: Ints | int) -> Words:
    """64 random bits for each place.

    Parameters
    ----------
    seed : any whole number; its last 64 bits count.
    places : whole numbers that broadcast against each other; one place at least.

    Returns
    -------
    uint64 of the broadcast shape, with one dimension at least

    Source: the mixing function of SplitMix64, Steele, Lea and Flood 2014, applied once for each place.
    """
    state = _mixed(np.array([seed % (1 << 64)], dtype=np.uint64) + _STEP)
    for place in places:
        state = _mixed((state ^ np.atleast_1d(np.asarray(place, dtype=np.int64)).view(np.uint64)) + _STEP)
    return state


def uniforms(seed: int, *places: Ints | int) -> Floats:
    """A number in [0, 1) for each place, with 53 random bits.

    Parameters
    ----------
    seed, places : as of `words`.

    Returns
    -------
    float64 of the broadcast shape

    >>> float(uniforms(1, 2)[0]) == float(uniforms(1, np.arange(9))[2])
    True
    """
    return (words(seed, *places) >> _DROPPED).astype(np.float64) * 2.0**-53


def normals(seed: int, *places: Ints | int) -> Floats:
    """A standard normal number for each place.

    Parameters
    ----------
    seed, places : as of `words`.

    Returns
    -------
    float64 of the broadcast shape

    Source: Box and Muller 1958.
    """
    length = np.sqrt(-2.0 * np.log1p(-uniforms(seed, *places, 0)))
    found: Floats = length * np.cos(2.0 * np.pi * uniforms(seed, *places, 1))
    return found


def _mixed(state: Words) -> Words:
    state = (state ^ (state >> _HALF)) * _FIRST
    state = (state ^ (state >> _SMALL)) * _SECOND
    return state ^ (state >> _SHORT)
