"""Does a program get the figures of the board with their method, inputs and editions?"""

from typing import Any

import pytest

from tests.api.conftest import Asker

pytestmark = pytest.mark.django_db


def figure(ask: Asker, indicator: str, subject: str, **query: str) -> dict[str, Any]:
    """One figure."""
    (item,) = ask.json("figures", {"indicator": indicator, "subject": subject, **query})["items"]
    return item


def test_a_reported_value_names_its_row_and_edition(ask: Asker) -> None:
    found = figure(ask, "population", "M1")
    tile = found["tile"]
    assert (tile["value"]["value"], tile["period"], tile["value"]["method"]) == (1050, "2025", "reported/1")
    assert (tile["change"]["value"], tile["change"]["method"]) == (10, "change-on-year/1")
    assert (tile["target"]["target"]["value"], tile["target"]["standing"]) == (1200, "behind")
    assert (tile["owner"], tile["fresh"]["released_on"]) == ("head", "2026-01-20")
    assert [one["vintage_label"] for one in found["editions"]] == ["2026-01-20"]


def test_a_formula_names_its_inputs(ask: Asker) -> None:
    found = figure(ask, "birth-rate", "M1")
    assert found["tile"]["value"]["method"] == "formula/1"
    assert [(one["indicator"], one["edition"] > 0) for one in found["inputs"]] == [
        ("births", True),
        ("population", True),
    ]
    assert len(found["editions"]) == 1


def test_a_total_is_told_for_the_newest_year_in_which_all_its_members_reported(ask: Asker) -> None:
    found = figure(ask, "population", "C")
    value = found["tile"]["value"]
    assert (found["tile"]["period"], value["method"]) == ("2024", "roll-up/1")
    assert (value["reported"], value["expected"], value["is_partial"]) == (5, 5, False)
    assert "D1" in {one["subject"] for one in found["inputs"]}


def test_peers_are_ranked_where_there_are_five(ask: Asker) -> None:
    peers = figure(ask, "births", "M1")["tile"]["peers"]
    assert (peers["type"], peers["low"], peers["count"], peers["best_subject"]) == ("town", 5, 5, "M5")


def test_a_subject_without_data_answers_none(ask: Asker) -> None:
    tile = figure(ask, "visits", "M1", **{"as-of": "2025"})["tile"]
    assert (tile["state"], tile["value"], tile["since"]) == ("no-data", None, None)


def test_the_subject_of_the_board_is_meant_when_none_is_named(ask: Asker) -> None:
    items = ask.json("figures", {"indicator": "births,population"})["items"]
    assert [(one["tile"]["indicator"], one["tile"]["subject"]) for one in items] == [
        ("births", "C"),
        ("population", "C"),
    ]


def test_figures_need_an_indicator_and_have_a_limit(ask: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ask.problems("figures") == [("indicator", "figures.no-indicator")]
    monkeypatch.setattr("styrbord.services.figures.MOST", 1)
    query = {"indicator": "births", "subject": ["M1", "M2"]}
    assert ask.problems("figures", query) == [("indicator, subject", "figures.too-many")]
