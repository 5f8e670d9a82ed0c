"""How does a method look with some of its choices changed?"""

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

from styrbord.core.base.codes import suggestions
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.tree import Tree

define(
    "rating.unknown-edit",
    "A variation changes '{name}', which is no part of a method.",
    "Name what it is to change. Near it: {nearest}.",
)
define(
    "rating.unfit-edit",
    "A variation changes '{name}' to {found}, which does not fit: {reason}.",
    "Give a value that the method itself could have there.",
)
NODES = "nodes"


def edited(method: Method, edit: Mapping[str, object]) -> Method:
    """Method with some values changed.

    Parameters
    ----------
    method : method.
    edit : values by dotted name: `least_available`, `treatment.most_points`, or of one node
        `nodes.CODE.weight`.

    Returns
    -------
    Method

    Raises
    ------
    Refused
        `rating.unknown-edit`, `rating.unfit-edit`, and problems of the tree.
    """
    for name, value in edit.items():
        method = _edited(method, name, value)
    return method


def _edited(method: Method, name: str, value: object) -> Method:
    first, _, rest = name.partition(".")
    if first != NODES:
        made: Method = _changed(method, name.split(".", 1), value, name)
        return made
    code, _, field = rest.rpartition(".")
    nodes = {node.code: node for node in method.tree.nodes}
    if code not in nodes:
        raise _unknown(name, [f"{NODES}.{one}.{field}" for one in nodes])
    nodes[code] = _changed(nodes[code], [field], value, name)
    return replace(method, tree=Tree(tuple(nodes.values())))


def _changed(part: Any, path: Sequence[str], value: object, name: str) -> Any:
    """A dataclass with the field changed that a path leads to."""
    known = [one.name for one in fields(part)] if is_dataclass(part) else []
    if path[0] not in known:
        raise _unknown(name, [name.removesuffix(path[-1]) + one for one in known])
    old = getattr(part, path[0])
    new = _changed(old, path[1:], value, name) if path[1:] else _alike(old, value, name)
    return replace(part, **{path[0]: new})


def _alike(old: object, value: object, name: str) -> object:
    """A value in the form of the one that it takes the place of."""
    if isinstance(old, Enum):
        try:
            return type(old)(value)
        except ValueError as cause:
            raise _unfit(name, value, "it is not among " + ", ".join(type(old))) from cause
    if isinstance(value, list):
        return tuple(value)
    if isinstance(old, str) != isinstance(value, str) and old is not None:
        raise _unfit(name, value, f"there stands {old!r}")
    return value


def _unknown(name: str, known: Sequence[str]) -> Refused:
    near = ", ".join(suggestions(name, known)) or "-"
    return Refused(Problem("rating.unknown-edit", "", {"name": name, "nearest": near}))


def _unfit(name: str, found: object, reason: str) -> Refused:
    return Refused(Problem("rating.unfit-edit", "", {"name": name, "found": found, "reason": reason}))
