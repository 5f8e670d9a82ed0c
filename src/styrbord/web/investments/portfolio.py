"""Which investments are there, by whom and for what, how far are they, and what do they come to?"""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from styrbord.charts.model import Table
from styrbord.figures.pages import Labels
from styrbord.services.investments import listing
from styrbord.services.investments.notes import Filter, Named, PortfolioNote, PortfolioRow, Total
from styrbord.services.rights import rights_of
from styrbord.web import address
from styrbord.web.asking import reading_of
from styrbord.web.fields import whole
from styrbord.web.investments import words as worded
from styrbord.web.investments.standing import acts_somewhere
from styrbord.web.names import named, subject_name, words
from styrbord.web.tables import Maker
from styrbord.web.views.showing import show

BY = ("owner", "lead", "goal", "component", "class", "risk", "programme", "stage")
ASKED = ("text", "stage", "owner", "lead", "party", "goal", "component", "kind", "risk", "programme")
FILTERS = ("stage", "kind", "risk", "owner", "lead", "goal", "component", "programme")
MOST = 100_000


@never_cache
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The portfolio as the reader may see it, with totals by what is asked for."""
    reading, rights = reading_of(request), rights_of(request.user)
    note = listing.portfolio(reading, rights, asked_of(request))
    return show(
        request,
        "investments.html",
        reading,
        offers={"investments": table_of(note.rows), "totals": totals_of(note.totals, note.asked.by)},
        note=note,
        heading=heading(note),
        by=[(one, worded.word("TOTALS", one)) for one in BY],
        filters=[(name, worded.word("FILTERS", name), note.choices.get(name, ())) for name in FILTERS],
        asked={name: getattr(note.asked, name) for name in ASKED},
        newer=_page(request, note, note.page - 1),
        further=_page(request, note, note.page + 1),
        may_begin=acts_somewhere(request.user),
    )


def asked_of(request: HttpRequest) -> Filter:
    """What is asked for in the query; what makes no sense binds not."""
    told = {name: request.GET.get(name, "").strip()[:64] for name in ASKED}
    by = request.GET.get("by", "")
    strategic = True if request.GET.get("strategic") else None
    page = whole(request.GET.get("page", "")) or 1
    return Filter(**told, is_strategic=strategic, by=by if by in BY else BY[0], page=min(max(page, 1), MOST))


def _page(request: HttpRequest, note: PortfolioNote, number: int) -> str:
    return address.changed(request, page=number) if 1 <= number <= note.pages else ""


def heading(note: PortfolioNote) -> str:
    """How many there are, and how many of those on the page are off plan."""
    told = ngettext("%(n)d digital investment", "%(n)d digital investments", note.count) % {"n": note.count}
    red = sum(one.computed_light == "red" for one in note.rows)
    if not red or note.pages > 1:
        return told
    return told + ngettext(", %(n)d is off plan", ", %(n)d are off plan", red) % {"n": red}


def title_of(table: str, one: Named, labels: Labels) -> str:
    """What something by which totals are formed is called."""
    own = words(one.names)
    if own or not one.code:
        return own or _("none")
    kinds = {"stage": "STAGES", "kind": "CLASSES", "class": "CLASSES", "risk": "LIGHTS"}
    if table in kinds:
        return worded.word(kinds[table], "" if one.code == "none" else one.code)
    if table == "owner":
        return named(labels.posts, one.code)
    return subject_name(labels, one.code) if table in {"lead", "party"} else one.code


def table_of(rows: Sequence[PortfolioRow]) -> Maker:
    """Investments of the page as raw rows."""

    def make(labels: Labels) -> Table:
        heads = (
            _("Code"), _("Investment"), _("Stage"), _("Class"), _("Owner"), _("Lead body"), _("Programme"),
            _("Currency"), _("Price year"), _("Likely cost"), _("Paid"), _("Owner's rating"),
            _("Computed rating"), _("Delivery"),
        )  # fmt: skip
        return Table(heads, tuple(_raw(one, labels) for one in rows))

    return make


def _raw(one: PortfolioRow, labels: Labels) -> tuple[str | float | None, ...]:
    return (
        one.code, words(one.names), worded.word("STAGES", one.stage), worded.word("CLASSES", one.kind),
        title_of("owner", one.owner, labels), title_of("lead", one.lead, labels), one.programme,
        one.price.currency, float(one.price.year), _float(one.cost), _float(one.paid),
        worded.word("LIGHTS", one.owner_light), worded.word("LIGHTS", one.computed_light),
        one.ends_on.isoformat() if one.ends_on else "",
    )  # fmt: skip


def totals_of(totals: Sequence[Total], by: str) -> Maker:
    """Totals as raw rows."""

    def make(labels: Labels) -> Table:
        heads = (
            worded.word("TOTALS", by), _("Currency"), _("Price year"), _("Investments"),
            _("Cost not known"), _("Likely cost"), _("Paid"),
        )  # fmt: skip
        rows = (
            (
                title_of(by, one.what, labels), one.price.currency, float(one.price.year), float(one.count),
                float(one.unknown), _float(one.cost), _float(one.paid),
            )
            for one in totals
        )  # fmt: skip
        return Table(heads, tuple(rows))

    return make


def _float(value: object) -> float | None:
    return None if value is None else float(str(value))
