"""What does a page know of a talk, once only what its reader may read is left?"""

from dataclasses import dataclass
from datetime import datetime

from styrbord.core.participation.talks import About


@dataclass(frozen=True, slots=True)
class SayingNote:
    """One thing said; `words` are plain and empty once they were hidden or erased."""

    number: int
    kind: str
    by: str
    at: datetime
    version: int
    changed_at: datetime | None
    words: str
    is_hidden: bool
    is_erased: bool
    reason: str
    is_own: bool

    @property
    def field(self) -> str:
        """Name of its field on a page with several."""
        return f"said-{self.number}-words"


@dataclass(frozen=True, slots=True)
class TalkNote:
    """A talk as its reader sees it, and what the reader may do in it."""

    token: str
    about: About
    kind: str
    owner: str
    begun_at: datetime
    answered_at: datetime | None
    age_days: int
    sayings: tuple[SayingNote, ...]
    may_answer: bool = False
    may_speak: bool = False
    may_hide: bool = False
    may_erase: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it is a question without an answer."""
        return self.kind == "question" and self.answered_at is None

    @property
    def first(self) -> SayingNote:
        """What the talk began with."""
        return self.sayings[0]


@dataclass(frozen=True, slots=True)
class Listed:
    """Newest talks of a place, and how many there are for this reader."""

    talks: tuple[TalkNote, ...]
    count: int
    open_count: int
    may_speak: bool = False


@dataclass(frozen=True, slots=True)
class Questions:
    """Questions put to a reader's posts, open ones first, those nobody was found for, and own ones."""

    to_answer: tuple[TalkNote, ...]
    without_owner: tuple[TalkNote, ...]
    asked: tuple[TalkNote, ...]
