"""Is a change request agreed by every plan, approved by another person, and judged anew when applied?"""

from dataclasses import replace
from decimal import Decimal

from styrbord.core.investments.portfolio.change_gates import Case, why_not
from styrbord.core.investments.portfolio.lock import applied
from styrbord.core.investments.portfolio.moving import PROGRAM, Said
from styrbord.core.investments.portfolio.workflow import MOVES, Noun, Standing
from tests.core.investments.portfolio.test_lock import ABOVE, MOVED, PLANS, POLICY
from tests.core.investments.portfolio.worlds import sek, somebody

CASE = Case(MOVED, PLANS, POLICY, ABOVE, consents=frozenset({"P1", "P2"}), asked_by=frozenset({"p1"}))
BARE = replace(CASE, request=replace(MOVED, results=()))
LEAD = somebody(Standing.LEAD)
BODY = somebody(Standing.BODY, person="p2")
SAID = Said("why", document="2026-20")


def codes(case: Case, verb: str, who: object = BODY) -> list[str]:
    return [one.code for one in why_not(case, verb, who, said=SAID)]  # type: ignore[arg-type]


def test_a_request_goes_from_draft_to_applied() -> None:
    steps = (
        ("draft", "preview", LEAD),
        ("computed", "settle", PROGRAM),
        ("agreed", "approve", BODY),
        ("approved", "apply", PROGRAM),
    )
    for state, verb, who in steps:
        assert codes(replace(CASE, state=state), verb, who) == []


def test_money_without_result_is_refused_at_every_step_that_brings_it_nearer() -> None:
    guarded = [(one.state, one.verb) for one in MOVES[Noun.CHANGE].values() if "covered" in one.guards]
    assert guarded == [("draft", "preview"), ("agreed", "approve"), ("approved", "apply")]
    for state, verb in guarded:
        who = {"preview": LEAD, "approve": BODY, "apply": PROGRAM}[verb]
        assert codes(replace(BARE, state=state), verb, who) == ["lock.uncovered", "lock.uncovered"]


def test_every_plan_that_changes_agrees_by_name() -> None:
    half = replace(CASE, state="computed", consents=frozenset({"P1"}))
    (found,) = why_not(half, "settle", PROGRAM)
    assert (found.code, found.place) == ("change.no-consent", "P2")
    assert codes(replace(half, state="agreed"), "approve") == ["change.no-consent"]


def test_its_author_does_not_approve_it() -> None:
    own = somebody(Standing.BODY, person="p1")
    assert codes(replace(CASE, state="agreed"), "approve", own) == ["portfolio.own"]


def test_an_approved_request_is_stale_when_another_was_applied_before() -> None:
    now = applied(MOVED, PLANS, policy=POLICY, above=ABOVE)
    waiting = replace(CASE, state="approved", plans=now)
    assert codes(waiting, "apply", PROGRAM) == ["lock.stale", "lock.stale"]
    assert codes(waiting, "change", LEAD) == []


def test_a_request_about_what_there_is_not_is_named_and_asks_nobody() -> None:
    unknown = replace(CASE, request=replace(MOVED, money=(("L9", sek(1)),), results=(("I9", Decimal(1)),)))
    assert unknown.parties == ()
    assert codes(unknown, "preview", LEAD) == ["lock.unknown-line", "lock.unknown-result"]
