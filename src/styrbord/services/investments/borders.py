"""From which cost on is an investment large, and up to which one small, on this board?"""

from decimal import Decimal

from django.conf import settings

from styrbord.core.base.problems import Refused
from styrbord.core.investments.portfolio.classes import Process, is_large
from styrbord.core.investments.portfolio.model import Investment


def light_below() -> Decimal | None:
    """Cost below which an internal investment takes the light process; None = that of the house rule."""
    return settings.LIGHT_BELOW


def cost_of(investment: Investment) -> Decimal | None:
    """Likely cost over all years in the price of the investment; None when an amount is not known."""
    try:
        found = investment.cost()
    except Refused:
        return None
    return found.amount if found is not None and found.price == investment.price else None


def is_big(investment: Investment) -> bool:
    """Whether it goes to the subcommittee before it is decided."""
    return is_large(cost_of(investment), large_from=settings.LARGE_FROM)


def process(investment: Investment) -> Process:
    """Light or full; what is large is never light."""
    return Process.FULL if is_big(investment) else investment.process(light_below=light_below())
