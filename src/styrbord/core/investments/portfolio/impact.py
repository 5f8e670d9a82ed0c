"""What does a request do up the tree of goals, how far does it leave what was proposed, and who agrees?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from styrbord.core.base.problems import Problem, Refused, Severity, define
from styrbord.core.investments.lock import Default, default_change
from styrbord.core.investments.portfolio.plans import Plans, Request

define(
    "impact.circle",
    "In the tree of goals these lead to themselves: {nodes}.",
    "Correct the tree first.",
)
define(
    "lock.other-than-proposed",
    "'{result}' is to change by {stated}; by the plan {proposed} would go with the money.",
    "Write why it is another change.",
    Severity.WARNING,
)


@dataclass(frozen=True, slots=True)
class Contribution:
    """That a result or goal feeds another: units of the parent for one of the child; None = not known."""

    child: str
    parent: str
    factor: Decimal | None


@dataclass(frozen=True, slots=True)
class Effect:
    """What a request does to one node; None where a contribution on the way is not known.

    `through` are the children by which it comes, none for what the request changes itself.
    """

    node: str
    change: Decimal | None
    through: tuple[str, ...] = ()


def effects_up(changes: Mapping[str, Decimal], tree: Iterable[Contribution]) -> tuple[Effect, ...]:
    """Changes of all that stands above what a request changes.

    Parameters
    ----------
    changes : by result, as of `Request.by_result`.
    tree : contributions in any order; a child may have several parents, a parent several children.

    Returns
    -------
    tuple of Effect
        Children before parents, within one height by code. Money moves nothing by itself.

    Raises
    ------
    Refused
        `impact.circle`

    Examples
    --------
    >>> tree = [Contribution("I1", "G", Decimal("0.5")), Contribution("I2", "G", Decimal(1))]
    >>> effects_up({"I1": Decimal(-3), "I2": Decimal(2)}, tree)[-1].change
    Decimal('0.5')
    """
    reached = _reached(changes, list(tree))
    sums: dict[str, Decimal | None] = {node: changes.get(node, Decimal(0)) for node in changes}
    through: dict[str, list[str]] = defaultdict(list)
    for node in _ordered({*changes, *(one.parent for one in reached)}, reached):
        for one in (one for one in reached if one.child == node):
            sums[one.parent] = _plus(sums.get(one.parent, Decimal(0)), sums[node], one.factor)
            through[one.parent].append(node)
    order = _ordered(set(sums), reached)
    return tuple(Effect(node, sums[node], tuple(sorted(through[node]))) for node in order)


def _plus(known: Decimal | None, change: Decimal | None, factor: Decimal | None) -> Decimal | None:
    if known is None or change is None or factor is None:
        return None
    return known + change * factor


def _reached(changes: Iterable[str], tree: list[Contribution]) -> list[Contribution]:
    parents: dict[str, list[Contribution]] = defaultdict(list)
    for one in tree:
        parents[one.child].append(one)
    seen: set[str] = set()
    ahead = set(changes)
    while ahead:
        seen |= ahead
        ahead = {one.parent for node in ahead for one in parents[node]} - seen
    return [one for one in tree if one.child in seen]


def _ordered(nodes: set[str], edges: list[Contribution]) -> list[str]:
    """Nodes so that every child stands before its parents."""
    left, found = set(nodes), []
    while left:
        waiting = {one.parent for one in edges if one.child in left}
        ready = sorted(left - waiting)
        if not ready:
            raise Refused(Problem("impact.circle", min(left), {"nodes": ", ".join(sorted(left))}))
        found += ready
        left -= set(ready)
    return found


def defaults(request: Request, plans: Plans) -> dict[tuple[str, str], Default]:
    """What is proposed for the results of the lines that change, by line and result.

    Returns
    -------
    dict of (line, result) to Default
        See `styrbord.core.investments.lock`; none without planned money.
    """
    return {
        (code, name): default_change(
            plans.lines[code].money.amount, result.base, result.target, amount.amount
        )
        for code, amount in request.by_line().items()
        for name in plans.lines[code].results
        if (result := plans.results.get(name)) is not None
    }


def unlike_proposed(request: Request, plans: Plans) -> list[Problem]:
    """Changes of results other than what goes with the money by the plan; each takes a reason.

    Returns
    -------
    list of Problem
        `lock.other-than-proposed`, a warning. Where a line has no planned money there is no proposal.
    """
    proposed: dict[str, Decimal | None] = {}
    for (_, name), default in defaults(request, plans).items():
        known = proposed.get(name, Decimal(0))
        step = default.delta_indicator
        proposed[name] = None if known is None or step is None else known + step
    found = []
    for name, stated in request.by_result().items():
        told = proposed.get(name)
        if told is not None and told != stated:
            words = {"result": name, "stated": str(stated), "proposed": str(told)}
            found.append(Problem("lock.other-than-proposed", name, words))
    return found
