"""On whose judgement do the weights below a node rest?"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Judgement:
    """Where the weights of the children of one node come from; the children in the order of the tree.

    The weights themselves stand at the nodes. What is kept here lets a reader make them again: the matrix of
    an analytic hierarchy process (row, column: how many times the row outweighs the column) with its
    consistency ratio, or the points that experts gave, each 100 (expert, child).
    """

    parent: str
    by: str = "original"
    """ahp | budget | original (stated by the source of the method)"""
    matrix: tuple[tuple[float, ...], ...] = ()
    points: tuple[tuple[float, ...], ...] = ()
    ratio: float | None = None
    """ahp: consistency ratio; judgements over 0.1 contradict each other."""
    note: str = ""
    """Who judged, and when."""
