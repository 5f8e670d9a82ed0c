"""Which fields does the form of a change request have, and what do they say as data?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import QueryDict

from styrbord.core.base.problems import Problem
from styrbord.core.base.text import Text
from styrbord.core.investments.portfolio.plan import line_code
from styrbord.services.investments.notes import CardNote
from styrbord.web import fields
from styrbord.web.investments import saying

STATEMENTS = 4
Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Moved:
    """A number that may be changed: `typed` is by how much, or what it is to be."""

    name: str
    code: str
    names: Text
    beside: str
    now: Decimal | None
    unit: str
    typed: str


@dataclass(frozen=True, slots=True)
class PlanForm:
    """Everything of one plan that a request may change."""

    card: CardNote
    lines: tuple[Moved, ...]
    results: tuple[Moved, ...]
    targets: tuple[Moved, ...]
    ends_on: str


@dataclass(frozen=True, slots=True)
class StatementForm:
    """A statement that a change has no effect: of which line (none for a cut), on which result, and why."""

    line: str
    result: str
    reason: str


def form_of(card: CardNote, typed: Mapping[str, str]) -> PlanForm:
    """Fields of a plan, with what was typed."""
    return PlanForm(
        card,
        tuple(_lines(card, typed)),
        tuple(_results(card, typed)),
        tuple(_targets(card, typed)),
        typed.get(f"ends.{card.code}", ""),
    )


def _lines(card: CardNote, typed: Mapping[str, str]) -> Iterator[Moved]:
    preferred = card.plan.investment.preferred if card.plan else None
    for one in card.costs:
        if preferred is not None and one.option != preferred.code:
            continue
        code = line_code(card.code, one.code)
        name = f"money.{code}"
        yield Moved(
            name, code, one.names, f"{one.year}, {one.result or '–'}", one.likely, card.price.currency,
            typed.get(name, ""),
        )  # fmt: skip


def _results(card: CardNote, typed: Mapping[str, str]) -> Iterator[Moved]:
    for one in card.results:
        code = line_code(card.code, one.code)
        name = f"result.{code}"
        yield Moved(name, code, {}, one.indicator.code, one.target, one.unit, typed.get(name, ""))


def _targets(card: CardNote, typed: Mapping[str, str]) -> Iterator[Moved]:
    for profile in card.plan.investment.profiles if card.plan else ():
        for target in profile.targets:
            name = f"target.{card.code}.{profile.benefit}.{target.period}"
            beside = str(target.period)
            yield Moved(name, profile.benefit, {}, beside, target.value, profile.unit, typed.get(name, ""))


def data_of(said: QueryDict, cards: Sequence[CardNote]) -> tuple[Data, list[Problem]]:
    """What a form says, as data of a request; a field that holds no number is told at its place."""
    problems: list[Problem] = []
    money, results, targets, ends_on = [], [], [], {}
    for card in cards:
        form = form_of(card, said)
        for one in form.lines:
            if (amount := _number(one.typed, one.code, problems)) is not None:
                money.append({"line": one.code, "amount": amount})
        for one in form.results:
            if (amount := _number(one.typed, one.code, problems)) is not None:
                results.append({"result": one.code, "change": amount})
        for one in form.targets:
            if (amount := _number(one.typed, one.code, problems)) is not None:
                period = one.name.rpartition(".")[2]
                targets.append({"plan": card.code, "benefit": one.code, "period": period, "value": amount})
        if day := saying.day(said, f"ends.{card.code}", problems):
            ends_on[card.code] = day.isoformat()
    told: Data = {
        "money": money,
        "results": results,
        "targets": targets,
        "ends_on": ends_on,
        "no_effects": [
            {"line": one.line, "result": one.result, "reason": one.reason}
            for one in statements(said)
            if one.result
        ],
        "versions": {card.code: _version(said, card) for card in cards},
    }
    return {name: value for name, value in told.items() if value}, problems


def _version(said: QueryDict, card: CardNote) -> int:
    """Version that the author looked at, as the form was shown for it."""
    return fields.whole(said.get(f"version.{card.code}", "")) or 0


def _number(text: str, place: str, problems: list[Problem]) -> str | None:
    found = saying.amount(text, place, problems)
    return format(found, "f") if found else None


def statements(said: Mapping[str, str]) -> list[StatementForm]:
    """Statements of no effect as they were typed."""
    return [
        StatementForm(
            *(said.get(f"no.{at}.{name}", "").strip()[:4000] for name in ("line", "result", "reason"))
        )
        for at in range(STATEMENTS)
    ]


def typed_of(data: Mapping[str, Any]) -> dict[str, str]:
    """Fields of a form from the data of a request that stands."""
    found = {f"money.{one['line']}": str(one["amount"]) for one in data.get("money", ())}
    found |= {f"result.{one['result']}": str(one["change"]) for one in data.get("results", ())}
    found |= {
        f"target.{one['plan']}.{one['benefit']}.{one['period']}": str(one["value"])
        for one in data.get("targets", ())
    }
    found |= {f"ends.{code}": str(day) for code, day in data.get("ends_on", {}).items()}
    for at, one in enumerate(data.get("no_effects", ())):
        found |= {f"no.{at}.{name}": str(one.get(name, "")) for name in ("line", "result", "reason")}
    return found
