"""How do the worked examples of the method pages look? Their numbers come from the board itself."""

from collections.abc import Iterable, Sequence
from math import isnan, nan

MISSING = nan


def table(head: Sequence[object], rows: Iterable[Sequence[object]]) -> str:
    """Table as it stands in a page."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(map(str, line))} |\n" for line in lines)


def number(value: float, form: str = "g") -> str:
    """A number, or the words for a missing one."""
    return "no data" if isnan(value) else format(value, form)
