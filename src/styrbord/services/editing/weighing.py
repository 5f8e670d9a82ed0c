"""What would a change of who sees a page or an indicator bring into sight, or take out of it?"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.db import transaction

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.board.figure_lists import ListLine, fingerprint, gained, is_wider
from styrbord.core.board.pages import PageDefinition, Publicity
from styrbord.core.spine.indicators import Access, Indicator
from styrbord.core.spine.inputs import needed_indicators
from styrbord.services import clock, disclosure, pages
from styrbord.services.editing.listing import lines_of, page_lines
from styrbord.services.reading import PUBLIC, Principal, visible
from styrbord.services.work import Work
from styrbord.store.clock import to_ms
from styrbord.store.spine.models import Edition, IndicatorVersion
from styrbord.store.spine.models import Indicator as IndicatorRow
from styrbord.store.spine.register import changes_asked_anew, record_change, register_at

PAGE, INDICATOR = "page", "indicator"


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a change does: the figures that more readers see or that fewer do, and its fingerprint."""

    kind: str
    code: str
    was: str
    becomes: str
    is_wider: bool
    lines: tuple[ListLine, ...]
    hash: str


@dataclass(frozen=True, slots=True)
class Turn:
    """A page or indicator with who sees it now and who shall, and how that is done within a work."""

    kind: str
    code: str
    was: str
    becomes: str
    is_wider: bool
    problems: tuple[Problem, ...]
    content: str
    apply: Callable[[Work], None]
    lines: Callable[[], list[ListLine]]

    def done(self, piece: Work) -> Weighed:
        """Do it within a work; what it changed."""
        before = self.lines()
        self.apply(piece)
        after = self.lines()
        found = gained(before, after) if self.is_wider else gained(after, before)
        said = (self.kind, self.code, self.was, self.becomes, self.content)
        return Weighed(*said[:4], self.is_wider, found, fingerprint(found, *said))


class _Back(Exception):
    """Nothing of what was tried stays."""


def weighed(turn: Turn) -> Weighed:
    """What a change would do: it is tried and taken back, so that the list is the very one.

    Raises
    ------
    Refused
        With what forbids the change.
    """
    if turn.problems:
        raise Refused(turn.problems)
    found: list[Weighed] = []
    try:
        with changes_asked_anew(), transaction.atomic():
            found.append(turn.done(Work("weighing", clock.now())))
            raise _Back
    except _Back:
        return found[0]


def page_turn(page: PageDefinition, becomes: Publicity) -> Turn:
    """How a published page is opened or closed."""
    new = replace(page, publicity=becomes)

    def lines() -> list[ListLine]:
        reading = visible(PUBLIC)
        shown = {one.code: one for one in pages.seen(reading, [page.kind])}
        return page_lines(reading, shown[page.code]) if page.code in shown else []

    def apply(piece: Work) -> None:
        pages.publish_definitions([new], piece, to_ms(piece.at), may_widen=True)

    standing = {one.code: one for one in pages.definitions(to_ms(clock.now()))}
    problems = pages.problems_of_publicity({**standing, page.code: new})
    is_open = becomes is Publicity.PUBLIC
    said = (str(page.publicity), str(becomes), is_open, tuple(problems), repr(page))
    return Turn(PAGE, page.code, *said, apply, lines)


def indicator_turn(indicator: Indicator, becomes: Access) -> Turn:
    """How an indicator gets another class."""
    wide = is_wider(becomes, indicator.access)
    level = becomes if wide else indicator.access
    reader = PUBLIC if level is Access.OPEN else Principal("list", is_signed_in=True, access=level)

    def lines() -> list[ListLine]:
        reading = visible(reader)
        known = reading.register.indicators()
        near = [code for code in known if indicator.code in needed_indicators(known, [code])]
        subjects = tuple(reading.register.subjects())
        return lines_of(reading, dict.fromkeys(near, subjects))

    def apply(piece: Work) -> None:
        _reclass(piece, indicator, becomes)

    problems = pages.problems_of_access([replace(indicator, access=becomes)], "")
    said = (str(indicator.access), str(becomes), wide, tuple(problems), repr(indicator))
    return Turn(INDICATOR, indicator.code, *said, apply, lines)


def _reclass(piece: Work, indicator: Indicator, becomes: Access) -> None:
    """Give an indicator another class from now on, then decide anew what is hidden as confidential."""
    now = to_ms(piece.at)
    IndicatorRow.objects.select_for_update().get(code=indicator.code)
    rows = IndicatorVersion.objects.filter(indicator__code=indicator.code, shown_to__gt=now)
    for row in rows.select_related("indicator").order_by("pk"):
        definition = {**row.definition, "access": str(becomes)}
        if row.shown_from > now:
            IndicatorVersion.objects.filter(pk=row.pk).update(definition=definition)
            continue
        IndicatorVersion.objects.filter(pk=row.pk).update(shown_to=now)
        IndicatorVersion.objects.create(
            indicator=row.indicator, definition=definition, shown_from=now, shown_to=row.shown_to
        )
    record_change([now])
    editions = Edition.objects.filter(dataset__code=indicator.dataset, withdrawn_at=None)
    disclosure.decide(piece, list(editions.values_list("pk", flat=True)))


def indicator_of(code: str) -> Indicator | None:
    """Definition of an indicator as it holds now, whoever asks."""
    return register_at(to_ms(clock.now())).indicators().get(code)
