"""What is read from SDMX-CSV files?"""

from pathlib import Path

import pytest

from styrbord.sources.formats import sdmx_csv
from tests.sources.formats.cube_reading import cubes, observed, refusal, text_file

FIRST = """DATAFLOW,FREQ,REF_AREA,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MEASURE,OBS_COM
X:POP(1.0),A,N,2020,1.50,A,PS,
X:POP(1.0),A,N,2021,,L,PS,"Not asked, then"
X:POP(1.0),A,S,2020,3,P,PS,
"""
SECOND = """STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MEASURE,OBS_COM
dataflow,X:POP(1.0.0),I,A,N,2020,1.50,A,PS,
dataflow,X:POP(1.0.0),I,A,N,2021,,L,PS,"Not asked, then"
dataflow,X:POP(1.0.0),D,A,N,2022,,,,
dataflow,X:POP(1.0.0),I,A,S,2020,3,P,PS,
"""
NAMED = """STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,ACTION,FREQ,Frequency,REF_AREA,Area,TIME_PERIOD,Time,{}
dataflow,X:POP(1.0.0),Residents,I,A,Annual,N,North,2020,2020,1.50,
""".format("OBS_VALUE,Value")
BOTH = """DATAFLOW,FREQ: Frequency,REF_AREA: Area,TIME_PERIOD: Time,OBS_VALUE
X:POP(1.0): Residents,A: Annual,N: North,2020,1.50
"""


@pytest.mark.parametrize("text", [FIRST, SECOND, FIRST.replace("t asked, t", "t asked; t")])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_both_versions_are_read_with_places(tmp_path: Path, text: str, bom: str) -> None:
    found, told = observed(sdmx_csv, text_file(tmp_path, bom + text))
    assert [(each.territory_name, each.period, each.value, each.obs_status) for each in found] == [
        ("N", "2020", "1.50", "A"),
        ("N", "2021", "", "L"),
        ("S", "2020", "3", "P"),
    ]
    assert found[1].note.startswith("Not asked")
    assert found[0].cell == ("table!E2" if text != SECOND else "table!G2")
    assert [(each.code, each.unit) for each in told.indicators] == [("POP", "PS")]


@pytest.mark.parametrize("comma", [";", "\t"])
def test_other_separators_are_read(tmp_path: Path, comma: str) -> None:
    found, _ = observed(
        sdmx_csv, text_file(tmp_path, FIRST.replace('"Not asked, then"', "").replace(",", comma))
    )
    assert len(found) == 3


@pytest.mark.parametrize("text", [NAMED, BOTH])
def test_names_beside_codes_are_names(tmp_path: Path, text: str) -> None:
    found, told = observed(sdmx_csv, text_file(tmp_path, text))
    assert [each[:7] for each in found] == [("N", "North", "POP", "Residents", "2020", "_T", "1.50")]
    assert told.takens[2].text == "Area"


def test_several_flows_are_several_cubes(tmp_path: Path) -> None:
    path = text_file(tmp_path, FIRST + "X:GDP(1.0),A,S,2020,4,A,EUR,\n")
    assert [(cube.code, cube.unit, len(list(cube.numbers))) for cube in cubes(sdmx_csv, path)] == [
        ("POP", "PS", 3),
        ("GDP", "EUR", 1),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (FIRST + "X:POP(1.0),A,N\n", "table!A5: The file cannot be read to its end: it has 3 cells"),
        (FIRST.replace(",3,", ",three,"), "table!E4: 'three' is not a number"),
        (FIRST.partition("\n")[0] + "\n", "holds no values"),
        (FIRST.replace("OBS_VALUE", "VALUE"), "no column OBS_VALUE"),
        (FIRST + '"X', "line 5"),
    ],
)
def test_damage_is_refused_with_its_place(tmp_path: Path, text: str, words: str) -> None:
    assert words in refusal(sdmx_csv, text_file(tmp_path, text))


def test_a_letter_that_is_no_utf_8_is_refused(tmp_path: Path) -> None:
    assert "UTF-8" in refusal(sdmx_csv, text_file(tmp_path, FIRST.replace("Not", "Nöt"), "cp1252"))


def test_a_plain_table_is_not_taken_for_it(tmp_path: Path) -> None:
    assert not sdmx_csv.FORMAT.recognises(b"region,year,value\nN,2020,1\n", tmp_path)
    assert not sdmx_csv.FORMAT.recognises(b"Structure,2020,2021\nN,1,2\n", tmp_path)
