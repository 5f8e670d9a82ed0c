"""What is read from a text with separators?"""

from pathlib import Path

import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.collection.grid import Cell, Workbook
from styrbord.sources.formats._encoding import encoding_of
from styrbord.sources.formats._format import Wanted
from styrbord.sources.recognising import read_content, recognised

RUSSIAN = "Субъект;2010;2011\nБелгородская область;12,5;13\nг. Москва;…;-\n".replace("…", "н/д")
SWEDISH = "Kommun;År;Andel\nÖrebro;2010;12,5\nMalmö;2010;13\nHåbo;2010;-\n"


def rows(path: Path, content: bytes) -> list[list[Cell]]:
    file = path / "table.bin"
    file.write_bytes(content)
    found = read_content(file, Wanted())
    assert isinstance(found, Workbook)
    assert [sheet.name for sheet in found.sheets] == ["table"]
    return [list(row) for row in found.sheets[0].rows]


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "koi8-r", "cp866", "mac-cyrillic"],
)
def test_russian_is_read_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    assert rows(tmp_path, RUSSIAN.encode(encoding)) == [
        ["Субъект", "2010", "2011"],
        ["Белгородская область", "12,5", "13"],
        ["г. Москва", "н/д", "-"],
    ]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "latin-1", "cp1252", "iso-8859-15", "cp850", "mac-roman", "utf-16"]
)
def test_swedish_is_read_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    found = rows(tmp_path, SWEDISH.encode(encoding))
    assert [row[0] for row in found] == ["Kommun", "Örebro", "Malmö", "Håbo"]


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "cp866", "mac-cyrillic", "iso-8859-5"])
@pytest.mark.parametrize(
    "text",
    [
        "Россия",
        "РОССИЙСКАЯ ФЕДЕРАЦИЯ",
        "всего",
        "Всего, тыс. человек",
        "Республика Саха (Якутия)",
        "Год",
        "Чукотский автономный округ",
        "ЧИСЛЕННОСТЬ НАСЕЛЕНИЯ",
        "Наименование показателя;Значение",
        "Объём",
        "Ненецкий АО",
        "Индекс потребительских цен, в % к декабрю",
        "Щучье",
        "Тыва",
    ],
)
def test_a_few_russian_words_are_enough(encoding: str, text: str) -> None:
    content = text.encode(encoding)
    assert content.decode(encoding_of(content)) == text


@pytest.mark.parametrize("encoding", ["cp1252", "iso-8859-15"])
@pytest.mark.parametrize(
    "text",
    ["Åre", "Malmö stad", "Västra Götaland", "ÖREBRO LÄN", "Älvsbyn", "Genève", "Españoles", "Øvrige",
     "Straße", "Kön och ålder", "Tromsø", "Curaçao", "Åland;Öland"],
)  # fmt: skip
def test_a_few_words_of_western_languages_are_enough(encoding: str, text: str) -> None:
    content = text.encode(encoding)
    assert content.decode(encoding_of(content)) == text


def test_the_euro_tells_one_western_encoding_from_another() -> None:
    assert encoding_of("Område;Pris i €\nMalmö;12\n".encode("iso-8859-15")) == "iso-8859-15"
    assert encoding_of("Område;Pris i €\nMalmö;12\n".encode("cp1252")) == "cp1252"


def test_other_languages_are_left_to_the_library() -> None:
    text = "Σύνολο πληθυσμού ανά περιφέρεια και έτος, Αττική, Κεντρική Μακεδονία, Θεσσαλία, Κρήτη\n" * 5
    assert text.encode("cp1253").decode(encoding_of(text.encode("cp1253"))) == text


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_every_separator_is_found(tmp_path: Path, separator: str) -> None:
    text = separator.join("abc") + "\n" + separator.join(["1", "2.5", "x y"]) + "\n"
    assert rows(tmp_path, text.encode()) == [["a", "b", "c"], ["1", "2.5", "x y"]]


def test_decimal_commas_do_not_part_cells(tmp_path: Path) -> None:
    assert rows(tmp_path, b"a;1,5;2,5\nb;3,5;4,5\n") == [["a", "1,5", "2,5"], ["b", "3,5", "4,5"]]


def test_the_first_line_may_say_the_separator(tmp_path: Path) -> None:
    assert rows(tmp_path, b"sep=|\r\na,b|c;d\r\n1,2|3;4\r\n") == [["a,b", "c;d"], ["1,2", "3;4"]]


def test_quotes_keep_separators_quotes_and_line_breaks(tmp_path: Path) -> None:
    text = b'name,"value, year"\r\n"say ""a""\nb","1,5"\r\n'
    assert rows(tmp_path, text) == [["name", "value, year"], ['say "a"\nb', "1,5"]]


def test_quotes_after_a_space_are_quotes(tmp_path: Path) -> None:
    assert rows(tmp_path, b'a, "b, c"\n1, "2"\n') == [["a", "b, c"], ["1", "2"]]


def test_leading_spaces_are_kept(tmp_path: Path) -> None:
    assert rows(tmp_path, b"a;1\n  b;2\n") == [["a", "1"], ["  b", "2"]]


def test_ragged_lines_are_padded_and_blank_lines_kept(tmp_path: Path) -> None:
    text = "Population\n\nby year\na,b,c\n1,2\n1,2,3\n4,5,6\n\n\n"
    assert rows(tmp_path, text.encode()) == [
        ["Population", "", ""],
        ["", "", ""],
        ["by year", "", ""],
        ["a", "b", "c"],
        ["1", "2", ""],
        ["1", "2", "3"],
        ["4", "5", "6"],
    ]


def test_lines_may_end_as_on_old_macs(tmp_path: Path) -> None:
    assert rows(tmp_path, b"a;b\r1;2\r") == [["a", "b"], ["1", "2"]]


def test_a_letter_that_cannot_be_read_is_refused_with_its_line(tmp_path: Path) -> None:
    text = ("Область;1\n" * 50).encode() + b"\xc3\x28;2\n"
    with pytest.raises(Refused, match="line 51: A letter cannot be read as UTF-8"):
        rows(tmp_path, text)


def test_a_quotation_mark_left_open_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="line 2: A quotation mark is opened"):
        rows(tmp_path, b'a;b\n"c;1\nd;2\ne;3\nf;4\n')
    with pytest.raises(Refused, match="line 2: A quotation mark is opened"):
        rows(tmp_path, b'a;b\n"c;1\n' + b"d;2\n" * 50_000)


def test_bytes_that_no_text_has_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(b"a;b\n" * 20_000 + b"\0\1\2")
    assert recognised(file).code == "csv"
    with pytest.raises(Refused, match="bytes that no text has"):
        read_content(file, Wanted())


def test_more_cells_than_are_kept_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(b"a;b\n" * 100)
    with pytest.raises(Refused, match="too large"):
        read_content(file, Wanted(most_cells=150))
