"""Small hierarchies to adjust numbers over."""

from itertools import product

import numpy as np
import numpy.typing as npt

from styrbord.core.spine.coherence.structure import Structure, structure_of

Floats = npt.NDArray[np.float64]


def tree(*widths: int) -> Structure:
    """A nested hierarchy: the number of parts of each series, level by level."""
    codes, links, layer = ["T"], [], ["T"]
    for width in widths:
        below = [(f"{parent}.{number}", parent) for parent in layer for number in range(width)]
        links += below
        layer = [child for child, _ in below]
        codes += layer
    return structure_of(codes, links)


def crossed(regions: int, purposes: int) -> Structure:
    """Territories by purposes, with both margins and the total."""
    rows, columns = [f"r{n}" for n in range(regions)], [f"p{n}" for n in range(purposes)]
    cells = [(f"{row}{column}", row, column) for row, column in product(rows, columns)]
    links = [(code, "T") for code in (*rows, *columns)]
    links += [(cell, parent) for cell, *parents in cells for parent in parents]
    return structure_of(["T", *rows, *columns, *(cell for cell, _, _ in cells)], links)


def closed_form(structure: Structure, covariance: Floats, base: Floats) -> Floats:
    """S (S' W^-1 S)^-1 S' W^-1 f with full matrices, as the textbook writes it."""
    summing = structure.summing.toarray()
    weighted = np.linalg.solve(covariance, summing).T
    found: Floats = summing @ np.linalg.solve(weighted @ summing, weighted @ base)
    return found
