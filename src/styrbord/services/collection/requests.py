"""Which numbers are wanted that the board does not have, who looks for them, and what came of it?"""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.collection.requests import (
    MOVERS,
    REQUEST_MOVES,
    RequestMove,
    RequestState,
    RequestVerb,
    verbs_in,
)
from styrbord.core.people.roles import Action, Role, allows
from styrbord.services import clock, rights
from styrbord.services.notices import notify
from styrbord.services.once import once
from styrbord.services.reading import Reading
from styrbord.services.rights import Actor
from styrbord.services.work import Work
from styrbord.store.clock import from_ms, to_ms
from styrbord.store.collection.models import DataRequest
from styrbord.store.ledger.models import Event

define(
    "data-request.not-found",
    "There is no request '{token}'.",
    "Choose one from the list of requests.",
)
define("data-request.no-title", "Nothing says which numbers are wanted.", "Name them in a few words.")
define(
    "data-request.no-such-step",
    "A request that is {state} cannot be moved like this ({verb}).",
    "Load the page again to see how it stands.",
)
define("data-request.says-nothing", "Something must be said with this step.", "Fill in the field beside it.")
define(
    "data-request.no-indicator",
    "There is no indicator '{code}' on this board.",
    "Load its numbers first, then name its code as it stands in the register.",
)
define(
    "data-request.other-indicator",
    "The request was mapped to '{mapped}', not to '{code}'.",
    "Map it anew first, or name the indicator that it was mapped to.",
)
define(
    "data-request.moved-on",
    "Someone else has moved this request meanwhile.",
    "Load the page again; what you wrote has not been kept.",
)
LONGEST_TITLE, LONGEST_WORDS, LONGEST_CODE = 300, 4_000, 64
_HASHED = ("found", "why")


@dataclass(frozen=True, slots=True)
class RequestStep:
    """One thing that happened to a request."""

    at: datetime
    by: str
    told: str
    state: str


@dataclass(frozen=True, slots=True)
class RequestNote:
    """All that a page shows of a request; `verbs` is what may be done with it now."""

    token: str
    title: str
    why: str
    state: str
    seeker: str
    found: str
    indicator: str
    by: str
    made_at: datetime
    changed_at: datetime
    revision: int
    verbs: tuple[str, ...]
    steps: tuple[RequestStep, ...] = ()


def wanting(user: object) -> Actor:
    """Post as which a user may want numbers; raises Refused `sign-in.needed` or `rights.missing`."""
    return _acting(user, frozenset(role for role in Role if allows(role, Action.COMMENT)))


def moving(user: object) -> Actor:
    """Post as which a user may look for them; raises Refused `sign-in.needed` or `rights.missing`."""
    return _acting(user, MOVERS)


def may_move(user: object) -> bool:
    """Whether a user is one of those who look for data."""
    return any(right.role in MOVERS for right in rights.rights_of(user).rights)


def want(title: str, why: str = "", *, by: Actor, key: str = "") -> str:
    """Want numbers; token of the request.

    Raises
    ------
    Refused
        `data-request.no-title`.
    """
    now = to_ms(clock.now())
    words = {"title": _short(title, LONGEST_TITLE), "why": _short(why, LONGEST_WORDS)}

    def do(piece: Work, full: str | None) -> int:
        row = DataRequest.objects.create(
            token=secrets.token_urlsafe(16), by=by.code, made_at=now, changed_at=now, **words
        )
        told = {name: _hash(text) for name, text in words.items()}
        piece.tell(
            "data-request.wanted", row.token, {"row": row.pk, "by_person": by.person, **told}, key=full
        )
        return int(row.pk)

    wrong = [] if words["title"] else [Problem("data-request.no-title", "title")]
    number = once(by, key, do, wrong, realm="data-request")
    return str(DataRequest.objects.values_list("token", flat=True).get(pk=number))


def move(
    token: str,
    verb: str,
    said: Mapping[str, str],
    *,
    revision: int,
    reading: Reading,
    by: Actor,
    key: str = "",
) -> int:
    """Do one step with a request; its new revision.

    `said` holds what the step needs: `found` (where), `indicator` (code) or `why`; `seeker` is the post that
    looks for it from now on. A request goes live only with an indicator that the register has.

    Raises
    ------
    Refused
        `data-request.not-found`, or with everything that is wrong.
    """
    row = _row(token)
    step = _step(row, verb)
    words = {name: _short(said.get(name, ""), LONGEST_WORDS) for name in ("found", "indicator", "why")}
    changes = _changes(row, step, verb, words, by)

    def do(piece: Work, full: str | None) -> int:
        here = DataRequest.objects.filter(pk=row.pk, revision=revision)
        if not here.update(**changes, revision=revision + 1, changed_at=to_ms(piece.at)):
            raise Refused(Problem("data-request.moved-on"))
        told = {
            "row": row.pk,
            "revision": revision + 1,
            "state": step.leads_to.value if step else "",
            "by_person": by.person,
        }
        hashes = {name: _hash(words[name]) for name in _HASHED if words[name]}
        code = {"indicator": words["indicator"]} if words["indicator"] else {}
        piece.tell(f"data-request.{step.told if step else verb}", token, {**told, **hashes, **code}, key=full)
        notify(
            f"request:{token}:{revision + 1}",
            row.by,
            "request.changed",
            at=piece.at,
            address=f"/requests/{token}/",
            params={"state": told["state"]},
        )
        return revision + 1

    wrong = _wrong(row, step, verb, words, reading)
    return once(by, key, do, wrong, realm="data-request", answer="revision")


def listed(state: str = "") -> list[RequestNote]:
    """Requests, those that were changed last first; of one state, if asked."""
    rows = DataRequest.objects.order_by("-changed_at", "-pk")
    return [_note(row) for row in (rows.filter(state=state) if state else rows)]


def counts() -> dict[str, int]:
    """How many requests stand in each state."""
    states = list(DataRequest.objects.values_list("state", flat=True))
    return {state.value: states.count(state.value) for state in RequestState}


def note(token: str) -> RequestNote:
    """One request with its history; raises Refused `data-request.not-found`."""
    return _note(_row(token), with_steps=True)


def _acting(user: object, roles: frozenset[Role]) -> Actor:
    if not getattr(user, "is_authenticated", False):
        raise Refused(Problem("sign-in.needed"))
    found = rights.rights_of(user)
    for right in found.rights:
        if right.role in roles:
            return Actor(right.through, found.person)
    raise Refused(Problem("rights.missing"))


def _row(token: str) -> DataRequest:
    row = DataRequest.objects.filter(token=token).first()
    if row is None:
        raise Refused(Problem("data-request.not-found", params={"token": token[:LONGEST_CODE]}))
    return row


def _step(row: DataRequest, verb: str) -> RequestMove | None:
    try:
        return REQUEST_MOVES.get((RequestState(row.state), RequestVerb(verb)))
    except ValueError:
        return None


def _wrong(
    row: DataRequest, step: RequestMove | None, verb: str, words: Mapping[str, str], reading: Reading
) -> list[Problem]:
    if step is None:
        return [Problem("data-request.no-such-step", "verb", {"state": row.state, "verb": verb[:20]})]
    if not step.needs:
        return []
    if not words[step.needs]:
        return [Problem("data-request.says-nothing", step.needs)]
    code = words["indicator"]
    if verb != RequestVerb.GO_LIVE:
        is_long = step.needs == "indicator" and len(code) > LONGEST_CODE
        return [Problem("data-request.no-indicator", "indicator", {"code": code[:80]})] if is_long else []
    if code not in reading.register.indicators():
        return [Problem("data-request.no-indicator", "indicator", {"code": code[:80]})]
    if code != row.indicator:
        told = {"code": code, "mapped": row.indicator}
        return [Problem("data-request.other-indicator", "indicator", told)]
    return []


def _changes(
    row: DataRequest, step: RequestMove | None, verb: str, words: Mapping[str, str], by: Actor
) -> dict[str, str]:
    """Columns that a step changes; a drop keeps its reason where the wish's own stood with it."""
    changes = {"state": step.leads_to.value if step else row.state}
    if verb == RequestVerb.TAKE:
        changes["seeker"] = by.code
    elif verb == RequestVerb.DROP:
        changes["why"] = "\n\n".join(filter(None, (row.why, words["why"])))[:LONGEST_WORDS]
    elif step and step.needs:
        changes[step.needs] = words[step.needs]
        changes["seeker"] = row.seeker or by.code
    return changes


def _note(row: DataRequest, *, with_steps: bool = False) -> RequestNote:
    return RequestNote(
        row.token,
        row.title,
        row.why,
        row.state,
        row.seeker,
        row.found,
        row.indicator,
        row.by,
        from_ms(row.made_at),
        from_ms(row.changed_at),
        row.revision,
        tuple(verb.value for verb in verbs_in(RequestState(row.state))),
        tuple(_steps(row.token)) if with_steps else (),
    )


def _steps(token: str) -> list[RequestStep]:
    events = Event.objects.filter(about=token, verb__startswith="data-request.").order_by("-pk")
    return [
        RequestStep(
            from_ms(event.at),
            event.actor,
            event.verb.removeprefix("data-request."),
            event.data.get("state", RequestState.WANTED.value),
        )
        for event in events
    ]


def _short(text: str, longest: int) -> str:
    return text.replace("\x00", "").strip()[:longest]


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest() if text else ""
