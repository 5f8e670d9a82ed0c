"""Which plan do the ten answers about a small internal investment make?"""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.base.text import LANGUAGES, chosen
from styrbord.core.investments.portfolio.light import Answers, investment_from
from styrbord.core.investments.portfolio.model import Investment
from styrbord.core.investments.portfolio.money import Price
from styrbord.core.investments.portfolio.plan import Plan
from styrbord.core.investments.portfolio.plan_text import as_data, plan_of
from styrbord.core.investments.portfolio.results import PlannedResult
from styrbord.services import clock
from styrbord.store.clock import to_ms
from styrbord.store.spine.register import register_at

ASKED = tuple(one.name for one in fields(Answers))
_NUMBERS = str.maketrans({"\u2212": "-", "\u00a0": None, "\u202f": None, " ": None, ",": "."})
_WHAT = {"cost": "a number", "year": "a whole number", "baseline_due": "a day as 2026-03-31"}


def plan_from(said: Mapping[str, str]) -> Plan:
    """Plan with one cost line, one benefit and one result; the price is that of the board and the year.

    The title is in the language that `said` names under `language`, English when it names none. The result
    is bound to the indicator at the lead body; its start and target are not asked for. Unit and source of the
    benefit are those of the indicator.

    Raises
    ------
    Refused
        `investment.missing` or `plan.unreadable` for each answer that is not given or not readable.
    """
    found = _answers(said)
    language = said.get("language", "")
    names = {language if language in LANGUAGES else LANGUAGES[0]: found.title}
    price = Price(settings.CURRENCY, found.year)
    result = PlannedResult(found.result, found.code, found.indicator, found.lead, due=found.baseline_due)
    own = _measured(investment_from(found, price), found.indicator, language)
    return plan_of(as_data(Plan(own, names, results=(result,))))


def _measured(own: Investment, indicator: str, language: str) -> Investment:
    """The investment with unit and source of its benefit as the board defines the indicator."""
    known = register_at(to_ms(clock.now())).indicators().get(indicator)
    if known is None:
        return own
    source = chosen(known.source, language) or known.dataset
    profiles = tuple(replace(one, unit=known.unit or "1", data_source=source) for one in own.profiles)
    return replace(own, profiles=profiles)


def _answers(said: Mapping[str, str]) -> Answers:
    problems = [
        Problem("investment.missing", name, {"field": name})
        for name in ASKED
        if not str(said.get(name, "")).strip()
    ]
    told: dict[str, Any] = {name: str(said.get(name, "")).strip() for name in ASKED}
    for name, what in _WHAT.items():
        if told[name]:
            try:
                told[name] = _READ[name](told[name])
            except (ValueError, ArithmeticError):
                problems.append(Problem("plan.unreadable", name, {"text": told[name][:64], "what": what}))
    if problems:
        raise Refused(problems)
    return Answers(**told)


def _amount(text: str) -> Decimal:
    found = Decimal(text.translate(_NUMBERS))
    if not found.is_finite() or len(text) > 40:
        raise ValueError
    return found


def _year(text: str) -> int:
    found = int(text)
    if not 1900 <= found < 2200:
        raise ValueError
    return found


_READ: Mapping[str, Any] = {"cost": _amount, "year": _year, "baseline_due": date.fromisoformat}
