"""What do readers get to know of methods, runs, cards, comparisons, assessments and appeals of ratings?

What a rating itself says stands in `figures.ratings`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from styrbord.core.base.problems import Problem
from styrbord.core.base.text import Text
from styrbord.core.ratings.explaining.officer import OfficerScore
from styrbord.core.ratings.method import Method
from styrbord.figures.ratings import Place, Rating


@dataclass(frozen=True, slots=True)
class StepNote:
    """What somebody did with a method, a run or an appeal; words are "" where none were said or left."""

    verb: str
    state: str
    at: datetime
    by: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class ScopeNote:
    """Who is rated: subjects of a level, below one, of some types, or named ones; "" and () bind not.

    `officer` is the formula of the score of the officer who answers for a subject, over `index`, `change` and
    codes of nodes (with _ for -); "" gives none.
    """

    level: str = ""
    below: str = ""
    hierarchy: str = "administrative"
    types: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    officer: str = ""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One node of a method on its page, depth first from the root (depth 0).

    `weight` is the share below its parent, `effective` the share of the whole index; `formula` is the
    indicator's own, or the aggregation of the children; `source` is the indicator's.
    """

    code: str
    depth: int
    is_indicator: bool
    names: Text
    criteria: Text
    weight: float
    effective: float
    direction: int
    unit: str
    denominator: str
    formula: str
    source: Text
    is_seen: bool = True


@dataclass(frozen=True, slots=True)
class VersionNote:
    """One version of a method: how it stands and who did what."""

    code: str
    number: int
    state: str
    revision: int
    text_hash: str
    names: Text
    template: str
    drafted_by: str
    drafted_at: datetime
    approved_by: str
    approved_at: datetime | None


@dataclass(frozen=True)
class MethodPage:
    """A method as anybody who sees it reads it; `missing` says why no rating by it can be published."""

    note: VersionNote
    method: Method
    text: str
    scope: ScopeNote
    criteria: tuple[Criterion, ...]
    versions: tuple[VersionNote, ...]
    steps: tuple[StepNote, ...]
    days: tuple["DayNote", ...]
    missing: tuple[Problem, ...]
    verbs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DayNote:
    """A day of the calendar: when the rating of a period is due, when it was published, how late it is."""

    code: str
    period: str
    due_on: date
    published_on: date | None
    days_late: int

    @property
    def is_late(self) -> bool:
        """Whether it was published after its day, or is not yet although the day has passed."""
        return self.days_late > 0


@dataclass(frozen=True, slots=True)
class RunNote:
    """A run in a list: published ones for readers, the others for those who make, approve or publish."""

    token: str
    code: str
    names: Text
    version: int
    period: str
    periods: tuple[str, ...]
    state: str
    revision: int
    made_at: datetime
    asked_by: str
    access: str
    subjects: int
    corrects: str = ""
    verbs: tuple[str, ...] = ()


@dataclass(frozen=True)
class RunPage:
    """A run with all that it rests on, so that anybody can make it again; `missing` keeps it from readers."""

    note: RunNote
    rating: Rating
    manifest: Mapping[str, object]
    result_hash: str
    steps: tuple[StepNote, ...]
    warnings: tuple[Problem, ...]
    missing: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Replayed:
    """What came of computing a run again from its pinned editions; equal to the last bit or not."""

    token: str
    is_same: bool
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Part:
    """What an indicator adds to a score or to its change, in points.

    `benchmark` is what it adds for the middle of the peers; `cause` is own-data, others-data, method or
    revision where a change is split by cause.
    """

    code: str
    points: float
    benchmark: float | None = None
    cause: str = ""


@dataclass(frozen=True, slots=True)
class ChangeNote:
    """What moved a score from one period to the next; parts sum to the change, by indicator and by cause."""

    period: str
    before: str
    score: float
    was: float
    by_indicator: tuple[Part, ...]
    by_cause: tuple[Part, ...]

    @property
    def change(self) -> float:
        """Points by which it moved."""
        return self.score - self.was


@dataclass(frozen=True, slots=True)
class Moment:
    """A place in the history: by period, or by an earlier run of the same period (`token` differs)."""

    period: str
    token: str
    score: float | None
    rank: int | None
    of: int
    verdict: str
    published_on: date | None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Fact:
    """A number that a grade rests on: an indicator's value in a period, from an edition, filled or not."""

    indicator: str
    period: str
    value: float | None
    edition: int
    is_filled: bool


@dataclass(frozen=True, slots=True)
class Lever:
    """What raising one indicator to the best quarter of the peers would give."""

    code: str
    now: float
    wanted: float
    score: float
    rank: int | None


@dataclass(frozen=True, slots=True)
class Gap:
    """A criterion that a body assessed of itself and others assessed from outside, in points of 100."""

    code: str
    own: float | None
    outside: float | None

    @property
    def gap(self) -> float | None:
        """Own less outside; None while one of them is missing."""
        return None if self.own is None or self.outside is None else self.own - self.outside

    @property
    def is_large(self) -> bool:
        """Whether they are farther apart than `LARGE` points."""
        return self.gap is not None and abs(self.gap) >= LARGE


LARGE = 20.0


@dataclass(frozen=True, slots=True)
class AssessmentNote:
    """Self-assessment beside the outside one; the outside one stays hidden until the own one is in."""

    code: str
    subject: str
    period: str
    gaps: tuple[Gap, ...]
    own_at: datetime | None
    own_by: str
    outside_at: datetime | None
    outside_by: str
    verbs: tuple[str, ...] = ()

    @property
    def large(self) -> tuple[Gap, ...]:
        """Gaps that are large, the largest first."""
        return tuple(sorted((one for one in self.gaps if one.is_large), key=lambda one: -abs(one.gap or 0)))


@dataclass(frozen=True, slots=True)
class OwnersRating:
    """The owner's own rating, beside the computed one and never mixed with it.

    `apart` says how many classes lie between the two (positive: the owner is kinder), None where the
    computed one is withheld or missing.
    """

    band: str
    at: datetime
    by: str
    days_old: int
    apart: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class AppealNote:
    """An appeal against a grade; words are told to those who answer and to those who appealed."""

    token: str
    run: str
    code: str
    period: str
    subject: str
    state: str
    revision: int
    made_at: datetime
    by: str
    words: str
    answered_at: datetime | None
    answer: str
    correction: str = ""
    verbs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Card:
    """All that is told of one subject in one rating.

    `is_low_on_all` is the finding of its own that it is in the lowest class on every criterion; it asks for a
    second look before anybody draws a consequence for a person.
    """

    rating: Rating
    place: Place
    history: tuple[Moment, ...]
    peers: tuple[Place, ...]
    parts: tuple[Part, ...]
    change: ChangeNote | None
    strengths: tuple[Part, ...]
    weaknesses: tuple[Part, ...]
    levers: tuple[Lever, ...]
    facts: tuple[Fact, ...]
    is_low_on_all: bool
    assessment: AssessmentNote | None = None
    owners: OwnersRating | None = None
    appeals: tuple[AppealNote, ...] = ()
    verbs: tuple[str, ...] = ()
    is_explained: bool = True
    """Whether the numbers are still those of then, so that parts, change and levers can be told."""


@dataclass(frozen=True, slots=True)
class Officer:
    """Score of the officer who answers for a subject, by a stated formula over its published rating.

    It is an input to a human decision with a right of reply, never a decision.
    """

    code: str
    subject: str
    period: str
    score: OfficerScore
