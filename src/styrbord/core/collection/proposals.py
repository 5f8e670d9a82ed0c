"""Which known names are most like a printed one?

Likeness ranks what a person is offered; it never decides.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

_Floats = npt.NDArray[np.float64]
_GRAM = 3


class Likeness:
    """Names taken apart into runs of three letters, each weighted by how rare it is."""

    def __init__(self, names: Sequence[str]) -> None:
        """Weigh the runs of letters of the names, whose numbers are then their positions."""
        self._size = len(names)
        places: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for position, name in enumerate(names):
            for gram, count in Counter(_grams(name)).items():
                places[gram].append((position, count))
        self._rarity = {gram: math.log((1 + self._size) / len(found)) for gram, found in places.items()}
        self._found = {gram: self._weighted(gram, found) for gram, found in places.items()}
        squares = np.zeros(self._size)
        for positions, weights in self._found.values():
            squares[positions] += weights**2
        self._norm = np.sqrt(squares)

    def of(self, name: str) -> _Floats:
        """Likeness of a name to each of the names, 0 to 1.

        Returns
        -------
        array, shape (names,)
            Cosine of the angle between the weighted runs of letters (Salton, Wong and Yang 1975,
            "A vector space model for automatic indexing", section 2).

        Examples
        --------
        >>> Likeness(["alby", "berga"]).of("alby").round(2).tolist()
        [1.0, 0.0]
        """
        scores, own = np.zeros(self._size), 0.0
        for gram, count in Counter(_grams(name)).items():
            weight = count * self._rarity.get(gram, math.log(1 + self._size))
            own += weight**2
            if gram in self._found:
                positions, weights = self._found[gram]
                scores[positions] += weight * weights
        norm = self._norm * math.sqrt(own)
        likeness: _Floats = np.divide(scores, norm, out=np.zeros(self._size), where=norm > 0)
        return likeness.clip(0, 1)

    def _weighted(self, gram: str, found: list[tuple[int, int]]) -> tuple[npt.NDArray[np.int64], _Floats]:
        positions, counts = zip(*found, strict=True)
        return np.array(positions), np.array(counts) * self._rarity[gram]


def _grams(name: str) -> list[str]:
    padded = f"  {name} "
    return [padded[start : start + _GRAM] for start in range(len(padded) - _GRAM + 1)]
