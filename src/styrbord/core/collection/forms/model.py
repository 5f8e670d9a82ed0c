"""What does a form ask: which indicators, how often, of whom, by when, checked and approved how?"""

from dataclasses import dataclass, field
from enum import StrEnum

from styrbord.core.base.text import Text
from styrbord.core.spine.facts import ADMINISTRATIVE
from styrbord.core.spine.observations import TOTAL


class Weight(StrEnum):
    """A hard check stops a submission; a soft one asks for a note."""

    HARD = "hard"
    SOFT = "soft"


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a form: an indicator in one breakdown.

    `low` and `high` bound the value, in the indicator's unit; None is open.
    `decimals` is how many are taken at most; None takes those of the indicator.
    """

    indicator: str
    breakdown: str = TOTAL
    low: float | None = None
    high: float | None = None
    decimals: int | None = None
    is_required: bool = True
    hint: Text = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str]:
        """Indicator and breakdown: unique within a form."""
        return self.indicator, self.breakdown


@dataclass(frozen=True, slots=True)
class Obliged:
    """Who must hand in: subjects by code, or all of a level below a root."""

    subjects: tuple[str, ...] = ()
    root: str = ""
    hierarchy: str = ADMINISTRATIVE
    level: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """When: so many days after the period's end, working days of a calendar or plain days.

    `remind` are days before the due date (0: on it), `overdue` days after it, at each of which one reminder
    goes out; at each of `escalate` days after it the next level up the tree is told.
    """

    days: int = 10
    calendar: str = ""
    remind: tuple[int, ...] = (5, 0)
    overdue: tuple[int, ...] = (1,)
    escalate: tuple[int, ...] = (3, 10)


@dataclass(frozen=True, slots=True)
class Rule:
    """A consistency check: an expression over indicators (the one grammar) that must hold for each subject.

    A name is an indicator's value of the period handed in; `tolerance` is relative, for `=`.
    """

    code: str
    expression: str
    weight: Weight = Weight.HARD
    messages: Text = field(default_factory=dict)
    tolerance: float = 0.0


@dataclass(frozen=True, slots=True)
class Jumps:
    """When is a value far from its own history or its type's? Multiples of a robust spread; 0 is off."""

    own: float = 5.0
    type: float = 5.0


@dataclass(frozen=True, slots=True)
class Form:
    """One form. `levels` are levels of the tree whose reviewers approve, from below; one at least."""

    code: str
    names: Text = field(default_factory=dict)
    intro: Text = field(default_factory=dict)
    frequency: str = "A"
    first: str = ""
    last: str = ""
    items: tuple[Item, ...] = ()
    obliged: Obliged = field(default_factory=Obliged)
    due: Due = field(default_factory=Due)
    levels: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    jumps: Jumps = field(default_factory=Jumps)
    recipients: tuple[str, ...] = ()
    owner: str = ""

    @property
    def indicators(self) -> tuple[str, ...]:
        """Codes of the indicators that it asks for, each once, in order."""
        return tuple(dict.fromkeys(item.indicator for item in self.items))
