"""What is shown of a deviation: what deviates, where it stands, who has it, and what was done?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from styrbord.core.strategy.deviations.reaction import Reaction
from styrbord.core.strategy.deviations.workflow import Cause, Outcome, State, Verb
from styrbord.figures.before_after import BeforeAfter
from styrbord.figures.signals import SignalLine


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviationLine:
    """One deviation as a list shows it.

    Attributes
    ----------
    signal : what was found last; without numbers where they have been revised or withdrawn since
    state_at : since when it stands in its state
    holder, asked : post that answers for it, and the one that is asked to take it over; "" = none
    action_on, decision : day by which the action is done, and code of the decision; None and "" = none
    due_on : day by which the next thing is to be done; None when closed
    days_late : since then; 0 = not overdue
    is_moved : whether the numbers have moved since they were judged
    recurs : token of the closed case whose signal came back; "" = none
    """

    signal: SignalLine
    state: State
    state_at: datetime
    revision: int
    holder: str
    asked: str = ""
    cause: str = ""
    action_on: date | None = None
    decision: str = ""
    outcome: str = ""
    due_on: date | None = None
    days_late: int = 0
    is_moved: bool = False
    is_accepted: bool = False
    recurs: str = ""

    @property
    def token(self) -> str:
        """Its name."""
        return self.signal.token


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """What somebody did; `words` are None where they are not for this reader, or were erased."""

    number: int
    verb: Verb
    state: State
    at: datetime
    post: str
    through: str = ""
    words: str | None = None
    said: Mapping[str, str]
    edition: int = 0

    @property
    def action_on(self) -> date | None:
        """Day of the action that was stated with it."""
        return date.fromisoformat(self.said["action"]) if self.said.get("action") else None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviationPage:
    """One deviation with its history and what its reader may do next.

    `steps` are in their order. `has_words`: whether the reader may read words. `change` is at the day of the
    action, None before there is one.
    """

    line: DeviationLine
    is_beyond: bool
    may_close: bool
    steps: tuple[StepLine, ...] = ()
    may: tuple[Verb, ...] = ()
    causes: tuple[Cause, ...] = tuple(Cause)
    outcomes: tuple[Outcome, ...] = ()
    has_words: bool = False
    change: BeforeAfter | None = None
    recurred: str = ""


@dataclass(frozen=True, slots=True)
class ReactionLine:
    """How long it took in one group: `kind` is all, owner, rubric or quarter; `cases` were opened in it."""

    kind: str
    code: str
    cases: int
    taken_up: Reaction
    answered: Reaction
    closed: Reaction
