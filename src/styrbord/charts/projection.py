"""How does the round earth, or a plane, come onto a flat picture?"""

from typing import Literal

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]
Projection = Literal["plane", "geographic"]


def guessed(points: Points) -> Projection:
    """Geographic when all coordinates can be degrees and span more than a plane of unit size would."""
    is_degrees = bool(np.all(np.abs(points[:, 0]) <= 180) and np.all(np.abs(points[:, 1]) <= 90))
    return "geographic" if is_degrees and len(points) else "plane"


def projected(points: Points, projection: Projection) -> Points:
    """Coordinates with y downwards, in a unit of their own.

    Parameters
    ----------
    points : shape (n, 2); x and y of a plane with y upwards, or longitude and latitude in degrees.
    projection : "plane" leaves shapes alone; "geographic" is Albers' equal-area conic around the
        middle of the smallest arc that holds all points, so that no country wraps at 180 degrees.

    Source: Snyder 1987, Map projections: a working manual, equations 14-1 to 14-6.
    """
    if projection == "plane" or not len(points):
        return points * (1.0, -1.0)
    east, north = np.radians(_from_middle(points[:, 0])), np.radians(points[:, 1])
    low, high = float(north.min()), float(north.max())
    first, second = low + (high - low) / 6, high - (high - low) / 6
    n = (np.sin(first) + np.sin(second)) / 2
    if abs(n) < 0.1:  # around the equator the cone is a cylinder
        return np.column_stack([east * np.cos((low + high) / 2), -north])
    c = np.cos(first) ** 2 + 2 * n * np.sin(first)
    rho = np.sqrt(np.maximum(c - 2 * n * np.sin(north), 0)) / n
    theta = n * east
    return np.column_stack([rho * np.sin(theta), rho * np.cos(theta)])


def _from_middle(longitudes: Points) -> Points:
    """Degrees east of the middle of the smallest arc that holds all longitudes, -180 to 180."""
    turned = np.sort(np.mod(longitudes, 360))
    gaps = np.diff(np.append(turned, turned[0] + 360))
    widest = int(gaps.argmax())
    start = turned[(widest + 1) % len(turned)]
    middle = start + (360 - gaps[widest]) / 2
    return np.mod(longitudes - middle + 180, 360) - 180
