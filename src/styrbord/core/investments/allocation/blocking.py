"""Which groups of parties would do better alone than with what they are asked to pay?"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from styrbord.core.investments.allocation.game import JOIN, Game, sums


@dataclass(frozen=True, slots=True)
class Blocking:
    """A coalition that is asked for more than it would pay alone, and how much more."""

    coalition: tuple[str, ...]
    excess: Decimal


@dataclass(frozen=True, slots=True)
class CoreTest:
    """Whether an allocation lies in the core.

    Attributes
    ----------
    is_in_core : None when nothing blocks, but the value of some coalition is not known.
    blocking : largest excess first, of equal ones by name.
    """

    is_in_core: bool | None
    blocking: tuple[Blocking, ...]


def core_test(game: Game, shares: Sequence[Decimal], *, allowed_gap: Decimal) -> CoreTest:
    """Look at every proper coalition: it blocks when the sum of its shares exceeds C(S).

    Parameters
    ----------
    game : costs.
    shares : by party. Whether they pay for the whole is asked by the guards, not here.
    allowed_gap : an excess up to it is let be; in the unit of the costs.

    Returns
    -------
    CoreTest

    Source: Gillies 1959 (core); Young, Okada and Hashimoto 1982, table 8.

    Examples
    --------
    >>> from styrbord.core.investments.allocation.game import game_of
    >>> game = game_of(["a", "b"], {"a": Decimal(3), "b": Decimal(2), "a+b": Decimal(4)})
    >>> core_test(game, [Decimal(1), Decimal(3)], allowed_gap=Decimal(0)).blocking
    (Blocking(coalition=('b',), excess=Decimal('1')),)
    """
    found, unknown = [], False
    paid = sums(shares)
    for coalition in game.proper:
        cost = game.values[coalition]
        if cost is None:
            unknown = True
        elif paid[coalition] - cost > allowed_gap:
            found.append(Blocking(game.names(coalition), paid[coalition] - cost))
    found.sort(key=lambda one: (-one.excess, JOIN.join(one.coalition)))
    return CoreTest(False if found else None if unknown else True, tuple(found))
