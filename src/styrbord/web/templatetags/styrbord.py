"""How do templates write numbers, periods and names?"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext

from styrbord.figures import format as written
from styrbord.figures.model import Figure, Tile
from styrbord.figures.pages import RankRow
from styrbord.web import address, code_words, names, wording

register = template.Library()
Context = Mapping[str, Any]

register.filter("period", wording.period)
register.filter("words", names.words)
register.filter("days", wording.days)


@register.simple_tag(takes_context=True)
def go(context: Context, name: str, *parts: object, **query: object) -> str:
    """Address of a named page, with as-of, vintage and theme kept."""
    return address.go(context["request"], name, *parts, **query)


@register.simple_tag(takes_context=True)
def changed(context: Context, **query: object) -> str:
    """Address of this page with parts of the query changed."""
    return address.changed(context["request"], **{k.replace("_", "-"): v for k, v in query.items()})


@register.simple_tag(takes_context=True)
def in_language(context: Context, code: str) -> str:
    """Address of this page in another language."""
    request: HttpRequest = context["request"]
    return translate_url(request.get_full_path(), code)


@register.simple_tag(takes_context=True)
def query_left(context: Context, *taken: str) -> list[tuple[str, str]]:
    """Parts of the query that a form does not set itself and has to carry on."""
    request: HttpRequest = context["request"]
    return [(key, value) for key, values in request.GET.lists() if key not in taken for value in values]


@register.simple_tag(takes_context=True)
def subject_name(context: Context, code: str) -> str:
    """Name of a subject."""
    return names.subject_name(context["labels"], code)


@register.simple_tag(takes_context=True)
def indicator_name(context: Context, code: str) -> str:
    """Full name of an indicator."""
    return names.indicator_name(context["labels"], code)


@register.simple_tag(takes_context=True)
def short_name(context: Context, code: str) -> str:
    """Short name of an indicator."""
    return names.short_name(context["labels"], code)


@register.simple_tag(takes_context=True)
def named(context: Context, kind: str, code: str) -> str:
    """Name of a code of a kind: types, levels, posts, rubrics, datasets."""
    return names.named(getattr(context["labels"], kind), code)


@register.simple_tag(takes_context=True)
def type_name(context: Context, code: str) -> str:
    """Name of the type of a subject; empty when it has none."""
    labels = context["labels"]
    return names.named(labels.types, labels.type_of.get(code, ""))


@register.simple_tag(takes_context=True)
def indicator_of(context: Context, code: str) -> object:
    """Definition of an indicator by its code."""
    return context["labels"].indicators.get(code)


@register.simple_tag
def code_word(table: str, code: str) -> str:
    """Word of a code in one of our tables, e.g. STATES."""
    return code_words.word(getattr(code_words, table), code)


@register.filter
def day(value: date | datetime | None) -> str:
    """Date in the reader's language."""
    on = value.date() if isinstance(value, datetime) else value
    return written.date_label(on, language=names.language())


@register.filter
def name_of(text_or_named: Any) -> str:  # noqa: ANN401 - anything that carries names
    """Name of a subject or indicator in the reader's language."""
    return names.words(text_or_named.names) or text_or_named.code


@register.filter
def whole(value: float | None) -> str:
    """Count without decimals."""
    return written.number(value, decimals=0, language=names.language())


@register.filter
def share(value: float | None) -> str:
    """Share as a percentage."""
    return written.share(value, language=names.language())


@register.filter
def amount(figure: Figure | None, status: str = "") -> SafeString:
    """Value with its unit, E after an estimate, and the reason when it is missing."""
    if figure is None or figure.value is None:
        return format_html('<span class="n quiet">{}</span>', missing(figure.status if figure else status))
    text = written.quantity(
        figure.value, decimals=figure.decimals, unit=figure.unit, language=names.language()
    )
    return format_html('<span class="n">{}{}</span>', text, estimated(figure))


@register.filter
def plain(figure: Figure | None) -> SafeString:
    """Value without its unit, for columns whose head has it."""
    if figure is None or figure.value is None:
        return format_html('<span class="n quiet">{}</span>', missing(figure.status if figure else ""))
    text = written.number(figure.value, decimals=figure.decimals, language=names.language())
    return format_html('<span class="n">{}{}</span>', text, estimated(figure))


@register.simple_tag
def number(value: float | None, decimals: int = 1) -> SafeString:
    """Bare number with so many decimals."""
    text = written.number(value, decimals=decimals, language=names.language())
    css = "n quiet" if written.is_missing(value) else "n"
    return format_html('<span class="{}">{}</span>', css, text)


@register.simple_tag
def signed(value: float | None, decimals: int = 1) -> SafeString:
    """Bare signed number; nothing when there is none."""
    if written.is_missing(value):
        return mark_safe("")
    text = written.signed(value, decimals=decimals, language=names.language())
    return format_html('<span class="n">{}</span>', text)


@register.simple_tag
def quantity(value: float | None, decimals: int, unit: str) -> SafeString:
    """Bare number with a unit."""
    text = written.quantity(value, decimals=decimals, unit=unit, language=names.language())
    return format_html('<span class="n">{}</span>', text)


@register.filter
def unit_words(unit: str) -> str:
    """Words of a unit over a column."""
    return written.unit_words(unit, language=names.language())


@register.filter
def change_unit(unit: str) -> str:
    """Words of the unit of a difference."""
    return written.change_unit_words(unit, language=names.language())


@register.simple_tag
def rank(answer: object) -> str:
    """Span of ranks, `5–6 of 9`, or none."""
    return wording.rank(answer)  # type: ignore[arg-type]


@register.simple_tag
def gap(tile: Tile) -> SafeString:
    """Distance of a tile's value from its target, with the unit of a difference."""
    if tile.target.gap is None or tile.value is None:
        return mark_safe("")
    text = written.change(
        tile.target.gap, decimals=tile.value.decimals, unit=tile.value.unit, language=names.language()
    )
    return format_html('<span class="n">{}</span>', text)


@register.simple_tag
def rank_of(row: RankRow) -> str:
    """Span of ranks of a row in a comparison."""
    if row.low is None or row.high is None:
        return pgettext("rank", "none")
    return str(row.low) if row.low == row.high else f"{row.low}–{row.high}"


@register.filter
def change(tile: Tile) -> SafeString:
    """Signed change of a tile with the unit of a difference; none when there is none."""
    if tile.change is None or tile.change.value is None:
        return mark_safe("")
    text = written.change(
        tile.change.value, decimals=tile.change.decimals, unit=tile.change.unit, language=names.language()
    )
    return format_html('<span class="n">{}</span>', text)


@register.filter
def unit_beside(figure: Figure) -> str:
    """Unit as it stands beside the value, for a tile that sets it smaller."""
    bare = written.number(figure.value, decimals=figure.decimals, language=names.language())
    full = written.quantity(
        figure.value, decimals=figure.decimals, unit=figure.unit, language=names.language()
    )
    return full[len(bare) :].strip()


def missing(status: str) -> str:
    """Why a value is missing, in a word or two."""
    return code_words.word(code_words.MISSING, status if status in code_words.MISSING else "")


def estimated(figure: Figure) -> SafeString:
    """The letter E after an estimate, nothing else."""
    word = code_words.word(code_words.STATUSES, "E")
    return format_html(' <abbr title="{}">E</abbr>', word) if figure.status == "E" else mark_safe("")

