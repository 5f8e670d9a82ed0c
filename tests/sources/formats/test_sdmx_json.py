"""What is read from SDMX-JSON messages?"""

import json
import warnings
from pathlib import Path
from typing import Any

import pytest

from styrbord.core.collection.cube import DimensionRole
from styrbord.sources.formats import sdmx_json
from tests.sources.formats.cube_reading import cubes, observed, refusal, text_file

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import sdmx

STRUCTURE: dict[str, Any] = {
    "name": "Residents",
    "links": [{"rel": "dataflow", "href": "https://example.org/dataflow/X/POP/1.0"}],
    "dimensions": {
        "dataSet": [{"id": "FREQ", "keyPosition": 0, "values": [{"id": "A", "name": "Annual"}]}],
        "series": [
            {
                "id": "REF_AREA",
                "name": "Area",
                "keyPosition": 1,
                "roles": ["GEO"],
                "values": [{"id": "N", "name": "North"}, {"id": "S", "name": "South"}],
            }
        ],
        "observation": [{"id": "TIME_PERIOD", "values": [{"id": "2020"}, {"id": "2021"}]}],
    },
    "attributes": {
        "dataSet": [{"id": "UNIT_MULT", "values": [{"id": "3", "name": "Thousands"}]}],
        "series": [{"id": "UNIT_MEASURE", "values": [{"id": "PS", "name": "Persons"}]}],
        "observation": [
            {"id": "OBS_STATUS", "values": [{"id": "A"}, {"id": "P"}, {"id": "L"}]},
            {"id": "OBS_COM", "values": [{"name": "Old borders"}]},
        ],
    },
}
DATA: dict[str, Any] = {
    "action": "Information",
    "attributes": [0],
    "series": {
        "0": {"attributes": [0], "observations": {"0": [1.50, 0], "1": [2, 1, 0]}},
        "1": {"attributes": [0], "observations": {"0": [None, 2], "1": [4]}},
    },
}


def first_version(**changes: Any) -> dict[str, Any]:
    return {"header": {}, "dataSets": [{**DATA, **changes}], "structure": STRUCTURE}


def second_version() -> dict[str, Any]:
    named = {**STRUCTURE, "name": None, "names": {"sv": "Invånare", "en": "Residents"}}
    return {"meta": {}, "data": {"dataSets": [{**DATA, "structure": 0}], "structures": [named]}}


@pytest.mark.parametrize("message", [first_version(), {"data": first_version()}, second_version()])
def test_series_are_read_in_each_version(tmp_path: Path, message: Any) -> None:
    found, told = observed(sdmx_json, text_file(tmp_path, json.dumps(message)))
    series = 'dataSets[0].series["{}"].observations["{}"]'.format
    assert [tuple(each) for each in found] == [
        ("N", "North", "POP", "Residents", "2020", "_T", "1.5", "A", "", series(0, 0)),
        ("N", "North", "POP", "Residents", "2021", "_T", "2", "P", "Old borders", series(0, 1)),
        ("S", "South", "POP", "Residents", "2020", "_T", "", "L", "", series(1, 0)),
        ("S", "South", "POP", "Residents", "2021", "_T", "4", "A", "", series(1, 1)),
    ]
    assert told.indicators[0].unit == "10^3 Persons"


def test_words_are_taken_in_the_language_that_was_asked_for(tmp_path: Path) -> None:
    (cube,) = cubes(sdmx_json, text_file(tmp_path, json.dumps(second_version())), language="sv")
    assert cube.title == "Invånare"


def test_several_measures_of_one_observation_are_several_indicators(tmp_path: Path) -> None:
    message = second_version()
    message["data"]["structures"][0]["measures"] = {"observation": [{"id": "BORN"}, {"id": "DIED"}]}
    message["data"]["dataSets"][0]["series"] = {"0": {"observations": {"0": [5, 6, 1], "1": [7, None]}}}
    found, _ = observed(sdmx_json, text_file(tmp_path, json.dumps(message)))
    assert [(each.indicator_code, each.value, each.obs_status) for each in found] == [
        ("POP.BORN", "5", "P"), ("POP.DIED", "6", "P"), ("POP.BORN", "7", "A"), ("POP.DIED", "", "O")
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["sdmx_ecb_flat.json", "sdmx_oecd_part2.json"])
def test_every_value_is_the_one_that_another_reader_sees(shared: Path, name: str) -> None:
    path = shared / "data/messy" / name
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        message: Any = sdmx.read_sdmx(path)
    expected = [
        ({key: str(each.value) for key, each in one.dimension.values.items()}, float(one.value))
        for data in message.data
        for one in data.obs
    ]
    (cube,) = cubes(sdmx_json, path)
    order = [each.code for each in cube.dimensions]
    ours = [(dict(zip(order, each.key, strict=True)), float(each.value)) for each in cube.numbers]
    assert ours == [({name: key[name] for name in order}, value) for key, value in expected]


def test_exchange_rates_of_two_days_are_flat_observations(shared: Path) -> None:
    found, told = observed(sdmx_json, shared / "data/messy/sdmx_ecb_flat.json")
    assert [each.value for each in found] == ["1.5931", "1.5925", "40.3426", "40.3000"]
    assert [each.period for each in found[:2]] == ["2013-01-18", "2013-01-21"]
    assert told.indicators[0].code == "EXR"


def test_attributes_without_values_are_left_out_of_the_positions_of_a_draft(shared: Path) -> None:
    path = shared / "data/messy/sdmx_oecd_part2.json"
    found, told = observed(sdmx_json, path)
    assert len(found) == 7
    assert [each.note[:1] for each in found] == ["", "x", "", "w", "", "y", ""]
    assert found[0][:3] == ("AUS", "Australia", "PART2.5CLAT.MN")
    assert "cube.no-period" in told.codes
    (cube,) = cubes(sdmx_json, path)
    assert [each.code for each in cube.dimensions if each.role is DimensionRole.MEASURE] == ["IND", "MSR"]


@pytest.mark.parametrize(
    ("series", "words"),
    [
        ({"9": {"observations": {"0": [1]}}}, "series[\"9\"]: "),
        ({"0:0": {"observations": {"0": [1]}}}, "the key has 2 parts, 1 dimensions are described"),
        ({"0": {"observations": {"x": [1]}}}, "'x' is no position among the values of TIME_PERIOD"),
        ({"0": {"observations": {"0": [{}]}}}, "dict is not a number"),
        ({"0": {"observations": {"0": ["many"]}}}, "'many' is not a number"),
        ({"0": {"observations": [1]}}, "observations is not an object"),
        ({}, "holds no values"),
    ],
)  # fmt: skip
def test_positions_that_mean_nothing_are_refused(tmp_path: Path, series: Any, words: str) -> None:
    assert words in refusal(sdmx_json, text_file(tmp_path, json.dumps(first_version(series=series))))


def test_broken_json_is_refused_with_line_and_column(tmp_path: Path) -> None:
    assert "line 2, column 1" in refusal(sdmx_json, text_file(tmp_path, '{"dataSets": [\n}'))


def test_json_stat_is_not_taken_for_it(tmp_path: Path) -> None:
    assert not sdmx_json.FORMAT.recognises(b'{"class": "dataset", "value": [1]}', tmp_path)
