"""Which lanes does a run have in which single things are moved?"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from styrbord.core.base.problems import Refused
from styrbord.core.modelling.asking import Asked, unknown
from styrbord.core.modelling.operations import Numbers
from styrbord.core.modelling.system import System

Moves = Mapping[str, Numbers]
"""Numbers with dims (period,) or (period, territory), added to an exogenous series, or to the add-factor of
an endogenous variable's equation."""


def variants(system: System, asked: Asked, moves: Sequence[Moves], *, territories: int = 1) -> Asked:
    """Run with a variant for each set of moves, after the one that is asked for.

    Parameters
    ----------
    system : System
    asked : Asked
        Its moves hold in every variant; dims (period,) or (period, territory).
    moves : sequence of mapping from variable to ndarray with dims (period,) or (period, territory)
    territories : int

    Returns
    -------
    Asked
        With (1 + number of sets) x territories lanes.

    Raises
    ------
    Refused
        `model.no-variable`
    """
    names = dict.fromkeys(name for one in moves for name in one)
    if problems := unknown(names, system.names, "variable"):
        raise Refused(problems)
    changes, factors = dict(asked.changes), dict(asked.lane_factors)
    shape = asked.count, len(moves) + 1, territories
    for name in names:
        into = changes if system.rows[name] >= len(system.solved) else factors
        wide = np.zeros(shape)
        if name in into:
            wide += _wide(into[name])
        for at, one in enumerate(moves, start=1):
            if name in one:
                wide[:, at] += np.asarray(one[name]).reshape(asked.count, -1)
        into[name] = wide.reshape(asked.count, -1)
    for given in (changes, factors):
        for name, own in given.items():
            if name not in names and own.ndim == 2 and own.shape[1] == territories > 1:
                given[name] = np.tile(own, (1, shape[1]))
    return replace(asked, changes=changes, lane_factors=factors, lanes=shape[1] * shape[2])


def _wide(own: Numbers) -> Numbers:
    """Array with dims (period, 1, territory)."""
    return own.reshape(len(own), 1, -1)
