"""In which money is an amount told, and which amounts may be added?"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from styrbord.core.base.problems import Problem, Refused, define

define(
    "money.mixed",
    "An amount in {one} and an amount in {other} cannot be added.",
    "Convert one of them first: same currency, same price year, both nominal or both real.",
)
LARGEST = Decimal(10) ** 15
DIGITS = 15
DECIMALS = 4
"""Amounts with no more digits and decimals are kept by every database as they are, SQLite too."""
LARGEST_SUM = LARGEST * 10**6
"""A million of them are added without rounding."""


class Prices(StrEnum):
    """Whether amounts hold the prices of their own years or of the price year."""

    NOMINAL = "nominal"
    REAL = "real"


@dataclass(frozen=True, slots=True)
class Price:
    """What an amount is told in: ISO 4217 currency, price year, nominal or real."""

    currency: str
    year: int
    prices: Prices = Prices.NOMINAL

    def __str__(self) -> str:
        """For words to a user, as `SEK 2025 real`."""
        return f"{self.currency} {self.year} {self.prices}"


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount in one price."""

    amount: Decimal
    price: Price

    def __post_init__(self) -> None:
        """Let in exact amounts only.

        Raises
        ------
        ValueError
            If the amount is no Decimal, not finite, too large for a sum or has more than four decimals.
        """
        if not _is_below(self.amount, LARGEST_SUM):
            raise ValueError(
                f"amount={self.amount!r}: a Decimal below {LARGEST_SUM} with {DECIMALS} decimals at most"
            )

    def __add__(self, other: "Money") -> "Money":
        """Sum of two amounts in one price.

        Returns
        -------
        Money

        Raises
        ------
        Refused
            `money.mixed`
        """
        if self.price != other.price:
            raise Refused(Problem("money.mixed", "", {"one": str(self.price), "other": str(other.price)}))
        return Money(self.amount + other.amount, self.price)

    def __neg__(self) -> "Money":
        """The same amount the other way."""
        return Money(-self.amount, self.price)

    def __sub__(self, other: "Money") -> "Money":
        """One amount less another in the same price."""
        return self + -other

    def __bool__(self) -> bool:
        """Whether it is anything but 0."""
        return bool(self.amount)


def is_exact(amount: object) -> bool:
    """Whether an amount can be kept and added without rounding: 15 digits at most, 4 of them decimals.

    Returns
    -------
    bool

    Examples
    --------
    >>> is_exact(Decimal("0.01")), is_exact(0.01), is_exact(Decimal("NaN")), is_exact(Decimal("1e-5"))
    (True, False, False, False)
    """
    if not isinstance(amount, Decimal) or not _is_below(amount, LARGEST):
        return False
    return len(amount.normalize().as_tuple().digits) <= DIGITS


def _is_below(amount: object, most: Decimal) -> bool:
    if not isinstance(amount, Decimal) or not amount.is_finite() or abs(amount) >= most:
        return False
    exponent = amount.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -DECIMALS


def total(amounts: Iterable[Money]) -> Money | None:
    """Sum of amounts in one price.

    Returns
    -------
    Money or None
        None for no amounts, for then nothing says in which price.

    Raises
    ------
    Refused
        `money.mixed`

    Examples
    --------
    >>> year = Price("RUB", 2025)
    >>> str(total(Money(Decimal(one), year) for one in ("63.4", "70.1", "76.1")).amount)
    '209.6'
    """
    found: Money | None = None
    for amount in amounts:
        found = amount if found is None else found + amount
    return found
