"""Does the second pack of the county hold what its ratings need?"""

import csv
from collections import Counter
from pathlib import Path

import pytest

from example.digital.build import build, groups
from example.tables import rubrics


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("digital")
    build(folder)
    return folder


def _rows(pack: Path, name: str) -> list[dict[str, str]]:
    with (pack / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_same_seed_gives_the_same_bytes_and_another_other_numbers(pack: Path, tmp_path: Path) -> None:
    build(tmp_path / "again")
    build(tmp_path / "other", seed=7)
    again = {file.name: file.read_bytes() for file in (tmp_path / "again").iterdir()}
    assert again == {file.name: file.read_bytes() for file in pack.iterdir()}
    assert (tmp_path / "other" / "observations.csv").read_bytes() != again["observations.csv"]


def test_every_indicator_has_words_in_three_languages_and_short_names(pack: Path) -> None:
    for row in _rows(pack, "indicators"):
        for language in ("en", "ru", "sv"):
            assert row[f"definition_{language}"].endswith(".")
            assert row[f"source_{language}"]
            assert 0 < len(row[f"name_{language}"]) <= 24, row


def test_every_group_reports_seven_years_and_shares_stay_shares(pack: Path) -> None:
    rows = _rows(pack, "observations")
    assert {row["period"] for row in rows} == {str(year) for year in range(2019, 2026)}
    assert all(0 <= float(row["value"]) <= 100 for row in rows if row["value"])
    assert {row["indicator_code"] for row in rows} == {
        code for group in groups().values() for code in group["indicators"]
    }


def test_every_indicator_stands_in_a_rubric_of_the_county(pack: Path) -> None:
    known = {rubric.code for rubric in rubrics()}
    assert {row["rubrics"] for row in _rows(pack, "indicators")} <= known


def test_two_cells_are_missing_and_some_values_of_2024_are_revised_in_june(pack: Path) -> None:
    rows = _rows(pack, "observations")
    missing = {
        (row["territory_code"], row["indicator_code"], row["period"]) for row in rows if not row["value"]
    }
    assert missing == {("NV12", "dm-urban-sensors", "2024"), ("NV27", "dm-ict-staff-trained", "2025")}
    told = Counter((row["territory_code"], row["indicator_code"], row["period"]) for row in rows)
    twice = {key for key, count in told.items() if count == 2}
    assert len(twice) > 100
    assert {key[2] for key in twice} == {"2024"}


def test_agencies_and_enterprises_are_of_their_kind_and_do_not_add_up(pack: Path) -> None:
    subjects = _rows(pack, "territories")
    assert Counter(row["kind"] for row in subjects) == {"organisation": 12, "enterprise": 10}
    assert {row["counts"] for row in subjects} == {"false"}
    types = {row["territory_code"]: row["type"] for row in _rows(pack, "types")}
    assert set(types) == {row["territory_code"] for row in subjects}
