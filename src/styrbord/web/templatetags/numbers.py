"""How do templates write numbers with their units?"""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext

from styrbord.figures import format as written
from styrbord.figures.model import Figure, PeerAnswer, Tile
from styrbord.figures.pages import RankRow
from styrbord.web import amounts, answers, code_words, names

register = template.Library()
register.filter("unit_beside", amounts.unit_beside)
register.filter("has_long_unit", amounts.has_long_unit)


@register.filter
def whole(value: float | None) -> str:
    """Count without decimals."""
    return written.number(value, decimals=0, language=names.language())


@register.simple_tag
def lasting(n: int, frequency: str) -> str:
    """So many periods in words: `3 weeks`."""
    return amounts.duration(n, frequency)


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
def rank(answer: PeerAnswer | None) -> str:
    """Span of ranks, `5–6 of 9`, or none."""
    return answers.rank(answer)


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
def change_in_tile(tile: Tile) -> SafeString:
    """Signed change; a long unit is not said again, it stands under the value."""
    if tile.change is None or tile.change.value is None or not amounts.has_long_unit(tile.change):
        return change(tile)
    text = written.signed(tile.change.value, decimals=tile.change.decimals, language=names.language())
    return format_html('<span class="n">{}</span>', text)


def missing(status: str) -> str:
    """Why a value is missing, in a word or two."""
    return code_words.word(code_words.MISSING, status if status in code_words.MISSING else "")


def estimated(figure: Figure) -> SafeString:
    """The letter E after an estimate, nothing else."""
    word = code_words.word(code_words.STATUSES, "E")
    return format_html(' <abbr title="{}">E</abbr>', word) if figure.status == "E" else mark_safe("")
