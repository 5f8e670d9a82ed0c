"""Do approved numbers become editions that are shown from their moment on, and never earlier?"""

from datetime import timedelta
from itertools import permutations
from pathlib import Path

import pytest

from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Refused
from styrbord.core.spine.facts import Query
from styrbord.services import clock
from styrbord.services.loading import load_pack
from styrbord.sources.pack.model import PackFile
from styrbord.store.ledger.models import Event
from styrbord.store.spine.models import Edition
from tests.contract.asking import moment, reading, totals, values
from tests.contract.packs import Written
from tests.contract.releasing import WHY, at, board, released, row, soon

pytestmark = pytest.mark.usefixtures("database")


def test_released_rows_are_shown_at_once_and_as_of_before_the_old_ones(tmp_path: Path) -> None:
    board(tmp_path)
    released(row(12), now=moment("2022-03-01"))
    assert values(reading(), "people", "n1") == {"2019": 10, "2020": 12}
    assert values(reading(as_of="2022-02-28"), "people", "n1") == {"2019": 10, "2020": 11}
    assert totals(reading(), "people", "north") == {"2019": 30, "2020": 33}


def test_one_edition_is_made_for_each_dataset(tmp_path: Path) -> None:
    board(tmp_path / "a")
    other = [{"indicator_code": "schools", "name_en": "Schools", "dataset": "other"}]
    pack = Written(indicators=other).described(code="other").observe("schools", "n1", {"2020": 3})
    load_pack(pack.write(tmp_path / "b"), now=moment("2022-02-01"))
    made = released(row(12), row(4, indicator="schools"), row(9, subject="n2"))
    assert [Edition.objects.get(pk=pk).dataset.code for pk in made] == ["small", "other"]
    assert sorted(Edition.objects.filter(pk__in=made).values_list("observations", flat=True)) == [1, 2]


def test_the_event_tells_the_edition_its_rows_and_its_moment(tmp_path: Path) -> None:
    board(tmp_path)
    now, then = clock.now(), soon()
    [first] = released(row(12), now=now)
    [second] = released(row(13), at=then, corrects=first, reason=WHY)
    told = list(Event.objects.filter(verb__startswith="edition.").order_by("pk"))[-2:]
    assert [(one.verb, one.about, one.data["edition"]) for one in told] == [
        ("edition.released", "small", first),
        ("edition.scheduled", "small", second),
    ]
    assert told[1].data["corrects"] == first
    assert told[1].data["released_at"] == int(then.timestamp() * 1000)
    assert Edition.objects.get(pk=second).reason == WHY


def test_a_held_edition_is_shown_from_its_millisecond_on(tmp_path: Path) -> None:
    board(tmp_path)
    then = soon().replace(microsecond=123_000)
    released(row(12), at=then)
    assert values(reading(), "people", "n1") == {"2019": 10, "2020": 11}
    assert values(at(then - timedelta(milliseconds=1)), "people", "n1")["2020"] == 11
    assert values(at(then), "people", "n1")["2020"] == 12


@pytest.mark.parametrize("order", list(permutations((1, 2, 3))), ids=str)
def test_held_editions_out_of_order_never_show_an_older_word_after_a_newer_one(
    order: tuple[int, ...], tmp_path: Path
) -> None:
    board(tmp_path)
    for value, hours in enumerate(order):
        released(row(100 + value), at=soon(hours))
    shown = [values(at(soon(hours + 0.5)), "people", "n1")["2020"] for hours in range(4)]
    newest: list[float] = [11]
    for hours in (1, 2, 3):
        newest.append(max(newest[-1], 100 + order.index(hours)))
    assert shown == newest


def test_two_works_of_the_same_moment_follow_each_other(tmp_path: Path) -> None:
    board(tmp_path)
    now = moment("2022-03-01")
    released(row(12), now=now)
    released(row(13), now=now)
    assert values(reading(), "people", "n1")["2020"] == 13


def test_an_edition_is_whole_so_that_withdrawing_another_takes_nothing_of_it(tmp_path: Path) -> None:
    board(tmp_path)
    [first] = released(row(11), row(20, subject="n2", period="2019"))
    assert Edition.objects.get(pk=first).observations == 2


def test_the_place_of_each_cell_is_kept(tmp_path: Path) -> None:
    board(tmp_path)
    released(
        row(12, place="People!C7"), row(9, subject="n2", place="People!C8"), file=PackFile("f.xlsx", "a" * 64)
    )

    year = Period.parse("2020")
    [newest, _] = reading().facts.history(Query(("people",), ("n2",), year.frequency, year, year))
    assert (newest.file, newest.place, newest.value) == ("f.xlsx", "People!C8", 9)


def test_everything_wrong_with_rows_is_told_at_once_and_nothing_is_written(tmp_path: Path) -> None:
    board(tmp_path)
    before = Edition.objects.count()
    with pytest.raises(Refused) as refusal:
        released(
            row(1, subject="atlantis"),
            row(1, indicator="unicorns"),
            row(1, period="20x0"),
            row(None, status="A"),
            row(1, status="O"),
            row(float("nan")),
            corrects=before,
        )
    codes = sorted(problem.code for problem in refusal.value.problems)
    assert codes == [
        "period.unreadable",
        "release.no-reason",
        *["release.status"] * 3,
        *["release.unknown-code"] * 2,
    ]
    assert Edition.objects.count() == before


def test_the_same_cell_twice_is_refused_however_it_is_written(tmp_path: Path) -> None:
    board(tmp_path)
    with pytest.raises(Refused) as refusal:
        released(row(1), row(2, breakdown=""))
    assert [problem.code for problem in refusal.value.problems] == ["release.repeated"]
    with pytest.raises(Refused):
        released()


def test_a_pack_that_repeats_a_held_number_is_shown_before_it(tmp_path: Path) -> None:
    board(tmp_path)
    released(row(12), at=soon())
    from tests.contract.packs import Written  # noqa: PLC0415

    load_pack(Written().described(code="small").observe("people", "n1", {"2020": 12}).write(tmp_path / "b"))
    assert values(reading(), "people", "n1")["2020"] == 12
