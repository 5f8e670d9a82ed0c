"""What does a reader get of circles, agendas and meetings?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from styrbord.core.base.text import Text
from styrbord.core.strategy.meetings.rhythm import Rhythm
from styrbord.core.strategy.meetings.workflow import Item, State, Verb
from styrbord.services.promises import PromiseNote


@dataclass(frozen=True, slots=True)
class Seat:
    """A post that sits in a circle."""

    post: str
    is_chair: bool


@dataclass(frozen=True, slots=True)
class CircleNote:
    """A circle: who sits in it, when it meets, about which subject.

    `next_on` is the day of the next meeting, or of the one under way; `may_change` whether the reader may
    change who sits in it, `is_member` and `is_chair` whether they sit in it and lead it.
    """

    token: str
    subject: str
    names: Text
    rhythm: Rhythm
    hour: str
    revision: int
    seats: tuple[Seat, ...]
    next_on: date
    is_under_way: bool
    is_member: bool = False
    is_chair: bool = False
    may_change: bool = False

    @property
    def posts(self) -> tuple[str, ...]:
        """Codes of its posts."""
        return tuple(seat.post for seat in self.seats)


@dataclass(frozen=True, slots=True)
class StepNote:
    """What somebody did: `words` are None where they were erased or nothing was said."""

    number: int
    verb: Verb
    at: datetime
    post: str
    through: str
    words: str | None
    said: Mapping[str, str]
    is_own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """One item as its reader may see it.

    Attributes
    ----------
    number : name within a meeting that has begun or is planned by hand; 0 = not kept yet
    kind : why it is on the agenda, see `core.strategy.meetings.agenda.Kind`
    about, token : promise, deviation, decision or "", and which
    words : what was promised, decided or put there, where the reader has the words
    indicator : of a deviation; "" = none
    subject : that it is about
    since : day by which it was promised, on which it was opened, or is to be checked
    holder : post that answers for it; "" = none
    stands : state of the promise, deviation or decision
    due_on : day by which the next thing is to be done; None = not said
    may : what the reader may do with it in the meeting
    """

    kind: str
    about: str
    token: str
    since: date
    number: int = 0
    words: str = ""
    indicator: str = ""
    subject: str = ""
    holder: str = ""
    stands: str = ""
    due_on: date | None = None
    is_carried: bool = False
    state: Item = Item.OPEN
    revision: int = 0
    steps: tuple[StepNote, ...] = ()
    may: tuple[Verb, ...] = ()

    @property
    def is_owed(self) -> bool:
        """Whether it is a promise that stands and is not kept."""
        return self.about == "promise" and self.stands == "promised"


@dataclass(frozen=True, slots=True)
class Agenda:
    """What a circle talks about on a day.

    `token` and `state` are those of the meeting; without one the agenda is made anew for each reader.
    `left_out` counts new deviations beyond what one agenda holds, `unseen` items that are not for the reader.
    `given` are the promises that were given in it, by token.
    """

    circle: CircleNote
    on: date
    until: date
    items: tuple[AgendaItem, ...]
    token: str = ""
    state: State = State.PLANNED
    left_out: int = 0
    unseen: int = 0
    may: tuple[Verb, ...] = ()
    given: Mapping[str, PromiseNote] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting that has begun, in a list."""

    token: str
    on: date
    state: State
    done: int
    carried: int
    open: int


@dataclass(frozen=True, slots=True)
class Minutes:
    """What a paper says that goes from hand to hand: only what every member may see.

    `agenda.unseen` counts the items that are left out for that reason; `words` were said at its end.
    """

    agenda: Agenda
    started_at: datetime | None
    ended_at: datetime | None
    present: tuple[str, ...]
    absent: tuple[str, ...]
    words: str = ""
