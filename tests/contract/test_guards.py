"""Does the database itself refuse to change what was released, and does work tell what it did?"""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from styrbord.core.base.problems import Refused
from styrbord.services import clock, pages, signing
from styrbord.services.loading import load_pack
from styrbord.services.rights import rights_of
from styrbord.services.work import SilentWork, work
from styrbord.store.clock import to_ms
from styrbord.store.ledger.models import Event
from styrbord.store.people.models import Post, SignInLink
from tests.contract.asking import counts, reading, values
from tests.contract.packs import Written

pytestmark = pytest.mark.usefixtures("database")
NOW = datetime(2022, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE observation SET value = 1",
        "UPDATE observation SET status = 'Q'",
        "UPDATE observation SET edition = 0",
        "DELETE FROM observation",
        "UPDATE ledger_event SET actor = 'nobody'",
        "DELETE FROM ledger_event",
    ],
)
def test_what_was_released_or_told_is_never_changed(sql: str, tmp_path: Path) -> None:
    load_pack(Written().observe("people", "n1", {"2020": 10}).write(tmp_path))
    with (
        pytest.raises(DatabaseError, match=r"never|append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    assert values(reading(), "people", "n1") == {"2020": 10}


def test_work_that_tells_nothing_is_undone() -> None:
    before = counts()
    with pytest.raises(SilentWork), work("operator", NOW):
        Post.objects.create(code="planner")
    assert counts() == before


def fail_on_the_way() -> None:
    """Make a row, tell it, and fail."""
    with work("operator", NOW) as piece:
        Post.objects.create(code="planner")
        piece.tell("post.made", "planner", {})
        raise ZeroDivisionError


def test_work_that_fails_leaves_neither_rows_nor_events() -> None:
    before = counts()
    with pytest.raises(ZeroDivisionError):
        fail_on_the_way()
    assert counts() == before


def test_work_and_its_event_stand_together() -> None:
    with work("operator", NOW) as piece:
        Post.objects.create(code="planner")
        piece.tell("post.made", "planner", {"by": "hand"})
    event = Event.objects.get()
    assert (event.at, event.actor, event.verb, event.about) == (
        to_ms(NOW),
        "operator",
        "post.made",
        "planner",
    )
    assert Post.objects.count() == 1


def test_a_load_tells_its_files_and_editions(tmp_path: Path) -> None:
    load_pack(Written().observe("people", "n1", {"2020": 10}).described(code="small").write(tmp_path))
    loaded, released = Event.objects.order_by("id")
    assert (loaded.verb, loaded.about, released.verb) == ("pack.loaded", "small", "edition.released")
    assert set(loaded.data["files"]) == {"territories.csv", "indicators.csv", "observations.csv"}


PAGES = """
[[pages]]
code = "work"
kind = "rubric"
publicity = "public"
order = 3
title_en = "Work"
title_ru = 'Труд "и" отдых'
intro_en = "Line one\\nline two"

[[pages.blocks]]
kind = "chart"
indicators = ["people"]
chart = "bars"
title_en = "People"

[[pages]]
code = "more"
kind = "page"
parent = "work"
title_sv = "Mera"
"""


def test_exported_pages_change_nothing_when_they_are_imported(tmp_path: Path) -> None:
    load_pack(Written().write(tmp_path))
    assert pages.import_pages(PAGES) == 2
    text = pages.export_pages()
    assert pages.import_pages(text) == 0
    assert pages.export_pages() == text
    assert pages.import_pages(PAGES) == 0


def test_a_page_of_before_can_still_be_read_as_of_then(tmp_path: Path) -> None:
    load_pack(Written().write(tmp_path))
    pages.import_pages(PAGES)
    then = to_ms(clock.now())
    while to_ms(clock.now()) == then:
        pass
    assert pages.import_pages(PAGES.replace('"Work"', '"Jobs"').replace('"bars"', '"line"')) == 1
    before, after = (pages.definitions(at) for at in (then, to_ms(clock.now())))
    titles = [{page.code: page for page in found}["work"].titles["en"] for found in (before, after)]
    assert titles == ["Work", "Jobs"]
    assert [{page.code: page for page in found}["work"].blocks[0].chart for found in (before, after)] == [
        "bars",
        "line",
    ]
    assert {page.code: page for page in before}["more"] == {page.code: page for page in after}["more"]


def test_a_page_that_is_no_longer_public_is_not_public_as_of_then_either(tmp_path: Path) -> None:
    load_pack(Written().write(tmp_path))
    pages.import_pages(PAGES)
    then = reading()
    before = then.fingerprint
    (page,) = [page for page in pages.definitions(to_ms(then.as_of)) if page.code == "work"]
    assert pages.may_see(then, page)
    pages.import_pages(PAGES.replace('publicity = "public"', 'publicity = "signed-in"'))
    assert not pages.may_see(replace(reading(), as_of=then.as_of), page)
    assert reading().fingerprint != before, "an answer remembered from before would still show it"


def test_pages_are_imported_all_or_none(tmp_path: Path) -> None:
    load_pack(Written().write(tmp_path))
    before = counts()
    with pytest.raises(Refused) as refusal:
        pages.import_pages(PAGES.replace('"people"', '"peple"').replace('parent = "work"', 'parent = "wrok"'))
    assert {problem.code for problem in refusal.value.problems} == {
        "pages.unknown-indicator",
        "pages.unknown-parent",
    }
    assert counts() == before


def test_a_link_signs_in_once() -> None:
    secret = signing.make_link("planner", is_editor=True)
    assert rights_of(signing.use_link(secret)).posts == ("planner",)
    with pytest.raises(Refused) as refusal:
        signing.use_link(secret)
    assert refusal.value.problems[0].code == "sign-in.spent"
    assert secret not in str(list(SignInLink.objects.values()))


@pytest.mark.parametrize("change", ["late", "unknown"])
def test_a_link_that_is_too_old_or_was_never_made_signs_nobody_in(change: str) -> None:
    secret = signing.make_link("planner", is_editor=False)
    if change == "late":
        SignInLink.objects.update(expires_at=to_ms(clock.now()))
    with pytest.raises(Refused):
        signing.use_link(secret if change == "late" else secret + "x")
    assert "person.signed-in" not in {event.verb for event in Event.objects.all()}
