"""What does an account keep of what a reader says, and how does it read?"""

import json

import pytest

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.collection.account import (
    ALWAYS_LISTED,
    MOST_INDICATORS,
    MOST_PROBLEMS,
    MOST_TAKEN,
    Account,
)
from styrbord.core.collection.account_json import (
    account_words,
    problem_of,
    problem_words,
    tables_of,
    taken_of,
)
from styrbord.core.collection.account_words import account_text
from styrbord.core.collection.model import Column, Indicator, Observation, Role, Table, Taken

COLUMNS = (
    Column(0, Role.TERRITORY, name="Kommun"),
    Column(1, Role.VALUE, period="2019", measure=("Men",)),
    Column(2, Role.VALUE, period="2020"),
)
TABLE = Table(
    "9.1.", (4, 5), (6, 9), COLUMNS, "9.1", "GDP", "SEK", notes={"2": "Prel."}, skipped=frozenset({8})
)


def seen(value: str = "1", status: str = "A", period: str = "2019") -> Observation:
    return Observation("", "Ale", "9.1", "GDP", period, "_T", value, status, "", "9.1.!B7")


def full() -> Account:
    account = Account("xlsx")
    account.begin("9.1.", about={"rows": 10})
    account.taken(Taken("9.1.!A1", "title", "GDP *of* <b>all</b>"))
    account.begin("9.1.", TABLE)
    account.count([seen(), seen("", "O", "2020"), seen("", "Z")])
    account.taken(Taken("9.1.!A9", "left-out", "Källa", why="text"))
    account.indicator(Indicator("9.1", "GDP", "SEK"))
    account.problem(Problem("reading.more", "9.1.!A1", {"count": 2, "kind": "x"}))
    account.begin("Notes")
    account.taken(Taken("Notes!A1", "left-out", "Words", why="contents"))
    return account


def test_tables_and_numbers_are_counted() -> None:
    assert full().counts == (1, 3, 2)
    assert full().parts[1].statuses == {"O": 1, "Z": 1}
    assert full().parts[1].periods == {"2019", "2020"}


def test_of_one_kind_the_first_and_the_last_places_are_kept_and_all_are_counted() -> None:
    account = Account()
    for number in range(5 * MOST_TAKEN):
        account.taken(Taken(f"S!A{number}", "territory", f"T{number}", "code" if number % 2 else ""))
    kept = account.part.of("territory")
    assert (kept.count, kept.understood, len(kept.first)) == (5 * MOST_TAKEN, 5 * MOST_TAKEN // 2, MOST_TAKEN)
    assert kept.last
    assert kept.last.text == f"T{5 * MOST_TAKEN - 1}"


def test_problems_beyond_the_list_are_counted_and_a_rare_kind_is_still_listed() -> None:
    account = Account()
    for _ in range(MOST_PROBLEMS + 50):
        account.problem(Problem("reading.two-names", params={"code": "a", "name": "b", "first": "c"}))
    account.problem(Problem("reading.too-many-indicators", params={"most": 1}))
    told = account.all_problems()
    assert len(told) == MOST_PROBLEMS + 2
    assert told[-2].code == "reading.too-many-indicators"
    assert told[-1].params == {"count": 50, "kind": "reading.two-names"}
    assert ALWAYS_LISTED


def test_the_first_name_of_an_indicator_wins_and_another_is_told() -> None:
    account = Account()
    account.indicator(Indicator("a", "Births"))
    account.indicator(Indicator("a", "Births", "persons"))
    account.indicator(Indicator("a", "Deaths", "%", "note"))
    assert account.indicators == {"a": Indicator("a", "Births", "persons", "note")}
    assert [problem.code for problem in account.problems] == ["reading.two-names"]


def test_more_indicators_than_a_file_can_have_are_refused() -> None:
    account = Account(
        indicators={str(number): Indicator(str(number), "") for number in range(MOST_INDICATORS)}
    )
    with pytest.raises(Refused, match="more than"):
        account.indicator(Indicator("one more", ""))


def test_the_account_reads_as_markdown() -> None:
    text = account_text(full(), "a.xlsx")
    assert "## 9.1., rows 5 to 10" in text
    assert "- Header: rows 5 to 6" in text
    assert "- Column taken for territory: A (Kommun)" in text
    assert "- Columns of numbers: 2: B = Men, 2019, C = 2020" in text
    assert "- Footnote `2`: Prel." in text
    assert "- Periods: 2: 2019, 2020" in text
    assert "- Without a number, does not occur (Z): 1" in text
    assert "- Left out, it is text without numbers: 1\n  - `9.1.!A9`: Källa" in text
    assert "## Notes\n\n- Left out, it is a list of contents: 1" in text


def test_printed_words_are_never_taken_for_markdown() -> None:
    assert "GDP \\*of\\* \\<b\\>all\\</b\\>" in account_text(full())


def test_an_account_without_problems_says_so() -> None:
    assert account_text(Account()).endswith("## Problems\n\nNone.\n")


def test_tables_places_and_problems_come_back_from_the_words_of_an_account() -> None:
    words = json.loads(json.dumps(account_words(full(), "a.xlsx")))
    assert tables_of(words) == [TABLE]
    assert tables_of(words, "Notes") == []
    assert [taken.place for taken in taken_of(words, "9.1.")] == ["9.1.!A1", "9.1.!A9"]
    assert words["counts"] == {"tables": 1, "observations": 3, "missing": 2, "indicators": 1, "problems": 1}
    problem = full().problems[0]
    assert problem_of(problem_words(problem)) == problem
