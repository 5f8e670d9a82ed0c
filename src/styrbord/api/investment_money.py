"""What happened to the money of investments, how is it told by programs, and what do joint funds pay?"""

from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Schema, Status

from styrbord.api import caller
from styrbord.api.asking import Listing, Moment, page_of, reading_of
from styrbord.api.collection import KEY, MISSING, WRITING
from styrbord.api.investment_asking import CODE, INSIDE, SpendingAsk, rights_in
from styrbord.api.investment_matters import router
from styrbord.api.investment_sent import (
    ApplicationIn,
    BudgetIn,
    FactsIn,
    FundIn,
    MovementIn,
    kept,
    number,
)
from styrbord.api.investment_writing import WRITES, done
from styrbord.api.ratings import clean
from styrbord.api.schemas import Listed
from styrbord.api.shapes import plain, shape_of
from styrbord.core.investments.portfolio.budget import Difference, Versions
from styrbord.core.investments.portfolio.money import Price
from styrbord.services.investments import budgets, facts, fund_notes, funds, matching, spending
from styrbord.services.investments.budgets import Taken
from styrbord.services.investments.fund_notes import FundNote
from styrbord.services.investments.matching import UnmatchedNote
from styrbord.services.investments.spending import SpendingNote


class CountOut(Schema):
    """How many were recorded."""

    count: int


class UnexplainedAsk(Listing):
    """With which import of the ledger what was paid is compared."""

    batch: str = Field("", max_length=24, description="The newest when left out.")


@router.get(
    "/investment-spending",
    response={200: shape_of(SpendingNote), **MISSING},
    **INSIDE,
    url_name="investment-spending",
)
def spent(request: HttpRequest, ask: Query[SpendingAsk]) -> Any:
    """Money planned, committed, contracted and paid, by body, system, kind of cost or programme."""
    reading_of(request, ask)
    return plain(spending.table(rights_in(request), ask.by))


@router.post("/investment-facts", response={201: CountOut, **WRITING}, **WRITES, url_name="investment-facts")
def record(request: HttpRequest, said: FactsIn, key: str = KEY) -> Status[dict[str, Any]]:
    """Record budgets, commitments, contracts and payments; none is refused for lacking a result."""
    user = caller.asking(request).user
    told = [one.fact(f"facts[{at}]") for at, one in enumerate(said.facts)]
    done(request, "money", lambda: facts.record(user, told), key)
    return Status(201, {"count": len(told)})


@router.get(
    "/investment-facts/unmatched",
    response={200: Listed[shape_of(UnmatchedNote)], **MISSING},  # type: ignore[misc]
    **INSIDE,
    url_name="investment-unmatched",
)
def unmatched(request: HttpRequest, ask: Query[Listing]) -> dict[str, Any]:
    """Money that no result stands behind, the oldest first."""
    reading_of(request, ask)
    return page_of(request, plain(matching.unmatched(rights_in(request))), ask)


@router.post(
    "/investment-budgets", response={201: CountOut, **WRITING}, **WRITES, url_name="investment-budgets"
)
def take_in(request: HttpRequest, said: BudgetIn, key: str = KEY) -> Status[dict[str, Any]]:
    """Take in a table of a budget or of the ledger: all of it, or nothing with every cell that is wrong."""
    user, content = caller.asking(request).user, said.text.encode()
    kind = kept(said.kind)
    done(request, "budget", lambda: bool(budgets.import_csv(user, kept(said.name), content, kind=kind)), key)
    return Status(201, {"count": max(0, len(said.text.splitlines()) - 1)})


@router.get(
    "/investment-budgets",
    response={200: Listed[shape_of(Taken)], **MISSING},  # type: ignore[misc]
    **INSIDE,
    url_name="investment-budgets",
)
def batches(request: HttpRequest, ask: Query[Listing]) -> dict[str, Any]:
    """Imports of budgets and of the ledger, the newest first, for those who keep the money."""
    reading_of(request, ask)
    return page_of(request, plain(budgets.batches(rights_in(request))), ask)


@router.get(
    "/investment-budgets/versions",
    response={200: Listed[shape_of(Versions)], **MISSING},  # type: ignore[misc]
    **INSIDE,
    url_name="investment-budget-versions",
)
def versions(request: HttpRequest, ask: Query[Listing]) -> dict[str, Any]:
    """Adopted, amended and executed amounts by code of the budget."""
    reading_of(request, ask)
    return page_of(request, plain(budgets.versions(rights_in(request))), ask)


@router.get(
    "/investment-budgets/unexplained",
    response={200: Listed[shape_of(Difference)], **MISSING},  # type: ignore[misc]
    **INSIDE,
    url_name="investment-budget-unexplained",
)
def unexplained(request: HttpRequest, ask: Query[UnexplainedAsk]) -> dict[str, Any]:
    """Codes on which what was paid differs from the ledger."""
    reading_of(request, ask)
    return page_of(request, plain(budgets.unexplained(rights_in(request), clean(ask.batch))), ask)


@router.get(
    "/investment-funds",
    response={200: Listed[shape_of(FundNote)], **MISSING},  # type: ignore[misc]
    **INSIDE,
    url_name="investment-funds",
)
def listed(request: HttpRequest, ask: Query[Listing]) -> dict[str, Any]:
    """Joint funds with balance, applications and movements."""
    reading_of(request, ask)
    return page_of(request, plain(fund_notes.listed(rights_in(request))), ask)


@router.get(
    "/investment-funds/{code}",
    response={200: shape_of(FundNote), **MISSING},
    **INSIDE,
    url_name="investment-fund",
)
def one(request: HttpRequest, ask: Query[Moment], code: str = CODE) -> Any:
    """One joint fund."""
    reading_of(request, ask)
    return plain(fund_notes.fund(rights_in(request), clean(code)))


@router.post(
    "/investment-funds",
    response={201: shape_of(FundNote), **WRITING},
    **WRITES,
    url_name="investment-funds",
)
def open_fund(request: HttpRequest, said: FundIn, key: str = KEY) -> Status[Any]:
    """Open a joint fund."""
    user, code = caller.asking(request).user, kept(said.code)
    price = Price(said.currency, said.price_year, said.prices)
    names = {kept(language)[:10]: kept(words)[:200] for language, words in said.names.items()}
    keeper = kept(said.keeper)
    done(request, code, lambda: bool(funds.open_fund(user, code, names, keeper=keeper, price=price)), key)
    return Status(201, plain(fund_notes.fund(caller.asking(request).rights, code)))


@router.post(
    "/investment-funds/{code}/applications",
    response={201: shape_of(FundNote), **WRITING},
    **WRITES,
    url_name="investment-fund-applications",
)
def apply(request: HttpRequest, said: ApplicationIn, code: str = CODE, key: str = KEY) -> Status[Any]:
    """Ask a fund for money for a joint investment, with the key by which its parties share it."""
    user, fund, of = caller.asking(request).user, kept(code), kept(said.investment)
    amount, parts, document = number(said.amount, "amount"), said.parts(), kept(said.document)
    done(request, fund, lambda: bool(funds.apply(user, fund, of, amount, parts, document=document)), key)
    return Status(201, plain(fund_notes.fund(caller.asking(request).rights, fund)))


@router.post(
    "/investment-funds/{code}/movements",
    response={201: shape_of(FundNote), **WRITING},
    **WRITES,
    url_name="investment-fund-movements",
)
def move(request: HttpRequest, said: MovementIn, code: str = CODE, key: str = KEY) -> Status[Any]:
    """Grant, reserve, release or pay out money of a fund; its balance never falls below 0."""
    fund = kept(code)
    done(request, fund, lambda: _moved(caller.asking(request).user, fund, said), key)
    return Status(201, plain(fund_notes.fund(caller.asking(request).rights, fund)))


def _moved(user: object, fund: str, said: MovementIn) -> int:
    amount, of, document = number(said.amount, "amount"), kept(said.investment), kept(said.document)
    if said.kind == "grant":
        return funds.grant(user, fund, amount, document=document)
    if said.kind == "reserve":
        return funds.reserve(user, fund, of, amount, document=document)
    if said.kind == "release":
        return funds.release(user, fund, of, amount, document=document)
    result, body = kept(said.result), kept(said.body)
    return funds.pay_out(user, fund, of, amount, result=result, body=body, document=document)


__all__ = ["router"]
