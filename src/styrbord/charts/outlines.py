"""Which outlines has a map at a size: simplified to half a pixel, with shared borders still shared?

Every corner is moved to a grid of half pixels and what no longer turns is dropped, for all
areas at once. Neighbours keep the same border, since a corner moves the same way in both.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from styrbord.charts.projection import Points, Projection, guessed, projected

Grid = npt.NDArray[np.int64]
STEPS = 2  # of the grid to a pixel
_CODE_FIELDS = ("territory_code", "code")


@dataclass(frozen=True, slots=True, eq=False)
class Atlas:
    """Areas of a map: codes, all corners, and where each ring begins and whose it is."""

    codes: tuple[str, ...]
    points: Points
    starts: Grid
    owners: Grid
    projection: Projection


@dataclass(frozen=True, slots=True, eq=False)
class Outlines:
    """Areas on the grid: corners, and ring number of each; owners by ring; size in pixels."""

    codes: tuple[str, ...]
    corners: Grid
    ring: Grid
    owners: Grid
    width: int
    height: int


@lru_cache(maxsize=8)
def atlas_of(geojson: bytes | str, projection: Projection | None = None) -> Atlas:
    """Areas of a GeoJSON FeatureCollection, by `id` or property `territory_code` or `code`.

    Raises
    ------
    ValueError
        If it is not a FeatureCollection of polygons with codes.
    """
    content = json.loads(geojson)
    if not isinstance(content, dict) or content.get("type") != "FeatureCollection":
        raise ValueError("the map is not a GeoJSON FeatureCollection")
    codes: list[str] = []
    rings: list[Points] = []
    owners: list[int] = []
    for feature in content.get("features", ()):
        found = _rings(feature.get("geometry") or {})
        owners += [len(codes)] * len(found)
        rings += found
        codes.append(_code(feature))
    points = np.vstack(rings) if rings else np.empty((0, 2))
    starts = np.cumsum([0, *map(len, rings)], dtype=np.int64)[:-1] if rings else np.empty(0, np.int64)
    return Atlas(tuple(codes), points, starts, np.array(owners, np.int64), projection or guessed(points))


def _code(feature: Mapping[str, Any]) -> str:
    properties = feature.get("properties") or {}
    for value in (*(properties.get(name) for name in _CODE_FIELDS), feature.get("id")):
        if value not in (None, ""):
            return str(value)
    raise ValueError("an area of the map has no code: give it an `id` or a property `territory_code`")


def _rings(geometry: Mapping[str, Any]) -> list[Points]:
    """Rings of a polygon or of several, without the closing corner."""
    kind, coordinates = geometry.get("type"), geometry.get("coordinates") or ()
    polygons = {"Polygon": [coordinates], "MultiPolygon": coordinates}.get(str(kind))
    if polygons is None:
        raise ValueError(f"an area of the map is a {kind}; it must be a Polygon or a MultiPolygon")
    arrays = [
        np.array([corner[:2] for corner in ring[:-1]], dtype=float)
        for polygon in polygons
        for ring in polygon
    ]
    return [array for array in arrays if len(array) >= 3]


@lru_cache(maxsize=32)
def outlines_of(atlas: Atlas, *, width: int, most_height: int) -> Outlines:
    """Outlines that fill a width, or a height if that is less, on the grid of half pixels."""
    if not len(atlas.points):
        return Outlines(
            atlas.codes, np.empty((0, 2), np.int64), np.empty(0, np.int64), atlas.owners, width, 40
        )
    flat = projected(atlas.points, atlas.projection)
    flat = flat - flat.min(axis=0)
    extent = np.maximum(flat.max(axis=0), 1e-12)
    scale = min((width - 4) / extent[0], (most_height - 4) / extent[1])
    margin = np.array([(width - extent[0] * scale) / 2, 2.0])
    corners = np.rint((flat * scale + margin) * STEPS).astype(np.int64)
    ring = np.repeat(np.arange(len(atlas.starts)), np.diff(np.append(atlas.starts, len(corners))))
    keep = _moves(corners, ring)
    height = int(np.ceil(extent[1] * scale)) + 4
    return Outlines(atlas.codes, corners[keep], ring[keep], atlas.owners, width, height)


def _moves(corners: Grid, ring: Grid) -> npt.NDArray[np.bool_]:
    """Corners that differ from the one before, around each ring; at least one of each."""
    keep = np.any(corners != corners[neighbour(ring, -1)], axis=1)
    first, _ = _ends(ring)
    kept = np.bincount(ring[keep], minlength=int(ring[-1]) + 1)
    keep[first] |= kept[ring[first]] == 0
    return keep


def neighbour(ring: Grid, step: int) -> Grid:
    """Place of the corner before (-1) or after (1) each, around its ring."""
    places = np.arange(len(ring)) + step
    first, last = _ends(ring)
    if step < 0:
        places[first] = last
    else:
        places[last] = first
    return places


def _ends(ring: Grid) -> tuple[Grid, Grid]:
    """Places of the first and last corner of each ring that has any."""
    change = np.flatnonzero(np.diff(ring)) + 1
    return np.concatenate([[0], change]), np.concatenate([change - 1, [len(ring) - 1]])


def _turns(corners: Grid, ring: Grid) -> npt.NDArray[np.bool_]:
    """Corners that do not lie on the straight way between their neighbours."""
    to, on = corners - corners[neighbour(ring, -1)], corners[neighbour(ring, 1)] - corners
    return (to[:, 0] * on[:, 1] != to[:, 1] * on[:, 0]) | ((to * on).sum(axis=1) < 0)


def paths(outlines: Outlines) -> dict[str, str]:
    """Path of each area in steps of the grid; an area too small to see is a dot of one pixel."""
    if not len(outlines.corners):
        return {}
    turns = _turns(outlines.corners, outlines.ring)
    found: dict[int, list[str]] = {}
    dots: dict[int, str] = {}
    for owner, corners in _by_ring(outlines, turns):
        if len(corners) >= 3:
            found.setdefault(owner, []).append(relative(corners) + "z")
        elif len(corners):
            x, y = corners[0].tolist()
            dots.setdefault(owner, f"M{x - 1} {y - 1}h2v2h-2z")
    return {code: "".join(found.get(n, ())) or dots.get(n, "") for n, code in enumerate(outlines.codes)}


def _by_ring(outlines: Outlines, keep: npt.NDArray[np.bool_]) -> list[tuple[int, Grid]]:
    ring, corners = outlines.ring, outlines.corners
    first, last = _ends(ring)
    owners = outlines.owners[ring[first]].tolist()
    return [
        (owner, corners[a : b + 1][keep[a : b + 1]] if keep[a : b + 1].sum() >= 3 else corners[a : b + 1][:1])
        for owner, a, b in zip(owners, first.tolist(), last.tolist(), strict=True)
    ]


def relative(corners: Grid) -> str:
    """Path through corners, in steps from each to the next."""
    x, y = corners[0].tolist()
    steps = np.diff(corners, axis=0).ravel().tolist()
    return f"M{x} {y}l" + "".join(str(step) if step < 0 else f" {step}" for step in steps)


def centres(outlines: Outlines, codes: frozenset[str]) -> dict[str, tuple[float, float, float]]:
    """A point inside the largest ring of each area asked for, and that ring's size: x, y, size in pixels."""
    largest: dict[str, tuple[float, Grid]] = {}
    for owner, corners in _by_ring(outlines, np.ones(len(outlines.ring), bool)) if len(outlines.ring) else ():
        code = outlines.codes[owner]
        if code in codes:
            area = abs(_area(corners))
            if code not in largest or area > largest[code][0]:
                largest[code] = (area, corners)
    return {
        code: (*_inside(corners), float(np.sqrt(area)) / STEPS) for code, (area, corners) in largest.items()
    }


def _area(corners: Grid) -> float:
    x, y = corners.T
    return float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum()) / 2


def _inside(corners: Grid) -> tuple[float, float]:
    """Middle of the longest stretch inside, on the line through the centre of mass, in pixels."""
    x, y = corners.astype(float).T
    ahead_x, ahead_y = np.roll(x, -1), np.roll(y, -1)
    cross = x * ahead_y - ahead_x * y
    total = cross.sum()
    height = ((y + ahead_y) * cross).sum() / (3 * total) if total else y.mean()
    height += 1e-6
    crosses = (y > height) != (ahead_y > height)
    at = np.sort(x[crosses] + (height - y[crosses]) / (ahead_y - y)[crosses] * (ahead_x - x)[crosses])
    spans = [(right - left, (left + right) / 2) for left, right in pairwise(at)][::2]
    middle = max(spans)[1] if spans else x.mean()
    return round(float(middle) / STEPS, 1), round(float(height) / STEPS, 1)
