"""On which facts does the grade of a unit rest?"""

from dataclasses import dataclass

import numpy as np

from styrbord.core.ratings.doubt.classes import classes_of
from styrbord.core.ratings.explaining.peers import peers_of
from styrbord.core.ratings.options import Bands, Step
from styrbord.core.ratings.rated import Rated


@dataclass(frozen=True, slots=True)
class CellFact:
    """One cell that a grade used.

    `value` as it came in (NaN where it was missing and filled), `used` as it entered normalisation, `score`
    the normalised one, `weight` in the index of this unit; `marks` say what was done to it: imputed, treated.
    """

    indicator: str
    period: str
    value: float
    used: float
    score: float
    weight: float
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GradeFacts:
    """A grade with all that it rests on.

    `missing` are the indicators that had no value and no weight; `bands` the rule of the classes, `place` and
    `of` what a rule by places uses.
    """

    unit: str
    period: str
    grade: str
    score: float
    place: float
    of: int
    bands: Bands
    facts: tuple[CellFact, ...]
    missing: tuple[str, ...]


def facts_behind(rated: Rated, row: int) -> GradeFacts:
    """The facts that a grade used: every cell with a weight, and the rule that cuts the classes.

    Parameters
    ----------
    rated : Rated
    row : place among the rated rows.

    Returns
    -------
    GradeFacts
        The heaviest cell first. Cells of weight 0 had no part in the score and are not listed.

    Raises
    ------
    Refused
        If the rules of the classes do not fit the scores.
    """
    weights = np.nan_to_num(rated.weights[row])
    nodes = rated.method.tree.indicators
    facts = [_fact(rated, row, column, float(weights[column])) for column in range(len(nodes))]
    scores = rated.scores[peers_of(rated, row, is_table=True), -1]
    return GradeFacts(
        rated.units[row],
        rated.periods[row],
        classes_of(rated)[row],
        float(rated.scores[row, -1]),
        float(rated.ranks[row, -1]),
        int((~np.isnan(scores)).sum()),
        rated.method.bands,
        tuple(sorted((one for one in facts if one.weight > 0), key=lambda one: -one.weight)),
        tuple(one.indicator for one in facts if np.isnan(one.score)),
    )


def _fact(rated: Rated, row: int, column: int, weight: float) -> CellFact:
    node = rated.method.tree.indicators[column]
    source = int(rated.rows[row])
    value = float(rated.inputs.values[source, rated.inputs.indicators.index(node.code)])
    steps = [step for step in rated.method.steps if step in rated.stages and step is not Step.NORMALISE]
    stages = [float(rated.stages[step][row, column]) for step in steps]
    used = stages[-1] if stages else value
    marks: tuple[str, ...] = ("imputed",) if rated.is_imputed[row, column] else ()
    if Step.TREAT in steps and steps.index(Step.TREAT) > 0:
        before = stages[steps.index(Step.TREAT) - 1]
        marks += ("treated",) if stages[steps.index(Step.TREAT)] != before and not np.isnan(before) else ()
    return CellFact(
        node.code, rated.periods[row], value, used, float(rated.scores[row, column]), weight, marks
    )
