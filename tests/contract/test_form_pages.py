"""Can an editor make, change and publish forms in the browser, and does everyone see what is theirs?"""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from styrbord.services import memory
from styrbord.services.collection import forms
from tests.contract.forms import MONTHLY, board, published
from tests.contract.people import added, asked, signed_in

pytestmark = pytest.mark.usefixtures("database")
FIELDS = {
    "code": "work",
    "name_en": "Work",
    "name_sv": "Arbete",
    "frequency": "M",
    "first": "2025-01",
    "indicator": ["jobs", "vacancies"],
    "rules": "parts: vacancies <= jobs\nsoft most: jobs = vacancies ~ 0.5",
    "root": "south",
    "hierarchy": "administrative",
    "level": "municipality",
    "days": "12",
    "calendar": "SE",
    "remind": "5, 0",
    "overdue": "1",
    "escalate": "3",
    "levels": ["municipality", "county"],
    "number": "0",
    "key": "k",
}


@pytest.fixture(autouse=True)
def small(database: str, tmp_path: Path) -> None:
    """A board with one form."""
    memory.forget()
    board(tmp_path / "county")
    published()


def browser(post: str) -> Client:
    found = Client(raise_request_exception=False)
    found.force_login(signed_in(post))
    return found


@pytest.fixture
def editor() -> Client:
    """Browser of an editor of the whole board."""
    return browser("editor")


def test_a_form_is_made_in_the_browser_without_code(editor: Client) -> None:
    answer = editor.post("/en/forms/new/", FIELDS)
    assert (answer.status_code, answer["Location"]) == (302, "/en/forms/work/")
    made = forms.form("work")
    assert made.indicators == ("jobs", "vacancies")
    assert (made.due.days, made.due.calendar, made.due.remind, made.due.escalate) == (12, "SE", (5, 0), (3,))
    assert [(rule.code, str(rule.weight), rule.tolerance) for rule in made.rules] == [
        ("parts", "hard", 0.0),
        ("most", "soft", 0.5),
    ]
    assert forms.obliged(made, "2025-01") == ["s1"]
    assert b"Arbete" in editor.get("/sv/forms/work/").content


def test_a_form_that_is_sent_twice_is_published_once(editor: Client) -> None:
    assert [editor.post("/en/forms/new/", FIELDS).status_code for _ in range(2)] == [302, 302]
    assert len(forms.versions("work")) == 1


def test_what_is_wrong_stands_above_the_fields_and_nothing_is_lost(editor: Client) -> None:
    wrong = {
        **FIELDS,
        "days": "soon",
        "rules": "parts: vacancies <= job",
        "calendar": "Sweden",
        "root": "north",
    }
    answer = editor.post("/en/forms/new/", wrong)
    assert answer.status_code == 400
    assert b"days cannot be" in answer.content
    answer = editor.post("/en/forms/new/", {**wrong, "days": "12"})
    text = answer.content.decode()
    assert "There is no calendar" in text
    assert "unknown" in text.lower() or "job" in text
    assert "parts: vacancies &lt;= job" in text
    assert len(forms.known()) == 1


def test_a_change_keeps_what_no_field_holds(editor: Client) -> None:
    published(
        MONTHLY.replace('code = "parts"', 'code = "parts"\nmessage_en = "Parts"').replace(
            "low = 0.0", 'low = 0.0\nhint_en = "Count"', 1
        )
    )
    page = editor.get("/en/forms/labour/edit/").content.decode()
    assert 'value="10"' in page
    said = {**FIELDS, "root": "north", "number": "2", "low:jobs|_T": "0,5", "required:jobs|_T": "1"}
    assert editor.post("/en/forms/labour/edit/", said).status_code == 302
    now = forms.form("labour")
    assert now.rules[0].messages == {"en": "Parts"}
    assert (now.items[0].hint, now.items[0].low, now.items[0].is_required) == ({"en": "Count"}, 0.5, True)
    assert now.items[1].low == 0.0
    assert now.names == {"en": "Work", "sv": "Arbete"}


def test_what_the_editor_may_not_see_stays_in_the_form_and_cannot_be_added(editor: Client) -> None:
    published(MONTHLY + '[[forms.items]]\nindicator = "layoffs"\n')
    said = {**FIELDS, "root": "north", "number": "2"}
    assert editor.post("/en/forms/labour/edit/", said).status_code == 302
    assert forms.form("labour").indicators == ("jobs", "vacancies", "layoffs")
    answer = editor.post("/en/forms/new/", {**FIELDS, "indicator": ["layoffs", "jobs", "vacancies"]})
    assert answer.status_code == 400
    assert forms.form("labour").code == "labour"


def test_a_form_that_was_changed_meanwhile_is_not_overwritten(editor: Client) -> None:
    published(MONTHLY.replace("days = 10", "days = 11"))
    answer = editor.post("/en/forms/labour/edit/", {**FIELDS, "root": "north", "number": "1"})
    assert answer.status_code == 400
    assert b"published this form meanwhile" in answer.content
    assert forms.form("labour").due.days == 11


def test_a_text_is_published_or_told_with_everything_that_is_wrong(editor: Client) -> None:
    wrong = MONTHLY.replace('"jobs"', '"job"').replace("days = 10", 'calendar = "XX"')
    answer = editor.post("/en/forms/text/", {"text": wrong})
    assert answer.status_code == 400
    assert answer.content.count(b'<span class="advice">') == 2
    good = MONTHLY.replace("days = 10", "days = 20")
    assert editor.post("/en/forms/text/", {"text": good}).status_code == 302
    assert forms.form("labour").due.days == 20
    assert b"days = 20" in editor.get("/en/forms/text/?form=labour").content


def test_a_preparer_sees_the_form_and_the_own_duties_and_changes_nothing() -> None:
    preparer = browser("n1-preparer")
    text = preparer.get("/en/forms/").content.decode()
    assert "Fjordby" in text
    assert "Skogby" not in text
    assert "days late" in text
    assert preparer.get("/en/forms/labour/").status_code == 200
    for address in ("/en/forms/new/", "/en/forms/text/", "/en/forms/labour/edit/"):
        assert preparer.get(address).status_code == 403
        assert preparer.post(address, FIELDS).status_code == 403


def test_who_has_to_do_with_no_form_sees_none() -> None:
    added("stranger")
    assert browser("stranger").get("/en/forms/").status_code == 403
    assert Client().get("/en/forms/labour/").status_code == 403


def test_an_unknown_form_is_not_found(editor: Client) -> None:
    assert editor.get("/en/forms/labor/").status_code == 404


def test_odd_words_in_any_field_are_told_and_break_nothing(editor: Client) -> None:
    """A database is asked of what it may not take; all else is judged before."""
    for odd in ("\x00", "9" * 400, "1e999", "\u200f", "a:b:c")[
        : None if connection.vendor == "sqlite" else 2
    ]:
        for name in FIELDS:
            said: dict[str, Any] = {**FIELDS, name: odd, "low:jobs|_T": odd}
            assert editor.post("/en/forms/new/", said).status_code in (302, 400)
        assert editor.post("/en/forms/text/", {"text": odd}).status_code == 400


def test_another_editor_of_a_part_publishes_nothing(tmp_path: Path) -> None:
    user = signed_in("part", asked("editor", subject="north"))
    found = Client()
    found.force_login(user)
    assert found.post("/en/forms/new/", FIELDS).status_code == 403
