"""Does an edit of a method name what the method has, and give it a fit value?"""

from collections.abc import Mapping
from dataclasses import is_dataclass
from typing import Any

from styrbord.core.base.codes import suggestions
from styrbord.core.base.problems import Problem, define
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.options import Variation
from styrbord.core.ratings.texts.reading import Reading, Unfit, hints_of
from styrbord.core.ratings.texts.sorts import ANY, SORTS, Sort
from styrbord.core.ratings.tree import Node, Tree

define("method.unknown-edit", "'{key}' is no part of a method that could vary.", "Near it: {nearest}.")

NODES = "nodes"


def check_edits(variations: tuple[Variation, ...], tree: Tree, reading: Reading) -> None:
    """Keep in the reading what is wrong with the edits of variations.

    An edit names a part by its dotted key (`treatment.most_points`), or a node's by `nodes.CODE.KEY`.
    """
    for row, variation in enumerate(variations):
        for number, edit in enumerate(variation.options):
            for key, word in edit.items():
                path = ("variations", row, "options", number, key)
                _check(key, word, tree, reading, path)


def _check(key: str, word: Any, tree: Tree, reading: Reading, path: tuple[str | int, ...]) -> None:
    found = meant(key, tree)
    if found is None:
        near = ", ".join(suggestions(key, _dotted())) or "-"
        reading.problems.append(
            Problem("method.unknown-edit", reading.place(path), {"key": key, "nearest": near})
        )
        return
    try:
        reading.word(found[0], word, path, found[1])
    except Unfit:
        return


def meant(key: str, tree: Tree) -> tuple[Any, Sort] | None:
    """Type and sort of what a dotted key names; None when it names nothing that may vary.

    Returns
    -------
    tuple of type and Sort, or None
    """
    first, _, rest = key.partition(".")
    if first == NODES:
        code, _, field = rest.rpartition(".")
        return _of(Node, field) if code in tree.by_code else None
    kind = hints_of(Method).get(first)
    if rest:
        return _of(kind, rest) if is_dataclass(kind) else None
    return _of(Method, first)


def _of(kind: Any, field: str) -> tuple[Any, Sort] | None:
    hint = hints_of(kind).get(field)
    return None if hint is None else (hint, SORTS.get((kind, field), ANY))


def _dotted() -> list[str]:
    found = []
    for name, hint in hints_of(Method).items():
        inner: Mapping[str, Any] = hints_of(hint) if is_dataclass(hint) and isinstance(hint, type) else {}
        found += [f"{name}.{field}" for field in inner] or [name]
    return found
