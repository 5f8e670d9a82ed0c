"""Are notices shown to the holders of a post, counted, and mailed once to those who want letters?"""

from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from styrbord.services import clock, memory, notices, subscriptions
from styrbord.services.loading import load_pack
from styrbord.services.subscriptions import Target, following
from styrbord.store.collection.models import Notice
from tests.contract.people import asked, county, signed_in
from tests.contract.test_subscriptions import follow, link

pytestmark = pytest.mark.usefixtures("board")
WANTED = Target("notices", "own")
SAID = {"indicator": "people", "subject": "n1", "period": "2020"}


@pytest.fixture
def board(database: str, tmp_path: Path) -> None:
    memory.forget()
    following.PACE._seen.clear()
    following.ADDRESS_PACE._seen.clear()
    load_pack(county(tmp_path))


def tell(key: str, post: str = "office", kind: str = "question.asked", **params: str) -> None:
    notices.notify(key, post, kind, at=clock.now(), address="/talks/token/", params={**SAID, **params})


def browser(user: Any) -> Client:
    found = Client()
    found.force_login(user)
    return found


def test_notices_are_counted_on_every_page_and_read_by_the_post_alone() -> None:
    office, other = browser(signed_in("office", asked("owner"))), browser(signed_in("other", asked("owner")))
    tell("first")
    tell("second", kind="mention.made")
    assert "2 unread notices" in office.get("/en/").content.decode()
    assert "unread notice" not in other.get("/en/").content.decode()
    page = office.get("/en/notices/").content.decode()
    assert page.index("Your post was named") < page.index("A question about your figure")
    assert 'href="/en/talks/token/"' in page
    mine = [str(one.pk) for one in notices.unread(["office"])]
    other.post("/en/notices/", {"notice": mine})
    assert len(notices.unread(["office"])) == 2
    assert office.post("/en/notices/", {"notice": mine}).status_code == 302
    assert notices.unread(["office"]) == []
    page = office.get("/en/notices/").content.decode()
    assert "No unread notices" in page
    assert "Your post was named" in page


def test_a_notice_is_mailed_once_to_those_who_want_letters() -> None:
    tell("before")
    follow(signed_in("office", asked("owner")), WANTED)
    signed_in("quiet", asked("owner"))
    tell("first")
    tell("second", kind="owner.silent")
    tell("elsewhere", post="quiet")
    assert subscriptions.send_notices() == 1
    (letter,) = mail.outbox
    assert letter.to == ["a@example.org"]
    assert "A question about your figure: People" in str(letter.body)
    assert "/en/talks/token/" in str(letter.body)
    assert letter.subject == "2 notices from the board"
    assert subscriptions.send_notices() == 0
    assert len(mail.outbox) == 1


def test_a_letter_names_nothing_that_its_reader_may_not_see() -> None:
    follow(signed_in("office", asked("editor", subject="s1")), WANTED)
    tell("first", indicator="debts")
    subscriptions.send_notices()
    assert "Debts" not in str(mail.outbox[0].body)


def test_a_letter_that_no_server_takes_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    follow(signed_in("office", asked("owner")), WANTED)
    tell("first")

    def broken(*_: object, **__: object) -> None:
        raise OSError("no server")

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMultiAlternatives.send", broken)
        assert subscriptions.send_notices() == 0
    assert Notice.objects.get(key="first").mailed_at is None
    assert subscriptions.send_notices() == 1


def test_the_link_in_the_letter_ends_it_and_what_was_read_is_not_mailed() -> None:
    follow(signed_in("office", asked("owner")), WANTED)
    tell("first")
    notices.mark_read([notices.unread(["office"])[0].pk], ["office"], at=clock.now())
    assert subscriptions.send_notices() == 0
    tell("second")
    assert subscriptions.send_notices() == 1
    subscriptions.end(link("end"))
    tell("third")
    assert subscriptions.send_notices() == 0
