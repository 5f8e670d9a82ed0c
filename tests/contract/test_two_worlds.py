"""Is every answer the same in two worlds that differ only in what the reader may not see?

`STYRBORD_WORLDS=20 pytest tests/contract/test_two_worlds.py` draws so many boards, and asks every address.
"""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from styrbord.services.accounts import tokens
from styrbord.services.rights import Actor
from styrbord.store.collection.models import Submission
from styrbord.store.participation.models import Talk
from styrbord.web import charting
from tests.contract import crawling, riddled
from tests.contract.asking import counts
from tests.contract.people import asked, key_of, signed_in
from tests.contract.riddled import changed, numbers

pytestmark = pytest.mark.usefixtures("database")
WORLDS = int(os.environ.get("STYRBORD_WORLDS", "1"))
CHOSEN, MOST_FILES = 36, 6
WRITING = ("analyst", "program")
UNSHARED = ("top", "south", "s3")
BEYOND = (*UNSHARED, "o1", "else")
FIRST_TREE = ("top", "north", "south", "n1", "s3")
INDICATORS = ("people", "wages", "debts", "share", "mean", "pay", "turnover", "doubled", "jobs")
NOBODYS = (riddled.held, riddled.withdrawn, riddled.packages)
UNSEEN = (*NOBODYS, riddled.drafted)
Change = Callable[[], int]

# What each reader may not see; all of it is changed at once. The minister sees one edition early, the program
# has a token of the other tree, and that tree shows the north what is internal.
HIDDEN: Mapping[str, tuple[Change, ...]] = {
    "anonymous": (*UNSEEN, numbers("debts"), numbers("wages"), riddled.confidential, riddled.talks),
    "analyst": (*UNSEEN, numbers("debts", *BEYOND), numbers("wages", *UNSHARED), riddled.confidential),
    "editor": (*NOBODYS, numbers("debts")),
    "expert": (*UNSEEN, numbers("debts"), numbers("wages", *UNSHARED), riddled.confidential, riddled.talks),
    "minister": (
        *(riddled.withdrawn, riddled.packages, riddled.scheduled, riddled.drafted),
        *(numbers("debts"), numbers("wages"), riddled.confidential, riddled.talks),
    ),
    "program": (
        *(*UNSEEN, numbers("debts", *FIRST_TREE), numbers("wages", *FIRST_TREE)),
        *(riddled.confidential, riddled.talks),
    ),
}
RIGHTS = {
    "analyst": asked("analyst", subject="north"),
    "editor": asked("editor"),
    "expert": asked("expert", subject="north"),
    "program": asked("preparer", subject="else"),
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
    """Every address where several boards are drawn, else some, others for each reader and database."""
    found = paths()
    if WORLDS > 1:
        return found
    return Random(f"{name}{seed}{connection.vendor}").sample(found, min(CHOSEN, len(found)))


def reader(name: str, users: Mapping[str, Any]) -> Client:
    if name == "anonymous":
        return Client()
    user = users[name]
    if name == "program":
        by = Actor("program-post", key_of(user))
        secret = tokens.make("program-post", ["read", "submit:labour"], days=9, by=by)
        return Client(headers={"Authorization": f"Bearer {secret}"})
    client = Client()
    client.force_login(user)
    return client


def sent(client: Client) -> dict[str, str]:
    """What is answered to whoever would write into what is not theirs; nothing is changed."""
    before, found = counts(), {}
    for token, subject, period, state in Submission.objects.values_list(
        "token", "subject__code", "period", "state"
    ):
        cell = {"subject": subject, "indicator": "jobs", "period": period, "value": 1.0}
        for method, path, said in (
            (
                "PUT",
                f"submissions/{token}/entries",
                {"revision": 1, "entries": [{"indicator": "jobs", "value": 1}]},
            ),
            ("POST", f"submissions/{token}/submit", {"revision": 1}),
            ("POST", "observations", {**cell, "dataset": "riddled"}),
        ):
            headers = {"Idempotency-Key": f"{token}{state}{method}"}
            answer = client.generic(
                method, f"/api/v1/{path}", json.dumps(said), content_type="application/json", headers=headers
            )
            assert answer.status_code in (400, 401, 403, 404, 422), (path, answer.status_code)
            found[f"{method} {path} {subject} {period}"] = crawling.plain(answer)
    assert counts() == before
    return found


def everything(client: Client, name: str, seed: int) -> dict[str, str]:
    found = crawling.answers(client, chosen(name, seed), most_files=MOST_FILES)
    return {**found, **(sent(client) if name in WRITING else {}), "letter": riddled.letters(name)}


@pytest.fixture(autouse=True)
def drawing_anew(settings: Any) -> Iterator[None]:
    """Charts are drawn from the numbers of their own world: none is kept."""
    settings.CHART_CACHE = None
    charting.chart_cache.cache_clear()
    yield
    charting.chart_cache.cache_clear()


@pytest.mark.requirement("R-009")
@pytest.mark.parametrize("seed", range(WORLDS))
def test_every_answer_is_the_same_in_a_world_that_differs_in_what_is_hidden(
    seed: int, tmp_path: Path
) -> None:
    users = riddled.board(tmp_path, seed)
    users |= {name: signed_in(f"{name}-post", right) for name, right in RIGHTS.items()}
    riddled.follow({"anonymous": None, **{name: users[name] for name in (*RIGHTS, "minister")}})
    _seen_by_those_who_may(users)
    wrong = {}
    for name, hidden in HIDDEN.items():
        client = reader(name, users)
        before = everything(client, name, seed)
        with changed(*hidden):
            now = everything(client, name, seed)
        assert len(before) > 40
        wrong |= {(name, path): how for path, how in crawling.different(now, before).items()}
    assert not wrong, "\n".join(f"{name} {path}: {how}" for (name, path), how in wrong.items())


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
        ("minister", riddled.held, "/en/indicators/people/values/n1/2021/"),
        ("analyst", numbers("wages", "o1"), "/en/indicators/wages/values/o1/2020/"),
    ):
        client = Client()
        client.force_login(users[post])
        before = crawling.plain(client.get(path))
        with changed(change):
            assert crawling.plain(client.get(path)) != before, path
    before = riddled.letters("analyst")
    with changed(numbers("people", "n1")):
        assert riddled.letters("analyst") != before
    assert before
