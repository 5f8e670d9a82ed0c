"""Are forecasts kept as they were made, held against what came, and shown to those who see the numbers?"""

from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from django.test import Client

from styrbord.core.base.problems import Refused
from styrbord.core.spine.indicators import Access
from styrbord.figures.forecasts import Vintage
from styrbord.services import clock, forecasts, installation, jobs, memory, releases
from styrbord.services.loading import load_pack
from styrbord.services.reading import PUBLIC, Principal, visible
from styrbord.services.releases import ReleaseRow
from styrbord.services.tick import tick
from styrbord.services.work import work
from styrbord.store.ledger.models import Event
from styrbord.store.steering.models import Forecast, ForecastRun
from styrbord.worker import serving
from tests.contract.packs import Written
from tests.contract.releasing import released
from tests.contract.test_disclosure import FIRMS, industry

pytestmark = pytest.mark.usefixtures("database")
YEARS = [str(year) for year in range(2008, 2022)]
DAYS = [f"2021-11-{day:02}" for day in range(1, 31)] + [f"2021-12-{day:02}" for day in range(1, 32)]
TOWNS = ("n1", "n2", "s1")
EVERYTHING = Principal("all", is_signed_in=True, access=Access.RESTRICTED)


def indicator(code: str, **other: object) -> dict[str, object]:
    return {
        "indicator_code": code, "name_en": code.title(), "unit": "persons", "frequency": "A",
        "direction": "up", "over_subjects": "sum", "access": "open", "decimals": 1, **other,
    }  # fmt: skip


def board(folder: Path, *, late: str = "", daily: bool = False) -> None:
    """Fourteen years of jobs and debts of three towns, with totals; of a late town the last is missing."""
    random = np.random.default_rng(4)
    pack = Written().described(code="yearly", vintage="2022")
    pack.indicators = [indicator("jobs"), indicator("debts", access="restricted")]
    for code in ("jobs", "debts"):
        for town in TOWNS:
            values = 100 + 3 * np.arange(len(YEARS)) + random.standard_normal(len(YEARS))
            cells = dict(zip(YEARS, (round(float(one), 3) for one in values), strict=True))
            if town == late:
                del cells[YEARS[-1]]
            pack.observe(code, town, cells)
    if daily:
        pack.indicators.append(indicator("calls", frequency="D", over_subjects="none"))
        walk = 50 + random.standard_normal(len(DAYS)).cumsum()
        pack.observe("calls", "n1", dict(zip(DAYS, (round(float(one), 2) for one in walk), strict=True)))
    pack.tables["targets"] = [
        {"territory_code": town, "indicator_code": "jobs", "period": "2023", "value": value}
        for town, value in (("n1", 300), ("n2", 10))
    ]
    load_pack(pack.write(folder))


def year(value: float, period: str = "2022", subject: str = "n1", code: str = "jobs") -> ReleaseRow:
    return ReleaseRow(indicator=code, subject=subject, period=period, value=value, status="A")


def shown(subject: str = "n1", code: str = "jobs", principal: Principal = PUBLIC) -> Vintage | None:
    return forecasts.shown(visible(principal), code, subject)


def sure(subject: str = "n1", code: str = "jobs", principal: Principal = PUBLIC) -> Vintage:
    found = shown(subject, code, principal)
    assert found is not None
    return found


def passed(seconds: float) -> None:
    with work("operator", clock.now()) as piece:
        clock.keep_shift(float(installation.setting(clock.SHIFT) or 0) + seconds)
        piece.tell("clock.moved", "clock", {})


def means(subject: str) -> list[float]:
    return [one.mean.value or 0.0 for one in sure(subject).points]


def test_the_same_editions_are_one_run_whose_forecasts_add_up_and_hold_their_bands(tmp_path: Path) -> None:
    board(tmp_path)
    run = forecasts.evaluate()
    assert forecasts.evaluate() == run
    assert ForecastRun.objects.count() == Event.objects.filter(verb="forecasts.made").count() == 1
    one = sure()
    assert (str(one.origin), one.method, one.label) == ("2021", one.method, "")
    assert [str(point.period) for point in one.points] == [str(at) for at in range(2022, 2027)]
    for point in one.points:
        narrow, wide = point.bands[80], point.bands[95]
        values = [wide.low, narrow.low, point.mean, narrow.high, wide.high]
        assert sorted(values, key=lambda figure: figure.value or 0.0) == values
    assert np.add(means("north"), means("south")) == pytest.approx(means("top"), rel=1e-9)
    assert np.add(means("n1"), means("n2")) == pytest.approx(means("north"), rel=1e-9)


def test_a_target_within_reach_says_how_likely_it_is_missed(tmp_path: Path) -> None:
    board(tmp_path)
    forecasts.evaluate()
    told = {town: sure(town).chance_of_miss for town in TOWNS}
    assert [(str(one.period), one.target.value, one.track) for one in told["n1"]] == [
        ("2023", 300.0, "likely_missed")
    ]
    assert told["n1"][0].chance > 0.95 > 0.05 > told["n2"][0].chance
    assert told["s1"] == ()


def test_an_earlier_forecast_is_held_against_what_came(tmp_path: Path) -> None:
    board(tmp_path)
    forecasts.evaluate()
    before = sure()
    assert before.scored.count == 0
    released(year(150.0), year(100.0, subject="n2"), year(100.0, subject="s1"))
    forecasts.evaluate()
    newest, old = forecasts.vintages(visible(), "jobs", "n1")
    assert (str(newest.origin), str(old.origin), old.token) == ("2022", "2021", before.token)
    assert [one.mean for one in old.points] == [one.mean for one in before.points]
    came = old.points[0]
    assert came.actual is not None
    assert came.actual.value == 150.0
    scale = Forecast.objects.get(run_id=int(old.token), subject__code="n1", indicator__code="jobs").scale
    assert scale is not None
    assert old.scored.mase == pytest.approx(abs(150.0 - (came.mean.value or 0.0)) / scale)
    assert (old.scored.count, old.scored.inside) == (1, {80: 0, 95: 0})
    line = {one.subject: one for one in forecasts.accuracy(visible(), "jobs")}["n1"]
    assert (line.scored, line.vintages, line.series) == (old.scored, 1, 1)
    whole = forecasts.accuracy(visible())
    assert [(one.indicator, one.subject, one.series) for one in whole] == [("jobs", "", 6)]
    assert whole[0].scored.count == 6


def test_only_what_has_new_numbers_is_forecast_anew(tmp_path: Path) -> None:
    board(tmp_path)
    first = forecasts.evaluate()
    released(*(year(150.0, subject=town) for town in TOWNS))
    second = forecasts.evaluate()
    found = Forecast.objects.values_list("run", "indicator__code").distinct()
    assert set(found) == {(first, "jobs"), (first, "debts"), (second, "jobs")}
    assert ForecastRun.objects.get(pk=second).kind == "release"


def test_a_forecast_is_seen_by_those_who_see_every_number_of_its_series(tmp_path: Path) -> None:
    board(tmp_path)
    forecasts.evaluate()
    assert shown(code="debts") is None
    assert shown(code="debts", principal=EVERYTHING) is not None
    assert [one.indicator for one in forecasts.accuracy(visible())] == ["jobs"]
    north = Principal("north", is_signed_in=True, subtrees=("north", "top"))
    few = Principal("few", is_signed_in=True, subtrees=("n1",))
    assert shown("top", principal=few) is None
    assert shown("n1", principal=few) is not None
    assert shown("top", principal=north) is not None
    memory.forget()
    answer = Client().get("/api/v1/forecasts?indicator=debts&subject=n1")
    assert answer.status_code == 404


def test_nothing_is_forecast_for_those_from_whom_a_cell_is_hidden(tmp_path: Path) -> None:
    """Steel has two firms; with it a second sector is hidden, so that neither follows from the county."""
    pack = industry()
    for year_, part in zip(YEARS[:10], np.linspace(0.7, 0.9, 10), strict=True):
        for sector, firms in FIRMS.items():
            cells = {firm: round(value * part) for firm, value in firms.items()}
            for firm, value in cells.items():
                pack.observe("turnover", firm, {year_: value})
            pack.observe("turnover", sector, {year_: sum(cells.values())})
        whole = sum(round(value * part) for firms in FIRMS.values() for value in firms.values())
        pack.observe("turnover", "county", {year_: whole})
    load_pack(pack.write(tmp_path))
    forecasts.evaluate()
    every = {one: shown(one, "turnover", EVERYTHING) for one in (*FIRMS, "county", "s-one")}
    assert None not in every.values()
    told = {one for one in every if shown(one, "turnover")}
    assert "county" in told
    assert not told & {"steel", "s-one"}
    assert told & FIRMS.keys()
    assert len(FIRMS.keys() - told) >= 2
    assert shown("steel", "doubled") is None


def test_what_is_under_embargo_makes_no_forecast_until_its_moment(tmp_path: Path) -> None:
    board(tmp_path)
    forecasts.evaluate()
    before = sure()
    released(year(150.0), at=clock.now() + timedelta(hours=1))
    forecasts.evaluate()
    assert (sure(), ForecastRun.objects.count()) == (before, 1)
    passed(3601)
    forecasts.evaluate()
    assert str(sure().origin) == "2022"
    then = visible(as_of=before.made_at)
    assert forecasts.shown(then, "jobs", "n1") == before


def test_a_forecast_that_rests_on_a_withdrawn_number_is_shown_to_nobody(tmp_path: Path) -> None:
    board(tmp_path)
    forecasts.evaluate()
    made = released(year(150.0))
    forecasts.evaluate()
    assert str(sure().origin) == "2022"
    with work("releaser", clock.now()) as piece:
        releases.withdraw(piece, made, {"en": "Wrong"})
    assert [str(one.origin) for one in forecasts.vintages(visible(), "jobs", "n1")] == ["2021"]
    assert str(sure(principal=EVERYTHING).origin) == "2021"


def test_after_a_revision_there_is_no_forecast_until_the_next_run(tmp_path: Path) -> None:
    board(tmp_path)
    forecasts.evaluate()
    released(year(99.0, period="2021"))
    assert shown() is None
    forecasts.evaluate()
    assert str(sure().origin) == "2021"
    assert len(forecasts.vintages(visible(), "jobs", "n1")) == 2


def test_what_is_missing_of_the_newest_period_is_nowcast_and_adds_up_with_what_was_reported(
    tmp_path: Path,
) -> None:
    board(tmp_path, late="n2")
    forecasts.evaluate()
    late, prompt = sure("n2"), sure("n1")
    assert [(str(one.period), one.is_nowcast) for one in late.points[:2]] == [("2021", True), ("2022", False)]
    assert not any(one.is_nowcast for one in prompt.points)
    north = sure("north").points[0]
    known = {str(period): figure.value for period, figure in forecasts.actuals(visible(), "jobs", "n1")}
    assert north.is_nowcast
    assert north.mean.value == pytest.approx(
        (known["2021"] or 0) + (late.points[0].mean.value or 0), rel=1e-9
    )
    kinds = Client().get("/api/v1/forecasts?indicator=jobs&subject=north").json()["points"]
    assert [one["kind"] for one in kinds[-6:]] == ["actual", "nowcast", *["forecast"] * 4]


@pytest.mark.requirement("R-063")
def test_each_day_brings_a_new_forecast_of_a_daily_series_and_the_accuracy_of_those_before(
    tmp_path: Path,
) -> None:
    board(tmp_path, daily=True)
    for _ in range(2):
        assert [one.count for one in tick() or [] if one.step == "forecasts"] == [1]
        assert [one.count for one in tick() or [] if one.step == "forecasts"] == [0]
        serving.serve(is_once=True)
        passed(24 * 3600)
    assert [one.state for one in jobs.listed("forecasts")] == ["done", "done"]
    assert [one.kind for one in ForecastRun.objects.order_by("pk")] == ["release", "daily"]
    assert len(forecasts.vintages(visible(), "calls", "n1")) == 2
    assert len(forecasts.vintages(visible(), "jobs", "n1")) == 1
    rows = [ReleaseRow(indicator="calls", subject="n1", period="2022-01-01", value=51.0, status="A")]
    released(*rows)
    memory.forget()
    lines = Client().get("/api/v1/forecasts/accuracy?indicator=calls").json()["items"]
    assert [(one["vintages"], one["scored"]["count"]) for one in lines] == [(2, 2)]


@pytest.mark.requirement("R-064")
def test_the_api_flags_each_point(tmp_path: Path) -> None:
    board(tmp_path)
    ask = "/api/v1/forecasts?indicator=jobs&subject=n1"
    before = Client().get(ask).json()
    assert before["forecast"] is None
    assert {one["kind"] for one in before["points"]} == {"actual"}
    forecasts.evaluate()
    told = Client().get(ask).json()
    assert [one["kind"] for one in told["points"]] == ["actual"] * 14 + ["forecast"] * 5
    assert [one["level"] for one in told["points"][-1]["bands"]] == [80, 95]
    assert told["vintages"] == [told["forecast"]["token"]]
    assert Client().get(f"{ask}&token={told['vintages'][0]}").json() == told
    wrong = Client().get(f"{ask}&token=999")
    assert (wrong.status_code, wrong.json()["problems"][0]["code"]) == (404, "forecast.not-found")
    unnamed = Client().get("/api/v1/forecasts")
    assert (unnamed.status_code, unnamed.json()["problems"][0]["code"]) == (400, "forecasts.no-series")


def test_without_the_engine_the_job_is_refused_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    board(tmp_path)
    monkeypatch.setattr("styrbord.core.forecasting.engine.find_spec", lambda _: None)
    tick()
    serving.serve(is_once=True)
    [job] = jobs.listed("forecasts")
    assert (job.state, [one.code for one in job.problems]) == ("failed", ["forecast.no-engine"])
    with pytest.raises(Refused):
        forecasts.evaluate()
