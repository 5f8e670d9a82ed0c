"""What stands in the PDF of a public decision, in the reader's words?"""

from collections.abc import Iterator, Sequence

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_safe

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.strategy.decisions.model import Option
from styrbord.documents.report import Part, PartTable, ReportSheet, pdf
from styrbord.figures import format as written
from styrbord.figures.model import Figure
from styrbord.figures.pages import Labels
from styrbord.services import board, decisions
from styrbord.services.decisions import DecisionPage, EffectNote, EvidenceNote
from styrbord.services.reading import PUBLIC, visible
from styrbord.web import address, names
from styrbord.web.amounts import figure, period
from styrbord.web.asking import reading_of
from styrbord.web.charting import ChartView
from styrbord.web.decisions import drawing, words
from styrbord.web.names import language
from styrbord.web.templatetags.decisions import decision_summary

WIDTH = 560


@require_safe
def paper(request: HttpRequest, token: str) -> HttpResponse:
    """A public decision as everybody reads it, as a PDF."""
    found = decisions.preview(reading_of(request), token)
    if not found.is_public:
        raise Refused(Problem("decision.not-found", "", {"name": token[:40]}))
    answer = HttpResponse(pdf(sheet(request, found)), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="decision-{found.token[:12]}.pdf"'
    return answer


def sheet(request: HttpRequest, found: DecisionPage) -> ReportSheet:
    """All words of the decision, from what everybody may see."""
    reading = visible(PUBLIC)
    labels = board.labels(reading)
    charts = drawing.charts(reading, found, WIDTH)
    state = str(words.STATES.get(found.state, found.state))
    return ReportSheet(
        title=found.title or _("(words erased)"),
        heading=" · ".join((_("Decision"), state, names.subject_name(labels, found.subject))),
        label=_left_out(found),
        parts=tuple(_parts(labels, found, charts)),
        as_of=reading.as_of,
        address=request.build_absolute_uri(address.go(request, "decision", found.token)),
        language=language(),
        is_invented=board.shell(reading).is_invented,
    )


def _left_out(found: DecisionPage) -> str:
    if not found.left_out:
        return ""
    told = ngettext(
        "%(n)d figure of the evidence is left out: not everybody may see it.",
        "%(n)d figures of the evidence are left out: not everybody may see them.",
        found.left_out,
    )
    return told % {"n": found.left_out}


def _parts(labels: Labels, found: DecisionPage, charts: Sequence[ChartView | None]) -> Iterator[Part]:
    summary = decision_summary(found)
    notes = (_("There is no summary in your language yet."),) if summary.is_other and summary.words else ()
    yield Part(
        _("In plain words"), _standing(labels, found), (summary.words or _("There is no summary yet."),),
        notes=notes,
    )  # fmt: skip
    for option in found.said.said_options:
        yield _option(found, option)
    said = found.said
    reasons = ((_("Why this one"), said.why_this), (_("Why in this order"), said.why_order))
    yield Part(_("Why"), (*reasons, (_("Why now"), said.why_now)))
    for effect, chart in zip(found.effects, charts, strict=True):
        yield _effect(labels, effect, chart)
    if found.evidence:
        yield _evidence(labels, found.evidence)
    if said.positions or found.positions:
        yield _positions(found)
    if said.lessons:
        yield Part(_("Lessons"), texts=(said.lessons,))


def _standing(labels: Labels, found: DecisionPage) -> tuple[tuple[str, str], ...]:
    def day(name: str) -> str:
        on = getattr(found, name)
        return written.date_label(on, language=language()) if on else _("not said")

    return (
        (_("Who answers"), names.named(labels.posts, found.owner)),
        (_("Novelty"), str(words.NOVELTY.get(found.novelty, found.novelty))),
        (_("In force from"), day("in_force_on")),
        (_("Checked on"), day("check_on")),
    )


def _option(found: DecisionPage, option: Option) -> Part:
    nothing = _("To do nothing") if option.is_nothing else _("(words erased)")
    chosen = f" ({_('chosen')})" if option.code == found.said.chosen else ""
    groups = "\n".join(
        " ".join(
            filter(None, (one.group or _("(words erased)"), str(words.SIDES.get(one.side, "")), one.words))
        )
        for one in option.groups
    )
    known = words.contexts(found.said.contexts, decisions.contexts(decisions.moment(visible(PUBLIC))))
    facts = tuple((name, option.consequences.get(code, "") or _("not assessed")) for code, name in known)
    return Part(
        f"{words.OPTIONS.get(option.code, option.code)}. {option.title or nothing}{chosen}",
        (*facts, (_("Who gains, who loses"), groups or _("nobody is named"))),
    )


def _effect(labels: Labels, one: EffectNote, chart: ChartView | None) -> Part:
    name = f"{names.indicator_name(labels, one.indicator)}, {names.subject_name(labels, one.subject)}"
    checked = one.checked_at.date() if one.checked_at else one.check_on
    verdict = f"{words.VERDICTS.get(one.verdict, '')}, {written.date_label(checked, language=language())}"
    return Part(
        _("Expected effect: %(series)s, %(period)s") % {"series": name, "period": period(one.by)},
        (
            (_("Expected change"), _signed(one.expected)),
            (_("Forecast without it"), _spanned(one.forecast, one.forecast_low, one.forecast_high)),
            (_("What came"), figure(one.actual) if one.actual else _("not out yet")),
            (_("Effect, interval of 80 %%") % {}, _spanned(one.estimate, one.low, one.high, signed=True)),
            (pgettext("decision", "Check"), verdict),
        ),
        chart=chart.chart if chart else None,
        notes=(
            _(
                "The effect is what came less what was forecast without the decision. It came with the "
                "decision; that is no proof that it came by it."
            ),
        ),
    )


def _spanned(one: Figure | None, low: Figure | None, high: Figure | None, *, signed: bool = False) -> str:
    if one is None or low is None or high is None:
        return _("none")
    write = _signed if signed else figure
    return f"{write(one)} ({write(low)} … {write(high)})"


def _signed(one: Figure) -> str:
    return written.signed(one.value, decimals=one.decimals, language=language())


def _evidence(labels: Labels, evidence: Sequence[EvidenceNote]) -> Part:
    rows = tuple(
        (
            names.indicator_name(labels, one.indicator),
            names.subject_name(labels, one.subject),
            period(one.period),
            _known(one, one.then),
            _known(one, one.now),
        )
        for one in evidence
    )
    heads = (_("Figure"), _("Subject"), _("Period"), _("As known then"), _("As known now"))
    return Part(_("Figures it rests on"), table=PartTable(heads, rows, (3, 4)))


def _known(one: EvidenceNote, value: Figure | None) -> str:
    if one.is_withdrawn:
        return _("withdrawn since")
    return figure(value) if value else _("none")


def _positions(found: DecisionPage) -> Part:
    registered = [(one.name, one.stand, one.words, one.source) for one in found.positions]
    typed = [(one.who, one.stand, one.words, one.source) for one in found.said.positions]
    rows = tuple(
        (who or _("(words erased)"), str(words.STANDS.get(stand, stand)), said or "–", source or "–")
        for who, stand, said, source in (*registered, *typed)
    )
    heads = (_("Who"), _("Position"), _("In their words"), _("Source"))
    return Part(_("Positions"), table=PartTable(heads, rows))
