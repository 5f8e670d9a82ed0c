"""Is every answer the same in two worlds that differ only in what the reader may not see?

`STYRBORD_WORLDS=20 pytest tests/contract/test_two_worlds.py` draws so many boards.
"""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from django.test import Client

from tests.contract import crawling, riddled
from tests.contract.people import asked, signed_in
from tests.contract.riddled import changed, numbers

pytestmark = pytest.mark.usefixtures("database")
WORLDS = int(os.environ.get("STYRBORD_WORLDS", "1"))
BEYOND = ("top", "south", "s3", "o1", "else")
INDICATORS = ("people", "wages", "debts", "share", "mean", "pay", "turnover", "doubled", "jobs")
NOBODYS = (riddled.held, riddled.withdrawn, riddled.packages)
Change = Callable[[], int]

# What each reader may not see; all of it is changed at once.
HIDDEN: Mapping[str, tuple[Change, ...]] = {
    "anonymous": (*NOBODYS, numbers("debts"), numbers("wages"), riddled.confidential, riddled.talks),
    "analyst": (*NOBODYS, numbers("debts", *BEYOND), numbers("wages", *BEYOND), riddled.confidential),
    "editor": (*NOBODYS, numbers("debts")),
    "expert": (*NOBODYS, numbers("debts"), numbers("wages", *BEYOND), riddled.confidential, riddled.talks),
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


def reader(name: str) -> Client:
    client = Client()
    if name in RIGHTS:
        client.force_login(signed_in(f"{name}-post", RIGHTS[name]))
    return client


@pytest.mark.parametrize("seed", range(WORLDS))
@pytest.mark.parametrize("name", HIDDEN)
def test_every_answer_is_the_same_in_a_world_that_differs_in_what_is_hidden(
    name: str, seed: int, tmp_path: Path
) -> None:
    riddled.board(tmp_path, seed)
    client, asked_for = reader(name), paths()
    before = crawling.answers(client, asked_for)
    with changed(*HIDDEN[name]):
        now = crawling.answers(client, asked_for)
    assert crawling.different(now, before) == {}
