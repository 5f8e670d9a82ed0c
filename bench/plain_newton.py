"""How would Klein's model be solved without an engine: one replica and one year after the other?

Newton's method on the six equations with their derivatives written out by hand, NumPy for the linear step.
Nothing is checked, ordered or told; it is what a careful person writes in an hour for one model.
"""

from collections.abc import Mapping

import numpy as np

from styrbord.core.modelling.operations import Numbers

Path = Mapping[str, Numbers]


def solved(coefficients: Mapping[str, float], data: Path, shocks: Path, first: int, count: int) -> Numbers:
    """Paths of cn, i, w1, y, p, k with dims (variable, year, replica); shocks move cn and i.

    Parameters
    ----------
    coefficients : mapping from a1 to c4 to float
    data : mapping from variable to ndarray with dims (year,)
    shocks : mapping from cn and i to ndarray with dims (year, replica)
    first, count : int
        Place of the first year in the data, and number of years.
    """
    c = coefficients
    replicas = shocks["cn"].shape[1]
    found = np.empty((6, count, replicas))
    slopes = np.eye(6)
    slopes[0, [2, 4]] = -c["a4"], -c["a2"]
    slopes[1, 4] = -c["b2"]
    slopes[2, 3] = -c["c2"]
    slopes[3, [0, 1]] = -1.0, -1.0
    slopes[4, [2, 3]] = 1.0, -1.0
    slopes[5, 1] = -1.0
    for replica in range(replicas):
        p, k, y = (float(data[name][first - 1]) for name in ("p", "k", "y"))
        for year in range(count):
            at = first + year
            g, t, w2, time = (float(data[name][at]) for name in ("g", "t", "w2", "time"))
            before = y + float(data["t"][at - 1]) - float(data["w2"][at - 1])
            one = shocks["cn"][year, replica], shocks["i"][year, replica]
            x = np.array([float(data[name][at]) for name in ("cn", "i", "w1", "y", "p", "k")])
            for _ in range(100):
                cn, i, w1, y, q, stock = x.tolist()
                off = np.array(
                    [
                        cn - (c["a1"] + c["a2"] * q + c["a3"] * p + c["a4"] * (w1 + w2) + one[0]),
                        i - (c["b1"] + c["b2"] * q + c["b3"] * p + c["b4"] * k + one[1]),
                        w1 - (c["c1"] + c["c2"] * (y + t - w2) + c["c3"] * before + c["c4"] * time),
                        y - (cn + i + g - t),
                        q - (y - w1 - w2),
                        stock - (k + i),
                    ]
                )
                if (np.abs(off) < 1e-9 * np.maximum(1.0, np.abs(x))).all():
                    break
                x = x - np.linalg.solve(slopes, off)
            found[:, year, replica] = x
            y, p, k = x[3:].tolist()
    return found
