"""Where can a label stand beside its line without covering lines or other labels?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from styrbord.charts.measure import text_width

HEIGHT = 14.0
GAP = 6.0
Pixels = npt.NDArray[np.float64]


class Box(NamedTuple):
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: "Box") -> float:
        """Area that two rectangles share."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(wide, 0.0) * max(high, 0.0)


@dataclass(frozen=True, slots=True)
class Label:
    """A label and the line it names, as an array of pixels of shape (points, 2)."""

    text: str
    line: Pixels
    weight: int = 500


class Placed(NamedTuple):
    """A label with the pixel of its left end and middle."""

    text: str
    x: float
    y: float


def beside_lines(
    labels: Sequence[Label],
    *,
    width: float,
    height: float,
    lines: Sequence[Pixels],
    taken: Sequence[Box] = (),
) -> list[Placed]:
    """Put each label above or below its own line where it covers least.

    The right end is preferred, then places further left. Labels come in order of importance;
    `lines` are all lines of the chart, `taken` the places that are not free.
    """
    dense = [_densified(label.line) for label in labels]
    every = np.vstack([_densified(line) for line in lines]) if lines else np.empty((0, 2))
    boxes = list(taken)
    placed = []
    for label, own in zip(labels, dense, strict=True):
        box = min(_candidates(label, own, width, height), key=lambda at: _cost(at, own, every, boxes, width))
        boxes.append(box)
        placed.append(Placed(label.text, box.left, (box.top + box.bottom) / 2))
    return placed


def spread(
    wanted: Sequence[float], *, gap: float = HEIGHT, low: float = 0.0, high: float = 1e9
) -> list[float]:
    """Heights as near as possible to those wanted, in their order, at least `gap` apart.

    Pools of labels that push each other are centred on their mean wish, then kept within bounds.
    """
    order = sorted(range(len(wanted)), key=lambda n: wanted[n])
    pools: list[list[float]] = []  # sum of (wish - place in pool), members
    for n in order:
        pools.append([wanted[n], 1.0])
        while len(pools) > 1 and _end(pools[-2], gap) > pools[-1][0] / pools[-1][1]:
            total, members = pools.pop()
            pools[-1][0] += total - members * pools[-1][1] * gap
            pools[-1][1] += members
    heights = [total / members + gap * place for total, members in pools for place in range(int(members))]
    heights = _bounded(heights, gap, low, high)
    return [height for _, height in sorted(zip(order, heights, strict=True))]


def _end(pool: list[float], gap: float) -> float:
    return pool[0] / pool[1] + pool[1] * gap


def _bounded(heights: list[float], gap: float, low: float, high: float) -> list[float]:
    for n, height in enumerate(heights):
        heights[n] = max(height, low if n == 0 else heights[n - 1] + gap)
    for n in reversed(range(len(heights))):
        heights[n] = min(heights[n], high if n == len(heights) - 1 else heights[n + 1] - gap)
    return heights


def _densified(line: Pixels) -> Pixels:
    """Points along a line, 4 px apart at most, so that covering can be counted."""
    if len(line) < 2:
        return line.reshape(-1, 2)
    lengths = np.hypot(*np.diff(line, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(lengths)])
    at = np.linspace(0.0, along[-1], min(int(along[-1] // 4) + 2, 600))
    return np.column_stack([np.interp(at, along, line[:, 0]), np.interp(at, along, line[:, 1])])


def _candidates(label: Label, own: Pixels, width: float, height: float) -> list[Box]:
    wide = text_width(label.text, weight=label.weight)
    boxes = []
    for x in np.unique(np.clip(np.linspace(own[0, 0], own[-1, 0], 12) - wide / 2, 0, max(width - wide, 0))):
        near = own[(own[:, 0] >= x) & (own[:, 0] <= x + wide), 1]
        if not len(near):
            near = own[np.abs(own[:, 0] - x - wide / 2).argmin(), 1:]
        above, below = near.min() - GAP - HEIGHT, near.max() + GAP
        boxes += [
            Box(float(x), float(top), float(x + wide), float(top + HEIGHT))
            for top in (above, below)
            if top >= -HEIGHT and top + HEIGHT <= height
        ]
    return boxes or [Box(0.0, 0.0, wide, HEIGHT)]


def _cost(box: Box, own: Pixels, every: Pixels, boxes: Sequence[Box], width: float) -> float:
    """Overlap with labels, points of lines covered, distance from the own line and the right end."""
    inside = (
        (every[:, 0] >= box.left - 2)
        & (every[:, 0] <= box.right + 2)
        & (every[:, 1] >= box.top - 1)
        & (every[:, 1] <= box.bottom + 1)
    )
    middle = (box.left + box.right) / 2
    distance = abs(np.interp(middle, own[:, 0], own[:, 1]) - (box.top + box.bottom) / 2)
    nearest = np.abs(np.hypot(every[:, 0] - middle, every[:, 1] - (box.top + box.bottom) / 2)).min()
    mistaken = max(0.0, distance - nearest - 2)  # another line is nearer than the own one
    shared = sum(box.overlap(other) for other in boxes)
    return float(shared + 30 * inside.sum() + distance + 4 * mistaken + 20 * (1 - box.right / width))
