"""Which long work does somebody see, and what of it may they stop?

A post sees what was asked for in its name. Administrators and auditors see that there is work, whoever asked
for it, and how far it is; why it was refused is told to those who may see restricted numbers, since the
reason may name what it was about. Administrators may stop all of it.
"""

from dataclasses import dataclass, replace

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.people.rights import Right, Rights
from styrbord.core.people.roles import Action, allows
from styrbord.services.jobs.asking import cancel, found
from styrbord.services.jobs.listing import JobNote, listed, note
from styrbord.services.rights import Actor

OVERSEEING = (Action.GIVE_RIGHTS, Action.READ_RECORDS)


@dataclass(frozen=True, slots=True)
class SeenJob:
    """A job as one reader sees it; `is_told` says whether they are told why it was refused."""

    note: JobNote
    is_own: bool
    may_stop: bool
    is_told: bool


def seen(rights: Rights) -> list[SeenJob]:
    """Jobs that somebody may see, newest first; none for those without a post."""
    posts = None if _right(rights, *OVERSEEING) else rights.posts
    return [_seen(one, rights) for one in listed(posts=posts)]


def seen_one(rights: Rights, token: str) -> SeenJob:
    """One job that somebody may see.

    Raises
    ------
    Refused
        `job.not-found`, also where it is none of theirs.
    """
    one = note(token)
    if one.asked_by not in rights.posts and not _right(rights, *OVERSEEING):
        raise Refused(Problem("job.not-found", "", {"name": token[:40]}))
    return _seen(one, rights)


def stop(rights: Rights, token: str, *, key: str = "", program: int = 0) -> None:
    """Stop a job of one's own, or as an administrator any; a program says the number of its token.

    Raises
    ------
    Refused
        `job.not-found`, `job.ended`, `request.key-reused`, or `rights.missing` for what one may only look at.
    """
    one = seen_one(rights, token).note
    giving = _right(rights, Action.GIVE_RIGHTS)
    if one.asked_by in rights.posts:
        by = Actor(one.asked_by, rights.person)
    elif giving is not None:
        by = Actor(giving.through, rights.person)
    else:
        raise Refused(Problem("rights.missing"))
    cancel(found(token).token, by=by, key=key, program=program)


def _seen(one: JobNote, rights: Rights) -> SeenJob:
    is_own = one.asked_by in rights.posts
    is_told = is_own or _right(rights, Action.SEE_RESTRICTED) is not None
    may_stop = not one.has_ended and (is_own or _right(rights, Action.GIVE_RIGHTS) is not None)
    shown = one if is_told else replace(one, problems=tuple(p for p in one.problems if _is_plain(p)))
    return SeenJob(shown, is_own, may_stop, is_told)


def _is_plain(problem: Problem) -> bool:
    """Whether a problem tells of the work itself, and nothing of what it was about."""
    return problem.code.startswith("job.")


def _right(rights: Rights, *actions: Action) -> Right | None:
    """First right over the whole board that allows one of the actions."""
    for right in rights.rights:
        if right.is_whole and any(allows(right.role, action) for action in actions):
            return right
    return None
