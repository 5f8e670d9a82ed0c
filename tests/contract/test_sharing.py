"""Does an agreement show what it names to those it names, and to nobody else, until it ends?"""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from styrbord.core.base.periods import Frequency
from styrbord.core.base.problems import Refused
from styrbord.core.spine.facts import Query
from styrbord.services import clock, memory, sharing, signing
from styrbord.services.loading import load_pack
from styrbord.services.reading import visible
from styrbord.services.sharing import Agreed
from styrbord.store.ledger.models import Event
from styrbord.store.spine.models import Sharing
from tests.contract.people import BASIS, FIRST, OPERATOR, administrator, asked, county, signed_in

SUBJECTS = ("top", "north", "south", "n1", "n2", "s1")


@pytest.fixture
def board(database: str, tmp_path: Path) -> None:
    """The small tree with an open, an internal and a restricted indicator."""
    memory.forget()
    load_pack(county(tmp_path))


def agreed(**other: Any) -> Agreed:
    said: dict[str, Any] = {
        "code": "lake",
        "giver": "south",
        "taker": "north",
        "access": "internal",
        "first": FIRST,
        "basis": BASIS,
    }
    return Agreed(**{**said, **other})


def shown(user: Any) -> set[tuple[str, str]]:
    """Indicators and subjects whose numbers a user reads."""
    reading = visible(signing.principal_of(user))
    query = Query(("people", "wages", "debts"), SUBJECTS, Frequency.ANNUAL)
    panel = reading.facts.panel(query)["value"]
    has = panel.notnull().values.any(axis=2)
    return {
        (one, code) for i, one in enumerate(query.indicators) for j, code in enumerate(SUBJECTS) if has[i, j]
    }


def beyond(user: Any) -> set[tuple[str, str]]:
    return {one for one in shown(user) if one[0] != "people"}


@pytest.mark.requirement("R-272")
@pytest.mark.usefixtures("board")
def test_the_takers_posts_see_the_giver_up_to_the_class_until_the_end_and_nobody_else_does() -> None:
    taker = signed_in("taker", asked("analyst", subject="n1"))
    giver = signed_in("giver", asked("analyst", subject="south"))
    other = signed_in("other", asked("analyst", subject="top", rubrics=("work",)))
    nobody = signed_in("nobody")
    users = (taker, giver, other, nobody)
    before = [shown(user) for user in users]
    number = sharing.add(agreed(), by=OPERATOR)
    assert shown(taker) - before[0] == {("wages", "south"), ("wages", "s1")}
    assert [shown(user) for user in users[1:]] == before[1:]
    sharing.end(number, by=OPERATOR)
    assert [shown(user) for user in users] == before


@pytest.mark.usefixtures("board")
def test_a_post_sees_no_stricter_class_than_its_own_and_only_its_rubrics() -> None:
    editor = signed_in("editor", asked("editor", subject="n1"))
    worker = signed_in("worker", asked("analyst", subject="n1", rubrics=("money",)))
    sharing.add(agreed(access="restricted"), by=OPERATOR)
    assert beyond(editor) == {("wages", "n1"), ("wages", "south"), ("wages", "s1")}
    assert beyond(worker) == {("debts", "n1"), ("debts", "south"), ("debts", "s1")}


@pytest.mark.usefixtures("board")
def test_an_agreement_may_name_indicators() -> None:
    taker = signed_in("taker", asked("analyst", subject="north"))
    sharing.add(agreed(access="restricted", indicators=("debts",), giver="s1"), by=OPERATOR)
    assert beyond(taker) - {(one, code) for one in ("wages", "debts") for code in ("north", "n1", "n2")} == {
        ("debts", "s1")
    }


@pytest.mark.usefixtures("board")
def test_what_was_shared_is_not_shared_on() -> None:
    third = signed_in("third", asked("analyst", subject="s1"))
    sharing.add(agreed(giver="n1", taker="n2"), by=OPERATOR)
    sharing.add(agreed(code="on", giver="n2", taker="south"), by=OPERATOR)
    assert beyond(third) == {("wages", "s1"), ("debts", "s1"), ("wages", "n2")}


@pytest.mark.usefixtures("board")
def test_an_agreement_holds_between_its_days() -> None:
    taker = signed_in("taker", asked("analyst", subject="n1"))
    before = shown(taker)
    sharing.add(agreed(first=clock.now().date() + timedelta(days=1)), by=OPERATOR)
    assert shown(taker) == before
    assert [one.state for one in sharing.listed()] == ["coming"]


@pytest.mark.usefixtures("board")
def test_everything_that_is_wrong_is_told_at_once_and_nothing_is_kept() -> None:
    wrong = agreed(giver="nort", taker="nort", access="open", basis=" ", last=date(2019, 1, 1))
    with pytest.raises(Refused) as refused:
        sharing.add(wrong, by=OPERATOR)
    assert [one.code for one in refused.value.problems] == [
        "sharing.unknown",
        "sharing.unknown",
        "sharing.with-itself",
        "sharing.unknown",
        "sharing.days",
        "sharing.no-basis",
    ]
    assert not Sharing.objects.exists()


@pytest.mark.usefixtures("board")
def test_the_same_key_is_one_agreement_and_the_events_hold_no_words() -> None:
    first = sharing.add(agreed(), by=OPERATOR, key="k")
    assert sharing.add(agreed(), by=OPERATOR, key="k") == first
    sharing.end(first, by=OPERATOR, key="e")
    assert sharing.end(first, by=OPERATOR, key="e") == first
    with pytest.raises(Refused):
        sharing.end(first, by=OPERATOR)
    told = Event.objects.filter(verb__startswith="sharing.").order_by("pk")
    assert [one.verb for one in told] == ["sharing.agreed", "sharing.ended"]
    assert BASIS not in str([one.data for one in told])


@pytest.mark.usefixtures("board")
def test_an_administrator_makes_and_ends_an_agreement_on_the_page_and_others_do_not() -> None:
    keeper, _ = administrator()
    browser = Client()
    browser.force_login(keeper)
    said = {"code": "lake", "giver": "south", "taker": "north", "access": "internal", "basis": BASIS}
    assert browser.post("/en/people/sharing/", {**said, "basis": ""}).status_code == 400
    assert browser.post("/en/people/sharing/", said).status_code == 302
    (row,) = Sharing.objects.all()
    for language in ("en", "ru", "sv"):
        assert "lake" in browser.get(f"/{language}/people/sharing/").content.decode()
    assert Client().get("/en/people/sharing/").status_code == 403
    assert browser.post("/en/people/sharing/", {"verb": "end", "number": row.pk}).status_code == 302
    assert [one.state for one in sharing.listed()] == ["ended"]


@pytest.mark.usefixtures("board")
def test_an_auditor_reads_who_saw_what_and_an_administrator_does_not() -> None:
    keeper, _ = administrator()
    auditor = signed_in("auditor", asked("auditor"))
    for user, status in ((keeper, 403), (auditor, 200)):
        browser = Client()
        browser.force_login(user)
        browser.get("/en/indicators/debts/?subject=n1")
        answer = browser.get("/en/people/log/?indicator=debts&first=2020-01-01")
        assert answer.status_code == status
    assert "debts" in answer.content.decode()
