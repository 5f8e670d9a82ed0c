"""Which subjects are there, of which type, and what happened to them?"""

import tomllib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import polars as pl


def types_on(day: str, table: pl.DataFrame) -> dict[str, str]:
    valid = table.filter(
        (pl.col("valid_from") <= day) & ((pl.col("valid_to") == "") | (pl.col("valid_to") >= day))
    )
    return dict(zip(valid["territory_code"], valid["type"], strict=True))


def test_41_municipalities_stand_in_three_districts_of_one_county(tables: Mapping[str, pl.DataFrame]) -> None:
    territories = tables["territories"]
    today = territories.filter((pl.col("type") == "municipality") & (pl.col("valid_to") == ""))
    assert len(today) == 41
    assert Counter(today["parent_code"]) == {"NV-U": 12, "NV-V": 15, "NV-C": 14}
    assert territories.filter(pl.col("type") == "country")["territory_code"].to_list() == ["AM"]


def test_every_ranked_type_has_at_least_five_members(tables: Mapping[str, pl.DataFrame]) -> None:
    members = Counter(types_on("2025-12-31", tables["types"]).values())
    assert members == {
        "capital": 1,
        "district-centre": 3,
        "monotown": 7,
        "coastal": 7,
        "commuter": 5,
        "village": 18,
    }


def test_one_municipality_becomes_an_industrial_town_in_2023(tables: Mapping[str, pl.DataFrame]) -> None:
    before, after = types_on("2022-12-31", tables["types"]), types_on("2023-01-01", tables["types"])
    assert {code: (before[code], after[code]) for code in after if before[code] != after[code]} == {
        "NV08": ("village", "monotown")
    }


def test_the_default_types_are_named_beside_the_county_s_own(pack: Path) -> None:
    said = tomllib.loads((pack / "pack.toml").read_text(encoding="utf-8"))
    default = {"capital", "million-city", "regional-centre", "district-centre", "monotown", "town", "village"}
    assert set(said["types"]) == default | {"coastal", "commuter"}
    assert said["pack"]["invented"] is True
    assert said["pack"]["root"] == "NV"


def test_two_municipalities_merge_in_2019_and_report_until_then(
    tables: Mapping[str, pl.DataFrame], newest: pl.DataFrame
) -> None:
    merger = tables["successions"]
    assert set(merger.select("kind", "date", "successor").iter_rows()) == {("merge", "2019-01-01", "NV32")}
    people = newest.filter((pl.col("indicator_code") == "population") & (pl.col("breakdown") == ""))
    for code in merger["predecessor"]:
        assert people.filter(pl.col("territory_code") == code)["period"].max() == "2018"
    assert people.filter(pl.col("territory_code") == "NV32")["period"].min() == "2019"


def test_every_municipality_stands_in_one_labour_market(tables: Mapping[str, pl.DataFrame]) -> None:
    members = tables["memberships"].filter(pl.col("hierarchy") == "labour-market")
    municipal = members.filter(pl.col("parent_code").str.starts_with("LM-"))
    assert municipal["territory_code"].n_unique() == len(municipal) == 43
    assert municipal["parent_code"].n_unique() == 5


def test_codes_of_breakdowns_stand_in_the_code_lists(tables: Mapping[str, pl.DataFrame]) -> None:
    listed = set(tables["codelists"].select("dimension", "code").iter_rows())
    used = {
        tuple(part.split("="))
        for breakdown in tables["observations"]["breakdown"].unique()
        for part in breakdown.split(";")
        if part
    }
    assert used <= listed
