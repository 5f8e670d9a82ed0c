"""Is an edition that was put off, withdrawn or opened early shown to those who may, and nobody else?"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Refused
from styrbord.core.spine.facts import Query
from styrbord.services import clock, releases, rights
from styrbord.services.reading import PUBLIC, Reading, principal_for, visible
from styrbord.services.rights import OPERATOR
from styrbord.services.work import work
from styrbord.store.ledger.models import Event
from tests.contract.asking import reading, values
from tests.contract.people import signed_in
from tests.contract.releasing import BEGIN, WHY, at, board, released, row, soon

pytestmark = pytest.mark.usefixtures("database")


def moved(editions: Sequence[int], then: datetime) -> None:
    with work("releaser", clock.now()) as piece:
        releases.reschedule(piece, editions, then)


def withdrawn(*editions: int, reason: Any = WHY) -> None:
    with work("releaser", clock.now()) as piece:
        releases.withdraw(piece, editions, reason)


def history(found: Reading, subject: str = "n1") -> list[Any]:
    year = Period.parse("2020")
    return list(found.facts.history(Query(("people",), (subject,), year.frequency, year, year)))


def counted(found: Reading) -> int:
    year = Period.parse("2020")
    return found.facts.version_counts(Query(("people",), ("n1",), year.frequency)).get(year.ordinal, 0)


def refused(*editions: int) -> list[str]:
    with pytest.raises(Refused) as refusal:
        moved(editions, soon())
    return [problem.code for problem in refusal.value.problems]


def test_a_held_edition_can_be_moved_both_ways(tmp_path: Path) -> None:
    board(tmp_path)
    made = released(row(12), at=soon(2))
    moved(made, soon(4))
    assert [values(at(soon(hours)), "people", "n1")["2020"] for hours in (3, 5)] == [11, 12]
    moved(made, soon(1))
    assert [values(at(soon(hours)), "people", "n1")["2020"] for hours in (0.5, 1.5)] == [11, 12]
    moved(made, soon(-1))
    assert values(reading(), "people", "n1")["2020"] == 12
    assert Event.objects.filter(verb="edition.rescheduled").count() == 3


def test_moving_one_of_two_keeps_the_newest_word_on_top(tmp_path: Path) -> None:
    board(tmp_path)
    first, second = released(row(12), at=soon(1)), released(row(13), at=soon(2))
    moved(first, soon(3))
    assert [values(at(soon(h)), "people", "n1")["2020"] for h in (1.5, 2.5, 3.5)] == [11, 13, 13]
    moved(second, soon(4))
    assert [values(at(soon(h)), "people", "n1")["2020"] for h in (2.5, 3.5, 4.5)] == [11, 12, 13]


def test_what_is_shown_or_withdrawn_or_unknown_cannot_be_moved(tmp_path: Path) -> None:
    board(tmp_path)
    [shown] = released(row(12))
    [cancelled] = released(row(13), at=soon())
    withdrawn(cancelled)
    assert refused(shown) == ["release.shown"]
    assert refused(cancelled, 10**6) == ["edition.not-found", "release.withdrawn"]
    with pytest.raises(Refused):
        withdrawn(cancelled)
    with pytest.raises(Refused):
        withdrawn(shown, reason={"en": " "})


def test_withdrawn_before_its_moment_it_never_was(tmp_path: Path) -> None:
    board(tmp_path)
    before = reading().fingerprint
    made = released(row(12), at=soon(1))
    withdrawn(*made)
    for found in (reading(), at(soon(2)), at(soon(2), vintage="2100")):
        assert values(found, "people", "n1")["2020"] == 11
        assert [one.value for one in history(found)] == [11]
        assert (counted(found), set(found.editions) & set(made)) == (1, set())
    assert reading().fingerprint == before
    assert Event.objects.filter(verb="edition.unscheduled").count() == 1


def test_withdrawn_after_its_moment_its_numbers_are_gone_from_every_as_of(tmp_path: Path) -> None:
    board(tmp_path)
    made = released(row(12), row(3, period="2021"))
    day = clock.now().date().isoformat()
    before = reading()
    assert (values(before, "people", "n1"), before.fingerprint) != ({}, "")
    withdrawn(*made)
    for found in (reading(), reading(as_of=day), reading(vintage="2100"), at(soon(1), as_of=day)):
        assert values(found, "people", "n1") == {"2019": 10, "2020": 11}
        assert found.fingerprint != before.fingerprint
    assert Event.objects.filter(verb="edition.withdrawn").count() == 1


def test_a_withdrawn_number_says_so_in_its_place_without_its_value(tmp_path: Path) -> None:
    board(tmp_path)
    [made] = released(row(12, note="secret"))
    withdrawn(made)
    newest, before = history(reading())
    assert (newest.value, newest.status, newest.decimals, newest.is_shown) == (None, "", None, False)
    assert (newest.edition.is_withdrawn, newest.edition.withdrawn_reason) == (True, WHY)
    assert (before.value, before.is_shown) == (11, True)
    assert reading().editions[made].withdrawn_at is not None


def test_a_correction_outlives_the_edition_that_it_corrects(tmp_path: Path) -> None:
    board(tmp_path)
    [wrong] = released(row(12), row(30, subject="n2"))
    [right] = released(row(13), row(30, subject="n2"), corrects=wrong, reason=WHY)
    withdrawn(wrong)
    assert values(reading(), "people", "n1")["2020"] == 13
    assert values(reading(), "people", "n2")["2020"] == 30
    withdrawn(right, reason={"en": "Also wrong"})
    note = reading().editions[right]
    assert (note.corrects, note.reason, note.withdrawn_reason) == (wrong, WHY, {"en": "Also wrong"})
    assert values(reading(), "people", "n1")["2020"] == 11


def test_a_later_pack_closes_up_over_a_withdrawn_edition(tmp_path: Path) -> None:
    board(tmp_path)
    withdrawn(*released(row(12)))
    released(row(14))
    assert values(reading(), "people", "n1")["2020"] == 14
    assert values(reading(as_of=BEGIN), "people", "n1")["2020"] == 11


def test_a_post_on_the_list_sees_an_edition_early_and_nobody_else_does(tmp_path: Path) -> None:
    board(tmp_path)
    [made] = released(row(12), row(3, period="2021"), at=soon())
    minister, clerk = signed_in("minister"), signed_in("clerk")
    entry = releases.give_early(made, "minister", "Prepares the press meeting", by=OPERATOR)
    readers = {
        "public": PUBLIC,
        "minister": principal_for(rights.rights_of(minister)),
        "clerk": principal_for(rights.rights_of(clerk)),
    }
    seen = {name: values(visible(one), "people", "n1") for name, one in readers.items()}
    old = {"2019": 10, "2020": 11}
    assert seen == {"public": old, "minister": {"2019": 10, "2020": 12, "2021": 3}, "clerk": old}
    early, other = visible(readers["minister"]), visible(readers["clerk"])
    assert (early.early, other.early, made in early.editions, made in other.editions) == (
        (made,),
        (),
        True,
        False,
    )
    assert early.fingerprint != other.fingerprint
    assert [one.value for one in history(early)] == [12, 11]
    assert [one.value for one in history(other)] == [11]
    assert values(reading(as_of=BEGIN, principal=readers["minister"]), "people", "n1") == old
    assert values(reading(vintage="2100", principal=readers["minister"]), "people", "n1")["2020"] == 12
    releases.end_early(entry, by=OPERATOR)
    assert values(visible(readers["minister"]), "people", "n1") == old


def test_an_early_reader_sees_the_newest_word_that_is_open_to_them(tmp_path: Path) -> None:
    board(tmp_path)
    [first] = released(row(12), at=soon(2))
    released(row(13), at=soon(3))
    user = signed_in("minister")
    releases.give_early(first, "minister", "Prepares a speech", by=OPERATOR)
    principal = principal_for(rights.rights_of(user))
    assert values(visible(principal), "people", "n1")["2020"] == 12
    released(row(14))
    assert values(visible(principal), "people", "n1")["2020"] == 14
    assert values(reading(), "people", "n1")["2020"] == 14


def test_early_access_ends_with_the_withdrawal(tmp_path: Path) -> None:
    board(tmp_path)
    [made] = released(row(12), at=soon(2))
    user = signed_in("minister")
    releases.give_early(made, "minister", "Prepares a speech", by=OPERATOR)
    withdrawn(made)
    found = visible(principal_for(rights.rights_of(user)))
    assert (found.early, values(found, "people", "n1")["2020"]) == ((), 11)


def test_early_access_needs_a_held_edition_a_post_and_a_reason(tmp_path: Path) -> None:
    board(tmp_path)
    [shown] = released(row(12))
    with pytest.raises(Refused) as refusal:
        releases.give_early(shown, "nobody", " ", by=OPERATOR)
    codes = [problem.code for problem in refusal.value.problems]
    assert codes == ["release.shown", "release.no-post", "release.early-no-reason"]
    with pytest.raises(Refused):
        releases.end_early(10**6, by=OPERATOR)


def test_each_opening_is_kept_once_a_post_and_day(tmp_path: Path) -> None:
    board(tmp_path)
    [made] = released(row(12), at=soon())
    signed_in("minister")
    releases.give_early(made, "minister", "Prepares a speech", by=OPERATOR, key="k")
    assert releases.give_early(made, "minister", "Again", by=OPERATOR) == 1
    for _ in range(3):
        releases.told_seen([made], ["minister", "clerk"])
    [told] = Event.objects.filter(verb="edition.seen-early")
    assert (told.actor, told.data) == ("minister", {"edition": made, "post": "minister"})
    [entry] = releases.early_list(made)
    assert entry.seen_on == (clock.now().date().isoformat(),)
