"""What does each party pay if the group that fares worst is to fare as well as it can, then the next one?

The nucleolus makes the excesses e(S) = x(S) - C(S) of all proper coalitions, sorted from the largest down,
lexicographically smallest, over all x that pay for the whole and ask nobody for more than it
pays alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.investments.allocation.game import Game

Floats = npt.NDArray[np.float64]

MOST_PARTIES = 12
_EXACT = 1e-7
"""Excesses nearer to each other than this share of the largest cost are equal."""
_WEIGHT = 1e-9

DEARER_TOGETHER = define(
    "allocation.dearer-together",
    "All together pay {whole}, which is more than {apart}, the sum of what each would pay alone.",
    "There is no allocation that nobody would refuse alone; look at the costs, or choose another method.",
)


@dataclass(frozen=True, slots=True)
class Level:
    """Coalitions whose excess is equal, and as small as those before allow."""

    excess: float
    coalitions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Nucleolus:
    """Shares by party, and the levels of excess that settled them, the worst first."""

    shares: tuple[float, ...]
    levels: tuple[Level, ...]


def nucleolus(game: Game) -> Nucleolus:
    """Nucleolus, by a row of linear programs.

    Each program finds the smallest excess that all coalitions still open can be held to; those whose dual is
    positive cannot have less in any solution and are fixed there. It ends when the fixed ones settle x.

    Parameters
    ----------
    game : costs of all coalitions, of at most 12 parties.

    Returns
    -------
    Nucleolus
        Exact to about nine digits; round to the cent before money moves.

    Raises
    ------
    Refused
        `allocation.dearer-together` when C(N) exceeds the sum of the stand-alone costs.
    ValueError
        With more than 12 parties, or if a program cannot be solved.

    Source: Schmeidler 1969, The nucleolus of a characteristic function game; the row of programs after
    Maschler, Peleg and Shapley 1979; Kopelowitz 1967.

    Examples
    --------
    >>> from decimal import Decimal
    >>> from styrbord.core.investments.allocation.game import game_of
    >>> game = game_of(["a", "b"], {"a": Decimal(3), "b": Decimal(2), "a+b": Decimal(4)})
    >>> nucleolus(game).shares
    (2.5, 1.5)
    """
    count = len(game.parties)
    if count > MOST_PARTIES:
        raise ValueError(f"there are {count} parties; the nucleolus is computed for up to {MOST_PARTIES}")
    game.known(range(game.whole + 1))
    if sum(game.alone) < game.cost_of_all:
        words = {"whole": game.cost_of_all, "apart": sum(game.alone)}
        raise Refused(Problem(DEARER_TOGETHER.code, "coalition_value", words))
    costs = np.array(game.known(range(game.whole + 1)), dtype=np.float64)
    scale = float(np.abs(costs).max()) or 1.0
    shares, levels = _settled(_members(count), costs / scale)
    told = tuple(Level(level.excess * scale, level.coalitions) for level in levels)
    return Nucleolus(tuple(float(round(one * scale, 12)) for one in shares), told)


def _members(count: int) -> Floats:
    """Which party is in which coalition, float64 (coalition, party)."""
    coalitions = np.arange(1 << count)[:, None]
    return ((coalitions >> np.arange(count)) & 1).astype(np.float64)


def _settled(members: Floats, costs: Floats) -> tuple[Floats, list[Level]]:
    """Shares and levels; `members` float64 (coalition, party), `costs` float64 (coalition,)."""
    count, whole = members.shape[1], len(costs) - 1
    rows, right = [members[whole]], [costs[whole]]
    still = np.arange(1, whole)
    levels: list[Level] = []
    while len(still) and np.linalg.matrix_rank(np.array(rows)) < count:
        excess, shares, tight, bound = _program(members, costs, still, np.array(rows), np.array(right))
        levels.append(Level(excess, tuple(int(one) for one in still[tight])))
        for coalition in still[tight]:
            rows.append(members[coalition])
            right.append(costs[coalition] + excess)
        for party in bound:
            rows.append(members[1 << party])
            right.append(costs[1 << party])
        still = still[~tight]
        still = still[_is_free(members[still], np.array(rows))]
    shares = np.linalg.lstsq(np.array(rows), np.array(right), rcond=None)[0]
    return shares, levels


def _program(
    members: Floats, costs: Floats, still: npt.NDArray[np.int64], rows: Floats, right: Floats
) -> tuple[float, Floats, npt.NDArray[np.bool_], list[int]]:
    """Smallest excess of the coalitions still open, with those that hold it up (`tight`, bound parties)."""
    count = members.shape[1]
    alone = costs[1 << np.arange(count)]
    found = linprog(
        np.r_[np.zeros(count), 1.0],
        A_ub=np.c_[members[still], -np.ones(len(still))],
        b_ub=costs[still],
        A_eq=np.c_[rows, np.zeros(len(rows))],
        b_eq=right,
        bounds=[*((None, limit + 1e-12) for limit in alone), (None, None)],
        method="highs",
    )
    if found.status != 0:
        raise ValueError(f"the program of the nucleolus was not solved: {found.message}")
    tight = -found.ineqlin.marginals > _WEIGHT
    held = -found.upper.marginals[:count] > _WEIGHT
    return float(found.fun), found.x[:count], tight, [int(one) for one in np.flatnonzero(held)]


def _is_free(members: Floats, rows: Floats) -> npt.NDArray[np.bool_]:
    """Coalitions whose excess is not yet settled by the fixed ones, bool (coalition,)."""
    _, sizes, directions = np.linalg.svd(rows)
    rank = int((sizes > 1e-9).sum())
    return np.asarray(np.abs(members @ directions[rank:].T).max(axis=1, initial=0.0) > 1e-9)


def is_nucleolus(game: Game, shares: Sequence[float]) -> bool:
    """Whether shares are the nucleolus, by its own conditions and not by how they were found.

    For every size a, the coalitions with an excess of a or more, together with the parties that pay just
    their stand-alone cost, must be balanced: there are weights, above 0 for the former and 0 or more for the
    latter, by which all parties are covered alike.

    Parameters
    ----------
    game : costs of all coalitions.
    shares : by party.

    Returns
    -------
    bool

    Source: Kohlberg 1971, On the nucleolus of a characteristic function game, for costs.

    Examples
    --------
    >>> from decimal import Decimal
    >>> from styrbord.core.investments.allocation.game import game_of
    >>> game = game_of(["a", "b"], {"a": Decimal(3), "b": Decimal(2), "a+b": Decimal(4)})
    >>> is_nucleolus(game, [2.5, 1.5]), is_nucleolus(game, [2.4, 1.6])
    (True, False)
    """
    costs = np.array(game.known(range(game.whole + 1)), dtype=np.float64)
    members = _members(len(game.parties))
    near = _EXACT * (float(np.abs(costs).max()) or 1.0)
    excess = (members @ np.array(shares) - costs)[1:-1]
    alone = costs[1 << np.arange(len(shares))]
    is_payable = abs(sum(shares) - costs[-1]) <= near and bool((np.array(shares) <= alone + near).all())
    tied = members[1 << np.flatnonzero(np.array(shares) >= alone - near)]
    order = np.sort(excess)[::-1]
    ends = [float(one) for at, one in enumerate(order) if at + 1 == len(order) or one - order[at + 1] > near]
    return is_payable and all(_is_balanced(members[1:-1][excess >= end - near / 2], tied) for end in ends)


def _is_balanced(chosen: Floats, tied: Floats) -> bool:
    """Whether weights above 0 for the chosen, and from 0 for the tied, cover all parties alike."""
    found = linprog(
        np.zeros(len(chosen) + len(tied) + 1),
        A_eq=np.c_[np.vstack([chosen, tied]).T, -np.ones(chosen.shape[1])],
        b_eq=np.zeros(chosen.shape[1]),
        bounds=[(1, None)] * len(chosen) + [(0, None)] * (len(tied) + 1),
        method="highs",
    )
    return bool(found.status == 0)
