"""How are words about an investment erased for good, while that the step was taken stays on record?"""

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.investments.portfolio.workflow import RULES
from styrbord.core.people.rights import Rights
from styrbord.core.people.roles import Action
from styrbord.services.investments import matters, standing, stepping
from styrbord.services.investments.seeing import seen_row
from styrbord.services.investments.writing import REALM
from styrbord.services.once import once
from styrbord.services.work import Work
from styrbord.store.investments.models import Matter, Step, StepWords

define("investment.not-own-words", "Others wrote these words.", "Who wrote them or gives rights erases them.")
define("investment.no-such-step", "There is no such step for you to see.", "See the list of steps.")


def erase(user: object, number: int, *, key: str = "") -> int:
    """Erase the words of a step, by whoever wrote them or gives rights; number of the step.

    Words that a matter began with, and reasons of overrides, go with the step that said them.

    Raises
    ------
    Refused
        `sign-in.needed`, `investment.no-such-step` or `investment.not-own-words`.
    """
    by, _, rights = standing.actor(user)
    step = _seen(rights, number)
    is_own = bool(step.person) and step.person == rights.person
    if not is_own and not rights.may_anywhere(Action.GIVE_RIGHTS):
        raise Refused(Problem("investment.not-own-words"))

    def do(piece: Work, full: str | None) -> int:
        StepWords.objects.filter(step=step).delete()
        if step.matter is not None:
            _without(step.matter, step.verb)
        about = step.matter.token if step.matter else step.investment.code
        told = {"row": step.pk, "step": step.pk, "by_person": by.person}
        piece.tell("investment-words.erased", about, told, key=full, rules=RULES)
        return int(step.pk)

    return once(by, f"erase:{number}:{key}" if key else "", do, realm=REALM)


def _seen(rights: Rights, number: int) -> Step:
    """A step of something that somebody sees; whoever gives rights may erase in what they do not see."""
    step = Step.objects.select_related("matter", "investment").filter(pk=number).first()
    if step is None:
        raise Refused(Problem("investment.no-such-step"))
    if rights.may_anywhere(Action.GIVE_RIGHTS):
        return step
    try:
        if step.matter is not None:
            matters.matter_row(rights, step.matter.token)
        elif step.investment is not None:
            seen_row(rights, step.investment.code)
    except Refused as hidden:
        raise Refused(Problem("investment.no-such-step")) from hidden
    return step


def _without(matter: Matter, verb: str) -> None:
    """Leave out of a matter the words that a step of it said."""
    words = matters.handling_of(matter.noun).words
    gone = {"override_reasons"} if verb == "override" else words - {"override_reasons"}
    if verb in {"begin", "override"} and gone & set(matter.data):
        row = Matter.objects.select_for_update().get(pk=matter.pk)
        row.data = {name: one for name, one in row.data.items() if name not in gone}
        stepping.saved(row)
