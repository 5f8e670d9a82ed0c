"""What does a program send and get when it hands numbers in?"""

from datetime import date, datetime
from typing import Annotated

from ninja import Field, Schema
from pydantic import ConfigDict, StringConstraints

from styrbord.api.schemas import Number, ProblemOut, Words

Code = Annotated[str, StringConstraints(min_length=1, max_length=64)]
Breakdown = Annotated[str, StringConstraints(min_length=1, max_length=400)]
MOST_CELLS = 5_000
LONGEST = 2_000


class Sent(Schema):
    """What a program sends; a field that is not known is refused."""

    model_config = ConfigDict(extra="forbid")


class CellIn(Sent):
    """One cell: a number, or the status that says why there is none."""

    indicator: Code
    breakdown: Breakdown = "_T"
    value: float | None = None
    status: str = Field("", max_length=8, description="L, M, O or Z where there is no value.")
    note: str = Field("", max_length=LONGEST, description="Why the value is right though it looks odd.")


class HandIn(Sent):
    """Cells of one subject for one form and period."""

    form: Code
    subject: Code
    period: Annotated[str, StringConstraints(min_length=1, max_length=20)]
    entries: list[CellIn] = Field(default_factory=list, max_length=MOST_CELLS)
    submit: bool = Field(False, description="Hand it in at once; else it is a draft.")


class EntriesIn(Sent):
    """Cells that replace those of the same indicator and breakdown."""

    revision: int = Field(ge=0, le=2**31 - 1, description="Revision that was read last.")
    entries: list[CellIn] = Field(max_length=MOST_CELLS)


class RevisionIn(Sent):
    """Which state of the draft is meant."""

    revision: int = Field(ge=0, le=2**31 - 1, description="Revision that was read last.")


class ObservationIn(Sent):
    """One number of a dataset that is released on acceptance."""

    dataset: Code
    indicator: Code
    subject: Code
    period: Annotated[str, StringConstraints(min_length=1, max_length=20)]
    breakdown: Breakdown = "_T"
    value: float | None = None
    status: str = Field("A", max_length=8, description="A for a number, or why there is none: L, M, O, Z.")
    note: str = Field("", max_length=LONGEST)


class ReceivedOut(Schema):
    """The edition that an observation became, and the number of the token that the ledger names."""

    edition: int
    dataset: str
    token: int


class ItemOut(Schema):
    """One line of a form."""

    indicator: str
    breakdown: str
    low: Number
    high: Number
    decimals: int | None
    is_required: bool


class OpenOut(Schema):
    """A period that can be handed in."""

    period: str
    due: date


class FormOut(Schema):
    """A form, with the periods that are open today."""

    code: str
    names: Words
    frequency: str
    levels: list[str] = Field(description="Levels of the tree that approve, from below.")
    items: list[ItemOut]
    open: list[OpenOut]


class DutyOut(Schema):
    """One thing to do; state and submission are empty while nothing was begun."""

    form: str
    subject: str
    period: str
    due: date
    action: str
    level: str
    state: str
    submission: str
    days_late: int


class ListedOut(Schema):
    """A submission as a list shows it."""

    token: str
    form: str
    names: Words
    subject: str
    period: str
    number: int = Field(description="0, or which correction it is.")
    state: str
    revision: int
    changed_at: datetime
    released_at: datetime | None
    may: list[str] = Field(description="What the caller may do next.")


class CellOut(Schema):
    """One cell as it was handed in."""

    indicator: str
    breakdown: str
    value: Number
    status: str
    note: str
    text: str
    is_confirmed: bool


class StepOut(Schema):
    """One thing that was done, by which post, with which words."""

    verb: str
    state: str
    package: int
    level: str
    at: datetime
    by: str
    words: str
    cells: dict[str, str] = Field(description="Words about single cells, by indicator|breakdown.")


class LevelOut(Schema):
    """A level of approval."""

    level: str
    subject: str
    is_done: bool


class CountsOut(Schema):
    """Cells of a package, counted."""

    values: int
    reasons: int
    blank: int
    confirmed: int


class ReceiptOut(Schema):
    """That a package was handed in: its hash, when and by which post."""

    submission: str
    form: str
    subject: str
    period: str
    number: int
    sha256: str
    at: datetime
    post: str
    cells: CountsOut


class FoundOut(ProblemOut):
    """What a check found in a cell; a hard problem stops, a soft one needs a note."""

    indicator: str
    breakdown: str
    weight: str


class SubmissionOut(Schema):
    """A submission as the caller may see it, with what its checks find in a draft."""

    token: str
    form: str
    subject: str
    period: str
    number: int
    state: str
    revision: int
    package: int
    entries: list[CellOut]
    steps: list[StepOut]
    levels: list[LevelOut]
    receipt: ReceiptOut | None
    problems: list[FoundOut] = Field(description="Open problems of a draft; empty once it is handed in.")
    changed_at: datetime
    released_at: datetime | None
    editions: list[int]
    corrects: str
    corrected_by: str
    may: list[str]
