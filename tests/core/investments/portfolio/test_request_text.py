"""Is a change request read as it is written, and every mistake in it told by its place?"""

from decimal import Decimal
from typing import Any

import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.investments.portfolio.money import Price
from styrbord.core.investments.portfolio.plans import NoEffect
from styrbord.core.investments.portfolio.request_text import change_text, request_from
from tests.core.investments.portfolio.test_lock import PLANS
from tests.core.investments.portfolio.worlds import sek

WRITTEN: dict[str, Any] = {
    "money": [
        {"line": "L1", "amount": "-15.50"},
        {"line": "L2", "amount": "15.5", "currency": "EUR", "year": 2024, "prices": "real"},
    ],
    "results": [{"result": "I1", "change": "-3"}],
    "no_effects": [{"line": "L2", "result": "I2", "reason": "only a cheaper contract"}],
    "ends_on": {"P1": "2027-06-01"},
    "targets": [{"plan": "P2", "benefit": "hours", "period": "2027", "value": "5"}],
    "versions": {"P1": 3, "P2": 7},
}


def test_a_change_without_a_price_has_that_of_its_line() -> None:
    text = change_text(WRITTEN)
    found = request_from(text, PLANS, author="clerk", signers={("L2", "I2"): "head"})
    assert found.by_line()["L1"] == sek("-15.5")
    assert found.by_line()["L2"].price == Price("EUR", 2024, "real")  # type: ignore[arg-type]
    assert found.no_effects == (NoEffect("L2", "I2", "only a cheaper contract", "head"),)
    assert request_from(text, PLANS, author="clerk", signers={}).no_effects[0].signer == ""
    assert found.replanned == {"P1", "P2"}
    assert found.versions == {"P1": 3, "P2": 7}
    assert found.targets[0][3] == Decimal(5)


@pytest.mark.parametrize(
    ("wrong", "place", "code"),
    [
        ({"money": [{"line": "L1", "amount": 1.5}]}, "money[0].amount", "plan.unreadable"),
        ({"money": [{"line": "L1", "amount": "0.00001"}]}, "money[0].amount", "money.inexact"),
        ({"money": [{"amount": "1"}]}, "money[0].line", "plan.missing"),
        ({"results": [{"result": "I1", "change": "much"}]}, "results[0].change", "plan.unreadable"),
        ({"ends_on": {"P1": "soon"}}, "ends_on.P1", "plan.unreadable"),
        ({"signer": "head"}, "signer", "plan.unknown-field"),
        ({"no_effects": [{"result": "I1", "reason": "", "signer": "x"}]}, "no_effects[0].signer",
         "plan.unknown-field"),
        ([], "", "plan.unreadable"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_by_its_place(wrong: object, place: str, code: str) -> None:
    with pytest.raises(Refused) as error:
        change_text(wrong)
    assert [(one.place, one.code) for one in error.value.problems] == [(place, code)]
