"""Do sums and groups add up, do formulas find their inputs, and are gaps explained?"""

from collections.abc import Mapping

import polars as pl
import pytest

from example.formulas import inputs
from styrbord.core.base.expression import check_declared, parse
from styrbord.core.base.units import scaled

ADDITIVE = {
    "expenditure": "EXPENDITURE",
    "revenue": "REVENUE",
    "turnover": "INDUSTRY",
    "population": "AGE",
    "financial_flow": "FLOW",
    "asset_value": "ASSET",
    "poor_persons": "GROUP",
    "welfare_population": "GROUP",
}


def members(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    municipal = tables["territories"].filter(pl.col("type") == "municipality")
    return municipal.select("territory_code", district="parent_code")


def sums(newest: pl.DataFrame, tables: Mapping[str, pl.DataFrame], code: str) -> pl.DataFrame:
    rows = newest.filter((pl.col("indicator_code") == code) & (pl.col("breakdown") == ""))
    total = (
        rows.join(members(tables), on="territory_code")
        .group_by("period")
        .agg(pl.col("value").sum().alias("sum"))
    )
    county = rows.filter(pl.col("territory_code") == "NV").select("period", "value")
    return county.join(total, on="period").sort("period")


@pytest.mark.parametrize("code", ["population", "deaths", "revenue", "grp", "unemployed", "requests_closed"])
def test_what_the_county_reports_is_the_sum_of_its_municipalities(
    code: str, newest: pl.DataFrame, tables: Mapping[str, pl.DataFrame]
) -> None:
    both = sums(newest, tables, code)
    assert len(both) > 10
    assert (both["value"] - both["sum"]).abs().max() < 1e-6


def test_births_of_2024_differ_by_a_revision_of_the_county(
    newest: pl.DataFrame, tables: Mapping[str, pl.DataFrame]
) -> None:
    both = sums(newest, tables, "births")
    assert both.filter(pl.col("value") != pl.col("sum")).rows() == [
        ("2024", *both.filter(pl.col("period") == "2024").row(0)[1:])
    ]


@pytest.mark.parametrize(("code", "dimension"), ADDITIVE.items())
def test_leaves_of_a_breakdown_add_up_to_the_total(
    code: str, dimension: str, newest: pl.DataFrame, tables: Mapping[str, pl.DataFrame]
) -> None:
    listed = tables["codelists"].filter(pl.col("dimension") == dimension)
    leaves = set(listed["code"]) - set(listed["parent_code"])
    rows = newest.filter((pl.col("indicator_code") == code) & pl.col("territory_code").str.starts_with("NV"))
    keys = ["territory_code", "period"]
    parts = rows.filter(pl.col("breakdown").is_in([f"{dimension}={leaf}" for leaf in leaves]))
    summed = parts.group_by(keys).agg(pl.col("value").sum().alias("sum"))
    both = rows.filter(pl.col("breakdown") == "").join(summed, on=keys)
    assert len(both) > 200
    assert (both["value"] - both["sum"]).abs().max() < 1e-6


def test_poverty_of_groups_weighs_up_to_the_total_but_for_one_cell(newest: pl.DataFrame) -> None:
    keys = ["territory_code", "period"]
    groups = newest.filter(pl.col("breakdown").str.starts_with("GROUP="))
    rate = groups.filter(pl.col("indicator_code") == "poverty_rate")
    weight = groups.filter(pl.col("indicator_code") == "welfare_population")
    both = rate.join(weight, on=[*keys, "breakdown"], suffix="_of")
    mean = both.group_by(keys).agg(
        ((pl.col("value") * pl.col("value_of")).sum() / pl.col("value_of").sum()).alias("mean")
    )
    total = newest.filter((pl.col("indicator_code") == "poverty_rate") & (pl.col("breakdown") == ""))
    off = total.join(mean, on=keys).filter((pl.col("value") - pl.col("mean")).abs() > 0.101)
    assert off.select(keys).rows() == [("NV35", "2024")]


def test_signed_flows_close_to_inflow_less_outflow(newest: pl.DataFrame) -> None:
    """Before the merger its two municipalities share rounded numbers, so a tenth may be left over."""
    rows = newest.filter((pl.col("breakdown") == "") & pl.col("territory_code").str.contains(r"^NV\d"))
    wide = rows.filter(pl.col("indicator_code").str.starts_with("financial_")).pivot(
        "indicator_code", index=["territory_code", "period"], values="value"
    )
    assert len(wide) > 600
    assert (wide["financial_inflow"] - wide["financial_outflow"] - wide["financial_flow"]).abs().max() < 0.11


def test_population_changes_by_births_deaths_and_moves(newest: pl.DataFrame) -> None:
    wanted = ["population", "births", "deaths", "moved_in", "moved_out"]
    rows = newest.filter(pl.col("indicator_code").is_in(wanted) & (pl.col("breakdown") == ""))
    wide = rows.filter(pl.col("territory_code") == "NV01").pivot(
        "indicator_code", index="period", values="value"
    )
    wide = wide.sort("period").with_columns(change=pl.col("population").diff()).drop_nulls()
    explained = wide["births"] - wide["deaths"] + wide["moved_in"] - wide["moved_out"]
    assert (wide["change"] - explained).abs().max() == 0


def test_formulas_name_indicators_that_are_stored_with_the_same_rhythm(
    tables: Mapping[str, pl.DataFrame],
) -> None:
    indicators = tables["indicators"]
    rhythm = dict(zip(indicators["indicator_code"], indicators["frequency"], strict=True))
    stored = set(tables["observations"].filter(pl.col("breakdown") == "")["indicator_code"])
    derived = indicators.filter(pl.col("formula") != "")
    assert len(derived) > 30
    for code, formula in derived.select("indicator_code", "formula").iter_rows():
        for name in inputs(formula):
            assert name in stored
            assert rhythm[name] == rhythm[code]
        assert code not in stored


def test_missing_values_are_rows_with_a_status_and_most_with_a_reason(newest: pl.DataFrame) -> None:
    missing = newest.filter(pl.col("obs_status").is_in(["L", "M", "O", "Q"]) & (pl.col("breakdown") == ""))
    assert set(missing["obs_status"]) == {"L", "M", "O", "Q"}
    assert missing["value"].null_count() == len(missing)
    assert (missing["note"] != "").all()
    nothing = newest.filter(pl.col("obs_status") == "Z")
    assert len(nothing) > 100
    assert nothing["value"].null_count() == len(nothing)
    with_value = newest.filter(pl.col("obs_status").is_in(["A", "B", "E", "P"]))
    assert with_value["value"].null_count() == 0


def test_breaks_estimates_and_provisional_values_occur(newest: pl.DataFrame) -> None:
    seen = dict(newest.group_by("obs_status").len().iter_rows())
    assert all(seen[status] > 3 for status in "BEP")


def test_one_municipality_is_late_with_its_jobs(newest: pl.DataFrame) -> None:
    jobs = newest.filter((pl.col("indicator_code") == "jobs_created") & (pl.col("period") == "2025-12"))
    assert jobs["territory_code"].n_unique() == 40


def test_revised_values_appear_in_two_vintages(tables: Mapping[str, pl.DataFrame]) -> None:
    keys = ["territory_code", "indicator_code", "period", "breakdown"]
    versions = tables["observations"].group_by(keys).agg(pl.len(), pl.col("value").n_unique().alias("values"))
    assert versions["len"].max() == 2
    assert len(versions.filter(pl.col("values") == 2)) > 2000
    vintages = tables["observations"]["vintage"].unique().sort().to_list()
    first_year = ["2024-01-20", "2024-06-15", "2024-09-15", "2024-12-15"]
    assert vintages == [*first_year, "2025-03-15", "2025-09-15", "2025-11-18", "2026-01-20", "2026-01-30"]


def test_formulas_give_the_unit_that_their_indicator_states(tables: Mapping[str, pl.DataFrame]) -> None:
    rows = {row["indicator_code"]: row for row in tables["indicators"].iter_rows(named=True)}
    units = {code: scaled(row["unit"], int(row["unit_multiplier"])) for code, row in rows.items()}
    formulas = {code: parse(row["formula"]) for code, row in rows.items() if row["formula"]}
    assert len(formulas) > 20
    for code, formula in formulas.items():
        check_declared(formula, {name: units[name] for name in formula.names}, units[code])
