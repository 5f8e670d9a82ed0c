"""Which change of an indicator goes with a change of money, when nobody says otherwise?"""

from dataclasses import dataclass
from decimal import Decimal

from styrbord.core.investments.methodology import Methodology, Origin

METHODOLOGY = Methodology("lock-default/1", Origin.HOUSE, "ours: methods of national projects, section 5.2")
PLAN_MONEY_ZERO = "plan_money_zero"


@dataclass(frozen=True, slots=True)
class Default:
    """Proposed change and new target, in the unit of the indicator; None with the reason why not."""

    delta_indicator: Decimal | None
    new_target: Decimal | None
    reason: str | None = None


def default_change(plan_money: Decimal, base: Decimal, target: Decimal, delta_money: Decimal) -> Default:
    """delta_indicator = delta_money * (target - base) / plan_money.

    The sign follows the increment, so it also holds where less is better.

    Parameters
    ----------
    plan_money, delta_money : planned money of the line and its change, of one currency and price year.
    base, target : where the indicator starts, and where the money was to bring it.

    Returns
    -------
    Default
        A proposal, overridden only with a reason. Without planned money there is none: the user states one.

    Source: house rule of Styrbord.

    Examples
    --------
    >>> default_change(Decimal(100), Decimal(40), Decimal(60), Decimal(-15))
    Default(delta_indicator=Decimal('-3'), new_target=Decimal('57'), reason=None)
    """
    if not plan_money:
        return Default(None, None, PLAN_MONEY_ZERO)
    change = delta_money * (target - base) / plan_money
    return Default(change, target + change)
