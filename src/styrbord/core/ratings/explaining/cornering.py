"""What are score and place at the corners between two ratings?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import pairwise, permutations

import numpy as np

from styrbord.core.base.problems import Refused
from styrbord.core.ratings.chain import rate
from styrbord.core.ratings.explaining.corners import Pair
from styrbord.core.ratings.explaining.differences import difference
from styrbord.core.ratings.explaining.peers import peers_of, row_of
from styrbord.core.ratings.explaining.shape import Shape, State, shape_of, state_of
from styrbord.core.ratings.inputs import Numbers
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.rated import Rated
from styrbord.core.ratings.statistics.ranks import EXACT, NEAR, sport_ranks

LINES = ("missing", "weights", "rules")


class Cause(StrEnum):
    """What a change of score or place comes from."""

    OWN = "own-data"
    OTHERS = "others-data"
    METHOD = "method"
    REVISION = "revision"


@dataclass(frozen=True, eq=False)
class Side:
    """A rating at hand and the period of it that is looked at ("" without time)."""

    method: Method
    rated: Rated
    period: str = ""


@dataclass(frozen=True, eq=False)
class Corner:
    """A rating of mixed inputs, seen from the unit; places as published and among the common units."""

    shape: Shape
    state: State
    places: tuple[float, float]


@dataclass(frozen=True, eq=False)
class Corners:
    """All mixtures of two ratings, each made once when it is asked for."""

    pair: Pair
    sides: tuple[Side, Side]
    common: frozenset[str]
    _known: dict[frozenset[Cause], Corner | None] = field(default_factory=dict)
    _steps: dict[tuple[frozenset[Cause], Cause], Numbers] = field(default_factory=dict)

    @cached_property
    def active(self) -> tuple[Cause, ...]:
        """Causes that can have a part."""
        then, now = self.sides
        found = [Cause.OWN, Cause.OTHERS] if self.pair.is_moved else []
        if then.method != now.method:
            found.append(Cause.METHOD)
        return (*found, Cause.REVISION) if self.pair.is_revised else tuple(found)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Indicators of both methods, then the lines that no indicator has."""
        codes = [node.code for side in self.sides for node in side.method.tree.indicators]
        return (*dict.fromkeys(codes), *LINES)

    def at(self, chosen: frozenset[Cause]) -> Corner | None:
        """Rating with the chosen causes as later, the others as earlier; None where the unit has no score."""
        if chosen not in self._known:
            self._known[chosen] = self._made(chosen)
        return self._known[chosen]

    def parts(self) -> tuple[Numbers, int, int]:
        """Points by cause and line, averaged over the orders on which every corner has a score.

        Returns
        -------
        by_cause : float64 (cause, line), rows in the order of `Cause`
        passed, orders : orders averaged, of how many
        """
        walked = [self._walked(order) for order in permutations(self.active)]
        whole = [one for one in walked if one is not None]
        place = {cause: number for number, cause in enumerate(Cause)}
        found = np.zeros((len(place), len(self.lines)))
        for steps in whole:
            for cause, line in steps.items():
                found[place[cause]] += line / len(whole)
        return (found if whole else np.full_like(found, np.nan)), len(whole), len(walked)

    def _walked(self, order: tuple[Cause, ...]) -> Mapping[Cause, Numbers] | None:
        sets = [frozenset(order[:count]) for count in range(len(order) + 1)]
        corners = [self.at(chosen) for chosen in sets]
        found = {}
        for cause, chosen, (then, now) in zip(order, sets, pairwise(corners), strict=False):
            if then is None or now is None:
                return None
            if (chosen, cause) not in self._steps:
                self._steps[chosen, cause] = self._step(then, now)
            found[cause] = self._steps[chosen, cause]
        return found

    def _step(self, then: Corner, now: Corner) -> Numbers:
        """Points by line from one corner to the next."""
        found = np.zeros(len(self.lines))
        if not then.shape.is_like(now.shape):
            found[-1] = now.state.values[now.shape.root] - then.state.values[then.shape.root]
            return found
        split = difference(now.shape, now.state, then.state)
        codes = [self.lines.index(node.code) for node in now.shape.tree.indicators]
        found[codes] = split.parts[now.shape.indicators]
        found[-3:] = split.missing, split.weights, split.rest
        return found

    def _made(self, chosen: frozenset[Cause]) -> Corner | None:
        own, others, method = (int(cause in chosen) for cause in (Cause.OWN, Cause.OTHERS, Cause.METHOD))
        edition = int(Cause.REVISION in chosen)
        if not chosen:
            return self._seen(self.sides[0].rated, self.sides[0].period)
        if chosen == frozenset(self.active):
            return self._seen(self.sides[1].rated, self.sides[1].period)
        inputs, period = self.pair.mixed(own=own, others=others, edition=edition)
        try:
            return self._seen(rate(self.sides[method].method, inputs), period)
        except Refused:
            return None

    def _seen(self, rated: Rated, period: str) -> Corner | None:
        row = row_of(rated, self.pair.unit, period)
        if row is None or np.isnan(rated.scores[row, -1]):
            return None
        shape = shape_of(rated.method)
        places = float(rated.ranks[row, -1]), self._among_common(rated, row)
        return Corner(shape, state_of(rated, row, shape), places)

    def _among_common(self, rated: Rated, row: int) -> float:
        """Place among the units that have a score both times; NaN in a group under its least size."""
        table = peers_of(rated, row, is_table=True)
        kept = [one for one in table.tolist() if rated.units[one] in self.common]
        peers = rated.method.peers
        if row not in kept or (peers.group and not peers.is_common and len(kept) < peers.least):
            return float("nan")
        tolerance = EXACT if rated.method.is_parity else NEAR
        return float(sport_ranks(rated.scores[kept, -1], tolerance=tolerance)[kept.index(row)])
