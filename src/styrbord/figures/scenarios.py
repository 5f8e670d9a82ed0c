"""What do three scenarios say in numbers, how far from the target, and how much lies outside?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from styrbord.core.base.periods import Period
from styrbord.core.base.text import Text
from styrbord.core.spine.indicators import Indicator
from styrbord.figures.model import Figure, Input

METHOD = "scenarios/1"


@dataclass(frozen=True, slots=True)
class Driver:
    """A driver and its course under one scenario, in words."""

    name: Text
    course: Text


@dataclass(frozen=True, slots=True)
class Course:
    """One scenario: the headline by period, its gaps to the target, and the members' values by period."""

    name: str
    headline: tuple[Figure, ...]
    gaps: tuple[Figure | None, ...]
    members: Mapping[str, tuple[Figure, ...]]
    drivers: tuple[Driver, ...]


@dataclass(frozen=True, slots=True)
class ScenarioSet:
    """Three scenarios of a headline as they were made.

    `parents` says what each member counts in; `reach` is the probability of reaching the target of a period,
    `below` and `above` the shares of paths worse than the pessimistic and better than the optimistic one.
    `is_shown_forecast` says that the medium one is the forecast that the board showed. `is_newest` is False
    where newer numbers have come since, `is_behind` where some member had newer ones already then.
    """

    token: str
    indicator: str
    subject: str
    made_at: datetime
    asked_by: str
    origin: Period
    periods: tuple[Period, ...]
    courses: tuple[Course, ...]
    parents: Mapping[str, str]
    targets: tuple[Figure | None, ...]
    reach: tuple[float | None, ...]
    below: tuple[float, ...]
    above: tuple[float, ...]
    crossing: tuple[str, ...]
    is_each_period: bool
    is_shown_forecast: bool
    is_newest: bool
    is_behind: bool
    history: tuple[tuple[Period, float], ...] = ()

    @property
    def last(self) -> Period:
        """Newest period ahead."""
        return self.periods[-1]

    @property
    def has_targets(self) -> bool:
        """Whether some period has a target."""
        return any(one is not None for one in self.targets)


@dataclass(frozen=True, slots=True)
class ScenarioNote:
    """One run in a list."""

    token: str
    indicator: str
    subject: str
    made_at: datetime
    asked_by: str
    origin: Period
    last: Period


def scenario_figure(
    name: str, definition: Indicator, subject: str, origin: Period, value: float | None
) -> Figure:
    """A number of a scenario as a figure in the indicator's unit; it rests on the newest number known then.

    Parameters
    ----------
    value : in the indicator's unit; None = none.

    Returns
    -------
    Figure

    Source: docs/method/scenarios.md.
    """
    inputs = (Input(definition.code, subject, origin, 0),)
    return Figure(
        name, value, definition.stated_unit, definition.decimals, METHOD, inputs=inputs, is_computed=True
    )
