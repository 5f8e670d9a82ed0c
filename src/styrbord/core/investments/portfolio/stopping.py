"""Who stops work that does not fit the platform, what does that block, and how is it contested?

The program proposes; people put in force.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial

from styrbord.core.base.problems import Problem, define
from styrbord.core.investments.methodology import Methodology, Origin
from styrbord.core.investments.portfolio.components import Standing
from styrbord.core.investments.portfolio.moving import Said, Standpoint, Who, judged
from styrbord.core.investments.portfolio.workflow import Noun

METHODOLOGY = Methodology(
    "stop-proposal/1",
    Origin.HOUSE,
    "ours: methods of investments, section 7; the rule itself was heard in a speech",
)
define(
    "stop.in-force",
    "The stop order '{order}' is in force since {since}: no step and no new commitment.",
    "Appeal it, or ask the authority that put it in force to lift it.",
)
define(
    "stop.not-heard",
    "The owner of '{order}' has not been heard, and may answer until {until}.",
    "Wait for the answer or for that day.",
)
define("stop.override", "The override of '{order}' names no {what}.", "Fill it in.")


class Ground(StrEnum):
    """Why work is stopped."""

    NON_CONFORMITY = "non-conformity"
    DUPLICATE = "duplicate"
    NO_BENEFIT = "no-benefit"
    NO_LEGAL_BASIS = "no-legal-basis"


class State(StrEnum):
    """Where a stop order stands."""

    PROPOSED = "proposed"
    HEARD = "heard"
    IN_FORCE = "in-force"
    APPEALED = "appealed"
    FINAL = "final"
    LIFTED = "lifted"
    DROPPED = "dropped"


BLOCKING = frozenset({State.IN_FORCE, State.APPEALED, State.FINAL})
"""States in which no step is taken and no money committed; an appeal does not free."""
OPEN = BLOCKING | {State.PROPOSED, State.HEARD}


@dataclass(frozen=True, slots=True)
class Override:
    """That work goes on in spite of an order, by a named authority, until a day; always listed."""

    authority: str
    reason: str
    expires: date | None

    def holds(self, on: date) -> bool:
        """Whether it is whole and has not ended; its last day counts.

        Returns
        -------
        bool
        """
        return not override_problems("", self) and self.expires is not None and on <= self.expires


@dataclass(frozen=True, slots=True)
class StopOrder:
    """An order over one investment.

    Attributes
    ----------
    missing : requirements that are not met, where that is the ground.
    hear_until : last day on which the owner may answer before it is put in force.
    since : day from which spending is frozen; None until it is in force.
    """

    code: str
    ground: Ground
    state: State = State.PROPOSED
    missing: tuple[str, ...] = ()
    hear_until: date | None = None
    since: date | None = None
    overrides: tuple[Override, ...] = ()

    def blocks(self, on: date) -> bool:
        """Whether it stops steps and commitments on a day.

        Returns
        -------
        bool
        """
        has_begun = self.since is None or self.since <= on
        return self.state in BLOCKING and has_begun and not any(one.holds(on) for one in self.overrides)


def proposal(standing: Standing, orders: Iterable[StopOrder], on: date) -> tuple[str, ...]:
    """Requirements for which the program proposes a stop at a gate.

    Parameters
    ----------
    orders : those of the investment; what one of them names that is still open is not proposed again.

    Returns
    -------
    tuple of str
        Required, not met, without a waiver that holds; empty = nothing to propose.

    Source: house rule of Styrbord.
    """
    known = {code for one in orders if one.state in OPEN for code in one.missing}
    return tuple(code for code in standing.unmet(on) if code not in known)


def blocked(orders: Iterable[StopOrder], on: date) -> list[Problem]:
    """Orders that stop an investment on a day.

    Returns
    -------
    list of Problem
        `stop.in-force`, for steps and commitments alike. What was paid is a fact and is recorded anyway.
    """
    found = [one for one in orders if one.blocks(on)]
    return [
        Problem(
            "stop.in-force",
            one.code,
            {"order": one.code, "since": one.since.isoformat() if one.since else "?"},
        )
        for one in found
    ]


def heard_by_now(order: StopOrder, today: date) -> list[Problem]:
    """Whether the owner's time to answer is over; without a day it never is.

    Returns
    -------
    list of Problem
    """
    if order.hear_until is not None and today > order.hear_until:
        return []
    until = order.hear_until.isoformat() if order.hear_until else "?"
    return [Problem("stop.not-heard", order.code, {"order": order.code, "until": until})]


def override_problems(order: str, override: Override) -> list[Problem]:
    """What an override lacks: named authority, reason, last day.

    Returns
    -------
    list of Problem
    """
    told: Sequence[tuple[str, object]] = (
        ("authority", override.authority.strip()),
        ("reason", override.reason.strip()),
        ("expires", override.expires),
    )
    return [
        Problem("stop.override", name, {"order": order, "what": name}) for name, found in told if not found
    ]


def why_not(
    order: StopOrder, verb: str, who: Who, today: date, *, asked_by: frozenset[str] = frozenset(), said: Said
) -> list[Problem]:
    """Why somebody may not move an order to stop.

    Parameters
    ----------
    asked_by : persons who put it in force; none of them decides an appeal against it.

    Returns
    -------
    list of Problem
    """
    checks = {"heard-by-now": partial(heard_by_now, order, today)}
    return judged(Standpoint(Noun.STOP, order.state, asked_by), verb, who, said=said, checks=checks)
