"""May a program do with a deviation what its post may, once for each key, and nothing else?"""

from pathlib import Path
from typing import Any

import pytest

from styrbord.core.strategy.deviations.workflow import OUTCOMES, State, Verb
from styrbord.services import deviations
from styrbord.services.rights import Actor
from styrbord.store.ledger.models import Event
from styrbord.store.steering.models import DeviationStep, DeviationWords
from tests.contract.asking import counts, kept
from tests.contract.deviating import brought, loaded, opened, owner, row, said
from tests.contract.people import key_of, signed_in
from tests.contract.test_api_collection import Program, codes
from tests.contract.test_deviations import expected, handed_over, is_only_unanswered, table

pytestmark = pytest.mark.usefixtures("database")
DONE = {200: "done"}


class Office:
    """Whoever makes tokens for a program of a post."""

    def __init__(self, users: dict[str, Any]) -> None:
        self.users = users

    def by(self, post: str) -> Actor:
        """The post with its person."""
        return Actor(post, key_of(self.users[post]))


def program(post: str, user: Any, *scopes: str) -> Program:
    """A program with a token of a post."""
    return Program(Office({post: user}), post, *(scopes or ("read", "steer:deviations")))  # type: ignore[arg-type]


def body(verb: Verb, state: State, revision: int) -> dict[str, Any]:
    """All that the rules ask for with a verb, as a program sends it."""
    words = said(verb, state)
    told = {
        name: getattr(words, name) for name in ("words", "cause", "to", "outcome") if getattr(words, name)
    }
    told |= {"action": words.action.isoformat()} if words.action else {}
    return {"verb": str(verb), "revision": revision, **told}


def test_every_move_of_the_table_is_done_by_those_programs_whose_posts_may(tmp_path: Path) -> None:
    loaded(tmp_path)
    first, holder, taker = owner("first"), signed_in("holder"), signed_in("taker")
    programs = {"owner": program("first", first), "holder": program("holder", holder)}
    programs["asked"] = program("taker", taker)
    wrong, number = [], 0
    for state in State:
        for verb in Verb:
            if set(table()[state, verb].values()) == {"no"} and verb is not Verb.SETTLE:
                continue
            token = opened()
            handed_over(token, state, first, holder)
            for who, one in programs.items():
                number += 1
                got = sent(one, token, verb, f"k{number}")
                meant = expected(table()[state, verb], verb, who)
                if got not in meant and not is_only_unanswered(state, verb, got):
                    wrong.append((state, verb, who, got, meant))
                if got == "done":
                    break
            type(row(token)).objects.filter(token=token).update(closed_at=1)
    assert wrong == []


def sent(one: Program, token: str, verb: Verb, key: str) -> str:
    """Done, or the code of the refusal."""
    case = row(token)
    answer = one.send(f"deviations/{token}/steps", body(verb, State(case.state), case.revision), key)
    if answer.status_code == 200:
        assert answer.json()["revision"] == case.revision + 1
        return "done"
    return codes(answer)[0][1]


def test_a_move_is_answered_with_the_deviation_and_told_as_that_of_the_token(tmp_path: Path) -> None:
    loaded(tmp_path)
    planner, token = owner(), opened()
    one = program("planner", planner)
    taken = one.send(f"deviations/{token}/steps", {"verb": "take-up", "revision": 0}).json()
    assert (taken["state"], taken["holder"], taken["revision"]) == ("taken-up", "planner", 1)
    assert taken["may"] == ["name-cause", "explain", "decide", "hand-over"]
    assert taken["outcomes"] == [str(code) for code in OUTCOMES[State.TAKEN_UP]]
    whole = {**body(Verb.DECIDE, State.TAKEN_UP, 1)}
    decided = one.send(f"deviations/{token}/steps", whole, "k2").json()
    assert (decided["state"], decided["action_on"], decided["cause"]) == ("decided", "2030-01-01", "staff")
    assert decided["steps"][-1]["words"] == "Hire two."
    assert one.get(f"deviations/{token}").json() == decided
    moved, used = Event.objects.get(verb="deviation.decided"), Event.objects.filter(verb="api-token.used")
    assert (moved.actor, moved.about) == ("planner", token)
    assert [(each.about, each.data["row"]) for each in used.order_by("pk")] == [(token, 1), (token, 2)]
    assert "Hire" not in str([moved.data, *(each.data for each in used)])


def test_a_repeated_request_moves_nothing_and_its_key_is_for_it_alone(tmp_path: Path) -> None:
    loaded(tmp_path)
    planner, token = owner(), opened()
    one, path = program("planner", planner), f"deviations/{token}/steps"
    first = one.send(path, {"verb": "take-up", "revision": 0})
    before = counts()
    assert one.send(path, {"verb": "take-up", "revision": 0}).json() == first.json()
    other = one.send(path, {"verb": "name-cause", "revision": 1, "cause": "staff"})
    assert (other.status_code, codes(other)) == (409, [("Idempotency-Key", "request.key-reused")])
    assert counts() == before


def test_who_was_slower_is_told_and_what_cannot_be_is_refused(tmp_path: Path) -> None:
    loaded(tmp_path)
    planner, token = owner(), opened()
    brought(token, State.EXPLAINED, planner)
    one, path = program("planner", planner), f"deviations/{token}/steps"
    before = kept()
    tries: list[tuple[dict[str, Any], int, tuple[str, str] | None]] = [
        ({"verb": "decide", "revision": 1, "action": "2030-01-01"}, 409, ("", "deviation.changed")),
        ({"verb": "verify", "revision": 2}, 409, ("", "deviation.not-possible")),
        ({"verb": "close", "revision": 2, "outcome": "accepted"}, 409, ("", "deviation.unanswered")),
        ({"verb": "accept", "revision": 2}, 403, ("", "deviation.own")),
        ({"verb": "settle", "revision": 2}, 409, ("", "deviation.not-possible")),
        ({"verb": "explain", "revision": 2}, 400, ("cause", "deviation.needs-cause")),
        ({"verb": "decide", "revision": 2, "action": "2001-01-01"}, 400, ("action", "deviation.past")),
        ({"verb": "hand-over", "revision": 2, "to": "no\x00body"}, 400, ("to", "deviation.cannot-see")),
        ({"verb": "explain", "revision": 2, "cause": "staff", "words": "x" * 4001}, 400, None),
        ({"verb": "dance", "revision": 2}, 400, ("verb", "request.wrong-field")),
        ({"verb": "take-up"}, 400, ("revision", "request.wrong-field")),
        ({"verb": "take-up", "revision": 2, "colour": "red"}, 400, ("colour", "request.wrong-field")),
    ]
    for number, (text, status, told) in enumerate(tries):
        answer = one.send(path, text, f"k{number}")
        assert answer.status_code == status, (text, answer.content)
        assert told is None or codes(answer) == [told], text
    assert kept() == before


def test_a_token_reaches_no_further_than_its_scope_and_its_post(tmp_path: Path) -> None:
    loaded(tmp_path)
    planner, stranger, token = owner(), owner("south", "south"), opened(indicator="debts", value=7002.0)
    path, text = f"deviations/{token}/steps", {"verb": "take-up", "revision": 0}
    before = kept()
    reader = program("planner", planner, "read").send(path, text)
    assert (reader.status_code, codes(reader)) == (403, [("", "token.scope")])
    other = program("planner", planner, "steer:decisions").send(path, text)
    assert (other.status_code, codes(other)) == (403, [("", "token.scope")])
    away = program("south", stranger).send(path, text)
    assert (away.status_code, codes(away)) == (404, [("", "deviation.not-found")])
    assert row(token).revision == 0
    changed = {name: (before[name], many) for name, many in kept().items() if many != before[name]}
    assert set(changed) == {"people_apitoken", "ledger_event"}


def test_words_are_erased_by_who_wrote_them(tmp_path: Path) -> None:
    loaded(tmp_path)
    planner, head, token = owner(), owner("head", ""), opened()
    brought(token, State.EXPLAINED, planner)
    number = DeviationStep.objects.get(verb="explain").pk
    path = f"deviations/{token}/steps/{number}/erase"
    other = program("head", head).send(path, {})
    assert (other.status_code, codes(other)) == (403, [("", "deviation.not-own")])
    found = program("planner", planner).send(path, {}).json()
    assert [one["words"] for one in found["steps"]] == [None, None]
    assert not DeviationWords.objects.exists()


def test_a_page_and_a_program_at_once_move_it_once(tmp_path: Path) -> None:
    loaded(tmp_path)
    planner, token = owner(), opened()
    one = program("planner", planner)
    deviations.move(planner, token, Verb.TAKE_UP, said(Verb.TAKE_UP), revision=0)
    late = one.send(f"deviations/{token}/steps", {"verb": "take-up", "revision": 0})
    assert (late.status_code, codes(late)) == (409, [("", "deviation.changed")])
    assert DeviationStep.objects.count() == 1
