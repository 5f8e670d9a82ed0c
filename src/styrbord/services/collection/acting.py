"""Who may do what with a submission, as which post?"""

from collections.abc import Iterable, Iterator, Sequence

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.collection.forms.model import Form
from styrbord.core.collection.workflow import State, Verb, actions_of, move, verbs_in
from styrbord.core.people.rights import Right
from styrbord.core.people.roles import Action, allows
from styrbord.services.collection import forms
from styrbord.services.collection.reach import covers
from styrbord.services.collection.rows import Known, eyes_of, known
from styrbord.services.refusals import tell_refused
from styrbord.services.rights import Actor, contains, rights_of, rights_of_person, rights_of_post

SEEING = (Action.PREPARE, Action.REVIEW, Action.RELEASE, Action.READ_RECORDS)
OWN_DRAFTS = (Action.PREPARE, Action.READ_RECORDS)
Place = tuple[Action, str]
"""A right, and the subject over which it is needed."""


def actor_for(user: object, verb: Verb, token: str) -> Actor:
    """Post as which a user does something with a submission: the place where it is due, else a like one.

    A request that is repeated comes when the submission stands elsewhere already; so the service that
    does the work judges the place again.

    Raises
    ------
    Refused
        `sign-in.needed`, `submission.not-found` or `rights.missing`.
    """
    if not getattr(user, "is_authenticated", False):
        raise Refused(Problem("sign-in.needed"))
    one, found = known(token), rights_of(user)
    if not sees(found.rights, one):
        raise Refused(Problem("submission.not-found"))
    for place in places(one, verb):
        if right := at(place, found.rights, one.form):
            return Actor(right.through, found.person)
    refusal = Refused(Problem("rights.missing"))
    tell_refused(refusal, Actor(next(iter(found.posts), "site"), found.person), "submission")
    raise refusal


def actor_to_open(user: object, form_code: str, subject: str) -> Actor:
    """Post as which a user prepares a form for a subject.

    Raises
    ------
    Refused
        `sign-in.needed`, `rights.missing`, or what `forms.form` says of the code.
    """
    if not getattr(user, "is_authenticated", False):
        raise Refused(Problem("sign-in.needed"))
    found = rights_of(user)
    if not found.may_anywhere(Action.PREPARE):  # before the code is looked up: it says which forms there are
        raise Refused(Problem("rights.missing"))
    right = at((Action.PREPARE, subject), found.rights, forms.form(form_code))
    if right is None:
        raise Refused(Problem("rights.missing"))
    return Actor(right.through, found.person)


def rights_as(by: Actor) -> Sequence[Right]:
    """Rights that someone has today through the post as which they act."""
    if not by.person:
        return rights_of_post(by.code).rights
    return [right for right in rights_of_person(by.person).rights if right.through == by.code]


def sees(rights: Iterable[Right], one: Known) -> bool:
    """Whether some right lets a submission be seen."""
    rights = list(rights)
    if any(at((action, one.subject), rights, one.form) for action in SEEING):
        return True
    return any(at(place, rights, one.form) for place in places(one, Verb.APPROVE))


def sees_drafts(rights: Iterable[Right], one: Known) -> bool:
    """Whether some right shows what was not handed in."""
    return any(at((action, one.subject), list(rights), one.form) for action in OWN_DRAFTS)


def at(place: Place, rights: Iterable[Right], form: Form) -> Right | None:
    """First right that reaches a place for all indicators of a form."""
    action, subject = place
    if not subject:
        return None
    for right in rights:
        is_meant = allows(right.role, action) and covers(right, form)
        if is_meant and (not right.subject or contains(right.subject, right.hierarchy, subject)):
            return right
    return None


def due_place(one: Known, verb: Verb) -> Place | None:
    """Where the right is needed as the submission stands; None when the table has no such move."""
    line = move(one.state, verb)
    if line is None or line.action is None:
        return None
    return line.action, _subject(one, line.state, verb, line.action)


def places(one: Known, verb: Verb) -> Iterator[Place]:
    """Where the right is needed as the submission stands, then all places where it could be."""
    if due := due_place(one, verb):
        yield due
    for action in actions_of(verb):
        numbers = range(len(one.form.levels)) if action is Action.REVIEW else ()
        yield from ((action, one.over(number)) for number in numbers)
        if action is not Action.REVIEW:
            yield action, one.subject


def possible(one: Known, by: Iterable[Right], person: str) -> tuple[Verb, ...]:
    """What a person may do next with a submission."""
    rights = list(by)
    own = person in eyes_of(one.row) if person else False
    return tuple(
        verb
        for verb in verbs_in(one.state)
        if (place := due_place(one, verb)) and at(place, rights, one.form) and not (own and _other(one, verb))
    )


def _other(one: Known, verb: Verb) -> bool:
    line = move(one.state, verb)
    return line is not None and line.needs_other


def _subject(one: Known, state: State, verb: Verb, action: Action) -> str:
    """Subject whose right counts: the level's that is open, or that closed last, else the submission's."""
    if action is not Action.REVIEW:
        return one.subject
    closed = state is State.APPROVED and verb is Verb.UNLOCK
    return one.over(max(one.row.approvals - 1, 0) if closed else one.row.approvals)
