"""How is a proposal decided and given to somebody in the same step in which its reasons are said?"""

from datetime import date

from django.http import HttpRequest

from styrbord.services import decisions, promises
from styrbord.services.promises import Promised
from styrbord.web.asking import reading_of


def take(request: HttpRequest, token: str, revision: int) -> None:
    """Send a proposal to review, decide it, and ask a post to carry it out.

    The proposal is kept as it was said, whatever is refused of the rest.

    Raises
    ------
    Refused
        With what it lacks.
    """
    user, key = request.user, request.POST.get("key", "")[:50]
    number = decisions.move(user, token, "submit", revision=revision, key=f"{key}-submit" if key else "")
    decisions.move(user, token, "decide", revision=number, key=f"{key}-decide" if key else "")
    _assign(request, token, f"{key}-assign" if key else "")


def _assign(request: HttpRequest, token: str, key: str) -> None:
    holder, due = request.POST.get("holder", "")[:80], request.POST.get("due", "")[:20]
    if not holder:
        return
    found = decisions.one(request.user, reading_of(request), token)
    day = date.fromisoformat(due) if _is_day(due) else found.in_force_on
    if day is not None:
        promised = Promised(found.subject, holder, day, found.title, "decision", token)
        promises.give(request.user, promised, key=key)


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False
