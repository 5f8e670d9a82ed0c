"""A layout is written for people, and read with every mistake told."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrbord.core.base.problems import Refused
from styrbord.core.collection.layout import Anchor, Form, Layout, Span
from styrbord.core.collection.layout_file import layout_text, read_layout, rows_text
from styrbord.core.collection.model import Role

GRP = Form(
    sheet="9.1.",
    header=(4, 4),
    first_row=5,
    code="9.1",
    spans=(Span(0, 0, Role.TERRITORY), Span(1, 18, Role.VALUE, from_header=True)),
    anchor=Anchor(
        (4, 4), 0, ("", "2000"), 0, ("Российская Федерация",), "9.1. ВРП", "миллионов рублей", {6: "всего"}
    ),
)
WHOLE = Layout((GRP,), {"Российская Федерация": "RU", "прочее": ""}, ("Раздел 9",), "xlsx")

printable = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
codes = st.text("abcXYZ019ж", min_size=1, max_size=8)
periods = st.sampled_from(["", "2020", "2020-Q1", "2020-01/P9M", "2020-03-01"])
breakdowns = st.sampled_from(["", "SEX=F", "AGE=Y15;SEX=F"])


@st.composite
def spans(draw):
    column, found = draw(st.integers(0, 30)), []
    for position, width in enumerate(draw(st.lists(st.integers(0, 9), min_size=1, max_size=4))):
        role = draw(st.sampled_from(Role)) if position else Role.VALUE
        measure = tuple(draw(st.lists(printable, max_size=3)))
        said = (draw(printable), draw(st.booleans()), draw(periods), measure, draw(printable))
        found.append(
            Span(column, column + width, role, *said, draw(breakdowns), draw(printable), draw(printable))
        )
        column += width + draw(st.integers(1, 3))
    return tuple(found)


@st.composite
def anchors(draw):
    header, labels = draw(st.lists(printable, max_size=3)), draw(st.lists(printable, max_size=2))
    return Anchor(
        draw(st.none() | st.just((3, 5))),
        draw(st.integers(0, 9)) if header else 0,
        tuple(header),
        draw(st.integers(0, 9)) if labels else 0,
        tuple(labels),
        *(draw(printable), draw(printable)),
        draw(st.dictionaries(st.integers(0, 99), printable, max_size=2)),
    )


@st.composite
def forms(draw):
    start = draw(st.integers(0, 30))
    header = draw(st.none() | st.integers(0, 4).map(lambda height: (start, start + height)))
    first_row = (header[1] if header else start) + draw(st.integers(1, 5))
    return Form(
        sheet=draw(printable.filter(bool)),
        header=header,
        first_row=first_row,
        spans=draw(spans()),
        code=draw(codes),
        last_row=draw(st.none() | st.integers(first_row, first_row + 9)),
        period=draw(periods),
        territory_code=draw(st.just("") | codes),
        skipped=frozenset(draw(st.sets(st.integers(0, 99), max_size=5))),
        anchor=draw(anchors()),
        **{key: draw(printable) for key in ("title", "unit", "territory", "indicator")},
    )


layouts = st.builds(
    Layout,
    st.lists(forms(), max_size=3).map(tuple),
    st.dictionaries(printable, st.just("") | codes, max_size=3),
    st.lists(printable, max_size=3).map(tuple),
    st.sampled_from(["", "xlsx"]),
)


@given(layouts)
def test_a_layout_written_and_read_is_the_same_layout(layout):
    text = layout_text(layout)
    tomllib.loads(text)
    assert read_layout(text) == layout


def test_a_layout_counts_rows_from_one_and_names_columns_by_letters():
    text = layout_text(WHOLE)
    assert 'header = "5"' in text
    assert "first_row = 6" in text
    assert 'columns = "B:S"' in text
    assert '"Российская Федерация" = "RU"' in text


def test_each_key_is_explained_once():
    text = layout_text(Layout((GRP, GRP)))
    assert text.count("# name of the sheet") == 1
    assert text.count("[[tables]]") == 2 + 1  # the third stands in an explanation


def test_rows_are_written_as_ranges():
    assert rows_text([6, 7, 8, 11]) == "7-9, 12"


def _problems(text):
    with pytest.raises(Refused) as refused:
        read_layout(text)
    return refused.value.problems


def test_every_problem_of_a_layout_is_told_with_its_line():
    text = layout_text(WHOLE).replace("first_row = 6", 'firstrow = 6\nperiod = "last year"')
    text = text.replace('role = "territory"', 'role = "teritory"')
    problems = _problems(text)
    assert [problem.code for problem in problems] == [
        "layout.unknown-key",
        "layout.missing-key",
        "layout.unfit",
        "layout.unfit",
    ]
    assert "Did you mean 'first_row'?" in str(problems[0])
    assert "Did you mean 'territory'?" in str(problems)
    for problem, word in ((problems[0], "firstrow"), (problems[-1], "last year")):
        line = int(problem.place.split("line ")[1].split(",")[0])
        assert word in text.splitlines()[line - 1]


def test_text_that_is_no_toml_is_refused_with_its_line():
    (problem,) = _problems("version = 1\nsheet = 9.1.\n")
    assert problem.code == "layout.toml"
    assert "line 2" in str(problem)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("version = 1", "version = 7", "layout.unfit"),
        ('header = "5"', 'header = "5, 9"', "layout.unfit"),
        ('header = "5"', 'header = "7"', "layout.unfit"),
        ('header = "5"', "header = true", "layout.unfit"),
        ('columns = "B:S"', 'columns = "S:B"', "layout.unfit"),
        ('columns = "B:S"', 'columns = "2"', "layout.unfit"),
        ('columns = "B:S"', 'columns = "A:S"', "layout.column-twice"),
        ('role = "value"', 'role = "note"', "layout.no-values"),
        ("first_row = 6", "first_row = 0", "layout.unfit"),
        ('code = "9.1"', 'code = "9 1"', "layout.unfit"),
        ('skip = ["Раздел 9"]', 'skip = "Раздел 9"', "layout.unfit"),
        ('"прочее" = ""', '"прочее" = 7', "layout.unfit"),
        ('labels = ["Российская Федерация"]', "labels = 1", "layout.unfit"),
        ('skipped = { "7" = "всего" }', "skipped = { x = 1 }", "layout.unfit"),
        ("[sheets]", "[sheet]", "layout.unknown-key"),
    ],
)
def test_what_cannot_be_meant_is_refused(old, new, code):
    text = layout_text(WHOLE)
    assert old in text
    assert code in {problem.code for problem in _problems(text.replace(old, new))}


def _outcome(text):
    try:
        return read_layout(text)
    except Refused as refused:
        return refused


@given(st.text(max_size=60))
def test_no_text_makes_reading_a_layout_fail_otherwise(text):
    assert str(_outcome(text))
