"""Is a page sent again only while it is true, and only to readers who may see the same?"""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from styrbord.services import clock, installation, memory, notices, pages, releases
from styrbord.services.happenings import UNSEEN
from styrbord.services.loading import load_pack
from styrbord.services.memory import KeptPage, Shelf
from styrbord.services.memory.files import Files
from styrbord.services.work import work
from styrbord.store.ledger.models import Event
from tests.contract.people import asked, county, signed_in
from tests.contract.releasing import released, row

pytestmark = pytest.mark.usefixtures("board")
PATH = "/en/indicators/people/?subject=n1"
SUBJECT = "/en/subjects/n1/"


@pytest.fixture
def board(database: str, tmp_path: Path) -> None:
    """The small tree, and nothing kept."""
    memory.forget()
    load_pack(county(tmp_path))


def told(verb: str) -> None:
    with work("operator", clock.now()) as piece:
        piece.tell(verb, "something", {})


def passed(seconds: float) -> None:
    with work("operator", clock.now()) as piece:
        clock.keep_shift(float(installation.setting(clock.SHIFT) or 0) + seconds)
        piece.tell("clock.moved", "clock", {})


def queries(path: str = PATH) -> int:
    with CaptureQueriesContext(connection) as asked_for:
        assert Client().get(path).status_code == 200
    return len(asked_for)


def is_kept(path: str = PATH) -> bool:
    before = len(memory.PAGES)
    Client().get(path)
    return len(memory.PAGES) == before


def test_a_public_page_is_sent_again_as_it_was() -> None:
    first = Client().get(PATH)
    again = Client().get(PATH)
    assert (again.content, dict(again.headers)) == (first.content, dict(first.headers))
    assert is_kept()
    assert queries() <= 6
    assert not is_kept("/sv/indicators/people/?subject=n1")
    assert not is_kept(f"{PATH}&mixed=1")


def test_what_no_public_page_shows_lets_it_be() -> None:
    Client().get(PATH)
    for verb in UNSEEN:
        told(verb)
    assert is_kept()


def test_anything_else_that_is_told_has_it_written_anew() -> None:
    Client().get(PATH)
    told("something.unheard-of")
    assert not is_kept()


def test_numbers_turn_at_release_at_the_end_of_an_embargo_and_at_withdrawal() -> None:
    def shows(number: str) -> bool:
        return number in Client().get(PATH).content.decode()

    assert not shows("8,123")
    made = released(row(8123.0, subject="n1", period="2021"), at=clock.now() + timedelta(hours=1))
    assert not shows("8,123")
    passed(3601)
    assert shows("8,123")
    with work("releaser", clock.now()) as piece:
        releases.withdraw(piece, made, {"en": "Wrong"})
    assert not shows("8,123")


def test_a_page_that_is_no_longer_public_is_not_sent_again() -> None:
    path = "/en/subjects/n1/people/"
    assert Client().get(path).status_code == 200
    text = pages.export_pages().replace('publicity = "public"', 'publicity = "signed-in"')
    pages.import_pages(text)
    assert Client().get(path).status_code != 200


def test_readers_who_take_turns_on_one_address_each_get_their_own() -> None:
    browser, public = Client(), Client()
    browser.force_login(signed_in("state", asked()))
    path = "/en/indicators/wages/?subject=n1"
    for _ in range(20):
        assert "7,001" in browser.get(path).content.decode()
        assert public.get(path).status_code == 404
        assert "My rights" in browser.get(SUBJECT).content.decode()
        assert "My rights" not in public.get(SUBJECT).content.decode()


def test_what_is_asked_for_by_day_or_as_a_file_is_not_kept() -> None:
    today = clock.now().date()
    for asked_for in (f"as-of={today}", f"vintage={today}", "format=csv&block=periods"):
        assert Client().get(f"{PATH}&{asked_for}").status_code == 200
    assert len(memory.PAGES) == 0


def test_a_page_for_a_token_is_neither_kept_nor_sent_again() -> None:
    Client().get(PATH)
    before = len(memory.PAGES)
    Client().get(SUBJECT, headers={"authorization": "Bearer of-nobody"})
    assert len(memory.PAGES) == before


def test_readers_of_equal_rights_share_a_page_but_for_what_is_their_own() -> None:
    plain, owner = browser("plain", asked()), browser("owner", asked())
    add_notice("owner")
    for path in ("/en/indicators/wages/?subject=n1", SUBJECT, "/sv/", "/ru/compare/?indicator=wages"):
        memory.forget()
        written = owner.get(path).content
        memory.forget()
        first = plain.get(path).content
        kept = len(memory.PAGES)
        again = owner.get(path).content
        assert len(memory.PAGES) == kept == 1, path
        assert (written, first) == (again, plain.get(path).content), path
        assert b'class="tag" aria-hidden="true">1<' in again
        assert b'class="tag" aria-hidden="true">1<' not in first
        assert not any(b"<!--own" in one for one in (first, again))


def test_readers_of_other_rights_and_sessions_without_rights_have_pages_of_their_own() -> None:
    analysts = browser("analyst", asked()), browser("south", asked(subject="south"))
    readers = [Client(), browser("nobody"), *analysts]
    for number, reader in enumerate(readers, 1):
        reader.get(SUBJECT)
        assert len(memory.PAGES) == number
    assert b"My rights" in readers[1].get(SUBJECT).content
    spent = Client()
    spent.cookies[settings.SESSION_COOKIE_NAME] = "of-nobody"
    assert b"My rights" not in spent.get(SUBJECT).content
    assert len(memory.PAGES) == len(readers)


def test_a_restricted_page_that_is_sent_again_is_told_as_seen_again() -> None:
    reader = browser("state", asked("auditor"))
    path = "/en/indicators/debts/?subject=n1"
    for times in (1, 2, 3):
        assert b"7,002" in reader.get(path).content
        assert Event.objects.filter(verb="restricted.seen", data__indicators=["debts"]).count() == times
    assert len(memory.PAGES) == 1


def test_a_refusal_to_one_who_has_signed_in_is_whole_and_not_kept() -> None:
    answer = browser("state", asked()).get("/en/indicators/nothing/")
    assert answer.status_code == 404
    assert b"<!--own" not in answer.content
    assert answer.content.endswith(b"</html>\n")
    assert len(memory.PAGES) == 0


def test_processes_of_one_server_find_each_others_pages(tmp_path: Path) -> None:
    now, folder = clock.now(), tmp_path / "pages"
    one, other = Shelf(beside=Files(folder)), Shelf(beside=Files(folder))
    made = KeptPage("Å\n1".encode(), (("Content-Type", "text/html"),), now, frozenset({"debts"}))
    one.put(("a", 1), made)
    assert other.find(("a", 1), now) == made
    assert other.find(("a", 2), now) is None
    assert other.find(("a", 1), now + timedelta(minutes=10)) is None
    assert folder.stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.iterdir())


def test_a_damaged_file_is_as_good_as_none_and_the_oldest_files_go(tmp_path: Path) -> None:
    now, files = clock.now(), Files(tmp_path, most=5 * 1_100)
    for number in range(64):
        files.put((number,), page(b"x" * 1_000, now))
    assert len(list(tmp_path.iterdir())) == 5
    for path in tmp_path.iterdir():
        path.write_bytes(b"{half")
    assert all(files.find((number,)) is None for number in range(64))


def test_a_page_is_written_anew_after_ten_minutes() -> None:
    now, shelf = clock.now(), Shelf()
    shelf.put(("a",), page(b"a", now))
    assert shelf.find(("a",), now + timedelta(minutes=9)) is not None
    assert shelf.find(("a",), now + timedelta(minutes=10)) is None
    assert shelf.find(("a",), now - timedelta(seconds=1)) is None


def test_the_pages_not_asked_for_longest_go_when_there_is_no_room() -> None:
    now, shelf = clock.now(), Shelf(most=10)
    for name in "abc":
        shelf.put((name,), page(b"1234", now))
        shelf.find(("a",), now)
    assert [shelf.find((name,), now) is not None for name in "abc"] == [True, False, True]
    assert len(shelf) == 2


def page(content: bytes, at: Any) -> KeptPage:
    return KeptPage(content, (), at)


def browser(post: str, *roles: Any) -> Client:
    found = Client()
    found.force_login(signed_in(post, *roles))
    return found


def add_notice(post: str) -> None:
    assert notices.notify("k", post, "submission.due", at=clock.now())
