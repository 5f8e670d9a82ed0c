"""Which board holds an object of every kind in every state, of subjects that lie otherwise to the reader?

Readers have rights over the north. One number for each relation and state of a submission, told apart by
its digits.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from styrbord.core.base.periods import Period
from styrbord.core.board.pages import BlockKind, PageBlock, PageDefinition
from styrbord.core.collection.packages import Entry
from styrbord.core.collection.workflow import State
from styrbord.core.participation.talks import About
from styrbord.core.strategy.deviations.workflow import State as DeviationState
from styrbord.services import (
    clock,
    decisions,
    discussion,
    editing,
    jobs,
    meetings,
    memory,
    promises,
    releases,
)
from styrbord.services.collection import forms, requests, submissions
from styrbord.services.imports import files
from styrbord.services.loading import load_pack
from styrbord.services.meetings import CircleSaid
from styrbord.services.promises import Promised
from styrbord.services.rights import OPERATOR, Actor
from styrbord.services.work import work
from styrbord.store.collection.models import Submission
from styrbord.store.steering.models import Deviation
from tests.contract.deciding import START, decided, whole
from tests.contract.deviating import brought, opened
from tests.contract.investing_states import invested
from tests.contract.packs import Written
from tests.contract.people import added, asked, key_of, signed_in
from tests.contract.releasing import released, row, soon
from tests.contract.rights_board import Keys, signed_in_readers
from tests.services.imports.files_of_office import json_stat

REASON = {"en": "A cell was wrong"}
RELATIONS = {"own": "north", "child": "n1", "sibling": "south", "parent": "top", "other": "o1"}
NEAR = ("own", "child")
LEVELS = {
    "own": "county",
    "child": "county",
    "sibling": "county",
    "parent": "country",
    "other": "municipality",
}
STATES = tuple(State)
CLASSES = {"people": "open", "wages": "internal", "debts": "restricted"}
NUMBERS = {
    (relation, state): 5_000_137 + 100_000 * row + 1_000 * column
    for row, relation in enumerate(RELATIONS)
    for column, state in enumerate(STATES)
}
CORRECTION = 300
Place = tuple[str, str, str]
"""Kind of object, relation and state."""


@dataclass(frozen=True)
class Made:
    """Sessions of the readers, submissions as relation and state by token, and what names each object."""

    keys: Keys
    submissions: Mapping[str, str]
    objects: Mapping[Place, Mapping[str, str]]


def states_board(folder: Path) -> Made:
    """Two trees with an object of every kind in every state of each relation."""
    memory.forget()
    load_pack(_pack().write(folder))
    forms.publish("".join(_form(*one) for one in RELATIONS.items()), by=OPERATOR)
    posts = {role: signed_in(f"whole-{role}", asked(role)) for role in ("preparer", "reviewer", "releaser")}
    actors = {role: Actor(f"whole-{role}", key_of(user)) for role, user in posts.items()}
    objects: dict[Place, Mapping[str, str]] = {}
    tokens = {}
    for relation, subject in RELATIONS.items():
        for number, state in enumerate(STATES, 1):
            period = f"2026-{number:02}"
            token = _brought(actors, relation, subject, period, state)
            tokens[token] = f"{relation}/{state}"
            told = {"token": token, "form": relation, "subject": subject, "period": period}
            objects["submission", relation, str(state)] = told
        for state, told in (*_editions(subject), *_talks(posts["preparer"], subject)):
            objects["edition" if "edition" in told else "talk", relation, state] = told
    objects |= {("deviation", *place): told for place, told in _deviations()}
    objects |= {("decision", *place): told for place, told in _decisions()}
    objects |= {("promise", *place): told for place, told in _promises()}
    objects |= {("meeting", *place): told for place, told in _meetings()}
    objects |= dict(invested(RELATIONS))
    objects |= {(kind, "own", state): told for kind, state, told in _whole()}
    return Made(signed_in_readers(subject="north"), tokens, objects)


def _pack() -> Written:
    pack = Written().described(code="county", vintage="2021")
    pack.indicators[1] = {**pack.indicators[1], "frequency": "M"}
    pack.indicators[0] = {**pack.indicators[0], "access": "open"}
    pack.indicators += [
        {"indicator_code": code, "name_en": code.title(), "access": access}
        for code, access in CLASSES.items()
        if code != "people"
    ]
    for code, level, parent in (("else", "county", ""), ("o1", "municipality", "else")):
        pack.territories.append(
            {"territory_code": code, "name_en": code, "type": level, "parent_code": parent}
        )
    for subject in RELATIONS.values():
        for code in CLASSES:
            pack.observe(code, subject, {"2020": 11})
    pack.texts["pages.toml"] = "".join(
        f'[[pages]]\ncode = "{code}"\nkind = "page"\npublicity = "{who}"\ntitle_en = "{code}"\n'
        for code, who in (("inside", "signed-in"), ("open-page", "public"), ("proposed", "signed-in"))
    )
    return pack


def _form(relation: str, subject: str) -> str:
    return (
        f'[[forms]]\ncode = "{relation}"\nname_en = "{relation}"\nfrequency = "M"\nfirst = "2026-01"\n'
        f'levels = ["{LEVELS[relation]}"]\n[forms.obliged]\nsubjects = ["{subject}"]\n'
        '[[forms.items]]\nindicator = "jobs"\n'
    )


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


def _editions(subject: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Editions by hand: shown, withdrawn, and one whose moment has not come."""
    for number, state in enumerate(("released", "withdrawn", "held")):
        cell = row(4_000_000.0 + number, subject=subject, period=f"201{number}")
        (made,) = released(cell, at=soon(9) if state == "held" else None)
        if state == "withdrawn":
            with work("releaser", clock.now()) as piece:
                releases.withdraw(piece, [made], REASON)
        yield state, {"edition": str(made)}


def _talks(user: object, subject: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    for code, access in CLASSES.items():
        about = About(indicator=code, subject=subject, period=str(Period.parse("2020")))
        token = discussion.begin(user, about, said="question", words=f"Why {code} of {subject}?")
        yield access, {"talk": token, "subject": subject}


def _deviations() -> Iterator[tuple[tuple[str, str], Mapping[str, str]]]:
    """A deviation of a restricted number of each subject in each state, and a new one of an open number."""
    user = signed_in("whole-holder", asked("owner"))
    for relation, subject in RELATIONS.items():
        yield (relation, "open"), {"deviation": opened(subject, value=11.0, expected=30.0)}
        for state in DeviationState:
            token = opened(subject, "debts", value=11.0, expected=30.0)
            brought(token, state, user)
            Deviation.objects.filter(token=token).update(closed_at=1)
            yield (relation, str(state)), {"deviation": token}


def _decisions() -> Iterator[tuple[tuple[str, str], Mapping[str, str]]]:
    """A decision about each subject in each state to which people and the clock bring it; a public one."""
    user, today = signed_in("whole-owner", asked("owner")), clock.now().date().isoformat()
    for relation, subject in RELATIONS.items():
        said = {"subject": subject, "effects": [("people", subject, "5", "2030", "2031-03-01")]}
        start = replace(START, evidence=(), in_force_on="2029-01-01", **said)
        yield (relation, "proposed"), {"decision": whole(user, start)}
        yield (relation, "decided"), {"decision": decided(user, start)}
        yield (relation, "in-force"), {"decision": decided(user, start, in_force_on=today)}
        token = whole(user, start)
        decisions.move(user, token, "submit", revision=3)
        yield (relation, "under-review"), {"decision": token}
        token = whole(user, start)
        decisions.move(user, token, "withdraw", revision=3, words="Not now")
        yield (relation, "withdrawn"), {"decision": token}
        token = decided(user, start)
        decisions.publish(user, token)
        yield (relation, "public"), {"decision": token}
    decisions.settle(clock.now())


def _promises() -> Iterator[tuple[tuple[str, str], Mapping[str, str]]]:
    """Promises about each subject, of posts that none of the readers holds."""
    user = signed_in("whole-promiser", asked("owner"))
    for relation, subject in RELATIONS.items():
        said = Promised(subject, "whole-promiser", clock.now().date(), "Count them anew")
        yield (relation, "promised"), {"promise": promises.give(user, said)}
        yield (relation, "asked"), {"promise": promises.give(user, replace(said, holder="whole-owner"))}
        kept = promises.give(user, said)
        promises.move(user, kept, "keep")
        yield (relation, "kept"), {"promise": kept}


def _meetings() -> Iterator[tuple[tuple[str, str], Mapping[str, str]]]:
    """A meeting under way about each subject, of a circle in which none of the readers sits."""
    user = signed_in("whole-chair", asked("owner"))
    for relation, subject in RELATIONS.items():
        said = CircleSaid({"en": "Heads"}, ("whole-chair",), ("whole-chair",))
        circle = meetings.found(user, subject, said)
        meetings.put(user, circle, "Count them anew")
        meetings.start(user, circle)
        day = clock.now().date().isoformat()
        yield (relation, "under-way"), {"circle": circle, "day": day}


def _whole() -> Iterator[tuple[str, str, Mapping[str, str]]]:
    """What belongs to no subject: pages, proposals, forms, requests, imports, posts, secrets."""
    editor = signed_in("whole-editor", asked("editor"))
    blocks = (PageBlock(BlockKind.TILES, ("people",)),)
    editing.start(editor, PageDefinition(code="drafted", titles={"en": "Drafted"}, blocks=blocks))
    weighed = editing.weigh(editor, editing.PAGE, "proposed", "public")
    editing.propose(editor, editing.PAGE, "proposed", "public", seen=weighed.hash, reason="Order 7")
    yield from (("page", "draft", {"page": "drafted"}), ("page", "signed-in", {"page": "inside"}))
    yield from (("page", "public", {"page": "open-page"}), ("page", "proposed", {"page": "proposed"}))
    yield "indicator", "restricted", {"code": "debts"}
    yield "form", "published", {"form": "own"}
    wanted = requests.want("Noise", "For the plan", by=Actor("whole-editor", key_of(editor)))
    yield "request", "wanted", {"request": wanted}
    yield "import", "read", {"import": files.upload("jobs.json", json_stat(), editor="whole-editor")}
    yield "job", "asked", {"job": jobs.ask("signals", {"question": "none"}, by=Actor("whole-editor"))}
    added("clerk")
    yield "post", "held", {"post": "clerk"}
    yield from ((kind, "guessed", {"secret": "guessed-secret"}) for kind in ("secret", "nothing"))
    yield "passkey", "of another", {"number": "1"}


def period_of(token: str) -> str:
    """Period of a submission."""
    return str(Submission.objects.get(token=token).period)
