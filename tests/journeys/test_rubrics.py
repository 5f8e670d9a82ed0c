"""Does each of the 20 rubrics tell its story, and say so where nothing is known?"""

import re

import pytest

from tests.journeys.reading import number, rows, tables, tiles
from tests.journeys.site import Site, panel

NOWHERE = "LM-N"  # a labour market area: a territory that reports nothing itself
PLAN_TABLE = ["Indicator", "Actual", "Target", "Gap", "Change", "State", "Peers", "Fresh"]


@pytest.mark.parametrize(
    "rubric",
    [
        pytest.param("national-projects", marks=pytest.mark.requirement("R-022")),
        pytest.param("state-programmes", marks=pytest.mark.requirement("R-023")),
        pytest.param("budget-execution", marks=pytest.mark.requirement("R-024")),
        pytest.param("budget-structure", marks=pytest.mark.requirement("R-025")),
        pytest.param("demography", marks=pytest.mark.requirement("R-026")),
        pytest.param("incomes", marks=pytest.mark.requirement("R-027")),
        pytest.param("poverty", marks=pytest.mark.requirement("R-028")),
        pytest.param("housing", marks=pytest.mark.requirement("R-029")),
        pytest.param("labour-migration", marks=pytest.mark.requirement("R-030")),
        pytest.param("schools-health", marks=pytest.mark.requirement("R-031")),
        pytest.param("industries", marks=pytest.mark.requirement("R-032")),
        pytest.param("trade", marks=pytest.mark.requirement("R-033")),
        pytest.param("financial-flows", marks=pytest.mark.requirement("R-034")),
        pytest.param("investment-projects", marks=pytest.mark.requirement("R-035")),
        pytest.param("new-jobs", marks=pytest.mark.requirement("R-036")),
        pytest.param("infrastructure", marks=pytest.mark.requirement("R-037")),
        pytest.param("freight-passengers", marks=pytest.mark.requirement("R-038")),
        pytest.param("goods-provision", marks=pytest.mark.requirement("R-039")),
        pytest.param("consumer-prices", marks=pytest.mark.requirement("R-040")),
        pytest.param("satisfaction", marks=pytest.mark.requirement("R-041")),
    ],
)
def test_a_rubric_shows_numbers_a_chart_a_table_and_no_data_where_there_is_none(
    site: Site, rubric: str
) -> None:
    page = site.get(f"/en/subjects/NV/{rubric}/")
    assert page.status == 200
    assert _defined(site, rubric) >= 3
    assert re.search(r'<svg[^>]*class="[^"]*\bchart\b', page.text), "no chart"
    assert all(" ago" in tile["Fresh"] for tile in tiles(page.text))
    shown = [row for table in tables(page.text) if table[0] == PLAN_TABLE for row in table[1:]]
    assert shown, "no short table"
    assert all(" ago" in row[-1] for row in shown)
    _plan_stands_beside_fact(site, page.text, shown)
    _nothing_is_never_zero(site, rubric)


def _defined(site: Site, rubric: str) -> int:
    listed = site.get("/api/v1/indicators", rubric=rubric, limit=100).json()["items"]
    return sum(all(one["definition"].get(language) for language in ("en", "ru", "sv")) for one in listed)


def _plan_stands_beside_fact(site: Site, markup: str, shown: list[list[str]]) -> None:
    """Every target of the pack for what the table shows stands in the table, with its distance."""
    links = re.findall(r'<th scope="row"><a href="/en/indicators/([^/]+)/\?subject=NV">', markup)
    assert len(links) == len(shown)
    for code, (_, actual, target, gap, *_) in zip(links, shown, strict=True):
        tile = site.figure(code, "NV")["tile"]
        planned = _target(site, code, tile["period"])
        assert (target == "none set") is (planned is None), code
        if planned is not None:
            assert number(target) == pytest.approx(planned, abs=0.05), code
            assert number(gap) == pytest.approx(number(actual) - number(target), abs=0.101), code


def _target(site: Site, code: str, period: str) -> float | None:
    table = site.tables["targets"]
    own = table.filter(
        (table["territory_code"] == "NV")
        & (table["indicator_code"] == code)
        & (table["scenario"] == "target")
    )
    by_period = dict(zip(own["period"], own["value"], strict=True))
    found = by_period.get(period) or by_period.get(period[:4])
    return float(found) if found else None


def _nothing_is_never_zero(site: Site, rubric: str) -> None:
    page = site.get(f"/en/subjects/{NOWHERE}/{rubric}/")
    assert page.status == 200
    assert tiles(page.text)
    assert {tile["value"] for tile in tiles(page.text)} == {"no data"}
    assert {tile["Fresh"] for tile in tiles(page.text)} == {"no data"}
    cells = [row[1] for table in tables(page.text) if table[0] == PLAN_TABLE for row in table[1:]]
    assert cells
    assert set(cells) == {"no data"}
    others = [cell for row in rows(page.text) for cell in row[1:]]
    assert not [cell for cell in others if re.fullmatch(r"0([.,]0+)?\D*", cell)]


def test_the_budget_shows_the_plan_the_revised_plan_and_cash_by_quarter(site: Site) -> None:
    page = site.get("/en/subjects/NV/budget-execution/")
    names = {row[0] for row in rows(page.text)}
    assert {"Expenditure, adopted", "Expenditure, revised plan", "Paid out since the year's start"} <= names
    assert "Q3 2025" in names


def test_a_programme_has_its_passport_beside_plan_and_fact(site: Site) -> None:
    page = site.get("/en/subjects/NV/state-programmes/")
    assert "Good roads 2021–2028, led by the Road office." in page.words
    assert ["Good roads", "651.8", "611.1"] in rows(page.text)


def test_signed_flows_close_to_the_stated_net(site: Site) -> None:
    page = site.get("/en/subjects/NV/financial-flows/")
    flows = {row[0]: row for row in rows(page.text)}
    net = number(flows["Net financial flow"][1])
    assert number(flows["Inflow"][1]) + number(flows["Outflow"][1]) == pytest.approx(net, abs=0.101)


def test_a_survey_shows_its_wave_its_sample_and_its_margin(site: Site) -> None:
    page = site.get("/en/subjects/NV/satisfaction/")
    survey = {row[0]: row for row in rows(panel(page, "h-b2"))}
    assert survey["Satisfaction with services"][-1].startswith("H2 2025")
    assert number(survey["Survey sample size"][1]) > 1000
    assert 0 < number(survey["Margin of error"][1]) < 5
