"""Does a follower get exactly the changes that match, told with the rights of the day of sending?"""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from styrbord.core.base.problems import Refused
from styrbord.services import clock, discussion, memory, pages, people, subscriptions
from styrbord.services.loading import load_pack
from styrbord.services.rights import OPERATOR
from styrbord.services.subscriptions import Target, following, letters
from styrbord.store.participation.models import Digest, Follower, FollowerAddress, Subscription
from tests.contract.people import asked, signed_in
from tests.contract.test_discussion import OPEN, pack

pytestmark = pytest.mark.usefixtures("board")
DAY = 86_400.0
PEOPLE, WAGES = Target("indicator", "people", "n1"), Target("indicator", "wages", "n1")


@pytest.fixture
def board(database: str, tmp_path: Path) -> None:
    """The small tree with numbers of three classes, on the first of three days."""
    memory.forget()
    following.PACE._seen.clear()
    following.ADDRESS_PACE._seen.clear()
    load_pack(pack().write(tmp_path / "first"))


def later(days: int) -> None:
    """Let the installation's clock run some days ahead."""
    clock.keep_shift(days * DAY)


def release(folder: Path, indicator: str, subject: str, number: int, vintage: str = "2022") -> None:
    """A later edition in which one number differs."""
    written = pack().described(code="county", vintage=vintage)
    written.observations = []
    written.observe(indicator, subject, {"2020": number})
    load_pack(written.write(folder))


def follow(user: Any, *targets: Target, address: str = "a@example.org", language: str = "en") -> None:
    """Follow something and confirm it by the link in the first letter."""
    for target in targets:
        if subscriptions.follow(user, target, address=address, language=language, rhythm="daily"):
            subscriptions.confirm(link("confirm"))
    mail.outbox.clear()


def link(verb: str) -> str:
    """Token in the newest letter."""
    found = re.search(rf"/subscriptions/{verb}/([^/\s]+)/", str(mail.outbox[-1].body))
    assert found
    return found[1]


def letter() -> str:
    """Text of the only letter."""
    (only,) = mail.outbox
    return str(only.body)


@pytest.mark.requirement("R-263")
def test_a_follower_gets_exactly_the_changes_that_match_and_ends_them_with_one_click(tmp_path: Path) -> None:
    follow(signed_in("reader", asked("editor")), PEOPLE)
    later(1)
    release(tmp_path / "second", "people", "n1", 7123)
    release(tmp_path / "third", "people", "s1", 7456)
    later(2)
    assert subscriptions.send_due() == 1
    assert "7,000.0 → 7,123.0" in letter()
    assert "1 thing changed" in letter()
    assert "7,456" not in letter()
    token, message = link("end"), mail.outbox[0]
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert token in message.extra_headers["List-Unsubscribe"]
    answer = Client(enforce_csrf_checks=True).post(
        f"/en/subscriptions/end/{token}/", {"List-Unsubscribe": "One-Click"}
    )
    assert answer.status_code == 200
    assert not answer.cookies.get("sessionid")
    mail.outbox.clear()
    release(tmp_path / "fourth", "people", "n1", 7999, "2023")
    later(4)
    assert subscriptions.send_due() == 0
    assert not mail.outbox
    assert not FollowerAddress.objects.exists()


def test_nothing_is_sent_when_nothing_that_is_followed_changed(tmp_path: Path) -> None:
    follow(signed_in("reader", asked("editor")), PEOPLE)
    later(1)
    release(tmp_path / "second", "people", "s1", 7456)
    later(2)
    assert subscriptions.send_due() == 0
    assert not mail.outbox


def test_who_was_demoted_between_following_and_sending_gets_less(tmp_path: Path) -> None:
    reader = signed_in("reader", asked("editor"))
    follow(reader, WAGES, PEOPLE)
    later(1)
    release(tmp_path / "second", "wages", "n1", 7321)
    release(tmp_path / "third", "people", "n1", 7123)
    (grant,) = people.post("reader").grants
    people.revoke(grant.number, post="reader", by=OPERATOR)
    later(2)
    assert subscriptions.send_due() == 1
    assert "7,123" in letter()
    assert "7,321" not in letter()
    assert "Wages" not in letter()


def test_an_address_outside_follows_what_is_public_after_it_said_yes(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="nothing of this name"):
        subscriptions.follow(None, WAGES, address="b@example.org", language="en", rhythm="daily")
    assert subscriptions.follow(None, PEOPLE, address="b@example.org", language="sv", rhythm="daily")
    assert subscriptions.send_due() == 0
    token = link("confirm")
    subscriptions.confirm(token)
    subscriptions.confirm(token)
    mail.outbox.clear()
    later(1)
    release(tmp_path / "second", "people", "n1", 7123)
    later(2)
    assert subscriptions.send_due() == 1
    assert "1 sak har ändrats" in letter()
    assert "/sv/" in letter()


def test_no_letter_comes_before_the_address_said_yes(tmp_path: Path) -> None:
    subscriptions.follow(None, PEOPLE, address="b@example.org", language="en", rhythm="daily")
    mail.outbox.clear()
    later(1)
    release(tmp_path / "second", "people", "n1", 7123)
    later(2)
    assert subscriptions.send_due() == 0
    assert not mail.outbox


def test_a_letter_is_sent_once_and_after_a_crash_once_more_at_most(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    follow(signed_in("reader", asked("editor")), PEOPLE)
    later(1)
    release(tmp_path / "second", "people", "n1", 7123)
    later(2)
    sent = letters.send_digest

    def crash(*words: Any) -> None:
        sent(*words)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(letters, "send_digest", crash)
        with pytest.raises(KeyboardInterrupt):
            subscriptions.send_due()
    clock.keep_shift(2 * DAY + 3600)
    assert subscriptions.send_due() == 1
    assert [subscriptions.send_due() for _ in range(3)] == [0, 0, 0]
    assert len(mail.outbox) == 2
    assert len({one.extra_headers["Message-ID"] for one in mail.outbox}) == 1
    assert Digest.objects.get().sent_at is not None


def test_a_page_a_dataset_and_an_answer_are_told() -> None:
    reader, planner = signed_in("reader", asked("editor")), signed_in("planner", asked("owner"))
    follow(reader, Target("page", "inside"), Target("subject", "n1"))
    later(1)
    pages.import_pages('[[pages]]\ncode = "inside"\nkind = "page"\ntitle_en = "Inside anew"\n')
    token = discussion.begin(reader, OPEN, said="question", words="Why?")
    discussion.reply(planner, token, words="A mine <b>closed</b>.")
    later(2)
    assert subscriptions.send_due() == 1
    assert "The page was changed: Inside anew" in letter()
    assert "A mine <b>closed</b>." in letter()
    (html, _) = mail.outbox[0].alternatives[0]
    assert "A mine &lt;b&gt;closed&lt;/b&gt;." in html


def test_the_releases_of_a_dataset_are_told(tmp_path: Path) -> None:
    follow(None, Target("dataset", "county"))
    later(1)
    release(tmp_path / "second", "people", "n1", 7123)
    later(2)
    assert subscriptions.send_due() == 1
    assert "New release 2022" in letter()


def test_another_address_is_confirmed_anew_and_an_old_link_confirms_nothing() -> None:
    reader = signed_in("reader", asked("editor"))
    subscriptions.follow(reader, PEOPLE, address="a@example.org", language="en", rhythm="daily")
    old = link("confirm")
    subscriptions.follow(reader, PEOPLE, address="b@example.org", language="en", rhythm="daily")
    with pytest.raises(Refused, match="leads to no subscription"):
        subscriptions.confirm(old)
    subscriptions.confirm(link("confirm"))
    assert subscriptions.mine(reader).address == "b@example.org"
    assert Subscription.objects.count() == 1


@pytest.mark.parametrize(
    "address", ["", "x", "a@b", "a@example.org\nBcc: c@example.org", "x" * 300 + "@a.org"]
)
def test_a_wrong_address_is_refused(address: str) -> None:
    with pytest.raises(Refused, match="is not a mail address"):
        subscriptions.follow(None, PEOPLE, address=address, language="en", rhythm="daily")
    assert not mail.outbox
    assert not Follower.objects.exists()


def test_one_of_several_is_stopped_by_who_follows_it_alone() -> None:
    reader, other = signed_in("reader", asked("editor")), signed_in("other", asked("editor"))
    follow(reader, PEOPLE, WAGES)
    number = subscriptions.mine(reader).followed[0].number
    with pytest.raises(Refused):
        subscriptions.stop(other, number)
    subscriptions.stop(reader, number)
    assert [one.target for one in subscriptions.mine(reader).followed] == [WAGES]


@pytest.mark.parametrize("language", ["en", "ru", "sv"])
def test_the_pages_of_letters_work_without_signing_in(language: str) -> None:
    reader = Client()
    form = reader.get(f"/{language}/subscriptions/?kind=indicator&code=people&subject=n1")
    assert form.status_code == 200
    said = {"kind": "indicator", "code": "people", "subject": "n1", "address": "a@example.org"}
    assert reader.post(f"/{language}/subscriptions/", {**said, "rhythm": "hourly"}).status_code == 400
    assert reader.post(f"/{language}/subscriptions/", {**said, "rhythm": "daily"}).status_code == 302
    path = f"/{language}/subscriptions/confirm/{link('confirm')}/"
    assert reader.get(path).status_code == 200
    assert Follower.objects.get().confirmed_at is None
    assert reader.post(path).status_code == 200
    assert Follower.objects.get().confirmed_at is not None
