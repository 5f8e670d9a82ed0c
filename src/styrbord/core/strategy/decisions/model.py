"""What does a decision consist of?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from styrbord.core.base.periods import Period
from styrbord.core.base.text import Text

NOTHING = "nothing"
"""Code of the option to do nothing, which every decision has."""
OPTIONS = ("a", "b", "c", NOTHING)
"""Codes that options may have, in order."""
CONTEXTS = ("economy", "social", "ecology", "security", "trust")
"""Contexts in which the consequences of an option are assessed, until a board sets its own."""
RESERVED = frozenset({"group", "title", "side", "loss"})
"""Codes that no context has, since places of words are named so."""
ORIGINS = ("", "deviation", "project", "decision")
"""What a proposal may come from; nothing is the first."""


class Side(StrEnum):
    """Whether a group gains or loses by an option."""

    GAINS = "gains"
    LOSES = "loses"


class Stand(StrEnum):
    """What a stakeholder says to a decision."""

    FOR = "for"
    AGAINST = "against"
    MIXED = "mixed"
    ABSTAINS = "abstains"


class Novelty(StrEnum):
    """How far it is known what such a decision does."""

    TRIED_HERE = "tried-here"
    TRIED_ELSEWHERE = "tried-elsewhere"
    FIRST_OF_KIND = "first-of-kind"


@dataclass(frozen=True, slots=True)
class GroupEffect:
    """A named group that gains or loses by an option, and what."""

    group: str
    side: Side
    words: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One of the ways that were open; a context without words is not assessed."""

    code: str
    title: str = ""
    consequences: Mapping[str, str] = field(default_factory=dict)
    groups: tuple[GroupEffect, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """Whether it is to do nothing."""
        return self.code == NOTHING

    @property
    def is_said(self) -> bool:
        """Whether it says anything: to do nothing needs no title."""
        return bool(self.title) or self.is_nothing

    @property
    def assessed(self) -> frozenset[str]:
        """Contexts in which its consequences are assessed."""
        return frozenset(context for context, words in self.consequences.items() if words)


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a series is expected to be changed by, in its unit, in a period, beside no decision at all.

    `change` is negative where the value is to be lower; `check_on` is the day on which it is held against
    what came.
    """

    indicator: str
    subject: str
    change: float
    by: Period
    check_on: date


@dataclass(frozen=True, slots=True)
class Pinned:
    """A figure that a decision rests on, as it was known at a moment.

    `as_of` is in ms since 1970 UTC; `edition` is 0 for a computed value, `value` None where there was none.
    """

    indicator: str
    subject: str
    period: Period
    as_of: int
    edition: int = 0
    value: float | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """What a stakeholder says to it, and where that is recorded."""

    who: str
    stand: Stand
    words: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A decision on its way, or taken: all that people say of it.

    `predecessors` are tokens of decisions that it follows, `origin` is the key of what it comes from,
    `chosen` is the code of an option, `contexts` are those in which options were assessed. `lessons` are
    written when it is reviewed.
    """

    title: str = ""
    subject: str = ""
    origin_kind: str = ""
    origin: str = ""
    options: tuple[Option, ...] = (Option(NOTHING),)
    contexts: tuple[str, ...] = CONTEXTS
    chosen: str = ""
    why_this: str = ""
    why_order: str = ""
    why_now: str = ""
    summary: Text = field(default_factory=dict)
    predecessors: tuple[str, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    evidence: tuple[Pinned, ...] = ()
    positions: tuple[Position, ...] = ()
    novelty: Novelty = Novelty.TRIED_ELSEWHERE
    is_pilot: bool = False
    in_force_on: date | None = None
    lessons: str = ""
    reason: str = ""

    @property
    def said_options(self) -> tuple[Option, ...]:
        """Options that say something, to do nothing the last."""
        return tuple(sorted((one for one in self.options if one.is_said), key=lambda one: one.is_nothing))

    @property
    def series(self) -> tuple[tuple[str, str], ...]:
        """Indicators and subjects that it is to change, each once, in order."""
        return tuple(dict.fromkeys((one.indicator, one.subject) for one in self.expectations))

    @property
    def check_on(self) -> date | None:
        """Last day on which something of it is checked."""
        return max((one.check_on for one in self.expectations), default=None)
