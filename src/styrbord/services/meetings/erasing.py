"""How are words of a meeting erased for good, while that something was said stays on record?"""

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.people.roles import Action
from styrbord.core.strategy.meetings.workflow import RULES
from styrbord.services.meetings.gathering import looked_up, thing_of
from styrbord.services.meetings.seeing import asker_of, circle_row, post_of
from styrbord.services.once import once
from styrbord.services.work import Work
from styrbord.store.steering.models import MeetingStep, MeetingWords

define("meeting.not-own", "Others wrote these words.", "Who wrote them or gives rights erases them.")


def erase(user: object, circle: str, number: int, *, key: str = "") -> None:
    """Erase the words of a step, by whoever wrote them or gives rights.

    Raises
    ------
    Refused
        `sign-in.needed`, `circle.not-found`, `meeting.item-not-found`, `meeting.not-own`.
    """
    asker = asker_of(user)
    row, seats = circle_row(asker, circle)
    step = (
        MeetingStep.objects.select_related("item", "meeting").filter(pk=number, meeting__circle=row).first()
    )
    if step is None or (step.item and not looked_up(asker, [thing_of(step.item)])):
        raise Refused(Problem("meeting.item-not-found", "", {"number": number}))
    is_own = bool(step.person) and step.person == asker.rights.person
    if not is_own and not asker.rights.may_anywhere(Action.GIVE_RIGHTS):
        raise Refused(Problem("meeting.not-own"))
    by, _ = post_of(asker, seats)

    def do(piece: Work, full: str | None) -> int:
        MeetingWords.objects.filter(step=step).delete()
        data = {"row": step.meeting_id, "step": step.pk, "by_person": by.person}
        piece.tell("meeting.words-erased", step.meeting.token, data, key=full, rules=RULES)
        return int(step.meeting_id)

    once(by, f"erase:{circle}:{number}:{key}" if key else "", do, realm="meeting")
