"""What stands in the PDF for a council, in the reader's words?"""

from collections.abc import Iterator
from datetime import datetime

from django.http import HttpRequest
from django.utils.translation import gettext as _

from styrbord.charts.line import line_chart
from styrbord.charts.model import Chart
from styrbord.documents.report import Part, PartTable, ReportSheet
from styrbord.figures import format as written
from styrbord.figures.council import Compared, CouncilPage
from styrbord.figures.pages import Labels, Shell
from styrbord.web import address, names, readings
from styrbord.web.amounts import period
from styrbord.web.collection import council_words as words
from styrbord.web.names import language

ON_PAPER, ON_SCREEN, HEIGHT = 560, 900, 220


def sheet(
    request: HttpRequest, page: CouncilPage, labels: Labels, shell: Shell, now: datetime
) -> ReportSheet:
    """All words of the page."""
    form = names.words(page.form_names) or page.form
    kind = words.similar(page, labels)
    return ReportSheet(
        title=words.heading(page),
        heading=" · ".join(filter(None, (form, kind, _handed(page, labels)))),
        label=words.label(page),
        parts=(*(_compared(labels, one) for one in page.compared), _rows(page, labels)),
        as_of=now,
        address=request.build_absolute_uri(address.go(request, "collect-council", page.token)),
        language=language(),
        is_invented=shell.is_invented,
    )


def chart(labels: Labels, one: Compared, width: int = ON_PAPER) -> Chart:
    """Own course beside the median of similar ones and the target."""
    return line_chart(
        one.lines,
        title=names.indicator_name(labels, one.indicator.code),
        reading=readings.lines_reading(one.lines),
        unit=written.unit_words(one.indicator.stated_unit, language=language()),
        language=language(),
        width=width,
        height=HEIGHT,
    )


def _handed(page: CouncilPage, labels: Labels) -> str:
    told = {
        "at": written.moment_label(page.handed_in_at, language=language()),
        "post": names.named(labels.posts, page.post),
    }
    return _("handed in %(at)s UTC by %(post)s") % told


def _compared(labels: Labels, one: Compared) -> Part:
    notes = (words.method(),) if one.better or one.is_long_enough else ()
    return Part(
        title=words.title(labels, one),
        facts=tuple(_facts(one)),
        chart=chart(labels, one),
        notes=notes,
        table=_better(labels, one),
    )


def _facts(one: Compared) -> Iterator[tuple[str, str]]:
    own = f"{words.value(one.own)} ({period(one.period)}, {words.state(one.is_released)})"
    yield _("Own value"), own
    yield _("Change on a year"), words.change(one)
    if one.at is not None:
        yield _("Compared for"), period(one.at)
    yield _("Median of similar ones"), words.median(one)
    yield _("Place among similar ones"), words.place(one)


def _better(labels: Labels, one: Compared) -> PartTable:
    rows = tuple(
        (
            names.subject_name(labels, each.subject),
            words.value(each.figure),
            names.named(labels.posts, each.post) if each.post else _("nobody named"),
        )
        for each in one.better
    )
    heads = (_("Who does better"), _("Value"), _("Whom to call"))
    return PartTable(heads, rows, (1,)) if rows else PartTable((), ())


def _rows(page: CouncilPage, labels: Labels) -> Part:
    rows = tuple(
        (
            names.indicator_name(labels, row.indicator),
            words.value(row.figure),
            words.change(row),
            words.state(row.is_released),
        )
        for row in page.rows
    )
    heads = (_("Indicator"), _("Value"), _("Change on a year"), _("State"))
    note = words.hidden(page)
    notes = (note,) if note else ()
    return Part(_("What was handed in"), notes=notes, table=PartTable(heads, rows, (1, 2)))
