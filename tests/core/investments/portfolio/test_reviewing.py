"""Is a conclusion valid only with quorum and proper votes, and is splitting seen?"""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from styrbord.core.investments.portfolio import opinions
from styrbord.core.investments.portfolio.advising import (
    Advice,
    State,
    assignments_due,
    outcomes,
    seen,
    unanswered,
)
from styrbord.core.investments.portfolio.moving import PROGRAM, Said
from styrbord.core.investments.portfolio.opinions import Opinion, past_due, unsettled
from styrbord.core.investments.portfolio.opinions import State as OpinionState
from styrbord.core.investments.portfolio.reviewing import (
    Conclusion,
    Condition,
    Subcommittee,
    Vote,
    invalid,
    why_not,
)
from styrbord.core.investments.portfolio.splitting import Sibling, split
from styrbord.core.investments.portfolio.workflow import Standing
from tests.core.investments.portfolio.worlds import COMMITTEE, CONCLUSION, DAY, INVESTMENT, somebody

YES, NO = Vote.FOR, Vote.AGAINST


def votes(**told: Vote) -> tuple[tuple[str, Vote], ...]:
    return tuple(told.items())


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({}, []),
        ({"present": frozenset("ab"), "votes": votes(a=YES, b=YES)}, ["review.no-quorum"]),
        ({"present": frozenset("abx"), "votes": votes(a=YES)}, ["review.no-quorum"]),
        ({"recused": frozenset("c"), "votes": votes(a=YES)}, ["review.no-quorum"]),
        ({"recused": frozenset("c")}, ["review.no-quorum", "review.recused"]),
        ({"votes": votes(a=YES, x=YES)}, ["review.stranger"]),
        ({"votes": votes(a=YES, d=YES)}, ["review.absent"]),
        ({"votes": (("a", YES), ("a", YES))}, ["review.twice"]),
        ({"votes": ()}, ["review.no-votes"]),
        ({"votes": votes(a=YES, b=NO)}, ["review.not-carried"]),
        ({"votes": votes(a=Vote.ABSTAIN)}, ["review.not-carried"]),
        ({"conditions": (Condition("report", "head", DAY),)}, []),
        ({"conditions": (Condition("report", "head"),)}, ["review.no-duty"]),
    ],
)
def test_a_conclusion_is_valid_with_quorum_votes_and_duties(
    changed: dict[str, object], codes: list[str]
) -> None:
    conclusion = replace(CONCLUSION, **changed)  # type: ignore[arg-type]
    assert [one.code for one in invalid(COMMITTEE, conclusion)] == codes


def test_a_quorum_of_nobody_is_a_quorum_of_one() -> None:
    empty = Conclusion("x", CONCLUSION.outcome)
    told = [one.code for one in invalid(Subcommittee(frozenset("a"), 0), empty)]
    assert told == ["review.no-quorum", "review.no-votes"]


def test_siblings_just_below_the_border_within_a_year_are_listed_once() -> None:
    def sibling(code: str, cost: int, days: int, owner: str = "it") -> Sibling:
        return Sibling(code, owner, Decimal(cost), DAY + timedelta(days))

    near = [sibling("a", 90, 0), sibling("b", 80, 100), sibling("c", 99, 365), sibling("d", 95, 366)]
    assert split(near, Decimal(100)) == [("a", "b", "c"), ("b", "c", "d")]
    apart = [
        sibling("a", 90, 0),
        sibling("b", 90, 10, "hr"),
        sibling("c", 79, 1),
        sibling("d", 100, 1),
        sibling("e", 90, 366),
    ]
    assert split(apart, Decimal(100)) == []


def test_an_opinion_is_waited_for_answered_or_its_silence_recorded() -> None:
    asked = Opinion("court", DAY, version=2)
    assert [one.code for one in unsettled([asked], 2)] == ["opinion.waiting"]
    assert unsettled([asked], 3) == []
    given = replace(asked, state=OpinionState.GIVEN)
    assert [one.code for one in unsettled([given], 3)] == ["opinion.unanswered"]
    for state in (OpinionState.SILENT, OpinionState.ANSWERED):
        assert unsettled([replace(asked, state=state)], 2) == []
    assert [one.code for one in past_due(asked, DAY)] == ["opinion.not-past"]
    assert past_due(asked, DAY + timedelta(1)) == []


def test_experts_see_flagged_investments_alone_and_advice_without_answer_is_listed() -> None:
    flagged = replace(INVESTMENT, code="flagged", is_strategic=True)
    assert seen([INVESTMENT, flagged]) == ("flagged",)
    assert assignments_due([INVESTMENT, flagged], []) == ("flagged",)
    assert assignments_due([flagged], ["flagged"]) == ()
    advice = [Advice("A1", "flagged"), Advice("A2", "flagged", State.FOLLOWED)]
    assert unanswered(advice) == (advice[0],)
    assert outcomes(advice) == {State.GIVEN: 1, State.ANSWERED: 0, State.FOLLOWED: 1, State.NOT_FOLLOWED: 0}


def test_a_conclusion_is_judged_by_the_members_of_its_day() -> None:
    small = Subcommittee(COMMITTEE.members - {"a"}, 2)
    told = [(one.code, one.place) for one in invalid(small, CONCLUSION)]
    assert told == [("review.stranger", "a")]


def test_an_item_is_concluded_by_the_chair_with_quorum_and_votes_or_postponed() -> None:
    chair, said = somebody(Standing.CHAIR), Said("effective", document="2026-17")
    assert why_not(COMMITTEE, CONCLUSION, "on-agenda", "conclude", chair, said=said) == []
    few = replace(CONCLUSION, present=frozenset("a"), votes=votes(b=NO))
    told = why_not(COMMITTEE, few, "on-agenda", "conclude", chair, said=Said("why"))
    assert [one.code for one in told] == [
        "portfolio.needs-document", "review.no-quorum", "review.absent", "review.not-carried",
    ]  # fmt: skip
    assert why_not(COMMITTEE, few, "on-agenda", "postpone", chair, said=Said("few came")) == []


def test_silence_is_recorded_by_the_program_after_the_day_and_a_late_opinion_still_counts() -> None:
    asked = Opinion("court", DAY)
    told = opinions.why_not(asked, "lapse", PROGRAM, DAY, said=Said())
    assert [one.code for one in told] == ["opinion.not-past"]
    assert opinions.why_not(asked, "lapse", PROGRAM, DAY + timedelta(1), said=Said()) == []
    silent, court = replace(asked, state=OpinionState.SILENT), somebody(Standing.NEIGHBOUR)
    assert opinions.why_not(silent, "give", court, DAY, said=Said(words="we object")) == []
