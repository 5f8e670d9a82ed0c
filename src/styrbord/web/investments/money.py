"""How are amounts of investments written: short for reading, exact for checking?"""

from decimal import Decimal
from typing import cast

from django.utils.translation import pgettext

from styrbord.core.investments.portfolio.money import Price
from styrbord.figures import format as written
from styrbord.web.investments import words
from styrbord.web.names import language

MILLION = 1_000_000
LARGE = 100_000
"""From here on amounts are written in millions with a decimal or two."""


def short(value: Decimal | float | None) -> str:
    """Amount as `14.0 M`, a small one whole."""
    if value is None:
        return written.number(None, decimals=0, language=language())
    if abs(float(value)) < LARGE:
        return written.number(float(value), decimals=0, language=language())
    return f"{_millions(float(value))}\u00a0{million()}"


def signed(value: Decimal | float | None) -> str:
    """The same with its sign."""
    if value is None:
        return short(None)
    return ("+" if value > 0 else "") + short(value)


def millions(value: Decimal | float | None) -> str:
    """Amount in millions without the word, for columns whose head has it."""
    return written.number(None, decimals=1, language=language()) if value is None else _millions(float(value))


def _millions(value: float) -> str:
    decimals = 1 if abs(value) >= MILLION else 2
    return written.number(value / MILLION, decimals=decimals, language=language())


def million() -> str:
    """Short word for a million."""
    return pgettext("short for million", "M")


def exact(value: Decimal | None) -> str:
    """Every digit of an amount."""
    if value is None:
        return written.number(None, decimals=0, language=language())
    exponent = value.normalize().as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    # A Decimal is written like a float, and keeps every digit.
    return written.number(cast("float", value), decimals=min(decimals, 4), language=language())


def plain(value: Decimal | float | None) -> str:
    """Number with the decimals that it has, two at most."""
    if value is None:
        return written.number(None, decimals=0, language=language())
    text = f"{float(value):.2f}".rstrip("0")
    return written.number(float(value), decimals=len(text.partition(".")[2]), language=language())


def price_words(price: Price) -> str:
    """Currency, price year and kind of prices."""
    return f"{price.currency} {price.year}, {words.word('PRICES', price.prices.value)}"
