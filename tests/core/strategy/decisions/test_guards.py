"""What keeps a decision from being taken, and does nothing get lost when it is kept?"""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from styrbord.core.base.periods import Period
from styrbord.core.strategy.decisions.chain import chain_of, closes_circle
from styrbord.core.strategy.decisions.guards import missing
from styrbord.core.strategy.decisions.keeping import content_of, proposal_from, words_of
from styrbord.core.strategy.decisions.model import (
    NOTHING,
    Expectation,
    GroupEffect,
    Novelty,
    Option,
    Pinned,
    Position,
    Proposal,
    Side,
    Stand,
)

YEAR = Period.parse("2027")
WHOLE = Proposal(
    title="Build a school",
    subject="n1",
    options=(
        Option("a", "A new one", {"social": "Shorter ways"}, (GroupEffect("Pupils", Side.GAINS, "time"),)),
        Option(NOTHING, "", {"trust": "Nobody believes in the plan"}),
    ),
    chosen="a",
    why_this="It is the nearest",
    why_order="The road is there",
    why_now="The lease ends",
    summary={"en": "We build a school."},
    expectations=(Expectation("jobs", "n1", 5.0, YEAR, date(2028, 3, 1)),),
    evidence=(Pinned("jobs", "n1", Period.parse("2025"), 1_700_000_000_000, 3, 71.5),),
    positions=(Position("Parents", Stand.FOR, "At last", "Hearing 4 May"),),
    predecessors=("earlier",),
    novelty=Novelty.FIRST_OF_KIND,
    is_pilot=True,
    in_force_on=date(2026, 1, 1),
)


def codes(**said: object) -> list[str]:
    return [one.code for one in missing(replace(WHOLE, **said))]  # type: ignore[arg-type]


def test_a_whole_decision_may_be_taken() -> None:
    assert missing(WHOLE) == []


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"title": ""}, "decision.no-title"),
        ({"options": WHOLE.options[:1]}, "decision.without-nothing"),
        ({"chosen": "b"}, "decision.no-choice"),
        ({"chosen": NOTHING}, "decision.no-groups"),
        ({"why_this": ""}, "decision.no-reason"),
        ({"why_order": ""}, "decision.no-reason"),
        ({"why_now": ""}, "decision.no-reason"),
        ({"summary": {"en": ""}}, "decision.no-summary"),
        ({"expectations": ()}, "decision.no-effect"),
        ({"in_force_on": None}, "decision.no-day"),
        ({"in_force_on": date(2028, 1, 1)}, "decision.effect-too-early"),
    ],
)
def test_what_is_missing_is_named(said: dict[str, object], code: str) -> None:
    assert code in codes(**said)


def test_doing_nothing_alone_is_no_choice() -> None:
    assert "decision.one-option" in codes(options=WHOLE.options[1:], chosen=NOTHING)


def test_an_option_without_a_consequence_is_named() -> None:
    (found,) = missing(replace(WHOLE, options=(*WHOLE.options, Option("b", "Rent"))))
    assert (found.code, found.params["option"]) == ("decision.nothing-assessed", "Rent")


def test_a_check_comes_after_its_period_and_a_change_is_not_nothing() -> None:
    wrong = (replace(WHOLE.expectations[0], change=0.0, check_on=date(2027, 12, 31)),)
    assert codes(expectations=wrong) == ["decision.no-change", "decision.check-too-early"]


def test_everything_missing_is_told_at_once() -> None:
    assert len(missing(Proposal())) == 10


def test_taken_apart_and_put_together_it_is_the_same() -> None:
    assert proposal_from(content_of(WHOLE), words_of(WHOLE)) == WHOLE


def test_codes_hold_no_words_and_outlive_them() -> None:
    told = str(content_of(WHOLE))
    assert not any(words in told for words in words_of(WHOLE).values())
    bare = proposal_from(content_of(WHOLE), {})
    assert bare.expectations == WHOLE.expectations
    assert words_of(bare) == {}


tokens = some.sampled_from("abcdef")


@given(some.lists(some.tuples(tokens, tokens), max_size=20))
def test_links_that_close_no_circle_have_an_order(asked: list[tuple[str, str]]) -> None:
    links: list[tuple[str, str]] = []
    for earlier, later in asked:
        if not closes_circle(links, later, [earlier]):
            links.append((earlier, later))
    for token in "abcdef":
        found = chain_of(links, token)
        assert token in found
        places = {one: at for at, one in enumerate(found)}
        both = [(one, other) for one, other in links if one in places and other in places]
        assert all(places[one] < places[other] for one, other in both)


def test_a_circle_has_no_order() -> None:
    with pytest.raises(ValueError, match="circle"):
        chain_of([("a", "b"), ("b", "a")], "a")
