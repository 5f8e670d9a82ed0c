"""Do the four domains of data stand in the example county as they were asked for?"""

import csv
import io
from typing import Any

import pytest

from tests.journeys.looking import Look
from tests.journeys.reading import number, rows
from tests.journeys.site import Site, panel, words_of

ECONOMY = "/en/pages/economy/"
GOAL = "Work for all who can work"
CLAUSE = "By 2035 at least 82 % of those aged 20 to 64 are employed"
ORPHAN = "Three quarters of waste recycled"


@pytest.mark.requirement("R-006")
def test_national_projects_show_plan_fact_deviation_and_a_light(site: Site) -> None:
    page = site.get("/en/subjects/NV/national-projects/")
    plan, spent, used = (
        next(row for row in rows(page.text) if row[0] == name)
        for name in ("National projects, plan", "National projects, spent", "National projects, money used")
    )
    assert number(plan[1]) > number(spent[1]) > 0
    _, fact, target, deviation, _, light, *_ = used
    assert number(fact) - number(target) == pytest.approx(number(deviation), abs=0.101)
    assert light in {"On plan", "Watch", "Act"}
    assert 'class="word s-' in panel(page, "h-b3")
    money = {row[0]: row for row in rows(panel(page, "h-b4"))}
    assert {"Family", "Health", "Schools", "Roads", "Digital services"} <= set(money)
    assert "Project milestones met" in {row[0] for row in rows(page.text)}


@pytest.mark.requirement("R-007")
@pytest.mark.browser
def test_a_goal_opens_the_clause_that_sets_it_and_goals_without_one_are_listed(
    site: Site, look: Look
) -> None:
    look.open(f"{site.address}/en/pages/goals/")
    clause = look.page.get_by_text(CLAUSE).first
    assert not clause.is_visible()
    look.page.get_by_text(GOAL, exact=True).first.click()
    assert clause.is_visible()
    assert "Strategy of Norrvik County 2035, 2.1" in look.words()
    quality = site.get("/en/quality/").words
    assert ORPHAN in quality
    assert GOAL not in quality


@pytest.mark.requirement("R-008")
def test_the_economy_is_told_by_ten_indicators_that_are_fully_described(site: Site) -> None:
    names = [row[0] for row in rows(panel(site.get(ECONOMY), "h-b2"))[1:]]
    known = {one["names"]["en"]: one for one in site.get("/api/v1/indicators", limit=500).json()["items"]}
    described = [known[name] for name in names if name in known]
    assert len([one for one in described if _is_whole(one)]) >= 10
    for one in described[:3]:
        about = site.get(f"/en/indicators/{one['code']}/").words
        assert one["definition"]["en"] in about
        assert one["source"]["en"] in about


def _is_whole(one: dict[str, Any]) -> bool:
    return all((one["definition"], one["unit"], one["frequency"], one["owner"], one["source"]))


@pytest.mark.requirement("R-010")
def test_poverty_by_group_agrees_with_the_total_or_is_flagged(site: Site) -> None:
    block = panel(site.get("/en/subjects/NV05/poverty/"), "h-b3")
    assert {"Lone parents", "Pensioners"} <= {row[0] for row in rows(block)}
    assert _gaps(site, "NV05") == {}
    assert "The parts agree with the total in every period." in words_of(block)
    flagged = words_of(panel(site.get("/en/subjects/NV35/poverty/"), "h-b3"))
    gaps = _gaps(site, "NV35")
    assert gaps
    for year, (parts, total) in gaps.items():
        assert f"Poverty rate, {year}: the parts give {parts:.1f}%" in flagged
        assert f"the total says {total:.1f}%" in flagged


def _gaps(site: Site, subject: str) -> dict[str, tuple[float, float]]:
    """Years in which the groups' weighted mean is not the total, counted from the API's table."""
    rate, people = (_parts(site, code, subject) for code in ("poverty_rate", "welfare_population"))
    found = {}
    for year in sorted({period for period, _ in rate}):
        groups = [group for period, group in rate if period == year and group != "_T"]
        if not groups or (year, "_T") not in rate:
            continue
        weight = sum(people[year, group] for group in groups)
        mean = sum(rate[year, group] * people[year, group] for group in groups) / weight
        if abs(round(mean, 1) - round(rate[year, "_T"], 1)) > 0.1001:
            found[year] = mean, rate[year, "_T"]
    return found


def _parts(site: Site, code: str, subject: str) -> dict[tuple[str, str], float]:
    """Reported numbers by period and group, the total as `_T`."""
    asked = {"format": "csv", "limit": 1000, "indicator": code, "subject": subject}
    answers = [site.get("/api/v1/observations", **asked, **more) for more in ({}, {"breakdown": "GROUP"})]
    texts = [answer.content.decode("utf-8-sig") for answer in answers]
    return {
        (line["period"], line["breakdown"].removeprefix("GROUP=") or "_T"): float(line["value"])
        for text in texts
        for line in csv.DictReader(io.StringIO(text))
        if line["value"]
    }
