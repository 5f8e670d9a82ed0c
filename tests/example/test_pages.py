"""Does every rubric have what its page needs, and do blocks name what exists?"""

from collections.abc import Mapping
from typing import Any

import polars as pl
import pytest

RUBRICS = [
    "national-projects",
    "state-programmes",
    "budget-execution",
    "budget-structure",
    "demography",
    "incomes",
    "poverty",
    "housing",
    "labour-migration",
    "schools-health",
    "industries",
    "trade",
    "financial-flows",
    "investment-projects",
    "new-jobs",
    "infrastructure",
    "freight-passengers",
    "goods-provision",
    "consumer-prices",
    "satisfaction",
]


def blocks(pages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [block for page in pages for block in page.get("blocks", ())]


def test_the_twenty_rubrics_stand_in_order(pages: list[dict[str, Any]]) -> None:
    rubrics = [page for page in pages if page["kind"] == "rubric"]
    assert [page["code"] for page in rubrics] == RUBRICS
    assert [page["order"] for page in rubrics] == list(range(1, 21))


@pytest.mark.parametrize("rubric", RUBRICS)
def test_a_rubric_has_three_indicators_tiles_a_chart_and_a_short_table(
    rubric: str, pages: list[dict[str, Any]], tables: Mapping[str, pl.DataFrame]
) -> None:
    shown_in = tables["indicators"]["rubrics"].str.split(";")
    assert shown_in.list.contains(rubric).sum() >= 3
    page = next(page for page in pages if page["code"] == rubric)
    assert {"tiles", "chart", "table"} <= {block["kind"] for block in page["blocks"]}


def test_blocks_name_indicators_and_dimensions_that_exist(
    pages: list[dict[str, Any]], tables: Mapping[str, pl.DataFrame]
) -> None:
    known = set(tables["indicators"]["indicator_code"])
    dimensions = {*tables["codelists"]["dimension"], ""}
    for block in blocks(pages):
        assert set(block.get("indicators", ())) <= known
        assert block.get("dimension", "") in dimensions
        assert block.get("chart", "line") in {"line", "stacked", "bars"}


def test_a_breakdown_block_names_indicators_reported_by_its_dimension(
    pages: list[dict[str, Any]], tables: Mapping[str, pl.DataFrame]
) -> None:
    by = dict(zip(tables["indicators"]["indicator_code"], tables["indicators"]["dimension"], strict=True))
    for block in blocks(pages):
        if block["kind"] == "breakdown":
            assert {by[code] for code in block["indicators"]} == {block["dimension"]}


def test_owners_targets_and_goals_name_what_exists(tables: Mapping[str, pl.DataFrame]) -> None:
    indicators, goals = tables["indicators"], tables["goals"]
    known = set(indicators["indicator_code"])
    assert set(indicators["owner"]) == set(tables["posts"]["code"])
    assert set(tables["targets"]["goal"]) <= {*goals["goal_code"], ""}
    assert {code for listed in goals["indicators"] for code in listed.split(";")} <= known
    assert set(goals["parent"]) <= {*goals["goal_code"], ""}


def test_one_of_twelve_goals_has_no_document(tables: Mapping[str, pl.DataFrame]) -> None:
    goals = tables["goals"]
    assert len(goals) == 12
    assert goals.filter(pl.col("document_en") == "")["goal_code"].to_list() == ["G11"]
    stated = goals.filter(pl.col("document_en") != "")
    assert (stated["clause_text_ru"] != "").all()


def test_free_pages_are_nested_and_one_is_for_the_signed_in(pages: list[dict[str, Any]]) -> None:
    codes = {page["code"] for page in pages}
    nested = [page for page in pages if page.get("parent")]
    assert len(nested) >= 2
    assert {page["parent"] for page in nested} <= codes
    assert [page["code"] for page in pages if page["publicity"] == "signed-in"] == ["briefing"]


def test_the_state_of_the_economy_has_ten_described_indicators(
    pages: list[dict[str, Any]], tables: Mapping[str, pl.DataFrame]
) -> None:
    page = next(page for page in pages if page["code"] == "economy")
    listed = {code for block in page["blocks"] for code in block.get("indicators", ())}
    rows = tables["indicators"].filter(pl.col("indicator_code").is_in(list(listed)))
    assert len(rows) >= 10
    for column in ("definition_en", "unit", "frequency", "owner", "source_en"):
        assert (rows[column] != "").all()
