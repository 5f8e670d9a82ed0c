"""What is asked when somebody says something about a figure or page, and what is wrong with it?"""

from datetime import timedelta

from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.participation.cleaning import plain
from styrbord.core.participation.talks import LONGEST, LONGEST_REASON, About
from styrbord.core.people.rights import Right, Rights
from styrbord.core.people.roles import Action, Role, allows
from styrbord.services import clock
from styrbord.services.discussion.seeing import rubrics_of
from styrbord.services.reading import Reading
from styrbord.services.rights import Actor, contains, rights_of
from styrbord.store.clock import to_ms
from styrbord.store.participation.models import Saying

define(
    "talk.not-found", "There is no such talk for you to see.", "Go back to the figure or page it is about."
)
define("talk.no-words", "There are no words.", "Write what you want to say.")
define("talk.too-long", "These are {count} letters; {most} are the most.", "Say it shorter, or in two parts.")
define("talk.no-reason", "The reason is missing.", "Write in a few words why it is hidden.")
define(
    "talk.too-many",
    "You have said {count} things within an hour; that is the most.",
    "Wait a while, then go on.",
)
define("talk.changed", "This was changed before.", "Load the page again to see how it stands.")
define("talk.not-own", "Others wrote this.", "Only who wrote something changes it.")
MOST_AN_HOUR = 30
SPEAKING = (Action.COMMENT, Action.ADVISE)


def speaker(user: object, about: About, reading: Reading) -> Actor:
    """Post that speaks about something that the reader sees.

    Whoever may comment anywhere may do so on every figure and page that they see; an expert only within
    what the grant names.

    Raises
    ------
    Refused
        `sign-in.needed` or `rights.missing`.
    """
    if not getattr(user, "is_authenticated", False):
        raise Refused(Problem("sign-in.needed"))
    rights = rights_of(user)
    for right in rights.rights:
        if any(allows(right.role, action) for action in SPEAKING) and _reaches(right, about, reading):
            return Actor(right.through, rights.person)
    raise Refused(Problem("rights.missing"))


def may_speak(user: object, about: About, reading: Reading) -> bool:
    """Whether the reader may say something there."""
    try:
        speaker(user, about, reading)
    except Refused:
        return False
    return True


def _reaches(right: Right, about: About, reading: Reading) -> bool:
    if right.role is not Role.EXPERT:
        return True
    if about.page:
        return about.page in right.rubrics
    return right.covers(about.subject, rubrics_of(reading, about), contains)


def answers(rights: Rights, owner: str, about: About, reading: Reading) -> bool:
    """Whether someone answers for what a question is about: its owner, or for a page its editors."""
    if owner and owner in (*rights.posts, *rights.acts_for):
        return True
    action = Action.OWN if about.is_figure else Action.EDIT
    return _may(rights, action, about, reading) is not None


def right_to_hide(rights: Rights, about: About, reading: Reading) -> Right | None:
    """Right by which someone may hide what is said there."""
    return _may(rights, Action.EDIT, about, reading)


def _may(rights: Rights, action: Action, about: About, reading: Reading) -> Right | None:
    rubrics = rubrics_of(reading, about)
    return rights.may(action, subject=about.subject, rubrics=rubrics, contains=contains)


def checked_about(about: About) -> About:
    """What is talked about, its period written in the one form; a figure has all three parts.

    Raises
    ------
    Refused
        `talk.not-found` or `period.unreadable`.
    """
    if about.page:
        return About(page=about.page)
    if not (about.indicator and about.subject and about.period):
        raise Refused(Problem("talk.not-found"))
    period = str(Period.parse(about.period))
    return About(indicator=about.indicator, subject=about.subject, period=period)


def problems_of(words: str, person: str) -> list[Problem]:
    """What is wrong with what somebody wants to say."""
    found = []
    if not words:
        found.append(Problem("talk.no-words", "words"))
    if len(words) > LONGEST:
        found.append(Problem("talk.too-long", "words", {"count": len(words), "most": LONGEST}))
    since = to_ms(clock.now() - timedelta(hours=1))
    if Saying.objects.filter(person=person, at__gte=since).count() >= MOST_AN_HOUR:
        found.append(Problem("talk.too-many", "", {"count": MOST_AN_HOUR}))
    return found


def reason_of(text: str) -> str:
    """Reason for hiding as it is kept.

    Raises
    ------
    Refused
        `talk.no-reason` or `talk.too-long`.
    """
    reason = plain(text)
    if not reason:
        raise Refused(Problem("talk.no-reason", "reason"))
    if len(reason) > LONGEST_REASON:
        params = {"count": len(reason), "most": LONGEST_REASON}
        raise Refused(Problem("talk.too-long", "reason", params))
    return reason
