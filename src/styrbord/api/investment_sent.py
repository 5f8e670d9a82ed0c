"""What do programs send to plan, decide, change, measure and pay?"""

from datetime import date
from decimal import Decimal
from typing import Any, Literal

from ninja import Field

from styrbord.api.collection_schemas import Sent
from styrbord.core.base.problems import Problem, Refused
from styrbord.core.investments.portfolio.incoming import FactIn
from styrbord.core.investments.portfolio.money import Money, Price, Prices, is_exact
from styrbord.core.investments.portfolio.moving import Said

LONG = 20_000
REVISION = Field(ge=0, le=2**31, description="The one that was read last.")
AMOUNT = Field(max_length=40, pattern=r"^-?[0-9]+(\.[0-9]+)?$", description="With a decimal point.")


class PlanIn(Sent):
    """A whole plan, as it is read at `investments/CODE/plan`."""

    plan: dict[str, Any]


class LightIn(Sent):
    """A small internal investment in ten answers."""

    answers: dict[str, str] = Field(max_length=40)


class PlanChangeIn(PlanIn):
    """A plan said anew."""

    revision: int = REVISION


class StepIn(Sent):
    """One step; which of the words it takes is told by `wanting` of what it moves."""

    verb: str = Field(max_length=24)
    revision: int = REVISION
    reason: str = Field("", max_length=LONG)
    words: str = Field("", max_length=LONG)
    document: str = Field("", max_length=500, description="Registered document.")
    residual: str | None = Field(None, max_length=40, description="What is left of use, in its own price.")
    successor: str = Field("", max_length=64, description="What takes its place.")
    expires: date | None = None
    to: str = Field("", max_length=64, description="Body that is asked.")
    due: date | None = None

    def said(self) -> Said:
        """What is said, but for the residual value."""
        return Said(
            kept(self.reason),
            kept(self.words),
            kept(self.document),
            successor=kept(self.successor),
            expires=self.expires,
            to=kept(self.to),
            due=self.due,
        )


class MatterIn(Sent):
    """Something begun: an opinion asked for, a measurement, a waiver, a proposal and so on."""

    noun: str = Field(max_length=24)
    investment: str = Field("", max_length=64)
    data: dict[str, Any] = Field(default_factory=dict, description="As the noun asks for it.")


class MatterStepIn(StepIn):
    """One step of a matter, with what it says anew."""

    data: dict[str, Any] | None = None


class AssentIn(Sent):
    """That a body stands by something, or no more."""

    kind: str = Field(max_length=16, description="line, picture, agreement or deliverable.")
    item: str = Field("", max_length=64, description="Line or deliverable.")
    body: str = Field(max_length=64)
    document: str = Field("", max_length=500)
    on: date | None = None
    given: bool = True


class ChangeIn(Sent):
    """One set of changes of money, results, days and targets, which is applied as a whole or not at all."""

    money: list[dict[str, Any]] = Field(default_factory=list, max_length=5000)
    results: list[dict[str, Any]] = Field(default_factory=list, max_length=5000)
    no_effects: list[dict[str, Any]] = Field(default_factory=list, max_length=5000)
    ends_on: dict[str, str] = Field(default_factory=dict)
    targets: list[dict[str, Any]] = Field(default_factory=list, max_length=5000)
    versions: dict[str, int] = Field(default_factory=dict, description="Of the plans that were looked at.")

    def data(self) -> dict[str, Any]:
        """The set as `core.investments.portfolio.request_text` reads it."""
        names = ("money", "results", "no_effects", "ends_on", "targets", "versions")
        return {name: found for name in names if (found := getattr(self, name))}


class ChangeDraftIn(ChangeIn):
    """A change request, and why."""

    words: str = Field(max_length=LONG)


class SignatureIn(Sent):
    """That a change of money has no effect on a result, by a post above the author's."""

    result: str = Field(max_length=140)
    line: str = Field("", max_length=140)
    revision: int = REVISION


class ReportIn(Sent):
    """What the owner says of an investment."""

    light: Literal["green", "yellow", "amber", "red"]
    words: str = Field("", max_length=LONG)
    cost: Decimal | None = Field(None, allow_inf_nan=False, description="Expected in the end.")
    ends_on: date | None = Field(None, description="Expected day of delivery.")


def kept(text: str) -> str:
    """The text without what no database keeps."""
    return text.replace("\x00", "")


class FactSent(Sent):
    """Something that happened to money; one without a line is recorded too, and told as unmatched."""

    kind: str = Field(max_length=12, description="adopted, amended, committed, contracted or paid.")
    amount: str = AMOUNT
    currency: str = Field(min_length=3, max_length=3, pattern="^[A-Z]{3}$")
    price_year: int = Field(ge=1900, le=2200)
    prices: Prices = Prices.NOMINAL
    on: date
    investment: str = Field("", max_length=64)
    line: str = Field("", max_length=64)
    classification: str = Field("", max_length=80)
    reference: str = Field("", max_length=120)
    body: str = Field("", max_length=64)
    system: str = Field("", max_length=64)
    cost_kind: str = Field("", max_length=16)

    def fact(self, place: str) -> FactIn:
        """The fact that it says."""
        price = Price(self.currency, self.price_year, self.prices)
        texts = ("kind", "investment", "line", "classification", "reference", "body", "system", "cost_kind")
        told = {name: kept(getattr(self, name)) for name in texts}
        return FactIn(money=exact(self.amount, price, f"{place}.amount"), on=self.on, place=place, **told)


class FactsIn(Sent):
    """What happened to money: all of it is recorded, or nothing."""

    facts: list[FactSent] = Field(min_length=1, max_length=5000)


class BudgetIn(Sent):
    """A table of a budget, or of the ledger that facts are compared with, as CSV."""

    name: str = Field(max_length=200)
    text: str = Field(max_length=LONG * 100)
    kind: Literal["facts", "ledger"] = "facts"


class FundIn(Sent):
    """A joint fund."""

    code: str = Field(max_length=64)
    names: dict[str, str]
    keeper: str = Field(max_length=64, description="Code of the post that pays out.")
    currency: str = Field(min_length=3, max_length=3, pattern="^[A-Z]{3}$")
    price_year: int = Field(ge=1900, le=2200)
    prices: Prices = Prices.NOMINAL


class ApplicationIn(Sent):
    """What a joint investment asks a fund for."""

    investment: str = Field(max_length=64)
    amount: str = AMOUNT
    shares: dict[str, str] = Field(description="Percent by body, together 100.")
    document: str = Field("", max_length=120)

    def parts(self) -> dict[str, Decimal]:
        """The shares as numbers."""
        return {kept(body): number(share, f"shares.{body}") for body, share in self.shares.items()}


class MovementIn(Sent):
    """Money into or out of a fund; a pay-out names the body and the result that was verified."""

    kind: Literal["grant", "reserve", "release", "pay-out"]
    amount: str = AMOUNT
    investment: str = Field("", max_length=64)
    body: str = Field("", max_length=64)
    result: str = Field("", max_length=64)
    document: str = Field("", max_length=120)


def number(text: str, place: str) -> Decimal:
    """Number that a text says.

    Raises
    ------
    Refused
        `plan.unreadable`.
    """
    try:
        found = Decimal(text)
    except ArithmeticError:
        found = Decimal("NaN")
    if len(text) > 40 or not is_exact(found):
        raise Refused(Problem("plan.unreadable", place, {"text": text[:64], "what": "a number"}))
    return found


def exact(text: str, price: Price, place: str) -> Money:
    """Amount that a text says."""
    return Money(number(text, place), price)
