"""What does an investment plan as a whole, and how is that written down and read again?

A plan is one canonical text per version: the economics of `model.Investment` with what people call it, who
may see it, its results, deliverables and milestones.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from styrbord.core.base.text import Text
from styrbord.core.investments.portfolio.model import CostLine, Investment, PartyRole
from styrbord.core.investments.portfolio.plans import Line
from styrbord.core.investments.portfolio.results import PlannedResult


class Access(StrEnum):
    """Who may see an investment: everyone once it is decided, all who sign in, or its parties alone."""

    OPEN = "open"
    INTERNAL = "internal"
    RESTRICTED = "restricted"


@dataclass(frozen=True, slots=True)
class Thing:
    """Something with a code and names: a deliverable, a task."""

    code: str
    names: Text = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Milestone:
    """A day by which something is done; None while it is not."""

    code: str
    names: Text
    due: date
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that an investment plans, in one version.

    Attributes
    ----------
    investment : economics; its assents (`is_confirmed`, signatures) are kept beside the plan, not in it.
    names, purpose : in plain language, by language; `investment.title` is the first name that is there.
    programme : code of the programme that it belongs to; "" = none.
    goals, components : codes of the goals that it serves and of the shared components that it uses.
    results : what its money is tied to; `plan` of each is the code of the investment.
    envelopes : envelope of each cost line within which money may be moved; one that is not there has the
        investment's own code.
    picture : the common target picture in words; its version is `investment.picture`.
    terms : terms of reference in words.
    systems : information system of each cost line, by line.
    line_names : what cost and benefit lines are called, by line.
    ends_on : planned day of delivery.
    """

    investment: Investment
    names: Text = field(default_factory=dict)
    purpose: Text = field(default_factory=dict)
    access: Access = Access.INTERNAL
    programme: str = ""
    goals: tuple[str, ...] = ()
    components: tuple[str, ...] = ()
    results: tuple[PlannedResult, ...] = ()
    envelopes: Mapping[str, str] = field(default_factory=dict)
    systems: Mapping[str, str] = field(default_factory=dict)
    line_names: Mapping[str, Text] = field(default_factory=dict)
    deliverables: tuple[Thing, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    picture: Text = field(default_factory=dict)
    terms: Text = field(default_factory=dict)
    ends_on: date | None = None

    @property
    def code(self) -> str:
        """Code of the investment."""
        return self.investment.code

    @property
    def lead(self) -> str:
        """The responsible body; "" while there is not exactly one."""
        found = self.investment.bodies(PartyRole.LEAD)
        return found[0] if len(found) == 1 else ""

    def envelope_of(self, line: str) -> str:
        """Envelope of a cost line.

        Returns
        -------
        str
        """
        return self.envelopes.get(line) or self.code


def line_code(investment: str, line: str) -> str:
    """What a cost line or result is called among those of all investments.

    Returns
    -------
    str

    Examples
    --------
    >>> line_code("P-118", "C1")
    'P-118/C1'
    """
    return f"{investment}/{line}"


def money_line(plan: Plan, line: CostLine) -> Line | None:
    """A cost line as the lock of money and results sees it; None while its amount is not known.

    Returns
    -------
    Line or None
    """
    if line.likely is None:
        return None
    results = (line_code(plan.code, line.result),) if line.result else ()
    return Line(line_code(plan.code, line.code), plan.code, line.likely, plan.envelope_of(line.code), results)
