"""Do pages show what is forecast, how sure it is and how earlier forecasts did, to those who may see it?"""

import csv
import io
import re
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from django.test import Client

from styrbord.services import forecasts, memory, pages
from styrbord.services.loading import load_pack
from styrbord.services.reading import PUBLIC, visible
from tests.contract.packs import Written
from tests.contract.releasing import released
from tests.contract.test_forecasts import EVERYTHING, board, indicator, year

pytestmark = pytest.mark.usefixtures("database")
JOBS = "/en/indicators/jobs/?subject=n1"
CALLS = "/en/indicators/calls/?subject=n1"
RUBRIC = """
[[pages]]
code = "work"
kind = "rubric"
publicity = "public"
title_en = "Work"
[[pages.blocks]]
kind = "tiles"
indicators = ["jobs"]
"""
FIRST = date(2021, 1, 1)
KNOWN = 354  # to 20 December


def page(path: str, status: int = 200) -> str:
    answer = Client().get(path)
    assert answer.status_code == status, answer.content.decode()
    return str(answer.content.decode())


def words(markup: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", markup).split())


def told(markup: str) -> str:
    """Words of the panel of the forecast."""
    return words(markup.split('id="forecast"')[1].split("</section>")[0])


def rows(path: str) -> list[dict[str, str]]:
    text = Client().get(path).content.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text)))
    at = next(n for n, line in enumerate(lines) if len(line) > 2)
    return [
        dict(zip(lines[at], line, strict=False)) for line in lines[at + 1 :] if len(line) == len(lines[at])
    ]


def days(folder: Path) -> None:
    """Calls of a town by the day, which add up to months and years."""
    random = np.random.default_rng(7)
    pack = Written().described(code="daily", vintage="2021-12-21")
    pack.indicators = [
        indicator("calls", frequency="D", over_subjects="none", over_time="sum", decimals=0),
        indicator("beds", frequency="D", over_subjects="none", over_time="max", decimals=0),
    ]
    for code in ("calls", "beds"):
        counts = 50 + random.integers(0, 12, KNOWN)
        cells = {(FIRST + timedelta(days=n)).isoformat(): int(one) for n, one in enumerate(counts)}
        pack.observe(code, "n1", cells)
    load_pack(pack.write(folder))


def test_the_page_tells_a_forecast_with_its_bounds_its_method_and_its_score(tmp_path: Path) -> None:
    board(tmp_path)
    forecasts.evaluate()
    found = page(JOBS)
    said = told(found)
    assert said.count("forecast") > 4
    for part in (
        "Forecast, 2026:", "80 times in 100 it should lie between", "95 times between", "Made ",
        "from numbers up to 2021", "it beat the naive forecast: error", "Untested by what came",
        "Will the target be met? 2023, target 300.0 missed with a chance of over 99%: likely missed",
    ):  # fmt: skip
        assert part in said, part
    assert 'fill="#F5F3F9"' in found
    assert "Dashes with rings on shaded ground: forecast." in found
    shown = forecasts.shown(visible(), "jobs", "n1")
    assert shown is not None
    told_rows = rows(f"{JOBS}&format=csv&block=forecast")
    assert [row["Period"] for row in told_rows] == [str(one.period) for one in shown.points]
    assert [float(row["Forecast"]) for row in told_rows] == [one.mean.value for one in shown.points]
    assert [float(row["95% to"]) for row in told_rows] == [one.bands[95].high.value for one in shown.points]


@pytest.mark.parametrize(
    ("language", "part"), [("ru", "80 раз из 100 значение должно лежать"), ("sv", "80 gånger av 100 bör")]
)
def test_it_is_told_in_each_language(tmp_path: Path, language: str, part: str) -> None:
    board(tmp_path)
    forecasts.evaluate()
    assert part in told(page(JOBS.replace("/en/", f"/{language}/")))


def test_an_earlier_forecast_is_shown_beside_what_came(tmp_path: Path) -> None:
    board(tmp_path)
    forecasts.evaluate()
    first = forecasts.shown(visible(), "jobs", "n1")
    assert first is not None
    released(year(150.0), year(100.0, subject="n2"), year(100.0, subject="s1"))
    forecasts.evaluate()
    newest, old = told(page(JOBS)), told(page(f"{JOBS}&forecast={first.token}"))
    assert "1 forecast period has come since: error" in newest
    assert "0 in the 80% band, 0.8 expected" in newest
    assert "An earlier forecast, held against what came." not in newest
    assert "An earlier forecast, held against what came." in old
    assert "What came" in old
    assert rows(f"{JOBS}&format=csv&block=forecast&forecast={first.token}")[0]["What came"] == "150"
    assert "There is no forecast" in words(page(f"{JOBS}&forecast=999", 404))


def test_after_a_revision_the_page_says_that_a_new_forecast_follows(tmp_path: Path) -> None:
    board(tmp_path)
    forecasts.evaluate()
    released(year(150.0, "2021"))
    memory.forget()
    assert "have been revised since" in told(page(JOBS))


def test_the_reader_chooses_how_far_ahead_to_look(tmp_path: Path) -> None:
    board(tmp_path)
    forecasts.evaluate()
    assert re.findall(r"ahead=(P\w+)", page(JOBS)) == ["P1Y", "P3Y", "P5Y"]
    assert [row["Period"] for row in rows(f"{JOBS}&format=csv&block=forecast&ahead=P3Y")] == [
        "2022", "2023", "2024",
    ]  # fmt: skip
    assert "Forecast, 2026" in told(page(f"{JOBS}&ahead=P15Y"))
    assert "is not a horizon of the board" in words(page(f"{JOBS}&ahead=P2W", 400))


@pytest.mark.requirement("R-065")
def test_forecasts_of_days_months_and_years_do_not_contradict_each_other(tmp_path: Path) -> None:
    days(tmp_path)
    forecasts.evaluate()
    daily = {
        row["Period"]: float(row["Forecast"]) for row in rows(f"{CALLS}&grain=D&format=csv&block=forecast")
    }
    assert next(iter(daily)) == "2021-12-21"
    assert len(daily) == 14
    known = {row["Period"]: float(row["Actual"]) for row in rows(f"{CALLS}&grain=D&format=csv&block=periods")}
    whole = known | daily
    for grain, length, periods in (("M", 7, ["2021-12"]), ("A", 4, ["2021"])):
        found = {row["Period"]: row for row in rows(f"{CALLS}&grain={grain}&format=csv&block=forecast")}
        assert list(found) == periods, "a period of which a part is neither known nor forecast is not told"
        for period, row in found.items():
            parts = [value for day, value in whole.items() if day[:length] == period]
            assert float(row["Forecast"]) == pytest.approx(sum(parts))
            assert row["What it is"] == "nowcast"
            assert "80% from" not in row
        said = told(page(f"{CALLS}&grain={grain}"))
        assert "how sure a sum or mean is does not follow from its parts" in said


def test_a_short_horizon_looks_at_the_next_days_and_the_last_weeks(tmp_path: Path) -> None:
    days(tmp_path)
    forecasts.evaluate()
    table = rows(f"{CALLS}&ahead=P7D&format=csv&block=course")
    kinds = [row["What it is"] for row in table]
    assert (kinds.count("actual"), kinds.count("forecast")) == (43, 7)


def test_of_the_largest_value_nothing_longer_is_told_and_the_page_says_so(tmp_path: Path) -> None:
    days(tmp_path)
    forecasts.evaluate()
    said = told(page("/en/indicators/beds/?subject=n1&grain=M"))
    assert "No forecast" in said
    assert "Periods of this length do not follow from what is forecast" in said


def test_how_forecasts_did_is_listed_by_indicator_and_then_by_subject(tmp_path: Path) -> None:
    board(tmp_path)
    forecasts.evaluate()
    released(year(150.0), year(100.0, subject="n2"), year(100.0, subject="s1"))
    forecasts.evaluate()
    whole = page("/en/forecasts/")
    assert "/en/forecasts/?indicator=jobs" in whole
    assert "debts" not in whole.lower(), "what the reader may not see has no line"
    line = rows("/en/forecasts/?format=csv&block=forecasts")
    assert [(row["Indicator"], row["Periods that came"]) for row in line] == [("Jobs", "6")]
    split = rows("/en/forecasts/?indicator=jobs&format=csv&block=forecasts")
    assert {row["Subject"] for row in split} >= {"N1", "N2", "S1"} or len(split) == 6
    assert sum(int(float(row["Periods that came"])) for row in split) == 6
    worst = rows("/en/forecasts/?indicator=jobs&sort=mase&format=csv&block=forecasts")
    errors = [float(row["MASE"]) for row in worst]
    assert errors == sorted(errors, reverse=True)
    assert page("/en/forecasts/?indicator=debts", 404)
    assert "No forecast has been made yet" in page("/en/forecasts/?rubric=none")


def test_before_any_forecast_the_pages_say_so(tmp_path: Path) -> None:
    board(tmp_path)
    assert "No forecast There is none for these numbers yet" in told(page(JOBS))
    assert "No forecast has been made yet of what you may see." in page("/en/forecasts/")


@pytest.mark.requirement("R-106")
def test_each_tile_shows_what_is_forecast_next_and_how_well_that_did_when_asked(tmp_path: Path) -> None:
    board(tmp_path)
    pages.import_pages(RUBRIC)
    forecasts.evaluate()
    plain, asked = tiles("/en/subjects/n1/work/"), tiles("/en/subjects/n1/work/?show=forecasts")
    assert len(plain) == len(asked) > 0
    assert not [tile for tile in plain if "Ahead" in tile]
    newest = forecasts.shown(visible(), "jobs", "n1")
    assert newest is not None
    score, first = newest.backtest, newest.points[0]
    assert score.mase is not None
    assert score.naive is not None
    note = f"error {score.mase:.2f}, naive {score.naive:.2f}"
    said = f"Ahead 2022: {first.mean.value:.1f} 80%: {first.bands[80].low.value:.1f}"
    assert [tile for tile in asked if "Ahead" not in tile] == []
    assert [tile for tile in asked if said in tile and note in tile]
    assert "Forecasts on the tiles" in words(page("/en/subjects/n1/work/"))
    assert "Tiles without forecasts" in words(page("/en/subjects/n1/work/?show=forecasts"))


def test_all_tiles_show_the_forecasts_of_the_series_one_by_one(tmp_path: Path) -> None:
    board(tmp_path)
    forecasts.evaluate()
    pairs = [("jobs", subject) for subject in ("n1", "n2", "s1", "north", "top")] + [("debts", "n1")]
    for principal in (PUBLIC, EVERYTHING):
        many = forecasts.shown_many(visible(principal), pairs)
        single = {pair: forecasts.shown(visible(principal), *pair) for pair in pairs}
        assert many == {pair: one for pair, one in single.items() if one is not None}
        assert len(many) == (5 if principal is PUBLIC else 6)
    released(year(150.0, "2021"))
    memory.forget()
    assert ("jobs", "n1") not in forecasts.shown_many(visible(), pairs)


def tiles(path: str) -> list[str]:
    return [words(part.split("</article>")[0]) for part in page(path).split('<article class="tile">')[1:]]
