"""Does loading a pack release all of it or nothing, once?"""

from pathlib import Path

import pytest

from styrbord.core.base.problems import Refused
from styrbord.services import clock, installation
from styrbord.services.loading import load_pack
from tests.contract.asking import counts, reading, totals, values
from tests.contract.packs import Written, everything, small
from tests.contract.refusing import refused

pytestmark = pytest.mark.usefixtures("database")
PEOPLE = {"2019": 10, "2020": 11}


def test_what_was_loaded_is_shown(tmp_path: Path) -> None:
    done = load_pack(small().write(tmp_path))
    assert (done.subjects, done.indicators, done.observations, done.new_observations, done.editions) == (
        6,
        2,
        5,
        5,
        1,
    )
    assert values(reading(), "people", "n1") == {"2019": 10, "2020": 11}
    assert values(reading(), "people", "n2") == {"2019": 20, "2020": "L"}
    assert totals(reading(), "people", "top") == {"2019": 30, "2020": 16}


def test_loading_again_changes_nothing_but_the_ledger(tmp_path: Path) -> None:
    pack = everything(small())
    load_pack(pack.write(tmp_path))
    before = counts()
    again = load_pack(pack.write(tmp_path))
    assert (again.new_observations, again.editions) == (0, 0)
    after = counts()
    assert {name for name in after if after[name] != before[name]} == {"ledger_event"}


def test_a_pack_without_any_vintage_is_one_edition_and_again_none(tmp_path: Path) -> None:
    pack = Written().observe("people", "n1", PEOPLE)
    assert load_pack(pack.write(tmp_path)).editions == 1
    assert load_pack(pack.write(tmp_path)).editions == 0
    pack.observations[1] = {**pack.observations[1], "value": 12}
    changed = load_pack(pack.write(tmp_path))
    assert (changed.new_observations, changed.editions) == (1, 1)
    assert values(reading(), "people", "n1") == {"2019": 10, "2020": 12}


def test_two_values_of_a_key_in_a_vintage_are_refused_with_both_lines(tmp_path: Path) -> None:
    pack = small().observe("people", "n1", {"2020": 12})
    (line,) = refused(pack, tmp_path)
    assert "people, 2020" in line
    assert "observations.csv, line 7" in line
    assert "11.0 (line 3)" in line
    assert "12.0 (line 7)" in line


def test_the_same_value_twice_is_told_and_read_once(tmp_path: Path) -> None:
    done = load_pack(small().observe("people", "n1", {"2020": 11}).write(tmp_path))
    assert (done.new_observations, [problem.code for problem in done.warnings]) == (5, ["pack.repeated"])


def test_another_value_in_a_released_vintage_is_refused(tmp_path: Path) -> None:
    load_pack(small().write(tmp_path / "first"))
    pack = small()
    pack.observations[0] = {**pack.observations[0], "value": 99}
    (line,) = refused(pack, tmp_path / "second")
    assert "99.0" in line
    assert "10.0" in line
    assert "line 2" in line
    assert values(reading(), "people", "n1") == {"2019": 10, "2020": 11}


def test_every_problem_is_told_at_once_with_file_line_and_column(tmp_path: Path) -> None:
    pack = small()
    pack.territories.append(
        {"territory_code": "n3", "name_en": "Lost", "type": "municipality", "parent_code": "nort"}
    )
    pack.indicators.append(
        {"indicator_code": "share", "name_en": "Share", "formula": "100 * job / people", "direction": "upp"}
    )
    pack.observe("peple", "n1", {"2020": 1}).observe("people", "n9", {"2020": 1})
    pack.observe("people", "n1", {"2020-13": 1, "2018": "ca 72", "2017": "X"})
    found = refused(pack, tmp_path)
    for expected in (
        "territories.csv, line 8, column parent_code: There is no subject 'nort'. Did you mean 'north'?",
        "indicators.csv, line 4, column direction: 'upp' is not allowed here.",
        "indicators.csv, line 4, column formula: There is no indicator 'job'. Did you mean 'jobs'?",
        "observations.csv, line 7, column indicator_code: There is no indicator 'peple'. Did you mean 'peo",
        "observations.csv, line 8, column territory_code: There is no subject 'n9'.",
        "observations.csv, line 9, column period: '2020-13' is not a period.",
        "observations.csv, line 10, column value: 'ca 72' is not a number.",
        "observations.csv, line 11, column obs_status: 'X' is not a status.",
    ):
        assert any(expected in line for line in found), (expected, found)
    assert len(found) == 8


def test_a_conflict_is_told_beside_codes_that_stand_for_nothing(tmp_path: Path) -> None:
    pack = small().observe("people", "n1", {"2020": 12}).observe("people", "n9", {"2020": 1})
    found = refused(pack, tmp_path)
    assert ["two values" in line for line in found] == [False, True]
    assert "no subject 'n9'" in found[0]


def test_letters_of_another_alphabet_are_told_and_folded(tmp_path: Path) -> None:
    pack = small()
    pack.territories[3] = {**pack.territories[3], "name_ru": "Cаратов"}
    done = load_pack(pack.write(tmp_path))
    assert [str(problem) for problem in done.warnings] == [
        "territories.csv, line 5, column name_ru: 'Cаратов' holds letters of another alphabet that look"
        " alike: C. It was read as 'Саратов'; mend the source."
    ]
    assert reading().register.subjects()["n1"].names["ru"] == "Саратов"


def test_empty_lines_are_nothing_and_do_not_shift_the_numbering(tmp_path: Path) -> None:
    folder = small().write(tmp_path)
    path = folder / "observations.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text(
        "\n".join([lines[0], "", *lines[1:], "", "north,people,2020,ca 7,,2021", ""]), encoding="utf-8"
    )
    with pytest.raises(Refused) as refusal:
        load_pack(folder)
    assert [problem.place for problem in refusal.value.problems] == ["observations.csv, line 9, column value"]


def test_a_broken_archive_is_told(tmp_path: Path) -> None:
    folder = small().write(tmp_path)
    (folder / "observations.csv").unlink()
    (folder / "observations.csv.gz").write_bytes(b"\x1f\x8b\x08\x00cut")
    with pytest.raises(Refused) as refusal:
        load_pack(folder)
    assert "observations.csv.gz: The file cannot be read" in str(refusal.value)


def test_a_description_that_does_not_exist_is_told(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        load_pack(small().write(tmp_path), description=tmp_path / "none.toml")
    assert "none.toml" in str(refusal.value)


def test_a_refused_pack_does_not_set_the_clock(tmp_path: Path) -> None:
    pack = small().described(today="2020-01-31").observe("people", "n9", {"2020": 1})
    refused(pack, tmp_path)
    assert installation.setting(clock.SHIFT) is None


def test_a_second_pack_does_not_set_the_clock_back(tmp_path: Path) -> None:
    load_pack(small().write(tmp_path / "first"))
    load_pack(small().described(code="late", vintage="2021", today="2020-01-31").write(tmp_path / "second"))
    assert values(reading(), "people", "n1") == {"2019": 10, "2020": 11}


def test_a_late_explicit_vintage_keeps_values_that_equal_the_newest(tmp_path: Path) -> None:
    load_pack(Written().observe("people", "n1", {"2020": 11}, vintage="2022").write(tmp_path / "new"))
    pack = (
        Written().observe("people", "n1", {"2020": 11}, vintage="2021").observe("people", "n2", {"2020": 3})
    )
    assert load_pack(pack.write(tmp_path / "old")).new_observations == 2
    assert values(reading(vintage="2021"), "people", "n1") == {"2020": 11}


def test_the_frequency_is_read_from_the_observations_and_not_from_targets(tmp_path: Path) -> None:
    months = {f"2020-{month:02}": month for month in range(1, 4)}
    pack = small().observe("jobs", "n1", {**months, "2020": 6})
    pack.tables["targets"] = [
        {"territory_code": "n1", "indicator_code": "jobs", "period": str(year), "value": 1}
        for year in range(2020, 2030)
    ]
    for _ in range(2):
        load_pack(pack.write(tmp_path))
        assert reading().register.indicators()["jobs"].frequency == "M"
