"""What do ratings, their methods, runs, assessments and appeals look like as data?"""

from datetime import date, datetime

from ninja import Field, Schema

from styrbord.api.schemas import Number, ProblemOut, Words


class RatingNoteOut(Schema):
    """One rating in the list."""

    code: str
    names: Words
    version: str
    period: str = Field(description="Newest published period; empty while there is none.")
    subjects: int
    published_on: date | None
    due_on: date | None
    days_late: int
    next_period: str
    next_on: date | None
    sources_to_confirm: int


class RatedPlaceOut(Schema):
    """Where one subject stands."""

    subject: str
    group: str = Field(description="Type; empty where the method compares all.")
    scores: dict[str, float] = Field(description="By node of the method.")
    rank: int | None = Field(description="Null in a group under its least size.")
    low: int | None = Field(description="5 % of recalculated places.")
    high: int | None = Field(description="95 % of them.")
    nominal: str = Field(description="Class by the method's cuts.")
    shares: dict[str, float] = Field(description="Share of recalculations in each class.")
    verdict: str = Field(description="Class where it is sure enough, else borderline.")
    tied: str = Field(description="Places among which it cannot be told from others, such as 4-7.")
    imputed: float = Field(description="Share of the weight that rests on filled cells.")
    is_robust: bool = Field(description="Whether the class stays when weights change by 10 %.")
    is_withheld: bool = Field(description="Whether an appeal holds the grade back.")


class RatingWholeOut(Schema):
    """One rating with all its places."""

    code: str
    period: str
    version: str
    token: str
    state: str
    places: list[RatedPlaceOut]
    previous_period: str
    previous: dict[str, int] = Field(description="Place in the period before, under the same frame.")
    replicates: int
    seed: int
    missing: int = Field(
        description="Values that were not there, of `cells`; `filled` of them are estimated."
    )
    filled: int
    cells: int
    editions: list[int]
    published_on: date | None
    due_on: date | None
    days_late: int = Field(description="Of the first rating of its period, not of a correction.")
    reason: str = Field(description="What it corrects, or why it was withdrawn.")
    low_on_all: list[str] = Field(
        description="Subjects in the lowest class on every criterion: look again before any consequence."
    )
    periods: list[str]
    is_newest: bool


class PartOut(Schema):
    """What an indicator or a cause adds, in points."""

    code: str
    points: float
    benchmark: float | None
    cause: str


class ChangeOut(Schema):
    """What moved a score; parts sum to the change."""

    period: str
    before: str
    score: float
    was: float
    change: float
    by_indicator: list[PartOut]
    by_cause: list[PartOut]


class RatingMomentOut(Schema):
    """A published place of the past."""

    period: str
    token: str
    score: float | None
    rank: int | None
    of: int
    verdict: str
    published_on: date | None
    version: int


class FactOut(Schema):
    """A number that the grade rests on."""

    indicator: str
    period: str
    value: float | None
    edition: int
    is_filled: bool


class LeverOut(Schema):
    """What raising one indicator to the best quarter of the peers would give."""

    code: str
    now: float
    wanted: float
    score: Number
    rank: int | None


class GapOut(Schema):
    """Own and outside assessment of a criterion, of 100."""

    code: str
    own: float | None
    outside: float | None
    gap: float | None
    is_large: bool


class AssessmentOut(Schema):
    """Self-assessment beside the outside one."""

    code: str
    subject: str
    period: str
    gaps: list[GapOut]
    own_at: datetime | None
    own_by: str
    outside_at: datetime | None
    outside_by: str
    verbs: list[str]


class OwnersOut(Schema):
    """The owner's rating, beside the computed one."""

    band: str
    at: datetime
    by: str
    days_old: int
    apart: int | None = Field(description="Classes by which the owner is kinder.")
    reason: str


class AppealOut(Schema):
    """An appeal against a grade."""

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
    correction: str = Field(description="Token of the run that corrects the grade.")
    verbs: list[str]


class CardOut(Schema):
    """All that is told of one subject in one rating."""

    code: str
    period: str
    token: str
    place: RatedPlaceOut
    history: list[RatingMomentOut]
    peers: list[RatedPlaceOut]
    parts: list[PartOut]
    change: ChangeOut | None
    strengths: list[PartOut]
    weaknesses: list[PartOut]
    levers: list[LeverOut]
    facts: list[FactOut]
    is_low_on_all: bool
    is_explained: bool
    assessment: AssessmentOut | None
    owners: OwnersOut | None
    appeals: list[AppealOut]
    verbs: list[str]


class ScopeOut(Schema):
    """Who is rated."""

    level: str
    below: str
    hierarchy: str
    types: list[str]
    subjects: list[str]
    officer: str


class VersionOut(Schema):
    """One version of a method."""

    code: str
    number: int
    state: str
    revision: int
    text_hash: str
    names: Words
    template: str
    drafted_by: str
    drafted_at: datetime
    approved_by: str
    approved_at: datetime | None


class CriterionOut(Schema):
    """One node with what it means, how it is made, and from what."""

    code: str
    depth: int
    is_indicator: bool
    names: Words
    criteria: Words
    weight: float
    effective: float
    direction: int
    unit: str
    denominator: str
    formula: str
    source: Words


class RatingSourceOut(Schema):
    """Where a part of the method comes from."""

    part: str
    text: str
    is_confirmed: bool


class DayOut(Schema):
    """A day of the calendar."""

    code: str
    period: str
    due_on: date
    published_on: date | None
    days_late: int
    is_late: bool


class MethodOut(VersionOut):
    """A method with all its criteria."""

    text: str = Field(description="Canonical JSON.")
    scope: ScopeOut
    criteria: list[CriterionOut]
    sources: list[RatingSourceOut]
    versions: list[VersionOut]
    days: list[DayOut]
    missing: list[ProblemOut] = Field(description="What keeps a rating from being published.")
    verbs: list[str]


class RunOut(Schema):
    """One run in a list."""

    token: str
    code: str
    version: int
    period: str
    periods: list[str]
    state: str
    revision: int
    made_at: datetime
    asked_by: str
    access: str
    subjects: int
    corrects: str
    verbs: list[str]


class RunWholeOut(RunOut):
    """A run with all that it rests on."""

    rating: RatingWholeOut
    manifest: dict[str, object]
    result_hash: str
    warnings: list[ProblemOut]


class ReplayedOut(Schema):
    """What came of computing a run again."""

    token: str
    is_same: bool
    was: str
    now: str


class MovedOut(Schema):
    """A subject under two methods or two sets of numbers."""

    subject: str
    group: str
    score: float | None
    rank: int | None
    other_score: float | None
    other_rank: int | None
    rise: int | None


class RatingComparedOut(Schema):
    """Who gains and who loses under another method."""

    code: str
    period: str
    moved: list[MovedOut]


class TriedOut(Schema):
    """What would be under other numbers of one subject."""

    code: str
    period: str
    subject: str
    edits: dict[str, float]
    own: MovedOut
    moved: list[MovedOut]


class ReachedOut(Schema):
    """The least change of an indicator that reaches what was asked for."""

    code: str
    now: float
    value: float | None
    score: Number | None
    rank: int | None
    best_rank: int | None


class OfficerPartOut(Schema):
    """One input of an officer's score."""

    name: str
    value: Number | None
    points: Number | None


class OfficerOut(Schema):
    """Score of an officer by the stated formula: an input to a human decision, never a decision."""

    code: str
    subject: str
    period: str
    formula: str
    score: Number | None
    parts: list[OfficerPartOut]


class AskedOut(Schema):
    """A run that is there, or the job that makes it."""

    kind: str = Field(description="run or job.")
    token: str
