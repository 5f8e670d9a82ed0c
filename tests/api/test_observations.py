"""Can a program take the observations, page by page, in three forms, without losing or adding any?"""

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from styrbord.api.schemas import ObservationsOut
from styrbord.services.loading import load_pack
from tests.api.conftest import PACK, Asker

pytestmark = pytest.mark.django_db
STORED = 5 * 6 * 2 + 5 * 12 + 1  # population, births, visits and the county's own population; no secrets


def every(ask: Asker, query: dict[str, Any]) -> list[dict[str, Any]]:
    """Rows of all pages."""
    rows, answer = [], ask.json("observations", query)
    rows += answer["items"]
    while answer["next"]:
        answer = ask.client.get(answer["next"]).json()
        rows += answer["items"]
    return rows


def test_every_open_total_is_given_once(ask: Asker) -> None:
    rows = every(ask, {})
    keys = {(row["indicator"], row["subject"], row["period"]) for row in rows}
    assert len(rows) == len(keys) == STORED
    assert {row["breakdown"] for row in rows} == {"_T"}


@pytest.mark.parametrize("limit", [1, 7, 60])
def test_small_pages_hold_the_same_rows_in_the_same_order(ask: Asker, limit: int) -> None:
    assert every(ask, {"limit": limit}) == every(ask, {"limit": 50_000})


def test_a_row_carries_status_decimals_edition_vintage_and_origin(ask: Asker) -> None:
    (row,) = ask.json("observations", {"indicator": "population", "subject": "C", "to": "2020"})["items"]
    edition = next(one for one in ask.json("editions")["items"] if one["vintage_label"] == "2026-01-20")
    assert row == {
        "indicator": "population",
        "subject": "C",
        "period": "2020",
        "breakdown": "_T",
        "scenario": "actual",
        "value": 15000.5,
        "status": "E",
        "decimals": 1,
        "edition": edition["id"],
        "vintage": "2026-01-20",
        "origin": "reported",
    }


@pytest.mark.parametrize("computed", ["false", "true"])
def test_the_answer_holds_what_the_description_says(ask: Asker, computed: str) -> None:
    answer = ask.json("observations", {"computed": computed})
    told = ObservationsOut.model_validate(answer).model_dump(exclude_unset=True)
    assert told == answer


def test_a_missing_value_is_null_with_its_reason(ask: Asker) -> None:
    asked = {"indicator": "population", "subject": "M5", "from": "2025"}
    (row,) = ask.json("observations", asked)["items"]
    assert (row["value"], row["status"]) == (None, "L")


def test_computed_values_come_with_origin_and_coverage(ask: Asker) -> None:
    asked = {"indicator": "population", "subject": "C", "from": "2024", "computed": "true"}
    whole, partial = ask.json("observations", asked)["items"]
    assert (whole["value"], whole["origin"], whole["coverage"]) == (
        15200,
        "rolled-up",
        {"reported": 5, "expected": 5},
    )
    assert (partial["value"], partial["edition"]) == (10200, None)
    assert partial["coverage"] == {"reported": 4, "expected": 5}


def test_a_formula_says_that_it_is_one(ask: Asker) -> None:
    asked = {"indicator": "birth-rate", "subject": "M1", "from": "2025", "computed": "true"}
    (row,) = ask.json("observations", asked)["items"]
    assert (row["value"], row["origin"]) == (pytest.approx(1000 * 15 / 1050), "formula")


def test_a_breakdown_is_given_whole_by_its_dimension_or_by_one_code(ask: Asker) -> None:
    both = every(ask, {"indicator": "population", "breakdown": "SEX"})
    women = every(ask, {"indicator": "population", "breakdown": "SEX=F"})
    assert {row["breakdown"] for row in both} == {"SEX=F", "SEX=M"}
    assert [row["value"] for row in women] == [480 + n for n in range(6)]
    assert [row for row in both if row["breakdown"] == "SEX=F"] == women


def test_months_are_asked_for_by_years_and_by_months(ask: Asker) -> None:
    asked = {"indicator": "visits", "subject": "M1"}
    assert len(every(ask, {**asked, "from": "2025", "to": "2025"})) == 12
    assert len(every(ask, {**asked, "from": "2025-03", "to": "2025-Q2"})) == 4
    assert every(ask, {**asked, "frequency": "A"}) == []


def test_targets_are_a_scenario(ask: Asker) -> None:
    rows = every(ask, {"scenario": "target"})
    assert [(row["indicator"], row["value"]) for row in rows] == [("population", 1200), ("births", 12)]


def test_vintage_and_as_of_show_the_numbers_of_then(ask: Asker) -> None:
    asked = {"indicator": "births", "subject": "M1", "from": "2024", "to": "2024"}
    assert [row["value"] for row in every(ask, asked)] == [14]
    assert [row["value"] for row in every(ask, {**asked, "vintage": "2025"})] == [13]
    assert [row["value"] for row in every(ask, {**asked, "as-of": "2025-06"})] == [13]


def test_csv_has_the_columns_of_a_pack_and_loads_again(ask: Asker, tmp_path: Path) -> None:
    answer = ask("observations", {"limit": 50_000}, accept="text/csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    text = answer.content.decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == STORED
    assert [row["value"] for row in rows[:2]] == ["15000.5", "1000"]
    for file in PACK.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "observations.csv").write_text(text)
    loaded = load_pack(tmp_path)
    assert (loaded.observations, loaded.new_observations) == (STORED + 2, 0)


def test_a_page_of_csv_leads_to_the_next_in_its_head(ask: Asker) -> None:
    answer = ask("observations", {"format": "csv", "limit": 5})
    assert len(answer.content.splitlines()) == 6
    following = answer["Link"].removeprefix("<").removesuffix('>; rel="next"')
    rows = list(csv.DictReader(io.StringIO(ask.client.get(following).content.decode())))
    assert (rows[0]["territory_code"], rows[0]["period"]) == ("M1", "2024")


def test_json_stat_puts_each_value_at_its_place(ask: Asker) -> None:
    asked = {"indicator": "births,population", "subject": ["M5", "M1"], "from": "2024", "format": "json-stat"}
    cube = ask.json("observations", asked)
    assert (cube["version"], cube["class"], cube["id"], cube["size"]) == (
        "2.0",
        "dataset",
        ["indicator", "subject", "period"],
        [2, 2, 2],
    )
    assert cube["role"] == {"metric": ["indicator"], "geo": ["subject"], "time": ["period"]}
    assert cube["dimension"]["subject"]["category"]["index"] == {"M5": 0, "M1": 1}
    assert cube["value"] == dict(zip("01234567", [54, 55, 14, 15, 5040, None, 1040, 1050], strict=True))
    assert cube["status"]["5"] == "L"
    assert cube["dimension"]["indicator"]["category"]["unit"]["births"]["base"] == "persons"


def test_json_stat_names_things_in_the_reader_s_language(ask: Asker) -> None:
    asked = {"indicator": "births", "format": "json-stat"}
    cube = ask.json("observations", asked, accept_language="ru")
    assert cube["dimension"]["indicator"]["category"]["label"] == {"births": "Рождения"}
    assert cube["dimension"]["subject"]["category"]["label"]["M2"] == "Берга"


def test_json_stat_gives_a_breakdown_its_own_dimension(ask: Asker) -> None:
    cube = ask.json("observations", {"indicator": "population", "breakdown": "SEX", "format": "json-stat"})
    assert cube["id"] == ["indicator", "subject", "period", "breakdown"]
    assert (cube["size"], cube["value"]["1"]) == ([1, 1, 6, 2], 520)


def test_json_stat_mixes_no_lengths_of_period(ask: Asker) -> None:
    assert ask.problems("observations", {"format": "json-stat"}) == [
        ("frequency", "json-stat.mixed-frequency")
    ]
    assert ask.json("observations", {"format": "json-stat", "frequency": "M"})["size"] == [1, 5, 12]


@pytest.mark.parametrize(
    ("query", "problems"),
    [
        ({"indicator": "birth"}, [("birth", "indicator.not-found")]),
        (
            {"indicator": "x", "subject": "y,M1", "from": "z"},
            [("x", "indicator.not-found"), ("y", "subject.not-found"), ("from", "period.unreadable")],
        ),
        ({"as-of": "2099"}, [("as-of", "as-of.future")]),
        (
            {"as-of": "tomorrow", "vintage": "?"},
            [("as-of", "period.unreadable"), ("vintage", "period.unreadable")],
        ),
        ({"limit": "0"}, [("limit", "request.not-a-number")]),
        ({"limit": "50001"}, [("limit", "request.not-a-number")]),
        ({"frequency": "Y"}, [("frequency", "request.not-a-choice")]),
        ({"computed": "perhaps"}, [("computed", "request.not-yes-or-no")]),
        ({"breakdown": "AGE"}, [("breakdown", "breakdown.not-found")]),
        ({"breakdown": "SEX=X"}, [("breakdown", "breakdown.not-found")]),
        ({"breakdown": "SEX", "computed": "1"}, [("computed", "observations.one-breakdown")]),
        ({"from": "2021", "to": "2020"}, [("from", "observations.backwards")]),
        ({"cursor": "x"}, [("cursor", "observations.cursor")]),
        ({"indicators": "births"}, [("indicators", "request.unknown-parameter")]),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    ask: Asker, query: dict[str, str], problems: list[tuple[str, str]]
) -> None:
    assert ask.problems("observations", query) == problems


def test_what_is_internal_does_not_exist_for_the_public(ask: Asker) -> None:
    assert ask.problems("observations", {"indicator": "secret"}) == [("secret", "indicator.not-found")]
    assert "secret" not in {one["code"] for one in ask.json("indicators")["items"]}


def test_a_figure_that_rests_on_something_internal_does_not_tell_it(ask: Asker) -> None:
    assert every(ask, {"indicator": "secret-rate", "computed": "true"}) == []
    assert "secret" not in ask("indicators/secret-rate").content.decode().replace("secret-rate", "")
    (item,) = ask.json("figures", {"indicator": "secret-rate", "subject": "M1"})["items"]
    assert item["tile"]["value"] is None
