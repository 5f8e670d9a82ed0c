"""Do the pages of deviations show what is known, take what people do, and tell programs the same?"""

import csv
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from styrbord.core.base.periods import Period
from styrbord.core.strategy.deviations.guards import Said
from styrbord.core.strategy.deviations.workflow import State, Verb
from styrbord.services import clock, deviations, memory
from styrbord.services.loading import load_pack
from styrbord.store.steering.models import Deviation, DeviationStep, Signal
from tests.contract.deciding import travel
from tests.contract.deviating import brought, loaded, opened, owner, row
from tests.contract.packs import Written
from tests.contract.people import asked, signed_in

pytestmark = pytest.mark.usefixtures("database")


def browser_of(user: Any) -> Client:
    found = Client()
    found.force_login(user)
    return found


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_page_shows_to_everybody_what_deviates_and_buttons_to_those_who_may(tmp_path: Path) -> None:
    loaded(tmp_path)
    token = opened()
    public = text(Client().get(f"/en/deviations/{token}/"))
    assert "7,000" in public
    assert "10,000" in public
    assert "What you can do now" not in public
    assert "Take it up" in text(browser_of(owner()).get(f"/en/deviations/{token}/"))
    assert "Take it up" not in text(
        browser_of(signed_in("auditor", asked("auditor"))).get(f"/en/deviations/{token}/")
    )
    assert f"/en/deviations/{token}/" in text(Client().get("/en/deviations/"))
    assert Client().get("/en/deviations/none/").status_code == 404


def test_people_answer_on_the_page_and_whoever_is_too_late_is_told(tmp_path: Path) -> None:
    loaded(tmp_path)
    browser, token = browser_of(owner()), opened()
    place = f"/en/deviations/{token}"
    assert browser.post(f"{place}/take-up/", {"revision": "0", "key": "a"}).status_code == 302
    late = browser.post(f"{place}/explain/", {"revision": "0", "cause": "staff", "words": "Ill"})
    assert late.status_code == 400
    assert "changed this deviation" in text(late)
    done = browser.post(f"{place}/explain/", {"revision": "1", "cause": "staff", "words": "Ill <b>"})
    assert done.status_code == 302
    shown = text(browser.get(f"{place}/"))
    assert "Ill &lt;b&gt;" in shown
    assert "Ill &lt;b&gt;" not in text(Client().get(f"{place}/"))
    wrong = browser.post(f"{place}/close/", {"revision": "2", "outcome": "accepted"})
    assert (wrong.status_code, row(token).state) == (400, "explained")
    assert "beyond its tolerance" in text(wrong)
    step = DeviationStep.objects.get(verb="explain").pk
    assert browser.post(f"{place}/erase/", {"step": str(step)}).status_code == 302
    assert Client().post(f"{place}/explain/", {"cause": "staff", "words": "Me"}).status_code == 403


def test_a_case_that_one_may_not_see_is_not_there(tmp_path: Path) -> None:
    loaded(tmp_path)
    token = opened(indicator="debts", value=7002.0)
    far = browser_of(owner("far", "south"))
    for browser in (Client(), far):
        assert browser.get(f"/en/deviations/{token}/").status_code == 404
        assert browser.post(f"/en/deviations/{token}/take-up/").status_code == 404
        assert browser.get(f"/api/v1/deviations/{token}").status_code == 404
        assert token not in text(browser.get("/en/deviations/"))
        assert browser.get("/api/v1/deviations").json()["count"] == 0


def test_programs_get_the_same(tmp_path: Path) -> None:
    loaded(tmp_path)
    planner, token = owner(), opened()
    brought(token, State.EXPLAINED, planner)
    (one,) = Client().get("/api/v1/deviations?state=explained").json()["items"]
    assert (one["token"], one["state"], one["holder"], one["cause"]) == (
        token, "explained", "planner", "staff",
    )  # fmt: skip
    whole = Client().get(f"/api/v1/deviations/{token}").json()
    assert [step["verb"] for step in whole["steps"]] == ["take-up", "explain"]
    assert whole["is_beyond"] is True
    assert whole["steps"][-1]["words"] is None


@pytest.mark.requirement("R-061")
def test_the_series_is_drawn_with_the_day_of_the_action_and_what_came_before_and_after(
    tmp_path: Path,
) -> None:
    """A level that falls by 20, and an action next month, after which it rises by 15 for half a year."""
    memory.forget()
    days = [_month(clock.now().date(), number - 33) for number in range(40)]
    levels = [100.0 if n < 24 else 80.0 if n < 34 else 95.0 for n in range(40)]
    pack = Written().described(code="monthly", vintage="2022")
    pack.indicators = [{"indicator_code": "jobs", "name_en": "Jobs", "frequency": "M", "direction": "up"}]
    pack.observe("jobs", "n1", {f"{day:%Y-%m}": level for day, level in zip(days, levels, strict=True)})
    load_pack(pack.write(tmp_path))
    token = opened(indicator="jobs", value=95.0, expected=100.0)
    newest = Period.parse(f"{days[-1]:%Y-%m}").ordinal
    Signal.objects.update(frequency="M", period=newest, since=newest - 15)
    planner = owner()
    deviations.move(planner, token, Verb.TAKE_UP, Said())
    deviations.move(planner, token, Verb.DECIDE, Said(action=days[34], cause="staff"))
    travel(_month(days[39], 1).isoformat())
    shown = text(Client().get(f"/en/deviations/{token}/"))
    assert "An association, not a proof." in shown
    assert "action, " in shown
    assert "deviates since" in shown
    assert "+8.3" in shown  # 95 in the six months from the action on; 100, 100 and four times 80 before


def _month(day: date, months: int) -> date:
    """First day of the month so many months later."""
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def test_both_tables_can_be_taken_away(tmp_path: Path) -> None:
    loaded(tmp_path)
    opened()
    for place, block, word in (("", "deviations", "case-0"), ("times/", "reactions", "All")):
        taken = Client().get(f"/en/deviations/{place}?format=csv&block={block}").content.decode("utf-8-sig")
        assert word in taken


@pytest.mark.requirement("R-293")
def test_the_page_of_reaction_times_shows_the_median_of_each_post_and_how_quarters_differ(
    tmp_path: Path,
) -> None:
    loaded(tmp_path)
    planner, head = owner(), owner("head", "")
    for place, user, days in (("n1", planner, 3), ("n2", planner, 3), ("s1", head, 7)):
        travel("2090-05-04")
        token = opened(place, days_ago=0)
        travel(f"2090-05-{4 + days:02}")
        brought(token, State.EXPLAINED, user)
    travel("2090-08-03")
    token = opened("north")
    travel("2090-08-05")
    brought(token, State.EXPLAINED, planner)
    shown = Client().get("/en/deviations/times/?format=csv&block=reactions").content.decode("utf-8-sig")
    _, *lines = csv.reader(shown.splitlines())
    rows = {tuple(row[:2]): [round(float(one), 1) for one in row[2:5]] for row in lines}
    assert rows["Post", "planner"] == [3, 3, 3]
    assert rows["Post", "head"] == [1, 7, 7]
    assert (rows["Opened in", "2090-Q2"][1], rows["Opened in", "2090-Q3"][1]) == (3, 2)
    page = text(Client().get("/en/deviations/times/"))
    for words in ("planner", "2090-Q2", "2090-Q3", "7.0", "2.0"):
        assert words in page
    assert "2090-Q2" not in text(Client().get("/en/deviations/times/?by=owner"))


def test_a_long_list_comes_in_pages_and_is_narrowed_by_holder_subject_track_and_age(tmp_path: Path) -> None:
    loaded(tmp_path)
    tokens = {opened(subject) for subject in ("n1", "n2", "s1", "north", "south")}
    tokens |= {opened(place, track=track) for place in ("n1", "n2") for track in ("residual", "health")}
    for _ in range(20):
        Deviation.objects.filter(subject__code="north").update(closed_at=1)
        tokens.add(opened("north"))
    first, second = (shown_in(Client().get(f"/en/deviations/?page={n}")) for n in (1, 2))
    assert (len(first), len(second)) == (20, len(tokens) - 20)
    assert first | second == tokens
    assert shown_in(Client().get("/en/deviations/?page=99")) == second
    assert shown_in(Client().get("/en/deviations/?page=no")) == first
    planner = owner()
    deviations.move(planner, "case-1", Verb.TAKE_UP, Said())
    Deviation.objects.filter(token="case-2").update(opened_at=1)
    assert shown_in(Client().get("/en/deviations/?holder=planner")) == {"case-1"}
    assert shown_in(Client().get("/en/deviations/?subject=s1")) == {"case-2"}
    assert shown_in(Client().get("/en/deviations/?late=91")) == {"case-2"}
    found = shown_in(Client().get("/en/deviations/?track=residual&subject=n2"))
    assert found == set(
        Deviation.objects.filter(track="residual", subject__code="n2").values_list("token", flat=True)
    )
    assert len(found) == 1
    told = Client().get("/api/v1/deviations?track=residual&late=0").json()
    assert told["count"] == 2
    assert Client().get("/api/v1/deviations?late=91").json()["count"] == 1


def shown_in(answer: Any) -> set[str]:
    """Tokens of the deviations that a list shows."""
    return set(re.findall(r"/en/deviations/(case-[0-9]+)/", text(answer)))
