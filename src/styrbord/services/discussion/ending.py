"""How is a saying hidden by an editor, or its words erased for good?"""

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.people.roles import Action
from styrbord.services.discussion.asking import reason_of, right_to_hide
from styrbord.services.discussion.finding import saying_of
from styrbord.services.discussion.saying import REALM, fingerprint
from styrbord.services.discussion.seeing import about_of, now_for
from styrbord.services.once import once
from styrbord.services.reading import Reading
from styrbord.services.rights import Actor, rights_of
from styrbord.services.work import Work
from styrbord.store.clock import to_ms
from styrbord.store.participation.models import Saying, SayingWords, Talk


def hide(user: object, token: str, number: int, *, reason: str, key: str = "") -> None:
    """Hide the words of a saying, with a reason that stands in their place.

    Raises
    ------
    Refused
        `talk.not-found`, `rights.missing` for who is no editor there, or `talk.no-reason`.
    """
    reading = now_for(user)
    talk, _, row = saying_of(reading, token, number)
    by, why = _editor(user, talk, reading), reason_of(reason)

    def do(piece: Work, full: str | None) -> int:
        at = to_ms(piece.at)
        if not Saying.objects.filter(pk=row.pk, hidden_at=None).update(hidden_at=at, hidden_by=by.code):
            raise Refused(Problem("talk.changed"))
        SayingWords.objects.create(saying=row, version=0, words=why, at=at)
        told = {"row": row.pk, "number": number, "by_person": by.person, "sha256": fingerprint(why)}
        piece.tell("saying.hidden", token, told, key=full)
        return int(row.pk)

    once(by, key, do, realm=REALM)


def erase(user: object, token: str, number: int, *, key: str = "") -> None:
    """Erase all words of a saying, by whoever wrote it or gives rights; that it was said stays on record.

    Raises
    ------
    Refused
        `talk.not-found`, `sign-in.needed` or `talk.not-own`.
    """
    _, _, row = saying_of(now_for(user), token, number)
    by = _eraser(user, row)

    def do(piece: Work, full: str | None) -> int:
        SayingWords.objects.filter(saying=row).delete()
        piece.tell(
            "saying.erased", token, {"row": row.pk, "number": number, "by_person": by.person}, key=full
        )
        return int(row.pk)

    once(by, key, do, realm=REALM)


def _editor(user: object, talk: Talk, reading: Reading) -> Actor:
    if not getattr(user, "is_authenticated", False):
        raise Refused(Problem("sign-in.needed"))
    rights = rights_of(user)
    right = right_to_hide(rights, about_of(talk), reading)
    if right is None:
        raise Refused(Problem("rights.missing"))
    return Actor(right.through, rights.person)


def _eraser(user: object, row: Saying) -> Actor:
    if not getattr(user, "is_authenticated", False):
        raise Refused(Problem("sign-in.needed"))
    rights = rights_of(user)
    is_own = bool(row.person) and row.person == rights.person
    if not is_own and not rights.may_anywhere(Action.GIVE_RIGHTS):
        raise Refused(Problem("talk.not-own"))
    return Actor(rights.posts[0] if rights.posts else row.by, rights.person)
