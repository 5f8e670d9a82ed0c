"""Which part of a rule does a value break by itself?"""

from collections.abc import Sequence

from styrbord.core.spine.disclosure.rule import Disclosure


def broken(rule: Disclosure, value: float, contributions: Sequence[float], number: int) -> str:
    """Part of a rule that a value breaks.

    Parameters
    ----------
    rule : Disclosure
    value : of the cell, in the indicator's unit.
    contributions : of the enterprises that the value is known to rest on, in the same unit.
    number : of enterprises that it rests on; 0 when it rests on none, or this is not known.

    Returns
    -------
    str
        `min-count`, `min-contributors`, `dominance`, `p-percent`, or empty when the value may be shown.

    Source: minimum frequency, (n, k) and p % rules: Hundepool et al., Statistical Disclosure Control, 2012,
    section 4.2; that p % is asked of two contributors and more, and that 0 is shown, are ours.

    Examples
    --------
    >>> broken(Disclosure(min_count=3), 2.0, (), 0), broken(Disclosure(min_count=3), 0.0, (), 0)
    ('min-count', '')
    >>> broken(Disclosure(min_contributors=3), 70.0, (40.0, 30.0), 2)
    'min-contributors'
    >>> broken(Disclosure(dominance_n=1, dominance_k=75), 100.0, (80.0, 15.0, 5.0), 3)
    'dominance'
    >>> broken(Disclosure(p_percent=10), 100.0, (80.0, 15.0, 5.0), 3)
    'p-percent'
    """
    largest = sorted(contributions, reverse=True)
    found = {
        "min-count": 0 < value < rule.min_count,
        "min-contributors": 0 < number < rule.min_contributors,
        "dominance": is_dominated(rule, value, largest),
        "p-percent": is_estimable(rule.p_percent, value, largest),
    }
    return next((name for name, is_broken in found.items() if is_broken), "")


def is_dominated(rule: Disclosure, value: float, largest: Sequence[float]) -> bool:
    """Whether the n largest contributors, in falling order, make up more than k % of the value.

    Returns
    -------
    bool
        False where no contribution is known.
    """
    if not (rule.dominance_n and rule.dominance_k and largest):
        return False
    return sum(largest[: rule.dominance_n]) * 100 > rule.dominance_k * value


def is_estimable(p_percent: float, value: float, largest: Sequence[float]) -> bool:
    """Whether what is left after the two largest contributors is less than p % of the largest.

    Returns
    -------
    bool
        False where no contribution is known.
    """
    if not (p_percent and largest and largest[0] > 0):
        return False
    return (value - sum(largest[:2])) * 100 < p_percent * largest[0]
