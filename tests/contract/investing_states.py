"""Which investments, and what belongs to them, of bodies that lie otherwise to the reader?

Three bodies lead four investments each, by posts that none of the readers holds.
"""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from styrbord.core.investments.portfolio.money import Price
from styrbord.core.investments.portfolio.moving import Said
from styrbord.services.investments import changing, drafting, funds, matters, moving, seats
from styrbord.store.investments.models import Investment, Matter
from tests.contract import investing
from tests.contract.people import administrator, asked, signed_in

ACCESS = {"open": "open", "internal": "internal", "closed": "restricted"}
Told = Iterator[tuple[tuple[str, str, str], Mapping[str, str]]]


def invested(relations: Mapping[str, str]) -> Told:
    """Investments by state, and what belongs to one that none of the readers sees; a fund."""
    keeper, _ = administrator()
    body = signed_in("whole-body")
    seats.give(keeper, "body", "whole-body")
    for relation in ("own", "child", "sibling"):
        subject = relations[relation]
        lead = signed_in(
            f"whole-lead-{relation}", asked("owner", subject=subject, hierarchy="administrative")
        )
        for state, access in (("idea", "open"), *ACCESS.items()):
            code = f"{state}-{relation}"
            drafting.begin(lead, _plan(code, subject, access))
            if state != "idea":
                _moved(lead, code, "propose")
                _moved(body, code, "approve", document="D-1")
            is_led = relation == "own" and state == "closed"
            yield ("investment", relation, "closed-own" if is_led else state), {"code": code}
            if (relation, state) == ("sibling", "internal"):
                yield ("unseen", relation, "beside"), {"code": code, **_beside(lead, body, code)}
    price = Price("SEK", 2025)
    fund = funds.open_fund(body, "joint", {"en": "Joint"}, keeper="whole-body", price=price)
    funds.grant(body, fund, Decimal(100), document="B-1")
    yield ("fund", "own", "granted"), {"code": fund}


def _plan(code: str, subject: str, access: str) -> dict[str, Any]:
    text = json.dumps(investing.plan(code, access=access, share="0.25"))
    found = json.loads(text.replace('"north"', json.dumps(subject)))
    assert isinstance(found, dict)
    return found


def _moved(user: Any, code: str, verb: str, **said: str) -> None:
    revision = Investment.objects.values_list("revision", flat=True).get(code=code)
    moving.move(user, code, verb, Said(**said), revision=revision)  # type: ignore[arg-type]


def _beside(lead: Any, body: Any, code: str) -> dict[str, str]:
    """Tokens of a benefit, a change request and a stop order of an investment."""
    money = [{"line": f"{code}/C1", "amount": "1000"}, {"line": f"{code}/C2", "amount": "-1000"}]
    said = {"ground": "duplicate", "words": "Look again"}
    return {
        "benefit": str(Matter.objects.get(investment__code=code, noun="benefit").token),
        "change": changing.draft(lead, {"money": money, "versions": {code: 1}, "words": "So"}),
        "stop": matters.begin(body, "stop", said, investment=code),
    }
