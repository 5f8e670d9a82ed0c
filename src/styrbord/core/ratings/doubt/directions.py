"""From which numbers does each dimension of a Sobol sequence grow?

The numbers are our own. For each primitive polynomial over GF(2), by rising degree, up to 300 sets of first
direction numbers were tried, and the set was kept whose plane projections with all earlier dimensions are
evenest: least sum of t^3 over nets of 2^5, 2^7, 2^8 ... 2^12 points (t of a digital net: Niederreiter 1987).
No plane is worse than t = 7; among the first 12 dimensions none is worse than 4.
"""

FIRST: tuple[tuple[int, int, tuple[int, ...]], ...] = (
    (1, 0, (1,)),
    (2, 1, (1, 1)),
    (3, 1, (1, 1, 7)),
    (3, 2, (1, 1, 5)),
    (4, 1, (1, 3, 7, 1)),
    (4, 4, (1, 3, 5, 15)),
    (5, 2, (1, 1, 1, 9, 29)),
    (5, 4, (1, 1, 5, 3, 23)),
    (5, 7, (1, 3, 7, 7, 17)),
    (5, 11, (1, 1, 5, 9, 23)),
    (5, 13, (1, 3, 5, 13, 5)),
    (5, 14, (1, 1, 5, 7, 9)),
    (6, 1, (1, 3, 1, 5, 3, 27)),
    (6, 13, (1, 3, 7, 15, 11, 29)),
    (6, 16, (1, 3, 5, 7, 23, 31)),
    (6, 19, (1, 1, 3, 5, 15, 47)),
    (6, 22, (1, 3, 1, 9, 3, 51)),
    (6, 25, (1, 1, 7, 11, 13, 33)),
    (7, 1, (1, 3, 3, 1, 17, 23, 15)),
    (7, 4, (1, 3, 3, 15, 29, 39, 113)),
    (7, 7, (1, 1, 1, 9, 1, 49, 51)),
    (7, 8, (1, 3, 3, 11, 31, 27, 113)),
    (7, 14, (1, 3, 5, 15, 5, 37, 105)),
    (7, 19, (1, 1, 1, 7, 9, 27, 35)),
    (7, 21, (1, 3, 7, 3, 1, 45, 89)),
    (7, 28, (1, 3, 7, 5, 17, 55, 45)),
    (7, 31, (1, 3, 1, 1, 1, 47, 29)),
    (7, 32, (1, 3, 7, 11, 25, 49, 73)),
    (7, 37, (1, 3, 1, 5, 13, 17, 13)),
    (7, 41, (1, 1, 5, 13, 11, 13, 37)),
    (7, 42, (1, 1, 5, 13, 27, 35, 17)),
    (7, 50, (1, 1, 1, 1, 25, 45, 87)),
    (7, 55, (1, 1, 7, 1, 3, 3, 61)),
    (7, 56, (1, 1, 5, 7, 23, 25, 77)),
    (7, 59, (1, 1, 7, 5, 5, 19, 99)),
    (7, 62, (1, 1, 1, 11, 25, 25, 71)),
    (8, 14, (1, 1, 7, 5, 23, 37, 87, 201)),
    (8, 21, (1, 3, 5, 11, 25, 55, 81, 227)),
    (8, 22, (1, 3, 1, 3, 25, 11, 93, 67)),
)
"""Degree, inner coefficients (as bits), first odd numbers of dimensions 2, 3 ...; the first needs none."""
MOST = len(FIRST) + 1
