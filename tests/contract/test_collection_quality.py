"""Do the measures of the quality page follow from the events alone?"""

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Refused
from styrbord.figures.collection_quality import HandedIn
from styrbord.services import clock
from styrbord.services.collection import duties, forms, quality, submissions
from styrbord.store.clock import from_ms
from styrbord.store.ledger.models import Event
from tests.contract.submitting import REASON, Office, office, revision

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def small(tmp_path: Path) -> Office:
    """A board where one subject was sent back once, one corrected, and others owe."""
    found = office(tmp_path)
    token = found.submitted()
    said: dict[str, Any] = {"reason": "See the cell", "cells": {"jobs|_T": "Too many"}}
    submissions.send_back(token, revision=revision(token), by=found.by("n1-reviewer"), **said)
    found.submit(token)
    released = found.released(period="2026-02")
    submissions.correct(released, reason=REASON, by=found.by("n1-preparer"))
    found.draft("n2")
    return found


def of_events(form: str) -> tuple[float, float, float, float]:
    """The four measures from the event log, the form's periods and its items alone."""
    told: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in Event.objects.filter(verb__startswith="submission.", data__form=form).order_by("pk"):
        told[event.data["subject"], event.data["period"]].append(event)
    owed = standing = judged = on_time = handed = back = again = begun = 0
    asked, today = forms.form(form), clock.now().date()
    for period, due, subjects in duties.asked(asked, today):
        for subject in subjects:
            events = [one for one in told[subject, str(period)] if one.data["number"] == 0]
            hand_ins = [one for one in events if one.verb == "submission.submitted"]
            returns = [one for one in events if one.verb == "submission.returned"]
            state = events[-1].data["state"] if events else ""
            owed += len(asked.items)
            if hand_ins and state not in ("draft", "returned"):
                standing += hand_ins[-1].data["cells"]
            judged += bool(hand_ins) or due < today
            on_time += bool(hand_ins) and from_ms(hand_ins[0].at).date() <= due
            handed += sum(one.data["cells"] for one in hand_ins)
            back += sum(max(len(one.data["cells"]), 1) for one in returns)
            begun += bool(hand_ins)
            corrected = {one.about for one in told[subject, str(period)] if one.data["number"]}
            later = {one.about for one in told[subject, str(period)] if one.verb == "submission.submitted"}
            again += max(len(hand_ins) - 1, 0) + len(corrected & later)
    return standing / owed, on_time / judged, back / handed, again / begun


@pytest.mark.requirement("R-021")
def test_the_measures_are_those_of_the_event_log(small: Office) -> None:
    note = quality.measures(small.user("releaser"))
    (row,) = note.by_form
    found = (row.completeness, row.timeliness, row.error_rate, row.rework)
    assert found == pytest.approx(of_events("labour"))
    assert row.error_rate == pytest.approx(1 / 6)
    assert row.rework == pytest.approx(1 / 2)
    assert sum(one.owed for one in note.by_subject) == row.owed == note.whole.owed


def test_periods_narrow_what_is_measured(small: Office) -> None:
    first = Period.parse("2026-02")
    note = quality.measures(small.user("releaser"), first=first, last=first)
    assert note.whole.error_rate == 0
    assert note.whole.owed == len(forms.obliged(forms.form("labour"), "2026-02"))


def test_what_is_owed_and_not_handed_in_stays_a_gap(small: Office) -> None:
    rows = list(quality.handed_in(forms.form("labour"), clock.now().date()))
    other = [row for row in rows if row.subject == "n2" and row.period == "2026-01"]
    assert [(row.hand_ins, row.stands) for row in other] == [((), False)]
    assert isinstance(other[0], HandedIn)


def test_everyone_learns_of_the_hand_ins_of_their_own_subjects(small: Office) -> None:
    everything = {one.code for one in quality.measures(small.user("releaser")).by_subject}
    near = quality.measures(small.user("north-reviewer"))
    assert {one.code for one in near.by_subject} == everything == {"n1", "n2"}
    own = quality.measures(small.user("n1-preparer"))
    assert {one.code for one in own.by_subject} == {"n1"}
    assert own.whole.owed == own.by_form[0].owed == own.by_subject[0].owed
    client = Client()
    client.force_login(small.user("n1-preparer"))
    page = client.get("/en/quality/").content.decode()
    assert "Fjordby" in page.partition("Handing in")[2]
    assert "Skogby" not in page.partition("Handing in")[2]


def test_whoever_sees_no_forms_sees_no_measures(small: Office) -> None:
    with pytest.raises(Refused):
        quality.measures(None)
    assert "Handing in" not in Client().get("/en/quality/").content.decode()


def test_the_page_shows_forms_and_subjects_in_three_languages(small: Office) -> None:
    client = Client()
    client.force_login(small.user("n1-preparer"))
    for language, heading in (("en", "Handing in"), ("ru", "Сдача данных"), ("sv", "Inlämning")):
        page = client.get(f"/{language}/quality/?from=2026-01&to=2026-02").content.decode()
        assert heading in page
        assert 'href="/' in page
    assert client.get("/en/quality/?from=soon").status_code == 400
