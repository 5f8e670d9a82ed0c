"""Do bodies assess themselves first, are grades contested, and are officers scored by a stated formula?"""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from styrbord.core.base.problems import Refused
from styrbord.services import clock, ratings
from styrbord.services.reading import Reading, principal_for, visible
from styrbord.services.records.classes import CLASSES
from styrbord.services.rights import rights_of
from styrbord.store.steering.models import RatingWords
from tests.contract import rating as begin
from tests.contract.people import asked, signed_in

pytestmark = pytest.mark.usefixtures("database")
CODE, TOWN = begin.CODE, "t05"


@pytest.fixture(autouse=True)
def board(database: object, tmp_path: Path) -> None:
    """A published rating of twelve municipalities."""
    begin.board(tmp_path)


def town() -> Any:
    """Who acts for one municipality."""
    return signed_in("town-post", asked("owner", subject=TOWN))


def expert() -> Any:
    """Who assesses from outside."""
    return signed_in("expert-post", asked("expert"))


def read_by(user: Any) -> Reading:
    """What somebody reads now."""
    return visible(principal_for(rights_of(user)))


def refused(do: Any, *arguments: Any, **said: Any) -> list[str]:
    """Codes of what something is refused with."""
    with pytest.raises(Refused) as error:
        do(*arguments, **said)
    return [one.code for one in error.value.problems]


@pytest.mark.requirement("R-300")
def test_a_body_assesses_itself_first_others_second_and_large_gaps_are_listed() -> None:
    begin.approved()
    begin.published()
    outside = {"people": 40, "things": 60}
    early = refused(ratings.assess, expert(), CODE, TOWN, "2025", outside, kind="outside")
    assert early == ["rating.self-first"]
    ratings.assess(town(), CODE, TOWN, "2025", {"people": 90, "things": 65}, words="We trained all")
    before = ratings.assessments_of(read_by(expert()), expert(), CODE, TOWN, "2025")
    assert before is not None
    assert [(one.own, one.outside, one.gap) for one in before.gaps] == [(90, None, None), (65, None, None)]
    ratings.assess(expert(), CODE, TOWN, "2025", outside, kind="outside")
    told = ratings.card(read_by(expert()), CODE, TOWN, user=expert()).assessment
    assert told is not None
    assert {one.code: one.gap for one in told.gaps} == {"people": 50, "things": 5}
    assert [one.code for one in told.large] == ["people"]
    (listed,) = ratings.large_gaps(read_by(expert()), expert(), CODE, "2025")
    assert listed.subject == TOWN
    assert ratings.card(visible(), CODE, TOWN).assessment is None
    assert refused(ratings.assess, town(), CODE, "t06", "2025", outside) == ["rights.missing"]
    wrong = refused(ratings.assess, town(), CODE, TOWN, "2025", {"people": 101, "none": 5})
    assert wrong == ["rating.wrong-mark", "rating.wrong-mark"]


def test_who_assessed_a_body_for_itself_does_not_assess_it_from_outside() -> None:
    begin.approved()
    both = signed_in("both-post", asked("owner", subject=TOWN), asked("expert"))
    ratings.assess(both, CODE, TOWN, "2025", {"people": 90})
    again = refused(ratings.assess, both, CODE, TOWN, "2025", {"people": 90}, kind="outside")
    assert again == ["rating.same-person"]


def test_the_owners_rating_stands_beside_the_computed_one_with_its_age() -> None:
    begin.approved()
    begin.published()
    owner = begin.owner()
    computed = ratings.card(visible(), CODE, "t12").place
    assert refused(ratings.rate_as_owner, owner, CODE, "t12", "2025", "good") == ["rating.wrong-band"]
    assert refused(ratings.rate_as_owner, owner, CODE, "t12", "2025", "middle") == ["rating.needs-reason"]
    ratings.rate_as_owner(owner, CODE, "t12", "2025", "leader", words="It has begun")
    with clock.at(clock.now() + timedelta(days=12)):
        told = ratings.card(read_by(owner), CODE, "t12", user=owner)
    assert told.place == computed
    assert told.owners is not None
    assert (told.owners.band, told.owners.days_old, told.owners.reason) == ("leader", 12, "It has begun")
    assert told.owners.apart == ("leader", "middle", "lagging").index(computed.nominal)


@pytest.mark.requirement("R-091")
def test_each_grade_lists_its_facts_and_an_appeal_pauses_its_publication() -> None:
    begin.approved()
    token = begin.published()
    facts = ratings.card(visible(), CODE, TOWN).facts
    assert {one.indicator for one in facts} == set(begin.FACTS)
    assert refused(ratings.appeal, expert(), token, TOWN, "No") == ["rights.missing"]
    assert refused(ratings.appeal, town(), token, TOWN, " ") == ["rating.needs-reason"]
    appeal = ratings.appeal(town(), token, TOWN, "Our fires were counted twice", key="once")
    assert ratings.appeal(town(), token, TOWN, "Our fires were counted twice", key="once") == appeal
    assert refused(ratings.appeal, town(), token, TOWN, "Again") == ["rating.appeal-open"]
    for reading in (visible(), read_by(begin.owner())):
        found = {one.subject: one for one in ratings.seen(reading, CODE).places}
        assert found[TOWN].is_withheld
        assert (found[TOWN].rank, dict(found[TOWN].scores), found[TOWN].verdict) == (None, {}, "")
        assert TOWN not in ratings.seen(reading, CODE).low_on_all
        assert not ratings.card(reading, CODE, TOWN).facts
    assert TOWN not in [one.subject for one in ratings.compared(visible(), CODE, f"{CODE}/1").moved]
    assert refused(ratings.tried, visible(), CODE, TOWN, {"staff": 1.0}) == ["rating.withheld"]
    line = next(
        one for one in ratings.exported(visible(), CODE).content.decode().splitlines() if one.startswith(TOWN)
    )
    assert line.split(",")[3:9] == ["", "", "", "", "", ""]
    assert ratings.appeals(visible(), None) == ()
    owner = begin.owner()
    assert refused(ratings.answer, town(), appeal, "reject", revision=1, words="No") == ["rights.missing"]
    assert refused(ratings.answer, owner, appeal, "reject", revision=1, words="") == ["rating.needs-reason"]
    ratings.answer(owner, appeal, "reject", revision=1, words="They were counted once")
    assert not next(one for one in ratings.seen(visible(), CODE).places if one.subject == TOWN).is_withheld
    (note,) = ratings.appeals(read_by(town()), town())
    assert (note.state, note.answer) == ("rejected", "They were counted once")
    assert ratings.disagreements() == []


def test_what_an_appeal_was_right_in_stays_back_until_it_is_corrected() -> None:
    begin.approved()
    token = begin.published()
    appeal = ratings.appeal(town(), token, TOWN, "Schools are wrong")
    ratings.answer(begin.owner(), appeal, "uphold", revision=1, words="They are")
    assert next(one for one in ratings.seen(visible(), CODE).places if one.subject == TOWN).is_withheld
    second = begin.published(seed=5, words="Schools of T05 corrected")
    assert not next(one for one in ratings.seen(visible(), CODE).places if one.subject == TOWN).is_withheld
    (note,) = ratings.appeals(read_by(town()), town())
    assert note.correction == second
    assert refused(ratings.answer, begin.owner(), appeal, "reject", revision=2, words="x") == [
        "rating.no-such-step"
    ]


@pytest.mark.requirement("R-090")
def test_an_officers_score_shows_formula_inputs_and_parts_and_moves_with_an_input() -> None:
    begin.approved(officer="0.6 * index + 2 * change")
    begin.published()
    told = ratings.officer(read_by(begin.owner()), begin.owner(), CODE, TOWN).score
    values = {one.name: one.value for one in told.parts}
    assert told.formula == "0.6 * index + 2 * change"
    assert told.score == pytest.approx(0.6 * values["index"] + 2 * values["change"], abs=1e-9)
    assert sum(one.points for one in told.parts) == pytest.approx(told.score, abs=1e-9)
    assert values["index"] == ratings.card(visible(), CODE, TOWN).place.scores["index"]
    assert told.moved("change", values["change"] + 1) == pytest.approx(told.score + 2, abs=1e-9)
    assert ratings.officer(read_by(town()), town(), CODE, TOWN).score == told
    assert refused(ratings.officer, visible(), None, CODE, TOWN) == ["sign-in.needed"]
    other = signed_in("other-post", asked("owner", subject="t06"))
    assert refused(ratings.officer, read_by(other), other, CODE, TOWN) == ["rights.missing"]


def test_a_formula_that_cannot_be_read_is_refused() -> None:
    scope = ratings.ScopeNote(level="municipality", officer="0.6 * none")
    with pytest.raises(Refused):
        ratings.draft(begin.analyst(), CODE, begin.text(), scope=scope)


def test_words_of_ratings_go_after_their_time_and_the_record_still_holds() -> None:
    begin.approved()
    ratings.appeal(town(), begin.published(), TOWN, "Our fires were counted twice")
    kept = CLASSES["rating-words"]
    rows = list(kept.rows(2**60))
    assert [kept.kept(one)["text"] for one in rows] == ["Our fires were counted twice"]
    RatingWords.objects.filter(pk__in=[one.pk for one in rows]).delete()
    assert ratings.disagreements() == []
