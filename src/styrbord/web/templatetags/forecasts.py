"""How do templates write what is forecast and how it did?"""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from styrbord.figures.forecasts import Ahead, Scored, Vintage
from styrbord.figures.model import Tile
from styrbord.web.code_words import Word
from styrbord.web.forecasts import tiles, wording

register = template.Library()
register.filter("ahead_heading", wording.heading)
register.filter("sureness", wording.sureness)
register.filter("made", wording.made)
register.filter("standing", wording.standing)
register.filter("score_words", wording.score)
register.filter("horizon", wording.horizon)
register.filter("level", wording.level_words)
register.filter("chance", wording.chance)


@register.simple_tag
def bounds(one: Ahead, level: int) -> SafeString:
    """Both ends of a band of a period; a dash in words where there is none."""
    text = wording.bounds(one.bands.get(level))
    return format_html('<span class="n{}">{}</span>', "" if text else " quiet", text or _("not known"))


@register.simple_tag
def inside(score: Scored, level: int) -> str:
    """How many periods lay in a band, of how many expected."""
    if level not in score.inside:
        return _("untested")
    told = {"n": score.inside[level], "expected": wording.expected(score, level)}
    return _("%(n)d, expected %(expected)s") % told


@register.filter
def label_word(code: str) -> Word:
    """Word of a label: naive, pooled, untested."""
    return wording.LABELS.get(code, code)


@register.filter
def track_word(code: str) -> Word:
    """Word of a plan's track."""
    return wording.TRACKS.get(code, code)


@register.simple_tag
def column_word(level: int) -> str:
    """Head of the column that counts what lay in a band."""
    return wording.in_band(level)


@register.simple_tag(takes_context=True)
def tile_ahead(context: Mapping[str, Any], tile: Tile) -> Vintage | None:
    """Newest forecast of a tile, if the page was asked to show them and there is one."""
    found = context.get("tiles_ahead")
    return found.get((tile.indicator, tile.subject)) if found else None


@register.filter
def next_ahead(vintage: Vintage | None) -> Ahead | None:
    """First period of a forecast that has not come."""
    return tiles.next_of(vintage) if vintage else None


@register.filter
def accuracy_note(vintage: Vintage) -> str:
    """Accuracy of a forecast in a few words."""
    return wording.note(vintage, vintage.scored)
