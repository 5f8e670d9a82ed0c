"""What does the program do with investments by the clock, once each?"""

from datetime import timedelta
from typing import Any

import pytest

from styrbord.core.base.problems import Refused
from styrbord.services import clock
from styrbord.services.investments import catalogue, keeping, overriding, seats, tending
from styrbord.store.collection.models import Notice
from styrbord.store.investments.models import Matter, Step
from tests.contract import investing as make
from tests.contract.deciding import travel
from tests.contract.investing import CODE, go
from tests.databases import Boards


@pytest.fixture
def users(boards: Boards, database_kind: str) -> Any:
    """The small county on each database, with a user of each kind."""
    with boards.begun(database_kind, make.board) as found:
        yield found


def refused(do: Any, *arguments: Any, **said: Any) -> list[str]:
    """Codes of what something is refused with."""
    with pytest.raises(Refused) as error:
        do(*arguments, **said)
    return [one.code for one in error.value.problems]


def later(days: int) -> None:
    """Let so many days pass."""
    travel((clock.now().date() + timedelta(days=days)).isoformat())


def catalogued(users: dict[str, Any]) -> None:
    """Let the board of architecture require a shared component of all."""
    catalogue.keep_component(users["board"], "sign-in", {"en": "Sign in"}, keeper="top")
    catalogue.require(users["board"], "sign-in-1", {"en": "Use it"}, component="sign-in")


def test_silence_is_recorded_the_day_after_and_then_the_terms_may_be_approved(users: Any) -> None:
    make.begun(users)
    make.step(users, "lead", "propose")
    due = clock.now().date() + timedelta(days=10)
    token = make.matter(users, "lead", "opinion", body="n1", due=due.isoformat())
    later(10)
    assert tending.tend(clock.now()) == 0
    later(1)
    assert refused(make.step, users, "body", "approve", document="D") == ["opinion.waiting"]
    assert tending.tend(clock.now()) == 1
    assert tending.tend(clock.now()) == 0
    step = Step.objects.get(matter__token=token, verb="lapse")
    assert (step.state, step.by, step.person) == ("silent", "program", "")
    make.step(users, "body", "approve", document="D")


def test_the_program_proposes_a_stop_once_and_people_put_it_in_force(users: Any) -> None:
    make.decided(users)
    catalogued(users)
    assert tending.tend(clock.now()) == 1
    assert tending.tend(clock.now()) == 0
    order = Matter.objects.get(noun="stop")
    assert (order.state, order.data["missing"], order.begun_by) == ("proposed", ["sign-in-1"], "program")
    assert Notice.objects.get(kind="investment.stop-proposed").post == "lead"
    make.step(users, "lead", "procure")
    later(15)
    go(users, "authority", order.token, "put-in-force", reason="It must", document="S-1")
    make.baselined(users)
    assert set(refused(make.step, users, "body", "start", document="D")) == {
        "stop.in-force",
        "gate.component",
    }
    go(users, "authority", order.token, "lift", reason="Well")
    assert tending.tend(clock.now()) == 0
    later(100)
    assert tending.tend(clock.now()) == 1


@pytest.mark.requirement("R-196")
def test_an_authority_overrides_an_order_until_a_day_and_it_is_listed(users: Any) -> None:
    make.decided(users)
    token = make.matter(users, "board", "stop", ground="duplicate", words="The same")
    go(users, "lead", token, "hear", reason="No")
    go(users, "authority", token, "put-in-force", reason="Yes", document="S-1")
    last = clock.now().date() + timedelta(days=3)
    said: dict[str, Any] = {"reason": "People wait", "expires": last}
    assert refused(overriding.override, users["lead"], token, **said, revision=3) == ["rights.missing"]
    assert refused(overriding.override, users["authority"], token, **said, revision=3) == ["portfolio.own"]
    seats.give(users["keeper"], "authority", "chair-post")
    assert refused(overriding.override, users["chair"], token, reason="", expires=None, revision=3) == [
        "stop.override",
        "stop.override",
    ]
    assert overriding.override(users["chair"], token, **said, revision=3) == 4
    make.step(users, "lead", "procure")
    later(4)
    assert refused(make.step, users, "body", "pause", reason="x") == ["stop.in-force"]
    assert Matter.objects.get(token=token).data["overrides"] == [
        {"authority": "chair-post", "expires": last.isoformat()}
    ]


@pytest.mark.requirement("R-219")
def test_the_named_body_is_told_once_of_each_measurement_that_is_owed(users: Any) -> None:
    make.delivered(users)
    assert tending.tend(clock.now()) == 0
    later(190)
    assert tending.tend(clock.now()) == 1
    assert tending.tend(clock.now()) == 0
    assert Notice.objects.get(kind="investment.measurement-overdue").post == "lead"
    later(190)
    assert tending.tend(clock.now()) == 1
    later(400)
    assert tending.tend(clock.now()) == 1
    assert [one.months for one in _overdue()] == [6, 12, 24]


def _overdue() -> list[Any]:
    row = keeping.row_of(CODE)
    return tending.overdue(row, keeping.plan_of_row(row).investment, clock.now().date())
