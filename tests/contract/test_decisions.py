"""Are decisions taken only when nothing is missing, and seen by those who may?"""

from dataclasses import replace
from pathlib import Path

import pytest

from styrbord.core.spine.indicators import Access
from styrbord.core.strategy.deviations.guards import Said
from styrbord.core.strategy.deviations.workflow import State as Case
from styrbord.core.strategy.deviations.workflow import Verb as CaseVerb
from styrbord.services import clock, decisions, deviations, releases
from styrbord.services.reading import PUBLIC, Principal, end_of, visible
from styrbord.services.work import work
from styrbord.store.ledger.models import Event
from styrbord.store.steering.models import Decision, DecisionVersion, DecisionWords
from tests.contract.deciding import (
    ALL,
    CHOICES,
    REASONS,
    START,
    board,
    cell,
    decided,
    owner,
    page,
    refused,
    travel,
    whole,
)
from tests.contract.deviating import brought, opened, row
from tests.contract.people import administrator, asked, signed_in
from tests.contract.releasing import released

pytestmark = pytest.mark.usefixtures("database")
INSIDE = Principal("inside", is_signed_in=True, access=Access.INTERNAL)


@pytest.fixture(autouse=True)
def begun(database: object, tmp_path: Path) -> None:
    """Eighteen years of three towns."""
    board(tmp_path)


def test_a_proposal_takes_three_steps_and_two_more_to_be_taken() -> None:
    user = owner()
    token = decisions.propose(user, START)
    assert decisions.change(user, token, CHOICES, revision=1) == 2
    assert decisions.change(user, token, REASONS, revision=2) == 3
    assert page(token).state == "proposed"
    assert decisions.move(user, token, "submit", revision=3) == 4
    assert decisions.move(user, token, "decide", revision=4) == 5
    found = page(token)
    assert (found.state, found.owner, found.title) == ("decided", "owner", START.title)
    assert [one.code for one in found.said.said_options] == ["a", "nothing"]
    assert [one.verb for one in found.steps] == ["propose", "submit", "decide"]
    verbs = Event.objects.filter(verb__startswith="decision.").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == [
        f"decision.{one}" for one in ("proposed", "changed", "changed", "submitted", "decided")
    ]


def test_to_do_nothing_is_an_option_though_nobody_names_it() -> None:
    user = owner()
    token = decisions.propose(user, START)
    decisions.change(user, token, replace(CHOICES, options=CHOICES.options[:1]), revision=1)
    assert [one.code for one in page(token).said.said_options] == ["a", "nothing"]


@pytest.mark.requirement("R-069")
def test_nothing_is_decided_with_one_option() -> None:
    user = owner()
    token = whole(user)
    decisions.change(user, token, replace(CHOICES, options=CHOICES.options[1:], chosen="nothing"), revision=3)
    assert "decision.one-option" in refused(decisions.move, user, token, "submit", revision=4)
    Decision.objects.filter(token=token).update(state="under-review")
    assert "decision.one-option" in refused(decisions.move, user, token, "decide", revision=4)


def test_everything_that_is_missing_is_told_at_once() -> None:
    user = owner()
    token = decisions.propose(user, replace(START, effects=(), in_force_on=""))
    found = refused(decisions.move, user, token, "submit", revision=1)
    assert found == [
        "decision.no-effect",
        "decision.no-day",
        "decision.one-option",
        "decision.nothing-assessed",
        "decision.no-choice",
        *["decision.no-reason"] * 3,
        "decision.no-summary",
    ]


def test_what_cannot_be_read_is_told_at_once_and_nothing_is_kept() -> None:
    wrong = replace(
        START,
        in_force_on="tomorrow",
        effects=[("jobs", "n1", "five", "2024", "2025-03-01"), ("jobs", "", "5", "2024", "2025-03-01")],
    )
    assert refused(decisions.propose, owner(), wrong) == [
        "decision.unreadable-number",
        "decision.half-effect",
        "decision.unreadable-day",
    ]
    lost = replace(START, subject="nowhere", effects=[("none", "n1", "5", "2024", "2025-03-01")])
    assert refused(decisions.propose, owner(), lost) == [
        "decision.no-such-subject",
        "decision.series-not-seen",
    ]
    assert not Decision.objects.exists()


def test_a_period_in_another_rhythm_is_refused() -> None:
    wrong = replace(START, effects=[("jobs", "n1", "5", "2024-03", "2025-03-01")])
    assert refused(decisions.propose, owner(), wrong) == ["decision.other-rhythm"]


def test_a_request_that_is_repeated_makes_one_decision() -> None:
    user = owner()
    token = decisions.propose(user, START, key="once")
    assert decisions.propose(user, START, key="once") == token
    assert decisions.change(user, token, CHOICES, revision=1, key="two") == 2
    assert decisions.change(user, token, CHOICES, revision=1, key="two") == 2
    assert Decision.objects.get().revision == 2


def test_of_two_writers_the_second_is_told() -> None:
    user = owner()
    token = decisions.propose(user, START)
    decisions.change(user, token, CHOICES, revision=1)
    assert refused(decisions.change, user, token, REASONS, revision=1) == ["decision.moved-on"]


def test_only_those_with_the_right_there_propose_and_decide() -> None:
    south = owner("south", subject="south")
    seen = replace(START, evidence=())
    assert refused(decisions.propose, south, seen) == ["rights.missing"]
    assert refused(decisions.propose, south, START) == ["decision.series-not-seen"]
    assert refused(decisions.propose, signed_in("editor", asked("editor")), START) == ["rights.missing"]
    assert refused(decisions.propose, None, START) == ["sign-in.needed"]
    analyst = signed_in("analyst", asked("analyst", subject="n1"))
    token = whole(analyst)
    decisions.move(analyst, token, "submit", revision=3)
    assert refused(decisions.move, analyst, token, "decide", revision=4) == ["rights.missing"]
    decisions.move(owner(subject="north"), token, "decide", revision=4)
    assert page(token).owner == "owner"


def test_a_proposal_is_seen_by_those_inside_and_a_decision_by_all_once_it_is_public() -> None:
    user = owner()
    token = decided(user)
    assert decisions.listed(visible()) == ()
    assert refused(page, token, PUBLIC) == ["decision.not-found"]
    assert [one.token for one in decisions.listed(visible(INSIDE))] == [token]
    decisions.publish(user, token)
    assert page(token, PUBLIC).is_public
    decisions.publish(user, token, is_public=False)
    assert refused(page, token, PUBLIC) == ["decision.not-found"]


def test_what_is_not_taken_or_not_open_is_not_made_public() -> None:
    user = owner()
    assert refused(decisions.publish, user, whole(user)) == ["decision.not-taken"]
    closed = decided(user, effects=[("debts", "n1", "-5", "2024", "2025-03-01")])
    assert refused(decisions.publish, user, closed) == ["decision.not-open"]


def test_a_decision_about_a_restricted_series_is_not_there_for_others() -> None:
    token = decided(owner(), effects=[("debts", "n1", "-5", "2024", "2025-03-01")])
    assert page(token).series == (("debts", "n1"),)
    assert refused(page, token, INSIDE) == ["decision.not-found"]
    assert decisions.listed(visible(INSIDE)) == ()
    assert decisions.lessons(visible(INSIDE), "school") == ()


@pytest.mark.requirement("R-070")
def test_the_public_version_leaves_restricted_evidence_out_and_says_so() -> None:
    user = owner()
    token = decided(user)
    assert [one.indicator for one in page(token).evidence] == ["jobs", "debts"]
    decisions.publish(user, token)
    found = page(token, PUBLIC)
    assert ([one.indicator for one in found.evidence], found.left_out) == (["jobs"], 1)


@pytest.mark.requirement("R-080")
def test_evidence_stays_as_it_was_known_and_what_moved_since_is_told() -> None:
    user = owner()
    token = decided(user)
    before = page(token).evidence[0].then
    assert before is not None
    assert before.value is not None
    travel("2024-06-01")
    released(cell(before.value + 2, "2023"))
    found = page(token).evidence[0]
    assert found.then is not None
    assert found.then.value == before.value
    assert found.moved == pytest.approx(2.0)
    decisions.listed(visible(ALL))


def test_evidence_that_was_named_before_keeps_its_moment() -> None:
    user = owner()
    token = decisions.propose(user, START)
    first = page(token).evidence[0].known_at
    travel("2024-06-01")
    decisions.change(user, token, START, revision=1)
    assert page(token).evidence[0].known_at == first


def test_evidence_of_a_withdrawn_edition_is_named_without_its_number() -> None:
    travel("2024-01-20")
    editions = released(cell(150.0, "2023"))
    token = decided(owner())
    assert page(token).evidence[0].then is not None
    travel("2024-02-20")
    with work("releaser", clock.now()) as piece:
        releases.withdraw(piece, editions, {"en": "Wrong"})
    found = page(token).evidence[0]
    assert (found.is_withdrawn, found.then, found.now) == (True, None, None)


def test_a_page_as_of_a_day_shows_what_was_said_then() -> None:
    user = owner()
    token = whole(user)
    travel("2024-03-01")
    decisions.change(user, token, replace(START, title="Rent a school"), revision=3)
    assert page(token, as_of=end_of("2024-02-01")).title == START.title
    assert page(token).title == "Rent a school"
    assert refused(page, token, as_of=end_of("2023-12-01")) == ["decision.not-found"]


@pytest.mark.requirement("R-074")
def test_chains_have_no_circle_and_are_told_in_order() -> None:
    user = owner()
    first = whole(user, title="First")
    second = whole(user, title="Second", predecessors=(first,))
    third = whole(user, title="Third", predecessors=(second,))
    for token in (first, second, third):
        found = page(token)
        assert [one.title for one in found.chain] == ["First", "Second", "Third"]
        assert set(found.links) == {(first, second), (second, third)}
    back = replace(START, predecessors=(third,))
    assert refused(decisions.change, user, first, back, revision=3) == ["decision.circle"]
    own = replace(START, predecessors=(first,))
    assert refused(decisions.change, user, first, own, revision=3) == ["decision.circle"]


def test_links_to_what_a_reader_may_not_see_are_counted_only() -> None:
    user = owner()
    hidden = decided(user, effects=[("debts", "n1", "-5", "2024", "2025-03-01")])
    token = decided(user, predecessors=(hidden,))
    found = page(token, INSIDE)
    assert ([one.token for one in found.chain], found.links_left_out) == ([token], 1)
    stranger = signed_in("expert", asked("owner", rubrics=("work",), subject="south"))
    assert refused(decisions.change, stranger, token, START, revision=5) == ["decision.not-found"]


def test_a_decision_moves_the_deviation_that_it_comes_from() -> None:
    user, case = owner(), opened("n1", "jobs")
    brought(case, Case.TAKEN_UP, user)
    deviations.move(user, case, CaseVerb.NAME_CAUSE, Said(cause="staff"))
    token = decided(user, origin_kind="deviation", origin=case)
    assert (row(case).state, row(case).decision) == (Case.DECIDED, token)


def test_a_deviation_that_cannot_be_moved_stays_and_the_decision_stands() -> None:
    user, case = owner(), opened("n1", "jobs")
    token = decided(user, origin_kind="deviation", origin=case)
    assert (row(case).state, page(token).state) == (Case.NEW, "decided")
    assert page(decided(user, origin_kind="deviation", origin="nowhere")).state == "decided"


def test_words_can_be_erased_and_the_record_stays() -> None:
    token = decided(owner())
    keeper, _ = administrator()
    decisions.erase(keeper, token, "position.0")
    found = page(token).said
    assert [one.who for one in found.positions] == ["", "Neighbours"]
    decisions.erase(keeper, token)
    assert (page(token).title, page(token).state) == ("", "decided")
    assert not any(one.words for one in DecisionWords.objects.all())
    told = str(list(Event.objects.filter(about=token).values_list("data", flat=True)))
    assert not any(words in told for words in (START.title, "Parents", "lease"))
    assert START.title not in str(list(DecisionVersion.objects.values_list("content", flat=True)))


@pytest.mark.requirement("R-072")
def test_without_affected_groups_nothing_is_decided_or_made_public() -> None:
    user = owner()
    token = whole(user)
    bare = [replace(one, groups=()) for one in CHOICES.options]
    decisions.change(user, token, replace(CHOICES, options=bare), revision=3)
    assert refused(decisions.move, user, token, "submit", revision=4) == ["decision.no-groups"]
    Decision.objects.filter(token=token).update(state="under-review")
    assert refused(decisions.move, user, token, "decide", revision=4) == ["decision.no-groups"]
    assert refused(decisions.publish, user, token) == ["decision.not-taken"]


@pytest.mark.requirement("R-073")
def test_without_a_summary_nothing_is_decided() -> None:
    user = owner()
    token = whole(user)
    decisions.change(user, token, replace(REASONS, summary={}), revision=3)
    assert refused(decisions.move, user, token, "submit", revision=4) == ["decision.no-summary"]


@pytest.mark.requirement("R-079")
def test_pilots_and_series_are_found() -> None:
    user = owner()
    pilot = decided(user)
    other = decided(user, is_pilot=False, effects=[("wages", "n1", "1", "2024", "2025-03-01")])
    reading = visible(ALL)
    assert [one.token for one in decisions.listed(reading, only_pilots=True)] == [pilot]
    assert [one.token for one in decisions.listed(reading, indicator="wages")] == [other]
    assert [one.token for one in decisions.on_series(reading, "jobs", "n1")] == [pilot]
    assert decisions.on_series(visible(PUBLIC), "jobs", "n1") == ()
