"""Does a correction of single fields change the layout there and nowhere else?"""

import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.collection.layout import Form, Layout, Span
from styrbord.core.collection.layout_edits import Edit, edited, edited_layout
from styrbord.core.collection.model import Role

FORM = Form(
    "9.1.",
    (4, 5),
    6,
    (Span(0, 0, Role.TERRITORY), Span(1, 4, Role.VALUE, from_header=True)),
    "9.1",
)


def test_an_edit_that_says_what_is_there_changes_nothing() -> None:
    roles = {0: "territory", 1: "value", 2: "value", 3: "value", 4: "value", 5: "skip"}
    assert edited(FORM, Edit("5-6", "7", "", roles=roles, periods=dict.fromkeys(roles, ""))) == FORM


def test_rows_are_counted_from_1_and_the_end_may_be_found() -> None:
    found = edited(FORM, Edit("5", "6", "20"))
    assert (found.header, found.first_row, found.last_row) == ((4, 4), 5, 19)
    assert edited(FORM, Edit("", "6", "")).header is None


def test_a_column_of_another_role_parts_the_span() -> None:
    spans = edited(FORM, Edit("5-6", "7", "", roles={2: "note"})).spans
    assert [(span.first, span.last, span.role) for span in spans] == [
        (0, 0, Role.TERRITORY),
        (1, 1, Role.VALUE),
        (2, 2, Role.NOTE),
        (3, 4, Role.VALUE),
    ]


def test_a_stated_period_belongs_to_its_column_alone() -> None:
    spans = edited(FORM, Edit("5-6", "7", "", periods={3: "2022"})).spans
    assert [(span.first, span.period) for span in spans] == [(0, ""), (1, ""), (3, "2022"), (4, "")]


def test_a_new_column_of_numbers_reads_its_header() -> None:
    span = edited(FORM, Edit("5-6", "7", "", roles={6: "value"})).spans[-1]
    assert (span.first, span.from_header) == (6, True)


def test_a_table_is_left_out_and_those_of_other_sheets_stay() -> None:
    other = Form("9.2.", None, 2, (), "9.2")
    layout = Layout((FORM, other))
    assert edited_layout(layout, "9.1.", [Edit("", "", "", is_left_out=True)]).forms == (other,)


def test_every_row_that_is_none_is_told_at_its_field() -> None:
    with pytest.raises(Refused) as refused:
        edited_layout(Layout((FORM,)), "9.1.", [Edit("six", "", "0")])
    places = [problem.place for problem in refused.value.problems]
    assert places == ["tables 1.header", "tables 1.first_row", "tables 1.last_row"]
