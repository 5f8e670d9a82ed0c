"""What do programs send and get of circles, agendas and meetings?"""

from datetime import date, datetime
from typing import Literal

from ninja import Field, Schema

from styrbord.api.collection_schemas import Sent
from styrbord.api.schemas import Words
from styrbord.core.strategy.deviations.workflow import Verb as DeviationVerb
from styrbord.core.strategy.meetings.workflow import Verb


class SeatOut(Schema):
    """A post that sits in a circle."""

    post: str
    is_chair: bool


class CircleOut(Schema):
    """A circle: who sits in it, and when it meets."""

    token: str
    subject: str
    names: Words
    weekday: int = Field(description="1 = Monday to 7 = Sunday.")
    weeks: int = Field(description="From one meeting to the next.")
    since: date
    hour: str
    revision: int
    seats: list[SeatOut]
    next_on: date
    is_under_way: bool
    is_member: bool
    is_chair: bool
    may_change: bool


class MeetingStepOut(Schema):
    """What somebody did with an item."""

    number: int
    at: datetime
    verb: str
    post: str
    through: str
    words: str | None = Field(description="None where nothing was said, or it was erased.")
    said: dict[str, str] = Field(description="Promise, holder, due, deviation, move or decision.")


class AgendaItemOut(Schema):
    """One item, as the caller may see it."""

    number: int = Field(description="Within a meeting that has begun; 0 before.")
    kind: str = Field(description="broken-promise, new-deviation, check, due-promise or by-hand.")
    about: str = Field(description="promise, deviation, decision, or nothing.")
    token: str
    words: str
    indicator: str
    subject: str
    holder: str
    stands: str = Field(description="State of what it is about.")
    since: date
    due_on: date | None
    is_carried: bool = Field(description="Whether the meeting before put it off.")
    state: str = Field(description="open, done or carried.")
    revision: int
    steps: list[MeetingStepOut]
    may: list[Verb]


class AgendaOut(Schema):
    """What a circle talks about on a day, or has talked about."""

    circle: str
    on: date
    until: date = Field(description="Day of the next meeting.")
    token: str = Field(description="Of the meeting; empty before it has begun.")
    state: str
    items: list[AgendaItemOut]
    left_out: int = Field(description="New deviations beyond what one agenda holds.")
    unseen: int = Field(description="Items that are not for the caller.")
    may: list[Verb]


class MeetingLineOut(Schema):
    """A meeting that has begun."""

    token: str
    on: date
    state: str
    done: int
    carried: int
    open: int


class CircleWhole(CircleOut):
    """A circle with the meetings that it has held."""

    meetings: list[MeetingLineOut]


class AgendaAsk(Schema):
    """Day of an agenda."""

    on: date | None = Field(None, description="Without one the next meeting.")


class CircleIn(Sent):
    """What is said of a circle."""

    names: dict[Literal["en", "ru", "sv"], str]
    posts: list[str] = Field(max_length=200)
    chairs: list[str] = Field(max_length=200)
    weekday: int = Field(1, ge=0, le=99)
    weeks: int = Field(1, ge=0, le=99)
    hour: str = Field("", max_length=20)


class NewCircleIn(CircleIn):
    """A circle that is to be founded."""

    subject: str = Field(max_length=80)


class CircleChangeIn(CircleIn):
    """A circle as it is to be."""

    revision: int = Field(ge=0, le=2**31, description="The one that was read last.")


class StartIn(Sent):
    """Day on which a meeting begins."""

    on: date | None = Field(None, description="Without one today.")


class PutIn(Sent):
    """Something that is to be talked about."""

    words: str = Field(max_length=100_000)


class EndIn(Sent):
    """End of a meeting."""

    present: list[str] = Field(default_factory=list, max_length=200, description="Posts that were there.")
    words: str = Field("", max_length=100_000)


class ItemStepIn(Sent):
    """One step with an item; which of it is needed depends on the verb."""

    verb: Literal["note", "promise", "deviation", "decision", "finish", "carry", "reopen"]
    revision: int | None = Field(None, ge=0, le=2**31, description="The one that was read last.")
    words: str = Field("", max_length=100_000, description="Note, what is promised, or title of a proposal.")
    holder: str = Field("", max_length=80, description="Post that promises or is asked to.")
    due_on: date | None = Field(None, description="Day by which it is promised.")
    move: DeviationVerb | None = Field(None, description="Move of the deviation.")
    cause: str = Field("", max_length=40)
    action_on: date | None = None
    to: str = Field("", max_length=80)
    outcome: str = Field("", max_length=40)
