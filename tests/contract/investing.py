"""Which small board, posts, seats and plan do the tests of investments begin with?"""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from styrbord.core.investments.portfolio.money import Money, Price
from styrbord.core.investments.portfolio.moving import Said
from styrbord.services import memory
from styrbord.services.investments import assenting, drafting, matters, moving, seats
from styrbord.services.loading import load_pack
from styrbord.store.investments.models import Investment, Matter
from tests.contract.people import administrator, asked, county, signed_in

CODE = "P-1"
SEATS = ("body", "controller", "board", "authority", "chair", "member", "expert")
PRICE = {"currency": "SEK", "year": 2025, "prices": "nominal"}
DAY = date(2036, 1, 31)
FIRST = date(2020, 1, 1)


def board(folder: Path) -> dict[str, Any]:
    """The small county with posts that lead, take part, own and sit; users by post."""
    memory.forget()
    load_pack(county(folder))
    keeper, _ = administrator()
    users = {"keeper": keeper}
    for post, body in (("lead", "north"), ("other", "south"), ("stranger", "n1")):
        users[post] = signed_in(post, asked("owner", subject=body, hierarchy="administrative"))
    for seat in SEATS:
        users[seat] = signed_in(f"{seat}-post")
        seats.give(keeper, seat, f"{seat}-post")
    users["owner"] = signed_in("benefit-owner")
    users["reader"] = signed_in("reader", asked("reviewer"))
    return users


def plan(code: str = CODE, *, joint: bool = False, share: str = "1", **said: Any) -> dict[str, Any]:
    """Data of a small investment that is whole: two cost lines, one benefit, two results."""
    benefit = {
        "code": "B1", "bearer": "south" if joint else "north", "kind": "redeployed_own", "unit": "hour",
        "quantity": {"low": "80", "likely": "100", "high": "120"}, "unit_value": "500",
        "value_source": "wage statistics", "ramp": {"2026": "0.5", "2027": "1"}, "owner": "benefit-owner",
        "share": share,
    }  # fmt: skip
    costs = [
        {
            "code": f"C{number}", "bearer": body, "year": 2025 + number, "kind": "capital", "pool": "staff",
            "tower": "application", "result": f"R{number}",
            "spread": {"low": "90000", "likely": "100000", "high": "150000"},
        }
        for number, body in ((1, "north"), (2, "south" if joint else "north"))
    ]  # fmt: skip
    profile = {
        "benefit": "B1", "indicator": "wages", "subject": "north", "formula": "as it is", "unit": "hour",
        "owner": "benefit-owner", "baseline_plan": {"method": "count", "due": "2026-03-31"},
        "data_source": "wages", "targets": [{"period": "2026", "value": "50"}],
        "follow_ups": [{"months": months, "actor": "north"} for months in (6, 12, 24)],
    }  # fmt: skip
    found = {
        "names": {"en": "One desk", "sv": "En disk"},
        "purpose": {"en": "One desk for all"},
        "terms": {"en": "Terms of reference"},
        "access": "open",
        "picture": {"en": "All use one desk"},
        "results": [
            {
                "code": f"R{number}", "indicator": "people", "subject": "north", "unit": "person",
                "base": "10", "target": "20", "due": "2027-12-31", "source": "register",
            }
            for number in (1, 2)
        ],
        "deliverables": [{"code": "D1", "names": {"en": "The desk"}}],
        "ends_on": "2027-12-31",
        "investment": _economics(code, costs, benefit, profile, joint=joint),
    }  # fmt: skip
    return {**found, **said}


def _economics(
    code: str, costs: list[dict[str, Any]], benefit: dict[str, Any], profile: dict[str, Any], *, joint: bool
) -> dict[str, Any]:
    """Parties, options, conditions and the way from means to ends."""
    parties = [{"body": "north", "roles": ["lead", "follow-up", "operator"]}]
    parties += [{"body": "south", "roles": ["financier", "beneficiary"]}] if joint else []
    nodes = [("e", "enabler"), ("w", "business-change"), ("B1", "benefit"), ("o", "objective")]
    return {
        "code": code, "price": PRICE, "owner": "lead", "start_year": 2025, "horizon_years": 5,
        "methodology": "discount-se/1", "parties": parties, "needs": ["sign-in"],
        "options": [
            {"code": "usual", "kind": "business-as-usual"},
            {"code": "it", "kind": "preferred", "costs": costs, "benefits": [benefit]},
        ],
        "profiles": [profile],
        "conditions": [
            {"code": "K1", "kind": "economic", "light": "green"},
            {"code": "K2", "kind": "legal", "light": "yellow"},
        ],
        "effects": {
            "nodes": [{"code": one, "kind": kind, "owner": "lead"} for one, kind in nodes],
            "edges": [
                {"start": one, "end": other} for one, other in (("e", "w"), ("w", "B1"), ("B1", "o"))
            ],
        },
    }  # fmt: skip


def money(amount: int) -> Money:
    """An amount in the price of the plans here."""
    return Money(Decimal(amount), Price("SEK", 2025))


def begun(users: dict[str, Any], code: str = CODE, *, joint: bool = False, **said: Any) -> str:
    """Code of an investment that was begun."""
    return drafting.begin(users["lead"], plan(code, joint=joint, **said))


def step(users: dict[str, Any], who: str, verb: str, *, code: str = CODE, **said: Any) -> int:
    """Take a step as things stand; the revision after it."""
    revision = Investment.objects.values_list("revision", flat=True).get(code=code)
    return moving.move(users[who], code, verb, Said(**said), revision=revision)


def decided(users: dict[str, Any], code: str = CODE, *, joint: bool = False, **said: Any) -> str:
    """Code of an investment that was proposed and approved."""
    begun(users, code, joint=joint, **said)
    step(users, "lead", "propose", code=code)
    step(users, "body", "approve", code=code, document="D-1")
    return code


def signed(users: dict[str, Any], code: str = CODE) -> None:
    """Let both bodies of a joint investment sign the picture and the agreement."""
    for who, body in (("lead", "north"), ("other", "south")):
        assenting.assent(users[who], code, "picture", body=body)
        assenting.assent(users[who], code, "agreement", body=body, document="A-1")


def matter(users: dict[str, Any], who: str, noun: str, *, code: str = CODE, **data: Any) -> str:
    """Token of a matter that somebody begins."""
    return matters.begin(users[who], noun, data, investment=code)


def go(
    users: dict[str, Any], who: str, token: str, verb: str, data: dict[str, Any] | None = None, **said: Any
) -> int:
    """Take a step of a matter as things stand; the revision after it."""
    revision = Matter.objects.values_list("revision", flat=True).get(token=token)
    return matters.move(users[who], token, verb, Said(**said), data=data, revision=revision)


def baselined(users: dict[str, Any], code: str = CODE) -> str:
    """Token of the benefit of a decided investment whose value before the change is measured."""
    token = str(Matter.objects.get(investment__code=code, noun="benefit").token)
    go(users, "owner", token, "specify")
    said = {"value": "10", "period": "2025", "method": "count", "measured_by": "north"}
    go(users, "controller", token, "baseline", said)
    return token


def delivered(users: dict[str, Any], code: str = CODE) -> str:
    """Token of the benefit of an investment that was delivered and is realising."""
    token = baselined(users, decided(users, code))
    go(users, "owner", token, "plan")
    step(users, "body", "start", code=code, document="D-2")
    assenting.assent(users["lead"], code, "deliverable", "D1", body="north")
    step(users, "lead", "deliver", code=code)
    step(users, "lead", "realise", code=code)
    return token
