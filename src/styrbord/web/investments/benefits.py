"""What became of the benefits: over all investments, and of one after its end?"""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from styrbord.charts.bars import bar_chart
from styrbord.charts.model import Table
from styrbord.core.base.text import LANGUAGES
from styrbord.figures.format import share
from styrbord.figures.investments import BenefitSums
from styrbord.figures.model import Bar
from styrbord.figures.pages import Labels
from styrbord.services import clock
from styrbord.services.investments import benefits, standing
from styrbord.services.investments.matter_notes import AfterNote
from styrbord.services.investments.notes import BenefitNote
from styrbord.services.rights import rights_of
from styrbord.web import fields
from styrbord.web.asking import reading_of
from styrbord.web.charting import ChartView
from styrbord.web.investments import money, more_words, words
from styrbord.web.investments.trial import NOTHING, Trial, answered
from styrbord.web.names import language, subject_name
from styrbord.web.names import words as named
from styrbord.web.paging import PARAMETER
from styrbord.web.tables import Maker
from styrbord.web.views.showing import show

WIDE = 560
STATES = ("identified", "specified", "baselined", "planned", "realising", "realised", "partly", "lost")


@never_cache
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Benefits of all investments that the reader sees."""
    reading = reading_of(request)
    asked = {name: request.GET.get(name, "").strip()[:64] for name in ("text", "owner", "kind", "state")}
    number = fields.whole(request.GET.get(PARAMETER, "")) or 1
    note = benefits.register(reading, rights_of(request.user), **asked, page=number)
    return show(
        request,
        "benefits.html",
        reading,
        offers={"benefits": rows_of(note.rows)},
        note=note,
        asked=asked,
        kinds=words.BENEFITS.items(),
        states=[(code, more_words.of_noun("STATES", "benefit", code)) for code in STATES],
    )


@never_cache
@require_safe
def one(request: HttpRequest, code: str) -> HttpResponse:
    """Benefits of one investment: claimed, confirmed, measured, realised."""
    return shown(request, code)


def shown(request: HttpRequest, code: str, trial: Trial = NOTHING) -> HttpResponse:
    """The page, with what was refused."""
    reading, rights = reading_of(request), rights_of(request.user)
    note = benefits.after_closure(reading, rights, code)
    acting = standing.acts_for(rights)
    answer = show(
        request,
        "investment-benefits.html",
        reading,
        offers={"sums": chart(note), "benefits": rows_of(note.benefits)},
        note=note,
        chart=chart(note),
        heading=heading(note),
        measuring=[one for one in note.follow_up if one.code in acting],
        today=clock.now().date(),
        **trial.context,
    )
    return answered(answer, trial)


def heading(note: AfterNote) -> str:
    """How much of the promised worth has come, in one line."""
    name = named(note.names) or note.code
    rate = note.sums.rate
    if rate is None:
        return _("%(name)s: nothing measured yet") % {"name": name}
    return _("%(name)s: %(share)s of the promised benefit") % {
        "name": name,
        "share": share(float(rate), language=language()),
    }


def chart(note: AfterNote) -> ChartView | None:
    """Claimed beside confirmed beside realised; None where nothing is priced."""
    sums = note.sums
    if sums.count == sums.not_priced:
        return None
    bars = [_bar(code, title, value) for code, title, value in _sums(sums)]
    unit = f"{money.million()} {note.price.currency}"
    drawn = bar_chart(
        bars,
        title=_("Claimed, confirmed and realised"),
        reading=_(
            "Claimed %(claimed)s, confirmed by its bearers %(confirmed)s, realised to date %(realised)s."
        )
        % {
            "claimed": money.short(sums.claimed),
            "confirmed": money.short(sums.confirmed),
            "realised": money.short(sums.realised),
        },
        unit=unit,
        decimals=2,
        language=language(),
        width=WIDE,
    )
    return ChartView("sums", drawn, 2)


def _sums(sums: BenefitSums) -> list[tuple[str, str, float]]:
    return [
        ("claimed", _("Claimed, all years"), float(sums.claimed)),
        ("confirmed", _("Confirmed by its bearers"), float(sums.confirmed)),
        ("planned", _("Promised to date, of what is measured"), float(sums.planned)),
        ("realised", _("Realised to date"), float(sums.realised)),
    ]


def _bar(code: str, title: str, value: float) -> Bar:
    return Bar(code, dict.fromkeys(LANGUAGES, title), value / money.MILLION)


def rows_of(rows: tuple[BenefitNote, ...]) -> Maker:
    """Benefits as raw rows."""

    def make(labels: Labels) -> Table:
        heads = (
            _("Investment"), _("Code"), _("Benefit"), _("Bearer"), _("Class"), _("Confirmed"),
            _("At the start"), _("Promised"), _("Newest"), _("Unit"), _("Claimed, all years"),
            _("Promised to date"), _("Realised to date"), _("State"),
        )  # fmt: skip
        return Table(heads, tuple(_row(one, labels) for one in rows))

    return make


def _row(one: BenefitNote, labels: Labels) -> tuple[str | float | None, ...]:
    numbers = (one.baseline, one.target, one.newest)
    worth = (one.claimed, one.planned, one.realised)
    return (
        one.investment, one.code, named(one.names), subject_name(labels, one.bearer.code),
        words.word("BENEFITS", one.kind), _("yes") if one.is_confirmed else _("no"),
        *(None if value is None else float(value) for value in numbers), one.unit,
        *(None if value is None else float(value) for value in worth),
        more_words.of_noun("STATES", "benefit", one.state),
    )  # fmt: skip
