"""Do the pages of meetings lead from the agenda through each item to minutes, each reader to their own?"""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from docx import Document
from pypdf import PdfReader

from styrbord.core.strategy.meetings.workflow import Verb
from styrbord.services import meetings
from styrbord.services.meetings import ItemSaid
from styrbord.store.steering.models import MeetingItem, Promise
from tests.contract.deviating import opened
from tests.contract.meeting import MONDAY, Table, later, promised, today

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def table(tmp_path: Path) -> Table:
    """A circle over the north on a Monday."""
    return Table(tmp_path)


def browser_of(user: Any) -> Client:
    found = Client()
    found.force_login(user)
    return found


def text(answer: Any) -> str:
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def whole(table: Table) -> tuple[str, str]:
    """A deviation that all may see and one that the guest may not, a broken promise, and a thing by hand."""
    promised(table.head, "head", 1, "Mend the roof")
    later(7)
    meetings.put(table.guest, table.circle, "Snow <b>")
    return opened("n1", "people"), opened("n2", "debts")


def test_a_meeting_goes_from_the_agenda_item_by_item_to_minutes(table: Table) -> None:
    whole(table)
    browser, place = browser_of(table.head), f"/en/meetings/{table.circle}"
    agenda = text(browser.get(f"{place}/agenda/"))
    assert agenda.index("Mend the roof") < agenda.index("People, ") < agenda.index("Snow &lt;b&gt;")
    assert "Begin the meeting" in text(browser.get(f"{place}/"))
    begun = browser.post(f"{place}/start/", {"key": "s"})
    day = today().isoformat()
    assert begun["Location"] == f"{place}/{day}/1/"
    first = text(browser.get(begun["Location"]))
    assert "1 of 4" in first
    assert "Mend the roof" in first
    said = {"verb": "promise", "words": "Call the roofer", "holder": "planner", "key": "p"}
    due = (today() + timedelta(days=7)).isoformat()
    assert browser.post(f"{place}/{day}/1/", {**said, "due": due}).status_code == 302
    wrong = browser.post(f"{place}/{day}/1/", {**said, "due": "", "key": "q"})
    assert wrong.status_code == 400
    assert "The day is missing." in wrong.content.decode()
    noted = {"verb": "note", "words": "Two <i>quotes</i> are in", "key": "n"}
    assert browser.post(f"{place}/{day}/1/", noted).status_code == 302
    shown = text(browser.get(f"{place}/{day}/1/"))
    assert "Two &lt;i&gt;quotes&lt;/i&gt; are in" in shown
    assert "Call the roofer" in shown
    after = browser.post(f"{place}/{day}/1/", {"verb": "finish", "key": "f"})
    assert after["Location"] == f"{place}/{day}/2/"
    taken = {"verb": "deviation", "move": "take-up", "key": "t"}
    assert browser.post(f"{place}/{day}/2/", taken).status_code == 302
    assert browser.post(f"{place}/{day}/2/", {"verb": "carry", "key": "c"})["Location"].endswith("/3/")
    assert browser.post(f"{place}/{day}/end/", {"present": ["head"], "words": "Good"}).status_code == 302
    assert sorted(MeetingItem.objects.values_list("state", flat=True)) == ["carried"] * 3 + ["done"]
    record = text(browser.get(f"{place}/{day}/"))
    assert "Minutes as PDF" in record
    assert "Absent" in record
    assert f"/{day}/" in text(browser.get(f"{place}/"))


@pytest.mark.parametrize("language", ["en", "ru", "sv"])
def test_minutes_come_as_pdf_and_word_with_what_all_members_may_see(table: Table, language: str) -> None:
    whole(table)
    table.start()
    said = ItemSaid(words="Call the roofer", holder="planner", due_on=today() + timedelta(days=7))
    meetings.act(table.head, table.circle, today(), 1, Verb.PROMISE, said)
    meetings.act(table.head, table.circle, today(), 4, Verb.NOTE, ItemSaid(words="It snows"))
    table.end()
    place = f"/{language}/meetings/{table.circle}/{today().isoformat()}/"
    browser = browser_of(table.head)
    paper = browser.get(place, {"format": "pdf"})
    assert paper["Content-Type"] == "application/pdf"
    pdf = " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(paper.content)).pages).split())
    word = Document(BytesIO(browser.get(place, {"format": "docx"}).content))
    cells = [cell.text for one in word.tables for row in one.rows for cell in row.cells]
    letters = " ".join([*(one.text for one in word.paragraphs), *cells])
    for told in (pdf, letters):
        assert "It snows" in told
        assert "Debts" not in told
        assert "Call the roofer" not in told
    assert browser_of(table.stranger).get(place, {"format": "pdf"}).status_code == 404


def test_the_pack_holds_each_item_that_all_may_see_and_the_guest_sees_no_more(table: Table) -> None:
    whole(table)
    place = f"/en/meetings/{table.circle}/agenda/"
    paper = browser_of(table.head).get(place, {"format": "pdf"})
    pdf = " ".join(page.extract_text() for page in PdfReader(BytesIO(paper.content)).pages)
    assert "People" in pdf
    assert "Debts" not in pdf
    assert "not every member may see" in " ".join(pdf.split())
    seen = text(browser_of(table.guest).get(place))
    assert "Debts" not in seen
    assert "Mend the roof" not in seen
    assert "Debts" in text(browser_of(table.head).get(place))


def test_whoever_neither_sits_in_a_circle_nor_sees_its_subject_finds_nothing(table: Table) -> None:
    opened("n1", "people")
    table.start()
    day = MONDAY.isoformat()
    ways = ("", "change/", "agenda/", f"{day}/", f"{day}/1/")
    for way in ways:
        place = f"/en/meetings/{table.circle}/{way}"
        assert browser_of(table.stranger).get(place).status_code == 404
        assert Client().get(place).status_code in {302, 403}
    assert "Heads of the north" not in text(browser_of(table.stranger).get("/en/meetings/"))
    assert browser_of(table.watcher).get(f"/en/meetings/{table.circle}/change/").status_code == 403
    assert "Decide on the spot" not in text(
        browser_of(table.watcher).get(f"/en/meetings/{table.circle}/{day}/1/")
    )
    assert browser_of(table.head).get(f"/en/meetings/{table.circle}/{day}/99/").status_code == 404
    assert browser_of(table.head).get(f"/en/meetings/{table.circle}/2026-03-99/").status_code == 404


def test_a_circle_is_founded_and_changed_on_its_page_and_mistakes_are_told_at_once(table: Table) -> None:
    browser = browser_of(table.head)
    said = {"name-en": "Schools", "subject": "n1", "weekday": "2", "weeks": "1", "post": ["head", "planner"]}
    wrong = browser.post("/en/meetings/new/", said)
    assert wrong.status_code == 400
    assert "Nobody leads the circle." in wrong.content.decode()
    made = browser.post("/en/meetings/new/", {**said, "chair": ["head"], "key": "a"})
    assert made.status_code == 302
    assert (
        browser.post("/en/meetings/new/", {**said, "chair": ["head"], "key": "a"})["Location"]
        == made["Location"]
    )
    shown = text(browser.get(made["Location"]))
    assert "Tuesday" in shown
    change = {**said, "chair": ["head"], "name-en": "All schools", "revision": "0"}
    assert browser.post(f"{made['Location']}change/", change).status_code == 302
    late = browser.post(f"{made['Location']}change/", change)
    assert late.status_code == 400
    assert "Somebody else has changed this circle meanwhile." in late.content.decode()


def test_what_is_put_on_the_agenda_by_a_watcher_is_refused_and_by_a_member_is_there(table: Table) -> None:
    place = f"/en/meetings/{table.circle}/put/"
    assert browser_of(table.watcher).post(place, {"words": "Rain"}).status_code == 403
    empty = browser_of(table.guest).post(place, {"words": " "})
    assert empty.status_code == 400
    assert browser_of(table.guest).post(place, {"words": "Rain", "key": "a"}).status_code == 302
    assert "Rain" in text(browser_of(table.head).get(f"/en/meetings/{table.circle}/agenda/"))
    assert Promise.objects.count() == 0
