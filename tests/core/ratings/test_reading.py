"""Do the two files say what they mean, and is every mistake found where it is?"""

import numpy as np
import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.ratings.reading import read, structure_of
from tests.core.ratings.references import reference
from tests.core.ratings.worlds import content

META = """Level,iCode,iName,Direction,Weight,Unit,Target,Denominator,Parent,Type
1,roads,Roads,1,2,km,10,people,moves,Indicator
1,noise,Noise,-1,,dB,,,moves,Indicator
2,moves,Moving,,1,,,,all,Aggregate
3,all,All,,1,,,,,Aggregate
,kind,Kind,,,,,,,Group
,people,People,,,,,,,Denominator
"""
DATA = """uCode,uName,kind,people,roads,noise
NA,North,town,100,5,60
B,Bay,,200,,55
C,"Cape, old",county,300,7.5,1e1
"""


def problems(meta: str = META, data: str = DATA) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refused:
        read(meta, data)
    return [(one.code.removeprefix("rating."), one.place) for one in refused.value.problems]


def test_structure_and_data_are_what_the_files_say():
    structure, inputs = read(META, DATA)
    assert structure.columns == ("roads", "noise", "moves", "all")
    roads, noise = structure.indicators
    assert (roads.weight, roads.direction, roads.target, roads.denominator) == (2, 1, 10, "people")
    assert (noise.weight, noise.direction, noise.target, noise.unit) == (1, -1, None, "dB")
    assert roads.names == {"en": "Roads"}
    assert structure.root.direction == 0
    assert inputs.units == ("NA", "B", "C")
    np.testing.assert_array_equal(inputs.values, [[5, 60], [np.nan, 55], [7.5, 10]])
    assert inputs.denominators["people"].tolist() == [100, 200, 300]
    assert inputs.groups == {"kind": ("town", "", "county")}
    assert inputs.names["C"] == "Cape, old"
    assert inputs.periods == ()


def test_a_column_of_time_makes_a_panel():
    data = "uCode,Time,kind,people,roads,noise\n" + "".join(
        f"{unit},{year},town,1,{year},2\n" for year in (2023, 2024) for unit in "abc"
    )
    _, inputs = read(META, data)
    assert inputs.periods == ("2023",) * 3 + ("2024",) * 3
    assert inputs.values[:, 0].tolist() == [2023] * 3 + [2024] * 3


@reference
def test_the_reference_files_are_read_whole():
    structure, inputs = read(content("iMeta"), content("iData"))
    assert (len(structure.indicators), len(structure.aggregates), inputs.values.shape) == (49, 11, (51, 49))
    assert int(np.isnan(inputs.values).sum()) == 63
    assert set(inputs.denominators) == {"Area", "Energy", "GDP", "Population"}
    assert set(inputs.groups["EurAsia_group"]) == {"Asia", "Europe"}


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("Parent,Type", "Parnt,Type", [("file-column-missing", 1, ""), ("file-column-unknown", 1, "")]),
        ("km,10,", "km,ten,", [("file-number", 2, "Target")]),
        ("1,roads,Roads,1,2", "1,roads,Roads,1,inf", [("file-number", 2, "Weight")]),
        ("1,noise", "1,roads", [("file-twice", 3, "iCode")]),
        ("1,noise", "1,", [("file-code", 3, "iCode")]),
        ("all,Aggregate", "all,Agregate", [("file-type", 4, "Type")]),
        ("10,people", "10,peple", [("file-denominator", 2, "Denominator")]),
        (",moves,Indicator\n2", ",mooves,Indicator\n2", [("unknown-parent", 3, "Parent")]),
        ("Noise,-1", "Noise,", [("direction", 3, "Direction")]),
        (
            "2,moves",
            "3,moves",
            [("level-gap", 2, "Level"), ("level-gap", 3, "Level"), ("level-gap", 4, "Level")],
        ),
        ("Roads,1,2,", "Roads,1,0,", None),
        ("1,noise,Noise,-1,,", "1,noise,Noise,-1,-3,", [("weights", 4, "")]),
        (",,,,all,Agg", ",,,,roads,Agg", [("childless", 5, ""), ("indicator-parent", 4, "Parent")]),
        ("1,noise,Noise,-1,,dB,,,moves", "1,noise,Noise,-1,,dB,,moves", [("file-cells", 3, "")]),
    ],
)
def test_each_mistake_of_the_structure_has_its_line_and_column(
    old: str, new: str, wanted: list[tuple[str, int, str]] | None
):
    assert old in META
    meta = META.replace(old, new, 1)
    if wanted is None:
        assert read(meta, DATA)[0].indicators[0].weight == 0
        return
    found = problems(meta)
    places = [
        (code, f"iMeta.csv, line {line}" + (f", column {column}" if column else ""))
        for code, line, column in wanted
    ]
    assert set(places) <= set(found)
    assert len(found) <= len(places) + 1


def test_a_circle_is_refused_with_its_members():
    meta = META.replace(",,,,,Aggregate", ",,,,moves,Aggregate").replace("3,all", "1,all")
    with pytest.raises(Refused) as refused:
        read(meta, DATA)
    (circle,) = [one for one in refused.value.problems if one.code == "rating.cycle"]
    assert circle.params == {"codes": "all, moves"}


def test_two_roots_are_refused_with_both():
    meta = META.replace("2,moves,Moving,,1,,,,all", "2,moves,Moving,,1,,,,")
    with pytest.raises(Refused) as refused:
        read(meta, DATA)
    (roots,) = [one for one in refused.value.problems if one.code == "rating.roots"]
    assert roots.params["codes"] == "moves, all"


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("roads,noise", "raods,noise", [("file-column-unknown", 1, ""), ("file-no-data", 1, "")]),
        ("people,roads", "roads,roads", [("file-column-twice", 1, "")]),
        ("uCode", "unit", [("file-column-missing", 1, ""), ("file-column-unknown", 1, "")]),
        ("100,5,60", "100,5 km,60", [("file-number", 2, "roads")]),
        (
            "100,5,60",
            "1_00,nan,inf",
            [("file-number", 2, "people"), ("file-number", 2, "roads"), ("file-number", 2, "noise")],
        ),
        ("B,Bay", "NA,Bay", [("file-twice", 3, "uCode")]),
        ("B,Bay", ",Bay", [("file-code", 3, "uCode")]),
        ("55\n", "55,9\n", [("file-cells", 3, "")]),
    ],
)
def test_each_mistake_of_the_data_has_its_line_and_column(
    old: str, new: str, wanted: list[tuple[str, int, str]]
):
    assert old in DATA
    places = {
        (code, f"iData.csv, line {line}" + (f", column {column}" if column else ""))
        for code, line, column in wanted
    }
    assert places <= set(problems(data=DATA.replace(old, new, 1)))


def test_a_cell_over_several_lines_counts_all_of_them():
    data = DATA.replace("North", '"North\nand South"').replace("1e1", "x")
    assert ("file-number", "iData.csv, line 5, column noise") in problems(data=data)


def test_files_without_lines_without_units_or_with_too_few_are_refused():
    assert problems(meta="") == [("file-empty", "iMeta.csv")]
    assert problems(data="") == [("file-empty", "iData.csv")]
    assert problems(data=DATA.splitlines()[0] + "\n") == [("file-empty", "iData.csv")]
    assert problems(data="\n".join(DATA.splitlines()[:3])) == [("file-units", "iData.csv")]


def test_a_quote_that_does_not_end_is_refused():
    assert problems(data=DATA + '"D,1') == [("file-lines", "iData.csv, line 5")]


def test_a_unit_may_stand_once_in_each_period_only():
    head = "uCode,Time,kind,people,roads,noise\n"
    lines = [f"{unit},2024,town,1,1,2\n" for unit in "abca"]
    assert problems(data=head + "".join(lines)) == [("file-twice", "iData.csv, line 5, column uCode")]


def test_a_mark_at_the_start_of_the_file_is_no_part_of_a_column():
    assert structure_of("\ufeff" + META).groups == ("kind",)


def test_advice_names_what_was_nearly_meant():
    with pytest.raises(Refused, match="Near it: roads"):
        read(META, DATA.replace("roads", "raods"))
