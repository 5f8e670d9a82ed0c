"""What is asked of a run of a model?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from styrbord.core.base.codes import nearest
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.modelling.model import Model
from styrbord.core.modelling.operations import Numbers
from styrbord.core.modelling.series import Series
from styrbord.core.modelling.solving import CLOSE, MOST_ROUNDS

define(
    "model.periods-order",
    "The run ends in {last}, before it begins in {first}.",
    "Give the earlier one first.",
)
define("model.long-run", "The run has {found} periods.", "Ask for at most {most}.")
define("model.no-variable", "The model has no {what} {name}.", "Did you mean {nearest}?")
define(
    "model.forward",
    "The model looks ahead (TSLEAD) at {names}.",
    "Models that look ahead at what they explain cannot be solved by this version: write it without.",
)
define(
    "model.lanes",
    "{found} paths are no multiple of the {territories} territories.",
    "Ask for the same number of paths in each territory.",
)
MOST_PERIODS = 2_000


class Kind(StrEnum):
    """Where lagged values of explained variables come from, and what the solution starts from.

    dynamic: solved ones, from history. forecast: solved ones, from the period before; no history of
    explained variables is needed. static: history.
    """

    DYNAMIC = "dynamic"
    STATIC = "static"
    FORECAST = "forecast"


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn for some lanes: dims (period, lane) by variable, (lane,) by coefficient.

    What is drawn for variables is taken out when it is written into the arrays of a run.
    """

    factors: dict[str, Numbers] = field(default_factory=dict)
    changes: dict[str, Numbers] = field(default_factory=dict)
    coefficients: Mapping[tuple[str, str], Numbers] = field(default_factory=dict)


class Drawing(Protocol):
    """Draws for lanes from one place to before another, always the same for a lane; picklable."""

    def __call__(self, low: int, high: int) -> Drawn:
        """Draw; nothing for the lanes of the run without changes."""
        ...


@dataclass(frozen=True, slots=True)
class Asked:
    """Run from one ordinal to another, both included.

    `exogenised`: ordinals by variable in which its equation does not hold and the data do; None is always.
    `factors`: add-factors by equation, dims (period,), within the left function. `changes`: numbers added
    to exogenous series, dims (period,) or (period, lane); `lane_factors` likewise to add-factors.
    `coefficients`: instead of those of the system, dims (lane,), where it has them by lane. `drawn`: more of
    all these, drawn when their lanes are solved. With territories lane is variant x territories + territory,
    and the first variant is the run from which the others begin.
    """

    first: int
    last: int
    kind: Kind = Kind.DYNAMIC
    exogenised: Mapping[str, frozenset[int] | None] = field(default_factory=dict)
    factors: Mapping[str, Numbers] = field(default_factory=dict)
    changes: Mapping[str, Numbers] = field(default_factory=dict)
    lane_factors: Mapping[str, Numbers] = field(default_factory=dict)
    coefficients: Mapping[tuple[str, str], Numbers] = field(default_factory=dict)
    drawn: Drawing | None = None
    lanes: int = 1
    close: float = CLOSE
    most: int = MOST_ROUNDS

    @property
    def count(self) -> int:
        """Number of periods."""
        return self.last - self.first + 1


def check(asked: Asked, model: Model, data: Series) -> None:
    """Look at what is asked, before anything is solved.

    Raises
    ------
    Refused
        `model.periods-order`, `model.long-run`, `model.no-variable`, `model.lanes`.
    """
    problems: list[Problem] = []
    if asked.count < 1:
        ends = {"first": str(data.period(asked.first)), "last": str(data.period(asked.last))}
        problems.append(Problem("model.periods-order", "", ends))
    if asked.count > MOST_PERIODS:
        problems.append(Problem("model.long-run", "", {"found": asked.count, "most": MOST_PERIODS}))
    explained = {**asked.exogenised, **asked.factors, **asked.lane_factors}
    problems += unknown(explained, model.endogenous, "equation of")
    problems += unknown(asked.changes, model.exogenous, "exogenous variable")
    if asked.lanes % data.territories:
        counted = {"found": asked.lanes, "territories": data.territories}
        problems.append(Problem("model.lanes", "", counted))
    if problems:
        raise Refused(problems)


def unknown(names: Mapping[str, object], known: tuple[str, ...], what: str) -> list[Problem]:
    """One `model.no-variable` for each name that is not known.

    Returns
    -------
    list of Problem
    """
    return [
        Problem(
            "model.no-variable",
            "",
            {"what": what, "name": name, "nearest": nearest(name, known) or ", ".join(known[:8])},
        )
        for name in names
        if name not in known
    ]
