"""Do series that left their course open cases, for the right eyes and at the right moment, and end them?"""

from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from django.test import Client

from styrbord.core.base.problems import Refused
from styrbord.core.spine.indicators import Access
from styrbord.services import clock, installation, jobs, memory, releases, signals
from styrbord.services.loading import load_pack
from styrbord.services.reading import PUBLIC, Principal, visible
from styrbord.services.releases import ReleaseRow
from styrbord.services.tick import tick
from styrbord.services.work import work
from styrbord.store.ledger.models import Event
from styrbord.store.steering.models import Deviation, Signal, SignalRun
from styrbord.worker import serving
from tests.contract.packs import Written
from tests.contract.people import asked, signed_in
from tests.contract.releasing import released

pytestmark = pytest.mark.usefixtures("database")
MONTHS = [f"{year}-{month:02}" for year in range(2017, 2022) for month in range(1, 13)]
TOWNS = ("n1", "n2", "s1")
SHIFTED = ("jobs", "n1")


def monthly() -> Written:
    """Five years of three monthly indicators that wander; jobs of one town fall by a third in the end."""
    random = np.random.default_rng(4)
    pack = Written().described(code="monthly", vintage="2022")
    pack.indicators = [
        {
            "indicator_code": code,
            "name_en": code.title(),
            "frequency": "M",
            "direction": "up",
            "over_subjects": "none",
            "access": access,
            "owner": "planner",
            "decimals": 1,
        }
        for code, access in (("people", "open"), ("jobs", "open"), ("debts", "restricted"))
    ]
    pack.tables["posts"] = [{"code": "planner", "name_en": "Planner"}]
    for code in ("people", "jobs", "debts"):
        for town in TOWNS:
            values = 100 + random.standard_normal(len(MONTHS))
            if (code, town) in (SHIFTED, ("debts", "s1")):
                values[-3:] -= 30
            if (code, town) == ("people", "s1"):
                values[-1] = np.nan
            cells = {
                month: "O" if np.isnan(value) else round(float(value), 3)
                for month, value in zip(MONTHS, values, strict=True)
            }
            pack.observe(code, town, cells)
    return pack


def board(folder: Path) -> None:
    """The board of the five years."""
    load_pack(monthly().write(folder))


def shown(principal: Principal = PUBLIC, track: str = "residual") -> list[tuple[str, str]]:
    found = signals.worklist(visible(principal), track=track)
    return [(one.indicator, one.subject) for one in found.cases]


def passed(seconds: float) -> None:
    with work("operator", clock.now()) as piece:
        clock.keep_shift(float(installation.setting(clock.SHIFT) or 0) + seconds)
        piece.tell("clock.moved", "clock", {})


def month(value: float, period: str, subject: str = "n1") -> ReleaseRow:
    return ReleaseRow(indicator="jobs", subject=subject, period=period, value=value, status="A")


def test_a_series_that_left_its_course_opens_one_case_and_the_same_editions_are_one_run(
    tmp_path: Path,
) -> None:
    board(tmp_path)
    run = signals.evaluate()
    assert signals.evaluate() == run
    assert shown() == [SHIFTED]
    line = signals.worklist(visible()).cases[0]
    assert (str(line.period), str(line.since), line.owner) == ("2021-12", "2021-10", "planner")
    assert line.value.value == pytest.approx(70, abs=4)
    assert line.expected.value == pytest.approx(100, abs=6)
    assert line.change.value == pytest.approx(line.value.value - line.expected.value)
    assert signals.case(visible(), line.token) == line
    assert SignalRun.objects.count() == Event.objects.filter(verb="signals.found").count() == 1


def test_a_look_at_some_indicators_leaves_other_cases_alone_and_is_no_look_of_the_board(
    tmp_path: Path,
) -> None:
    board(tmp_path)
    whole = signals.evaluate()
    released(month(60.0, "2022-01"))
    tested = signals.worklist(visible(PUBLIC)).look
    some = signals.evaluate(only=["people"])
    assert some != whole
    assert signals.evaluate(only=["people"]) == some
    assert set(Signal.objects.filter(run=some).values_list("indicator__code", flat=True)) <= {"people"}
    assert SHIFTED in shown()
    assert signals.worklist(visible(PUBLIC)).look == tested
    assert signals.evaluate() not in {whole, some}


def test_what_cannot_be_judged_is_counted_as_unknown(tmp_path: Path) -> None:
    board(tmp_path)
    signals.evaluate()
    look = signals.worklist(visible()).look
    assert look is not None
    assert (look.tested, look.unknown) == (8, {"missing_last": 1})


def test_a_case_is_seen_by_those_who_see_its_numbers(tmp_path: Path) -> None:
    board(tmp_path)
    signals.evaluate()
    everything = Principal("all", is_signed_in=True, access=Access.RESTRICTED)
    assert set(shown(everything)) == {SHIFTED, ("debts", "s1")}
    token = next(one.token for one in signals.worklist(visible(everything)).cases if one.indicator == "debts")
    with pytest.raises(Refused) as refused:
        signals.case(visible(), token)
    assert [one.code for one in refused.value.problems] == ["deviation.not-found"]
    memory.forget()
    browser = Client()
    browser.force_login(signed_in("auditor", asked("auditor")))
    texts = [one.get("/en/signals/").content.decode() for one in (Client(), browser)]
    assert ["Debts" in text for text in texts] == [False, True]
    assert ["Jobs" in text for text in texts] == [True, True]


def test_what_follows_from_an_embargoed_edition_is_found_when_its_moment_has_come(tmp_path: Path) -> None:
    board(tmp_path)
    signals.evaluate()
    first = set(shown())
    then = clock.now() + timedelta(hours=1)
    released(*(month(60.0, MONTHS[-1], town) for town in ("n2",)), at=then)
    signals.evaluate()
    assert (set(shown()), SignalRun.objects.count()) == (first, 1)
    passed(3601)
    signals.evaluate()
    assert set(shown()) == {SHIFTED, ("jobs", "n2")}


def test_a_withdrawn_number_opens_nothing_and_shows_nothing(tmp_path: Path) -> None:
    board(tmp_path)
    made = released(month(60.0, MONTHS[-1], "n2"))
    signals.evaluate()
    assert ("jobs", "n2") in shown()
    with work("releaser", clock.now()) as piece:
        releases.withdraw(piece, made, {"en": "Wrong"})
    assert ("jobs", "n2") not in shown()


def test_a_case_goes_on_while_its_signal_does_and_ends_after_two_quiet_runs(tmp_path: Path) -> None:
    board(tmp_path)
    signals.evaluate()
    case = Deviation.objects.get(indicator__code="jobs", track="residual")
    released(month(71.0, "2021-12"))
    signals.evaluate()
    assert Deviation.objects.get(indicator__code="jobs", track="residual").pk == case.pk
    assert Signal.objects.filter(indicator__code="jobs", direction="adverse").count() == 2
    for value in (100.0, 100.1, 100.2):
        released(*(month(value, one) for one in MONTHS[-3:]))
        signals.evaluate()
    assert Deviation.objects.get(pk=case.pk).closed_at is not None
    assert shown() == []


def test_the_tick_asks_once_and_a_worker_looks(tmp_path: Path) -> None:
    board(tmp_path)
    assert [one.count for one in tick() or [] if one.step == "signals"] == [1]
    assert [one.count for one in tick() or [] if one.step == "signals"] == [0]
    serving.serve(is_once=True)
    assert [one.state for one in jobs.listed("signals")] == ["done"]
    assert shown() == [SHIFTED]
    assert [one.count for one in tick() or [] if one.step == "signals"] == [0]


def test_the_page_says_what_is_known_before_and_after_the_first_look(tmp_path: Path) -> None:
    memory.forget()
    board(tmp_path)
    assert "have not been looked at yet" in Client().get("/en/signals/").content.decode()
    signals.evaluate()
    text = Client().get("/en/signals/").content.decode()
    assert "1 cause" in text
    assert "Not judged: unknown, not normal" in text
    taken = Client().get("/en/signals/?format=csv&block=signals").content.decode("utf-8-sig")
    assert "Fjordby" in taken
    assert "2021-10" in taken


def test_programs_get_the_same_cases(tmp_path: Path) -> None:
    memory.forget()
    board(tmp_path)
    signals.evaluate()
    found = Client().get("/api/v1/signals?indicator=jobs").json()
    assert [(one["indicator"], one["subject"], one["since"]) for one in found["items"]] == [
        ("jobs", "n1", "2021-10")
    ]
    assert Client().get("/api/v1/signals?indicator=debts").json()["count"] == 0
    assert Client().get("/api/v1/signals?subject=n1&offset=1").json()["items"] == []


def test_a_series_tells_its_cases_open_and_ended(tmp_path: Path) -> None:
    board(tmp_path)
    signals.evaluate()
    found = signals.marks(visible(), *SHIFTED)
    assert [(str(one.since), str(one.period), one.track, one.closed_at) for one in found] == [
        ("2021-10", "2021-12", "residual", None)
    ]
    opened = Deviation.objects.get(indicator__code="jobs", track="residual").opened_at
    Deviation.objects.update(closed_at=opened + 1)
    assert signals.marks(visible(), *SHIFTED)[0].closed_at is not None
    assert signals.marks(visible(), "people", "n1") == ()
    assert signals.marks(visible(), "debts", "s1") == ()
