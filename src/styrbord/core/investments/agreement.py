"""Do people who compare, rank or code the same things agree?"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from styrbord.core.strategy.decisions.critique import agreement

NO_DATA = "no_data"
CERTAIN_BY_CHANCE = "pe_equals_1"


def kendall_w(ranks: Sequence[Sequence[float]]) -> float | None:
    """Kendall's W of judges who ranked the same items, 0 (none) to 1 (all alike).

    W = 12 S / (m^2 (n^3 - n) - m T), T = sum over judges and ties of t^3 - t; equal ranks share the mean of
    their places, however they were numbered.

    Parameters
    ----------
    ranks : by judge, then by item, in one order of the items.

    Returns
    -------
    float or None
        None with fewer than two judges or items, and where each judge ranks all alike.

    Source: Kendall 1948, Rank correlation methods.

    Examples
    --------
    >>> round(kendall_w([[1, 2, 3, 4], [1, 3, 2, 4], [2, 1, 3, 4]]), 4)
    0.7778
    """
    return agreement(range(len(ranks[0])), {str(judge): _dense(row) for judge, row in enumerate(ranks)})


def _dense(row: Sequence[float]) -> dict[int, int]:
    """Whole numbers in the same order, by item."""
    places = {rank: at for at, rank in enumerate(sorted(set(row)))}
    return {item: places[rank] for item, rank in enumerate(row)}


@dataclass(frozen=True, slots=True)
class Kappa:
    """Agreement beyond chance; None where it is undefined, with the reason.

    Attributes
    ----------
    observed : po, share of equal codes.
    by_chance : pe, share that would be equal by chance.
    kappa : (po - pe) / (1 - pe).
    """

    observed: Fraction | None
    by_chance: Fraction | None
    kappa: Fraction | None
    reason: str | None = None


def cohen_kappa(both: int, first_only: int, second_only: int, neither: int) -> Kappa:
    """Cohen's kappa of two coders.

    Parameters
    ----------
    both, first_only, second_only, neither : items that both, one or none of the two coders marked.

    Returns
    -------
    Kappa

    Source: Cohen 1960, A coefficient of agreement for nominal scales.

    Examples
    --------
    >>> found = cohen_kappa(20, 5, 10, 15)
    >>> float(found.observed), float(found.by_chance), float(found.kappa)
    (0.7, 0.5, 0.4)
    """
    count = both + first_only + second_only + neither
    if not count:
        return Kappa(None, None, None, NO_DATA)
    observed = Fraction(both + neither, count)
    yes = (both + first_only) * (both + second_only)
    no = (second_only + neither) * (first_only + neither)
    chance = Fraction(yes + no, count * count)
    if chance == 1:
        return Kappa(observed, chance, None, CERTAIN_BY_CHANCE)
    return Kappa(observed, chance, (observed - chance) / (1 - chance))
