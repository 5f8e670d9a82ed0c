"""Is there such a talk for this reader, and is this saying theirs?"""

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.participation.talks import Sight
from styrbord.services.discussion.seeing import about_of, readable, sight
from styrbord.services.reading import Reading
from styrbord.services.rights import rights_of
from styrbord.store.participation.models import Saying, Talk


def readable_talk(reading: Reading, token: str) -> tuple[Talk, Sight]:
    """A talk that the reader may read now, and what they see of what it is about.

    Raises
    ------
    Refused
        `talk.not-found` if there is none or it is not for this reader; the words do not tell which.
    """
    talk = Talk.objects.filter(token=token).first()
    if talk is not None:
        seen = sight(reading, about_of(talk))
        if readable(talk.sayings.order_by("number"), seen):
            return talk, seen
    raise Refused(Problem("talk.not-found"))


def saying_of(reading: Reading, token: str, number: int) -> tuple[Talk, Sight, Saying]:
    """A saying that the reader may read now; refuses as `readable_talk` does."""
    talk, seen = readable_talk(reading, token)
    for row in readable(talk.sayings.order_by("number"), seen):
        if row.number == number:
            return talk, seen, row
    raise Refused(Problem("talk.not-found"))


def own_saying(user: object, reading: Reading, token: str, number: int) -> tuple[Talk, Sight, Saying]:
    """A saying of the user.

    Raises
    ------
    Refused
        `talk.not-found`, `sign-in.needed` or `talk.not-own`.
    """
    talk, seen, row = saying_of(reading, token, number)
    if not getattr(user, "is_authenticated", False):
        raise Refused(Problem("sign-in.needed"))
    if not row.person or row.person != rights_of(user).person:
        raise Refused(Problem("talk.not-own"))
    return talk, seen, row
