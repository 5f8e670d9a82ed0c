"""What is left in a joint fund, who may be paid from it, and do the shares of the parties come to 100 %?

A fund is the sum of its movements, and no movement takes it below 0.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from enum import StrEnum

from styrbord.core.base.problems import Problem, define
from styrbord.core.investments.methodology import Methodology, Origin
from styrbord.core.investments.portfolio.money import Money, Price

METHODOLOGY = Methodology("joint-fund/1", Origin.HOUSE, "ours: methods of investments, section 4")
CENT = Decimal("0.01")
WHOLE = Decimal(100)
define(
    "fund.too-little",
    "The fund has {left} left, and {asked} is asked for.",
    "Ask for less, or wait until the fund is given more.",
)
define(
    "fund.not-reserved", "{asked} is to be paid, and {left} is reserved.", "Reserve it first, or pay less."
)
define("fund.not-positive", "{asked} is not an amount above 0.", "Enter an amount above 0.")
define(
    "fund.unverified",
    "The result '{result}' is not verified, so nothing is paid for it.",
    "Have it measured and verified first.",
)
define(
    "fund.key",
    "The shares of the parties come to {total} % and not to 100 %.",
    "Change them until they come to exactly 100.",
)
define("fund.no-party", "'{body}' takes no part in this investment.", "Name the bodies that take part.")


class Kind(StrEnum):
    """What moves a fund; money of what is granted and released is above 0, of the others below."""

    GRANTED = "granted"
    RESERVED = "reserved"
    RELEASED = "released"
    PAID_OUT = "paid-out"


@dataclass(frozen=True, slots=True)
class Movement:
    """Money into or out of a fund; `investment` is "" for what belongs to none."""

    kind: Kind
    money: Money
    investment: str = ""


@dataclass(frozen=True, slots=True)
class Balance:
    """What a fund was granted, holds free, has reserved and has paid, in one price.

    `free` + `reserved` + `paid` = `granted`, to the last decimal.
    """

    granted: Money
    free: Money
    reserved: Money
    paid: Money


def balance(movements: Iterable[Movement], price: Price) -> Balance:
    """Where the money of a fund is.

    Parameters
    ----------
    movements : all of the fund, in its price; a pay-out comes with a release of the same amount.
    price : price of the fund, for one without any movement.

    Returns
    -------
    Balance

    Examples
    --------
    >>> sek = Price("SEK", 2026)
    >>> given = Movement(Kind.GRANTED, Money(Decimal(10), sek))
    >>> held = Movement(Kind.RESERVED, Money(Decimal(-4), sek), "P-1")
    >>> str(balance([given, held], sek).free.amount)
    '6'
    """
    sums = dict.fromkeys(Kind, Money(Decimal(0), price))
    for one in movements:
        sums[one.kind] += one.money
    free = sums[Kind.GRANTED] + sums[Kind.RESERVED] + sums[Kind.RELEASED] + sums[Kind.PAID_OUT]
    held = -(sums[Kind.RESERVED] + sums[Kind.RELEASED])
    return Balance(sums[Kind.GRANTED], free, held, -sums[Kind.PAID_OUT])


def reserve_problems(known: Balance, asked: Money) -> list[Problem]:
    """What keeps an amount from being reserved.

    Returns
    -------
    list of Problem
    """
    if asked.amount <= 0:
        return [Problem("fund.not-positive", "money", {"asked": str(asked.amount)})]
    if asked.amount > known.free.amount:
        told = {"left": str(known.free.amount), "asked": str(asked.amount)}
        return [Problem("fund.too-little", "money", told)]
    return []


def release_problems(reserved: Decimal, asked: Money) -> list[Problem]:
    """What keeps an amount from being released or paid out of what is reserved for one investment.

    Parameters
    ----------
    reserved : what is still reserved for it.

    Returns
    -------
    list of Problem
    """
    if asked.amount <= 0:
        return [Problem("fund.not-positive", "money", {"asked": str(asked.amount)})]
    if asked.amount > reserved:
        told = {"left": str(reserved), "asked": str(asked.amount)}
        return [Problem("fund.not-reserved", "money", told)]
    return []


def key_problems(shares: Mapping[str, Decimal], parties: Iterable[str]) -> list[Problem]:
    """What is wrong with a key by which the parties share a cost.

    Parameters
    ----------
    shares : percent by body.
    parties : bodies that take part.

    Returns
    -------
    list of Problem
        The shares are above 0 and come to 100 exactly, in decimal.
    """
    known = frozenset(parties)
    found = [
        Problem("fund.no-party", body, {"body": body[:64]}) for body in sorted(shares) if body not in known
    ]
    found += [
        Problem("fund.not-positive", body, {"asked": str(share)})
        for body, share in sorted(shares.items())
        if share <= 0
    ]
    total = sum(shares.values(), Decimal(0))
    if total != WHOLE:
        found.append(Problem("fund.key", "shares", {"total": str(total)}))
    return found


def divided(whole: Decimal, shares: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """An amount by a key, to the cent: what is lost by rounding goes to the largest remainders.

    Parameters
    ----------
    whole : amount with at most two decimals.
    shares : weights by body, above 0.

    Returns
    -------
    dict of str to Decimal
        In the order of the key; the parts sum to the whole exactly.

    Examples
    --------
    >>> {body: str(part) for body, part in divided(Decimal(100), dict.fromkeys("abc", Decimal(1))).items()}
    {'a': '33.34', 'b': '33.33', 'c': '33.33'}

    Source: method of largest remainders (Hamilton); equal remainders by the code of the body.
    """
    weight = sum(shares.values(), Decimal(0))
    exact = {body: whole * share / weight for body, share in shares.items()}
    found = {body: part.quantize(CENT, rounding=ROUND_FLOOR) for body, part in exact.items()}
    left = int((whole - sum(found.values(), Decimal(0))) / CENT)
    order = sorted(exact, key=lambda body: (found[body] - exact[body], body))
    for body in order[:left]:
        found[body] += CENT
    return found
