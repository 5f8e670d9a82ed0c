"""What does a signal say in numbers: the newest value, the one without the change, and the difference?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from styrbord.core.base.periods import Period
from styrbord.core.signals.episodes import Precision
from styrbord.core.spine.indicators import Direction, Indicator
from styrbord.figures.model import Figure, Input, Verdict

METHOD = "residual/1"
METHODS = {
    "residual": METHOD,
    "plan": "target-gap/1",
    "health": "reported/1",
    "decision": "effect/1",
    "money": "money-result-lock/1",
}
VERDICTS = {"adverse": Verdict.WORSE, "improvement": Verdict.BETTER, "either": Verdict.NEUTRAL}


@dataclass(frozen=True, slots=True)
class SignalLine:
    """One case: the newest signal of a series, since when, how large, and how sure; open or ended.

    Attributes
    ----------
    direction : adverse, improvement or either; of the track health, the trouble
    size : severity: the change as a share of the planned one (`unit` is plan) or in spreads that are usual
        for the series (spread); 0 where neither is known
    tolerances : the change in the indicator's tolerances, of what was expected or planned
    score : tolerances x importance x irreversibility, by which cases are listed (R-055)
    adjusted : p-value among all series that were tested in the direction; None where nothing was tested
    rank : place in its run among those of its track and direction
    explained_by : token of the case that has the same cause, "" = none
    due_at : by when somebody should have answered; None = no day was set
    is_joined : whether its periods are made of shorter ones, such as weeks of days
    """

    token: str
    indicator: str
    subject: str
    direction: str
    verdict: Verdict
    owner: str
    opened_at: datetime
    period: Period
    since: Period
    value: Figure
    expected: Figure
    change: Figure
    size: float
    adjusted: float | None
    rank: int
    evidence: Mapping[str, object] = field(default_factory=dict)
    track: str = "residual"
    closed_at: datetime | None = None
    unit: str = "spread"
    tolerances: float = 0.0
    score: float = 0.0
    found_at: datetime | None = None
    explained_by: str = ""
    due_at: datetime | None = None
    is_joined: bool = False

    @property
    def periods(self) -> int:
        """For how many periods it has lasted."""
        return self.period.ordinal - self.since.ordinal + 1

    @property
    def editions(self) -> tuple[int, ...]:
        """Editions that the judged numbers came in, newest first; none where they are computed."""
        told = self.evidence.get("editions")
        return tuple(sorted(told, reverse=True)) if isinstance(told, list) else ()


@dataclass(frozen=True, slots=True)
class CauseLine:
    """One cause: the case that stands for it, and those that it explains."""

    case: SignalLine
    explained: tuple[SignalLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Owned:
    """How many lines wait for one owner."""

    owner: str
    lines: int


@dataclass(frozen=True, slots=True)
class Look:
    """One run: when, how many series were tested, and how many had no verdict by which reason.

    `counts` tells what came of it: `steps` of cases, `plan` and `health` by what was found.
    """

    at: datetime
    rules: str
    share: float
    tested: int
    unknown: Mapping[str, int]
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Worklist:
    """Open cases of the reader, with the run that they come from; None before the first.

    Attributes
    ----------
    cases : all, by score
    shown, rest : causes within the budget of attention, overdue ones first, and the others
    health : causes of trouble with the numbers, apart from the others
    owners : who has how many lines
    precision : share of ended cases that were true
    """

    cases: tuple[SignalLine, ...]
    look: Look | None
    shown: tuple[CauseLine, ...] = ()
    rest: tuple[CauseLine, ...] = ()
    health: tuple[CauseLine, ...] = ()
    owners: tuple[Owned, ...] = ()
    precision: Precision | None = None


def tolerances_of(definition: Indicator, change: float | None, expected: float | None) -> float:
    """Size of a change in the indicator's tolerances, as the shortfall of a target is measured.

    Parameters
    ----------
    change, expected : in the indicator's unit; what was expected or planned is the size that is divided by.
        Of an indicator with a good range it is the range's width.

    Returns
    -------
    float
        0 where nothing is known, or nothing was expected.
    """
    if change is None or expected is None:
        return 0.0
    low, high = definition.range_low, definition.range_high
    if definition.direction is Direction.RANGE and low is not None and high is not None:
        size = high - low
    else:
        size = abs(expected)
    return abs(change) / size / max(definition.tolerance, 1e-9) if size > 0 else 0.0


def signal_figures(
    definition: Indicator,
    subject: str,
    period: Period,
    value: float | None,
    expected: float | None,
    edition: int,
    *,
    track: str = "residual",
) -> tuple[Figure, Figure, Figure]:
    """Newest value, the value without the change, and the change, as figures in the indicator's unit.

    Parameters
    ----------
    value, expected : in the indicator's unit; None = not known
    edition : of the value; 0 where it is computed.
    track : residual (without the change), plan (of the target path), health (nothing is expected) or
        decision (the forecast without it, and the change that was expected of it) or money (nothing: there is
        money and no result for it)

    Returns
    -------
    three of Figure
        The value, the expected one, and their difference.

    Source: docs/method/signals.md.
    """
    inputs = (Input(definition.code, subject, period, edition),)

    def figure(name: str, number: float | None) -> Figure:
        return Figure(
            name, number, definition.stated_unit, definition.decimals, METHODS[track],
            inputs=inputs, is_computed=name != "value" or not edition,
        )  # fmt: skip

    change = None if value is None or expected is None else value - expected
    return figure("value", value), figure("expected", expected), figure("change", change)
