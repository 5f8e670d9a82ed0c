"""Do open cases stand among what deviates, for the right eyes and at the right moment?"""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from styrbord.core.spine.indicators import Access
from styrbord.figures.model import DeviationKind, State
from styrbord.services import clock, memory, signals
from styrbord.services.board import overview, subject_page
from styrbord.services.reading import PUBLIC, Principal, visible
from tests.contract.releasing import released
from tests.contract.test_signals import MONTHS, SHIFTED, board, month, passed

pytestmark = pytest.mark.usefixtures("database")
EVERYTHING = Principal("all", is_signed_in=True, access=Access.RESTRICTED)


@pytest.fixture(autouse=True)
def _forget() -> None:
    memory.forget()


def told(principal: Principal = PUBLIC) -> list[tuple[str, str, str]]:
    page = overview(visible(principal), "top")
    return [(one.kind.value, one.tile.indicator, one.tile.subject) for one in page.exceptions]


def left(principal: Principal = PUBLIC) -> set[tuple[str, str]]:
    return {(indicator, subject) for kind, indicator, subject in told(principal) if kind == "left-course"}


def test_a_case_stands_among_what_deviates_once_it_is_found(tmp_path: Path) -> None:
    board(tmp_path)
    assert left() == set()
    signals.evaluate()
    assert left() == {SHIFTED}
    found = next(one for one in overview(visible(), "top").exceptions if one.tile.subject == "n1")
    line = signals.worklist(visible(), track="residual").cases[0]
    assert (found.kind, found.state) == (DeviationKind.LEFT_COURSE, State.ACT)
    assert (found.since, found.periods) == (line.since, line.periods)
    change, expected = abs(line.change.value or 0), abs(line.expected.value or 0)
    assert found.size == pytest.approx(change / expected / 0.02)
    assert found.score == pytest.approx(line.score)


def test_a_subject_tells_its_own_cases_first(tmp_path: Path) -> None:
    board(tmp_path)
    signals.evaluate()
    page = subject_page(visible(), "n1")
    assert [(one.kind.value, one.tile.indicator) for one in page.exceptions] == [("left-course", "jobs")]
    assert page.states["jobs"] is State.ACT
    assert [one.act for one in page.rubrics] == [1]
    assert subject_page(visible(), "n2").exceptions == ()
    text = Client().get("/en/subjects/n1/").content.decode()
    assert text.index("Left its course") < text.index('id="members"')


def test_only_those_who_see_the_number_see_that_it_left_its_course(tmp_path: Path) -> None:
    board(tmp_path)
    signals.evaluate()
    assert left() == {SHIFTED}
    assert left(EVERYTHING) == {SHIFTED, ("debts", "s1")}


def test_a_page_asks_once_for_the_cases_of_all_its_series(tmp_path: Path) -> None:
    board(tmp_path)
    signals.evaluate()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        overview(visible(EVERYTHING), "top")
    told = [one["sql"] for one in asked.captured_queries]
    of_ends = [sql for sql in told if sql.startswith('SELECT MAX("steering_deviation"."closed_at")')]
    of_cases = [sql for sql in told if "steering_deviation" in sql and sql not in of_ends]
    of_runs = [sql for sql in told if 'FROM "steering_signalrun"' in sql]
    assert (len(of_cases), len(of_ends), len(of_runs)) == (1, 1, 1)


def test_a_kept_page_is_written_anew_when_signals_were_found(tmp_path: Path) -> None:
    board(tmp_path)
    pages = ["/en/?subject=top", "/en/subjects/n1/", "/en/signals/"]
    before = [Client().get(one).content.decode() for one in pages]
    assert [Client().get(one).content.decode() == text for one, text in zip(pages, before, strict=True)]
    signals.evaluate()
    after = [Client().get(one).content.decode() for one in pages]
    assert ["Left its course" in text for text in (*before[:2], *after[:2])] == [False, False, True, True]
    assert ["Jobs" in text for text in (before[2], after[2])] == [False, True]


def test_a_number_that_was_revised_since_shows_no_case_until_it_was_judged_anew(tmp_path: Path) -> None:
    board(tmp_path)
    signals.evaluate()
    released(month(99.0, MONTHS[-1]))
    assert left() == set()


@pytest.mark.parametrize("channel", ["pages", "api", "feed"])
def test_no_signal_of_an_embargoed_edition_is_told_before_its_moment(tmp_path: Path, channel: str) -> None:
    board(tmp_path)
    signals.evaluate()
    addresses = {
        "pages": (
            "/en/?subject=top",
            "/en/subjects/n2/",
            "/en/signals/?all=1",
            "/en/indicators/jobs/?subject=n2",
        ),
        "api": ("/api/v1/signals", "/api/v1/figures?indicator=jobs&subject=n2"),
        "feed": ("/en/editions/feed.atom",),
    }[channel]
    released(month(60.0, MONTHS[-1], "n2"), at=clock.now() + timedelta(hours=1))
    early = signals.worklist(visible(EVERYTHING), subject="n2", track="residual")
    before = [Client().get(one).content for one in addresses]
    signals.evaluate()
    memory.forget()
    assert early.cases == ()
    assert signals.worklist(visible(EVERYTHING), subject="n2", track="residual").cases == ()
    assert [Client().get(one).content for one in addresses] == before
    passed(3601)
    signals.evaluate()
    assert signals.worklist(visible(), subject="n2", track="residual").cases != ()
