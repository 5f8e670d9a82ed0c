"""What does a reader get of a promise?"""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class PromiseNote:
    """One promise as it stands today.

    `what` is empty where its words were erased. `broken` stays for ever, also of what was kept late;
    `broken_on` is the first day of it. `days_late` counts while it is owed. `moves` are the verbs that the
    reader may use next.
    """

    token: str
    what: str
    subject: str
    holder: str
    asked_by: str
    asked: str
    due_on: date
    first_due_on: date
    wished_on: date | None
    postponed: int
    state: str
    state_at: datetime
    given_at: datetime
    broken: bool
    broken_on: date | None
    kept_on: date | None
    days_late: int
    source_kind: str
    source: str
    revision: int
    moves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StepNote:
    """What somebody did with a promise; `words` is None where nothing was said or it was erased.

    `post` is the post that is acted for, `through` the one that acts for it, "" = itself. `due` is the day
    that was said, `to` the post.
    """

    number: int
    verb: str
    state: str
    at: datetime
    post: str
    through: str
    words: str | None
    due: date | None
    to: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class PromisePage:
    """One promise with its history; `sees_source` says whether the reader sees what it came from."""

    note: PromiseNote
    steps: tuple[StepNote, ...]
    sees_source: bool
