"""How does a row of the table become a whole plan, as data that the board reads?

Money of every row is split and told in full: by year, by who pays, with low and high estimates; every benefit
has a series of its own, so that no effect is claimed twice.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from example.investments.table import Gain, Row

HORIZON = 8
OWN_SHARE = Decimal("0.6")
LOW, HIGH = Decimal("0.85"), Decimal("1.3")
MOST = Decimal("98.5")
POOLS = ("external-services", "software", "labour")
SHARED = {
    "NV": "NV01",
    "citizens": "",
    "firms": "",
}
"""Where the series of a bearer stands that has none of its own; blank is that of the row."""
MUNICIPAL = (
    "dm-admin-eservices", "dm-admin-documents", "dm-urban-requests", "dm-ict-staff-trained",
    "dm-ict-specialists", "dm-it-spending-domestic", "dm-health-eservices", "dm-education-platform",
    "dm-transport-payment", "dm-transport-monitoring", "dm-urban-sensors", "dm-health-records",
    "dm-education-devices", "dm-it-spending",
)  # fmt: skip
AGENCY = (
    "dl-service-quality",
    "dl-results",
    "dl-data-on-time",
    "dl-milestones",
    "dl-budget-tied",
    "dl-budget-executed",
)
WORDS: Mapping[str, tuple[str, str, str]] = {
    "build": ("Building", "Создание", "Byggande"),
    "run": ("Running", "Эксплуатация", "Drift"),
    "least": ("Least that must be done", "Минимальный вариант", "Minsta möjliga"),
    "usual": ("As before", "Как прежде", "Som förut"),
    "handed": ("System in use at the operator", "Система у оператора", "Systemet i bruk hos driftsägaren"),
    "taught": ("Staff taught", "Сотрудники обучены", "Personalen utbildad"),
    "ready": ("In use", "Введена", "I bruk"),
    "design": ("Design ready", "Проект готов", "Utformningen klar"),
}
ENVELOPES = {
    "A-406": "transport-digital", "J-203": "transport-digital", "A-402": "records", "J-201": "records"
}  # fmt: skip
"""Investments whose money may be moved between them."""
Known = Callable[[str, str], Decimal | None]
"""Newest value of an indicator and subject on the day; None where there is none."""


def text(name: str) -> dict[str, str]:
    """Words in three languages."""
    return dict(zip(("en", "ru", "sv"), WORDS[name], strict=True))


@dataclass
class Series:
    """Which series are still free for a benefit to be measured by."""

    known: Known
    taken: set[tuple[str, str]] = field(default_factory=set)

    def free(self, asked: Iterable[tuple[str, str]]) -> tuple[str, str, Decimal]:
        """First series with a value that nobody has claimed: indicator, subject, value."""
        for indicator, subject in asked:
            value = self.known(indicator, subject)
            if value is not None and (indicator, subject) not in self.taken:
                self.taken.add((indicator, subject))
                return indicator, subject, value
        raise LookupError("every series is claimed already; add indicators or take a benefit away")


def plan_data(row: Row, series: Series) -> dict[str, Any]:
    """The plan of a row, as `core.investments.portfolio.plan_text.plan_of` reads it."""
    benefits = [_benefit(row, one, number, series) for number, one in enumerate(row.gains, 1)]
    own = benefits[0][1]
    base, target = Decimal(own["base"]), own["targets"][-1]["value"]
    investment = {
        "code": row.code,
        "price": _price(row),
        "owner": row.owner,
        "is_common": "common" in row.flags,
        "is_strategic": "strategic" in row.flags,
        "parties": _parties(row),
        "options": _options(row, [line for line, _ in benefits]),
        "effects": _effects(row, [line["code"] for line, _ in benefits]),
        "profiles": [_without(profile, "base") for _, profile in benefits],
        "conditions": _conditions(row),
        "picture": 1 if row.is_joint else 0,
        "start_year": row.start,
        "horizon_years": HORIZON,
        "methodology": "denmark/2",
        "needs": sorted(row.needs),
    }
    return {
        "investment": investment,
        "names": row.names,
        "purpose": _purpose(row),
        "access": "internal" if row.stage in {"paused"} else "open",
        "programme": "federal-digital" if row.is_federal else _programme(row),
        "goals": [row.goal],
        "components": list(row.components),
        "envelopes": _envelopes(row),
        "results": [_result(row, own, base, target)],
        "deliverables": [{"code": "D1", "names": text("handed")}, {"code": "D2", "names": text("taught")}],
        "milestones": _milestones(row),
        "picture": _purpose(row) if row.is_joint else {},
        "terms": _purpose(row),
        "ends_on": ends_on(row).isoformat(),
    }


def _envelopes(row: Row) -> dict[str, str]:
    """Envelope of each line that is built, where several investments have one in common."""
    envelope = ENVELOPES.get(row.code)
    return {one["code"]: envelope for one in _costs(row)} if envelope else {}


def _price(row: Row) -> dict[str, Any]:
    currency, prices = ("RUB", "nominal") if row.is_federal else ("SEK", "real")
    return {"currency": currency, "year": 2025, "prices": prices}


def ends_on(row: Row) -> date:
    """Planned day of delivery: in the last year that is built, for short ones in spring."""
    return date(row.start + len(row.build) - 1, 3 if row.start == 2024 else 11, 28)


def _programme(row: Row) -> str:
    return "joint-county" if row.is_joint else "digital-services"


def _purpose(row: Row) -> dict[str, str]:
    return {
        "en": f"{row.names['en']}: so that people wait less and officials write things once.",
        "ru": f"{row.names['ru']}: чтобы люди меньше ждали, а служащие писали один раз.",
        "sv": f"{row.names['sv']}: så att folk väntar mindre och handläggare skriver en gång.",
    }


def _parties(row: Row) -> list[dict[str, Any]]:
    operators = [body for body, roles in row.others if "operator" in roles]
    lead = ["lead", "builder", "follow-up", "financier", *([] if operators else ["operator"])]
    return [
        {"body": row.lead, "roles": lead},
        *({"body": body, "roles": list(roles)} for body, roles in row.others),
    ]


def _options(row: Row, benefits: list[dict[str, Any]]) -> list[dict[str, Any]]:
    least = {
        "code": "least",
        "kind": "do-minimum",
        "title": WORDS["least"][0],
        "costs": [_cost("L1", row.lead, row.start, row.build[0] / 2)],
    }
    return [
        {"code": "usual", "kind": "business-as-usual", "title": WORDS["usual"][0]},
        *([] if "light" in row.flags else [least]),
        {
            "code": "it",
            "kind": "preferred",
            "title": row.names["en"],
            "costs": list(_costs(row)),
            "benefits": benefits,
        },
    ]


def payers(row: Row) -> list[tuple[str, Decimal]]:
    """Who pays for the building, with shares of 1."""
    others = [body for body, roles in row.others if "financier" in roles]
    if not others:
        return [(row.lead, Decimal(1))]
    each = ((1 - OWN_SHARE) / len(others)).quantize(Decimal("0.01"))
    return [(row.lead, 1 - each * len(others)), *((body, each) for body in others)]


def _costs(row: Row) -> Iterable[dict[str, Any]]:
    for step, amount in enumerate(row.build):
        for place, (body, share) in enumerate(payers(row), 1):
            yield _cost(f"C{step + 1}.{place}", body, row.start + step, amount * share, step)
    if row.run:
        for year in range(row.start + len(row.build), row.start + HORIZON):
            yield {**_cost(f"O{year}", row.lead, year, row.run), "kind": "operating"}


def _cost(code: str, body: str, year: int, amount: Decimal, step: int = 0) -> dict[str, Any]:
    return {
        "code": code,
        "bearer": body,
        "year": year,
        "spread": _spread(amount),
        "result": "R1",
        "pool": POOLS[step % len(POOLS)],
        "tower": "application",
        "certainty": "estimate",
        "source": "calculation of the lead",
    }


def _spread(likely: Decimal) -> dict[str, str]:
    return {"low": _money(likely * LOW), "likely": _money(likely), "high": _money(likely * HIGH)}


def _money(amount: Decimal) -> str:
    return format(amount.quantize(Decimal("0.01"), ROUND_HALF_UP), "f")


def _benefit(row: Row, gain: Gain, number: int, series: Series) -> tuple[dict[str, Any], dict[str, Any]]:
    indicator, subject, base = series.free(_wanted(row, gain, number))
    first = ends_on(row).year + (row.start != 2024)
    line: dict[str, Any] = {
        "code": f"B{number}",
        "bearer": gain.bearer,
        "kind": gain.kind,
        "unit": gain.unit,
        "quantity": _spread(gain.quantity)
        if gain.worth is not None
        else {"low": None, "likely": None, "high": None},
        "ramp": {str(year): "0.5" if year == first else "1" for year in range(first, row.start + HORIZON)},
        "owner": row.owner,
    }
    if gain.worth is not None:
        line |= {
            "unit_value": format(gain.worth, "f"),
            "value_source": "unit costs of the county 2025, invented",
        }
    if gain.kind == "cashable_own" and gain.worth is not None:
        line |= {"budget_line": f"{gain.bearer}-administration", "agreed_cut": format(gain.worth, "f")}
    return line, _profile(row, line["code"], indicator, subject, base)


def _wanted(row: Row, gain: Gain, number: int) -> Iterable[tuple[str, str]]:
    """Series in order of fitness: the row's own for the first benefit, then those of who gains."""
    if number == 1:
        yield row.indicator, row.subject
    place = SHARED.get(gain.bearer, gain.bearer) or row.subject
    for subject in (place, row.subject, "NV01"):
        yield from ((one, subject) for one in (AGENCY if subject.startswith("AG") else MUNICIPAL))


def reach(base: Decimal | None, delta: Decimal) -> Decimal:
    """What a share is to be: so much more, and not quite all."""
    begin = base or Decimal(0)
    return min(begin + delta, max(MOST, begin + 1))


def _profile(row: Row, code: str, indicator: str, subject: str, base: Decimal) -> dict[str, Any]:
    end = row.start + len(row.build)
    most = reach(base, row.delta)
    half = (base + most) / 2
    return {
        "benefit": code,
        "indicator": indicator,
        "subject": subject,
        "formula": "value of the series",
        "unit": "%",
        "owner": row.owner,
        "base": format(base, "f"),
        "baseline_plan": {"method": "read from the series", "due": date(row.start, 6, 30).isoformat()},
        "targets": [
            {"period": str(end - 1), "value": format(half.quantize(Decimal("0.1")), "f")},
            {"period": str(end + 1), "value": format(most.quantize(Decimal("0.1")), "f")},
        ],
        "frequency": "A",
        "data_source": "survey of the county",
        "counterfactual": "as the mean of the subjects that are not part of it",
        "follow_ups": [{"months": months, "actor": row.lead} for months in (6, 12, 24)],
    }


def _effects(row: Row, benefits: list[str]) -> dict[str, Any]:
    nodes = [
        {"code": "system", "kind": "enabler", "owner": row.owner},
        {"code": "training", "kind": "enabling-change", "owner": row.owner},
        {"code": "work", "kind": "business-change", "owner": row.owner},
        *({"code": one, "kind": "benefit", "owner": row.owner} for one in benefits),
        {"code": row.goal, "kind": "objective"},
    ]
    edges = [
        {"start": "system", "end": "work", "strength": 3},
        {"start": "training", "end": "work"},
        *({"start": "work", "end": one} for one in benefits),
        *({"start": one, "end": row.goal} for one in benefits),
    ]
    return {"nodes": nodes, "edges": edges}


def _conditions(row: Row) -> list[dict[str, Any]]:
    legal = "amber" if row.code == "A-413" else "green"
    return [
        {"code": "money", "kind": "economic", "light": "green", "words": "In the budget of those who pay."},
        {
            "code": "law",
            "kind": "legal",
            "light": legal,
            "words": "The law lets the bodies share what they need.",
        },
    ]


def _result(row: Row, own: Mapping[str, Any], base: Decimal, target: str) -> dict[str, Any]:
    return {
        "code": "R1",
        "indicator": own["indicator"],
        "subject": own["subject"],
        "unit": "%",
        "base": format(base, "f"),
        "target": target,
        "due": date(row.start + len(row.build) + 1, 12, 31).isoformat(),
        "source": "survey of the county",
    }


def _milestones(row: Row) -> list[dict[str, Any]]:
    end = ends_on(row)
    return [
        {"code": "M1", "names": text("design"), "due": (end - timedelta(days=120)).isoformat()},
        {"code": "M2", "names": text("ready"), "due": (end - timedelta(days=1)).isoformat()},
    ]


def _without(found: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in found.items() if key != name}
