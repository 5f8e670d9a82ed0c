"""What do readers get of investments: lists with totals, cards and benefits, outsiders what is decided?"""

from decimal import Decimal
from typing import Any

import pytest

from styrbord.core.base.problems import Refused
from styrbord.services import clock
from styrbord.services.investments import carding, listing
from styrbord.services.investments.notes import CardNote, Filter
from styrbord.services.reading import PUBLIC, Reading, principal_for, visible
from styrbord.services.rights import NOBODY, Rights, rights_of
from styrbord.store.investments.models import Investment, MoneyFact
from tests.contract import investing as make
from tests.databases import Boards


@pytest.fixture
def users(boards: Boards, database_kind: str) -> Any:
    """The small county on each database, with a user of each kind."""
    with boards.begun(database_kind, make.board) as found:
        yield found


def of(user: object) -> tuple[Reading, Rights]:
    """How somebody reads now."""
    rights = rights_of(user)
    return visible(principal_for(rights)), rights


def seen(user: object, code: str = make.CODE) -> CardNote:
    """Card of an investment as somebody sees it."""
    return carding.card(*of(user), code)


def rated(code: str, **said: Any) -> dict[str, Any]:
    """What differs in a plan that names rates that are known, and its words."""
    found = make.plan(code, **said)
    return {"investment": {**found["investment"], "methodology": "sweden-transport/2"}, **said}


def paid(code: str, amount: str, line: str = "C1") -> None:
    """A payment, kept as the services of money keep it."""
    row = Investment.objects.get(code=code)
    MoneyFact.objects.create(
        kind="paid", investment=row, line=line, money=Decimal(amount), on=clock.now().date(),
        currency=row.currency, price_year=row.price_year, prices=row.prices, at=0, by="lead",
    )  # fmt: skip


def test_the_portfolio_lists_what_is_seen_and_sums_it_by_owner_goal_and_component(users: Any) -> None:
    make.decided(users, "P-1", goals=["g1", "g2"], components=["id"])
    make.begun(users, "P-2", goals=["g1"])
    paid("P-1", "1000.01")
    paid("P-1", "0.02")
    reading, rights = of(users["lead"])
    found = listing.portfolio(reading, rights, Filter(by="goal"))
    assert [(one.code, one.cost, one.paid) for one in found.rows] == [
        ("P-1", Decimal(200_000), Decimal("1000.03")),
        ("P-2", Decimal(200_000), None),
    ]
    assert {(one.what.code, one.count, one.cost, one.paid) for one in found.totals} == {
        ("g1", 2, Decimal(400_000), Decimal("1000.03")),
        ("g2", 1, Decimal(200_000), Decimal("1000.03")),
    }
    assert [(one.count, one.cost) for one in found.whole] == [(2, Decimal(400_000))]
    for by, code in (("owner", "lead"), ("lead", "north"), ("class", "internal"), ("risk", "")):
        (total,) = listing.portfolio(reading, rights, Filter(by=by)).totals
        assert (total.what.code, total.cost, total.paid) == (code, Decimal(400_000), Decimal("1000.03"))
    component = listing.portfolio(reading, rights, Filter(by="component", component="id"))
    assert [one.code for one in component.rows] == ["P-1"]
    assert [
        one.code for one in listing.portfolio(reading, rights, Filter(text="en DISK", stage="idea")).rows
    ] == ["P-2"]
    assert {one.code for one in found.choices["stage"]} == {"idea", "decided"}
    public = listing.portfolio(visible(PUBLIC), NOBODY)
    assert [one.code for one in public.rows] == ["P-1"]
    with pytest.raises(Refused):
        listing.portfolio(reading, rights, Filter(by="person"))


def test_sums_keep_every_cent_of_many_amounts(users: Any) -> None:
    make.begun(users, "P-1")
    for number in range(200):
        paid("P-1", f"{10**9 + number}.{number % 100:02}")
    exact = sum(Decimal(f"{10**9 + number}.{number % 100:02}") for number in range(200))
    (row,) = listing.portfolio(*of(users["lead"])).rows
    assert row.paid == exact


def test_the_card_tells_those_inside_all_and_outsiders_what_is_decided(users: Any) -> None:
    make.begun(users, **rated("P-1"))
    with pytest.raises(Refused):
        carding.card(visible(PUBLIC), NOBODY, "P-1")
    inside = seen(users["lead"])
    assert inside.is_inside and inside.plan is not None
    assert [(one.verb, bool(one.problems)) for one in inside.wanting] == [("propose", False)]
    make.step(users, "lead", "propose")
    make.matter(users, "lead", "opinion", body="south", due=clock.now().date().isoformat())
    make.step(users, "body", "pause", reason="wait")
    make.step(users, "body", "resume", reason="go on")
    assert [one.noun for one in seen(users["lead"]).matters] == ["opinion"]
    assert "wait" in [one.words for one in seen(users["body"]).steps]


def test_gates_money_and_results_stand_on_the_card_with_their_rules(users: Any) -> None:
    make.decided(users, "P-1", **rated("P-1"))
    paid("P-1", "50000")
    found = seen(users["reader"])
    assert [(one.stage, one.state) for one in found.gates][:3] == [
        ("idea", "passed"),
        ("appraising", "passed"),
        ("decided", "now"),
    ]
    assert "procuring" not in [one.stage for one in found.gates]
    assert found.gates[2].document == "D-1" and found.gates[2].on == clock.now().date()
    assert found.headline.paid_share == Decimal("0.25")
    assert [one.planned for one in found.money if one.planned is not None] == [0, 100_000, 200_000]
    own = {one.code: one for one in found.results}
    assert own["R1"].is_seen and own["R1"].measured and own["R1"].lines == ("C1",)
    assert (own["R1"].cost, own["R1"].paid) == (Decimal(100_000), Decimal(50_000))
    assert found.matrix is not None
    assert found.matrix.total == found.worth.appraisals[0].npv.quantize(Decimal("0.01"))
    assert found.matrix.total == sum((one.net for one in found.matrix.rows), Decimal(0))
    assert any("house rule" in one for one in found.labels)
