"""How many are poor, by how much, when the mean income or the inequality moves?

Two-parameter lognormal income with mean mu and Gini G: sigma = sqrt(2) Phi^-1((1 + G) / 2). Measures after
Foster, Greer and Thorbecke 1984.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr, ndtri

from styrbord.core.modelling.operations import Numbers


@dataclass(frozen=True, slots=True)
class Poverty:
    """Measures as shares, incomes in the unit of the mean; arrays of the shape of what was given.

    `headcount` share below the line; `gap` mean shortfall in lines; `severity` mean squared shortfall;
    `decile_ratio` income of the richest tenth over that of the poorest; `deficit` shortfall a head;
    `elasticity` per cent of the headcount by per cent of the mean.
    """

    sigma: Numbers
    headcount: Numbers
    gap: Numbers
    severity: Numbers
    decile_ratio: Numbers
    median: Numbers
    deficit: Numbers
    elasticity: Numbers


def poverty(*, mean: Numbers | float, line: Numbers | float, gini: Numbers | float) -> Poverty:
    """Poverty under a lognormal distribution of income.

    Parameters
    ----------
    mean, line : array of float
        Mean income a head and poverty line, in one unit, above 0.
    gini : array of float
        Above 0 and below 1.

    Returns
    -------
    Poverty
        NaN where an input is missing.

    Raises
    ------
    ValueError
        If a mean or line is not above 0, or a Gini not between 0 and 1.

    Examples
    --------
    >>> found = poverty(mean=15000, line=3000, gini=0.45)
    >>> round(float(found.headcount), 7), round(float(found.gap), 7), round(float(found.decile_ratio), 4)
    (0.0692809, 0.019305, 19.825)
    """
    mu, z, g = np.broadcast_arrays(*(np.asarray(one, dtype=np.float64) for one in (mean, line, gini)))
    if (mu <= 0).any() or (z <= 0).any() or ((g <= 0) | (g >= 1)).any():
        raise ValueError("mean and line must be above 0, the Gini coefficient between 0 and 1")
    sigma = spread(g)
    d = (np.log(z / mu) + sigma**2 / 2) / sigma
    headcount = ndtr(d)
    gap = headcount - mu / z * ndtr(d - sigma)
    severity = (
        headcount - 2 * mu / z * ndtr(d - sigma) + (mu / z) ** 2 * np.exp(sigma**2) * ndtr(d - 2 * sigma)
    )
    ratio = (1 - ndtr(ndtri(0.9) - sigma)) / ndtr(ndtri(0.1) - sigma)
    density = np.exp(-(d**2) / 2) / np.sqrt(2 * np.pi)
    elasticity = -density / (sigma * headcount)
    return Poverty(sigma, headcount, gap, severity, ratio, mu * np.exp(-(sigma**2) / 2), gap * z, elasticity)


def spread(gini: Numbers | float) -> Numbers:
    """Standard deviation of the logarithm of income that a Gini coefficient stands for.

    Returns
    -------
    ndarray of float64
    """
    found: Numbers = np.sqrt(2.0) * ndtri((1 + np.asarray(gini, dtype=np.float64)) / 2)
    return found


def mean_for(headcount: Numbers | float, *, line: Numbers | float, gini: Numbers | float) -> Numbers:
    """Mean income at which so large a share is poor: z exp(sigma² / 2 - sigma Phi^-1(p)).

    Returns
    -------
    ndarray of float64

    Examples
    --------
    >>> round(float(mean_for(0.065, line=3000, gini=0.45)), 2)
    15423.49
    """
    sigma = spread(gini)
    found: Numbers = np.asarray(line) * np.exp(sigma**2 / 2 - sigma * ndtri(np.asarray(headcount)))
    return found


def headcount_after(
    transfer: Numbers | float, *, mean: Numbers | float, line: Numbers | float, gini: Numbers | float
) -> Numbers:
    """Share that is still poor when everyone below the line is given a flat amount.

    Returns
    -------
    ndarray of float64
        0 where the amount reaches the line.

    Examples
    --------
    >>> float(headcount_after(3000, mean=15000, line=3000, gini=0.45))
    0.0
    """
    left = np.maximum(np.asarray(line, dtype=np.float64) - transfer, 0.0)
    sigma = spread(gini)
    with np.errstate(divide="ignore"):
        found: Numbers = ndtr((np.log(left / mean) + sigma**2 / 2) / sigma)
    return found
