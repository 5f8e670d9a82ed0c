"""What is read from PX files?"""

from collections import Counter
from pathlib import Path

import pytest

from styrbord.core.collection.cube import DimensionRole
from styrbord.sources.formats import px
from tests.sources.formats.cube_reading import cubes, observed, refusal, text_file

PLAIN = """CHARSET="ANSI";
AXIS-VERSION="2013";
MATRIX="BE01";
CONTENTS="Residents";
TITLE="Residents by region "
"and year";
UNITS="persons";
DECIMALS=1;
STUB="region";
HEADING="year";
VALUES("region")="North","South";
VALUES("year")="2020","2021";
CODES("region")="01","02";
TIMEVAL("year")=TLIST(A1),"2020","2021";
DATA=
1 2.50
3 4;
"""


def changed(*pairs: tuple[str, str]) -> str:
    text = PLAIN
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


def test_marriages_in_western_letters_yield_8064_numbers_and_no_period(shared: Path) -> None:
    found, told = observed(px, shared / "data/messy/px_14001.px")
    assert len(found) == 8064
    assert Counter(each.obs_status for each in found) == {"A": 5804, "O": 2260}
    assert found[0][:2] == ("CA00", "Total")
    assert found[0][5:] == ("sexo=Esposos", "162743", "A", "", "DATA row 1, number 1")
    assert {each.territory_name for each in found} >= {"Castilla y León", "Cataluña"}
    assert "cube.no-period" in told.codes
    assert {each.period for each in found} == {""}


def test_two_dots_are_suppressed_where_a_note_with_html_says_so(shared: Path) -> None:
    found, told = observed(px, shared / "data/messy/px_27067.px")
    assert Counter(each.obs_status for each in found) == {"A": 352, "M": 252, "Q": 208}
    assert found[0].period == "2018-12"
    assert found[0].note.startswith(
        "Dato no disponible por secreto estadístico o porque esa rama no está cubierta"
    )
    assert "<" not in told.indicators[0].note
    assert "Divisiones cubiertas por CA." in told.indicators[0].note


def test_four_languages_in_one_file_are_one_table(shared: Path) -> None:
    path = shared / "data/messy/px_swiss_0602000000_107.px"
    (cube,) = cubes(px, path)
    assert cube.languages == ("de", "fr", "it", "en")
    assert cube.names["it"].startswith("Stabilimenti secondo la difficoltà")
    numbers = list(cube.numbers)
    assert len(numbers) == 60800
    assert (numbers[0].key[-1], numbers[0].value) == ("2004Q1", "9.1091")
    (italian,) = cubes(px, path, language="it")
    assert italian.title == cube.names["it"]
    assert [each.code for each in italian.dimensions] == [each.code for each in cube.dimensions]
    assert italian.dimensions[0].name == "Divisione economica"
    assert italian.unit == "Percento"


def test_a_plain_table_is_read_with_codes_units_and_places(tmp_path: Path) -> None:
    found, told = observed(px, text_file(tmp_path, PLAIN))
    assert [tuple(each) for each in found][1:3] == [
        (
            "01",
            "North",
            "BE01",
            "Residents by region and year",
            "2021",
            "_T",
            "2.50",
            "A",
            "",
            "DATA row 1, number 2",
        ),
        (
            "02",
            "South",
            "BE01",
            "Residents by region and year",
            "2020",
            "_T",
            "3",
            "A",
            "",
            "DATA row 2, number 1",
        ),
    ]
    assert [each.unit for each in told.indicators] == ["persons"]


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("cp850", 'MATRIX="BE01"'),
        ("iso-8859-15", 'CHARSET="ANSI";CODEPAGE="iso-8859-15"'),
        ("cp1252", 'CHARSET="ANSI"'),
        ("utf-8", 'CHARSET="ANSI";CODEPAGE="utf-8"'),
        ("utf-8-sig", 'CHARSET="ANSI"'),
        ("utf-8", 'CHARSET="ANSI"'),
    ],
)
def test_letters_are_read_in_the_encoding_that_the_file_says(
    tmp_path: Path, encoding: str, head: str
) -> None:
    text = changed(("North", "Örebro län"), ('CHARSET="ANSI"', head))
    found, _ = observed(px, text_file(tmp_path, text, encoding))
    assert found[0].territory_name == "Örebro län"


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("cp1251", 'CHARSET="ANSI";LANGUAGE="ru"'),
        ("cp1251", 'CODEPAGE="windows-1251"'),
        ("cp866", 'LANGUAGE="ru"'),
    ],
)
def test_cyrillic_letters_are_read_too(tmp_path: Path, encoding: str, head: str) -> None:
    text = changed(("North", "Омская область"), ('CHARSET="ANSI"', head))
    found, _ = observed(px, text_file(tmp_path, text, encoding))
    assert found[0].territory_name == "Омская область"


def test_marks_have_their_statuses_quoted_or_not(tmp_path: Path) -> None:
    text = changed(("1 2.50\n3 4;", '"-" .\t".."\n\n"...";'))
    found, _ = observed(px, text_file(tmp_path, text))
    assert [(each.value, each.obs_status) for each in found] == [("", "Z"), ("", "M"), ("", "O"), ("", "O")]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('NOTE=".. = confidential";', "Q"),
        ('NOTE="Revised.#(..) uppgift skyddas av sekretess";', "Q"),
        ('NOTEX="&quot;..&quot; Data not available";', "O"),
        ('DATASYMBOL2="x";', "M"),
        ('DATASYMBOL2="Confidential";', "Q"),
        ('DATASYMBOL2="-";', "Z"),
        ('NOTE="Nothing of it.. here";', "O"),
    ],
)
def test_a_mark_means_what_the_file_says_of_it(tmp_path: Path, line: str, expected: str) -> None:
    text = changed(("DATA=\n1", f'{line}\nDATA=\n".."'))
    found, _ = observed(px, text_file(tmp_path, text))
    assert found[0].obs_status == expected


def test_notes_of_cells_and_values_stand_with_their_numbers(tmp_path: Path) -> None:
    lines = """CELLNOTE("South","2021")="Preliminary";
CELLNOTEX("*","2020")="Old <b>borders</b>";
VALUENOTE("region","North")="Without islands";
DATA="""
    found, _ = observed(px, text_file(tmp_path, changed(("DATA=", lines))))
    assert [(each.note, each.obs_status) for each in found] == [
        ("Old borders | Without islands", "A"),
        ("Without islands", "A"),
        ("Old borders", "A"),
        ("Preliminary", "P"),
    ]


def test_a_variable_of_contents_becomes_indicators_with_units(tmp_path: Path) -> None:
    text = changed(
        ('UNITS="persons";', 'CONTVARIABLE="what";UNITS("Born")="children";UNITS("Died")="persons";'),
        ('STUB="region"', 'STUB="region","what"'),
        ('VALUES("year")', 'VALUES("what")="Born","Died";CODES("what")="B1","D1";\nVALUES("year")'),
        ("1 2.50\n3 4;", "1 2 3 4 5 6 7 8;"),
    )
    found, told = observed(px, text_file(tmp_path, text))
    assert [(each.code, each.name, each.unit) for each in told.indicators] == [
        ("BE01.B1", "Born", "children"),
        ("BE01.D1", "Died", "persons"),
    ]
    assert found[-1][:5] == ("02", "South", "BE01.D1", "Died", "2021")


def test_sparse_rows_are_read_by_their_keys(tmp_path: Path) -> None:
    text = changed(("DATA=\n1 2.50\n3 4;", 'KEYS("region")=CODES;\nDATA=\n"02", 3 4;\n'))
    found, _ = observed(px, text_file(tmp_path, text))
    assert [(each.territory_name, each.period, each.value) for each in found] == [
        ("South", "2020", "3"),
        ("South", "2021", "4"),
    ]


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ('TLIST(Q1),"20201","20204"', ["2020-Q1", "2020-Q4"]),
        ('TLIST(M1,"202011"-"202012")', ["2020-11", "2020-12"]),
        ('TLIST(H1,"20202"-"20211")', ["2020-S2", "2021-S1"]),
        ('TLIST(W1),"202053","202101"', ["2020-W53", "2021-W01"]),
    ],
)
def test_times_are_taken_from_the_list_of_times(tmp_path: Path, statement: str, expected: list[str]) -> None:
    old = 'TIMEVAL("year")=TLIST(A1),"2020","2021"'
    found, _ = observed(px, text_file(tmp_path, changed((old, f'TIMEVAL("year")={statement}'))))
    assert [each.period for each in found[:2]] == expected


def test_the_value_of_elimination_is_the_total(tmp_path: Path) -> None:
    text = changed(
        ('STUB="region"', 'STUB="age"'),
        ('VALUES("region")="North","South"', 'VALUES("age")="everybody","young"'),
        ('CODES("region")="01","02"', 'CODES("age")="A","B";ELIMINATION("age")="everybody"'),
    )
    found, _ = observed(px, text_file(tmp_path, text))
    assert [each.breakdown for each in found] == ["_T", "_T", "age=B", "age=B"]


def test_a_map_makes_a_territory(tmp_path: Path) -> None:
    text = changed(('"region"', '"where"')).replace("DATA=", 'MAP("where")="world";\nDATA=')
    (cube,) = cubes(px, text_file(tmp_path, text))
    assert cube.dimensions[0].role is DimensionRole.TERRITORY


@pytest.mark.parametrize(
    ("pair", "words"),
    [
        (("3 4;", "3;"), "DATA: 3 values stand in the file, but its dimensions (2 × 2) have room for 4"),
        (("3 4;", "3 4 5;"), "DATA: 5 values stand in the file"),
        (("3 4;", "3 4,5x;"), "5 values"),
        (("3 4;", "3 ca4;"), "DATA row 2, number 2: 'ca4' is not a number"),
        (('"01","02"', '"01"'), "CODES of 'region': 1 values stand in the file"),
        (('VALUES("year")="2020","2021";\n', ""), "no VALUES are given for 'year'"),
        (('STUB="region";\nHEADING="year";\n', ""), "neither STUB nor HEADING"),
        (("DATA=", "DATE="), "no keyword DATA"),
        (('UNITS="persons";', 'UNITS="persons;'), "line 14: "),
        (('UNITS="persons";', "UNITS persons;"), "line 7: "),
        (('CHARSET="ANSI"', 'CODEPAGE="klingon"'), "'klingon' is not known"),
        (
            ('"2020","2021";\nDATA', '"2020","2021";\nCELLNOTE("West","*")="x";\nDATA'),
            "'West' is no code of dimension",
        ),
    ],
)
def test_what_contradicts_itself_is_refused_with_its_place(
    tmp_path: Path, pair: tuple[str, str], words: str
) -> None:
    assert words in refusal(px, text_file(tmp_path, changed(pair)))


def test_too_many_cells_are_refused(tmp_path: Path) -> None:
    assert "too large" in refusal(px, text_file(tmp_path, PLAIN), most_cells=3)


def test_other_texts_are_not_taken_for_it(tmp_path: Path) -> None:
    assert not px.FORMAT.recognises(b"region,year\n01,2020\n", tmp_path)
    assert not px.FORMAT.recognises(b"TITLE = my notes;", tmp_path)
