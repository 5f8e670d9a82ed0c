"""Does the page of the week show exactly what waits for somebody, and is it done there with one click?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from styrbord.core.base.problems import Refused
from styrbord.core.people.roles import Role
from styrbord.services import discussion, memory, people, promises, week
from styrbord.services.collection import submissions
from styrbord.services.promises import Promised
from styrbord.services.rights import OPERATOR, Actor
from styrbord.store.people.models import Grant
from tests.contract.deviating import opened
from tests.contract.people import key_of
from tests.contract.submitting import revision
from tests.contract.week_board import ABOUT, county, filled
from tests.databases import Boards

LINE = re.compile(r'<li id="thing-\d+" class="is-(\w+)">.*?<a href="/en/([^"]+)">', re.DOTALL)
UNIONS = {
    "asked": (
        "SELECT 'collect/' || token FROM collection_submission WHERE state = 'submitted'",
        "SELECT 'talks/' || token FROM participation_talk WHERE answered_at IS NULL AND owner = 'planner'",
        "SELECT 'promises/' || token FROM steering_promise WHERE holder = 'planner' AND state = 'asked'",
        "SELECT 'deviations/' || token FROM steering_deviation WHERE asked = 'planner'",
        "SELECT 'decisions/' || token FROM steering_decision WHERE state = 'under-review'",
    ),
    "promised": (
        "SELECT 'promises/' || token FROM steering_promise WHERE holder = 'planner' AND state = 'promised'",
    ),
    "deviating": (
        "SELECT 'deviations/' || token FROM steering_deviation WHERE holder IN ('', 'planner')"
        " AND state <> 'closed'",
    ),
    "returned": (
        "SELECT 'collect/' || s.token FROM collection_submission s"
        " JOIN spine_subject t ON t.id = s.subject_id WHERE s.state = 'returned' AND t.code = 'n1'",
    ),
    "due": (
        "SELECT 'collect/' || token FROM collection_submission WHERE state = 'draft'",
        "SELECT 'collect/people/n1/' || y.year FROM (SELECT '2024' AS year UNION SELECT '2025') y"
        " WHERE NOT EXISTS (SELECT 1 FROM collection_submission s WHERE s.period = y.year AND s.subject_id ="
        " (SELECT id FROM spine_subject WHERE code = 'n1'))",
    ),
    "meeting": (
        "SELECT 'meetings/' || c.token || '/agenda' FROM steering_circle c"
        " JOIN steering_circlemember m ON m.circle_id = c.id WHERE m.post = 'planner' AND m.to_at IS NULL",
    ),
}
"""What waits for the planner, asked of the tables by queries that the program does not use."""


@dataclass
class Board:
    """A copy of the board with its users and the tokens of what waits."""

    users: dict[str, Any]
    tokens: dict[str, str]
    things: int = 0

    def client(self, post: str) -> Client:
        """Browser of whoever holds a post."""
        found = Client()
        found.force_login(self.users[post])
        return found

    def reviewed(self) -> set[tuple[str, str]]:
        """The thing that waits for approval."""
        return {("asked", f"collect/{self.tokens['to-review']}/")}

    def send_back(self) -> None:
        """Send it back."""
        token, user = self.tokens["to-review"], self.users["planner"]
        submissions.send_back(
            token, reason="Look again", revision=revision(token), by=Actor("planner", key_of(user))
        )


@pytest.fixture
def board(boards: Boards, database_kind: str) -> Iterator[Board]:
    """A board on which something of every kind waits for the planner."""
    with boards.begun(database_kind, made) as found:
        memory.forget()
        yield Board(*found)


def made(folder: Path) -> tuple[dict[str, Any], dict[str, str]]:
    """Users, and tokens of what waits."""
    users = county(folder)
    return users, filled(users)


def union() -> set[tuple[str, str]]:
    """Every open duty of the planner, by hand."""
    found = set()
    with connection.cursor() as cursor:
        for part, statements in UNIONS.items():
            for sql in statements:
                cursor.execute(sql)
                found |= {(part, f"{row[0]}/") for row in cursor.fetchall()}
    return found


def shown(client: Client) -> set[tuple[str, str]]:
    """Every thing on all pages of the week."""
    return {(part, unescape(path)) for part, path in LINE.findall(page(client))}


def page(client: Client, **asked: str) -> str:
    return client.get("/en/week/", asked).content.decode()


def test_nothing_is_missing_and_nothing_too_much(board: Board) -> None:
    client = board.client("planner")
    assert {part for part, _ in union()} == set(UNIONS) - {"returned"}
    assert shown(client) == union()
    assert board.tokens["closed"] not in page(client)


@pytest.mark.requirement("R-153")
def test_the_page_is_the_union_of_open_duties_after_every_step(board: Board) -> None:
    client, tokens = board.client("planner"), board.tokens
    before = union()
    steps = (
        ("answer", {"token": tokens["question"], "words": "Two houses burnt."}),
        ("keep", {"token": tokens["promised"]}),
        ("accept", {"token": tokens["promise-asked"]}),
        ("take-up", {"token": tokens["deviation-new"]}),
        ("consent", {"token": tokens["deviation-offered"]}),
        ("confirm", {"form": "people", "subject": "n1", "period": "2025"}),
    )
    assert shown(client) == before
    for verb, said in steps:
        answer = client.post(f"/en/week/{verb}/", {**said, "key": verb})
        assert (answer.status_code, answer.headers["Location"]) == (302, f"/en/week/?done={verb}#done"), verb
        assert shown(client) == union(), verb
        assert (union() == before) is (verb == "take-up"), verb
        before = union()
    assert {part for part, _ in before} == {"asked", "promised", "deviating", "due", "meeting"}
    board.send_back()
    assert shown(client) == union() == before - board.reviewed()
    assert "Look again" in page(board.client("clerk"))


def test_a_deputy_sees_the_same_and_for_whom(board: Board) -> None:
    deputy = board.client("deputy")
    assert shown(deputy) == shown(board.client("planner")) == union()
    assert "for Planner" in " ".join(re.sub("<[^>]+>", " ", page(deputy)).split())
    assert shown(board.client("clerk")).isdisjoint(union())


def test_what_the_reader_may_no_longer_see_is_not_there(board: Board) -> None:
    client, about = board.client("planner"), replace(ABOUT, indicator="homes", subject="n2")
    hidden = {
        ("asked", f"talks/{discussion.begin(board.users['asker'], about, said='question', words='Why?')}/"),
        ("deviating", f"deviations/{opened('n2', 'homes')}/"),
    }
    assert hidden < shown(client) == union()
    for grant in Grant.objects.filter(post__code="planner").exclude(role=Role.PREPARER):
        people.revoke(grant.pk, post="planner", by=OPERATOR)
    assert shown(client).isdisjoint(hidden | board.reviewed())
    assert {part for part, _ in shown(client)} == {"asked", "promised", "due", "deviating", "meeting"}
    assert "Homes" not in page(client).replace("People and homes", "")


def test_each_day_the_list_asks_the_database_as_often_for_many_as_for_one(board: Board) -> None:
    def queries() -> int:
        memory.forget()
        with CaptureQueriesContext(connection) as found:
            board.things = len(week.week(board.users["planner"]).things)
        return len(found)

    def more(subject: str, number: int, case: dict[str, str]) -> None:
        promises.give(board.users["planner"], promised(subject))
        about = replace(ABOUT, subject=subject, period=str(2022 + number % 3))
        discussion.begin(board.users["asker"], about, said="question", words="And here?")
        opened(**case)

    cases = [
        {"subject": subject, "indicator": indicator, "track": track}
        for track in ("health", "residual")
        for indicator in ("people", "homes")
        for subject in ("n1", "n2", "north")
    ]
    for _ in ("one that is plainly seen", "one whose numbers have moved"):
        more("n1", 0, cases.pop(0))
    queries()
    few, count = queries(), board.things
    for number, case in enumerate(cases):
        more(("n1", "north")[number % 2], number, case)
    queries()
    assert (queries(), board.things) == (few, count + 3 * len(cases))


def test_nothing_to_do_is_said_in_one_line(board: Board) -> None:
    found = page(board.client("asker"))
    assert "Nothing waits for you this week." in found
    assert '<ol class="week">' not in found


def test_a_refused_answer_loses_no_words(board: Board) -> None:
    client = board.client("planner")
    told = {"token": board.tokens["question"], "words": "x" * 4001, "at-part": "asked"}
    answer = client.post("/en/week/answer/", told)
    assert answer.status_code == 400
    assert "x" * 4001 in answer.content.decode()
    assert client.post("/en/week/keep/", {"token": "none"}).status_code == 404
    assert client.post("/en/week/burn/", {"token": "none"}).status_code == 404


def test_what_is_confirmed_says_so_and_is_taken_back(board: Board) -> None:
    client = board.client("planner")
    said = {"form": "people", "subject": "n1", "period": "2025"}
    assert "Confirm 2 unchanged figures" in page(client, part="due")
    client.post("/en/week/confirm/", said)
    (token,) = (one.token for one in submissions.listed(board.users["planner"], period="2025"))
    assert "2 of 2 filled in, 2 confirmed" in page(client)
    client.post("/en/week/unconfirm/", {"token": token})
    assert "0 of 2 filled in" in page(client)


def promised(subject: str) -> Promised:
    return Promised(subject=subject, holder="planner", due_on=date(2030, 1, 1), what="Something more")


def test_a_program_reads_the_same_week(board: Board) -> None:
    told = board.client("planner").get("/api/v1/week").json()
    assert {(one["part"], one["address"].lstrip("/")) for one in told["items"]} == union()
    assert told["count"] == len(union())
    asked = board.client("planner").get("/api/v1/week", {"part": "asked", "post": "planner"}).json()
    assert {one["part"] for one in asked["items"]} == {"asked"}
    assert board.client("planner").get("/api/v1/week", {"post": "clerk"}).status_code == 403
    assert Client().get("/api/v1/week").status_code == 401


def test_a_long_list_comes_in_pages_that_together_hold_all(board: Board) -> None:
    client = board.client("planner")
    for _ in range(35):
        promises.give(board.users["planner"], promised("n1"))
    pages = [LINE.findall(page(client, page=str(number))) for number in (1, 2)]
    assert len(pages[0]) == 30
    assert {(part, path) for one in pages for part, path in one} == union()
    assert LINE.findall(page(client, page="99")) == pages[1]
    assert {part for part, _ in LINE.findall(page(client, part="asked"))} == {"asked"}


def test_one_asks_for_the_week_of_an_own_post_only(board: Board) -> None:
    assert week.week(board.users["deputy"], "planner").things == week.week(board.users["planner"]).things
    assert week.week(board.users["deputy"], "deputy").things == ()
    for user, post, code in (("clerk", "planner", "rights.missing"), (None, None, "sign-in.needed")):
        with pytest.raises(Refused) as refused:
            week.week(board.users[user] if user else None, post)
        assert refused.value.problems[0].code == code
