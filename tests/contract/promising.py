"""Which promises does a test begin with, and how is one moved about at random?"""

from collections import Counter
from datetime import date, timedelta
from random import Random
from typing import Any

from styrbord.core.base.problems import Refused
from styrbord.core.strategy.promises.workflow import State, Verb
from styrbord.services import clock, promises
from styrbord.services.promises import Promised
from styrbord.services.promises.moving import PAST
from styrbord.store.ledger.models import Event
from styrbord.store.steering.models import Promise, PromiseStep
from tests.contract.people import asked, signed_in

WHAT = "Hire two teachers"
SAID: dict[Verb, dict[str, Any]] = {
    Verb.DECLINE: {"words": "Not ours."},
    Verb.RELEASE: {"words": "No longer needed."},
    Verb.REFUSE: {"words": "It cannot wait."},
    Verb.REOPEN: {"words": "Only one was hired."},
    Verb.TURN_DOWN: {"words": "Not ours."},
    Verb.HAND_OVER: {"to": "taker"},
}
WAYS: dict[State, tuple[tuple[str, Verb], ...]] = {
    State.ASKED: (),
    State.PROMISED: (("holder", Verb.ACCEPT), ("holder", Verb.POSTPONE), ("holder", Verb.HAND_OVER)),
    State.KEPT: (("holder", Verb.ACCEPT), ("holder", Verb.KEEP)),
    State.REFUSED: (("holder", Verb.DECLINE),),
    State.RELEASED: (("asker", Verb.RELEASE),),
}


def today() -> date:
    """Day of the board."""
    return clock.now().date()


def ahead(days: int) -> date:
    """A day so many days from the board's own."""
    return today() + timedelta(days=days)


def parties() -> dict[str, Any]:
    """Who asks, who is asked, and who may be asked to take over; only the first has a right."""
    found = {"asker": signed_in("asker", asked("analyst", subject="north"))}
    return found | {post: signed_in(post) for post in ("holder", "taker")}


def said(verb: Verb, row: Promise) -> dict[str, Any]:
    """What is said with a verb, all that the rules ask for."""
    if verb is Verb.POSTPONE:
        return {"words": "The post is not advertised yet.", "due_on": row.due_on + timedelta(days=10)}
    return SAID.get(verb, {})


def given(user: Any, holder: str = "holder", days: int = 30, **said: Any) -> str:
    """Token of a promise about the north."""
    return promises.give(user, Promised(**{"subject": "north", "holder": holder, "due_on": ahead(days),
                                           "what": WHAT, **said}))  # fmt: skip


def row(token: str) -> Promise:
    """The promise as it is kept."""
    return Promise.objects.get(token=token)


def moved(user: Any, token: str, verb: Verb, **more: Any) -> promises.PromiseNote:
    """A promise after a verb with all that the rules ask for."""
    return promises.move(user, token, verb, **{**said(verb, row(token)), **more})


def brought(who: dict[str, Any], state: State) -> str:
    """Token of a promise in a state; where it stands, a later day and another post are asked for."""
    token = given(who["asker"])
    for name, verb in WAYS[state]:
        moved(who[name], token, verb)
    return token


def wandering(user: Any, token: str, chance: Random, steps: int) -> Counter[str]:
    """Try some verbs by chance on a promise, as many writers may at once; how often each got what."""
    found: Counter[str] = Counter()
    for _ in range(steps):
        verb = chance.choice(list(Verb))
        try:
            moved(user, token, verb)
            found[f"done {verb}"] += 1
        except Refused as refused:
            found[refused.problems[0].code] += 1
    return found


def torn(tokens: list[str]) -> list[str]:
    """What does not hold together in some promises: lost ones, gaps in steps, columns beside the steps.

    Each step has the number after the one before and its event; the row stands as its last step says; a
    promise that was broken stays so.
    """
    wrong = []
    for token in tokens:
        found = Promise.objects.filter(token=token).first()
        if found is None:
            wrong.append(f"{token} is lost")
            continue
        steps = list(PromiseStep.objects.filter(promise=found).order_by("revision"))
        told = list(Event.objects.filter(about=token, verb__startswith="promise.").order_by("pk"))
        verbs = ["given" if one.verb == "give" else PAST[Verb(one.verb)] for one in steps]
        if [one.revision for one in steps] != list(range(1, found.revision + 1)):
            wrong.append(f"{token} has gaps in its steps")
        if sorted(one.verb for one in told) != sorted(f"promise.{verb}" for verb in verbs):
            wrong.append(f"{token} has steps without events")
        if steps[-1].state != found.state:
            wrong.append(f"{token} stands as {found.state}, its steps say {steps[-1].state}")
        was_broken = any("broken_on" in one.data for one in told)
        if was_broken is not (found.broken_on is not None):
            wrong.append(f"{token} was broken and is not, or the other way round")
    return wrong
