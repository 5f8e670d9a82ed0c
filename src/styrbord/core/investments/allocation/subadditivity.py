"""Do two groups of parties never pay more together than apart? Where they do, it warns and never refuses."""

from dataclasses import dataclass
from decimal import Decimal

from styrbord.core.investments.allocation.game import JOIN, Game

MOST_PARTIES = 12
"""531,441 pairs; each party more has three times as many."""


@dataclass(frozen=True, slots=True)
class Violation:
    """Two disjoint coalitions that pay more together than apart, and how much more."""

    first: tuple[str, ...]
    second: tuple[str, ...]
    excess: Decimal


def violations(game: Game) -> tuple[Violation, ...]:
    """Disjoint S and T with C(S) + C(T) < C(S u T).

    Returns
    -------
    tuple of Violation
        Largest excess first, of equal ones by name; the first coalition holds the earlier party. Pairs with a
        coalition whose value is not known are not judged.

    Source: Young, Okada and Hashimoto 1982.

    Examples
    --------
    >>> from styrbord.core.investments.allocation.game import game_of
    >>> violations(game_of(["a", "b"], {"a": Decimal(3), "b": Decimal(2), "a+b": Decimal(6)}))
    (Violation(first=('a',), second=('b',), excess=Decimal('1')),)
    """
    found = []
    values, names = game.values, [game.names(coalition) for coalition in range(game.whole + 1)]
    for union in range(1, game.whole + 1):
        whole, lowest = values[union], union & -union
        if whole is None:
            continue
        second = rest = union ^ lowest
        while second:
            one, other = values[union ^ second], values[second]
            if one is not None and other is not None and one + other < whole:
                found.append(Violation(names[union ^ second], names[second], whole - one - other))
            second = (second - 1) & rest
    found.sort(key=lambda one: (-one.excess, JOIN.join(one.first), JOIN.join(one.second)))
    return tuple(found)
