"""How does a joint fund get money, who asks it for some, and what is paid for which verified result?

The row of the fund is locked while money moves, so that its balance is never below 0, however many ask.
"""

import secrets
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from styrbord.core.base.codes import is_code
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.base.text import Text
from styrbord.core.investments.portfolio import funding
from styrbord.core.investments.portfolio.classes import Class
from styrbord.core.investments.portfolio.funding import Kind
from styrbord.core.investments.portfolio.money import Money, Price, is_exact
from styrbord.core.investments.portfolio.stopping import blocked
from styrbord.core.investments.portfolio.workflow import RULES, Noun, Standing
from styrbord.services import clock
from styrbord.services.investments import keeping, planned, seeing, standing
from styrbord.services.investments.cleaning import cleaned
from styrbord.services.investments.fund_notes import balance, fund, fund_row, listed, reserved_for
from styrbord.services.investments.told import order_of
from styrbord.services.investments.writing import REALM
from styrbord.services.once import once
from styrbord.services.rights import Actor, rights_of
from styrbord.services.work import Work
from styrbord.store.clock import to_ms
from styrbord.store.investments.models import Fund, FundApplication, FundMovement, Investment, Matter
from styrbord.store.people.models import Post

define("fund.taken", "There is a fund '{code}' already.", "Choose another code.")
define("fund.not-joint", "'{code}' is no investment of several bodies.", "A fund pays for joint ones alone.")
define("fund.no-application", "'{code}' has asked this fund for nothing.", "Let its lead apply first.")
define("fund.beyond", "{asked} is more than the {most} that were asked for.", "Reserve less, or apply anew.")
define("fund.not-decided", "'{code}' is not decided.", "Money is reserved once it is.")
define("fund.own", "You asked for this money yourself; another person reserves it.", "Ask another person.")
define("fund.no-document", "The registered document is missing.", "Enter its number in the register.")
define("fund.no-keeper", "There is no post '{post}'.", "Choose the post that pays out.")
VERIFIED: Mapping[str, tuple[str, ...]] = {
    Noun.MEASUREMENT: ("verified",),
    Noun.BENEFIT: ("realised", "partly"),
}
"""States of a measurement or benefit by which it is verified that a result came."""
__all__ = [
    "apply", "balance", "fund", "grant", "listed", "open_fund", "pay_out", "release", "reserve",
    "reserved_for",
]  # fmt: skip


def open_fund(user: object, code: str, names: Text, *, keeper: str, price: Price, key: str = "") -> str:
    """Open a fund, by the body that decides; its code.

    Raises
    ------
    Refused
        `sign-in.needed`, `rights.missing`, `plan.no-code`, `fund.taken` or `fund.no-keeper`.
    """
    by = _seated(user)

    def do(piece: Work, full: str | None) -> int:
        problems = [] if is_code(code) else [Problem("plan.no-code", "code", {"text": code[:64]})]
        if Fund.objects.filter(code=code[:64]).exists():
            problems.append(Problem("fund.taken", "code", {"code": code}))
        if not Post.objects.filter(code=keeper[:64]).exists():
            problems.append(Problem("fund.no-keeper", "keeper", {"post": keeper[:64]}))
        if problems:
            raise Refused(problems)
        row = Fund.objects.create(
            code=code, names=cleaned(dict(names)), keeper=keeper, currency=price.currency,
            price_year=price.year, prices=price.prices, at=to_ms(piece.at), by=by.code,
        )  # fmt: skip
        told = {"row": row.pk, "keeper": keeper, "price": str(price), "by_person": by.person}
        piece.tell("investment-fund.opened", code, told, key=full, rules=RULES)
        return int(row.pk)

    once(by, f"fund:{code}:{key}" if key else "", do, realm=REALM)
    return code


def grant(user: object, code: str, amount: Decimal, *, document: str, key: str = "") -> int:
    """Give a fund money, by the body that decides; number of the movement.

    Raises
    ------
    Refused
        `sign-in.needed`, `rights.missing`, `fund.not-found`, `fund.not-positive`, `fund.no-document`.
    """
    by = _seated(user)

    def move(row: Fund) -> Sequence[tuple[Kind, Decimal]]:
        _demand_document(document)
        _demand_positive(amount)
        return [(Kind.GRANTED, amount)]

    return _moved(by, code, None, move, document=document, name="grant", key=key)


def apply(
    user: object,
    code: str,
    investment: str,
    amount: Decimal,
    shares: Mapping[str, Decimal],
    *,
    document: str = "",
    key: str = "",
) -> str:
    """Ask a fund for money for a joint investment, with the key by which its parties share it; its token.

    Raises
    ------
    Refused
        `sign-in.needed`, `rights.missing`, `fund.not-found`, `investment.not-found`, `fund.not-joint`,
        `fund.not-positive`, `fund.no-party` or `fund.key`.
    """
    row = seeing.seen_row(rights_of(user), investment)
    by, who, _ = standing.actor(user, row, wanted=frozenset({Standing.LEAD}))
    if Standing.LEAD not in who.standings:
        raise Refused(Problem("rights.missing"))
    asked_of = fund_row(code)

    def do(piece: Work, full: str | None) -> int:
        found = keeping.locked(investment)
        _demand_positive(amount)
        if problems := _application_problems(found, shares):
            raise Refused(problems)
        one = FundApplication.objects.create(
            token=secrets.token_urlsafe(9), fund=asked_of, investment=found, money=amount,
            shares={body: str(share) for body, share in sorted(shares.items())}, document=document[:120],
            at=to_ms(piece.at), by=by.code, person=by.person,
        )  # fmt: skip
        told = {
            "row": one.pk, "fund": asked_of.code, "investment": found.code, "money": str(amount),
            "shares": one.shares, "by_person": by.person,
        }  # fmt: skip
        piece.tell("investment-fund.asked", one.token, told, key=full, rules=RULES)
        return int(one.pk)

    number = once(by, f"fund-apply:{code}:{investment}:{key}" if key else "", do, realm=REALM)
    return str(FundApplication.objects.values_list("token", flat=True).get(pk=number))


def _application_problems(row: Investment, shares: Mapping[str, Decimal]) -> list[Problem]:
    if row.kind == Class.INTERNAL:
        return [Problem("fund.not-joint", "investment", {"code": row.code})]
    parties = set(row.parties.values_list("body__code", flat=True))
    return funding.key_problems(shares, parties)


def reserve(
    user: object, code: str, investment: str, amount: Decimal, *, document: str, key: str = ""
) -> int:
    """Keep money of a fund for a decided investment that asked for it; number of the movement.

    Raises
    ------
    Refused
        `sign-in.needed`, `rights.missing`, `fund.not-found`, `investment.not-found`, `fund.no-application`,
        `fund.own`, `fund.not-decided`, `fund.beyond`, `fund.too-little`, `stop.in-force` and the like.
    """
    by = _keeper(user, code)
    seeing.seen_row(rights_of(user), investment)

    def move(row: Fund) -> Sequence[tuple[Kind, Decimal]]:
        _demand_document(document)
        _demand_positive(amount)
        found = keeping.row_of(investment)
        problems = _reserve_problems(row, found, amount, by)
        problems += funding.reserve_problems(balance(row), Money(amount, planned.price_of(row)))
        if problems:
            raise Refused(problems)
        return [(Kind.RESERVED, -amount)]

    return _moved(by, code, investment, move, document=document, name="reserve", key=key)


def _reserve_problems(row: Fund, found: Investment, amount: Decimal, by: Actor) -> list[Problem]:
    asked = row.applications.filter(investment=found).order_by("-pk").first()
    if asked is None:
        return [Problem("fund.no-application", "investment", {"code": found.code})]
    problems = _of_stops(found)
    if not by.person or asked.person == by.person:
        problems.append(Problem("fund.own"))
    if found.decided_on is None or found.stage in {"closed", "stopped"}:
        problems.append(Problem("fund.not-decided", "investment", {"code": found.code}))
    had = funding.balance(_own(row, found.code), planned.price_of(row))
    taken = had.reserved.amount + had.paid.amount
    if taken + amount > asked.money:
        told = {"asked": str(taken + amount), "most": str(asked.money)}
        problems.append(Problem("fund.beyond", "money", told))
    return problems


def release(
    user: object, code: str, investment: str, amount: Decimal, *, document: str = "", key: str = ""
) -> int:
    """Give back to a fund what was kept for an investment; number of the movement.

    Raises
    ------
    Refused
        `sign-in.needed`, `rights.missing`, `fund.not-found`, `investment.not-found`, `fund.not-reserved`.
    """
    by = _keeper(user, code)
    seeing.seen_row(rights_of(user), investment)

    def move(row: Fund) -> Sequence[tuple[Kind, Decimal]]:
        asked = Money(amount, planned.price_of(row))
        if problems := funding.release_problems(reserved_for(row, investment), asked):
            raise Refused(problems)
        return [(Kind.RELEASED, amount)]

    return _moved(by, code, investment, move, document=document, name="release", key=key)


def pay_out(
    user: object,
    code: str,
    investment: str,
    amount: Decimal,
    *,
    result: str,
    body: str,
    document: str,
    key: str = "",
) -> int:
    """Pay a party of an investment from what was kept for it, for a verified result; number of the row.

    Parameters
    ----------
    result : code of a benefit that was measured and verified.

    Raises
    ------
    Refused
        `sign-in.needed`, `rights.missing`, `fund.not-found`, `investment.not-found`, `fund.unverified`,
        `fund.no-party`, `fund.not-reserved`, `stop.in-force` or `fund.no-document`.
    """
    by = _keeper(user, code)
    seeing.seen_row(rights_of(user), investment)

    def move(row: Fund) -> Sequence[tuple[Kind, Decimal]]:
        _demand_document(document)
        found = keeping.row_of(investment)
        problems = _of_stops(found)
        if not is_verified(found, result):
            problems.append(Problem("fund.unverified", "result", {"result": result[:64]}))
        if not found.parties.filter(body__code=body[:64]).exists():
            problems.append(Problem("fund.no-party", "body", {"body": body[:64]}))
        asked = Money(amount, planned.price_of(row))
        problems += funding.release_problems(reserved_for(row, investment), asked)
        if problems:
            raise Refused(problems)
        return [(Kind.RELEASED, amount), (Kind.PAID_OUT, -amount)]

    return _moved(
        by, code, investment, move, document=document, name="pay", key=key, body=body, result=result
    )


def is_verified(row: Investment, benefit: str) -> bool:
    """Whether a benefit of an investment was measured and verified."""
    matters = Matter.objects.filter(investment=row, code=benefit[:64])
    return any(matters.filter(noun=noun, state__in=states).exists() for noun, states in VERIFIED.items())


def _own(row: Fund, investment: str) -> list[funding.Movement]:
    price = planned.price_of(row)
    told = row.movements.filter(investment__code=investment).order_by("pk")
    return [funding.Movement(Kind(one.kind), Money(one.money, price), investment) for one in told]


def _of_stops(row: Investment) -> list[Problem]:
    """What a stop order bars today: money of a fund is a new commitment."""
    orders = Matter.objects.filter(investment=row, noun=Noun.STOP)
    return blocked([order_of(one) for one in orders], clock.now().date())


def _moved(
    by: Actor,
    code: str,
    investment: str | None,
    move: Callable[[Fund], Sequence[tuple[Kind, Decimal]]],
    *,
    document: str,
    name: str,
    key: str,
    body: str = "",
    result: str = "",
) -> int:
    """Move money of a fund that nobody else moves until it is done."""
    fund_row(code)

    def do(piece: Work, full: str | None) -> int:
        of = keeping.locked(investment) if investment is not None else None
        row = Fund.objects.select_for_update().get(code=code)
        number = 0
        for kind, amount in move(row):
            number = FundMovement.objects.create(
                fund=row, kind=kind, investment=of, body=body[:64], result=result[:64], money=amount,
                document=document[:120], on=piece.at.date(), at=to_ms(piece.at), by=by.code,
            ).pk  # fmt: skip
        free = str(balance(row).free.amount)
        told = {
            "row": number, "moved": name, "investment": investment or "", "free": free, "body": body,
            "result": result, "document": document, "by_person": by.person,
        }  # fmt: skip
        piece.tell("investment-fund.moved", code, told, key=full, rules=RULES)
        return int(number)

    full = f"fund-{name}:{code}:{investment or ''}:{key}" if key else ""
    return once(by, full, do, realm=REALM)


def _seated(user: object) -> Actor:
    by, who, _ = standing.actor(user, wanted=frozenset({Standing.BODY}))
    if Standing.BODY not in who.standings:
        raise Refused(Problem("rights.missing"))
    return by


def _keeper(user: object, code: str) -> Actor:
    by, _, rights = standing.actor(user)
    keeper = fund_row(code).keeper
    if keeper not in standing.posts_of(rights):
        raise Refused(Problem("rights.missing"))
    return Actor(keeper, by.person)


def _demand_document(document: str) -> None:
    if not document.strip():
        raise Refused(Problem("fund.no-document", "document"))


def _demand_positive(amount: Decimal) -> None:
    if not is_exact(amount) or amount <= 0:
        raise Refused(Problem("fund.not-positive", "money", {"asked": str(amount)[:40]}))
