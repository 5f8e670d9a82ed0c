"""What does a reader get to know of joint funds: balance, applications, shares of the parties, movements?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.base.text import Text
from styrbord.core.investments.portfolio import funding
from styrbord.core.investments.portfolio.funding import Balance, Kind, Movement
from styrbord.core.investments.portfolio.money import Money
from styrbord.core.people.rights import Rights
from styrbord.services.investments import planned, seeing, standing
from styrbord.store.clock import day_of
from styrbord.store.investments.models import Fund, FundApplication, FundMovement

define("fund.not-found", "There is no fund '{code}'.", "See the list of funds.")


@dataclass(frozen=True, slots=True)
class ApplicationNote:
    """What an investment asked for: percent and amount by body, and what is reserved and paid of it."""

    token: str
    investment: str
    asked: Money
    shares: Mapping[str, Decimal]
    parts: Mapping[str, Decimal]
    reserved: Decimal
    paid: Decimal
    document: str
    on: date
    by: str


@dataclass(frozen=True, slots=True)
class MovementNote:
    """Money into (above 0) or out of a fund; `investment` is "" for what belongs to none."""

    kind: str
    investment: str
    body: str
    result: str
    money: Money
    document: str
    on: date
    by: str


@dataclass(frozen=True, slots=True)
class FundNote:
    """A fund with its balance over everything, and the applications and movements that the reader may see.

    `hidden` is how many movements belong to investments that the reader does not see.
    """

    code: str
    names: Text
    keeper: str
    balance: Balance
    applications: tuple[ApplicationNote, ...]
    movements: tuple[MovementNote, ...]
    hidden: int
    is_keeper: bool
    label: str = funding.METHODOLOGY.label


def fund_row(code: str) -> Fund:
    """Row of a fund.

    Raises
    ------
    Refused
        `fund.not-found`.
    """
    row = Fund.objects.filter(code=code[:64]).first()
    if row is None:
        raise Refused(Problem("fund.not-found", "", {"code": code[:64]}))
    return row


def balance(row: Fund) -> Balance:
    """What a fund was granted, holds free, has reserved and has paid."""
    return funding.balance(movements_of(row), planned.price_of(row))


def movements_of(row: Fund) -> Iterator[Movement]:
    """Movements of a fund as the rules see them."""
    price = planned.price_of(row)
    told = FundMovement.objects.filter(fund=row).order_by("pk")
    for kind, money, code in told.values_list("kind", "money", "investment__code"):
        yield Movement(Kind(kind), Money(money, price), code or "")


def reserved_for(row: Fund, investment: str) -> Decimal:
    """What is still reserved for an investment."""
    own = [one for one in movements_of(row) if one.investment == investment]
    return funding.balance(own, planned.price_of(row)).reserved.amount


def listed(rights: Rights) -> tuple[FundNote, ...]:
    """All funds, in the order of their codes."""
    return tuple(_note(rights, row) for row in Fund.objects.order_by("code"))


def fund(rights: Rights, code: str) -> FundNote:
    """One fund.

    Raises
    ------
    Refused
        `fund.not-found`.
    """
    return _note(rights, fund_row(code))


def _note(rights: Rights, row: Fund) -> FundNote:
    shown = set(seeing.seen(rights).values_list("code", flat=True))
    told = list(row.movements.select_related("investment").order_by("pk"))
    seen = [one for one in told if one.investment is None or one.investment.code in shown]
    asked = row.applications.select_related("investment").order_by("pk")
    return FundNote(
        row.code,
        row.names,
        row.keeper,
        balance(row),
        tuple(_application(row, one) for one in asked if one.investment.code in shown),
        tuple(_movement(row, one) for one in seen),
        len(told) - len(seen),
        row.keeper in standing.posts_of(rights),
    )


def _application(row: Fund, one: FundApplication) -> ApplicationNote:
    code = one.investment.code
    own = funding.balance(
        [each for each in movements_of(row) if each.investment == code], planned.price_of(row)
    )
    shares = {body: Decimal(share) for body, share in one.shares.items()}
    return ApplicationNote(
        one.token,
        code,
        Money(one.money, planned.price_of(row)),
        shares,
        funding.divided(one.money, shares),
        own.reserved.amount,
        own.paid.amount,
        one.document,
        day_of(one.at),
        one.by,
    )


def _movement(row: Fund, one: FundMovement) -> MovementNote:
    return MovementNote(
        one.kind,
        one.investment.code if one.investment else "",
        one.body,
        one.result,
        Money(one.money, planned.price_of(row)),
        one.document,
        one.on,
        one.by,
    )
