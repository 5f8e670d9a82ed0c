"""Next year's file of the same form needs no hand; what no longer fits is told and not read."""

from dataclasses import replace

import pytest

from styrbord.core.collection.fitting import Above, End, Reading, fit
from styrbord.core.collection.grid import Sheet
from styrbord.core.collection.layout import Layout, Span
from styrbord.core.collection.layout_file import layout_text, read_layout
from styrbord.core.collection.layout_making import layout_of
from styrbord.core.collection.matching import Gazetteer, Known
from styrbord.core.collection.model import Column, Role, Table

RU, FD, BEL = "Российская Федерация", "Центральный федеральный округ", "Белгородская область"
GAZETTEER = Gazetteer([Known("RU", (RU,)), Known("RU-BEL", (BEL,))])


def _sheet(rows, name="9.1."):
    width = max(map(len, rows))
    return Sheet(name, [[*row, *[None] * (width - len(row))] for row in rows])


def _columns(sheet, header, labels, first):
    found = []
    for column in range(first, sheet.width):
        cells = [sheet.rows[row][column] for row in range(header[0], header[1] + 1)]
        years = [str(int(cell)) for cell in cells if isinstance(cell, int | float)]
        texts = tuple(cell for cell in cells if isinstance(cell, str) and cell != "?")
        if years or texts:
            found.append(Column(column, Role.VALUE, period="".join(years), measure=texts))
    return found


def _above(sheet, header, columns):
    texts = [row[columns[0]] for row in sheet.rows[: header[0]] if isinstance(row[columns[0]], str)]
    unit = next((text.strip("()") for text in reversed(texts) if text.startswith("(")), "")
    title = next((text for text in reversed(texts) if not text.startswith("(") and text[0].isdigit()), "")
    return Above(title, unit)


def _body_end(sheet, first, columns):
    last = first
    while last + 1 < len(sheet.rows) and any(sheet.rows[last + 1][column.index] for column in columns):
        last += 1
    return End(last, {"1": "предварительно"})


READING = Reading(_columns, _above, _body_end)
OLD = [
    ["9.1. ВАЛОВОЙ РЕГИОНАЛЬНЫЙ ПРОДУКТ"],
    ["(миллионов рублей)"],
    [None, 2015, 2016, 2017],
    [RU, 1, 2, 3],
    [FD, 4, 5, 6],
    [BEL, 7, 8, 9],
]


def _table(columns=None, **changes):
    values = [Column(index, Role.VALUE, period=str(2014 + index)) for index in (1, 2, 3)]
    table = Table(
        sheet="9.1.",
        header=(2, 2),
        body=(3, 5),
        columns=(Column(0, Role.TERRITORY), *values) if columns is None else columns,
        code="9.1",
        title="9.1. ВАЛОВОЙ РЕГИОНАЛЬНЫЙ ПРОДУКТ",
        unit="миллионов рублей",
    )
    return replace(table, **changes)


@pytest.fixture
def layout():
    made = layout_of([_sheet(OLD)], [_table()])
    return read_layout(layout_text(made))


def _fit(layout, *sheets, gazetteer=GAZETTEER):
    return fit(layout, sheets, gazetteer, READING)


def _codes(fitted):
    return [problem.code for problem in fitted.problems]


def _with(layout, **changes):
    return replace(layout, forms=(replace(layout.forms[0], **changes),))


def _restated(layout, *spans):
    return _with(layout, spans=spans)


def _periods(table):
    return {column.index: column.period for column in table.having(Role.VALUE)}


def test_the_same_file_is_read_as_it_was(layout):
    fitted = _fit(layout, _sheet(OLD))
    (table,) = fitted.tables
    assert not fitted.problems
    assert (table.header, table.body, table.code) == ((2, 2), (3, 5), "9.1")
    assert (table.title, table.unit) == ("9.1. ВАЛОВОЙ РЕГИОНАЛЬНЫЙ ПРОДУКТ", "миллионов рублей")
    assert [column.role for column in table.columns] == [Role.TERRITORY, *[Role.VALUE] * 3]
    assert fitted.layout == layout


def test_a_new_year_a_title_line_and_new_rows_need_no_hand(layout):
    rows = [["РЕГИОНЫ РОССИИ"], *[list(row) for row in OLD]]
    rows[3].append(2018)
    rows += [["Брянская область", 1, 1, 1, 1]]
    fitted = _fit(layout, _sheet(rows))
    (table,) = fitted.tables
    assert not fitted.problems
    assert (table.header, table.body) == ((3, 3), (4, 7))
    assert _periods(table) == {1: "2015", 2: "2016", 3: "2017", 4: "2018"}
    assert fitted.layout.forms[0].spans[-1].last == 4


def test_an_inserted_column_moves_the_others_and_is_told(layout):
    rows = [[row[0], None, *row[1:]] for row in OLD]
    rows[2][1] = "ОКАТО"
    fitted = _fit(layout, _sheet(rows))
    (table,) = fitted.tables
    assert _codes(fitted) == ["layout.new-column"]
    assert table.columns[0] == Column(0, Role.TERRITORY)
    assert _periods(table) == {2: "2015", 3: "2016", 4: "2017"}


def test_a_column_before_the_names_is_told_from_them_by_the_names(layout):
    rows = [*OLD[:2], [None, *OLD[2]], *([number, *row] for number, row in enumerate(OLD[3:]))]
    (table,) = _fit(layout, _sheet([[None, *row] if n < 2 else row for n, row in enumerate(rows)])).tables
    assert table.columns[0].index == 1
    assert _periods(table) == {2: "2015", 3: "2016", 4: "2017"}


def test_years_that_roll_on_are_told_and_read(layout):
    rows = [*OLD[:2], [None, 2016, 2017, 2018], *OLD[3:]]
    fitted = _fit(layout, _sheet(rows))
    assert _codes(fitted) == ["layout.column-gone"]
    assert _periods(fitted.tables[0]) == {1: "2016", 2: "2017", 3: "2018"}


def test_a_year_put_first_is_read(layout):
    rows = [*OLD[:2], [None, 2014, 2015, 2016, 2017], *OLD[3:]]
    fitted = _fit(layout, _sheet(rows))
    assert _periods(fitted.tables[0]) == {1: "2014", 2: "2015", 3: "2016", 4: "2017"}


def test_a_sheet_renamed_in_its_year_is_found():
    made = layout_of([_sheet(OLD, "ВРП 2017")], [_table(sheet="ВРП 2017")])
    fitted = _fit(made, _sheet(OLD, "ВРП 2018"))
    assert not fitted.problems
    assert fitted.layout.forms[0].sheet == "ВРП 2018"


def test_a_sheet_with_another_name_is_found_by_its_title(layout):
    other = [["9.2. ИНДЕКС"], *OLD[1:]]
    fitted = _fit(layout, _sheet(other, "9.1."), _sheet(OLD, "9.2."))
    assert [table.sheet for table in fitted.tables] == ["9.2."]


def test_another_table_under_the_same_name_is_refused(layout):
    fitted = _fit(layout, _sheet([["9.1. ИНДЕКС ВРП"], *OLD[1:]]))
    assert not fitted.tables
    (problem,) = fitted.problems
    assert problem.code == "layout.other-title"
    assert "ИНДЕКС ВРП" in str(problem)
    stated = _with(layout, title="ВРП")
    assert _fit(stated, _sheet([["9.1. ИНДЕКС ВРП"], *OLD[1:]])).tables[0].title == "ВРП"


def test_a_new_unit_is_refused_until_a_person_states_it(layout):
    rows = [OLD[0], ["(миллиардов рублей)"], *OLD[2:]]
    assert _codes(_fit(layout, _sheet(rows))) == ["layout.other-unit"]
    (table,) = _fit(_with(layout, unit="млрд руб."), _sheet(rows)).tables
    assert table.unit == "млрд руб."


def test_a_header_that_is_gone_is_told_with_its_cell(layout):
    rows = [*OLD[:2], [None, "Всего", "Город", "Село"], *OLD[3:]]
    fitted = _fit(layout, _sheet(rows))
    assert not fitted.tables
    (problem,) = fitted.problems
    assert (problem.code, problem.place) == ("layout.does-not-fit", "9.1.!B3")
    assert "'2015'" in problem.message
    assert "'Всего'" in problem.message


def test_names_that_are_nowhere_are_refused(layout):
    rows = [*OLD[:3], ["Ягоды", 1, 2, 3], ["Грибы", 1, 2, 3]]
    fitted = _fit(layout, _sheet(rows))
    assert _codes(fitted) == ["layout.does-not-fit"]
    assert fitted.problems[0].place == "9.1.!A4"


def test_a_missing_sheet_and_a_new_one_are_told(layout):
    fitted = _fit(layout, _sheet([["x"]], "A"), _sheet([["y"]], "B"))
    assert _codes(fitted) == ["layout.no-sheet", "layout.new-sheet", "layout.new-sheet"]


def test_sheets_to_skip_are_not_told(layout):
    fitted = _fit(replace(layout, skipped_sheets=("Раздел 9",)), _sheet(OLD), _sheet([["x"]], "Раздел 9"))
    assert not fitted.problems
    assert [taken.why for taken in fitted.taken] == ["by-layout"]


def test_a_column_given_the_role_skip_is_left_out_next_year_too():
    rows = [list(row) for row in OLD]
    rows[2].append("2017 в % к 2016")
    made = layout_of([_sheet(rows)], [_table()])
    spans = (*made.forms[0].spans, Span(4, 4, Role.SKIP))
    corrected = _fit(_restated(made, *spans), _sheet(rows)).layout
    later = [list(row) for row in rows]
    later[2][4:] = [2018, "2018 в % к 2017"]
    (table,) = _fit(corrected, _sheet(later)).tables
    assert _periods(table) == {1: "2015", 2: "2016", 3: "2017", 4: "2018"}
    assert [column.index for column in table.having(Role.SKIP)] == [5]


def test_a_column_taken_out_of_the_layout_stays_out_next_year(layout):
    territory, values = layout.forms[0].spans
    corrected = _fit(_restated(layout, territory, replace(values, last=2)), _sheet(OLD)).layout
    (table,) = _fit(read_layout(layout_text(corrected)), _sheet(OLD)).tables
    assert _periods(table) == {1: "2015", 2: "2016"}


def test_a_new_measure_is_told_and_left_out(layout):
    rows = [list(row) for row in OLD]
    rows[2].append("Доля")
    fitted = _fit(layout, _sheet(rows))
    assert _codes(fitted) == ["layout.new-column"]
    assert fitted.problems[0].place == "9.1.!E3"
    assert _periods(fitted.tables[0]) == {1: "2015", 2: "2016", 3: "2017"}


def test_what_a_person_states_of_a_column_beats_the_header(layout):
    territory, values = layout.forms[0].spans
    own = Span(3, 3, Role.VALUE, from_header=True, measure=("ВРП",), unit="%", breakdown="METHOD=4")
    (table,) = _fit(_restated(layout, territory, replace(values, last=2), own), _sheet(OLD)).tables
    column = table.columns[-1]
    assert (column.period, column.measure, column.unit, column.breakdown) == (
        "2017",
        ("ВРП",),
        "%",
        "METHOD=4",
    )


def test_a_stated_period_holds_only_under_the_header_it_was_stated_for():
    rows = [*OLD[:2], [None, 2015, "?", 2017], *OLD[3:]]
    made = layout_of([_sheet(rows)], [_table()])
    spans = (
        Span(0, 0, Role.TERRITORY),
        Span(1, 1, Role.VALUE, from_header=True),
        Span(2, 2, Role.VALUE, from_header=True, period="2016"),
        Span(3, 3, Role.VALUE, from_header=True),
    )
    stated = _restated(made, *spans)
    assert _periods(_fit(stated, _sheet(rows)).tables[0]) == {1: "2015", 2: "2016", 3: "2017"}
    dated = _restated(layout_of([_sheet(OLD)], [_table()]), *spans)
    changed = [*OLD[:2], [None, 2015, 2011, 2017], *OLD[3:]]
    assert "layout.column-changed" in _codes(_fit(dated, _sheet(changed)))


def test_a_header_that_cannot_be_read_is_told(layout):
    made = layout_of([_sheet([*OLD[:2], [None, 2015, "?", 2017], *OLD[3:]])], [_table()])
    fitted = _fit(made, _sheet([*OLD[:2], [None, 2015, "?", 2017], *OLD[3:]]))
    assert _codes(fitted) == ["layout.column-unread"]


def test_rows_left_out_by_a_person_are_found_again_by_their_words(layout):
    corrected = _fit(_with(layout, skipped=frozenset({4})), _sheet(OLD)).layout
    kept = read_layout(layout_text(corrected))
    fitted = _fit(kept, _sheet([*OLD[:4], ["Новая область", 1, 1, 1], *OLD[4:]]))
    assert fitted.tables[0].skipped == {5}
    gone = _fit(kept, _sheet([*OLD[:4], OLD[5]]))
    assert _codes(gone) == ["layout.does-not-fit"]


def test_what_is_stated_of_a_table_takes_effect_and_a_period_is_told(layout):
    rows = [*OLD[:2], [None, "Всего"], *([row[0], 1] for row in OLD[3:])]
    columns = (Column(0, Role.TERRITORY), Column(1, Role.VALUE, measure=("Всего",)))
    made = layout_of([_sheet(rows)], [_table(columns)])
    stated = _with(made, period="2017", territory="Россия", territory_code="RU", indicator="ВРП", last_row=4)
    fitted = _fit(stated, _sheet(rows))
    (table,) = fitted.tables
    assert (table.period, table.territory, table.territory_code) == ("2017", "Россия", "RU")
    assert (table.indicator, table.body) == ("ВРП", (3, 4))
    assert _codes(fitted) == ["layout.stated-end", "layout.stated-period"]


def test_rows_of_the_header_can_be_corrected(layout):
    rows = [*OLD[:2], ["Регион", "Всего", None, None], *OLD[2:]]
    made = layout_of([_sheet(rows)], [_table(header=(3, 3), body=(4, 6))])
    (table,) = _fit(_with(made, header=(2, 3)), _sheet(rows)).tables
    assert table.header == (2, 3)
    assert table.columns[1].measure == ("Всего",)


def test_tables_below_each_other_keep_their_order():
    second = [["9.1. ВАЛОВОЙ РЕГИОНАЛЬНЫЙ ПРОДУКТ"], ["(миллионов рублей)"], *OLD[2:]]
    sheet = _sheet([*OLD, [], *second])
    made = layout_of([sheet], [_table(), _table(header=(9, 9), body=(10, 12), code="9.1.t2")])
    longer = _sheet([*OLD, ["Брянская область", 1, 1, 1], ["Курская область", 1, 1, 1], [], *second])
    fitted = _fit(made, longer)
    assert not fitted.problems
    assert [table.header for table in fitted.tables] == [(2, 2), (11, 11)]


def test_tables_beside_each_other_are_kept_apart():
    rows = [[*row, *[None] * (5 - len(row)), *row] for row in OLD]
    right = (Column(5, Role.TERRITORY), *(Column(n, Role.VALUE, period=str(2009 + n)) for n in (6, 7, 8)))
    made = layout_of([_sheet(rows)], [_table(), _table(right, code="9.1.t2")])
    later = [[*row, *[9] * (len(row) > 1), *[None] * (5 - len(row)), None, *row] for row in OLD]
    later = [[*row[:5], None, *row[-len(old) :]] for row, old in zip(later, OLD, strict=True)]
    later[2][4] = 2018
    fitted = _fit(made, _sheet(later))
    assert [sorted(_periods(table)) for table in fitted.tables] == [[1, 2, 3, 4], [7, 8, 9]]


def test_a_layout_without_anchors_is_taken_by_position(layout):
    bare = read_layout(layout_text(layout).split("  # What was printed")[0])
    assert _fit(bare, _sheet(OLD)).tables[0].body == (3, 5)


def test_codes_of_territories_nobody_knows_are_told(layout):
    fitted = _fit(replace(layout, territories={BEL: "RU-BLG", FD: ""}), _sheet(OLD))
    assert _codes(fitted) == ["layout.unknown-territory"]
    assert "Did you mean RU-BEL?" in str(fitted.problems[0])


def test_an_empty_layout_reads_nothing():
    fitted = _fit(Layout(), _sheet(OLD))
    assert not fitted.tables
    assert _codes(fitted) == ["layout.new-sheet"]


def test_a_header_of_two_rows_is_not_taken_one_row_too_high():
    rows = [["1. СБОРЫ"], [None, "Всего", "в том числе"], [None, None, "мужчины"], [RU, 3, 1], [BEL, 2, 1]]
    columns = (
        Column(0, Role.TERRITORY),
        Column(1, Role.VALUE, measure=("Всего",)),
        Column(2, Role.VALUE, measure=("в том числе", "мужчины")),
    )
    table = _table(columns, header=(1, 2), body=(3, 4), title="1. СБОРЫ", unit="")
    made = layout_of([_sheet(rows)], [table])
    fitted = _fit(made, _sheet([["РЕГИОНЫ РОССИИ"], *rows]))
    assert not fitted.problems
    assert fitted.tables[0].header == (2, 3)


def test_a_measure_that_is_gone_is_refused():
    rows = [*OLD[:2], [None, "Всего", "мужчины", "женщины"], *OLD[3:]]
    columns = (Column(0, Role.TERRITORY), *(Column(n, Role.VALUE, measure=(rows[2][n],)) for n in (1, 2, 3)))
    made = layout_of([_sheet(rows)], [_table(columns)])
    fitted = _fit(made, _sheet([*rows[:2], [None, "Всего", "мужчины"], *rows[3:]]))
    assert not fitted.tables
    assert "'женщины'" in str(fitted.problems[0])


def test_an_empty_column_put_first_moves_all_others():
    (table,) = _fit(layout_of([_sheet(OLD)], [_table()]), _sheet([[None, *row] for row in OLD])).tables
    assert [column.index for column in table.columns] == [1, 2, 3, 4]


def test_a_file_of_one_sheet_may_name_it_anew(layout):
    assert _fit(layout, _sheet(OLD, "Лист1")).tables[0].sheet == "Лист1"
