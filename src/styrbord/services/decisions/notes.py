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
from styrbord.services.decisions.critique_notes import CritiqueNote
from styrbord.services.decisions.reviewing import ReviewNote
from styrbord.services.decisions.stakeholders import PositionNote


@dataclass(frozen=True, slots=True)
class DecisionNote:
    """One decision in a list; `title` is empty where its words were erased.

    `review_on` is the day of its earliest review that waits; of an earlier moment it is not told. In lists
    `verdict` is what its check found before it was reviewed; empty else.
    """

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
    review_on: date | None
    verdict: str


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
    `deviation` is the token of the case that its miss opened, where the reader sees that.
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
    deviation: str = ""


@dataclass(frozen=True, slots=True)
class OriginNote:
    """The deviation that a decision comes from: how it stands, and whether the decision moved it."""

    token: str
    state: str
    is_moved: bool


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
    this reader. `chain` holds the others in order, itself among them; `gaps` are pairs of them between which
    lies one that is left out. `origin` is none too where the
    deviation is not for them. `verbs` is what the reader may do.
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
    gaps: tuple[tuple[str, str], ...] = ()
    origin: OriginNote | None = None
    reviews: tuple[ReviewNote, ...] = ()
    positions: tuple[PositionNote, ...] = ()
    critique: CritiqueNote | None = None
    verbs: tuple[str, ...] = ()
    may_publish: bool = False
    may_ask: bool = False
    may_record: bool = False

    @property
    def summary(self) -> Text:
        """Plain words by language."""
        return self.said.summary
