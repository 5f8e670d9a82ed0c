"""What score does an officer get by a stated formula over the index that he or she answers for?

The formula stands in the grammar of `core/base/expression`; its names are inputs such as the index, its
change and single nodes. Each input contributes what it moves the score from a stated start; where the
formula is no sum, that is Shapley's part.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from styrbord.core.base.expression import Expression, checked_names, evaluate, parse
from styrbord.core.ratings.explaining.shapley import shapley
from styrbord.core.ratings.inputs import Numbers
from styrbord.core.ratings.rated import Rated


@dataclass(frozen=True, slots=True)
class OfficerPart:
    """One input: its value, where it started, and what its way from there gives the score."""

    name: str
    value: float
    start: float
    points: float


@dataclass(frozen=True, slots=True)
class OfficerScore:
    """A score by a formula; `start_score` and the points of the parts sum to `score`.

    Without a value of an input that the formula needs the score is NaN, and so are the points. `error` is the
    standard error of the points where there are more than 10 inputs, else 0.
    """

    formula: str
    score: float
    start_score: float
    parts: tuple[OfficerPart, ...]
    error: float = 0.0

    def moved(self, name: str, value: float) -> float:
        """Score with one input at another value."""
        inputs = {part.name: part.value for part in self.parts} | {name: value}
        return _value(parse(self.formula), inputs)


def officer_score(
    formula: str, inputs: Mapping[str, float], *, start: Mapping[str, float] | None = None
) -> OfficerScore:
    """Score by a formula and what each input contributes.

    Parameters
    ----------
    formula : in the grammar of `core/base/expression`, such as "0.6 * maturity + 0.4 * change".
    inputs : values by name; NaN = missing. Names that the formula does not use are left out.
    start : from where contributions are counted, such as the year before or the peers' median; 0 for names
        that it does not have.

    Returns
    -------
    OfficerScore

    Raises
    ------
    Refused
        For a formula that cannot be read, with the place in it, and for names that are no inputs.

    Source: Shapley 1953; ours in using it here.

    >>> told = officer_score("0.5 * maturity + 2 * change", {"maturity": 60.0, "change": 3.0})
    >>> told.score, [part.points for part in told.parts], told.moved("change", 4.0)
    (36.0, [30.0, 6.0], 38.0)
    """
    expression = parse(formula)
    checked_names(expression, inputs)
    names = sorted(expression.names, key=list(inputs).index)
    values = {name: float(inputs[name]) for name in names}
    origin = {name: float((start or {}).get(name, 0.0)) for name in names}

    def value(chosen: int) -> Numbers:
        taken = {n: values[n] if chosen >> bit & 1 else origin[n] for bit, n in enumerate(names)}
        return np.array(_value(expression, taken))

    shares = shapley(value, len(names))
    return OfficerScore(
        formula,
        _value(expression, values),
        _value(expression, origin),
        tuple(
            OfficerPart(name, values[name], origin[name], float(points))
            for name, points in zip(names, shares.parts.tolist(), strict=True)
        ),
        float(np.linalg.norm(shares.errors)),
    )


def inputs_of(rated: Rated, row: int, before: int | None = None) -> Mapping[str, float]:
    """What a formula may name about a unit: its index, the index's change, and every node by its code.

    Parameters
    ----------
    rated : Rated
    row : place of the unit among the rated rows.
    before : place of the same unit in an earlier period; without it the change is missing.

    Returns
    -------
    mapping from name to points
        `maturity` and `change` unless the tree has nodes of these names, then the codes of the tree.
    """
    scores = rated.scores[row]
    change = float("nan") if before is None else float(scores[-1] - rated.scores[before, -1])
    nodes = dict(zip(rated.method.tree.columns, scores.tolist(), strict=True))
    return {"maturity": float(scores[-1]), "change": change} | nodes


def _value(expression: Expression, inputs: Mapping[str, float]) -> float:
    return float(np.asarray(evaluate(expression, inputs)).reshape(-1)[-1])
