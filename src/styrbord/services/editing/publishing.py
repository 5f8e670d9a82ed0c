"""How does a draft come before its readers, at once or at a moment, and how does a page go again?"""

from datetime import datetime

from django.db.models import F

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.board.drafts import too_much
from styrbord.core.board.text import read_pages, write_pages
from styrbord.services import pages
from styrbord.services.editing.drafts import REALM, editor_of, is_overview, note_of, reading_of, taken
from styrbord.services.once import once
from styrbord.services.work import Work
from styrbord.store.clock import FOREVER, to_ms
from styrbord.store.spine.register import record_change
from styrbord.store.steering.models import PageVersion

define(
    "page.moment-past",
    "{moment} is over.",
    "Choose a moment to come, or publish the page at once.",
)
define("page.not-published", "The page '{code}' is not published.", "Publish its draft first.")
define("page.overview-stays", "The board needs its first page.", "Change it instead of withdrawing it.")


def publish(user: object, code: str, *, revision: int, at: datetime | None = None, key: str = "") -> int:
    """Publish the draft of a page at once or at a moment; number of the version.

    Who may see it stays as it was; a new page is for those who have signed in.

    Raises
    ------
    Refused
        With everything that is wrong with the draft.
    """
    by, reading = editor_of(user, code), reading_of(user)
    if at is not None and at <= reading.now:
        raise Refused(Problem("page.moment-past", code, {"moment": f"{at:%Y-%m-%d %H:%M:%S} UTC"}))

    def do(piece: Work, full: str | None) -> int:
        page = note_of(reading, code).page
        row = taken(code, revision)
        problems = [*read_pages(write_pages([page]))[1], *too_much(page)]
        pages.publish_definitions([page], piece, to_ms(at or piece.at), problems=problems)
        row.delete()
        number = PageVersion.objects.filter(page__code=code).latest("number").number
        told = {"number": number, "revision": revision, "by_person": by.person}
        piece.tell("page.draft-published", code, told, key=full)
        return int(number)

    return once(by, key, do, realm=REALM, answer="number")


def cancel(user: object, code: str, *, key: str = "") -> int:
    """Take back a publication whose moment has not come: what is shown now goes on; its number."""
    by = editor_of(user, code)
    note_of(reading_of(user), code)

    def do(piece: Work, full: str | None) -> int:
        number = _without_coming(code, to_ms(piece.at))
        if number is None:
            raise Refused(Problem("page.not-published", code, {"code": code}))
        told = {"number": number, "by_person": by.person}
        piece.tell("page.publication-cancelled", code, told, key=full)
        return number

    return once(by, key, do, realm=REALM, answer="number")


def withdraw(user: object, code: str, *, key: str = "") -> int:
    """Show a page no more, as of no day; number of the version that was shown last."""
    by = editor_of(user, code)
    page = note_of(reading_of(user), code).page

    def do(piece: Work, full: str | None) -> int:
        now = to_ms(piece.at)
        _without_coming(code, now)
        shown = PageVersion.objects.filter(page__code=code, shown_from__lte=now, shown_to__gt=now).first()
        if shown is None:
            raise Refused(Problem("page.not-published", code, {"code": code}))
        PageVersion.objects.filter(pk=shown.pk).update(shown_to=now)
        record_change([now])
        piece.tell("page.withdrawn", code, {"number": shown.number, "by_person": by.person}, key=full)
        return int(shown.number)

    problems = [Problem("page.overview-stays", code)] if is_overview(page) else []
    return once(by, key, do, problems, realm=REALM, answer="number")


def _without_coming(code: str, now: int) -> int | None:
    """Number of a version whose moment has not come and now never does; the one shown now goes on."""
    rows = PageVersion.objects.filter(page__code=code)
    coming = rows.filter(shown_from__gt=now, shown_to__gt=F("shown_from")).first()
    if coming is None:
        return None
    rows.filter(shown_from__lte=now, shown_to=coming.shown_from).update(shown_to=FOREVER)
    rows.filter(pk=coming.pk).update(shown_to=F("shown_from"))
    record_change([now])
    return int(coming.number)
