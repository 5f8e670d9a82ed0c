"""Which observations do the numbers of a cube make?"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product

import pytest

from styrbord.core.base.codes import breakdown_codes, canonical_breakdown, is_code
from styrbord.core.base.problems import Problem
from styrbord.core.collection.cube import Cube, Dimension, DimensionRole, Number
from styrbord.core.collection.cube_codes import total_of, valid_code
from styrbord.core.collection.cube_periods import period_of
from styrbord.core.collection.cube_roles import assigned
from styrbord.core.collection.cubes import observations_of
from styrbord.core.collection.model import Indicator, Observation, Taken

PLACE = Dimension(
    "region", "Region", DimensionRole.TERRITORY, ("01", "02"), {"01": " North\nland ", "02": "South"}
)
TIME = Dimension("time", "Year", DimensionRole.TIME, ("2020", "2021"))


@dataclass(slots=True)
class Told:
    takens: list[Taken] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)

    def taken(self, taken: Taken) -> None:
        self.takens.append(taken)

    def problem(self, problem: Problem) -> None:
        self.problems.append(problem)

    def indicator(self, indicator: Indicator) -> None:
        self.indicators.append(indicator)


def plain(code: str, *codes: str, role: DimensionRole = DimensionRole.BREAKDOWN, **names: str) -> Dimension:
    return Dimension(code, code, role, codes, names)


def cube(*dimensions: Dimension, **more: object) -> Cube:
    keys = product(*(each.codes for each in dimensions))
    numbers = [Number(key, str(at), "A", "", f"value[{at}]") for at, key in enumerate(keys)]
    return Cube("T1", "Residents", dimensions, numbers, **more)  # type: ignore[arg-type]


def observed(found: Cube) -> tuple[list[Observation], Told]:
    told = Told()
    return list(observations_of(found, told)), told


def test_names_are_cleaned_and_codes_given() -> None:
    found, told = observed(cube(PLACE, TIME, unit="persons", note="Since 1990"))
    assert tuple(found[0]) == ("01", "North land", "T1", "Residents", "2020", "_T", "0", "A", "", "value[0]")
    assert told.indicators == [Indicator("T1", "Residents", "persons", "Since 1990")]
    assert told.problems == []


def test_a_name_in_place_of_a_code_gives_no_code() -> None:
    place = Dimension("region", "", DimensionRole.TERRITORY, ("North land",), {"North land": "North land"})
    assert observed(cube(place, TIME))[0][0][:2] == ("", "North land")


def test_what_it_was_taken_for_is_told_for_each_dimension() -> None:
    constant = plain("status", "_T")
    _, told = observed(cube(PLACE, TIME, plain("sex", "F", "M"), constant))
    assert [(each.place, each.what, each.why) for each in told.takens] == [
        ("T1", "title", ""),
        ("dimension region", "territory", ""),
        ("dimension time", "period", ""),
        ("dimension sex", "breakdown", ""),
        ("dimension status", "left-out", "says-nothing"),
    ]


def test_a_constant_dimension_that_says_something_is_kept() -> None:
    found, _ = observed(cube(PLACE, TIME, plain("cause", "I00", I00="circulatory")))
    assert found[0].breakdown == "cause=I00"


def test_a_breakdown_is_canonical_with_valid_codes_of_which_no_two_are_alike() -> None:
    wild = plain("Ålder, år", "90+", "90", "-", "a;b=c")
    found, _ = observed(cube(PLACE, TIME, wild, plain("A", "x")))
    texts = {each.breakdown for each in found}
    assert len(texts) == 4
    for text in texts:
        assert canonical_breakdown(text) == text
        assert all(is_code(part) for pair in breakdown_codes(text).items() for part in pair)


def test_a_measure_and_a_unit_that_varies_make_the_indicator() -> None:
    what = Dimension(
        "what", "Contents", DimensionRole.MEASURE, ("B", "D"), {"B": "Born", "D": "Died"}, {"B": "children"}
    )
    unit = plain("unit", "N", "PC", role=DimensionRole.UNIT, N="number", PC="%")
    _, told = observed(cube(PLACE, TIME, what))
    assert [(each.code, each.name, each.unit) for each in told.indicators] == [
        ("T1.B", "Born", "children"),
        ("T1.D", "Died", ""),
    ]
    _, told = observed(cube(PLACE, TIME, what, unit))
    assert [(each.code, each.name, each.unit) for each in told.indicators] == [
        ("T1.B.N", "Born", "number"),
        ("T1.B.PC", "Born", "%"),
        ("T1.D.N", "Died", "number"),
        ("T1.D.PC", "Died", "%"),
    ]
    _, told = observed(cube(PLACE, TIME, plain("unit", "PC", role=DimensionRole.UNIT, PC="%")))
    assert [(each.code, each.unit) for each in told.indicators] == [("T1", "%")]


def test_a_long_code_is_cut_and_stays_unique() -> None:
    what = plain("what", "x" * 60 + "a", "x" * 60 + "b", role=DimensionRole.MEASURE)
    found, _ = observed(cube(PLACE, TIME, what))
    codes = {each.indicator_code for each in found}
    assert len(codes) == 2
    assert all(is_code(code) for code in codes)


def test_an_unclear_period_is_left_out_and_told() -> None:
    time = plain("time", "2020", "2010-2012", role=DimensionRole.TIME)
    found, told = observed(cube(PLACE, time))
    assert {each.period for each in found} == {"2020"}
    assert [(each.code, each.is_error) for each in told.problems] == [("cube.unclear-period", True)]
    assert [each.text for each in told.takens if each.why == "unclear-period"] == ["2010-2012"]


def test_without_time_and_territory_both_are_empty_and_told() -> None:
    found, told = observed(cube(plain("sex", "F")))
    assert (found[0].period, found[0].territory_name) == ("", "")
    assert [(each.code, each.is_error) for each in told.problems] == [
        ("cube.no-period", True),
        ("cube.no-territory", False),
    ]


def test_a_key_that_comes_again_is_read_once_or_not_at_all() -> None:
    given = (("01", "1"), ("02", "2"), ("01", "1.0"), ("02", "3"))
    numbers = [Number((code, "2020"), value, "A", "", f"line {at}") for at, (code, value) in enumerate(given)]
    repeated = frozenset(hash((code, "2020")) for code in ("01", "02"))
    found, told = observed(Cube("T1", "", (PLACE, TIME), numbers, repeated=repeated))
    assert [(each.territory_code, each.value) for each in found] == [("01", "1")]
    assert [str(each) for each in told.problems] == [
        "line 2: The same key stands at line 0 and at line 2 with the same value 1.0. "
        "It was read once; nothing needs to be done.",
        "line 3: The same key has the value '3' at line 3 and '2' at line 1. "
        "Neither was taken. Ask the source which one holds.",
    ]


@pytest.mark.parametrize(
    ("codes", "names", "expected"),
    [
        (("_T", "F"), {}, "_T"),
        (("TOT", "F"), {}, "TOT"),
        (("T", "F"), {"T": "total"}, "T"),
        (("T", "F", "M"), {}, "T"),
        (("T", "KG"), {}, ""),
        (("1", "2"), {"1": "Всего", "2": "women"}, "1"),
        (("T", "U"), {"T": "tonnes"}, ""),
        (("a", "b"), {"a": "Total", "b": "Totalt"}, ""),
        (("tot", "a"), {"tot": "total", "a": "Total"}, "tot"),
    ],
)
def test_only_a_clear_total_is_the_total(
    codes: tuple[str, ...], names: dict[str, str], expected: str
) -> None:
    assert total_of(Dimension("d", "", DimensionRole.BREAKDOWN, codes, names)) == expected


@pytest.mark.parametrize(
    ("code", "period"),
    [
        ("2010", "2010"), ("2010Q1", "2010-Q1"), ("2010K1", "2010-Q1"), ("2010-K4", "2010-Q4"),
        ("2010M03", "2010-03"), ("2010-Q1", "2010-Q1"), ("2010-03", "2010-03"), ("2010W05", "2010-W05"),
        ("2010H1", "2010-S1"), ("2010-S1", "2010-S1"), ("2010-A1", "2010"), ("2010-03-01", "2010-03-01"),
        ("2010-03-01T00:00:00Z", "2010-03-01"), ("2010-01/P9M", "2010-01/P9M"), ("2010-07-01/P6M", "2010-S2"),
        ("2010-2012", ""), ("2010/11", ""), ("2010Q5", ""), ("2010M13", ""), ("0010", ""), ("total", ""),
        ("2010-02-30", ""), ("20101", ""), ("2010W54", ""), ("", ""),
    ],
)  # fmt: skip
def test_codes_of_time_are_periods_when_clear(code: str, period: str) -> None:
    assert period_of(code) == period


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([plain("Region", "1"), plain("Tid", "2020")], "territory time"),
        ([plain("geo", "SE"), plain("TIME_PERIOD", "2020"), plain("freq", "A"), plain("unit", "NR")],
         "territory time frequency unit"),
        ([plain("COUNTERPART_AREA", "SE"), plain("REF_AREA", "SE")], "breakdown territory"),
        ([plain("Субъект РФ", "1"), plain("Год", "2020"), plain("Показатель", "a")],
         "territory time measure"),
        ([plain("x", "2020M01", "2020M02"), plain("y", "1811", "1812")], "time breakdown"),
        ([plain("PER", "INI", "END"), plain("sex", "F")], "breakdown breakdown"),
        ([plain("UNIT_MEASURE", "NR"), plain("Period", "a")], "unit breakdown"),
        ([plain("INDICATOR", "a"), plain("MEASURE", "b")], "measure measure"),
    ],
)  # fmt: skip
def test_roles_are_told_by_names_and_codes(given: Sequence[Dimension], expected: str) -> None:
    assert [str(each.role) for each in assigned(given, {})] == expected.split()


def test_a_stated_role_beats_every_likeness() -> None:
    given = [plain("region", "SE"), plain("a", "x")]
    found = assigned(given, {"a": DimensionRole.TERRITORY})
    assert [each.role for each in found] == [DimensionRole.BREAKDOWN, DimensionRole.TERRITORY]


def test_a_text_without_letters_still_gives_a_code() -> None:
    assert valid_code(";;") == "_"
