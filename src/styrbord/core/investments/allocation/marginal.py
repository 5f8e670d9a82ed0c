"""What does each party add to the cost of all?"""

from decimal import Decimal

from styrbord.core.investments.allocation.game import Game


def marginal_costs(game: Game) -> list[Decimal]:
    """m_i = C(N) - C(N without i): what the project would save without the party.

    Returns
    -------
    list of Decimal, by party

    Source: Young, Okada and Hashimoto 1982, Water Resources Research 18(3), table 7.

    Examples
    --------
    >>> from styrbord.core.investments.allocation.game import game_of
    >>> marginal_costs(game_of(["a", "b"], {"a": Decimal(3), "b": Decimal(2), "a+b": Decimal(4)}))
    [Decimal('2'), Decimal('1')]
    """
    whole = game.cost_of_all
    return [whole - rest for rest in game.without]
