"""Are owners told of new cases once, in few lines, with their own rights, and nobody during an embargo?"""

from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from django.core import mail
from django.test import Client

from styrbord.services import clock, forecasts, memory, notices, signals, subscriptions
from styrbord.services.loading import load_pack
from styrbord.services.reading import visible
from styrbord.services.releases import ReleaseRow
from styrbord.services.subscriptions import Target, following
from styrbord.store.collection.models import Notice
from styrbord.store.steering.models import ForecastRun, SignalRun
from tests.contract.packs import Written
from tests.contract.people import asked, signed_in
from tests.contract.releasing import released
from tests.contract.test_subscriptions import follow, later

pytestmark = pytest.mark.usefixtures("database")
YEARS = [str(year) for year in range(2000, 2022)]
TOWNS = ("n1", "n2", "s1")
FALLEN = 40.0


@pytest.fixture(autouse=True)
def _forget() -> None:
    memory.forget()
    following.PACE._seen.clear()
    following.ADDRESS_PACE._seen.clear()


def board(folder: Path, *codes: str, fallen: bool = False, planned: bool = False) -> None:
    """Twenty-two years of open indicators and of restricted debts in three towns; all may have fallen."""
    random = np.random.default_rng(3)
    pack = Written().described(code="yearly", vintage="2022")
    pack.indicators = [
        {
            "indicator_code": code,
            "name_en": code.title(),
            "direction": "up",
            "over_subjects": "none",
            "access": "restricted" if code == "debts" else "open",
            "owner": "planner",
            "decimals": 1,
        }
        for code in codes
    ]
    pack.tables["posts"] = [{"code": "planner", "name_en": "Planner"}]
    if planned:
        pack.tables["targets"] = [
            {"territory_code": "n1", "indicator_code": codes[0], "period": period, "value": 150}
            for period in ("2021", "2023")
        ]
    for code in codes:
        for town in TOWNS:
            values = 100 + random.standard_normal(len(YEARS))
            values[-1] = FALLEN if fallen else values[-1]
            cells = dict(zip(YEARS, (round(float(one), 3) for one in values), strict=True))
            pack.observe(code, town, cells)
    load_pack(pack.write(folder))


def year(code: str, town: str = "n1", value: float = FALLEN) -> ReleaseRow:
    return ReleaseRow(indicator=code, subject=town, period="2022", value=value, status="A")


def told() -> list[tuple[str, str, str]]:
    """Notices of signals to the owner: kind, indicator and subject."""
    rows = Notice.objects.filter(post="planner").order_by("pk")
    return [(one.kind, one.params.get("indicator", ""), one.params.get("subject", "")) for one in rows]


def sent() -> list[str]:
    """Texts of the letters of now, digests and notices."""
    mail.outbox.clear()
    subscriptions.send_due()
    subscriptions.send_notices()
    return [str(one.body) for one in mail.outbox]


def test_an_owner_is_told_of_each_new_case_once_and_where_it_stands(tmp_path: Path) -> None:
    board(tmp_path, "jobs", "debts")
    signals.evaluate()
    assert told() == []
    released(
        *(year(code, town, FALLEN if town == "n1" else 100.0) for code in ("jobs", "debts") for town in TOWNS)
    )
    signals.evaluate()
    assert told() == [("signal.found", "jobs", "n1")]
    released(year("jobs", "n1", FALLEN + 1))
    signals.evaluate()
    assert len(told()) == 1
    browser = Client()
    browser.force_login(signed_in("planner", asked("owner")))
    page = browser.get("/en/notices/").content.decode()
    assert "Your indicator has left its plan or its usual course" in page
    assert 'href="/en/indicators/jobs/?subject=n1"' in page


def test_an_owner_is_told_with_the_rights_of_the_post(tmp_path: Path) -> None:
    board(tmp_path, "jobs", "debts")
    signals.evaluate()
    signed_in("planner", asked("auditor"))
    released(
        *(year(code, town, FALLEN if town == "n1" else 100.0) for code in ("jobs", "debts") for town in TOWNS)
    )
    signals.evaluate()
    assert set(told()) == {("signal.found", "jobs", "n1"), ("signal.found", "debts", "n1")}


def test_more_than_the_budget_of_attention_is_told_in_one_line(tmp_path: Path) -> None:
    codes = [f"work-{number}" for number in range(4)]
    board(tmp_path, *codes, fallen=True)
    signals.evaluate()
    kinds = [kind for kind, _, _ in told()]
    assert kinds == ["signal.found"] * signals.BUDGET + ["signal.more"]
    more = Notice.objects.get(kind="signal.more")
    assert more.params == {"count": 12 - signals.BUDGET}
    assert more.address == "/signals/?owner=planner"


def test_no_letter_tells_what_follows_from_an_embargoed_edition_before_its_moment(tmp_path: Path) -> None:
    board(tmp_path, "jobs", "debts")
    signals.evaluate()
    forecasts.evaluate()
    follow(
        signed_in("planner", asked("owner", subject="s1")),
        Target("indicator", "jobs", "n1"),
        Target("notices", "own"),
    )
    follow(None, Target("indicator", "jobs", "n1"), address="b@example.org")
    rows = [
        year(code, town, FALLEN if town == "n1" else 100.0) for code in ("jobs", "debts") for town in TOWNS
    ]
    released(*rows, at=clock.now() + timedelta(days=2))
    runs = SignalRun.objects.count(), ForecastRun.objects.count()
    later(1)
    signals.evaluate()
    forecasts.evaluate()
    signals.evaluate()
    assert (SignalRun.objects.count(), ForecastRun.objects.count()) == runs
    assert (sent(), told(), notices.unread(["planner"])) == ([], [], [])
    newest = forecasts.shown(visible(), "jobs", "n1")
    assert newest is not None
    assert str(newest.origin) == "2021"
    later(4)
    signals.evaluate()
    forecasts.evaluate()
    assert told() == [("signal.found", "jobs", "n1")]
    letters = sent()
    assert len(letters) == 3
    assert sum("Your indicator has left its plan or its usual course: Jobs" in text for text in letters) == 1
    assert not any("Debts" in text for text in letters)
    assert str((forecasts.shown(visible(), "jobs", "n1") or newest).origin) == "2022"


def test_new_forecasts_bring_another_look_so_that_a_case_tells_how_likely_its_target_is_missed(
    tmp_path: Path,
) -> None:
    board(tmp_path, "jobs", planned=True)
    signals.evaluate()
    assert [one.evidence["track"] for one in signals.worklist(visible(), track="plan").cases] == ["unknown"]
    assert signals.ask() == 0
    forecasts.evaluate()
    assert signals.ask() == 1
    signals.evaluate()
    (case,) = signals.worklist(visible(), track="plan").cases
    assert (case.evidence["track"], case.evidence["miss_at"]) == ("likely_missed", 2023)
    assert [kind for kind, _, _ in told()] == ["signal.found"]
