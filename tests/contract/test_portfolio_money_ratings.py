"""Do the owner's and the computed rating stand side by side, and baselines tell how far all has moved?"""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from styrbord.core.base.problems import Refused
from styrbord.services import clock
from styrbord.services.investments import (
    agreeing,
    baselines,
    changing,
    facts,
    keeping,
    lead_times,
    rating_now,
    reporting,
)
from styrbord.services.rights import rights_of
from styrbord.store.clock import to_ms
from styrbord.store.investments.models import Baseline, Investment, Matter, Report, Step
from styrbord.store.ledger.models import Event
from tests.contract import investing as make
from tests.contract.investing import CODE
from tests.contract.test_portfolio_money_changes import revision
from tests.contract.test_portfolio_money_facts import fact
from tests.databases import Boards


def today() -> date:
    return clock.now().date()


def board(folder: Any) -> dict[str, Any]:
    """An investment that is decided, with a milestone that is past."""
    users = make.board(folder)
    past = {"code": "M1", "names": {"en": "Design"}, "due": "2020-01-01", "done_on": "2020-01-02"}
    make.decided(users, milestones=[past])
    return users


@pytest.fixture
def users(boards: Boards, database_kind: str) -> Any:
    """A decided investment on each database."""
    with boards.begun(database_kind, board) as found:
        yield found


def refused(do: Any, *arguments: Any, **said: Any) -> list[str]:
    with pytest.raises(Refused) as error:
        do(*arguments, **said)
    return [one.code for one in error.value.problems]


def say(users: Any, light: str = "green", cost: str | None = None, ends_on: date | None = None) -> int:
    amount = None if cost is None else Decimal(cost)
    return reporting.report(users["lead"], CODE, light, "As planned", amount, ends_on)


def row() -> Investment:
    return keeping.row_of(CODE)


@pytest.mark.requirement("R-202")
def test_reports_are_kept_one_after_the_other_with_what_was_computed_that_day(users: Any) -> None:
    say(users, "green", "200000", date(2027, 12, 31))
    say(users, "yellow", "260000", date(2028, 3, 31))
    told = list(Report.objects.order_by("pk"))
    assert [one.light for one in told] == ["green", "yellow"]
    assert told[0].computed["parts"]["age"] == "red"
    assert told[1].computed["parts"]["cost"] == "green"
    assert row().owner_light == "yellow"
    pair = rating_now.pair_of(row(), today())
    assert pair.owner is not None
    assert (pair.owner.light, pair.owner.words) == ("yellow", "As planned")
    assert pair.computed.parts["cost"] == "red"
    assert pair.computed.light == "red"
    assert (pair.divergence, pair.owner_age, pair.is_current) == (2, 0, True)
    (found,) = rating_now.contradictions(rights_of(users["controller"]))
    assert (found.code, found.owner) == (CODE, "lead")
    assert rating_now.contradictions(rights_of(users["stranger"])) == ()
    say(users, "red", "260000", date(2028, 3, 31))
    assert rating_now.contradictions(rights_of(users["controller"])) == ()
    assert agreeing.disagreements() == []


def test_who_reports_what(users: Any) -> None:
    assert refused(reporting.report, None, CODE, "green", "w", None, None) == ["sign-in.needed"]
    assert refused(reporting.report, users["stranger"], CODE, "green", "w", None, None) == ["rights.missing"]
    assert refused(reporting.report, users["lead"], CODE, "pink", " ", Decimal(-1), None) == [
        "report.light", "report.cost", "report.no-words",
    ]  # fmt: skip
    make.begun(users, "P-2")
    assert refused(reporting.report, users["lead"], "P-2", "green", "w", None, None) == ["report.not-running"]
    first = reporting.report(users["lead"], CODE, "green", "w", None, None, key="k")
    assert reporting.report(users["lead"], CODE, "green", "w", None, None, key="k") == first


def test_what_was_paid_beyond_the_plan_lowers_the_computed_rating_alone(users: Any) -> None:
    say(users, "green", "200000", date(2027, 12, 31))
    assert rating_now.computed_of(row(), today()).light == "green"
    facts.record(users["lead"], [fact("paid", 150_000), fact("paid", 90_000, line="C2", on=today())])
    found = rating_now.computed_of(row(), today())
    assert found.parts["cost"] == "yellow"
    assert row().owner_light == "green"
    later = rating_now.computed_of(row(), today() + timedelta(days=40))
    assert later.parts["age"] == "amber"
    assert found.unknown == ("benefits",)


def test_every_night_each_rating_is_computed_once_and_told(users: Any) -> None:
    say(users, "green", "300000")
    assert rating_now.rate_all(clock.now()) == 1
    assert (row().computed_light, row().computed_on, row().owner_light) == ("red", today(), "green")
    assert rating_now.rate_all(clock.now()) == 0
    told = Event.objects.get(verb="investment-ratings.computed").data
    assert (told["count"], told["changed"]) == (1, [[CODE, "red"]])
    assert agreeing.disagreements() == []


def test_baselines_are_only_added_and_a_new_one_hides_nothing(users: Any) -> None:
    say(users, "green", "250000", date(2028, 3, 30))
    data = {"words": "Late", "ends_on": {CODE: "2028-03-30"}, "versions": {CODE: 1}}
    token = changing.draft(users["lead"], data)
    changing.preview(users["lead"], token, revision=1)
    make.go(users, "body", token, "approve", document="D-9")
    found = baselines.variances_of(row(), today())
    assert (found.to_original.cost, found.to_original.cost_share, found.to_original.days) == (
        50_000, Decimal("0.25"), 90,
    )  # fmt: skip
    assert (found.to_current.cost, found.to_current.days, found.rebaselined) == (50_000, 0, 1)
    assert found.recent.cost is None
    first = Baseline.objects.get(number=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        Baseline.objects.filter(pk=first.pk).update(cost=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        first.delete()
    assert [one.number for one in baselines.history(row())] == [1, 2]
    assert agreeing.disagreements() == []


@pytest.mark.requirement("R-206")
def test_the_time_from_request_to_decision_is_measured_before_and_since(users: Any) -> None:
    now = today()
    for number, (asked, days) in enumerate([(400, 40), (380, 30), (30, 10), (20, 12), (5, None)]):
        begun = clock.now() - timedelta(days=asked)
        matter = Matter.objects.create(
            token=f"t{number}", noun="change", state="computed" if days is None else "applied", body="north",
            data={"plans": [CODE], "versions": {CODE: 1}}, begun_at=to_ms(begun), begun_by="lead",
        )  # fmt: skip
        if days is not None:
            at = to_ms(begun + timedelta(days=days))
            Step.objects.create(
                matter=matter, noun="change", verb="approve", state="applied", at=at, by="body-post"
            )
    found = lead_times.lead_times(rights_of(users["body"]), since=now - timedelta(days=100))
    assert (found.whole.before.median, found.whole.now.median) == (30, 10)
    assert (found.whole.share, found.whole.is_reached) == (10 / 30, True)
    assert (found.whole.now.reached, found.whole.now.waiting) == (2, 1)
    assert sum(one.found.reached + one.found.waiting for one in found.quarters) == 5
    assert lead_times.lead_times(rights_of(users["stranger"])).quarters == ()
    assert revision("t0") == 1
