"""Is a rating drafted, made, approved and published by different people, and the same when made again?"""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from styrbord.core.base.problems import Refused
from styrbord.core.ratings.workflow import MOVES, move_of
from styrbord.services import clock, jobs, ratings
from styrbord.services.ratings import ScopeNote, Wanted, days, listing
from styrbord.services.reading import principal_for, visible
from styrbord.services.rights import rights_of
from styrbord.store.ledger.models import Event
from styrbord.store.steering.models import RatingPlace, RatingRun, RatingStep, RatingVersion
from tests.contract import rating as begin
from tests.contract.people import asked, signed_in
from tests.contract.releasing import released, row

pytestmark = pytest.mark.usefixtures("database")
CODE = begin.CODE


@pytest.fixture(autouse=True)
def board(database: object, tmp_path: Path) -> None:
    """Twelve municipalities of two types, rated by five indicators."""
    begin.board(tmp_path)


def refused(do: Any, *arguments: Any, **said: Any) -> list[str]:
    """Codes of what something is refused with."""
    with pytest.raises(Refused) as error:
        do(*arguments, **said)
    return [one.code for one in error.value.problems]


@pytest.mark.requirement("R-083")
def test_a_rating_over_five_criteria_is_versioned_and_explained_to_one_cell() -> None:
    begin.approved()
    begin.published("2025")
    found = ratings.seen(visible(), CODE)
    assert (found.period, found.version, len(found.places)) == ("2025", "1", 12)
    told = ratings.card(visible(), CODE, "t03")
    assert sum(one.points for one in told.parts) == pytest.approx(told.place.scores["index"], abs=1e-9)
    facts = {one.indicator: one for one in told.facts}
    assert set(facts) == set(begin.FACTS)
    assert all(one.edition and one.value is not None for one in facts.values())
    ratings.change(begin.analyst(), CODE, begin.text(weights={"fires": 3}), revision=2)
    ratings.move_method(begin.owner(), CODE, "approve", revision=1)
    begin.published("2025", words="Fires weigh more")
    again = ratings.seen(visible(), CODE)
    assert (again.version, again.reason) == ("2", "Fires weigh more")


@pytest.mark.requirement("R-302")
def test_parts_of_a_change_sum_to_the_change_and_history_and_peers_are_there() -> None:
    begin.approved()
    begin.published("2024")
    begin.published("2025")
    told = ratings.card(visible(), CODE, "t04")
    assert told.change is not None
    assert (told.change.before, told.change.period) == ("2024", "2025")
    for parts in (told.change.by_indicator, told.change.by_cause):
        assert sum(one.points for one in parts) == pytest.approx(told.change.change, abs=1e-9)
    assert [one.period for one in told.history] == ["2024", "2025"]
    assert told.place in told.peers
    assert {one.group for one in told.peers} == {told.place.group}


@pytest.mark.requirement("R-084", "R-085")
def test_classes_follow_the_stored_cuts_and_part_the_set_each_time_alike() -> None:
    begin.approved()
    token = begin.published("2025")
    cuts = ratings.method(visible(), CODE).method.bands
    found = ratings.seen(visible(), CODE)
    assert cuts.cuts == (0.25, 0.75)
    assert {one.nominal for one in found.places} == set(cuts.classes)
    for group in ("town", "village"):
        table = [one for one in found.places if one.group == group]
        assert len(table) == 6
        shares = {name: sum(one.nominal == name for one in table) for name in cuts.classes}
        assert sum(shares.values()) == 6
        best = [one.rank or 0 for one in table if one.nominal == "leader"]
        others = [one.rank or 0 for one in table if one.nominal == "middle"]
        assert max(best) < min(others)
    again = ratings.replay(visible(), rights_of(begin.owner()), token)
    assert again.is_same


@pytest.mark.parametrize(("kind", "moves"), MOVES.items())
def test_what_the_tables_do_not_say_is_no_move(kind: str, moves: Any) -> None:
    verbs = {one.verb for one in moves}
    states = {one.state for one in moves} | {one.leads_to for one in moves}
    legal = {(one.state, one.verb) for one in moves}
    assert len(legal) == len(moves)
    for state in states:
        for verb in verbs:
            assert (move_of(kind, state, verb) is not None) == ((state, verb) in legal)


def test_one_drafts_another_approves_and_a_third_publishes() -> None:
    both = signed_in("both-post", asked("analyst"), asked("owner"), asked("releaser"))
    scope = ScopeNote(level="municipality")
    ratings.draft(both, CODE, begin.text(), scope=scope)
    assert refused(ratings.move_method, both, CODE, "approve", revision=1) == ["rating.same-person"]
    analyst = begin.analyst()
    assert refused(ratings.move_method, analyst, CODE, "approve", revision=1) == ["rights.missing"]
    assert refused(ratings.ask, both, Wanted(CODE, "2025")) == ["rating.not-approved"]
    ratings.move_method(begin.owner(), CODE, "approve", revision=1)
    kind, token = ratings.ask(both, Wanted(CODE, "2025", replicates=8))
    assert kind == "job"
    jobs.run(token)
    run = str(jobs.note(token).result["token"])
    assert refused(ratings.move_run, both, run, "approve", revision=1) == ["rating.same-person"]
    assert refused(ratings.move_run, begin.releaser(), run, "publish", revision=1) == ["rating.no-such-step"]
    assert refused(ratings.move_run, begin.releaser(), run, "approve", revision=1) == ["rights.missing"]
    ratings.move_run(begin.owner(), run, "approve", revision=1)
    assert refused(ratings.move_run, both, run, "publish", revision=2) == ["rating.same-person"]
    assert refused(ratings.move_run, begin.owner(), run, "publish", revision=2) == ["rights.missing"]
    ratings.move_run(begin.releaser(), run, "publish", revision=2, key="once")
    ratings.move_run(begin.releaser(), run, "publish", revision=2, key="once")
    assert RatingStep.objects.filter(about_kind="run", verb="publish").count() == 1
    assert refused(ratings.move_run, begin.releaser(), run, "withdraw", revision=3) == ["rating.needs-reason"]
    ratings.move_run(begin.releaser(), run, "withdraw", revision=3, words="Wrong fires")
    assert refused(ratings.seen, visible(), CODE) == ["rating.withdrawn"]
    assert refused(ratings.run, visible(), None, run) == ["rating.withdrawn"]
    assert ratings.listed(visible())[0].period == ""
    assert ratings.disagreements() == []


def test_what_is_not_published_is_for_those_who_work_with_ratings() -> None:
    begin.approved()
    token = begin.made()
    assert refused(ratings.seen, visible(), CODE) == ["rating.none-yet"]
    assert ratings.runs(visible(), None) == ()
    assert refused(ratings.run, visible(), None, token) == ["rating.not-found"]
    owner = begin.owner()
    reading = visible(principal_for(rights_of(owner)))
    assert [one.verbs for one in ratings.runs(reading, owner)] == [("approve", "withdraw")]
    assert ratings.run(reading, owner, token).rating.state == "made"
    waits = ratings.waiting(reading, owner, rights_of(owner))
    assert [(one.kind, one.verbs) for one in waits] == [("run", ("approve",))]


def test_an_approved_text_stays_and_its_change_is_a_new_version() -> None:
    begin.approved()
    first = RatingVersion.objects.get()
    with pytest.raises(DatabaseError), transaction.atomic():
        RatingVersion.objects.filter(pk=first.pk).update(text="{}")
    analyst = begin.analyst()
    same = refused(ratings.change, analyst, CODE, begin.text(), revision=2)
    assert same == ["rating.nothing-new"]
    late = refused(ratings.change, analyst, CODE, begin.text(weights={"roads": 2}), revision=1)
    assert late == ["rating.moved-on"]
    ratings.change(analyst, CODE, begin.text(weights={"roads": 2}), revision=2)
    ratings.change(analyst, CODE, begin.text(weights={"roads": 4}), revision=1)
    page = ratings.method(visible(), CODE, version=2, user=analyst)
    assert (page.note.state, page.note.number, len(page.versions)) == ("draft", 2, 2)
    assert [one.effective for one in page.criteria if one.code == "roads"] == [pytest.approx(1 / 3)]
    assert refused(ratings.method, visible(), CODE, version=2) == ["rating.not-found"]
    assert ratings.method(visible(), CODE).note.number == 1
    assert ratings.disagreements() == []


@pytest.mark.requirement("R-092")
def test_nothing_is_published_without_criteria_in_three_languages_and_the_page_lists_them() -> None:
    begin.approved(begin.text(lacking="fires"))
    token = begin.made()
    ratings.move_run(begin.owner(), token, "approve", revision=1)
    releaser = begin.releaser()
    with pytest.raises(Refused) as error:
        ratings.move_run(releaser, token, "publish", revision=2)
    (problem,) = error.value.problems
    assert (problem.code, problem.params["code"]) == ("rating.not-explained", "fires")
    assert problem.params["languages"] == "ru"
    page = ratings.method(visible(), CODE)
    assert [one.params["code"] for one in page.missing] == ["fires"]
    told = {one.code: one for one in page.criteria}
    assert told["fires"].direction == -1
    assert told["staff"].weight == pytest.approx(2 / 3)
    assert told["people"].formula == "arithmetic"
    assert set(told["roads"].criteria) == {"en", "ru", "sv"}
    assert sum(one.effective for one in page.criteria if one.is_indicator) == pytest.approx(1)


def test_a_run_stays_as_it_was_after_new_numbers_and_a_correction_succeeds_it_with_a_reason() -> None:
    begin.approved()
    first = begin.published()
    before = RatingRun.objects.get(token=first).result_hash
    released(row(99.0, "t12", "2025", indicator="staff"), source="form")
    reading, rights = visible(), rights_of(begin.owner())
    assert ratings.replay(reading, rights, first) == ratings.Replayed(first, True, before, before)
    second = begin.made()
    assert second != first
    ratings.move_run(begin.owner(), second, "approve", revision=1)
    releaser = begin.releaser()
    assert refused(ratings.move_run, releaser, second, "publish", revision=2) == ["rating.needs-correction"]
    ratings.move_run(releaser, second, "publish", revision=2, words="Staff of T12 was wrong")
    assert [begin.state_of(one) for one in (first, second)] == ["succeeded", "published"]
    found = ratings.seen(visible(), CODE)
    assert (found.token, found.reason) == (second, "Staff of T12 was wrong")
    assert {one.token for one in ratings.card(visible(), CODE, "t12").history} == {first, second}


def test_the_same_question_is_the_same_run_and_the_same_job() -> None:
    begin.approved()
    asked_once = ratings.ask(begin.analyst(), Wanted(CODE, "2025", replicates=8))
    assert ratings.ask(begin.analyst(), Wanted(CODE, "2025", replicates=8)) == asked_once
    token = begin.made(seed=1)
    assert ratings.ask(begin.analyst(), Wanted(CODE, "2025", replicates=64, seed=1)) == ("run", token)
    assert begin.made(seed=2) != token


def test_what_was_computed_is_never_changed_or_deleted() -> None:
    begin.approved()
    token = begin.made()
    run = RatingRun.objects.get(token=token)
    for change in (
        lambda: RatingPlace.objects.filter(run=run).update(place=1),
        lambda: RatingRun.objects.filter(pk=run.pk).update(result_hash="0"),
        lambda: RatingStep.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


@pytest.mark.requirement("R-004")
def test_types_are_never_mixed_unless_the_method_says_so_and_then_with_a_warning() -> None:
    scope = ScopeNote(level="municipality")
    analyst, owner = begin.analyst(), begin.owner()
    ratings.draft(analyst, CODE, begin.text(group=""), scope=scope)
    ratings.move_method(owner, CODE, "approve", revision=1)
    assert refused(ratings.ask, analyst, Wanted(CODE, "2025")) == ["rating.mixed-types"]
    towns = ratings.seen_by_token(
        visible(principal_for(rights_of(owner))), rights_of(owner), begin.made(types=("town",))
    )
    assert {one.group for one in towns.places} == {"town"}
    ratings.change(analyst, CODE, begin.text(), revision=2)
    ratings.move_method(owner, CODE, "approve", revision=1)
    apart = ratings.run(visible(principal_for(rights_of(owner))), owner, begin.made())
    ranks = {
        group: sorted(p.rank or 0 for p in apart.rating.places if p.group == group)
        for group in ("town", "village")
    }
    assert ranks == {"town": [1, 2, 3, 4, 5, 6], "village": [1, 2, 3, 4, 5, 6]}
    assert apart.warnings == ()
    ratings.change(analyst, CODE, begin.text(group="", is_common=True), revision=2)
    ratings.move_method(owner, CODE, "approve", revision=1)
    common = ratings.run(visible(principal_for(rights_of(owner))), owner, begin.made())
    assert sorted(one.rank or 0 for one in common.rating.places) == list(range(1, 13))
    assert [one.code for one in common.warnings] == ["rating.common-rank"]


def test_a_rating_is_made_for_those_who_see_its_strictest_indicator(tmp_path: Path) -> None:
    begin.board(tmp_path / "inside", money="internal")
    begin.approved()
    token = begin.published()
    assert RatingRun.objects.get(token=token).access == "internal"
    assert refused(ratings.seen, visible(), CODE) == ["rating.not-found"]
    assert ratings.listed(visible()) == ()
    inside = signed_in("editor-post", asked("editor"))
    assert ratings.seen(visible(principal_for(rights_of(inside))), CODE).token == token
    part = signed_in("part-post", asked("owner", subject="t01"))
    assert refused(ratings.seen, visible(principal_for(rights_of(part))), CODE) == ["rating.not-found"]


def test_what_is_suppressed_for_its_readers_is_missing_in_a_rating(tmp_path: Path) -> None:
    begin.board(tmp_path / "small", small=45)
    released(row(3.0, "t02", "2025", indicator="fires"), row(50.0, "t04", "2025", indicator="fires"))
    begin.approved()
    begin.published()
    for town, value in (("t02", None), ("t04", 50.0)):
        told = ratings.card(visible(), CODE, town)
        assert [one.value for one in told.facts if one.indicator == "fires"] == [value]
        assert sum(one.points for one in told.parts) == pytest.approx(told.place.scores["index"], abs=1e-9)
    seen = ratings.seen(visible(), CODE)
    gone = [fact for town in begin.TOWNS for fact in ratings.card(visible(), CODE, town).facts]
    assert (seen.missing, seen.filled, seen.cells) == (sum(one.value is None for one in gone), 0, 60)
    assert 0 < seen.missing < 12
    needed = Client().get(f"/en/ratings/{CODE}/2025/t02/what-if/", {"place": "1"})
    assert (needed.status_code, b"What is needed to reach place 1" in needed.content) == (200, True)


def test_what_is_missing_is_counted_in_a_run_that_was_kept_without_the_count() -> None:
    begin.approved()
    run = RatingRun.objects.get(token=begin.published())
    place = run.places.filter(period="2025").first()
    assert place is not None
    place.facts["fires"]["value"] = None
    run.manifest.pop("missing")
    assert listing.missing_of(run, [place, *run.places.exclude(pk=place.pk)]) == 1


@pytest.mark.requirement("R-089")
def test_a_day_of_the_calendar_leads_to_a_publication_and_a_late_one_is_flagged() -> None:
    today = clock.now().date()
    begin.approved()
    owner = begin.owner()
    past = refused(ratings.set_day, owner, CODE, "2025", today - timedelta(days=1))
    assert past == ["rating.day-passed"]
    ratings.set_day(owner, CODE, "2024", today)
    ratings.set_day(owner, CODE, "2025", today)
    begin.published("2024")
    assert days.tend(clock.now()) == 0
    later = clock.now() + timedelta(days=3)
    with clock.at(later):
        assert days.tend(clock.now()) == 1
        assert days.tend(clock.now()) == 0
        late = {one.period: (one.is_late, one.days_late) for one in ratings.calendar(visible())}
        assert late == {"2024": (False, 0), "2025": (True, 3)}
        (note,) = ratings.listed(visible())
        assert (note.next_period, note.next_on, note.period) == ("2025", today, "2024")
        begin.published("2025")
        assert ratings.listed(visible())[0].days_late == 3
        assert ratings.seen(visible(), CODE).due_on == today
        assert ratings.seen(visible(), CODE).days_late == 3
        begin.published("2024", words="On a scale of its own.", frame=1)
        assert ratings.seen(visible(), CODE, period="2024").days_late == 0
    assert [one.data["period"] for one in Event.objects.filter(verb="rating-day.passed")] == ["2025"]


def test_another_method_shows_who_gains_and_other_numbers_who_moves() -> None:
    begin.approved()
    begin.published()
    found = ratings.compared(visible(), CODE, text=begin.text(weights={"fires": 30}))
    assert len(found.moved) == 12
    assert sum(one.rise or 0 for one in found.moved) == 0
    same = ratings.compared(visible(), CODE, other=f"{CODE}/1")
    assert {one.rise for one in same.moved} == {0}
    last = max((one for one in found.moved if one.group == "town"), key=lambda one: one.rank or 0)
    told = ratings.tried(visible(), CODE, last.subject, {"staff": 95.0, "schools": 95.0})
    assert (told.own.rise or 0) > 0
    reached = ratings.reached(visible(), CODE, last.subject, "staff", rank=5)
    assert reached.value is None or reached.value > reached.now
    assert refused(ratings.tried, visible(), CODE, last.subject, {}) == ["explain.no-edits"]
    assert refused(ratings.tried, visible(), CODE, "top", {"staff": 1.0}) == ["rating.not-rated"]


@pytest.mark.requirement("R-087")
def test_low_on_all_criteria_is_told_apart_from_a_low_score() -> None:
    begin.approved()
    begin.published()
    found = ratings.seen(visible(), CODE)
    lagging = {one.subject for one in found.places if one.nominal == "lagging"}
    assert set(found.low_on_all) <= lagging
    for place in found.places:
        classes = _classes(found, place.subject)
        assert (place.subject in found.low_on_all) == (classes == {"lagging"})
        assert ratings.card(visible(), CODE, place.subject).is_low_on_all == (
            place.subject in found.low_on_all
        )
    assert found.low_on_all


def _classes(found: Any, subject: str) -> set[str]:
    """Classes on each pillar by the place within the type: a quarter, a half, a quarter."""
    group = next(one.group for one in found.places if one.subject == subject)
    table = [one for one in found.places if one.group == group]
    classes = set()
    for node in ("people", "things"):
        rank = 1 + sum(one.scores[node] > _score(table, subject, node) for one in table)
        share = rank / len(table)
        classes.add("leader" if share <= 0.25 else "middle" if share <= 0.75 else "lagging")
    return classes


def _score(table: Any, subject: str, node: str) -> float:
    return next(float(one.scores[node]) for one in table if one.subject == subject)


def test_a_rating_is_taken_along_in_three_forms() -> None:
    begin.approved()
    begin.published()
    text = ratings.exported(visible(), CODE, form="csv").content.decode()
    assert len(text.splitlines()) == 13
    assert text.startswith("subject,name,group,place,")
    assert b'"to_confirm"' in ratings.exported(visible(), CODE, form="json").content
    assert ratings.exported(visible(), CODE, form="xlsx").content[:2] == b"PK"
    assert refused(ratings.exported, visible(), CODE, form="doc") == ["rating.unknown-form"]


def test_what_is_wrong_with_a_draft_or_a_question_is_told() -> None:
    analyst = begin.analyst()
    wrong = begin.text().replace('code = "roads"', 'code = "rods"')
    assert refused(ratings.draft, analyst, CODE, wrong) == ["rating.unknown-indicator"]
    nobody = refused(ratings.draft, analyst, CODE, begin.text(), scope=ScopeNote(below="t1"))
    assert nobody == ["rating.unknown-subject"]
    assert refused(ratings.draft, analyst, "No Code", begin.text()) == ["rating.wrong-code"]
    assert refused(ratings.draft, analyst, CODE) == ["rating.no-text"]
    assert refused(ratings.draft, begin.owner(), CODE, begin.text()) == ["rights.missing"]
    assert refused(ratings.draft, None, CODE, begin.text()) == ["sign-in.needed"]
    begin.approved()
    assert refused(ratings.draft, analyst, CODE, begin.text()) == ["rating.code-taken"]
    assert refused(ratings.ask, analyst, Wanted(CODE, "2025-Q1")) == ["rating.wrong-period"]
    assert refused(ratings.ask, analyst, Wanted(CODE, "1999")) == ["rating.no-numbers"]
    assert refused(ratings.ask, analyst, Wanted(CODE, "2025", frame=0)) == ["rating.out-of-bounds"]
    assert refused(ratings.ask, analyst, Wanted("none", "2025")) == ["rating.not-found"]
