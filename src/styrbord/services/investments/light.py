"""Which plan do the ten answers about a small internal investment make?"""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.base.text import LANGUAGES, chosen
from styrbord.core.investments.portfolio.light import RESULT, Answers, investment_from
from styrbord.core.investments.portfolio.money import Price
from styrbord.core.investments.portfolio.plan import Plan, Thing
from styrbord.core.investments.portfolio.plan_text import as_data, plan_of
from styrbord.core.investments.portfolio.results import PlannedResult
from styrbord.core.spine.indicators import Direction
from styrbord.services.investments.series import series_of
from styrbord.services.reading import Reading

ASKED = tuple(one.name for one in fields(Answers))
_NUMBERS = str.maketrans({"\u2212": "-", "\u00a0": None, "\u202f": None, " ": None, ",": "."})
EXACT = Decimal("0.0001")
_WHAT = {
    "cost": "a number",
    "target": "a number",
    "year": "a whole number",
    "baseline_due": "a day as 2026-03-31",
}


def plan_from(said: Mapping[str, str], reading: Reading) -> Plan:
    """Plan with one cost line, one benefit and one result; the price is that of the board and the year.

    The title is in the language that `said` names under `language`, English when it names none. The result
    is bound to the indicator at the lead body: it starts at the newest value that the reader sees, and has
    unit, source and way of the indicator. What is delivered is the thing itself.

    Raises
    ------
    Refused
        `investment.missing` or `plan.unreadable` for each answer that is not given or not readable.
    """
    found = _answers(said)
    language = said.get("language", "")
    names = {language if language in LANGUAGES else LANGUAGES[0]: found.title}
    own = investment_from(found, Price(settings.CURRENCY, found.year))
    result = PlannedResult(
        RESULT, found.code, found.indicator, found.lead, target=found.target, due=date(found.year + 1, 12, 31)
    )
    known = reading.register.indicators().get(found.indicator)
    if known is not None:
        source = chosen(known.source, language) or known.dataset
        told: dict[str, Any] = {
            "unit": known.unit or "1", "more_is_better": known.direction is not Direction.DOWN
        }  # fmt: skip
        own = replace(own, profiles=tuple(replace(one, data_source=source, **told) for one in own.profiles))
        base = _newest(reading, found.indicator, found.lead)
        result = replace(result, base=base, source=source, **told)
    return plan_of(as_data(Plan(own, names, results=(result,), deliverables=(Thing("it", names),))))


def _newest(reading: Reading, indicator: str, subject: str) -> Decimal | None:
    """Newest value of a series as the reader sees it; None where there is none."""
    if subject not in reading.register.subjects():
        return None
    points = series_of(reading, [(indicator, subject)])[indicator, subject].points
    return Decimal(str(points[-1].value)).quantize(EXACT).normalize() if points else None


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


_READ: Mapping[str, Any] = {
    "cost": _amount,
    "target": _amount,
    "year": _year,
    "baseline_due": date.fromisoformat,
}
