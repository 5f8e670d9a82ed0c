"""Is every answer the same in two worlds that differ only in what the reader may not see?

`STYRBORD_WORLDS=20 pytest tests/contract/test_two_worlds.py` draws so many boards, and asks every address.
"""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.test import Client

from styrbord.store.collection.models import Submission
from styrbord.store.participation.models import Talk
from tests.contract import crawling, riddled
from tests.contract.people import asked, signed_in
from tests.contract.riddled import changed, numbers

pytestmark = pytest.mark.usefixtures("database")
WORLDS = int(os.environ.get("STYRBORD_WORLDS", "1"))
CHOSEN, MOST_FILES = 70, 8
BEYOND = ("top", "south", "s3", "o1", "else")
INDICATORS = ("people", "wages", "debts", "share", "mean", "pay", "turnover", "doubled", "jobs")
NOBODYS = (riddled.held, riddled.withdrawn, riddled.packages)
UNSEEN = (*NOBODYS, riddled.drafted)
Change = Callable[[], int]

# What each reader may not see; all of it is changed at once.
HIDDEN: Mapping[str, tuple[Change, ...]] = {
    "anonymous": (*UNSEEN, numbers("debts"), numbers("wages"), riddled.confidential, riddled.talks),
    "analyst": (*UNSEEN, numbers("debts", *BEYOND), numbers("wages", *BEYOND), riddled.confidential),
    "editor": (*NOBODYS, numbers("debts")),
    "expert": (*UNSEEN, numbers("debts"), numbers("wages", *BEYOND), riddled.confidential, riddled.talks),
}
RIGHTS = {
    "analyst": asked("analyst", subject="north"),
    "editor": asked("editor"),
    "expert": asked("expert", subject="north"),
}


def paths() -> list[str]:
    return list(
        dict.fromkeys(
            [
                *crawling.everywhere(("top", "n1"), INDICATORS, ("2020",)),
                *crawling.everywhere(("s3",), ("debts", "people", "share", "pay"), ("2021", "2019")),
                *crawling.everywhere(("works", "steel", "s-one"), ("turnover", "doubled"), ("2020",)),
            ]
        )
    )


def chosen(name: str, seed: int) -> list[str]:
    """Every address where several boards are drawn, else some of them, others for each reader."""
    found = paths()
    return found if WORLDS > 1 else Random(f"{name}{seed}").sample(found, min(CHOSEN, len(found)))


def reader(name: str) -> Client:
    client = Client()
    if name in RIGHTS:
        client.force_login(signed_in(f"{name}-post", RIGHTS[name]))
    return client


@pytest.mark.requirement("R-009")
@pytest.mark.parametrize("seed", range(WORLDS))
def test_every_answer_is_the_same_in_a_world_that_differs_in_what_is_hidden(
    seed: int, tmp_path: Path
) -> None:
    users = riddled.board(tmp_path, seed)
    _seen_by_those_who_may(users)
    wrong = {}
    for name, hidden in HIDDEN.items():
        client, asked_for = reader(name), chosen(name, seed)
        before = crawling.answers(client, asked_for, most_files=MOST_FILES)
        with changed(*hidden):
            now = crawling.answers(client, asked_for, most_files=MOST_FILES)
        assert len(before) >= len(asked_for) > 50
        wrong |= {(name, path): how for path, how in crawling.different(now, before).items()}
    assert wrong == {}


def _seen_by_those_who_may(users: Mapping[str, Any]) -> None:
    """Each change shows where it may be seen: the worlds do differ."""
    numbers_of = "/api/v1/observations?computed=true&limit=5000&format=csv&indicator="
    draft = Submission.objects.filter(state="draft").first()
    talk = Talk.objects.filter(indicator="debts").first()
    assert draft
    assert talk
    for post, change, path in (
        ("auditor", numbers("debts"), f"{numbers_of}debts"),
        ("auditor", numbers("wages", *BEYOND), f"{numbers_of}wages"),
        ("auditor", riddled.confidential, f"{numbers_of}turnover"),
        ("auditor", riddled.packages, f"/en/collect/{draft.token}/"),
        ("auditor", riddled.talks, f"/en/talks/{talk.token}/"),
        ("builder", riddled.drafted, "/en/editing/secretive/"),
    ):
        client = Client()
        client.force_login(users[post])
        before = crawling.plain(client.get(path))
        with changed(change):
            assert crawling.plain(client.get(path)) != before, path
