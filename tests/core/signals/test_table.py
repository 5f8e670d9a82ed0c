"""Is a table read as it stands, and refused with its line where it cannot be?"""

from datetime import date

import numpy as np
import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.signals.cases import cases_of
from styrbord.core.signals.options import Options, options_of
from styrbord.core.signals.rules.plot_the_dots import answer
from styrbord.core.signals.table import Columns, Table, table_of
from styrbord.core.spine.indicators import Direction

FACET = Columns(series="series")


def table(*lines: str, columns: Columns = FACET) -> Table:
    """Table of lines below their header."""
    header = "series,date,value" if columns.series else "date,value"
    return table_of([line.split(",") for line in (header, *lines)], columns, Direction.UP, "t.csv")


def refused(*lines: str, columns: Columns = FACET) -> list[str]:
    """Problems of a table, each with its place."""
    with pytest.raises(Refused) as refusal:
        table(*lines, columns=columns)
    return [f"{one.code} {one.place}".strip() for one in refusal.value.problems]


def test_rows_in_any_order_become_series_in_order() -> None:
    found = table("b,2020-02-01,4", "a,2020-01-01,", "b,2020-01-01,3.5", "a,2020-02-01,NA")
    assert [one.key for one in found.series] == ["a", "b"]
    assert found.series[1].at == (date(2020, 1, 1), date(2020, 2, 1))
    assert found.series[1].values.tolist() == [3.5, 4]
    assert np.isnan(found.series[0].values).all()


@pytest.mark.parametrize(
    ("dates", "season"),
    [
        (["2020", "2021"], 1),
        (["2020-Q1", "2020-Q3"], 4),
        (["2020-03", "2020-04"], 12),
        (["2020-W05", "2020-W06"], 52),
        (["2020-03-01", "2020-04-01", "2020-09-01", "2020-10-01"], 12),
        (["2020-03-02", "2020-03-03", "2020-03-04"], 365),
        (["2020-03-02", "2020-03-09", "2020-03-16"], 52),
        (["2020-01-01", "2021-01-01", "2022-01-01"], 1),
        (["2020-01-01"], 1),
    ],
)
def test_rows_a_year_follow_from_the_dates(dates: list[str], season: int) -> None:
    found = table(*(f"{day},1" for day in dates), columns=Columns())
    assert (found.series[0].season, found.series[0].key) == (season, "no facet")


def test_what_cannot_be_read_is_refused_with_all_its_lines() -> None:
    lines = ["a,2020-01-01,1", "a,2020-02-30,1", "a,yesterday,1", "a,2020-04,1", "a,2020-05-01,1,2"]
    codes = ["signals.date t.csv, line 3", "signals.date t.csv, line 4", "signals.date t.csv, line 5"]
    assert refused(*lines) == [*codes, "signals.ragged t.csv, line 6"]
    assert refused(*(f"a,2020-0{at + 1}-01,{text}" for at, text in enumerate(["1", "1,5", "x"]))) == [
        "signals.ragged t.csv, line 3",
        "signals.value t.csv, line 4",
    ]


@pytest.mark.parametrize("text", ["x", "1_000", "inf", "1e999", "0x10", "1 000", "--1", "１", "1;5"])
def test_what_is_no_number_is_refused(text: str) -> None:
    assert refused(f"a,2020-01-01,{text}") == ["signals.value t.csv, line 2"]


def test_a_day_twice_an_unknown_column_and_an_empty_table_are_refused() -> None:
    assert refused("a,2020-01-01,1", "b,2020-01-01,1", "a,2020-01-01,2") == [
        "signals.duplicate t.csv, line 4"
    ]
    assert refused("2020-01-01,1", columns=Columns(series="place", value="value")) == ["signals.column t.csv"]
    assert refused() == ["signals.empty t.csv"]
    with pytest.raises(Refused, match="has no column 'date'; it has: none"):
        table_of([], Columns(), Direction.UP)
    with pytest.raises(Refused, match="perhaps 'value'"):
        table("2020-01-01,1", columns=Columns(value="vlaue"))


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("direction", "decrease", Direction.DOWN),
        ("target", "95", 95.0),
        ("target", "North Bay 5;B -1e3", {"North Bay": 5.0, "B": -1000.0}),
        ("rebase", "2020-01-01; 2021-01-01", frozenset({date(2020, 1, 1), date(2021, 1, 1)})),
        ("rebase", "A 2020-01-01;A 2021-01-01", {"A": frozenset({date(2020, 1, 1), date(2021, 1, 1)})}),
        ("fix", "12", 12),
        ("short", "8", 8),
        ("due", "2021-01-01", date(2021, 1, 1)),
    ],
)
def test_options_are_read_from_texts(name: str, text: str, expected: object) -> None:
    assert getattr(options_of({name: text}), name) == expected


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("direction", "up"),
        ("target", "much"),
        ("target", "5;6"),
        ("target", "A 5;7"),
        ("target", "A 5;A 6"),
        ("target", "nan"),
        ("rebase", "soon"),
        ("rebase", "A 2020-01-01;2021-01-01"),
        ("fix", "11"),
        ("fix", "12.5"),
        ("fix", "12 13"),
        ("fix", "inf"),
        ("screen", "perhaps"),
        ("short", "-1"),
        ("due", "2020"),
    ],
)
def test_options_that_say_nothing_are_refused(name: str, text: str) -> None:
    with pytest.raises(Refused) as refusal:
        options_of({name: text})
    assert refusal.value.problems[0].advice


def test_an_option_for_a_series_that_is_not_there_is_refused() -> None:
    found = table("a,2020-01-01,1", "b,2020-01-01,1")
    for options in (Options(target={"c": 1.0}), Options(rebase={"c": frozenset({date(2020, 1, 1)})})):
        with pytest.raises(Refused, match="no series 'c' in the data; there are: a, b"):
            answer(found, options)
    with pytest.raises(Refused, match="needs a column that tells the series apart"):
        answer(table("2020-01-01,1", columns=Columns()), Options(rebase={"a": frozenset()}))


def test_a_series_left_out_of_the_targets_has_no_assurance() -> None:
    found = answer(table("a,2020-01-01,1", "b,2020-01-01,1"), Options(target={"a": 1.0}))
    assert found.icons["assurance"] == ["inconsistent", ""]
    assert found.icons["codes"] == ["short", "short;no_target"]
    assert found.points["target"] == ["1", "NA"]


def test_cases_need_a_name_of_their_own() -> None:
    good = [["name", "input"], ["a", "a.csv"], [], ["b", "b.csv"]]
    assert [case.name for case in cases_of(good, "i.csv")] == ["a", "b"]
    for name in ("a", "", "../b", "b c"):
        with pytest.raises(Refused) as refusal:
            cases_of([*good, [name, "x.csv"]], "i.csv")
        assert str(refusal.value).startswith("i.csv, line 5: ")
