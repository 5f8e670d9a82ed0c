"""Do duties, reminders and escalations come to the right posts, once a step?"""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from styrbord.core.base.problems import Refused
from styrbord.services import clock, people
from styrbord.services.collection import deadlines, duties, submissions
from styrbord.services.rights import OPERATOR
from styrbord.store.collection.models import Form as FormRow
from styrbord.store.collection.models import Notice, Step, Submission
from styrbord.store.ledger.models import Event
from styrbord.store.spine.models import Subject
from tests.contract.forms import MONTHLY, board, published
from tests.contract.people import BASIS, FIRST, Span, added, asked, key_of, signed_in

pytestmark = pytest.mark.usefixtures("database")
ONE_MONTH = MONTHLY.replace('first = "2025-01"', 'first = "2025-01"\nlast = "2025-01"')


@pytest.fixture(autouse=True)
def small(database: str, tmp_path: Path) -> None:
    """A board with a form of one month, due on 10 February 2025."""
    board(tmp_path / "county")
    published(ONE_MONTH)


def on(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(hour=9, tzinfo=UTC)


def told() -> Counter[tuple[str, str, str]]:
    return Counter(Notice.objects.values_list("kind", "post", "params__subject"))


def put(subject: str, state: str, number: int = 0) -> None:
    Submission.objects.update_or_create(
        token=f"token-{subject}-{number}",
        defaults={
            "form": FormRow.objects.get(),
            "subject": Subject.objects.get(code=subject),
            "period": "2025-01",
            "number": number,
            "state": state,
            "changed_at": 0,
        },
    )


@pytest.mark.requirement("R-013")
def test_a_reminder_is_sent_once_a_step() -> None:
    days = ["2025-02-04", "2025-02-05", "2025-02-06", "2025-02-10", "2025-02-11", "2025-02-11", "2025-02-12"]
    sent = [deadlines.remind(on(day)) for day in days for _ in range(2)]
    assert sent == [0, 0, 2, 0, 0, 0, 2, 0, 2, 0, 0, 0, 0, 0]
    assert told() == {("submission.due", f"{subject}-preparer", subject): 2 for subject in ("n1", "n2")} | {
        ("submission.overdue", f"{subject}-preparer", subject): 1 for subject in ("n1", "n2")
    }


def test_what_is_handed_in_is_not_asked_for_and_what_is_returned_is() -> None:
    put("n1", "submitted")
    put("n2", "returned")
    deadlines.remind(on("2025-02-11"))
    assert told() == {("submission.overdue", "n2-preparer", "n2"): 1}


def test_what_was_withdrawn_is_due_again_and_a_correction_on_its_way_is_not() -> None:
    user = signed_in("n1-preparer")

    def seen() -> list[tuple[str, str, bool]]:
        return [(one.state, one.token, one.is_late) for one in duties.duties_of(user)]

    put("n1", "released")
    assert seen() == []
    put("n1", "draft", 1)
    assert seen() == [("draft", "token-n1-1", False)]
    assert ("submission.overdue", "n1-preparer", "n1") not in told()
    put("n1", "withdrawn")
    assert seen() == [("draft", "token-n1-1", True)]
    put("n1", "withdrawn", 1)
    assert seen() == [("", "", True)]
    deadlines.remind(on("2025-02-11"))
    assert ("submission.overdue", "n1-preparer", "n1") in told()
    put("n1", "submitted", 2)
    assert seen() == []


def test_what_is_told_leads_to_where_it_is_done() -> None:
    put("n2", "draft")
    deadlines.remind(on("2025-02-13"))
    found = Notice.objects.values_list("kind", "params__subject", "address")
    assert set(found) == {
        ("submission.overdue", "n1", "/collect/labour/n1/2025-01/"),
        ("submission.overdue", "n2", "/collect/token-n2-0/"),
        ("submission.escalated", "n1", "/collect/"),
        ("submission.escalated", "n2", "/collect/token-n2-0/"),
    }


def test_of_reminders_that_were_missed_the_newest_alone_is_sent() -> None:
    deadlines.remind(on("2025-02-12"))
    assert Counter(Notice.objects.values_list("kind", flat=True)) == {"submission.overdue": 2}


def test_a_silence_goes_up_the_tree_one_level_a_step() -> None:
    deadlines.remind(on("2025-02-13"))
    found = {key for key in told() if key[0] == "submission.escalated"}
    assert found == {
        ("submission.escalated", "n1-reviewer", "n1"),
        ("submission.escalated", "north-reviewer", "n2"),
    }
    deadlines.remind(on("2025-02-20"))
    assert ("submission.escalated", "north-reviewer", "n1") in told()
    assert deadlines.remind(on("2025-03-20")) == 0


def test_what_was_told_stands_in_the_ledger() -> None:
    deadlines.remind(on("2025-02-05"))
    (event,) = Event.objects.filter(verb="form.reminded")
    assert event.data["told"][0] == ["n1", "2025-01", "remind-5", "n1-preparer"]


def test_the_holder_who_is_nearest_is_told_where_the_nearest_post_is_vacant() -> None:
    signed_in("county-preparer", asked("preparer", subject="north"))
    signed_in("n2-preparer")
    deadlines.remind()
    assert {key[1:] for key in told() if key[0] == "submission.overdue"} == {
        ("n1-preparer", "n1"),
        ("county-preparer", "n1"),
        ("n2-preparer", "n2"),
    }


def test_a_preparer_sees_the_own_duties_with_the_latest_first() -> None:
    published(ONE_MONTH.replace('last = "2025-01"', 'last = "2025-02"'))
    user = signed_in("n1-preparer")
    found = duties.duties_of(user)
    assert [(one.subject, one.period, one.state, one.is_late) for one in found] == [
        ("n1", "2025-01", "", True),
        ("n1", "2025-02", "", True),
    ]
    assert found[0].days_late == (clock.now().date() - found[0].due).days
    put("n1", "submitted")
    assert [one.period for one in duties.duties_of(user)] == ["2025-02"]


def test_each_level_sees_what_waits_for_it() -> None:
    put("n1", "submitted")
    below, above, last = signed_in("n1-reviewer"), signed_in("north-reviewer"), signed_in("releaser")

    def seen() -> list[list[tuple[str, str, str]]]:
        users = (below, above, last)
        return [[(str(d.action), d.subject, d.level) for d in duties.duties_of(user)] for user in users]

    assert seen() == [[("review", "n1", "municipality")], [], []]
    Submission.objects.update(approvals=1)
    assert seen() == [[], [("review", "n1", "county")], []]
    Submission.objects.update(approvals=2, state="approved")
    assert seen() == [[], [], [("release", "n1", "")]]


def test_what_the_nearest_reviewer_has_seen_already_waits_for_the_next() -> None:
    put("n1", "submitted")
    user, above = signed_in("n1-reviewer"), signed_in("north-reviewer")
    row = Submission.objects.get()
    said = {"verb": "submit", "state": "submitted", "at": 0, "by": "n1-preparer", "person": key_of(user)}
    Step.objects.create(submission=row, package=row.package, **said)
    assert duties.duties_of(user) == []
    assert [one.subject for one in duties.duties_of(above)] == ["n1"]


def test_a_right_to_some_indicators_of_a_form_prepares_nothing_of_it() -> None:
    everything, some = (signed_in(f"{name}-preparer") for name in ("whole", "part"))
    people.grant("whole-preparer", asked("preparer", subject="n1", rubrics=("work",)), by=OPERATOR)
    people.grant("part-preparer", asked("preparer", subject="n1", rubrics=("people",)), by=OPERATOR)
    assert [one.subject for one in duties.duties_of(everything)] == ["n1"]
    assert duties.duties_of(some) == []
    assert submissions.actor_to_open(everything, "labour", "n1").code == "whole-preparer"
    with pytest.raises(Refused) as refused:
        submissions.actor_to_open(some, "labour", "n1")
    assert refused.value.problems[0].code == "rights.missing"


def test_nobody_sees_duties_without_a_right() -> None:
    added("stranger")
    assert duties.duties_of(signed_in("stranger")) == []
    assert duties.duties_of(None) == []


def test_a_deputy_has_the_duties_of_the_post() -> None:
    added("deputy")
    people.name_deputy("n1-preparer", "deputy", span=Span(first=FIRST, basis=BASIS), by=OPERATOR)
    assert [one.subject for one in duties.duties_of(signed_in("deputy"))] == ["n1"]
