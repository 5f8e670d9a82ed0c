"""Which value should a variable reach in which period, and which way is good?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from styrbord.core.base.codes import nearest, suggestions
from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Refused
from styrbord.core.modelling.faults import Text
from styrbord.core.modelling.statements import Statement

_TARGET = re.compile(
    r"([A-Za-z_]\w*)\s+([0-9]{4}\S{0,8})\s+([+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,2})?)"
    r"(?:\s+(?:direction\s+)?(up|down))?",
    re.ASCII | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Target:
    """Value of an endogenous variable in a period; above it is good, or below."""

    name: str
    period: Period
    value: float
    is_up: bool = True

    @property
    def ordinal(self) -> int:
        """Of the period."""
        return self.period.ordinal

    def is_met(self, value: float) -> bool:
        """Whether a value is as good as the target.

        Returns
        -------
        bool

        Examples
        --------
        >>> Target("poverty", Period.parse("2030"), 6.5, is_up=False).is_met(6.5)
        True
        """
        return value >= self.value if self.is_up else value <= self.value


def targets(one: Statement, text: Text) -> Iterator[tuple[int, Target]]:
    """Targets of a statement, each with where it stands; several by line or with ; between.

    Yields
    ------
    tuple of int and Target
    """
    for match in re.finditer(r"[^;\n]+", one.body):
        body = match.group().strip()
        if not body:
            continue
        at = one.start + match.start() + match.group().index(body)
        found = _TARGET.fullmatch(body)
        period = _period(found[2]) if found else None
        if found is None or period is None:
            form = "y 2030 100 direction up, or y 2030-Q1 6.5 direction down"
            text.tell("model.clause", at, found=body[:40], what="a target", form=form)
        else:
            is_up = (found[4] or "up").lower() == "up"
            yield at, Target(found[1], period, float(found[3]), is_up)


def look_at(found: list[tuple[int, Target]], names: set[str], text: Text) -> None:
    """Tell targets of what no equation explains, and those that stand twice."""
    seen: set[tuple[str, str]] = set()
    for at, one in found:
        key = one.name, str(one.period)
        if one.name not in names:
            near = nearest(one.name, names) or ", ".join(suggestions(one.name[:30], names))
            text.tell("model.target-unknown", at, name=one.name, nearest=near)
        elif key in seen:
            text.tell("model.twice", at, what="The target", equation=" in ".join(key))
        seen.add(key)


def _period(text: str) -> Period | None:
    try:
        return Period.parse(text)
    except Refused:
        return None
