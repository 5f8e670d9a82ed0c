"""How many lines is a person asked to look at, and under which line does each case stand?"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from styrbord.core.signals.attention import BUDGET, Line, attention
from styrbord.figures.signals import CauseLine, Owned, SignalLine
from styrbord.services.signals.finding import HEALTH


def causes(found: Sequence[SignalLine]) -> list[CauseLine]:
    """Cases by cause, in their order: each under the one that explains it.

    A case whose cause the reader may not see is told by itself; of trouble with numbers the first that the
    reader sees stands for all of the same delivery.
    """
    tokens = {one.token: one for one in found}
    heads: dict[str, str] = {}
    for one in found:
        cause = _cause(one, tokens)
        if cause not in tokens:
            cause = heads.setdefault(cause, one.token)
        heads[one.token] = cause
    below: dict[str, list[SignalLine]] = {}
    for one in found:
        if heads[one.token] != one.token:
            below.setdefault(heads[one.token], []).append(one)
    listed = (one for one in found if heads[one.token] == one.token)
    return [CauseLine(one, tuple(below.get(one.token, ()))) for one in listed]


def _cause(one: SignalLine, tokens: Mapping[str, SignalLine]) -> str:
    """Token of the last case up that the reader sees, or of one that they do not see."""
    passed = {one.token}
    while one.explained_by and one.explained_by not in passed:
        if one.explained_by not in tokens:
            return one.explained_by if one.track == HEALTH else one.token
        one = tokens[one.explained_by]
        passed.add(one.token)
    return one.token


def within_budget(
    listed: Sequence[CauseLine], now: datetime, *, is_all: bool
) -> tuple[tuple[CauseLine, ...], tuple[CauseLine, ...]]:
    """Lines within the budget of attention, the overdue ones first, and the rest."""
    by_token = {line.case.token: line for line in listed}
    overdue = frozenset(
        line.case.token
        for line in listed
        if any(one.due_at is not None and one.due_at < now for one in (line.case, *line.explained))
    )
    budget = len(listed) if is_all else BUDGET
    found = attention([Line(line.case.token) for line in listed], overdue, budget)
    shown, rest = (tuple(by_token[line.name] for line in part) for part in (found.shown, found.rest))
    return shown, rest


def owned(listed: Sequence[CauseLine]) -> tuple[Owned, ...]:
    """How many lines each owner has, the most first."""
    counts = Counter(line.case.owner for line in listed)
    return tuple(Owned(code, n) for code, n in sorted(counts.items(), key=lambda one: (-one[1], one[0])))
