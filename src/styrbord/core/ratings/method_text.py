"""How does a text (TOML or JSON) become a method, and a method a text?"""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.texts.differing import differences
from styrbord.core.ratings.texts.edits import check_edits
from styrbord.core.ratings.texts.places import lines_of
from styrbord.core.ratings.texts.reading import Lines, Reading, Unfit
from styrbord.core.ratings.texts.shipping import shipped, shipped_text
from styrbord.core.ratings.texts.soundness import problems_of, wanting, warnings_of
from styrbord.core.ratings.texts.trees import filled
from styrbord.core.ratings.texts.writing import hash_of, text_of, toml_of
from styrbord.core.ratings.tree import Node, Tree

__all__ = [
    "differences",
    "has_tree",
    "hash_of",
    "method_of",
    "shipped",
    "shipped_text",
    "text_of",
    "toml_of",
    "wanting",
    "warnings_of",
]

define(
    "method.unreadable", "The text of the method cannot be read: {reason}.", "Mend the place that is named."
)
define(
    "method.no-tree",
    "The method has no nodes of its own and is given no structure.",
    "Write its nodes as [[nodes]], or give the structure with the data.",
)
define(
    "method.too-long", "The text of the method is longer than {most} signs.", "Cut it, or split the index."
)

MOST_SIGNS = 5_000_000
_JSON = "{"
_TREE_IN_TEXT = "nodes"


def method_of(text: str, *, tree: Tree | None = None, name: str = "method") -> Method:
    """Method that a text holds, with everything that is wrong with it told at once.

    Parameters
    ----------
    text : TOML, or JSON when it begins with a brace. Keys are the fields of `Method`; the tree stands as a
        list of `nodes`. What is not said is as usual.
    tree : structure for a text without nodes; nodes of the text go before it.
    name : code and version of a text that gives no code, and the place of what has no place of its own.

    Returns
    -------
    Method

    Raises
    ------
    Refused
        Problems with codes `method.*` and `rating.*` (the tree); their place is the line, where the text is
        TOML, and the dotted key.
    """
    said, lines = _said(text, name)
    reading = Reading(said, lines)
    try:
        method = _method(reading, {"code": name, "version": "1", **said}, tree)
    except Unfit:
        raise Refused(reading.problems) from None
    if not reading.problems:
        check_edits(method.variations, method.tree, reading)
    if problems := reading.problems or list(problems_of(method)):
        raise Refused(problems)
    return method


def has_tree(text: str) -> bool:
    """Whether a text brings its own nodes; a method without is for any structure.

    Returns
    -------
    bool
    """
    return bool(_said(text, "method")[0].get(_TREE_IN_TEXT))


def _method(reading: Reading, said: Mapping[str, Any], tree: Tree | None) -> Method:
    """Method of what a text says; wrong words stand in the reading."""
    rest = {key: word for key, word in said.items() if key != _TREE_IN_TEXT}
    usual = Method(code="", version="", tree=tree or Tree(_STAND_IN))
    method: Method = reading.part(Method, rest, (), base=usual)
    nodes = _nodes(reading, said.get(_TREE_IN_TEXT, []))
    return replace(method, tree=_grown(reading, nodes, tree))


def _nodes(reading: Reading, rows: Any) -> list[Node]:
    if not isinstance(rows, list):
        raise reading.unfit((_TREE_IN_TEXT,), rows, "a list of tables")
    found: list[Node] = []
    for number, row in enumerate(filled(rows)):
        try:
            found.append(reading.part(Node, row, (_TREE_IN_TEXT, number)))
        except Unfit:
            continue
    return found


def _grown(reading: Reading, nodes: list[Node], tree: Tree | None) -> Tree:
    """Tree of the nodes, or a stand-in when they were refused: then the method is refused too."""
    given = tree or Tree(_STAND_IN)
    if not nodes:
        if tree is None and not reading.problems:
            reading.problems.append(Problem("method.no-tree", _TREE_IN_TEXT))
        return given
    try:
        return Tree(tuple(nodes))
    except Refused as refused:
        if not reading.problems:
            reading.problems += [_placed(problem, reading) for problem in refused.problems]
        return given


_STAND_IN = (Node("index", level=2, is_indicator=False), Node("one", "index", direction=1))


def _placed(problem: Problem, reading: Reading) -> Problem:
    """A problem of the tree with its line."""
    codes = [row.get("code") for row in reading.said[_TREE_IN_TEXT]]
    if problem.place not in codes:
        return problem
    return replace(problem, place=reading.place((_TREE_IN_TEXT, codes.index(problem.place))))


def _said(text: str, name: str) -> tuple[Mapping[str, Any], Lines]:
    if len(text) > MOST_SIGNS:
        raise Refused(Problem("method.too-long", name, {"most": MOST_SIGNS}))
    try:
        if text.lstrip("\ufeff \t\r\n").startswith(_JSON):
            return json.loads(text.lstrip("\ufeff"), parse_constant=_no_number), {}
        plain = text.lstrip("\ufeff")
        return tomllib.loads(plain), lines_of(plain)
    except (ValueError, RecursionError) as error:
        raise Refused(Problem("method.unreadable", name, {"reason": str(error)})) from error


def _no_number(word: str) -> float:
    raise ValueError(f"{word} is not a number")
