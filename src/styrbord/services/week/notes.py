"""What does a reader get of their week?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, Protocol

from styrbord.core.base.periods import Period
from styrbord.core.base.text import Text
from styrbord.core.strategy.week import Part, Span, days_late, span_of


@dataclass(frozen=True, slots=True)
class Remark:
    """Words about one cell of what was sent back."""

    names: Text
    words: str


class Named(Protocol):
    """What has names in each language."""

    @property
    def names(self) -> Text: ...  # noqa: D102


def names_of(*things: Named | None) -> tuple[Text, ...]:
    """Names of those of some things that are there."""
    return tuple([one.names for one in things if one is not None])


class Thing(NamedTuple):
    """One thing that waits for somebody; named fields and no object of its own, for there are many.

    Attributes
    ----------
    part, why : kind of duty, and the code of why it stands here
    name : what it is called in addresses, unique within its part
    titles : names of what it is about, each by language
    due_on : day by which it is to be done; None where none was named
    since : day from which it waits
    post : post for which it waits; "" where no single one is known
    address : path on the site, without the language
    words, by : what somebody wrote about it, and which post; "" = nothing
    remarks : words about single cells of what was sent back
    form, subject, token : of what is handed in; `token` is "" before it was begun
    asked, filled : cells that are asked for, and those in which something stands
    moves : what can be done at once, by one click
    revision : number that the page has shown, for these moves
    """

    part: Part
    why: str
    name: str
    titles: tuple[Text, ...]
    due_on: date | None
    since: date
    address: str
    period: Period | None = None
    post: str = ""
    words: str = ""
    by: str = ""
    remarks: tuple[Remark, ...] = ()
    form: str = ""
    subject: str = ""
    token: str = ""
    asked: int = 0
    filled: int = 0
    moves: tuple[str, ...] = ()
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Week:
    """All that waits for a reader on a day, in the order in which it is done.

    `acting` are the posts that they stand in for; `posts` those that they hold.
    """

    today: date
    things: tuple[Thing, ...] = ()
    posts: tuple[str, ...] = ()
    acting: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def late(self) -> int:
        """How many things are late."""
        return sum(bool(days_late(one, self.today)) for one in self.things)

    def of(self, part: str) -> tuple[Thing, ...]:
        """Things of one part; all of them without one."""
        return tuple(one for one in self.things if part in ("", one.part))

    def span(self, one: Thing) -> Span:
        """When something is to be done."""
        return span_of(one, self.today)
