"""Are series of weeks and days watched like the others, and told as unknown where they cannot be?"""

import html
import re
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from django.test import Client

from styrbord.core.base.periods import Frequency, Period
from styrbord.services import board as shown
from styrbord.services import clock, memory, signals
from styrbord.services.loading import load_pack
from styrbord.services.reading import visible
from tests.contract.packs import Written
from tests.contract.releasing import released
from tests.contract.test_signals import month

pytestmark = pytest.mark.usefixtures("database")
TOWNS = ("n1", "n2", "s1")
SUNDAY = date(2021, 12, 26)
LOST = 0.4


@pytest.fixture(autouse=True)
def _forget() -> None:
    memory.forget()


def board(folder: Path, letter: Frequency, count: int, *, over_time: str = "mean", lag: str = "") -> None:
    """Calls of three towns; those of n1 fall by two fifths in the last three weeks, below their target."""
    random = np.random.default_rng(11)
    is_daily = letter is Frequency.DAY
    last = Period.of(letter, SUNDAY).ordinal
    periods = [Period(letter, last - count + 1 + place) for place in range(count)]
    pack = Written().described(code="monthly", vintage="2022")
    pack.indicators = [
        {
            "indicator_code": "jobs",
            "name_en": "Calls",
            "frequency": letter.value,
            "direction": "up",
            "over_subjects": "none",
            "over_time": over_time,
            "decimals": 1,
            "lag_days": lag,
        }
    ]
    pack.tables["targets"] = [
        {"territory_code": "n1", "indicator_code": "jobs", "period": str(one), "value": 100}
        for one in periods[-30:]
    ]
    for town in TOWNS:
        values = 100 + random.standard_normal(count)
        if is_daily:
            values[[one.first_day.weekday() > 4 for one in periods]] *= 0.5
        if town == "n1":
            values[-3 * (7 if is_daily else 1) :] *= 1 - LOST
        texts = [round(float(value), 3) for value in values]
        pack.observe("jobs", town, dict(zip(map(str, periods), texts, strict=True)))
    load_pack(pack.write(folder))


def told(track: str) -> list[tuple[str, str]]:
    found = signals.worklist(visible(), track=track)
    return [(one.subject, str(one.period)) for one in found.cases]


def unknown() -> tuple[int, dict[str, int]]:
    look = signals.worklist(visible()).look
    assert look is not None
    return look.tested, dict(look.unknown)


def test_a_weekly_series_that_left_its_course_opens_a_case(tmp_path: Path) -> None:
    board(tmp_path, Frequency.WEEK, 150)
    signals.evaluate()
    assert told("residual") == [("n1", "2021-W51")]
    assert told("plan") == [("n1", "2021-W51")]
    assert unknown() == (3, {})


def test_less_than_two_years_of_weeks_are_unknown_and_their_plan_is_watched(tmp_path: Path) -> None:
    board(tmp_path, Frequency.WEEK, 103)
    signals.evaluate()
    assert told("residual") == []
    assert told("plan") == [("n1", "2021-W51")]
    assert unknown() == (0, {"short": 3})


def test_the_course_of_days_is_judged_by_whole_weeks_and_its_plan_by_the_day(tmp_path: Path) -> None:
    board(tmp_path, Frequency.DAY, 110 * 7 + 3)
    signals.evaluate()
    assert told("residual") == [("n1", "2021-W51")]
    assert told("plan") == [("n1", "2021-12-26")]
    line = signals.worklist(visible(), track="residual").cases[0]
    assert line.value.value == pytest.approx(100 * (1 - LOST) * 6 / 7, abs=2)
    assert line.expected.value == pytest.approx(100 * 6 / 7, abs=2)
    assert signals.marks(visible(), "jobs", "n1")
    page = Client().get("/en/signals/?track=residual").content.decode()
    (href,) = re.findall(r'href="([^"]*grain=W[^"]*)"', page)
    weekly = Client().get(html.unescape(href)).content.decode()
    assert "worse since week" in weekly
    kinds = {one.tile.subject for one in shown.overview(visible()).exceptions}
    assert kinds == {"n1"}


def test_another_day_of_a_week_that_is_not_over_is_no_release_for_a_course(tmp_path: Path) -> None:
    board(tmp_path, Frequency.DAY, 110 * 7)
    signals.evaluate()
    before = told("residual")
    for day in (1, 2, 3):
        released(month(50.0 + day, str(SUNDAY + timedelta(days=day)), "n1"))
        signals.evaluate()
    assert told("residual") == before == [("n1", "2021-W51")]


def test_days_that_may_not_be_joined_are_counted_as_not_judged(tmp_path: Path) -> None:
    board(tmp_path, Frequency.DAY, 110 * 7, over_time="none")
    signals.evaluate()
    assert told("residual") == []
    assert unknown() == (0, {"no_weeks": 3})


def test_a_day_that_is_missing_at_its_hour_is_late(tmp_path: Path) -> None:
    board(tmp_path, Frequency.DAY, 60, lag="2")
    signals.evaluate()
    assert {town for town, _ in told("health")} == set(TOWNS)
    assert clock.now().date() > SUNDAY
