"""Is a joint fund never below zero, shared by a key that comes to 100 %, and paid out by verified results?"""

from decimal import Decimal
from typing import Any

import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.investments.portfolio.money import Price
from styrbord.services import clock
from styrbord.services.investments import funds
from styrbord.services.rights import rights_of
from styrbord.store.investments.models import Fund, Investment, Matter
from tests.contract import investing as make
from tests.contract.investing import CODE
from tests.contract.people import signed_in
from tests.contract.test_submissions_at_once import at_once
from tests.databases import Boards

SEK = Price("SEK", 2025)
KEY = {"north": Decimal("66.7"), "south": Decimal("33.3")}


def board(folder: Any) -> dict[str, Any]:
    """A joint investment that is decided, and a fund of 100 000 with its keeper."""
    users = make.board(folder)
    users["keeper-of-fund"] = signed_in("fund-keeper")
    make.begun(users, joint=True)
    return users


@pytest.fixture
def users(boards: Boards, database_kind: str) -> Any:
    """A joint investment and a fund on each database."""
    with boards.begun(database_kind, board) as found:
        funds.open_fund(found["body"], "joint", {"en": "Joint fund"}, keeper="fund-keeper", price=SEK)
        funds.grant(found["body"], "joint", Decimal(100_000), document="B-1")
        yield found


def refused(do: Any, *arguments: Any, **said: Any) -> list[str]:
    with pytest.raises(Refused) as error:
        do(*arguments, **said)
    return [one.code for one in error.value.problems]


def is_decided() -> None:
    """Let the investment be decided; what its gates ask is tried elsewhere."""
    Investment.objects.filter(code=CODE).update(stage="decided", decided_on=clock.now().date())


def reserve(users: Any, amount: str, **said: Any) -> int:
    return funds.reserve(users["keeper-of-fund"], "joint", CODE, Decimal(amount), document="R-1", **said)


def pay(users: Any, amount: str, **said: Any) -> int:
    told = {"result": "B1", "body": "south", "document": "P-1", **said}
    return funds.pay_out(users["keeper-of-fund"], "joint", CODE, Decimal(amount), **told)


def verified() -> None:
    """Let the benefit be measured and verified; what that asks is tried elsewhere."""
    Matter.objects.create(
        token="measured", noun="measurement", investment=Investment.objects.get(code=CODE), code="B1",
        state="verified", data={}, begun_at=1, begun_by="x",
    )  # fmt: skip


def free(users: Any) -> str:
    return str(funds.fund(rights_of(users["body"]), "joint").balance.free.amount)


@pytest.mark.requirement("R-216")
def test_an_application_is_shared_reserved_and_paid_by_results(users: Any) -> None:
    token = funds.apply(users["lead"], "joint", CODE, Decimal("50000.01"), KEY, document="A-1")
    is_decided()
    assert refused(reserve, users, "50000.02") == ["fund.beyond"]
    reserve(users, "50000.01")
    note = funds.fund(rights_of(users["lead"]), "joint")
    (asked,) = note.applications
    assert (asked.token, asked.shares) == (token, KEY)
    assert asked.parts == {"north": Decimal("33350.01"), "south": Decimal("16650.00")}
    assert sum(asked.parts.values()) == asked.asked.amount
    assert refused(pay, users, "10") == ["fund.unverified"]
    verified()
    assert refused(pay, users, "50000.02") == ["fund.not-reserved"]
    assert refused(pay, users, "10", body="n1") == ["fund.no-party"]
    assert refused(pay, users, "10", document=" ") == ["fund.no-document"]
    pay(users, "30000.01")
    funds.release(users["keeper-of-fund"], "joint", CODE, Decimal(20_000))
    assert refused(pay, users, "0.01") == ["fund.not-reserved"]
    found = funds.fund(rights_of(users["lead"]), "joint").balance
    told = [str(one.amount.normalize()) for one in (found.granted, found.free, found.reserved, found.paid)]
    assert told == ["1E+5", "69999.99", "0", "30000.01"]
    assert [str(one.kind) for one in funds.fund(rights_of(users["lead"]), "joint").movements] == [
        "granted", "reserved", "released", "paid-out", "released",
    ]  # fmt: skip


@pytest.mark.requirement("R-216")
def test_a_key_that_does_not_come_to_a_hundred_is_refused(users: Any) -> None:
    asked = ("joint", CODE, Decimal(10))
    wrong = {**KEY, "south": Decimal("33.2")}
    assert refused(funds.apply, users["lead"], *asked, wrong) == ["fund.key"]
    assert refused(funds.apply, users["lead"], *asked, {"north": Decimal(50), "n1": Decimal(50)}) == [
        "fund.no-party"
    ]
    make.begun(users, "P-2")
    alone = {"north": Decimal(100)}
    assert refused(funds.apply, users["lead"], "joint", "P-2", Decimal(10), alone) == ["fund.not-joint"]
    assert refused(funds.apply, users["other"], *asked, KEY) == ["rights.missing"]
    assert refused(funds.apply, users["lead"], "other", CODE, Decimal(10), KEY) == ["fund.not-found"]


def test_nobody_but_those_named_moves_money(users: Any) -> None:
    funds.apply(users["lead"], "joint", CODE, Decimal(10), KEY)
    is_decided()
    for who in ("lead", "body", "stranger"):
        assert refused(funds.reserve, users[who], "joint", CODE, Decimal(5), document="R-1")[0] in {
            "rights.missing",
            "investment.not-found",
        }
    assert refused(funds.grant, users["keeper-of-fund"], "joint", Decimal(5), document="B-2") == [
        "rights.missing"
    ]
    assert refused(funds.open_fund, users["lead"], "mine", {"en": "Mine"}, keeper="lead", price=SEK) == [
        "rights.missing"
    ]
    assert refused(funds.open_fund, users["body"], "joint", {"en": "Again"}, keeper="nobody", price=SEK) == [
        "fund.taken",
        "fund.no-keeper",
    ]
    assert refused(funds.grant, users["body"], "joint", Decimal(-5), document="B-2") == ["fund.not-positive"]


def test_who_asked_for_money_does_not_reserve_it(users: Any) -> None:
    both = signed_in("lead")
    row = Fund.objects.get(code="joint")
    Fund.objects.filter(pk=row.pk).update(keeper="lead")
    funds.apply(both, "joint", CODE, Decimal(10), KEY)
    is_decided()
    assert refused(funds.reserve, both, "joint", CODE, Decimal(5), document="R-1") == ["fund.own"]


def test_money_is_reserved_for_what_is_decided_and_not_stopped(users: Any) -> None:
    funds.apply(users["lead"], "joint", CODE, Decimal(10), KEY)
    assert refused(reserve, users, "5") in (["fund.not-decided"], ["investment.not-found"])
    is_decided()
    assert reserve(users, "5")
    Matter.objects.create(
        token="stop", noun="stop", investment=Investment.objects.get(code=CODE), state="in-force",
        data={"ground": "no-benefit", "since": "2020-01-01"}, begun_at=1, begun_by="x",
    )  # fmt: skip
    assert refused(reserve, users, "5") == ["stop.in-force"]
    verified()
    assert refused(pay, users, "1") == ["stop.in-force"]


def test_writers_at_once_never_take_a_fund_below_zero(users: Any) -> None:
    funds.apply(users["lead"], "joint", CODE, Decimal(900_000), KEY)
    is_decided()
    found = at_once(lambda _: reserve(users, "30000"), 8)
    assert sum(isinstance(one, int) for one in found) == 3
    assert [one for one in found if not isinstance(one, int)] == ["fund.too-little"] * 5
    assert Decimal(free(users)) == 10_000
    verified()
    paid = at_once(lambda _: pay(users, "20000"), 8)
    assert sum(isinstance(one, int) for one in paid) == 4
    again = at_once(lambda _: reserve(users, "1", key="once"), 4)
    assert len(set(again)) == 1
    found_now = funds.fund(rights_of(users["body"]), "joint").balance
    whole = found_now.free + found_now.reserved + found_now.paid
    assert whole == found_now.granted
    assert (found_now.paid.amount, found_now.reserved.amount) == (80_000, 10_001)
