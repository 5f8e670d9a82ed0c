"""How does one move of a deviation get into the tables: state, step, words, event and notices, or nothing?"""

import hashlib
from datetime import date

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.people.rights import Rights
from styrbord.core.people.roles import Action
from styrbord.core.spine.indicators import Indicator
from styrbord.core.strategy.deviations.guards import Case, Said, Who, after, refusal
from styrbord.core.strategy.deviations.workflow import RULES, Cause, Standing, State, Verb
from styrbord.core.strategy.deviations.workflow import move as line_of
from styrbord.services import clock
from styrbord.services.deviations import telling
from styrbord.services.deviations.seeing import one, seen
from styrbord.services.deviations.standing import SAID, case_of, due_at, steps_of, who_is
from styrbord.services.once import once
from styrbord.services.reading import principal_for, visible
from styrbord.services.rights import Actor, contains, rights_of, rights_of_person, rights_of_post
from styrbord.services.work import Work
from styrbord.store.clock import from_ms, to_ms
from styrbord.store.people.models import Post
from styrbord.store.steering.models import Deviation, DeviationStep, DeviationWords

define(
    "deviation.changed",
    "{post} changed this deviation at {at}; it is '{state}' now.",
    "Look at it again, then decide.",
)
define("deviation.too-long", "These are {count} letters; {most} are the most.", "Say it shorter.")
define(
    "deviation.cannot-see",
    "There is no post '{post}' that may see this deviation.",
    "Choose a post with the right to see its numbers.",
)
define("deviation.past", "The day {day} has passed.", "Name a day from today on.")
LONGEST = 4000
REALM = "deviation"
PAST = {
    Verb.TAKE_UP: "taken-up",
    Verb.NAME_CAUSE: "cause-named",
    Verb.EXPLAIN: "explained",
    Verb.ACCEPT: "accepted",
    Verb.REJECT: "rejected",
    Verb.DECIDE: "decided",
    Verb.VERIFY: "being-verified",
    Verb.GO_BACK: "gone-back",
    Verb.HAND_OVER: "offered",
    Verb.CONSENT: "handed-over",
    Verb.DECLINE: "declined",
    Verb.TAKE_BACK: "kept",
    Verb.CLOSE: "closed",
    Verb.SETTLE: "settled",
    Verb.RECUR: "come-back",
}


def move(
    user: object, token: str, verb: Verb, said: Said, *, revision: int | None = None, key: str = ""
) -> int:
    """Revision of a deviation after a user has done something with it.

    With a key that was used before for the same, the revision of then.

    Raises
    ------
    Refused
        `sign-in.needed`, `deviation.not-found`, `.changed`, `.too-long`, `.cannot-see`, `.past`, and what
        `core.strategy.deviations.guards` refuses.
    """
    rights = rights_of(user)
    reading = visible(principal_for(rights))
    row = one(reading, token).row
    if not getattr(user, "is_authenticated", False):
        raise Refused(Problem("sign-in.needed"))
    definition = reading.register.indicators()[row.indicator.code]
    by = _actor(rights, row, definition)

    def do(piece: Work, full: str | None) -> int:
        fresh = _fresh(row.pk, revision)
        case = case_of(fresh, definition, steps_of(fresh))
        who = who_is(rights, fresh, definition)
        if problem := refusal(case, verb, who, said) or _wrong(fresh, verb, said):
            raise Refused(problem)
        return apply(piece, fresh, case, verb, said, by=by, post=_post(case, verb, who, by), key=full)

    return once(by, f"{verb}:{token}:{key}" if key else "", do, realm=REALM, answer="revision")


def decided(
    piece: Work, token: str, decision: str, *, by: Actor | None = None, action_on: date | None = None
) -> int:
    """Move a case to `decided` by a decision, inside the work that makes it; revision after it.

    Parameters
    ----------
    decision : code of the decision
    by : who decides; without one the piece's actor, with the rights of that post
    action_on : day by which it is carried out; today where none is said

    Raises
    ------
    Refused
        `deviation.not-found`, `.not-possible`, `.changed`, `rights.missing`.
    """
    who = by or Actor(piece.actor)
    rights = rights_of_person(who.person) if who.person else rights_of_post(who.code)
    reading = visible(principal_for(rights))
    row = _fresh(one(reading, token).row.pk, None)
    definition = reading.register.indicators()[row.indicator.code]
    case, standing = case_of(row, definition, steps_of(row)), who_is(rights, row, definition)
    said = Said(decision=decision, action=action_on or piece.at.date())
    if problem := refusal(case, Verb.DECIDE, standing, said):
        raise Refused(problem)
    post = _post(case, Verb.DECIDE, standing, who)
    return apply(piece, row, case, Verb.DECIDE, said, by=who, post=post, key=None)


def apply(
    piece: Work, row: Deviation, case: Case, verb: Verb, said: Said, *, by: Actor, post: str, key: str | None
) -> int:
    """Write a move that is allowed, unless somebody else has moved the case since it was read."""
    then, at = after(case, verb, said, post=post, person=by.person), to_ms(piece.at)
    told = {name: str(getattr(said, name)) for name in SAID if getattr(said, name)}
    columns = _columns(row, case, then, said, at)
    same = Deviation.objects.filter(pk=row.pk, revision=row.revision, state=row.state)
    if same.update(**columns) != 1:
        raise Refused(_changed(row.pk))
    step = DeviationStep.objects.create(
        deviation=row, verb=verb, state=then.state, at=at, by=by.code, post=post, person=by.person,
        signal=row.last, said=told,
    )  # fmt: skip
    words = said.words.strip()
    if words:
        DeviationWords.objects.create(step=step, text=words)
        told["words_sha256"] = hashlib.sha256(words.encode()).hexdigest()
    data = {
        "row": row.pk, "revision": row.revision + 1, "state": str(then.state), "post": post,
        "by_person": by.person, "indicator": row.indicator.code, "subject": row.subject.code,
        "signal": row.last_id, "edition": row.last.edition, **told,
    }  # fmt: skip
    piece.tell(f"deviation.{PAST[verb]}", row.token, data, key=key, rules=RULES)
    telling.tell(piece, row, verb, then, case)
    return int(row.revision) + 1


def _columns(row: Deviation, case: Case, then: Case, said: Said, at: int) -> dict[str, object]:
    since = row.opened_at if row.state_at is None else row.state_at
    state_at = at if then.state is not case.state else since
    found: dict[str, object] = {
        "state": then.state,
        "revision": row.revision + 1,
        "state_at": state_at,
        "holder": then.holder,
        "asked": then.asked,
        "cause": then.cause,
        "action_on": then.action_on,
        "decision": said.decision or row.decision,
        "accepted_at": (row.accepted_at or at) if then.is_accepted else None,
        "due_at": due_at(row, then.state, state_at, then.action_on),
    }
    if then.state is State.CLOSED:
        found["finding"] = said.outcome
        if row.closed_at is None:
            found |= {"closed_at": at, "closed_in": row.last.period}
    return found


def _fresh(number: int, revision: int | None) -> Deviation:
    """The case as it stands, held until the work ends: its row and its steps then say the same."""
    held = Deviation.objects.select_for_update(of=("self",))
    row = held.select_related("indicator", "subject", "last", "opened_by", "recurs").get(pk=number)
    if revision is not None and row.revision != revision:
        raise Refused(_changed(number))
    return row


def _changed(number: int) -> Problem:
    """That somebody else has moved a case meanwhile: who, when, to what."""
    row = Deviation.objects.get(pk=number)
    last = row.steps.order_by("-pk").first()
    by = last.post if last else ""
    names = Post.objects.filter(code=by).values_list("names", flat=True).first()
    at = from_ms(last.at if last else row.opened_at).isoformat(sep=" ", timespec="seconds")
    return Problem("deviation.changed", "", {"post": names or by, "at": at, "state": row.state})


def _actor(rights: Rights, row: Deviation, definition: Indicator) -> Actor:
    """Post that acts: through which the right comes, else the first that is held."""
    right = rights.may(Action.OWN, subject=row.subject.code, rubrics=definition.rubrics, contains=contains)
    held = rights.posts[0] if rights.posts else "site"
    return Actor(right.through if right else held, rights.person)


def _post(case: Case, verb: Verb, who: Who, by: Actor) -> str:
    """Post that is acted for: the one that has the case or is asked, if somebody is that; else their own."""
    line = line_of(case.state, verb)
    if line and line.who is Standing.ASKED:
        return case.asked
    return case.holder if case.holder in who.posts and verb is not Verb.ACCEPT else by.code


def _wrong(row: Deviation, verb: Verb, said: Said) -> Problem | None:
    """What is wrong with what is said, beyond what the rules ask for."""
    if len(said.words) > LONGEST:
        return Problem("deviation.too-long", "words", {"count": len(said.words), "most": LONGEST})
    if said.cause and said.cause not in set(Cause):
        return Problem("deviation.needs-cause", "cause")
    if verb is Verb.DECIDE and said.action and said.action < clock.now().date():
        return Problem("deviation.past", "action", {"day": said.action})
    if verb is Verb.HAND_OVER and not _sees(said.to, row):
        return Problem("deviation.cannot-see", "to", {"post": said.to[:80]})
    return None


def _sees(post: str, row: Deviation) -> bool:
    """Whether there is such a post and the case exists for it."""
    if not Post.objects.filter(code=post).exists():
        return False
    return bool(seen(visible(principal_for(rights_of_post(post))), [row]))
