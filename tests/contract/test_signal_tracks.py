"""Do plans, the health of numbers, causes, rests and owners make of findings what a person can act on?"""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from styrbord.services import clock, memory, signals
from styrbord.services.loading import load_pack
from styrbord.services.reading import visible
from styrbord.services.signals.attending import causes, within_budget
from styrbord.store.clock import to_ms
from styrbord.store.steering.models import Deviation, Signal, SignalRun, SignalScale
from tests.contract.packs import Written
from tests.contract.releasing import released
from tests.contract.test_signals import MONTHS, SHIFTED, month, passed
from tests.contract.test_signals import board as shifted_board

pytestmark = pytest.mark.usefixtures("database")
TOWNS = ("n1", "n2", "s1")


@pytest.fixture(autouse=True)
def _forget() -> None:
    memory.forget()


def board(folder: Path, *, lag: str = "", breaks: bool = False, ended: str = "") -> None:
    """Jobs of three towns and their sums, a target for 2021 that n1 misses; n2 stands still in the end."""
    random = np.random.default_rng(7)
    pack = Written().described(code="monthly", vintage="2022")
    pack.indicators = [
        {
            "indicator_code": "jobs",
            "name_en": "Jobs",
            "frequency": "M",
            "direction": "up",
            "over_subjects": "sum",
            "owner": "planner",
            "decimals": 1,
            "lag_days": lag,
        }
    ]
    pack.tables["posts"] = [{"code": "planner", "name_en": "Planner"}]
    pack.tables["targets"] = [
        {"territory_code": town, "indicator_code": "jobs", "period": period, "value": value}
        for town, value in (("n1", 120), ("n2", 80))
        for period in MONTHS[-12:]
    ]
    for town in TOWNS:
        values = 100 + random.standard_normal(len(MONTHS))
        if town == "n2":
            values[-4:] = values[-4]
        cells = dict(zip(MONTHS, [round(float(one), 3) for one in values], strict=True))
        pack.observe("jobs", town, cells)
    if breaks:
        pack.observations[-1]["obs_status"] = "B"
    if ended:
        pack.territories[-1] = {**pack.territories[-1], "valid_to": ended}
    load_pack(pack.write(folder))


def troubles(subject: str = "") -> set[tuple[str, str]]:
    found = signals.worklist(visible(), subject=subject, track="health")
    return {(one.direction, one.subject) for one in found.cases}


@pytest.mark.requirement("R-060")
def test_further_behind_its_target_than_the_tolerance_opens_a_case_with_all_that_it_rests_on(
    tmp_path: Path,
) -> None:
    board(tmp_path)
    signals.evaluate()
    found = signals.worklist(visible(), track="plan")
    assert [(one.indicator, one.subject) for one in found.cases] == [("jobs", "n1")]
    line = found.cases[0]
    assert (str(line.since), str(line.period), line.unit) == ("2021-01", "2021-12", "plan")
    assert line.expected.value == 120
    value = line.value.value or 0.0
    assert line.tolerances == pytest.approx((120 - value) / 120 / 0.02)
    assert line.size == pytest.approx((120 - value) / abs(120 - float(str(line.evidence["baseline"]))))
    assert line.evidence["first_target"] == 120
    assert (line.evidence["track"], line.evidence.get("miss")) == ("unknown", None)
    assert len(line.editions) == 1
    look = found.look
    assert look is not None
    assert look.counts["plan"] == {"behind": 1, "within": 1}


def test_a_case_of_a_plan_ends_after_two_releases_within_the_tolerance(tmp_path: Path) -> None:
    board(tmp_path)
    signals.evaluate()
    case = Deviation.objects.get(track="plan")
    for value, is_open in ((119.0, True), (119.5, False)):
        released(month(value, MONTHS[-1]))
        signals.evaluate()
        case.refresh_from_db()
        assert (case.closed_at is None) is is_open
    assert signals.worklist(visible(), track="plan").cases == ()


def test_trouble_with_numbers_stands_apart_from_what_they_say(tmp_path: Path) -> None:
    board(tmp_path, breaks=True)
    signals.evaluate()
    assert troubles() == {("frozen", "n2"), ("method_break", "s1")}
    found = signals.worklist(visible())
    assert {line.case.track for line in (*found.shown, *found.rest)} == {"plan"}
    assert {line.case.track for line in found.health} == {"health"}


def test_what_is_late_is_found_when_its_day_has_passed_though_nothing_was_released(tmp_path: Path) -> None:
    board(tmp_path, lag="30")
    signals.evaluate()
    assert troubles() >= {("late", town) for town in TOWNS}
    found = signals.worklist(visible(), track="health").health
    late = [line for line in found if line.case.direction == "late"]
    assert [1 + len(line.explained) for line in late] == [3]
    runs = SignalRun.objects.count()
    passed(40 * 86_400)
    signals.evaluate()
    assert SignalRun.objects.count() == runs + 1
    assert Deviation.objects.filter(direction="late").count() == 3


def test_nothing_is_late_of_a_subject_that_has_ended(tmp_path: Path) -> None:
    board(tmp_path, lag="30", ended="2021-12-31")
    signals.evaluate()
    assert troubles() >= {("late", town) for town in TOWNS[:2]}
    assert ("late", TOWNS[2]) not in troubles()


def test_trouble_is_over_as_soon_as_it_is_gone(tmp_path: Path) -> None:
    board(tmp_path)
    signals.evaluate()
    assert ("frozen", "n2") in troubles()
    released(month(104.0, MONTHS[-1], "n2"))
    signals.evaluate()
    assert ("frozen", "n2") not in troubles()
    assert ("revised", "n2") in troubles()


def test_the_scale_that_an_indicator_was_given_is_kept(tmp_path: Path) -> None:
    shifted_board(tmp_path)
    signals.evaluate()
    kept = dict(SignalScale.objects.values_list("indicator__code", "scale"))
    assert set(kept) == {"people", "jobs", "debts"}
    SignalScale.objects.filter(indicator__code="jobs").update(scale="log")
    released(month(71.0, MONTHS[-1]))
    signals.evaluate()
    assert dict(SignalScale.objects.values_list("indicator__code", "scale")) == {**kept, "jobs": "log"}
    newest = Signal.objects.filter(indicator__code="jobs", track="residual").order_by("-run")[0]
    assert newest.evidence["scale"] == "log"


def test_a_signal_soon_after_the_end_of_its_case_is_held_back_and_a_much_worse_one_is_not(
    tmp_path: Path,
) -> None:
    shifted_board(tmp_path)
    signals.evaluate()
    case = Deviation.objects.get(indicator__code="jobs", track="residual")
    ended = {"closed_at": to_ms(clock.now()), "closed_in": case.last.period, "state": "closed"}
    Deviation.objects.filter(pk=case.pk).update(**ended)
    released(month(68.0, MONTHS[-1]))
    run = SignalRun.objects.get(pk=signals.evaluate())
    assert run.counts["steps"].get("held_back") == 1
    assert Deviation.objects.filter(indicator__code="jobs", track="residual").count() == 1
    released(*(month(-60.0, one) for one in MONTHS[-3:]))
    signals.evaluate()
    newer = Deviation.objects.get(indicator__code="jobs", track="residual", closed_at=None)
    assert newer.recurs == case


def test_a_release_that_leaves_a_series_as_it_is_makes_its_case_no_quieter(tmp_path: Path) -> None:
    shifted_board(tmp_path)
    signals.evaluate()
    released(*(month(100.0, one) for one in MONTHS[-3:]))
    signals.evaluate()
    for value in (1.0, 2.0, 3.0):
        released(replace(month(value, MONTHS[0]), indicator="debts", subject="s1"))
        signals.evaluate()
    case = Deviation.objects.get(indicator__code="jobs", track="residual")
    assert (case.quiet, case.closed_at) == (1, None)


def test_what_a_whole_explains_stands_below_it_and_is_told_alone_to_whoever_does_not_see_the_whole(
    tmp_path: Path,
) -> None:
    random = np.random.default_rng(1)
    pack = Written().described(code="monthly", vintage="2022")
    pack.indicators = [
        {
            "indicator_code": "jobs",
            "name_en": "Jobs",
            "frequency": "M",
            "direction": "up",
            "over_subjects": "sum",
            "decimals": 1,
        }
    ]
    for town in TOWNS:
        values = 100 + random.standard_normal(len(MONTHS))
        values[-3:] *= 0.7
        pack.observe("jobs", town, dict(zip(MONTHS, [round(float(one), 3) for one in values], strict=True)))
    load_pack(pack.write(tmp_path))
    signals.evaluate()
    found = signals.worklist(visible(), track="residual")
    assert [(line.case.subject, sorted(one.subject for one in line.explained)) for line in found.shown] == [
        ("top", ["n1", "n2", "north", "s1", "south"])
    ]
    alone = signals.worklist(visible(), track="residual", subject="n1")
    assert [line.case.subject for line in alone.shown] == ["n1"]


def test_ten_lines_are_shown_the_overdue_first_and_the_rest_is_counted(tmp_path: Path) -> None:
    shifted_board(tmp_path)
    signals.evaluate()
    one = signals.worklist(visible(), track="residual").cases[0]
    some = [replace(one, token=f"t{n:02}", score=20.0 - n) for n in range(14)]
    some[13] = replace(some[13], due_at=clock.now() - timedelta(days=1))
    shown, rest = within_budget(causes(some), clock.now(), is_all=False)
    assert [line.case.token for line in shown] == ["t13", *(f"t{n:02}" for n in range(9))]
    assert [line.case.token for line in rest] == ["t09", "t10", "t11", "t12"]
    assert within_budget(causes(some), clock.now(), is_all=True)[1] == ()


def test_cases_are_asked_for_by_owner_rubric_and_track(tmp_path: Path) -> None:
    shifted_board(tmp_path)
    signals.evaluate()
    found = signals.worklist(visible(), owner="planner", track="residual")
    assert [(row.owner, row.lines) for row in found.owners] == [("planner", 1)]
    assert [(one.indicator, one.subject) for one in found.cases] == [SHIFTED]
    assert signals.worklist(visible(), owner="nobody").cases == ()
    assert signals.worklist(visible(), rubric="nothing").cases == ()


def test_how_often_past_signals_were_true_is_not_known_until_somebody_has_said_so(tmp_path: Path) -> None:
    shifted_board(tmp_path)
    signals.evaluate()
    told = signals.worklist(visible()).precision
    assert told is not None
    assert told.count == 0
    one = Deviation.objects.get(indicator__code="jobs", track="residual")
    for finding, direction in (("effective", "a"), ("accepted", "b"), ("false_alarm", "c")):
        one.pk, one.token, one.direction, one.finding = None, direction, direction, finding
        one.closed_at = to_ms(clock.now()) - 1000
        one.opened_at = one.closed_at - 1000
        one.save(force_insert=True)
    told = signals.worklist(visible()).precision
    assert told is not None
    assert (told.count, told.share) == (3, pytest.approx(2 / 3))
    assert told.low < told.share < told.high
