"""How are the words of a promise erased for good, while that it was given stays on record?"""

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.people.roles import Action
from styrbord.services.once import once
from styrbord.services.promises.seeing import one
from styrbord.services.reading import principal_for, visible
from styrbord.services.rights import Actor, rights_of
from styrbord.services.work import Work
from styrbord.store.steering.models import PromiseWords

define("promise.not-own", "Others wrote these words.", "Who wrote them or gives rights erases them.")


def erase(user: object, token: str, number: int, *, key: str = "") -> None:
    """Erase the words of a step, by whoever wrote them or gives rights; that it was done stays on record.

    Raises
    ------
    Refused
        `sign-in.needed`, `promise.not-found` or `promise.not-own`.
    """
    if not getattr(user, "is_authenticated", False):
        raise Refused(Problem("sign-in.needed"))
    rights = rights_of(user)
    row = one(visible(principal_for(rights)), rights, token)
    step = row.steps.filter(pk=number).first()
    if step is None:
        raise Refused(Problem("promise.not-found", "", {"name": token[:40]}))
    is_own = bool(step.person) and step.person == rights.person
    if not is_own and not rights.may_anywhere(Action.GIVE_RIGHTS):
        raise Refused(Problem("promise.not-own"))
    by = Actor(rights.posts[0] if rights.posts else step.by, rights.person)

    def do(piece: Work, full: str | None) -> int:
        PromiseWords.objects.filter(step=step).delete()
        data = {"row": row.pk, "step": step.pk, "by_person": by.person}
        piece.tell("promise.words-erased", token, data, key=full)
        return int(row.pk)

    once(by, f"erase:{token}:{number}:{key}" if key else "", do, realm="promise")
