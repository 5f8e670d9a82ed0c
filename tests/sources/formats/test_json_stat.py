"""What is read from JSON-stat files?"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from styrbord.core.collection.cube import DimensionRole
from styrbord.sources.formats import json_stat
from tests.sources.formats.cube_reading import cubes, observed, refusal, text_file


def dataset(**changes: Any) -> dict[str, Any]:
    found: dict[str, Any] = {
        "version": "2.0",
        "class": "dataset",
        "label": "Residents",
        "id": ["region", "year"],
        "size": [2, 2],
        "role": {"geo": ["region"], "time": ["year"]},
        "dimension": {
            "region": {
                "label": "region",
                "category": {"index": ["N", "S"], "label": {"N": "North", "S": "South"}},
            },
            "year": {"category": {"index": {"2021": 1, "2020": 0}}},
        },
        "value": [1, 2.50, None, 4],
    }
    return {**found, **changes}


def saved(folder: Path, found: object) -> Path:
    return text_file(folder, json.dumps(found))


def test_a_pxweb_answer_of_version_1_yields_its_1120_deaths(shared: Path) -> None:
    path = shared / "data/messy/jsonstat_statswe.json"
    (cube,) = cubes(json_stat, path)
    assert [len(each.codes) for each in cube.dimensions] == [1, 1, 20, 2, 1, 28]
    found, told = observed(json_stat, path)
    assert len(found) == 1120
    assert found[-1][:4] == ("25", "25 Norrbottens län", "jsonstat_statswe.HS0301A1", "Döda")
    assert found[-1][4:6] == ("1996", "Alder=90-plus;Dodsorsak=23-28;Kon=2")
    assert (found[-1].value, found[-1].cell) == ("137", "value[1119]")
    assert [(each.name, each.unit) for each in told.indicators] == [("Döda", "antal")]
    assert {each.period for each in found} == {str(year) for year in range(1969, 1997)}


def test_version_2_with_nulls_yields_3960_values_of_which_4_are_missing(shared: Path) -> None:
    path = shared / "data/messy/jsonstat_galicia-2.0.json"
    (cube,) = cubes(json_stat, path)
    assert [len(each.codes) for each in cube.dimensions] == [6, 22, 3, 2, 5, 1]
    found, _ = observed(json_stat, path)
    assert Counter(each.obs_status for each in found) == {"A": 3956, "O": 4}
    assert (found[0].territory_name, found[0].breakdown, found[0].value) == ("total", "_T", "2695880")


def test_a_bundle_yields_both_of_its_datasets_with_status(shared: Path) -> None:
    first, second = cubes(json_stat, shared / "data/messy/jsonstat_oecd-canada.json")
    assert [len(each.codes) for each in first.dimensions] == [1, 36, 12]
    assert [len(each.codes) for each in second.dimensions] == [1, 1, 20, 2, 3]
    numbers = list(first.numbers)
    assert len(numbers) == 432
    assert Counter(each.status for each in numbers) == {"A": 360, "E": 72}
    assert {each.status for each in second.numbers} == {"A"}


def test_counties_of_a_large_file_keep_their_leading_zero(shared: Path) -> None:
    found, _ = observed(json_stat, shared / "data/messy/jsonstat_us-labor-ds.json")
    assert len(found) == 12880
    assert found[0][:2] == ("01001", "Autauga County, AL")
    assert found[0].indicator_code.endswith(".labforce")
    assert (found[3].value, found[3].period) == ("6.5", "2012")


def test_numbers_stand_as_printed_and_null_is_not_yet_known(tmp_path: Path) -> None:
    path = text_file(tmp_path, json.dumps(dataset()).replace("2.5", "2.50"))
    found, _ = observed(json_stat, path)
    assert [(each.territory_name, each.period, each.value, each.obs_status) for each in found] == [
        ("North", "2020", "1", "A"),
        ("North", "2021", "2.50", "A"),
        ("South", "2020", "", "O"),
        ("South", "2021", "4", "A"),
    ]


def test_sparse_values_yield_those_that_stand_there_and_those_with_a_status(tmp_path: Path) -> None:
    path = saved(tmp_path, dataset(value={"3": 4, "0": 1}, status={"1": "c", "0": "p"}))
    found, _ = observed(json_stat, path)
    assert [(each.cell, each.value, each.obs_status) for each in found] == [
        ("value[0]", "1", "P"),
        ("value[1]", "", "Q"),
        ("value[3]", "4", "A"),
    ]


@pytest.mark.parametrize(
    ("status", "expected"),
    [("e", "EEOE"), (["p"], "PPOP"), (["A", "E", "Q", None], "AEQA"), (["", "f", "l", "b"], "AFLB")],
)
def test_a_status_may_be_a_text_or_a_list(tmp_path: Path, status: Any, expected: str) -> None:
    found, _ = observed(json_stat, saved(tmp_path, dataset(status=status)))
    assert "".join(each.obs_status for each in found) == expected


def test_words_for_a_status_are_taken_from_the_extension(tmp_path: Path) -> None:
    words = {"status": {"label": {"z": "not applicable", "q1": "preliminary figure", "k": "low reliability"}}}
    found, _ = observed(json_stat, saved(tmp_path, dataset(status=["k", "q1", "z", None], extension=words)))
    assert [(each.value, each.obs_status, each.note) for each in found] == [
        ("1", "A", "k: low reliability"),
        ("2.5", "P", "q1: preliminary figure"),
        ("", "M", ""),
        ("4", "A", ""),
    ]


def test_a_collection_yields_its_embedded_datasets(tmp_path: Path) -> None:
    items = [dataset(href="https://example.org/t/one.json"), {"class": "dataset", "href": "x"}, dataset()]
    found = cubes(json_stat, saved(tmp_path, {"class": "collection", "link": {"item": items}}))
    assert [cube.code for cube in found] == ["one", "table"]
    assert next(iter(found[0].numbers)).place == "one/value[0]"


def test_roles_that_the_file_does_not_state_are_told_by_names_and_codes(tmp_path: Path) -> None:
    dimension = {
        "Lan": {"label": "län", "category": {"index": ["01", "03"]}},
        "x": {"label": "x", "category": {"index": ["2020K1", "2020K2"]}},
        "ContentsCode": {
            "category": {
                "label": {"a": "Born"},
                "unit": {"a": {"base": "people", "decimals": 0, "multiplier": 3}},
            }
        },
    }
    path = saved(
        tmp_path, dataset(id=["Lan", "x", "ContentsCode"], size=[2, 2, 1], role=None, dimension=dimension)
    )
    (cube,) = cubes(json_stat, path)
    roles = [DimensionRole.TERRITORY, DimensionRole.TIME, DimensionRole.MEASURE]
    assert [each.role for each in cube.dimensions] == roles
    found, told = observed(json_stat, path)
    assert found[1][:2] == ("01", "01")
    assert found[1].period == "2020-Q2"
    assert told.indicators[0].unit == "10^3 people"


def test_hierarchies_of_codes_are_told(tmp_path: Path) -> None:
    changed = dataset()
    changed["dimension"]["region"]["category"]["child"] = {"N": ["S"]}
    _, told = observed(json_stat, saved(tmp_path, changed))
    assert ("group", "region N", "1: S") in [(each.what, each.text, each.meaning) for each in told.takens]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"value": [1, 2, 3]}, "3 values stand in the file, but its dimensions (2 × 2) have room for 4"),
        ({"value": [1, 2, 3, 4, 5]}, "5 values stand in the file"),
        ({"value": {"4": 1}}, "'4' is no code of dimension value"),
        ({"status": ["A", "A"]}, "2 values stand in the file"),
        ({"size": [2, 3]}, "year: 2 values stand in the file"),
        ({"size": [2]}, "'size' does not say"),
        ({"size": [100000, 100000]}, "too large"),
        ({"id": None}, "no list 'id'"),
        ({"value": [1, 2, "ca 3", 4]}, "value[2]: 'ca 3' is not a number"),
        ({"value": [1, 2, [3], 4]}, "value[2]: "),
        ({"value": [1, 2, True, 4]}, "value[2]: "),
    ],
)
def test_what_contradicts_itself_is_refused_with_numbers(tmp_path: Path, changes: Any, words: str) -> None:
    assert words in refusal(json_stat, saved(tmp_path, dataset(**changes)))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"class": "dataset",\n "value": [1, 2', "line 2, column "),
        ('{"class": "dataset", "value": [NaN]}', "NaN is no number of JSON"),
        ('{"class": "dataset", "value": [-Infinity]}', "-Infinity is no number"),
        ('{"class": "dataset", "value": ' + "[" * 100_000, "nested more than 64 levels"),
        ('{"class": "dataset", "value": ' + "[" * 100 + "]" * 100 + "}", "nested more than 64 levels"),
        ('{"class": "dataset", "value": [1' + "0" * 500 + "]}", "has 501 digits"),
        ('{"class": "dimension", "category": {"index": []}}', "holds a dimension and no dataset"),
        ("[]", "does not begin with an object"),
    ],
)
def test_broken_json_is_refused_with_its_place(tmp_path: Path, text: str, words: str) -> None:
    assert words in refusal(json_stat, text_file(tmp_path, text))


def test_a_letter_that_is_no_utf_8_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "table.bin"
    path.write_bytes(b'{"class":\n"dataset", "label": "\xe5"}')
    assert "line 2" in refusal(json_stat, path)


@pytest.mark.parametrize(
    "text", ['{"type": "FeatureCollection", "features": []}', "a,b\n1,2", "{}", '{"value": "x"}']
)
def test_other_json_is_not_taken_for_it(tmp_path: Path, text: str) -> None:
    assert not json_stat.FORMAT.recognises(text.encode(), tmp_path)
