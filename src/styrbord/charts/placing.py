"""Where can a label stand beside its line without covering lines or other labels?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from styrbord.charts.measure import text_width

HEIGHT = 14.0
GAP = 6.0
PLACES = 12  # along a line that are tried for its label
ASIDE = 24.0  # px that a label may stand away from a line that is shorter than itself
SHARED = 4.0  # cost of a square pixel under two labels: neither can be read
Pixels = npt.NDArray[np.float64]


class Box(NamedTuple):
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float


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
    boxes = np.array(taken, dtype=float).reshape(-1, 4)
    placed = []
    for label, own in zip(labels, dense, strict=True):
        candidates = _candidates(label, own, width, height)
        box = candidates[_costs(candidates, own, every, boxes, width).argmin()]
        boxes = np.vstack([boxes, box])
        placed.append(Placed(label.text, float(box[0]), float(box[1] + box[3]) / 2))
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


def _candidates(label: Label, own: Pixels, width: float, height: float) -> Pixels:
    """Places above and below a line as rows of left, top, right, bottom; beside it too where it is short."""
    wide = text_width(label.text, weight=label.weight)
    aside = wide / 2 + ASIDE if own[-1, 0] - own[0, 0] < wide else 0.0
    middle = np.linspace(own[0, 0] - aside, own[-1, 0] + aside, PLACES)
    left = np.clip(middle - wide / 2, 0, max(width - wide, 0))
    first = np.minimum(np.searchsorted(own[:, 0], left), len(own) - 1)
    last = np.maximum(np.searchsorted(own[:, 0], left + wide, side="right"), first + 1)
    highest = np.array([own[a:b, 1].min() for a, b in zip(first, last, strict=True)]) - GAP - HEIGHT
    lowest = np.array([own[a:b, 1].max() for a, b in zip(first, last, strict=True)]) + GAP
    tops = np.concatenate([highest, lowest])
    lefts = np.concatenate([left, left])
    boxes = np.column_stack([lefts, tops, lefts + wide, tops + HEIGHT])
    inside = boxes[(tops >= -HEIGHT) & (tops + HEIGHT <= height)]
    return inside if len(inside) else np.array([[0.0, 0.0, wide, HEIGHT]])


def _costs(at: Pixels, own: Pixels, every: Pixels, taken: Pixels, width: float) -> Pixels:
    """Cost of each place: labels and lines covered, distance from the own line and the right end."""
    x, y = every[None, :, 0], every[None, :, 1]
    left, top, right, bottom = (at[:, n, None] for n in range(4))
    covered = ((x >= left - 2) & (x <= right + 2) & (y >= top - 1) & (y <= bottom + 1)).sum(axis=1)
    middle, height = (at[:, 0] + at[:, 2]) / 2, (at[:, 1] + at[:, 3]) / 2
    distance = np.abs(np.interp(middle, own[:, 0], own[:, 1]) - height)
    nearest = np.sqrt(((x - middle[:, None]) ** 2 + (y - height[:, None]) ** 2).min(axis=1))
    mistaken = np.maximum(0, distance - nearest - 2)  # another line is nearer than the own one
    wide = np.minimum(right, taken[None, :, 2]) - np.maximum(left, taken[None, :, 0])
    high = np.minimum(bottom, taken[None, :, 3]) - np.maximum(top, taken[None, :, 1])
    shared = (np.maximum(wide, 0) * np.maximum(high, 0)).sum(axis=1)
    result: Pixels = SHARED * shared + 30 * covered + distance + 4 * mistaken + 20 * (1 - at[:, 2] / width)
    return result
