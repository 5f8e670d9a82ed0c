"""Who reads and moves each object, by role, by how the subject lies to theirs, and by state?

`objects.csv` names every address that leads to one object: who of the readers with rights over the north gets
an answer for an object that lies near (the north and what is below it), and who for one far away (beside,
above, in another tree). All others are refused. Who may make a move in another state is answered with what
the state is now, as when somebody else was faster; that nothing is moved then, `test_submissions.py` holds.
In CI, and with `STYRBORD_WHOLE=1`, every reader asks every address of every object on both databases;
elsewhere a part of what they make together, another on each.
"""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from styrbord.core.collection.workflow import State
from styrbord.services import memory, watching
from styrbord.store.ledger.models import Event
from styrbord.store.spine.models import Edition
from tests.contract.asking import counts
from tests.contract.crawling import digits, plain
from tests.contract.paths import PATHS
from tests.contract.rights_board import browsers_of, is_asked, seen
from tests.contract.states_board import NEAR, NUMBERS, RELATIONS, STATES, Made, period_of, states_board
from tests.contract.test_permissions import pages
from tests.databases import Boards

TABLE = Path(__file__).parent / "objects.csv"
REFUSED = {401, 403, 404}

# What a post with the role for `north` reads of what was handed in there: as a draft, and later.
# Of released and corrected numbers everybody reads the number itself; nobody else reads anything else.
SEEN = """
role               of: own child sibling parent other   states: draft others
preparer               yes yes   no      no     no              yes   yes
reviewer               yes yes   no      no     no              no    yes
releaser               yes yes   no      no     no              no    yes
auditor                yes yes   no      no     no              yes   yes
anonymous              no  no    no      no     no              no    no
nobody                 no  no    no      no     no              no    no
former                 no  no    no      no     no              no    no
editor                 no  no    no      no     no              no    no
analyst                no  no    no      no     no              no    no
owner                  no  no    no      no     no              no    no
expert                 no  no    no      no     no              no    no
competence-centre      no  no    no      no     no              no    no
administrator          no  no    no      no     no              no    no
deputy                 no  no    no      no     no              no    no
"""
PUBLIC = {State.RELEASED, State.CORRECTED}
LOOKED = (watching.VERB, "refusal.told")
READERS = ("preparer", "reviewer", "releaser", "auditor")


def table() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def allowed(role: str) -> set[tuple[str, str]]:
    """Relations and states whose number a role reads."""
    _, *lines = (line.split() for line in SEEN.strip().splitlines())
    marks = {name: [mark == "yes" for mark in rest] for name, *rest in lines}[role]
    near = dict(zip(RELATIONS, marks[:5], strict=True))
    return {
        (relation, state)
        for relation, state in NUMBERS
        if state in PUBLIC or (near[relation] and marks[5 if state is State.DRAFT else 6])
    }


def addresses(resolver: Any = None, space: str = "") -> Iterator[str]:
    """Names of every address that leads to one object: something of it is filled in."""
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLPattern):
            if one.pattern.converters or one.pattern.regex.groups:
                yield space + (one.name or str(one.pattern))
        elif isinstance(one, URLResolver):
            yield from addresses(one, f"{space}{one.namespace}:" if one.namespace else space)


def test_every_address_of_an_object_is_in_the_table() -> None:
    assert set(addresses()) <= {row["address"] for row in table()} <= set(PATHS)


def test_addresses_of_numbers_are_among_the_channels_that_are_searched_for_them() -> None:
    searched = {resolve(path.split("?")[0]).view_name for path in pages()}
    assert {row["address"] for row in table() if row["object"] == "number"} <= searched


def test_the_table_has_a_line_for_every_reader() -> None:
    readers = set(seen()) - {"rubric"}
    assert {line.split()[0] for line in SEEN.strip().splitlines()[1:]} == readers
    named = {one for row in table() for where in ("near", "far") for one in row[where].split()}
    assert named - {"everyone"} <= readers


@pytest.fixture
def board(database_kind: str, boards: Boards) -> Iterator[Made]:
    """An object of every kind in every state of each relation."""
    with boards.begun(database_kind, states_board) as made:
        memory.forget()
        yield made


@pytest.mark.requirement("R-046")
def test_every_object_answers_every_reader_as_the_table_says(board: Made) -> None:
    """What may not be seen is refused, and nothing is changed by asking."""
    browsers, wrong, before, asked = browsers_of(board.keys), [], kept(), set()
    for at, row in enumerate(one for one in table() if one["object"] != "number"):
        places = [(relation, state) for state in row["states"].split() for relation in RELATIONS]
        places = [
            (relation, state)
            for relation, state in places
            if (row["object"], relation, state) in board.objects
        ]
        assert places or row["object"] == "passkey", row
        for number, (relation, state) in enumerate(places):
            told = board.objects[row["object"], relation, state]
            may = row["near" if relation in NEAR else "far"].split()
            for index, (role, browser) in enumerate(browsers.items()):
                if len(places) < 5 or is_asked(at, number, index, every=4):
                    asked.add((row["address"], role))
                    status = browser.generic(row["method"], row["path"].format(**told)).status_code
                    is_due = "everyone" not in may and role not in may
                    if (status in REFUSED) is not is_due or status >= 500:
                        wrong.append((row["path"], role, relation, state, status))
    assert not wrong, "\n".join(map(str, wrong))
    assert kept() == before
    there = {row["address"] for row in table() if row["object"] not in {"number", "passkey"}}
    assert len(asked) == len(there) * len(browsers)


def kept() -> dict[str, int]:
    """Number of rows of every table; of the record without who looked at what, and who was refused."""
    events = Event.objects.exclude(verb__in=LOOKED)
    return {**counts(), Event._meta.db_table: events.count()}


def shown(answer: Any) -> set[tuple[str, str]]:
    """Numbers that stand in an answer."""
    text = digits(plain(answer))
    return {key for key, number in NUMBERS.items() if str(number) in text}


def everywhere(tokens: Mapping[str, str]) -> Iterator[str]:
    """Addresses on which a number that was handed in might stand."""
    for number, (token, what) in enumerate(tokens.items()):
        relation = what.split("/")[0]
        yield f"/en/collect/{token}/"
        yield (
            f"/en/collect/{token}/files/package.json",
            f"/api/v1/submissions/{token}",
            f"/en/collect/{token}/files/receipt.json",
            f"/en/collect/{relation}/{RELATIONS[relation]}/{period_of(token)}/",
            f"/en/collect/{token}/council/",
            f"/api/v1/submissions/{token}/council",
        )[number % 6]
    for relation, subject in RELATIONS.items():
        yield f"/en/collect/books/{relation}/2026-01/"
        yield f"/en/indicators/jobs/?subject={subject}"
        yield f"/en/indicators/jobs/values/{subject}/2026-{STATES.index(State.CORRECTED) + 1:02}/"
        yield f"/en/subjects/{subject}/"
    yield from (f"/en/editions/{pk}/" for pk in Edition.objects.values_list("pk", flat=True))
    yield from ("/en/", "/en/collect/", "/en/collect/release/", "/en/quality/", "/en/editions/feed.atom")
    yield from ("/en/people/log/", "/en/my-rights/", "/en/search/?q=jobs", "/en/compare/?indicator=jobs")
    yield from ("/api/v1/submissions", "/api/v1/duties", "/api/v1/forms", "/api/v1/editions")
    yield from WHOLE


WHOLE = (
    "/api/v1/observations?frequency=M&computed=true&limit=5000",
    "/api/v1/observations?frequency=M&vintage=2200&format=csv&limit=5000",
)


@pytest.mark.requirement("R-046")
def test_nobody_reads_what_is_on_its_way_but_those_whom_the_table_names(board: Made) -> None:
    whole = list(dict.fromkeys(everywhere(board.submissions)))
    short = [path for path in whole if "/collect/" not in path and "/submissions/" not in path]
    wrong: list[tuple[str, ...]] = []
    for number, (role, browser) in enumerate(browsers_of(board.keys).items()):
        paths = whole if role in READERS else short
        here = [path for at, path in enumerate(paths) if path in WHOLE or is_asked(number, at, every=4)]
        wrong += _seen_otherwise(role, browser, here)
    assert not wrong, "\n".join(map(str, wrong))


def _seen_otherwise(role: str, browser: Client, paths: list[str]) -> Iterator[tuple[str, ...]]:
    """Numbers that are shown and should not be, or that everyone should see and are not shown."""
    found: set[tuple[str, str]] = set()
    for path in paths:
        answer = browser.get(path)
        found |= (here := shown(answer))
        yield from ((role, path, *key) for key in here - allowed(role))
        if answer.status_code >= 500:
            yield role, path, str(answer.status_code)
    public = {key for key in NUMBERS if key[1] is State.RELEASED}
    yield from ((role, "is not shown", *key) for key in public - found)


@pytest.mark.requirement("R-046")
def test_what_is_out_of_reach_is_refused_in_the_words_for_what_is_not_there(board: Made) -> None:
    wrong = []
    for number, (role, browser) in enumerate(browsers_of(board.keys).items()):
        missing = _words(browser.get("/en/collect/not-there/"), "not-there")
        for at, (token, what) in enumerate(board.submissions.items()):
            is_near = role in READERS and what.split("/")[0] in NEAR
            if (
                not is_near
                and (at + number) % 6 == 0
                and _words(browser.get(f"/en/collect/{token}/"), token) != missing
            ):
                wrong.append((role, what))
    assert wrong == []


def _words(answer: Any, token: str) -> str:
    return plain(answer).replace(token, "TOKEN")
