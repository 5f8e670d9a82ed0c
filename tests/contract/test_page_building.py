"""Can an editor build, look at and publish a page without code, and does nobody see more for it?"""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from styrbord.core.base.problems import Refused
from styrbord.core.board.pages import BlockKind, PageBlock, PageDefinition, PageKind
from styrbord.services import clock, editing, memory
from styrbord.services.loading import load_pack
from styrbord.store.clock import to_ms
from styrbord.store.ledger.models import Event
from styrbord.store.steering.models import PageDraft, PageVersion
from tests.contract.people import asked, county, signed_in

NUMBERS = {"people": "7,000", "wages": "7,001", "debts": "7,002"}


@pytest.fixture
def board(database: str, tmp_path: Path) -> None:
    """The small tree with an open, an internal and a restricted indicator."""
    memory.forget()
    load_pack(county(tmp_path))


def browser(user: Any = None) -> Client:
    found = Client()
    if user:
        found.force_login(user)
    return found


def editor(post: str = "office") -> Any:
    return signed_in(post, asked("editor"))


def say(user: Any, code: str, verb: str, **said: Any) -> Any:
    """Send a form of the page of a draft as it stands."""
    revision = editing.draft(user, code).revision
    form = {"verb": verb, "revision": str(revision), **said}
    return browser(user).post(f"/en/editing/{code}/", form)


def page(code: str = "youth", *indicators: str) -> PageDefinition:
    blocks = (PageBlock(BlockKind.TILES, indicators),) if indicators else ()
    return PageDefinition(code, PageKind.PAGE, titles={"en": "Youth"}, blocks=blocks)


def words(answer: Any) -> str:
    return re.sub(r"[\u00a0\u202f\u2009]", ",", answer.content.decode())


@pytest.mark.usefixtures("board")
def test_an_editor_builds_a_page_block_by_block_and_publishes_it() -> None:
    office, reader = editor(), browser(signed_in("reader", asked("analyst")))
    start = {"code": "youth", "kind": "page", "title_en": "Youth", "title_sv": "Unga"}
    assert browser(office).post("/en/pages/new/", start).status_code == 302
    for kind in ("text", "tiles", "goals"):
        assert say(office, "youth", "add", kind=kind).status_code == 302
    assert say(office, "youth", "block", number=2, indicator=["people"]).status_code == 302
    text = "**Why** <script>alert(1)</script>"
    assert say(office, "youth", "block", number=1, text_en=text).status_code == 302
    assert say(office, "youth", "up", number=2).status_code == 302
    assert say(office, "youth", "remove", number=3).status_code == 302
    kinds = [str(block.kind) for block in editing.draft(office, "youth").page.blocks]
    assert kinds == ["tiles", "text"]
    assert reader.get("/en/pages/youth/").status_code == 404
    assert say(office, "youth", "publish").status_code == 302
    answer = words(reader.get("/en/pages/youth/"))
    assert "Youth" in answer
    assert NUMBERS["people"] in answer
    assert "<strong>Why</strong>" in answer
    assert "<script>alert" not in answer
    assert browser().get("/en/pages/youth/").status_code == 404
    assert not PageDraft.objects.exists()
    told = Event.objects.filter(about="youth").order_by("pk").values_list("verb", flat=True)
    assert list(told) == ["page.drafted"] * 8 + ["page.published", "page.draft-published"]
    assert "Why" not in str(list(Event.objects.values_list("data", flat=True)))


@pytest.mark.usefixtures("board")
def test_of_two_editors_at_once_the_second_is_told_and_loses_no_words() -> None:
    one, other = editor("one"), editor("other")
    editing.start(one, page())
    say(one, "youth", "add", kind="text")
    seen = editing.draft(other, "youth").revision
    say(one, "youth", "names", title_en="Young people")
    form = {"verb": "block", "number": "1", "revision": str(seen), "text_en": "What I wrote"}
    answer = browser(other).post("/en/editing/youth/", form)
    assert answer.status_code == 400
    assert "Someone else has changed the draft" in words(answer)
    assert "What I wrote" in words(answer)
    assert editing.draft(one, "youth").page.titles == {"en": "Young people"}


@pytest.mark.usefixtures("board")
def test_the_same_form_sent_twice_changes_the_draft_once() -> None:
    office = editor()
    editing.start(office, page(), key="k")
    assert editing.start(office, page(), key="k") == 1
    for _ in range(2):
        form = {"verb": "add", "kind": "text", "revision": "1", "key": "a"}
        assert browser(office).post("/en/editing/youth/", form).status_code == 302
    assert len(editing.draft(office, "youth").page.blocks) == 1


@pytest.mark.usefixtures("board")
def test_a_page_is_shown_from_its_moment_on_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    office = editor()
    reader = browser(signed_in("reader", asked("analyst")))
    start = clock.now()
    editing.start(office, page("youth", "people"))
    at = start + timedelta(hours=1)
    assert say(office, "youth", "publish", at=at.isoformat()).status_code == 302
    assert reader.get("/en/pages/youth/").status_code == 404
    assert "/pages/youth/" not in words(reader.get("/en/pages/"))
    monkeypatch.setattr(clock, "now", lambda: at + timedelta(seconds=1))
    assert reader.get("/en/pages/youth/").status_code == 200
    assert "/pages/youth/" in words(reader.get("/en/pages/"))


@pytest.mark.usefixtures("board")
def test_a_coming_version_can_be_taken_back_and_what_is_shown_goes_on() -> None:
    office = editor()
    reader = browser(signed_in("reader", asked("analyst")))
    editing.start(office, page())
    editing.publish(office, "youth", revision=1)
    say(office, "youth", "names", title_en="Later")
    editing.publish(office, "youth", revision=1, at=clock.now() + timedelta(days=1))
    assert "Youth" in words(reader.get("/en/pages/youth/"))
    say(office, "youth", "cancel")
    ends = PageVersion.objects.filter(page__code="youth").order_by("number")
    assert [row.shown_from < row.shown_to for row in ends] == [True, False]
    assert ends[0].shown_to > to_ms(clock.now() + timedelta(days=365))
    assert [one.was_shown for one in editing.versions(office, "youth")] == [False, True]


@pytest.mark.usefixtures("board")
def test_a_page_that_is_withdrawn_is_shown_as_of_no_day_and_comes_back_from_its_versions(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    office, start = editor(), clock.now()
    reader = browser(signed_in("reader", asked("analyst")))
    editing.start(office, page())
    editing.publish(office, "youth", revision=1)
    monkeypatch.setattr(clock, "now", lambda: start + timedelta(days=2))
    past = f"/en/pages/youth/?as-of={start + timedelta(days=1):%Y-%m-%d}"
    assert reader.get(past).status_code == 200
    say(office, "youth", "withdraw")
    assert reader.get("/en/pages/youth/").status_code == 404
    assert reader.get(past).status_code == 404
    answer = browser(office).post("/en/editing/youth/versions/", {"version": "1", "revision": "0"})
    assert answer.status_code == 302
    editing.publish(office, "youth", revision=1)
    assert reader.get("/en/pages/youth/").status_code == 200
    notes = editing.versions(office, "youth")
    assert [one.by for one in notes] == ["office", "office"]
    assert [[change.what for change in one.changes] for one in notes] == [[], ["new"]]


@pytest.mark.usefixtures("board")
def test_a_preview_shows_what_the_reader_and_the_editor_both_see() -> None:
    office = editor()
    editing.start(office, page("youth", "people", "wages", "debts"))

    def shown(role: str, root: str, subject: str) -> set[str]:
        query = {"as": role, "within": root, "of": subject}
        answer = words(browser(office).get("/en/editing/youth/preview/", query))
        return {code for code, number in NUMBERS.items() if number in answer}

    assert shown("", "", "south") == {"people", "wages"}
    assert shown("anonymous", "", "south") == {"people"}
    assert shown("analyst", "", "south") == {"people", "wages"}
    assert shown("analyst", "north", "south") == {"people"}
    assert shown("analyst", "north", "n1") == {"people", "wages"}


@pytest.mark.usefixtures("board")
def test_an_editor_neither_reads_the_codes_that_are_hidden_from_them_nor_loses_them() -> None:
    office = editor()
    editing.start(office, page("youth", "people", "debts"))
    form = words(browser(office).get("/en/editing/youth/"))
    assert "1 indicator more that you may not see" in form
    assert "debts" not in form.lower()
    say(office, "youth", "block", number=1, indicator=["wages"])
    assert editing.draft(office, "youth").page.blocks[0].indicators == ("debts", "wages")


@pytest.mark.usefixtures("board")
def test_what_a_page_cannot_hold_is_refused_with_all_that_is_wrong() -> None:
    office = editor()
    editing.start(office, page())
    with pytest.raises(Refused) as taken:
        editing.start(office, page())
    assert {one.code for one in taken.value.problems} == {"pages.twice"}
    assert say(office, "youth", "names", title_en="").status_code == 302
    say(office, "youth", "add", kind="tiles")
    say(office, "youth", "block", number=1, indicator=["nothing"])
    assert say(office, "youth", "publish").status_code == 400
    assert say(office, "youth", "publish", at="2020-01-01T00:00").status_code == 400
    assert say(office, "youth", "add", kind="film").status_code == 400
    assert say(office, "youth", "block", number=9).status_code == 400
    assert say(office, "youth", "names", title_en="x" * 300).status_code == 400
    with pytest.raises(Refused):
        editing.draft(office, "none-such")


@pytest.mark.usefixtures("board")
def test_search_engines_are_led_to_what_everyone_may_see_and_to_nothing_else() -> None:
    office = editor()
    for code in ("youth", "plans"):
        editing.start(office, page(code))
        editing.publish(office, code, revision=1)
    editing.start(office, page("drafted"))
    seen = editing.weigh(office, editing.PAGE, "youth", "public").hash
    editing.propose(office, editing.PAGE, "youth", "public", seen=seen, reason="Order 7")
    editing.confirm(editor("other"), editing.PAGE, "youth", seen=seen)
    for reader in (browser(), browser(office)):
        found = words(reader.get("/sitemap.xml"))
        assert "<loc>http://testserver/sv/pages/youth/</loc>" in found
        assert "<loc>http://testserver/en/indicators/people/</loc>" in found
        for hidden in ("plans", "drafted", "inside", "wages", "debts"):
            assert f"/{hidden}/" not in found.replace("/people/wages", "")
    robots = words(browser().get("/robots.txt"))
    assert "Sitemap: http://testserver/sitemap.xml" in robots
    assert "Disallow: /en/editing/" in robots
