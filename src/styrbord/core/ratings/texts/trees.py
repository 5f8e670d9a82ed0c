"""How do the rows of nodes in a text become a tree?"""

from collections.abc import Mapping, Sequence
from typing import Any


def filled(rows: Sequence[Any]) -> list[Any]:
    """Rows of nodes with what a text may leave out: the level, and whether a node is an indicator.

    A node that none names as its parent is an indicator. The index has the level of the longest way down to
    an indicator, each node below it one less.

    Returns
    -------
    list
        Rows that are no tables stay as they are.
    """
    known = [row for row in rows if isinstance(row, Mapping) and isinstance(row.get("code"), str)]
    parents = {row["code"]: _parent(row) for row in known}
    above = set(parents.values())
    depths = {code: _depth(code, parents) for code in parents}
    deepest = max(depths.values(), default=0)
    return [_filled(row, above, depths, deepest) for row in rows]


def _filled(row: Any, above: set[str], depths: Mapping[str, int], deepest: int) -> Any:
    code = row.get("code") if isinstance(row, Mapping) else None
    if not isinstance(code, str):
        return row
    usual = {"is_indicator": code not in above, "level": max(1, deepest - depths[code] + 1)}
    return usual | row


def _parent(row: Mapping[str, Any]) -> str:
    parent = row.get("parent", "")
    return parent if isinstance(parent, str) else ""


def _depth(code: str, parents: Mapping[str, str]) -> int:
    """How many steps lie between a node and the top; a circle ends where it closes."""
    seen: list[str] = []
    while code and code in parents and code not in seen:
        seen.append(code)
        code = parents[code]
    return len(seen)
