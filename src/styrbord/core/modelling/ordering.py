"""In which order are equations solved, and which variables must be guessed?

Strongly connected components in topological order (Tarjan 1972); within each a small set of feedback
variables by taking out, bypassing and cutting (Don and Gallo 1987; Gabay and others 1980).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

Graph = Mapping[int, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Block:
    """Equations solved together: `order` one after the other, then `feedback` at once."""

    order: tuple[int, ...]
    feedback: tuple[int, ...] = ()


def blocks(uses: Graph) -> tuple[Block, ...]:
    """Blocks in the order in which they can be solved.

    Parameters
    ----------
    uses : mapping from equation to the equations whose variables it uses in the same period

    Returns
    -------
    tuple of Block
        Without feedback where an equation needs only earlier ones.

    Examples
    --------
    >>> blocks({0: frozenset({1}), 1: frozenset({0}), 2: frozenset({1})})
    (Block(order=(1,), feedback=(0,)), Block(order=(2,), feedback=()))
    """
    found = []
    for members in components(uses):
        inner = {one: uses[one] & set(members) for one in members}
        if len(members) == 1 and not inner[members[0]]:
            found.append(Block((members[0],)))
            continue
        feedback = feedback_of(inner)
        rest = {one: inner[one] - feedback for one in members if one not in feedback}
        order = tuple(one for part in components(rest) for one in part)
        found.append(Block(order, tuple(sorted(feedback))))
    return tuple(found)


def components(uses: Graph) -> Iterator[list[int]]:
    """Strongly connected components, each after those that it uses.

    Yields
    ------
    list of int
        Sorted.
    """
    number: dict[int, int] = {}
    low: dict[int, int] = {}
    stack: list[int] = []
    is_open: set[int] = set()
    for root in uses:
        if root in number:
            continue
        path = [(root, iter(sorted(uses[root])))]
        number[root] = low[root] = len(number)
        stack.append(root)
        is_open.add(root)
        while path:
            node, waiting = path[-1]
            other = next((one for one in waiting if one not in number or one in is_open), None)
            if other is None:
                path.pop()
                if path:
                    low[path[-1][0]] = min(low[path[-1][0]], low[node])
                if low[node] == number[node]:
                    at = stack.index(node)
                    members, stack[at:] = sorted(stack[at:]), []
                    is_open.difference_update(members)
                    yield members
            elif other in is_open:
                low[node] = min(low[node], number[other])
            else:
                number[other] = low[other] = len(number)
                stack.append(other)
                is_open.add(other)
                path.append((other, iter(sorted(uses[other]))))


def feedback_of(uses: Graph) -> set[int]:
    """Small set of nodes without which nothing runs in a circle.

    Returns
    -------
    set of int
    """
    into = {one: set(others) for one, others in uses.items()}
    out: dict[int, set[int]] = {one: set() for one in uses}
    for one, others in uses.items():
        for other in others:
            out[other].add(one)
    found: set[int] = set()
    waiting: list[int] = sorted(into)
    while into:
        while waiting:
            node = waiting.pop()
            if node in into:
                waiting += _reduced(node, into, out, found)
        if into:
            node = max(sorted(into), key=lambda one: len(into[one]) * len(out[one]))
            found.add(node)
            waiting += _taken(node, into, out)
    return found


def _reduced(
    node: int, into: dict[int, set[int]], out: dict[int, set[int]], found: set[int]
) -> Sequence[int]:
    """Take a node out or bypass it; the nodes that changed."""
    if node in into[node]:
        found.add(node)
        return _taken(node, into, out)
    if not into[node] or not out[node]:
        return _taken(node, into, out)
    if len(into[node]) == 1 or len(out[node]) == 1:
        before, after = list(into[node]), list(out[node])
        _taken(node, into, out)
        for one in before:
            for other in after:
                out[one].add(other)
                into[other].add(one)
        return sorted({*before, *after})
    return ()


def _taken(node: int, into: dict[int, set[int]], out: dict[int, set[int]]) -> Sequence[int]:
    near = sorted((into[node] | out[node]) - {node})
    for one in into.pop(node) - {node}:
        out[one].discard(node)
    for one in out.pop(node) - {node}:
        into[one].discard(node)
    return near
