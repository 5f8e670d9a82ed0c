"""Where do the invented municipalities lie, and what are their outlines?"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from scipy.spatial import Voronoi

from example.formulas import Array
from example.tables import COUNTY, municipalities

_WIDTH, _HEIGHT = 100.0, 64.0
_RING = 72
Line = list[tuple[float, float]]


def _ring() -> Array:
    """Points around the county; a border runs halfway between them and the outer municipalities."""
    angle = np.linspace(0, 2 * np.pi, _RING, endpoint=False)
    radius = 1.06 + 0.06 * np.sin(3 * angle + 1) + 0.05 * np.sin(5 * angle) + 0.015 * np.sin(11 * angle)
    return np.stack([50 + 49 * radius * np.cos(angle), 32 + 30 * radius * np.sin(angle)], axis=1)


def _wiggled(ends: Array, amplitude: float, depth: int, random: np.random.Generator) -> Array:
    """The line between two points, its midpoints displaced sideways again and again."""
    line = ends
    for _ in range(depth):
        step = np.diff(line, axis=0)
        sideways = np.stack([-step[:, 1], step[:, 0]], axis=1)
        offset = amplitude * random.uniform(-1, 1, len(step))
        middle = line[:-1] + step / 2 + sideways * offset[:, None]
        woven = np.empty((2 * len(line) - 1, 2))
        woven[0::2], woven[1::2] = line, middle
        line = woven
    return line


class Borders:
    """Lines between neighbours, each drawn once, so that shapes fit without gaps."""

    def __init__(self, seed: int) -> None:
        """Divide the plane and draw every border."""
        places = municipalities()
        points = np.array([[float(place["x"]), float(place["y"])] for place in places])
        self.count = len(points)
        plan = Voronoi(np.vstack([points, _ring()]))
        random = np.random.default_rng([seed, 41])
        self.lines: list[tuple[tuple[int, int], tuple[int, int], Array]] = []
        for sides, corners in sorted(zip(plan.ridge_points.tolist(), plan.ridge_vertices, strict=True)):
            if min(sides) >= self.count:
                continue
            is_coast = max(sides) >= self.count
            line = _wiggled(plan.vertices[corners], 0.2 if is_coast else 0.16, 4 if is_coast else 3, random)
            self.lines.append(((sides[0], sides[1]), (corners[0], corners[1]), line))
        self._fit()

    def _fit(self) -> None:
        """Move and scale everything into the sheet, one scale for both axes."""
        every = np.vstack([line for _, _, line in self.lines])
        low, high = every.min(axis=0), every.max(axis=0)
        scale = min((_WIDTH - 2) / (high[0] - low[0]), (_HEIGHT - 2) / (high[1] - low[1]))
        self.lines = [(s, c, np.round((line - low) * scale + 1, 2)) for s, c, line in self.lines]

    def outline(self, members: Iterable[int]) -> list[Line]:
        """Returns closed rings around a set of municipalities, clockwise."""
        inside = set(members)
        open_lines = [(c, line) for s, c, line in self.lines if (s[0] in inside) != (s[1] in inside)]
        return _rings(open_lines)


def _rings(lines: Sequence[tuple[tuple[int, int], Array]]) -> list[Line]:
    at_corner: dict[int, list[int]] = defaultdict(list)
    for number, (corners, _) in enumerate(lines):
        for corner in corners:
            at_corner[corner].append(number)
    left, rings = set(range(len(lines))), []
    while left:
        number = min(left)
        start, corner = lines[number][0]
        left.discard(number)
        ring = lines[number][1].tolist()
        while corner != start:
            number = next(n for n in at_corner[corner] if n in left)
            left.discard(number)
            corners, line = lines[number]
            forward = corners[0] == corner
            ring += (line if forward else line[::-1]).tolist()[1:]
            corner = corners[1] if forward else corners[0]
        rings.append(_clockwise([(x, y) for x, y in ring]))
    return sorted(rings, key=len, reverse=True)


def signed_area(ring: Line) -> float:
    """Returns the area inside a closed ring; negative when it runs clockwise."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)) / 2


def _clockwise(ring: Line) -> Line:
    return ring[::-1] if signed_area(ring) > 0 else ring


def _feature(code: str, rings: list[Line]) -> dict[str, object]:
    return {
        "type": "Feature",
        "properties": {"territory_code": code},
        "geometry": {"type": "Polygon", "coordinates": rings[:1]},
    }


def write(out_dir: Path, seed: int) -> None:
    """Write outlines of municipalities, districts and the county."""
    borders = Borders(seed)
    places = municipalities()
    districts = sorted({place["district"] for place in places})
    layers = {
        "municipalities": {place["code"]: [k] for k, place in enumerate(places)},
        "districts": {d: [k for k, place in enumerate(places) if place["district"] == d] for d in districts},
        "county": {COUNTY: list(range(len(places)))},
    }
    for name, areas in layers.items():
        features = [_feature(code, borders.outline(members)) for code, members in areas.items()]
        text = json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"))
        (out_dir / f"{name}.geojson").write_text(text + "\n", encoding="utf-8")
