"""Which lines of money pay for which results, and what is asked to change among them?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from styrbord.core.base.periods import Period
from styrbord.core.investments.methodology import Methodology, Origin
from styrbord.core.investments.portfolio.money import Money

METHODOLOGY = Methodology(
    "money-result-lock/1",
    Origin.HOUSE,
    "ours: methods of investments, section 5.2; the demand itself was heard in a speech",
)


class Scope(StrEnum):
    """Which investments a rule reaches: those of several bodies, those of one, or both."""

    JOINT = "joint"
    INTERNAL = "internal"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Policy:
    """Which rules hold for a kind of programme.

    Attributes
    ----------
    kinds : kinds of programmes that it is attached to.
    scope : investments of which it asks them.
    needs_result : money moves only with each of its results, or a signed statement.
    needs_release : a result is cut only with a release of its money, or a signed statement.
    is_balanced : changes of money come to 0 in each envelope.
    """

    code: str
    kinds: frozenset[str]
    needs_result: bool = True
    needs_release: bool = True
    is_balanced: bool = True
    scope: Scope = Scope.BOTH
    methodology: Methodology = METHODOLOGY


def policy_for(kind: str, policies: Iterable[Policy]) -> Policy | None:
    """The policy attached to a kind of programme, the newest last; None when none is.

    Returns
    -------
    Policy or None
    """
    told = [one for one in policies if kind in one.kinds]
    return told[-1] if told else None


@dataclass(frozen=True, slots=True)
class Line:
    """A planned line of money: the plan it stands in, its envelope, and the results that it pays for."""

    code: str
    plan: str
    money: Money
    envelope: str = ""
    results: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """A planned result: indicator, subject and year stand behind its code.

    Attributes
    ----------
    base, target : where it starts and where it is to be, in the unit of the indicator.
    """

    code: str
    plan: str
    base: Decimal
    target: Decimal
    more_is_better: bool = True


@dataclass(frozen=True, slots=True)
class Plans:
    """Lines and results of all plans that a request may touch, and the version of each plan.

    Attributes
    ----------
    given : what the budget in force gives more than is planned, by envelope; below 0 where it gives less.
    targets : target of each benefit by plan, benefit and period, and whether more is better.
    """

    lines: Mapping[str, Line] = field(default_factory=dict)
    results: Mapping[str, Result] = field(default_factory=dict)
    versions: Mapping[str, int] = field(default_factory=dict)
    given: Mapping[str, Money] = field(default_factory=dict)
    targets: Mapping[tuple[str, str, Period], tuple[Decimal, bool]] = field(default_factory=dict)

    def lines_of(self, result: str) -> list[Line]:
        """Lines that pay for a result.

        Returns
        -------
        list of Line
        """
        return [one for one in self.lines.values() if result in one.results]


@dataclass(frozen=True, slots=True)
class NoEffect:
    """Statement that a change of a line leaves a result as it is, or a cut of it releases nothing.

    `signer` is a post above the author's; `line` is "" where a cut releases nothing.
    """

    line: str
    result: str
    reason: str
    signer: str


@dataclass(frozen=True, slots=True)
class Request:
    """One set of changes.

    Attributes
    ----------
    money : line and amount, positive where it gets more; several of one line are added.
    results : result and change of its target.
    ends : plan and its new day of delivery; moves no money and needs no result.
    targets : plan, benefit, period and new target of the benefit.
    versions : of the plans that the author looked at; a plan that is not there was not looked at.
    """

    author: str
    money: tuple[tuple[str, Money], ...] = ()
    results: tuple[tuple[str, Decimal], ...] = ()
    no_effects: tuple[NoEffect, ...] = ()
    versions: Mapping[str, int] = field(default_factory=dict)
    ends: tuple[tuple[str, date], ...] = ()
    targets: tuple[tuple[str, str, Period, Decimal], ...] = ()

    @property
    def replanned(self) -> frozenset[str]:
        """Plans whose days or targets of benefits it changes."""
        return frozenset(plan for plan, _ in self.ends) | {plan for plan, *_ in self.targets}

    def by_line(self) -> dict[str, Money]:
        """Change of each line that changes at all, the lines in the order of the request.

        Returns
        -------
        dict of str to Money

        Raises
        ------
        Refused
            `money.mixed`
        """
        found: dict[str, Money] = {}
        for code, amount in self.money:
            found[code] = found[code] + amount if code in found else amount
        return {code: amount for code, amount in found.items() if amount}

    def by_result(self) -> dict[str, Decimal]:
        """Change of each result that changes at all.

        Returns
        -------
        dict of str to Decimal
        """
        found: dict[str, Decimal] = defaultdict(Decimal)
        for code, change in self.results:
            found[code] += change
        return {code: change for code, change in found.items() if change}


def affected(request: Request, plans: Plans) -> tuple[str, ...]:
    """Plans whose money, results, days or targets change; each agrees, and each gets a new version.

    Returns
    -------
    tuple of str
        In alphabetical order.
    """
    found = {plans.lines[code].plan for code in request.by_line()}
    found |= {plans.results[code].plan for code in request.by_result()}
    return tuple(sorted(found | request.replanned))
