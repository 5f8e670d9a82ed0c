"""Where do the borders between areas of different parents run?"""

from collections.abc import Mapping, Sequence

import numpy as np

from styrbord.charts.outlines import Grid, Outlines, neighbour, relative

SHARED_ENOUGH = 0.75  # of what n squares in a square share, 1 - 1/sqrt(n); below it they do not meet


def borders(outlines: Outlines, parents: Mapping[str, str]) -> str:
    """Path of the outer border and of those between areas of different parents.

    Empty when the areas share too little of their edges' length, since then their borders do not meet.
    """
    if not len(outlines.corners):
        return ""
    names = {parent: n for n, parent in enumerate(sorted(set(parents.values())))}
    by_area = np.array([names.get(parents.get(code, ""), -1) for code in outlines.codes], dtype=np.int64)
    parent = by_area[outlines.owners[outlines.ring]]
    ahead = neighbour(outlines.ring, 1)
    edges = _edge_names(outlines.corners, outlines.corners[ahead])
    _, first, inverse, count = np.unique(edges, return_index=True, return_inverse=True, return_counts=True)
    length = np.hypot(*(outlines.corners[ahead] - outlines.corners).T.astype(float))
    shared = length[count[inverse] > 1].sum() / max(length.sum(), 1e-9)
    if shared < SHARED_ENOUGH * (1 - len(outlines.codes) ** -0.5):
        return ""
    lowest = np.full(len(count), np.iinfo(np.int64).max)
    highest = np.full(len(count), -2)
    np.minimum.at(lowest, inverse, parent)
    np.maximum.at(highest, inverse, parent)
    drawn = (count == 1) | (lowest != highest)
    return _chains(outlines.corners, ahead, np.sort(first[drawn]).tolist())


def _edge_names(start: Grid, end: Grid) -> Grid:
    a, b = start[:, 0] << 15 | start[:, 1], end[:, 0] << 15 | end[:, 1]
    return np.minimum(a, b) << 31 | np.maximum(a, b)


def _chains(corners: Grid, ahead: Grid, edges: Sequence[int]) -> str:
    """Edges, in order around their rings, joined where one begins at the end of the last."""
    chains: list[list[int]] = []
    for edge in edges:
        if chains and chains[-1][-1] == edge:
            chains[-1].append(int(ahead[edge]))
        else:
            chains.append([edge, int(ahead[edge])])
    return "".join(relative(corners[chain]) for chain in chains)
