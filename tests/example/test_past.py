"""Is a mistake in a file of the past named with its place, and do the files say nothing that they may not?"""

from dataclasses import dataclass, field
from datetime import date

import pytest

from example.past.files import HERE, Wrong, document, made


@dataclass(frozen=True)
class Row:
    name: str
    on: date
    words: list[str] = field(default_factory=list)
    until: date | None = None


DAY = date(2025, 1, 31)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"on": DAY}, "a.toml: rows 1: 'name' is missing."),
        (
            {"name": "x", "on": DAY, "colour": 1},
            "a.toml: rows 1: there is no 'colour'; it is one of name, on",
        ),
        (
            {"name": "x", "on": "2025-01-31"},
            "a.toml: rows 1: 'on' is '2025-01-31'; a <class 'datetime.date'>",
        ),
        ({"name": "x", "on": DAY, "words": "x"}, "a.toml: rows 1: 'words' is 'x'"),
        ({"name": "x", "on": DAY, "until": 3}, "a.toml: rows 1: 'until' is 3"),
    ],
)
def test_a_row_that_cannot_be_read_is_named_with_its_place(row: dict[str, object], said: str) -> None:
    with pytest.raises(Wrong) as told:
        made([row], Row, "a.toml: rows")
    assert str(told.value).startswith(said)


def test_a_row_is_read_as_it_is_written() -> None:
    assert made([{"name": "x", "on": DAY, "until": DAY}], Row, "a.toml: rows") == [Row("x", DAY, [], DAY)]


def test_no_file_of_the_past_says_what_a_check_found() -> None:
    for path in HERE.glob("*.toml"):
        assert document(path.name)
    for one in document("decisions.toml")["decisions"]:
        verbs = {row[2] for row in one["moves"]}
        assert verbs <= {"submit", "return", "decide", "withdraw", "review", "publish"}
        assert not {"verdict", "effect", "result", "state"} & set(one)
