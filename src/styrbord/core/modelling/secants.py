"""How do the steps of a lane correct the derivative that all lanes share?

Broyden's method with the steps themselves kept instead of matrices (Kelley 1995, section 7.3), for all lanes
at once: each lane learns its own derivative from where its steps have led.
"""

import numpy as np
import numpy.typing as npt

from styrbord.core.modelling.operations import Numbers

MOST = 12
_SMALLEST = 0.1


class Secants:
    """Steps made so far, in units of the variables' size."""

    def __init__(self, size: Numbers) -> None:
        """Know the size of each variable, dims (variable, lane)."""
        self._size = size
        self._past: list[Numbers] = []
        self._norms: list[Numbers] = []

    def forget(self) -> None:
        """Begin anew with another derivative."""
        self._past, self._norms = [], []

    def step(self, plain: Numbers, is_still: npt.NDArray[np.bool_]) -> Numbers:
        """Step corrected by what the steps before have shown.

        Parameters
        ----------
        plain : ndarray with dims (variable, lane)
            Step by the shared derivative.
        is_still : ndarray with dims (lane,)
            Lanes that do not make the step; they begin anew.

        Returns
        -------
        ndarray with dims (variable, lane)
        """
        if len(self._past) >= MOST:
            self.forget()
        found = plain / self._size
        for place, (step, norm) in enumerate(zip(self._past, self._norms, strict=True)):
            share = _share(step, norm, found)
            if place + 1 < len(self._past):
                found = found + self._past[place + 1] * share
            else:
                left = 1.0 - share
                found = found / np.where(left < _SMALLEST, 1.0, left)
        if is_still.any():
            for step in self._past:
                step[:, is_still] = 0.0
            self._norms = [np.where(is_still, 0.0, norm) for norm in self._norms]
        self._past.append(np.where(is_still | ~np.isfinite(found).all(axis=0), 0.0, found))
        self._norms.append(_dot(self._past[-1], self._past[-1]))
        return found * self._size


def _dot(one: Numbers, other: Numbers) -> Numbers:
    return np.asarray(np.einsum("ij,ij->j", one, other))


def _share(step: Numbers, norm: Numbers, found: Numbers) -> Numbers:
    dot = _dot(step, found)
    return np.divide(dot, norm, out=np.zeros_like(dot), where=norm > 0)
