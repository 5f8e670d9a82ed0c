"""How does one move of a promise get into the tables: state, step, words, event and notices, or nothing?"""

from datetime import date

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.participation.cleaning import plain
from styrbord.core.people.rights import Rights
from styrbord.core.people.roles import Action
from styrbord.core.strategy.promises.guards import Case, Said, Who, after, refusal
from styrbord.core.strategy.promises.workflow import Standing, Verb
from styrbord.core.strategy.promises.workflow import move as line_of
from styrbord.services import clock
from styrbord.services.once import once
from styrbord.services.promises import telling
from styrbord.services.promises.asking import wrong_day, wrong_words
from styrbord.services.promises.listing import note_of
from styrbord.services.promises.notes import PromiseNote
from styrbord.services.promises.seeing import one
from styrbord.services.promises.standing import CHANGING, case_of, who_for
from styrbord.services.promises.writing import tell_step, write_step
from styrbord.services.reading import principal_for, visible
from styrbord.services.rights import Actor, contains, rights_of
from styrbord.services.work import Work
from styrbord.store.clock import from_ms, to_ms
from styrbord.store.people.models import Post
from styrbord.store.steering.models import Promise

define(
    "promise.changed",
    "{post} changed this promise at {at}; it is '{state}' now.",
    "Look at it again, then decide.",
)
REALM = "promise"
PAST = {
    Verb.ACCEPT: "accepted",
    Verb.DECLINE: "declined",
    Verb.KEEP: "kept",
    Verb.REOPEN: "reopened",
    Verb.POSTPONE: "later-day-wished",
    Verb.AGREE: "postponed",
    Verb.REFUSE: "later-day-refused",
    Verb.RELEASE: "released",
    Verb.HAND_OVER: "offered",
    Verb.TAKE_OVER: "handed-over",
    Verb.TURN_DOWN: "turned-down",
    Verb.TAKE_BACK: "taken-back",
    Verb.BREAK: "broken",
}


def move(
    user: object,
    token: str,
    verb: str,
    *,
    words: str = "",
    due_on: date | None = None,
    to: str = "",
    revision: int | None = None,
    key: str = "",
) -> PromiseNote:
    """A promise after a user has done something with it.

    Parameters
    ----------
    verb : one of `core.strategy.promises.workflow.Verb`
    words, due_on, to : what is said with it, as the table of moves asks for
    revision : number that the user has seen; another one in the meantime is refused

    Raises
    ------
    Refused
        `sign-in.needed`, `promise.not-found`, `.changed`, `.too-long`, `.wrong-day`, `.no-such-post`, and
        what `core.strategy.promises.guards` refuses.
    """
    if not getattr(user, "is_authenticated", False):
        raise Refused(Problem("sign-in.needed"))
    rights = rights_of(user)
    reading = visible(principal_for(rights))
    row = one(reading, rights, token)
    step, said = _verb(verb, row), Said(plain(words), due_on, to)
    by = _actor(rights, row)

    def do(piece: Work, full: str | None) -> int:
        fresh, today = held(row.pk, revision), piece.at.date()
        case, who = case_of(fresh, today), who_for(rights)(fresh.subject.code)
        if problem := refusal(case, step, who, today, said):
            raise Refused(problem)
        if problems := _wrong(said, step, today):
            raise Refused(problems)
        return apply(piece, fresh, case, step, said, by=by, post=_post(case, step, who, by), key=full)

    once(by, f"{step}:{token}:{key}" if key else "", do, realm=REALM)
    return note_of(Promise.objects.select_related("subject").get(pk=row.pk), rights, clock.now().date())


def apply(
    piece: Work, row: Promise, case: Case, verb: Verb, said: Said, *, by: Actor, post: str, key: str | None
) -> int:
    """Write a move that is allowed of a promise that is held; number of its row."""
    then, at = after(case, verb, said, piece.at.date()), to_ms(piece.at)
    columns: dict[str, object] = {name: getattr(then, name) for name in CHANGING}
    columns |= {
        "state": then.state,
        "state_at": at if then.state is not case.state else row.state_at,
        "revision": row.revision + 1,
    }
    same = Promise.objects.filter(pk=row.pk, revision=row.revision, state=row.state)
    if same.update(**columns) != 1:
        raise Refused(_changed(row.pk))
    for name, value in columns.items():
        setattr(row, name, value)
    told = {"due": said.due.isoformat() if said.due else "", "to": said.to}
    told = {name: value for name, value in told.items() if value}
    data = write_step(piece, row, verb, told, said.words, by=by, post=post)
    tell_step(piece, row, PAST[verb], data, key=key)
    telling.tell(piece, row, verb, case, post)
    return int(row.pk)


def held(number: int, revision: int | None = None) -> Promise:
    """The promise as it stands, held until the work ends: its row and its steps then say the same.

    Raises
    ------
    Refused
        `promise.changed` if it has another revision than the given one.
    """
    row = Promise.objects.select_for_update(of=("self",)).select_related("subject").get(pk=number)
    if revision is not None and row.revision != revision:
        raise Refused(_changed(number))
    return row


def _verb(verb: str, row: Promise) -> Verb:
    if verb in set(Verb):
        return Verb(verb)
    params = {"state": row.state, "verb": str(verb)[:20]}
    raise Refused(Problem("promise.not-possible", "", params))


def _changed(number: int) -> Problem:
    """That somebody else has moved a promise meanwhile: who, when, to what."""
    row = Promise.objects.get(pk=number)
    last = row.steps.order_by("-revision").first()
    by = last.post if last else ""
    names = Post.objects.filter(code=by).values_list("names", flat=True).first()
    at = from_ms(last.at if last else row.given_at).isoformat(sep=" ", timespec="seconds")
    return Problem("promise.changed", "", {"post": names or by, "at": at, "state": row.state})


def _actor(rights: Rights, row: Promise) -> Actor:
    """Post that acts: one of the promise that is held, else the one of the right, else the first held."""
    own = next((post for post in (row.holder, row.asker, row.asked) if post in rights.posts), "")
    right = rights.may(Action.OWN, subject=row.subject.code, contains=contains)
    through = right.through if right else next(iter(rights.posts), "site")
    return Actor(own or through, rights.person)


def _post(case: Case, verb: Verb, who: Who, by: Actor) -> str:
    """Post that is acted for: the one of the promise that the table asks for, if somebody is that."""
    line = line_of(case.state, verb)
    if line and line.who is Standing.ASKED and case.asked in who.posts:
        return case.asked
    if line and line.who is Standing.ASKER:
        return case.asker if case.asker in who.posts else by.code
    return case.holder if case.holder in who.posts else by.code


def _wrong(said: Said, verb: Verb, today: date) -> list[Problem]:
    """What is wrong with what is said, beyond what the rules ask for."""
    found = wrong_words(said.words, "words")
    if verb is Verb.POSTPONE and said.due:
        found += wrong_day(said.due, today, "due")
    if verb is Verb.HAND_OVER and not Post.objects.filter(code=said.to).exists():
        found.append(Problem("promise.no-such-post", "to", {"post": said.to[:80]}))
    return found
