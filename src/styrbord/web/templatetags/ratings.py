"""How do templates word and mark the places, classes and steps of a rating?"""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from styrbord.charts import places
from styrbord.figures.ratings import Place, RatingTable, Row
from styrbord.services.ratings import Standing
from styrbord.web.ratings import words
from styrbord.web.templatetags.marks import symbol

register = template.Library()
register.filter("rating_period", words.period)


@register.simple_tag
def rating_word(table: str, code: Any) -> str:
    """Word of a code in one of the tables of ratings, e.g. STATES."""
    return words.word(table, code)


@register.simple_tag
def strip(row: Row, table: RatingTable) -> SafeString:
    """Strip of the places of a row, from the first to the last of its table."""
    one = row.place
    if one.rank is None or one.low is None or one.high is None:
        return mark_safe("")
    count = max(table.count, one.high)
    return mark_safe(places.place_strip(one.rank, low=one.low, high=one.high, count=count, name=one.nominal))


@register.filter
def places_of(place: Place | Standing) -> str:
    """Span of places, `5–6`."""
    return words.span(place.low, place.high)


@register.simple_tag
def rating_class(name: str) -> SafeString:
    """Mark and word of a class."""
    word = words.word("CLASSES", name)
    return format_html('<span class="class-word">{} {}</span>', mark_safe(places.class_mark(name)), word)


@register.simple_tag
def gap_dots(own: float, outside: float, low: float, high: float) -> SafeString:
    """Own and outside assessment on one scale."""
    return mark_safe(places.two_dots(own, outside, low=low, high=high))


@register.filter
def spanned(text: str) -> str:
    """Span of places that is kept as 4-7, as readers see it; empty where it is one place alone."""
    return text.replace("-", "–") if "-" in text else ""


@register.filter
def direction(way: int) -> str:
    """Which way is good, in words."""
    return words.word("DIRECTIONS", way)


@register.simple_tag
def rise(places_gained: int | None) -> SafeString:
    """Arrow and word of a change of place."""
    if places_gained is None:
        return mark_safe("")
    way = "up" if places_gained > 0 else "down" if places_gained < 0 else "right"
    return format_html('{}<span class="ds-sr-only">{}</span>', symbol("arrow", way), words.word("WAYS", way))
