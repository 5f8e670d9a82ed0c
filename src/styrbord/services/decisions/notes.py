"""What does a reader get of a decision?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from styrbord.core.base.periods import Period
from styrbord.core.base.text import Text
from styrbord.core.strategy.decisions.model import Proposal
from styrbord.core.strategy.decisions.readability import Readability
from styrbord.figures.forecasts import Ahead
from styrbord.figures.model import Figure


@dataclass(frozen=True, slots=True)
class DecisionNote:
    """One decision in a list; `title` is empty where its words were erased."""

    token: str
    title: str
    subject: str
    state: str
    owner: str
    series: tuple[tuple[str, str], ...]
    proposed_at: datetime
    decided_at: datetime | None
    in_force_on: date | None
    check_on: date | None
    is_pilot: bool
    novelty: str
    is_public: bool


@dataclass(frozen=True, slots=True)
class EvidenceNote:
    """A figure as it was known when it was named, and as it is now; `moved` is what lies between.

    `is_withdrawn` says that its edition is shown no more: neither number is then.
    """

    indicator: str
    subject: str
    period: Period
    known_at: datetime
    then: Figure | None
    now: Figure | None
    is_withdrawn: bool

    @property
    def moved(self) -> float | None:
        """What is known now less what was known then."""
        if self.then is None or self.now is None or self.then.value is None or self.now.value is None:
            return None
        return self.now.value - self.then.value


@dataclass(frozen=True, slots=True)
class EffectNote:
    """A series that it is to change: what is expected, forecast without it, what came, and the verdict.

    `verdict` is empty before the check. `forecast_of` is the moment whose numbers the forecast rests on,
    `is_stored` whether the board showed that forecast when it was decided; `path` is it by period.
    """

    indicator: str
    subject: str
    by: Period
    check_on: date
    expected: Figure
    forecast: Figure | None = None
    forecast_low: Figure | None = None
    forecast_high: Figure | None = None
    forecast_of: datetime | None = None
    is_stored: bool = False
    actual: Figure | None = None
    estimate: Figure | None = None
    low: Figure | None = None
    high: Figure | None = None
    verdict: str = ""
    checked_at: datetime | None = None
    path: tuple[Ahead, ...] = ()


@dataclass(frozen=True, slots=True)
class StepNote:
    """One thing that happened to it."""

    at: datetime
    by: str
    verb: str
    state: str


@dataclass(frozen=True, slots=True)
class DecisionPage(DecisionNote):
    """All of a decision that its reader may see.

    `left_out` counts figures of evidence, `links_left_out` decisions before and after it, that are not for
    this reader. `chain` holds the others in order, itself among them. `verbs` is what the reader may do.
    """

    said: Proposal
    revision: int
    readability: Mapping[str, Readability]
    evidence: tuple[EvidenceNote, ...]
    left_out: int
    effects: tuple[EffectNote, ...]
    chain: tuple[DecisionNote, ...]
    links: tuple[tuple[str, str], ...]
    links_left_out: int
    steps: tuple[StepNote, ...]
    verbs: tuple[str, ...] = ()
    may_publish: bool = False

    @property
    def summary(self) -> Text:
        """Plain words by language."""
        return self.said.summary
