"""With which numbers and points was a run computed, so that it can be explained and tried otherwise?"""

from dataclasses import dataclass

import numpy as np

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.ratings.chain import rate
from styrbord.core.ratings.explaining.peers import row_of
from styrbord.core.ratings.inputs import Inputs
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.rated import Rated
from styrbord.services.ratings.asking import audience, found_for
from styrbord.services.ratings.gathering import gathered
from styrbord.services.ratings.keeping import method_of, scope_of
from styrbord.services.ratings.seeing import AUDIENCE
from styrbord.services.reading import Reading, visible
from styrbord.store.clock import from_ms
from styrbord.store.steering.models import RatingRun, RatingVersion

define(
    "rating.moved-numbers",
    "Numbers that this rating rests on were withdrawn or hidden since.",
    "Rate anew from the numbers of now.",
)
define(
    "rating.not-rated",
    "'{subject}' has no place in this rating.",
    "Choose a subject that is rated.",
)


@dataclass(frozen=True)
class Again:
    """A run with its numbers at hand, the method by which they were rated, and all that came out."""

    run: RatingRun
    method: Method
    inputs: Inputs
    rated: Rated

    def row(self, subject: str) -> int:
        """Row of a subject in the period that is rated.

        Raises
        ------
        Refused
            `rating.not-rated` where it has none, or no score.
        """
        found = row_of(self.rated, subject, self.run.period)
        if found is None or np.isnan(self.rated.scores[found, -1]):
            raise Refused(Problem("rating.not-rated", "subject", {"subject": subject[:64]}))
        return found


def again(reading: Reading, row: RatingRun) -> Again:
    """A run computed again, without its doubt.

    Raises
    ------
    Refused
        `rating.moved-numbers` unless the numbers are those of then.
    """
    found = reading.kept(("rating again", row.token), lambda: _again(row))
    if found is None:
        raise Refused(Problem("rating.moved-numbers"))
    return found


def _again(row: RatingRun) -> Again | None:
    then = visible(AUDIENCE[audience(row.access)], as_of=from_ms(row.at))
    said = row.manifest
    arguments = {"period": row.period, "frame": said["frame"], "types": said["types"]}
    found = found_for(then, row.version, arguments)
    if found.fingerprint != said["inputs_hash"]:
        return None
    method = method_of(row.version)
    return Again(row, method, found.inputs, rate(method, found.inputs))


def inputs_by(row: RatingRun, method: Method, version: RatingVersion | None = None) -> Inputs:
    """Numbers of another method for those whom a run rates, as of its moment and for its readers."""
    then = visible(AUDIENCE[audience(row.access)], as_of=from_ms(row.at))
    said, scope = row.manifest, scope_of(version or row.version)
    return gathered(then, method, scope, row.period, said["frame"], said["types"]).inputs
