"""What did readers say about pages, for those who keep the pages and may see them?"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.board.pages import PageKind
from styrbord.core.people.rights import Rights
from styrbord.core.people.roles import Action
from styrbord.services import pages
from styrbord.services.reading import Reading, principal_for, visible
from styrbord.services.rights import contains, rights_of
from styrbord.store.participation.models import Verdict

WORDS_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Said:
    """What one reader wrote, and the day."""

    day: date
    has_helped: bool
    words: str


@dataclass(frozen=True, slots=True)
class PageResult:
    """How many readers a page helped, and the newest words."""

    page: str
    yes: int
    no: int
    words: tuple[Said, ...]

    @property
    def count(self) -> int:
        """Number of answers."""
        return self.yes + self.no

    @property
    def share(self) -> float:
        """Share that was helped, 0 to 1."""
        return self.yes / self.count


def results(user: object, page: str = "") -> tuple[PageResult, ...]:
    """Results of the pages that a user keeps and sees, those that helped least often first.

    Editors and auditors see those of every page that is open to them, owners those of their indicators.

    Raises
    ------
    Refused
        `sign-in.needed` or `rights.missing`.
    """
    rights = _checked(user)
    reading = visible(principal_for(rights))
    rows: dict[str, list[Verdict]] = defaultdict(list)
    chosen = Verdict.objects.filter(page=page) if page else Verdict.objects.all()
    for row in chosen.select_related("words").order_by("-day", "-pk"):
        rows[row.page].append(row)
    closed = _Closed(reading)
    found = [
        _result(one, said) for one, said in rows.items() if closed.shows(one) and _keeps(rights, reading, one)
    ]
    return tuple(sorted(found, key=lambda one: (one.share, -one.count, one.page)))


def _checked(user: object) -> Rights:
    if not getattr(user, "is_authenticated", False):
        raise Refused(Problem("sign-in.needed"))
    rights = rights_of(user)
    if not any(rights.may_anywhere(action) for action in (Action.EDIT, Action.OWN, Action.READ_RECORDS)):
        raise Refused(Problem("rights.missing"))
    return rights


class _Closed:
    """Which pages exist for the reader: those of indicators, rubrics and free pages can be closed."""

    def __init__(self, reading: Reading) -> None:
        self._indicators = reading.register.indicators()
        self._pages = {one.code for one in pages.seen(reading, [PageKind.PAGE])}
        self._rubrics = {one.code for one in pages.seen(reading, [PageKind.RUBRIC])}

    def shows(self, page: str) -> bool:
        """Whether a page may be named to the reader."""
        section, code, rubric, *_ = [*page.split("/"), "", "", ""]
        if section == "indicators" and code:
            return code in self._indicators
        if section == "pages" and code:
            return code in self._pages
        return not (section == "subjects" and rubric) or rubric in self._rubrics


def _keeps(rights: Rights, reading: Reading, page: str) -> bool:
    if rights.may_anywhere(Action.EDIT) or rights.may_anywhere(Action.READ_RECORDS):
        return True
    section, code, *_ = [*page.split("/"), ""]
    found = reading.register.indicators().get(code) if section == "indicators" else None
    if found is None:
        return False
    if found.owner:
        return found.owner in (*rights.posts, *rights.acts_for)
    return rights.may(Action.OWN, rubrics=tuple(found.rubrics), contains=contains) is not None


def _result(page: str, rows: list[Verdict]) -> PageResult:
    yes = sum(row.has_helped for row in rows)
    words = [Said(row.day, row.has_helped, row.words.words) for row in rows if hasattr(row, "words")]
    return PageResult(page, yes, len(rows) - yes, tuple(words[:WORDS_SHOWN]))
