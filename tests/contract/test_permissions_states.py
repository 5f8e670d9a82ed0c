"""Who sees and moves what was handed in, by role, by how the subject lies to theirs, and by state?

One number for each subject and state, told apart by its digits: relation, then state.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from styrbord.core.collection.packages import Entry
from styrbord.core.collection.workflow import State, Verb
from styrbord.services import memory
from styrbord.services.collection import forms, submissions
from styrbord.services.loading import load_pack
from styrbord.services.rights import OPERATOR, Actor
from styrbord.store.collection.models import Submission
from styrbord.store.spine.models import Edition
from tests.contract.asking import counts
from tests.contract.crawling import digits, plain
from tests.contract.packs import Written
from tests.contract.people import asked, key_of, signed_in
from tests.contract.releasing import soon
from tests.contract.test_permissions import readers, seen

REASON = {"en": "A cell was wrong"}
RELATIONS = {"own": "north", "child": "n1", "sibling": "south", "parent": "top", "other": "o1"}
LEVELS = {
    "own": "county",
    "child": "county",
    "sibling": "county",
    "parent": "country",
    "other": "municipality",
}
STATES = tuple(State)

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
NUMBERS = {
    (relation, state): 5_000_137 + 100_000 * row + 1_000 * column
    for row, relation in enumerate(RELATIONS)
    for column, state in enumerate(STATES)
}
CORRECTION = 300
NEAR = ("preparer", "reviewer", "releaser", "auditor")
VERBS = [verb for verb in Verb if verb not in (Verb.RELEASE, Verb.SUCCEED)]


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


def _form(relation: str, subject: str) -> str:
    return (
        f'[[forms]]\ncode = "{relation}"\nname_en = "{relation}"\nfrequency = "M"\nfirst = "2026-01"\n'
        f'levels = ["{LEVELS[relation]}"]\n[forms.obliged]\nsubjects = ["{subject}"]\n'
        '[[forms.items]]\nindicator = "jobs"\n'
    )


@pytest.fixture
def board(sqlite_database: str, tmp_path: Path) -> Mapping[str, str]:
    """Two trees, and a submission in each state of each subject; relation and state by token."""
    memory.forget()
    pack = Written().described(code="county", vintage="2021")
    pack.indicators[1] = {**pack.indicators[1], "frequency": "M"}
    for code, level, parent in (("else", "county", ""), ("o1", "municipality", "else")):
        pack.territories.append(
            {"territory_code": code, "name_en": code, "type": level, "parent_code": parent}
        )
    load_pack(pack.write(tmp_path))
    forms.publish("".join(_form(*one) for one in RELATIONS.items()), by=OPERATOR)
    posts = {role: signed_in(f"whole-{role}", asked(role)) for role in ("preparer", "reviewer", "releaser")}
    actors = {role: Actor(f"whole-{role}", key_of(user)) for role, user in posts.items()}
    made = {}
    for relation, subject in RELATIONS.items():
        for number, state in enumerate(STATES, 1):
            token = _brought(actors, relation, subject, f"2026-{number:02}", state)
            made[token] = f"{relation}/{state}"
    return made


def _brought(by: Mapping[str, Actor], relation: str, subject: str, period: str, state: State) -> str:
    token = submissions.open_for(relation, subject, period, by=by["preparer"])
    _filled(token, NUMBERS[relation, state], by["preparer"])
    if state is not State.DRAFT:
        submissions.submit(token, **_now(token), by=by["preparer"])
    if state is State.RETURNED:
        submissions.send_back(token, reason="Look", cells={}, **_now(token), by=by["reviewer"])
    if state in STATES[3:]:
        submissions.approve(token, **_now(token), by=by["reviewer"])
    if state in STATES[4:]:
        submissions.schedule([token], at=soon(9) if state is State.SCHEDULED else None, by=by["releaser"])
    if state is State.CORRECTED:
        later = submissions.correct(token, reason=REASON, by=by["preparer"])
        _filled(later, NUMBERS[relation, state] + CORRECTION, by["preparer"])
        submissions.submit(later, **_now(later), by=by["preparer"])
        submissions.approve(later, **_now(later), by=by["reviewer"])
        submissions.schedule([later], at=None, by=by["releaser"])
    if state is State.WITHDRAWN:
        submissions.withdraw(token, reason=REASON, by=by["releaser"])
    return token


def _filled(token: str, value: float, by: Actor) -> None:
    said = [Entry("jobs", value=float(value), note="It is so")]
    submissions.save(token, said, **_now(token), channel="page", by=by)


def _now(token: str) -> dict[str, int]:
    return {"revision": submissions.note(token).revision}


def shown(answer: Any) -> set[tuple[str, str]]:
    """Numbers that stand in an answer."""
    text = digits(plain(answer))
    return {key for key, number in NUMBERS.items() if str(number) in text}


def everywhere(tokens: Mapping[str, str]) -> Iterator[str]:
    """Addresses on which a number that was handed in might stand."""
    for number, (token, what) in enumerate(tokens.items()):
        relation, month = what.split("/")[0], Submission.objects.get(token=token).period
        yield f"/en/collect/{token}/"
        yield (
            f"/en/collect/{token}/files/package.json",
            f"/api/v1/submissions/{token}",
            f"/en/collect/{token}/files/receipt.json",
            f"/en/collect/{relation}/{RELATIONS[relation]}/{month}/",
        )[number % 4]
    for relation, subject in RELATIONS.items():
        yield f"/en/collect/books/{relation}/2026-01/"
        yield f"/en/indicators/jobs/?subject={subject}"
        yield f"/en/indicators/jobs/values/{subject}/2026-{STATES.index(State.CORRECTED) + 1:02}/"
        yield f"/en/subjects/{subject}/"
    yield from (f"/en/editions/{pk}/" for pk in Edition.objects.values_list("pk", flat=True))
    yield from ("/en/", "/en/collect/", "/en/collect/release/", "/en/quality/", "/en/editions/feed.atom")
    yield from ("/en/people/log/", "/en/my-rights/", "/en/search/?q=jobs", "/en/compare/?indicator=jobs")
    yield from ("/api/v1/submissions", "/api/v1/duties", "/api/v1/forms", "/api/v1/editions")
    yield "/api/v1/observations?frequency=M&computed=true&limit=5000"
    yield "/api/v1/observations?frequency=M&vintage=2200&format=csv&limit=5000"


def browsers() -> dict[str, Client]:
    return {str(name): one for name, one in readers(subject="north").items()}


def test_the_table_has_a_line_for_every_reader() -> None:
    assert {line.split()[0] for line in SEEN.strip().splitlines()[1:]} == set(seen()) - {"rubric"}


@pytest.mark.requirement("R-046")
def test_nobody_reads_or_moves_what_is_on_its_way_but_those_whom_the_table_names(
    board: Mapping[str, str],
) -> None:
    """What may not be seen is refused like what is not there."""
    whole = list(dict.fromkeys(everywhere(board)))
    short = [path for path in whole if "/collect/" not in path and "/submissions/" not in path]
    wrong: list[tuple[str, ...]] = []
    found = browsers()
    for role, browser in found.items():
        wrong += _seen_otherwise(role, browser, whole if role in NEAR else short)
    before = counts()
    for role, browser in found.items():
        wrong += _not_hidden(role, browser, board)
    assert wrong == []
    assert counts() == before


def _seen_otherwise(role: str, browser: Client, paths: list[str]) -> Iterator[tuple[str, ...]]:
    """Numbers that are shown and should not be, or not shown and should be."""
    found: set[tuple[str, str]] = set()
    for path in paths:
        answer = browser.get(path)
        found |= (here := shown(answer))
        yield from ((role, path, *key) for key in here - allowed(role))
        if answer.status_code >= 500:
            yield role, path, str(answer.status_code)
    yield from ((role, "is not shown", *key) for key in allowed(role) - found)


def _not_hidden(role: str, browser: Client, board: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Submissions out of reach that answer otherwise than one that does not exist, or are moved."""
    missing = _words(browser.get("/en/collect/not-there/"), "not-there")
    for number, (token, what) in list(enumerate(board.items()))[len(role) % 3 :: 3]:
        if role in NEAR and what.split("/")[0] in ("own", "child"):
            continue
        if _words(browser.get(f"/en/collect/{token}/"), token) != missing:
            yield role, what, "is told apart from what is not there"
        path = (f"/en/collect/{token}/files/package.json", f"/api/v1/submissions/{token}")[number % 2]
        if browser.get(path).status_code not in (401, 403, 404):
            yield role, what, path
        verb = VERBS[number % len(VERBS)]
        said = {"revision": _revision(token), "reason": "x", "key": f"{role}{number}"}
        status = browser.post(f"/en/collect/{token}/{verb}/", said).status_code
        if status not in (403, 404):
            yield role, what, verb, str(status)


def _words(answer: Any, token: str) -> str:
    return plain(answer).replace(token, "TOKEN")


def _revision(token: str) -> int:
    return int(Submission.objects.get(token=token).revision)
