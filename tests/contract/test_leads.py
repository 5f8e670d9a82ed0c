"""Does a page tell who ran ahead, how surely, and what follows, from what its reader sees alone?"""

from pathlib import Path

import numpy as np
import pytest
from django.test import Client

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.base.problems import Refused
from styrbord.core.spine.indicators import Access
from styrbord.services import memory
from styrbord.services.leads import MOST, leads
from styrbord.services.loading import load_pack
from styrbord.services.reading import PUBLIC, Principal, visible
from tests.contract.packs import Written

pytestmark = pytest.mark.usefixtures("database")
WEEKS = 104
LAG = 3
ALL = Principal("all", is_signed_in=True, access=Access.RESTRICTED)


@pytest.fixture(autouse=True)
def board(database: object, tmp_path: Path) -> None:
    """Two years of weeks: Fjordby follows Skogby by three weeks, Strandby goes its own way."""
    memory.forget()
    random = np.random.default_rng(4)
    change = random.normal(size=WEEKS + LAG)
    for week in range(1, len(change)):
        change[week] += 0.5 * change[week - 1]
    series = {
        "n1": change[:WEEKS] + 0.7 * random.normal(size=WEEKS),
        "n2": change[LAG:],
        "s1": random.normal(size=WEEKS),
    }
    first = Period.parse("2020-W02").ordinal
    pack = Written().described(code="weekly", vintage="2022")
    pack.indicators = [
        {"indicator_code": code, "name_en": code.title(), "frequency": "W", "access": access, "decimals": 1}
        for code, access in (("cases", "open"), ("debts", "restricted"))
    ]
    for code in ("cases", "debts"):
        for town, changes in series.items():
            levels = 500 + np.cumsum(changes)
            pack.observe(
                code,
                town,
                {
                    str(Period(Frequency.WEEK, first + at)): round(float(value), 3)
                    for at, value in enumerate(levels)
                },
            )
    load_pack(pack.write(tmp_path))


@pytest.mark.requirement("R-062")
def test_a_lead_of_three_weeks_is_shown_with_its_uncertainty() -> None:
    found = leads(visible(), "cases", "n1", ["s1", "n2"])
    first, second = found.lines
    assert (first.reference, first.is_ahead, second.is_ahead) == ("n2", True, False)
    assert first.lag is not None
    assert first.low is not None
    assert first.high is not None
    assert abs(first.lag - LAG) <= 1
    assert first.low <= first.lag <= first.high <= first.low + 3
    answer = Client().get("/en/indicators/cases/leads/?subject=n1&reference=s1&reference=n2")
    page = answer.content.decode().replace("\u00a0", " ")
    assert f"Skogby ran {first.lag} weeks ahead of Fjordby" in page
    span = f"{first.low}–{first.high} weeks" if first.low != first.high else f"{first.low} weeks"
    assert span in page.split("In four of five cases")[2]
    assert f"{first.p_value:.3f}" in page
    assert "no lead beyond chance" in page


def test_what_the_reference_did_last_is_carried_over_with_a_band() -> None:
    found = leads(visible(), "cases", "n1", ["n2"])
    assert found.carried_by == "n2"
    last = found.history[-1][0]
    assert [one.period for one in found.carried] == [last.shift(step) for step in (1, 2, 3)]
    widths = [(one.high.value or 0) - (one.low.value or 0) for one in found.carried]
    assert 0 < widths[0] < widths[1] < widths[2]
    assert leads(visible(), "cases", "n1", ["s1"]).carried == ()


def test_looking_at_more_references_asks_for_more() -> None:
    alone = leads(visible(), "cases", "s1", ["n1"]).lines[0].p_value
    among = {one.reference: one.p_value for one in leads(visible(), "cases", "s1", ["n1", "n2"]).lines}
    assert alone is not None
    assert (among["n1"] or 0) >= alone


def test_it_rests_on_what_the_reader_sees_alone() -> None:
    with pytest.raises(Refused):
        leads(visible(PUBLIC), "debts", "n1", ["n2"])
    assert leads(visible(ALL), "debts", "n1", ["n2"]).lines[0].is_ahead
    assert Client().get("/en/indicators/debts/leads/?subject=n1&reference=n2").status_code == 404
    towns = leads(visible(), "cases", "n1", ["north", "n1", "nowhere"])
    assert [line.reference for line in towns.lines] == ["north"]
    assert towns.lines[0].lag is None


def test_too_many_references_are_told_and_the_first_are_shown() -> None:
    asked = "&".join(f"reference={code}" for code in ("n2", "s1", "north", "south", "top"))
    text = Client().get(f"/en/indicators/cases/leads/?subject=n1&{asked}").content.decode()
    assert f"At most {MOST} references" in text
    assert "Skogby ran" in text
    taken = Client().get("/en/indicators/cases/leads/?subject=n1&reference=n2&format=csv&block=leads")
    assert "Skogby" in taken.content.decode("utf-8-sig")
