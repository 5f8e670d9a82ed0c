"""When many want the same at once, does exactly one get it, and are the others told?"""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from threading import Barrier, Thread

import pytest
from django.db import DatabaseError, connection, connections, transaction

from styrbord.core.base.problems import Refused
from styrbord.services.collection import submissions
from styrbord.store.collection.models import Package, Step
from styrbord.store.ledger.models import Event
from styrbord.store.spine.models import Edition
from tests.contract.submitting import GOOD, PERIOD, REASON, Office, State, office, revision, state

pytestmark = pytest.mark.usefixtures("database")
MANY = 8


@pytest.fixture
def small(database: str, tmp_path: Path) -> Office:
    """A board with one form and a person on each post."""
    return office(tmp_path / "county")


def at_once(do: Callable[[int], object], count: int = MANY) -> list[object]:
    """What each of several threads got: an answer, or the code of a refusal."""
    settings, start = connections.settings["default"], Barrier(count)
    found: list[object] = []

    def ask(number: int) -> None:
        connections.settings["default"] = settings
        try:
            start.wait()
            found.append(do(number))
        except Refused as refused:
            found.append(refused.problems[0].code)
        finally:
            connections["default"].close()

    threads = [Thread(target=ask, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_one_of_many_approvals_wins_and_the_others_are_told(small: Office) -> None:
    token = small.submitted()
    seen = revision(token)
    by = [small.by("n1-reviewer"), small.by("north-reviewer")]
    found = at_once(lambda number: submissions.approve(token, revision=seen, by=by[number % 2]))
    assert Counter(found) == {seen + 1: 1, "submission.changed": MANY - 1}
    assert Step.objects.filter(verb="approve").count() == 1
    assert submissions.disagreements() == []


def test_one_of_many_releases_wins_and_makes_one_edition(small: Office) -> None:
    token, before = small.approved(), Edition.objects.count()
    by = small.by("releaser")
    found = at_once(lambda _: len(submissions.schedule([token], at=None, by=by)))
    refused = {"submission.changed", "submission.not-possible"}
    assert [one for one in found if one not in refused] == [1]
    assert len(found) == MANY
    assert Edition.objects.count() == before + 1
    assert Event.objects.filter(verb="submission.released").count() == 1
    assert submissions.disagreements() == []


def test_with_one_key_all_get_the_answer_of_the_one_that_was_first(small: Office) -> None:
    token, by = small.draft(), small.by("n1-preparer")
    seen = revision(token)
    found = at_once(lambda _: submissions.submit(token, revision=seen, by=by, key="same"))
    assert set(found) == {seen + 1}
    assert len(found) == MANY
    assert Package.objects.filter(is_handed_in=True).count() == 1


def test_an_approval_and_a_change_at_once_leave_one_of_them(small: Office) -> None:
    token = small.submitted()
    seen = revision(token)
    review, prepare = small.by("n1-reviewer"), small.by("n1-preparer")
    does = [
        lambda: submissions.approve(token, revision=seen, by=review),
        lambda: submissions.take_back(token, revision=seen, by=prepare),
    ]
    found = at_once(lambda number: does[number % 2]())
    assert Counter(found) == {seen + 1: 1, "submission.changed": MANY - 1}


def test_many_openings_and_corrections_at_once_make_one_row(small: Office) -> None:
    by = small.by("n1-preparer")
    tokens = at_once(lambda _: submissions.open_for("labour", "n1", PERIOD, by=by))
    assert len(set(tokens)) == 1
    assert len(tokens) == MANY
    token = str(tokens[0])
    submissions.save(token, GOOD, revision=0, channel="page", by=by)
    small.submit(token)
    small.approve(token, "n1-reviewer")
    small.approve(token, "north-reviewer")
    submissions.schedule([token], at=None, by=small.by("releaser"))
    found = at_once(lambda _: submissions.correct(token, reason=REASON, by=by))
    refused = {"submission.being-corrected", "submission.changed"}
    assert len([one for one in found if one not in refused]) == 1
    assert len(found) == MANY
    assert state(token) is State.RELEASED


def test_the_database_keeps_what_was_handed_in_and_done(small: Office) -> None:
    small.released()
    changes = ("sha256 = ''", "person = 'nobody'", "package_id = 1", "text = ''")
    for table, change in zip(("package", "step", "packageedition", "formversion"), changes, strict=True):
        for sql in (f"UPDATE collection_{table} SET {change}", f"DELETE FROM collection_{table}"):
            with (
                pytest.raises(DatabaseError, match=r"never changed or deleted|nothing else of it is changed"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(sql)
