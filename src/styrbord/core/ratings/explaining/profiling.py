"""In what is a unit strong and in what weak, beside its peers?"""

from dataclasses import dataclass

import numpy as np

from styrbord.core.ratings.chain import ranks_of
from styrbord.core.ratings.explaining.peers import peers_of
from styrbord.core.ratings.rated import Rated
from styrbord.core.ratings.stages.pools import Pooled


@dataclass(frozen=True, slots=True)
class Strength:
    """A node of the index by the unit's place among its peers.

    `rank` of `of` (1 = best, ties share the smallest); `score` normalised, `median` that of the peers;
    `weight` in the index of this unit.
    """

    code: str
    rank: int
    of: int
    score: float
    median: float
    weight: float


@dataclass(frozen=True, slots=True)
class Profile:
    """The strongest and the weakest nodes of a unit."""

    unit: str
    strengths: tuple[Strength, ...]
    weaknesses: tuple[Strength, ...]


def strengths(
    rated: Rated, row: int, *, most: int = 5, level: int = 1, without_bottom_ties: bool = True
) -> Profile:
    """The nodes in which a unit stands best and worst among its peers.

    Parameters
    ----------
    rated : Rated
    row : place among the rated rows.
    most : how many of each.
    level : of the nodes: 1 = indicators.
    without_bottom_ties : whether nodes are left out in which the unit shares the very last place with others:
        where many have nothing, that tells nothing about this one.

    Returns
    -------
    Profile
        By place, then by the order of the structure. A node is never both: those above the middle place of
        their peers are strengths. Nodes that the unit lacks are left out.

    Source: section 3.8 of the methods for ratings.
    """
    peers = peers_of(rated, row)
    places = ranks_of(rated.scores, [Pooled("", peers)], rated.method)
    found = []
    for code in (node.code for node in rated.method.tree.nodes if node.level == level):
        column = rated.column(code)
        own, among = places[row, column], places[peers, column]
        count = int((~np.isnan(among)).sum())
        if np.isnan(own) or (
            without_bottom_ties and own > 1 and (among == own).sum() > 1 and own == np.nanmax(among)
        ):
            continue
        median = float(np.nanmedian(rated.scores[peers, column]))
        score, weight = float(rated.scores[row, column]), float(rated.weights[row, column])
        found.append(Strength(code, int(own), count, score, median, weight))
    ordered = sorted(found, key=lambda one: one.rank / one.of)
    strong = [one for one in ordered if one.rank * 2 <= one.of + 1]
    weak = sorted(found, key=lambda one: -one.rank / one.of)
    weak = [one for one in weak if one.rank * 2 > one.of + 1]
    return Profile(rated.units[row], tuple(strong[:most]), tuple(weak[:most]))
