"""Which methods of rating are shipped, what are they made of, and what of it is confirmed?"""

from collections.abc import Iterator
from pathlib import Path

from styrbord.core.ratings.method import Method
from styrbord.core.ratings.method_text import has_tree, method_of, shipped, shipped_text
from styrbord.core.ratings.tree import Node, Tree

TARGET = Path(__file__).resolve().parents[2] / "docs" / "reference" / "rating-methods.md"
HEAD = """# Shipped methods of rating

Made from the files of methods by `python -m docs.generate`; do not edit.

A method is a starting point: copy it, change it, have it approved under a code of your own. What is *to
confirm* was not compared with its source, and pages that show the index say so. How a text is written:
[write a rating method](../howto/write-a-rating-method.md).
"""
_STAND_IN = Tree((Node("index", level=2, is_indicator=False), Node("one", "index", direction=1)))


def text() -> str:
    """The whole page."""
    return "\n".join([HEAD, *(line for code in shipped() for line in section(code))])


def section(code: str) -> Iterator[str]:
    """One method: what it is, where its parts come from, and its nodes."""
    said = shipped_text(code)
    method = method_of(said, tree=_STAND_IN, name=code)
    yield f"## {code}"
    yield f"{method.names['en']}, version {method.version}. {method.summary['en']}"
    yield ""
    for source in method.sources:
        state = "confirmed" if source.is_confirmed else "**to confirm**"
        yield f"- {source.part}, {state}: {source.text}"
    yield ""
    if has_tree(said):
        yield from _nodes(method)
    else:
        yield "The structure comes with the data."
    yield ""


def _nodes(method: Method) -> Iterator[str]:
    yield "| node | below | weight | what it says |"
    yield "|---|---|---|---|"
    for node in method.tree.nodes:
        parent = f"`{node.parent}`" if node.parent else ""
        weight = f"{_share(method, node):.3g}"
        yield f"| `{node.code}` {node.names['en']} | {parent} | {weight} | {node.criteria['en']} |"


def _share(method: Method, node: Node) -> float:
    """Share of a node among the children of its parent."""
    children = method.tree.children(node.parent) if node.parent else (node,)
    if method.weights == "equal":
        return 1 / len(children)
    return node.weight / sum(one.weight for one in children)
