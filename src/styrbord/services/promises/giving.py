"""How is a promise given, or another post asked for one?"""

import secrets

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.participation.cleaning import plain
from styrbord.core.people.rights import Rights
from styrbord.core.people.roles import Action
from styrbord.core.strategy.promises.workflow import State
from styrbord.services import clock
from styrbord.services.once import once
from styrbord.services.promises.asking import Promised, no_source, problems_of
from styrbord.services.promises.seeing import is_inside, seen_sources
from styrbord.services.promises.telling import tell_asked
from styrbord.services.promises.writing import tell_step, write_step
from styrbord.services.reading import principal_for, visible
from styrbord.services.rights import Actor, contains, rights_of, rights_of_person, rights_of_post
from styrbord.services.work import Work
from styrbord.store.clock import to_ms
from styrbord.store.spine.models import Subject
from styrbord.store.steering.models import Promise

REALM = "promise"
ASKING = (Action.OWN, Action.ANALYSE)
"""What whoever asks another post for a promise may do with the subject."""


def may_promise(user: object, subject: str) -> bool:
    """Whether somebody may promise something about a subject for a post of theirs."""
    rights = rights_of(user)
    return bool(rights.posts) and is_inside(visible(principal_for(rights)), subject)


def may_ask(user: object, subject: str) -> bool:
    """Whether somebody may ask another post for a promise about a subject."""
    rights = rights_of(user)
    return _asking(rights, subject) is not None


def give(user: object, said: Promised, *, key: str = "") -> str:
    """Promise something for a post of one's own, or ask another post for it; token of the promise.

    The first stands at once, the second when the other post has accepted. With a key that was used before,
    the promise of then.

    Raises
    ------
    Refused
        `sign-in.needed`, `rights.missing`, or with everything that is wrong with what is said.
    """
    if not getattr(user, "is_authenticated", False):
        raise Refused(Problem("sign-in.needed"))
    rights = rights_of(user)
    by = Actor(_through(rights, said) or (rights.posts[0] if rights.posts else "site"), rights.person)

    def do(piece: Work, full: str | None) -> int:
        return int(_made(piece, said, rights, by=by, key=full).pk)

    return token_of(once(by, f"give:{key}" if key else "", do, realm=REALM))


def number_of(token: str) -> int:
    """Number of a promise, under which a repeated request finds it again."""
    return int(Promise.objects.values_list("pk", flat=True).get(token=token))


def token_of(number: int) -> str:
    """Token of the promise of a number."""
    return str(Promise.objects.values_list("token", flat=True).get(pk=number))


def given(piece: Work, said: Promised, *, by: Actor | None = None) -> str:
    """The same as `give` within a piece of work that has begun, as when a meeting is closed; token of it.

    Parameters
    ----------
    by : who gives or asks; without one the piece's actor, with the rights of that post

    Raises
    ------
    Refused
        As `give`.
    """
    who = by or Actor(piece.actor)
    rights = rights_of_person(who.person) if who.person else rights_of_post(who.code)
    return str(_made(piece, said, rights, by=who, key=None).token)


def _made(piece: Work, said: Promised, rights: Rights, *, by: Actor, key: str | None) -> Promise:
    said = _cleaned(said)
    problems = problems_of(said, clock.now().date())
    is_named = not {one.place for one in problems} & {"subject", "holder"}
    asker = _asker(rights, said) if is_named else ""
    reading = visible(principal_for(rights))
    if not problems and said.source not in seen_sources(reading, said.source_kind, [said.source]):
        problems.append(no_source(said))
    if problems:
        raise Refused(problems)
    row = Promise.objects.create(
        token=secrets.token_urlsafe(9),
        subject=Subject.objects.get(code=said.subject),
        source_kind=said.source_kind,
        source=said.source,
        state=State.PROMISED if asker == said.holder else State.ASKED,
        state_at=to_ms(piece.at),
        given_at=to_ms(piece.at),
        asker=asker,
        holder=said.holder,
        first_due_on=said.due_on,
        due_on=said.due_on,
    )
    told = {"due": said.due_on.isoformat(), "to": said.holder}
    data = write_step(piece, row, "give", told, said.what, by=by, post=asker)
    data |= {"source_kind": said.source_kind, "source": said.source}
    tell_step(piece, row, "given", data, key=key)
    if row.state == State.ASKED:
        tell_asked(piece, row)
    return row


def _cleaned(said: Promised) -> Promised:
    return Promised(said.subject, said.holder, said.due_on, plain(said.what), said.source_kind, said.source)


def _asker(rights: Rights, said: Promised) -> str:
    """Post that asks: the holder itself where somebody promises for a post of theirs.

    Raises
    ------
    Refused
        `rights.missing`.
    """
    if said.holder in {*rights.posts, *rights.acts_for}:
        if is_inside(visible(principal_for(rights)), said.subject):
            return said.holder
        raise Refused(Problem("rights.missing"))
    found = _asking(rights, said.subject)
    if found is None:
        raise Refused(Problem("rights.missing"))
    return found[0]


def _through(rights: Rights, said: Promised) -> str:
    """Post that acts; "" where nothing allows it."""
    if said.holder in rights.posts:
        return said.holder
    found = _asking(rights, said.subject)
    return found[1] if found else ""


def _asking(rights: Rights, subject: str) -> tuple[str, str] | None:
    """Post that asks, and the one that acts for it; None where no right allows it."""
    for action in ASKING:
        right = rights.may(action, subject=subject, contains=contains)
        if right:
            return right.post, right.through
    return None
