"""What does a reading write, and when does it refuse?"""

import csv
import json
from pathlib import Path

import pytest

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.collection.account import Account
from styrbord.core.collection.model import Observation
from styrbord.sources import repeats, writing
from styrbord.sources.asking import Request
from styrbord.sources.preview import LONGEST, shown
from styrbord.sources.reading import read
from styrbord.sources.territories import gazetteer_of
from styrbord.sources.unmatched import WorkList
from tests.sources import specimens

KNOWN = "territory_code,name,parent_code\n1440,Ale,14\n1489,Alingsås,14\nRU-KR,Республика Карелия,\n"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def done(tmp_path: Path, content: bytes, name: str = "file.xlsx", **words: str) -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    read(Request(path, tmp_path / "out", **words))
    return tmp_path / "out"


def seen(value: str, cell: str, code: str = "a", status: str = "A") -> Observation:
    return Observation("", "Ale", code, "A", "2020", "_T", value, status, "", cell)


def settled(tmp_path: Path, *tables: list[Observation]) -> tuple[list[str], Account]:
    account = Account()
    with writing.observations(tmp_path, account, WorkList(gazetteer_of(""))) as out:
        for number, table in enumerate(tables):
            account.begin(f"S{number}")
            out.add(table, 10, lambda done, total, stage: None)
    repeats.settle(tmp_path / writing.OBSERVATIONS, out.written, account)
    return [row["cell"] for row in rows(tmp_path / writing.OBSERVATIONS)], account


def test_numbers_come_with_territory_period_status_and_place(tmp_path: Path) -> None:
    found = {row["cell"]: row for row in rows(done(tmp_path, specimens.xlsx()) / "observations.csv")}
    one = found["9.1.!B4"]
    assert (one["territory_name"], one["period"], one["value"], one["obs_status"]) == (
        "Ale",
        "2019",
        "12.5",
        "A",
    )
    assert (found["9.1.!D4"]["value"], found["9.1.!D4"]["obs_status"]) == ("", "O")
    assert found["9.1.!B6"]["value"] == "1234.5"


def test_known_territories_give_codes_and_the_rest_is_a_work_list(tmp_path: Path) -> None:
    out = done(tmp_path, specimens.xlsx(), territories=KNOWN)
    codes = {row["territory_name"]: row["territory_code"] for row in rows(out / "observations.csv")}
    assert (codes["Ale"], codes["Республика Карелия"]) == ("1440", "RU-KR")
    assert {row["territory_name"]: row["cell"] for row in rows(out / "unmatched.csv")} == {"Total": "9.1.!B7"}


def test_indicators_have_the_columns_of_packs(tmp_path: Path) -> None:
    (one,) = rows(done(tmp_path, specimens.xlsx()) / "indicators.csv")
    assert one["indicator_code"] == "9.1"
    assert one["unit"] == "thousand persons"


def test_the_account_and_the_beginning_of_each_sheet_are_there_for_a_page(tmp_path: Path) -> None:
    out = done(tmp_path, specimens.xlsx())
    account = json.loads((out / "account.json").read_text(encoding="utf-8"))
    preview = json.loads((out / "preview.json").read_text(encoding="utf-8"))
    assert account["format"] == "xlsx"
    assert [sheet["name"] for sheet in preview["sheets"]] == ["9.1.", "Notes"]
    assert preview["sheets"][0]["merges"] == [[0, 0, 0, 3]]
    assert preview["sheets"][0]["rows"][3] == ["Ale", "12.5", "13", "…"]


def test_the_layout_that_was_written_gives_the_same_numbers(tmp_path: Path) -> None:
    first = done(tmp_path, specimens.xlsx())
    layout = (first / "layout.toml").read_text(encoding="utf-8")
    read(Request(tmp_path / "file.xlsx", tmp_path / "again", layout=layout))
    again = (tmp_path / "again" / "observations.csv").read_text(encoding="utf-8")
    assert again == (first / "observations.csv").read_text(encoding="utf-8")


def test_a_file_without_numbers_is_refused_with_what_was_looked_at(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"No table of numbers was found\. Looked at: words") as refused:
        done(tmp_path, b"Name;Word\nAle;good\nLerum;better\n", "words.csv")
    assert refused.value.problems[0].code == "reading.no-table"


def test_a_list_of_territories_without_codes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="has no column territory_code"):
        done(tmp_path, specimens.xlsx(), territories="name\nAle\n")


def test_two_tables_that_agree_are_taken_once(tmp_path: Path) -> None:
    cells, account = settled(tmp_path, [seen("1", "S!A1")], [seen("1", "T!A1"), seen("2", "T!A2", "b")])
    assert cells == ["S!A1", "T!A2"]
    assert [problem.code for problem in account.problems] == ["reading.repeated"]
    assert account.counts.observations == 2


def test_two_tables_that_differ_give_neither_and_both_places(tmp_path: Path) -> None:
    cells, account = settled(tmp_path, [seen("1", "S!A1")], [seen("", "T!A1", status="O")])
    assert cells == []
    (problem,) = account.problems
    assert problem.code == "reading.conflict"
    assert "S!A1" in problem.message
    assert "T!A1" in problem.message
    assert account.counts == (0, 0, 0)


def test_keys_of_different_indicators_are_left_alone(tmp_path: Path) -> None:
    cells, account = settled(tmp_path, [seen("1", "S!A1")], [seen("2", "T!A1", "b")])
    assert cells == ["S!A1", "T!A1"]
    assert account.problems == []


def test_lists_for_people_hold_no_formula(tmp_path: Path) -> None:
    problem = Problem("reading.two-names", "=cmd()!A1", {"code": "a", "name": "b", "first": "c"})
    writing.write_problems(tmp_path, [problem])
    assert rows(tmp_path / "problems.csv")[0]["place"] == "'=cmd()!A1"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (12.0, "12"),
        (0.1, "0.1"),
        (1e300, "1e+300"),
        (float("nan"), "nan"),
        (True, "True"),
        ("a\n b", "a b"),
        ("x" * 500, "x" * (LONGEST - 1) + "…"),
    ],
)
def test_a_page_shows_cells_as_short_texts(cell: float | str | None, text: str) -> None:
    assert shown(cell) == text
