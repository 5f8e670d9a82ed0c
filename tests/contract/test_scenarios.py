"""Are three scenarios joint paths that add up, told under words, seen by those who see all the numbers?"""

import re
from html import unescape
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.test import Client

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.base.problems import Refused
from styrbord.core.spine.indicators import Access
from styrbord.figures.scenarios import ScenarioSet
from styrbord.services import clock, forecasts, jobs, memory, releases, scenarios
from styrbord.services.loading import load_pack
from styrbord.services.reading import PUBLIC, Principal, visible
from styrbord.services.releases import ReleaseRow
from styrbord.services.scenarios import Wanted
from styrbord.services.work import work
from styrbord.store.ledger.models import Event
from styrbord.store.steering.models import ScenarioRun
from styrbord.worker import serving
from tests.contract.packs import Written
from tests.contract.people import asked, signed_in
from tests.contract.releasing import released

pytestmark = pytest.mark.usefixtures("database")
YEARS = [str(year) for year in range(2004, 2022)]
TOWNS = ("n1", "n2", "s1")
STORY = (("Migration", "few come", "as now", "many come"), ("", "", "", ""))
ALL = Principal("all", is_signed_in=True, access=Access.RESTRICTED)


@pytest.fixture(autouse=True)
def board(database: object, tmp_path: Path) -> None:
    """Eighteen years of three towns: sums for everyone and inside, a rate that adds up to nothing."""
    memory.forget()
    random = np.random.default_rng(7)
    pack = Written().described(code="yearly", vintage="2022")
    pack.indicators = [
        {
            "indicator_code": code,
            "name_en": code.title(),
            "direction": way,
            "over_subjects": "sum" if code != "rate" else "none",
            "access": access,
            "rubrics": "work",
            "decimals": 1,
        }
        for code, way, access in (
            ("jobs", "up", "open"),
            ("debts", "down", "internal"),
            ("rate", "down", "open"),
            ("births", "none", "open"),
        )
    ]
    for code in ("jobs", "debts", "births"):
        for at, town in enumerate(TOWNS):
            values = 100 * (at + 1) + np.cumsum(random.normal(1, 4, len(YEARS)))
            pack.observe(code, town, {y: round(float(v), 3) for y, v in zip(YEARS, values, strict=True)})
    rate = 8 + np.cumsum(random.normal(0, 0.3, len(YEARS)))
    pack.observe("rate", "north", {y: round(float(v), 3) for y, v in zip(YEARS, rate, strict=True)})
    pack.tables["targets"] = [
        {"territory_code": "top", "indicator_code": "jobs", "period": "2023", "value": 640}
    ]
    load_pack(pack.write(tmp_path))


def analyst(**said: Any) -> Any:
    return signed_in("analyst", asked("analyst", **said))


def wanted(indicator: str = "jobs", subject: str = "top", horizon: str = "3") -> Wanted:
    return Wanted(indicator, subject, horizon, STORY)


def made(indicator: str = "jobs", subject: str = "top", horizon: str = "3") -> ScenarioSet:
    """Three scenarios as the worker made them for an analyst."""
    kind, token = scenarios.ask(analyst(), wanted(indicator, subject, horizon))
    assert kind == "job"
    serving.serve(is_once=True)
    note = jobs.note(token)
    assert note.state == "done", note.problems
    return scenarios.one(visible(ALL), note.result["token"])


def refused(*parts: str, user: Any = None) -> list[str]:
    with pytest.raises(Refused) as error:
        scenarios.ask(user or analyst(), wanted(*parts))
    return [one.code for one in error.value.problems]


def heads(found: ScenarioSet) -> np.ndarray:
    return np.array([[figure.value for figure in one.headline] for one in found.courses])


def test_the_three_are_joint_paths_in_order_that_add_up_in_every_period() -> None:
    found = made()
    assert [one.name for one in found.courses] == ["pessimistic", "medium", "optimistic"]
    assert (np.diff(heads(found), axis=0) > 0).all()
    assert set(found.parents) == {"north", "south", *TOWNS}
    for one in found.courses:
        for at in range(3):
            value = {code: row[at].value or 0 for code, row in one.members.items()}
            assert value["n1"] + value["n2"] == pytest.approx(value["north"], rel=1e-9)
            assert value["north"] + value["south"] == pytest.approx(one.headline[at].value, rel=1e-9)
    assert [str(period) for period in found.periods] == ["2022", "2023", "2024"]
    assert all(0.02 < share < 0.25 for share in (*found.below, *found.above))
    assert Event.objects.filter(verb="scenarios.made").count() == 1


def test_the_medium_one_is_the_forecast_that_the_board_shows() -> None:
    forecasts.evaluate()
    found = made()
    assert found.is_shown_forecast
    for code in ("top", *found.parents):
        shown = forecasts.shown(visible(), "jobs", code)
        assert shown is not None
        middle = found.courses[1].members.get(code, found.courses[1].headline)
        assert [one.mean.value for one in shown.points][:3] == [one.value for one in middle]


def test_the_gap_is_in_the_direction_of_good_and_the_probability_is_that_of_the_paths() -> None:
    found = made()
    assert [one.value if one else None for one in found.targets] == [None, 640.0, None]
    gaps = [one.gaps[1].value for one in found.courses if one.gaps[1]]
    assert gaps == pytest.approx((heads(found)[:, 1] - 640).tolist())
    assert found.reach[0] is None
    assert found.reach[1] is not None
    is_beyond = heads(found)[:, 1] > 640
    assert (found.reach[1] > 0.5) == is_beyond[1] or is_beyond[0] != is_beyond[2]


def test_what_should_fall_has_its_optimistic_path_below_and_may_stand_alone() -> None:
    found = made("rate", "north", "2")
    assert (np.diff(heads(found), axis=0) < 0).all()
    assert found.parents == {}


def test_the_same_question_is_the_same_run_and_other_words_are_another() -> None:
    token = made().token
    user = analyst()
    assert scenarios.ask(user, wanted()) == ("run", token)
    other = Wanted("jobs", "top", "3", [("Prices", "rise", "stay", "fall")])
    assert scenarios.ask(user, other)[0] == "job"
    assert ScenarioRun.objects.count() == 1


def test_only_who_may_analyse_there_and_sees_every_number_asks() -> None:
    assert refused(user=signed_in("editor", asked("editor"))) == ["rights.missing"]
    northern = signed_in("northern", asked("analyst", subject="north"))
    assert refused(user=northern) == ["rights.missing"]
    assert scenarios.ask(northern, wanted(subject="north"))[0] == "job"
    both = signed_in("both", asked("analyst", rubrics=("work",)), asked("editor"))
    assert scenarios.ask(both, wanted("debts"))[0] == "job"
    with pytest.raises(Refused):
        scenarios.ask(None, wanted())


def test_what_cannot_be_told_apart_is_refused_with_all_that_is_wrong() -> None:
    assert refused("births") == ["scenarios.no-good-way"]
    assert refused("nothing") == ["scenarios.no-numbers"]
    assert refused("rate", "n1") == ["scenarios.no-numbers"]
    with pytest.raises(Refused) as error:
        scenarios.ask(analyst(), Wanted("jobs", "top", "99", [("Prices", "rise", "", "fall")]))
    assert [one.code for one in error.value.problems] == ["scenarios.horizon", "scenarios.half-story"]
    with pytest.raises(Refused) as error:
        scenarios.ask(analyst(), Wanted("jobs", "top", "1", [("", "", "", "")]))
    assert [one.code for one in error.value.problems] == ["scenarios.no-story"]


def test_nobody_gets_scenarios_without_seeing_the_same_numbers() -> None:
    token = made("debts").token
    northern = Principal("n", is_signed_in=True, access=Access.OPEN)
    for principal in (PUBLIC, northern):
        assert scenarios.recent(visible(principal)) == ()
        with pytest.raises(Refused):
            scenarios.one(visible(principal), token)
    assert [one.token for one in scenarios.of_headline(visible(ALL), "debts", "top")] == [token]
    assert Client().get(f"/en/scenarios/{token}/").status_code == 404


def test_they_stay_as_they_were_after_a_revision_and_go_with_a_withdrawal() -> None:
    first = released(ReleaseRow(indicator="jobs", subject="n1", period="2021", value=150.0, status="A"))
    found = made()
    assert found.is_newest
    released(ReleaseRow(indicator="jobs", subject="n1", period="2021", value=151.0, status="A"))
    after = scenarios.one(visible(), found.token)
    assert (after.is_newest, heads(after).tolist()) == (False, heads(found).tolist())
    with work("releaser", clock.now()) as piece:
        releases.withdraw(piece, first, {"en": "Wrong"})
    with pytest.raises(Refused):
        scenarios.one(visible(), found.token)


def test_the_pages_ask_and_show_the_three() -> None:
    browser = Client()
    browser.force_login(analyst())
    said = {"indicator": "jobs", "subject": "top", "horizon": "3", "driver": "Migration"}
    wrong = browser.post("/en/scenarios/new/", {**said, "pessimistic": "few", "horizon": "0"})
    assert wrong.status_code == 400
    assert 'value="few"' in wrong.content.decode()
    answer = browser.post(
        "/en/scenarios/new/", {**said, "pessimistic": "few", "medium": "some", "optimistic": "many"}
    )
    assert answer.status_code == 302
    assert "/en/jobs/" in answer["Location"]
    serving.serve(is_once=True)
    page = browser.get(answer["Location"]).content.decode()
    address = re.search(r'href="(/en/scenarios/[^"]+/)"', page)
    assert address is not None
    text = unescape(Client().get(address[1]).content.decode())
    found = scenarios.one(visible(), ScenarioRun.objects.get().token)
    for one in found.courses:
        assert f"{one.headline[-1].value:,.1f}".replace(",", "\u2009") in text.replace(",", "\u2009")
    for words in ("Migration", "many", "Skogby", "5 members add up to the headline", "640"):
        assert words in text
    taken = Client().get(f"{address[1]}?format=csv&block=members").content.decode("utf-8-sig")
    assert len(taken.splitlines()) == 1 + 6 * 3
    assert "Jobs" in Client().get("/en/scenarios/").content.decode()
    assert Client().get("/en/scenarios/new/").status_code == 403


def test_a_year_without_a_number_of_some_member_is_not_the_end_of_all() -> None:
    released(ReleaseRow(indicator="jobs", subject="n1", period="2022", value=150.0, status="A"))
    found = made()
    assert (found.origin, found.is_behind) == (Period(Frequency.ANNUAL, found.periods[0].ordinal - 1), True)
    assert str(found.origin) == "2021"
