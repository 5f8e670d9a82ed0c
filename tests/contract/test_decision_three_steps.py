"""Does a signal become a decision that somebody carries out, in three steps, with links both ways?"""

from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from styrbord.core.strategy.deviations.guards import Said
from styrbord.core.strategy.deviations.workflow import Verb
from styrbord.services import deviations
from styrbord.services.reading import principal_for, visible
from styrbord.services.rights import rights_of
from styrbord.store.steering.models import Decision, Promise
from tests.contract.deciding import board, owner
from tests.contract.deviating import opened
from tests.contract.test_decision_pages import OPTIONS, REASONS, START, after

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture(autouse=True)
def begun(database: object, tmp_path: Path) -> None:
    """Eighteen years of three towns."""
    board(tmp_path)


def text(browser: Client, path: str) -> str:
    return unescape(browser.get(path).content.decode())


@pytest.mark.requirement("R-068")
def test_three_steps_lead_from_a_deviation_to_a_decision_that_a_post_carries_out() -> None:
    user, case = owner(), opened("n1", "jobs")
    deviations.move(user, case, Verb.TAKE_UP, Said())
    deviations.move(user, case, Verb.NAME_CAUSE, Said(cause="staff"))
    browser = Client()
    browser.force_login(user)
    steps = 0

    def step(path: str, said: dict[str, Any]) -> str:
        nonlocal steps
        steps += 1
        return after(browser, path, said)

    here = text(browser, f"/en/deviations/{case}/")
    first = f"/en/decisions/new/?kind=deviation&origin={case}&subject=n1&indicator=jobs"
    assert first in here
    second = step(first, {**START, "origin": case})
    third = step(second, OPTIONS)
    assert "Decide at once" in text(browser, third)
    page = step(third, {**REASONS, "then": "decide", "holder": "owner", "due": "2024-02-01"})
    assert steps == 3
    row = Decision.objects.get()
    assert row.state == "decided"
    promise = Promise.objects.get()
    assert (promise.holder, promise.source) == ("owner", row.token)
    assert f"/en/deviations/{case}/" in text(browser, page)
    assert f"/en/decisions/{row.token}/" in text(browser, f"/en/deviations/{case}/")
    assert deviations.find(reading(user), case).line.decision == row.token


def reading(user: Any) -> Any:
    return visible(principal_for(rights_of(user)))


def test_what_is_missing_leaves_the_proposal_as_it_was_said() -> None:
    user = owner()
    browser = Client()
    browser.force_login(user)
    second = after(browser, "/en/decisions/new/", {**START, "origin-kind": "", "origin": ""})
    third = after(browser, second, {**OPTIONS, "chosen": ""})
    revision = Decision.objects.get().revision
    answer = browser.post(third, {**REASONS, "then": "decide", "revision": str(revision)})
    assert answer.status_code == 400
    assert "No option is chosen." in unescape(answer.content.decode())
    assert Decision.objects.get().state == "proposed"
    assert not Promise.objects.exists()
