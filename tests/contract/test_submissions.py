"""Does a submission go from draft to release as it should, told, receipted and seen by the right ones?"""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.collection.packages import Entry
from styrbord.core.collection.receipts import receipt_text
from styrbord.core.people.roles import Action
from styrbord.services import clock, notices, people, rights, signing
from styrbord.services.collection import submissions
from styrbord.services.reading import visible
from styrbord.services.rights import OPERATOR, Actor
from styrbord.store.collection.models import Package, Step, Submission
from styrbord.store.ledger.models import Event
from styrbord.store.people.models import Holding
from styrbord.store.spine.models import Edition
from tests.contract.asking import reading, values
from tests.contract.people import BASIS, FIRST, Span, added, asked, key_of
from tests.contract.submitting import GOOD, PERIOD, REASON, Office, State, Verb, office, revision, state

pytestmark = pytest.mark.usefixtures("database")
WHOLE = ("jobs", "n1", "M")


@pytest.fixture
def small(database: str, tmp_path: Path) -> Office:
    """A board with one form and a person on each post."""
    return office(tmp_path / "county")


def codes(refusal: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in refusal.value.problems]


def later(token: str, *, days: int, small: Office) -> None:
    """Schedule for so many days from now."""
    at = clock.now() + timedelta(days=days)
    submissions.schedule([token], at=at, by=small.by("releaser"))


@pytest.mark.requirement("R-014")
def test_numbers_are_seen_when_they_are_released_and_not_before(small: Office) -> None:
    token = small.draft()
    assert values(reading(), *WHOLE) == {}
    small.submit(token)
    small.approve(token, "n1-reviewer")
    assert state(token) is State.SUBMITTED
    small.approve(token, "north-reviewer")
    assert state(token) is State.APPROVED
    assert values(reading(), *WHOLE) == {}
    submissions.schedule([token], at=None, by=small.by("releaser"))
    assert state(token) is State.RELEASED
    assert values(reading(), *WHOLE) == {PERIOD: 100.0}


def test_what_is_wrong_stops_a_submission_with_everything_at_once(small: Office) -> None:
    by = small.by("n1-preparer")
    token = submissions.open_for("labour", "n1", PERIOD, by=by)
    wrong = Entry("jobs", value=-1.0)
    submissions.save(token, [wrong], revision=0, channel="page", by=by)
    with pytest.raises(Refused) as refusal:
        small.submit(token)
    assert len(codes(refusal)) == 2
    assert state(token) is State.DRAFT


def test_only_cells_of_the_form_are_saved_and_only_what_can_be_kept(small: Office) -> None:
    by = small.by("n1-preparer")
    token = submissions.open_for("labour", "n1", PERIOD, by=by)
    wrong = [Entry("people", value=1.0), Entry("jobs", value=float("nan")), Entry("vacancies", status="Q")]
    with pytest.raises(Refused) as refusal:
        submissions.save(token, wrong, revision=0, channel="page", by=by)
    assert codes(refusal) == ["submission.unknown-cell", *["submission.unreadable-cell"] * 2]
    assert Package.objects.count() == 0


def test_a_subject_or_period_that_owes_nothing_is_not_opened(small: Office) -> None:
    user = people_of_the_board(small)
    for subject, period in (("s1", PERIOD), ("n1", "2024-12"), ("n1", "2026-Q1"), ("n1", "2099-01")):
        with pytest.raises(Refused) as refusal:
            submissions.open_for("labour", subject, period, by=user)
        assert codes(refusal) == ["submission.not-obliged"]


def people_of_the_board(small: Office) -> Actor:
    """A preparer of the whole board."""
    people.grant("releaser", asked("preparer"), by=OPERATOR)
    return small.by("releaser")


def test_opening_twice_is_the_same_submission(small: Office) -> None:
    by = small.by("n1-preparer")
    tokens = {submissions.open_for("labour", "n1", PERIOD, by=by, key=key) for key in ("", "a", "a", "b")}
    assert len(tokens) == 1


def test_a_subject_of_somebody_else_is_neither_opened_nor_found(small: Office) -> None:
    token, by = small.submitted(), small.by("n2-preparer")
    with pytest.raises(Refused) as refusal:
        submissions.open_for("labour", "n1", PERIOD, by=by)
    assert codes(refusal) == ["rights.missing"]
    said = []
    for name in (token, "0" * 32):
        with pytest.raises(Refused) as refusal:
            submissions.note(name, user=small.user("n2-preparer"))
        said.append(str(refusal.value))
        with pytest.raises(Refused) as refusal:
            submissions.actor_for(small.user("n2-preparer"), Verb.SAVE, name)
        said.append(str(refusal.value))
    assert len(set(said)) == 1


def test_a_post_that_is_not_held_opens_nothing(small: Office) -> None:
    borrowed = Actor("n1-preparer", key_of(small.user("n2-preparer")))
    with pytest.raises(Refused) as refusal:
        submissions.open_for("labour", "n1", PERIOD, by=borrowed)
    assert codes(refusal) == ["rights.missing"]


def test_a_reviewer_of_the_municipality_does_not_approve_for_the_county(small: Office) -> None:
    token = small.submitted()
    assert submissions.actor_for(small.user("n1-reviewer"), Verb.APPROVE, token).code == "n1-reviewer"
    small.approve(token, "n1-reviewer")
    assert Verb.APPROVE not in submissions.note(token, user=small.user("n1-reviewer")).may
    with pytest.raises(Refused) as refusal:
        small.approve(token, "n1-reviewer")
    assert codes(refusal) == ["rights.missing"]


def test_nobody_approves_twice_or_what_they_handed_in_even_as_a_deputy(small: Office) -> None:
    token = small.submitted()
    small.approve(token, "north-reviewer")
    with pytest.raises(Refused) as refusal:
        small.approve(token, "north-reviewer")
    assert codes(refusal) == ["submission.own"]
    people.name_deputy("north-reviewer", "n1-preparer", span=Span(first=FIRST, basis=BASIS), by=OPERATOR)
    user = small.user("n1-preparer")
    by = submissions.actor_for(user, Verb.APPROVE, token)
    assert by.code == "n1-preparer"
    with pytest.raises(Refused) as refusal:
        submissions.approve(token, revision=revision(token), by=by)
    assert codes(refusal) == ["submission.own"]
    assert Verb.APPROVE not in submissions.note(token, user=user).may


def test_an_unlocked_approval_may_be_given_again(small: Office) -> None:
    token, by = small.approved(), small.by("north-reviewer")
    submissions.unlock(token, reason="Too early", revision=revision(token), by=by)
    assert [level.is_done for level in submissions.note(token).levels] == [True, False]
    small.approve(token, "north-reviewer")
    assert state(token) is State.APPROVED


def test_a_returned_package_says_why_at_its_cells_and_comes_back(small: Office) -> None:
    token = small.submitted()
    said = {"reason": "See the cell", "cells": {"jobs|_T": "Too many"}}
    submissions.send_back(token, revision=revision(token), by=small.by("n1-reviewer"), **said)
    found = submissions.note(token, user=small.user("n1-preparer"))
    assert (found.state, found.may) == (State.RETURNED, (Verb.SAVE, Verb.SUBMIT))
    assert (found.steps[-1].words, found.steps[-1].cells) == ("See the cell", {"jobs|_T": "Too many"})
    assert "See the cell" not in str(list(Event.objects.values_list("data")))
    small.submit(token)
    assert state(token) is State.SUBMITTED


def test_an_older_page_changes_nothing_and_is_told_who_was_first(small: Office) -> None:
    token = small.submitted()
    seen = revision(token)
    small.approve(token, "n1-reviewer")
    with pytest.raises(Refused, match="N1-Reviewer changed this submission at") as refusal:
        submissions.send_back(token, reason="Why", revision=seen, by=small.by("north-reviewer"))
    assert codes(refusal) == ["submission.changed"]


def test_a_repeated_key_gives_the_first_answer_for_every_move(small: Office) -> None:
    token, by = small.draft(), small.by("n1-preparer")
    seen = revision(token)
    assert len({submissions.submit(token, revision=seen, by=by, key="k") for _ in range(3)}) == 1
    review = small.by("north-reviewer")
    approved = {submissions.approve(token, revision=seen + 1, by=review, key="k") for _ in range(2)}
    assert approved == {seen + 2}
    head = stranger("head", "reviewer", "north")
    submissions.approve(token, revision=seen + 2, by=head, key="k")
    made = [submissions.schedule([token], at=None, by=small.by("releaser"), key="k") for _ in range(3)]
    assert made[0] == made[1] == made[2]
    corrections = {
        submissions.correct(token, reason=REASON, by=by, key="k"),
        submissions.correct(token, reason=REASON, by=by, key="k"),
    }
    assert len(corrections) == 1
    assert Submission.objects.count() == 2


def stranger(post: str, role: str, subject: str) -> Actor:
    """Someone else with a role."""
    added(post)
    user = signing.use_link(signing.make_link(post))
    people.grant(post, asked(role, subject=subject), by=OPERATOR)
    return Actor(post, key_of(user))


def test_several_are_released_together_in_one_edition_and_withdrawn_together(small: Office) -> None:
    stranger("n2-reviewer", "reviewer", "n2")
    one, other = small.approved(), small.draft("n2")
    small.submit(other, "n2")
    by = Actor("n2-reviewer", key_of_post("n2-reviewer"))
    submissions.approve(other, revision=revision(other), by=by)
    small.approve(other, "north-reviewer")
    (edition,) = submissions.schedule([one, other], at=None, by=small.by("releaser"))
    assert submissions.note(one).together == (other,)
    submissions.withdraw(one, reason=REASON, by=small.by("releaser"))
    assert {state(one), state(other)} == {State.WITHDRAWN}
    assert Edition.objects.get(pk=edition).withdrawn_at is not None
    assert values(reading(), *WHOLE) == {}


def key_of_post(post: str) -> str:
    """Key of the only person that holds a post."""
    return str(Holding.objects.get(post__code=post).person.key)


def test_a_scheduled_one_reads_as_released_from_its_moment_on_and_is_written_once(
    small: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = small.approved()
    later(token, days=1, small=small)
    assert state(token) is State.SCHEDULED
    assert values(reading(), *WHOLE) == {}
    now = clock.now() + timedelta(days=1, seconds=1)
    monkeypatch.setattr(clock, "now", lambda: now)
    assert state(token) is State.RELEASED
    assert Submission.objects.get(token=token).state == State.SCHEDULED
    assert values(reading(), *WHOLE) == {PERIOD: 100.0}
    assert [submissions.settle() for _ in range(3)] == [1, 0, 0]
    assert Submission.objects.get(token=token).state == State.RELEASED
    assert submissions.disagreements() == []


def test_a_moment_is_moved_and_taken_away_but_not_once_it_has_come(
    small: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    token, by = small.approved(), small.by("releaser")
    later(token, days=3, small=small)
    at = clock.now() + timedelta(days=1)
    submissions.reschedule([token], at=at, reason="Earlier", by=by)
    submissions.unschedule([token], reason="Not yet", by=by)
    assert state(token) is State.APPROVED
    later(token, days=1, small=small)
    now = clock.now() + timedelta(days=2)
    monkeypatch.setattr(clock, "now", lambda: now)
    assert values(reading(), *WHOLE) == {PERIOD: 100.0}
    with pytest.raises(Refused) as refusal:
        submissions.unschedule([token], reason="Too late", by=by)
    assert codes(refusal) == ["submission.not-possible"]
    assert state(token) is State.RELEASED


def corrected(small: Office, token: str, value: float) -> str:
    """Token of a released correction."""
    newer = submissions.correct(token, reason=REASON, by=small.by("n1-preparer"))
    entries = [Entry("jobs", value=value)]
    by = small.by("n1-preparer")
    submissions.save(newer, entries, revision=revision(newer), channel="page", by=by)
    small.submit(newer)
    small.approve(newer, "n1-reviewer")
    small.approve(newer, "north-reviewer")
    submissions.schedule([newer], at=None, by=small.by("releaser"))
    return newer


def test_a_correction_is_a_new_edition_with_its_reason_and_both_can_be_seen(small: Office) -> None:
    token = small.released()
    between = clock.now()
    (old,) = submissions.note(token).editions
    newer = corrected(small, token, 101.0)
    assert (state(token), state(newer)) == (State.CORRECTED, State.RELEASED)
    (new,) = submissions.note(newer).editions
    edition = Edition.objects.get(pk=new)
    assert (edition.corrects_id, edition.reason) == (old, REASON)
    assert values(reading(), *WHOLE) == {PERIOD: 101.0}
    assert values(visible(as_of=between), *WHOLE) == {PERIOD: 100.0}
    found = submissions.note(newer)
    assert (found.corrects, submissions.note(token).corrected_by) == (token, newer)
    assert values(reading(), "vacancies", "n1", "M") == {PERIOD: 5.0}


def test_a_second_correction_at_once_is_refused(small: Office) -> None:
    token = small.released()
    submissions.correct(token, reason=REASON, by=small.by("n1-preparer"))
    with pytest.raises(Refused) as refusal:
        submissions.correct(token, reason=REASON, by=small.by("n1-preparer"))
    assert codes(refusal) == ["submission.being-corrected"]


def test_after_a_withdrawal_it_is_handed_in_anew(small: Office) -> None:
    token = small.released()
    submissions.withdraw(token, reason=REASON, by=small.by("releaser"))
    newer = small.approved()
    assert newer != token
    submissions.schedule([newer], at=None, by=small.by("releaser"))
    assert values(reading(), *WHOLE) == {PERIOD: 100.0}


@pytest.mark.parametrize("verb", [Verb.RETURN, Verb.WITHDRAW])
def test_what_needs_a_reason_is_refused_without_one(small: Office, verb: Verb) -> None:
    token = small.submitted() if verb is Verb.RETURN else small.released()
    seen, review, release = revision(token), small.by("n1-reviewer"), small.by("releaser")
    do = {
        Verb.RETURN: lambda: submissions.send_back(token, reason=" ", revision=seen, by=review),
        Verb.WITHDRAW: lambda: submissions.withdraw(token, reason={"en": " "}, by=release),
    }
    with pytest.raises(Refused) as refusal:
        do[verb]()
    assert codes(refusal) == ["submission.needs-reason"]


@pytest.mark.requirement("R-014")
def test_a_receipt_verifies_after_export_and_finds_every_change(small: Office) -> None:
    token = small.submitted()
    found = submissions.receipt(token, user=small.user("n1-preparer"))
    assert (found.post, found.cells.values, found.subject) == ("n1-preparer", 2, "n1")
    text, package = receipt_text(found), submissions.exported(token)
    assert submissions.check_receipt(text, package) == found == submissions.check_receipt(text)
    for wrong in (replace(found, sha256="0" * 64), replace(found, subject="n2")):
        for against in (package, None):
            with pytest.raises(Refused) as refusal:
                submissions.check_receipt(receipt_text(wrong), against)
            assert codes(refusal) == ["receipt.wrong"]
    with pytest.raises(Refused) as refusal:
        submissions.check_receipt(text, package.replace("100.0", "100.5"))
    assert codes(refusal) == ["receipt.wrong"]
    for broken in ("", "{}", text[:40]):
        with pytest.raises(Refused):
            submissions.check_receipt(broken)


@pytest.mark.requirement("R-013")
def test_the_ledger_alone_tells_who_did_what_and_when(small: Office) -> None:
    token = small.approved()
    submissions.unlock(token, reason="Why", revision=revision(token), by=small.by("north-reviewer"))
    small.approve(token, "north-reviewer")
    submissions.schedule([token], at=None, by=small.by("releaser"))
    told = [
        (event.at, event.actor, event.data["by_person"], event.data["state"], event.data["package"])
        for event in Event.objects.filter(about=token).order_by("pk")
        if event.verb != "submission.opened"
    ]
    done = [
        (step.at, step.by, step.person, step.state, step.package)
        for step in Step.objects.filter(submission__token=token).order_by("pk")
    ]
    assert told == done
    assert {event.rules_version for event in Event.objects.filter(about=token)} == {"submission/1"}
    assert submissions.disagreements() == []


def test_a_row_changed_past_the_program_is_found(small: Office) -> None:
    token = small.submitted()
    Submission.objects.filter(token=token).update(state=State.APPROVED)
    (problem,) = submissions.disagreements()
    assert (problem.code, problem.params["what"]) == ("submission.disagrees", "state")


def test_those_concerned_are_told_once(small: Office) -> None:
    token = small.submitted()
    assert kinds("n1-reviewer") == ["submission.to-review"]
    assert kinds("north-reviewer") == []
    small.approve(token, "n1-reviewer")
    assert kinds("n1-reviewer") == kinds("north-reviewer") == ["submission.to-review"]
    small.approve(token, "north-reviewer")
    assert kinds("releaser") == ["submission.to-release"]
    submissions.schedule([token], at=None, by=small.by("releaser"))
    assert kinds("n1-preparer") == ["submission.released"]


def kinds(post: str) -> list[str]:
    return [notice.kind for notice in notices.unread([post])]


def test_a_draft_is_seen_by_who_prepares_it_alone(small: Office) -> None:
    token = small.draft()
    assert submissions.note(token, user=small.user("n1-preparer")).entries == GOOD
    assert submissions.note(token, user=small.user("n1-reviewer")).entries == ()
    small.submit(token)
    assert submissions.note(token, user=small.user("n1-reviewer")).entries == GOOD


def test_everybody_lists_what_concerns_them(small: Office) -> None:
    token = small.submitted()
    small.draft("n2")
    mine = submissions.listed(small.user("n1-preparer"))
    assert [(one.token, one.state, one.may) for one in mine] == [(token, State.SUBMITTED, (Verb.TAKE_BACK,))]
    assert len(submissions.listed(small.user("north-reviewer"))) == 2
    assert rights.may(small.user("releaser"), Action.RELEASE)
    assert submissions.listed(object()) == []
