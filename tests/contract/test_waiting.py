"""Is the number of things that wait cheap on every page, and right at once after every step?"""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from styrbord.services import memory, people, signing
from styrbord.services.collection import duties, submissions, waiting
from styrbord.services.rights import OPERATOR
from styrbord.store.people.models import Grant, Holding
from tests.contract.accounts import PASSWORD, browser, named
from tests.contract.forms import MONTHLY, published
from tests.contract.people import BASIS, FIRST, Span, asked, key_of
from tests.contract.submitting import POSTS, REASON, Office, office, revision

pytestmark = pytest.mark.usefixtures("database")
ONE_MONTH = MONTHLY.replace('first = "2025-01"', 'first = "2025-01"\nlast = "2025-01"')
PERIOD = "2025-01"
QUERIES_WHEN_KNOWN = 8
"""The clock twice, rights of the person in four, names, and the state of the collection."""


@pytest.fixture
def small(database: str, tmp_path: Path) -> Office:
    """A board with a form of one month, and a person on each post."""
    found = office(tmp_path / "county")
    published(ONE_MONTH)
    return found


def told(small: Office) -> dict[str, int]:
    """What the head of pages says to each, which is what is counted anew."""
    for user in small.users.values():
        found, anew = waiting.waiting_for(user), duties.duties_of(user)
        assert (found.count, found.late) == (len(anew), duties.late(anew))
        assert found.is_shown
    return {post: waiting.waiting_for(small.user(post)).count for post in POSTS}


def counts(*numbers: int) -> dict[str, int]:
    return dict(zip(POSTS, numbers, strict=True))


def test_the_number_follows_every_step_at_once(small: Office) -> None:
    assert told(small) == counts(1, 1, 0, 0, 0)
    token = small.draft(period=PERIOD)
    assert told(small) == counts(1, 1, 0, 0, 0)
    small.submit(token)
    assert told(small) == counts(0, 1, 1, 0, 0)
    submissions.send_back(token, revision=revision(token), reason="Look again", by=small.by("n1-reviewer"))
    assert told(small) == counts(1, 1, 0, 0, 0)
    small.submit(token)
    small.approve(token, "n1-reviewer")
    assert told(small) == counts(0, 1, 0, 1, 0)
    small.approve(token, "north-reviewer")
    assert told(small) == counts(0, 1, 0, 0, 1)
    submissions.schedule([token], at=None, by=small.by("releaser"))
    assert told(small) == counts(0, 1, 0, 0, 0)
    submissions.withdraw(token, reason=REASON, by=small.by("releaser"))
    assert told(small) == counts(1, 1, 0, 0, 0)


def test_the_number_follows_the_form_and_its_due_day_at_once(small: Office) -> None:
    preparer = small.user("n1-preparer")
    assert waiting.waiting_for(preparer) == waiting.Waiting(True, 1, 1)
    published(ONE_MONTH.replace("days = 10", "days = 3650"))
    assert waiting.waiting_for(preparer) == waiting.Waiting(True, 1, 0)
    published(ONE_MONTH.replace('last = "2025-01"', 'last = "2025-03"'))
    assert waiting.waiting_for(preparer) == waiting.Waiting(True, 3, 3)


def test_the_number_follows_posts_and_rights_at_once(small: Office) -> None:
    small.submit(small.draft(period=PERIOD))
    assert told(small) == counts(0, 1, 1, 0, 0)
    held = Holding.objects.get(post__code="n1-reviewer")
    people.end_holding(held.pk, post="n1-reviewer", by=OPERATOR)
    assert waiting.waiting_for(small.user("north-reviewer")).count == 1
    assert waiting.waiting_for(small.user("n1-reviewer")) == waiting.Waiting()
    span = Span(first=FIRST, basis=BASIS)
    people.appoint("n1-reviewer", person=key_of(small.user("n1-reviewer")), span=span, by=OPERATOR)
    assert told(small) == counts(0, 1, 1, 0, 0)
    people.grant("n2-preparer", asked("preparer", subject="south"), by=OPERATOR)
    given = Grant.objects.get(post__code="n2-preparer", subject__code="n2")
    people.revoke(given.pk, post="n2-preparer", by=OPERATOR)
    assert told(small) == counts(0, 0, 1, 0, 0)


def test_a_number_that_is_known_asks_little(small: Office) -> None:
    preparer = small.user("n1-preparer")
    waiting.waiting_for(preparer)
    kept = len(memory.answers._found)
    with CaptureQueriesContext(connection) as asked_for:
        waiting.waiting_for(preparer)
    assert len(asked_for) <= QUERIES_WHEN_KNOWN
    assert len(memory.answers._found) == kept
    with CaptureQueriesContext(connection) as asked_for:
        assert waiting.waiting_for(None) == waiting.Waiting()
    assert len(asked_for) == 0


@pytest.mark.parametrize(("post", "page"), [("n1-preparer", "/en/week/"), ("releaser", "/en/")])
def test_whoever_has_something_to_do_lands_on_it(small: Office, post: str, page: str) -> None:
    found = browser()
    answer = found.post("/en/sign-in/", {"key": signing.make_link(post)})
    assert (answer.status_code, answer.url) == (302, page)
    name = named(found, "anna@example.org")
    found.post("/en/account/password/new/", {"password1": PASSWORD, "password2": PASSWORD})
    said = {"login": name, "password": PASSWORD}
    assert browser().post("/en/account/sign-in/", said).url == page
    said["next"] = "/sv/indicators/jobs/"
    assert browser().post("/en/account/sign-in/", said).url == "/sv/indicators/jobs/"
