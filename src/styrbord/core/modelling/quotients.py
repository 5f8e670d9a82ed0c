"""How much of what a region's sectors buy comes from the region itself?

Location quotients applied to national coefficients: SLQ and CILQ; FLQ after Flegg and Webber 1997; AFLQ as
min(FLQ, 1) log2(1 + SLQ_j) where SLQ_j > 1 (the variant is named, others truncate after multiplying).
"""

import numpy as np

from styrbord.core.modelling.operations import Numbers

VARIANTS = ("slq", "flq", "aflq")


def simple(region: Numbers, nation: Numbers) -> Numbers:
    """SLQ_i = (x_i^r / sum x^r) / (x_i^n / sum x^n).

    Parameters
    ----------
    region, nation : ndarray with dims (sector,)
        Output or jobs, not negative.

    Returns
    -------
    ndarray with dims (sector,)

    Raises
    ------
    ValueError
        If a number is negative, or a sector that the region has is not there in the nation.
    """
    if (region < 0).any() or (nation < 0).any() or ((nation == 0) & (region > 0)).any():
        raise ValueError("region and nation must not be negative, nor the region have what the nation lacks")
    share = nation / nation.sum()
    found: Numbers = np.divide(region / region.sum(), share, out=np.zeros(len(share)), where=share > 0)
    return found


def cross(region: Numbers, nation: Numbers) -> Numbers:
    """CILQ_ij = SLQ_i / SLQ_j, on the diagonal SLQ_i; 0 in the column of a sector that the region lacks.

    Returns
    -------
    ndarray with dims (supplying sector, using sector)
    """
    own = simple(region, nation)
    found = np.divide(own[:, None], own[None, :], out=np.zeros((len(own), len(own))), where=own[None, :] > 0)
    np.fill_diagonal(found, own)
    return found


def factors(region: Numbers, nation: Numbers, *, variant: str = "flq", delta: float = 0.25) -> Numbers:
    """Share of national coefficients that the region supplies itself.

    Parameters
    ----------
    region, nation : ndarray with dims (sector,)
    variant : str
        slq, flq or aflq.
    delta : float
        Of flq and aflq, 0 up to 1; 0.1 to 0.3 is usual: show the range.

    Returns
    -------
    ndarray with dims (supplying sector, using sector)

    Raises
    ------
    ValueError
        If the variant is unknown or delta is not from 0 up to 1.
    """
    if variant not in VARIANTS or not 0 <= delta < 1:
        raise ValueError(f"variant {variant!r} is none of {VARIANTS}, or delta {delta} is not from 0 up to 1")
    own = simple(region, nation)
    if variant == "slq":
        return np.repeat(np.minimum(own, 1.0)[:, None], len(own), axis=1)
    size = np.log2(1 + region.sum() / nation.sum()) ** delta
    found: Numbers = np.minimum(cross(region, nation) * size, 1.0)
    if variant == "aflq":
        found = found * np.where(own > 1, np.log2(1 + own), 1.0)[None, :]
    return found


def inverse(coefficients: Numbers) -> Numbers:
    """Leontief inverse (I - A)^-1: output that one unit of final demand needs, directly and indirectly.

    Parameters
    ----------
    coefficients : ndarray with dims (supplying sector, using sector)

    Returns
    -------
    ndarray with dims (supplying sector, demanded sector)

    Raises
    ------
    ValueError
        If a column of coefficients comes to 1 or more, or one is negative.
    """
    if (coefficients < 0).any() or (coefficients.sum(axis=0) >= 1).any():
        raise ValueError("coefficients must not be negative, and each column must come to less than 1")
    return np.asarray(np.linalg.inv(np.eye(len(coefficients)) - coefficients), dtype=np.float64)
