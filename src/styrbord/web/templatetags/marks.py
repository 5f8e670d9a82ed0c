"""How do templates draw marks, arrows, sentences and the state of a tile?"""

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from styrbord.charts import micro
from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Problem
from styrbord.figures.model import Bar, Deviation, State, Tile, Verdict
from styrbord.web import amounts, answers, code_words, names, said_params, wording

register = template.Library()
SHOWN_ON_MAP = (State.ACT, State.WATCH, State.NO_DATA)

register.filter("target_answer", answers.target_answer)
register.filter("freshness", answers.freshness)
register.filter("change_span", answers.change_span)
register.filter("figure_text", amounts.figure)


@register.simple_tag
def mark(state: str, label: str = "") -> SafeString:
    """Mark of a state; `label` is read aloud where no word stands beside it."""
    icon = symbol("mark", state)
    return format_html('<span class="s-{}">{}</span>{}', state, icon, _aloud(label))


@register.simple_tag
def state_word(state: str) -> SafeString:
    """Mark and word of a state, in its colour."""
    word = code_words.word(code_words.STATES, state)
    return format_html('<span class="word s-{}">{} {}</span>', state, symbol("mark", state), word)


@register.simple_tag
def arrow(tile: Tile) -> SafeString:
    """Arrow in the direction of the number."""
    if tile.change is None or tile.change.value is None:
        return format_html("{}", "")
    if tile.verdict is Verdict.SAME or tile.change.value == 0:
        return symbol("arrow", "right")
    return symbol("arrow", "up" if tile.change.value > 0 else "down")


@register.filter
def verdict_word(tile: Tile) -> str:
    """The verdict on a change in a word."""
    return code_words.word(code_words.VERDICTS, tile.verdict) if tile.verdict else ""


@register.filter
def verdict_class(tile: Tile) -> str:
    """Colour of a change: better is blue; worse takes the colour of the state, else that of act."""
    if tile.verdict is Verdict.WORSE:
        return "s-watch" if tile.state is State.WATCH else "v-worse"
    return f"v-{tile.verdict or Verdict.NEUTRAL}"


@register.simple_tag
def sentence(name: str, *args: Any) -> str:
    """One of the sentences of `wording` or `answers`, by its name."""
    return getattr(wording if hasattr(wording, name) else answers, name)(*args)


@register.simple_tag
def spark(tile: Tile, in_row: bool = False, state: State | None = None) -> SafeString:
    """Course of the last values, with a dotted target, and the tile's state or another one at its end."""
    size, shown = micro.SPARK_ROW if in_row else micro.SPARK, state or tile.state
    return mark_safe(micro.sparkline(tile.spark, target=tile.spark_target, state=shown, size=size))


@register.filter
def since_period(item: Deviation) -> str:
    """Period since which something deviates."""
    since, newest = _since(item), item.tile.period
    return amounts.short_period(since, newest or since) if since else amounts.period(None)


@register.simple_tag
def since_when(item: Deviation) -> SafeString:
    """Period since which something deviates, and for how long."""
    since = _since(item)
    if since is None:
        return format_html('<span class="quiet">{}</span>', amounts.period(None))
    long = amounts.duration(item.periods, since.frequency)
    return format_html('<span class="n">{}</span><span class="second">{}</span>', since_period(item), long)


@register.simple_tag
def state_counts(areas: Sequence[Bar]) -> list[dict[str, object]]:
    """How many areas are in each state that needs a look."""
    counts = {state: sum(area.state is state for area in areas) for state in SHOWN_ON_MAP}
    return [
        {"state": state, "word": code_words.word(code_words.STATES, state).lower(), "n": n}
        for state, n in counts.items()
        if n
    ]


@register.simple_tag
def problem_words(problem: Problem) -> dict[str, str]:
    """What is wrong and what to do, in the reader's language."""
    kind, params = problem.kind, said_params.said(problem.code, problem.params_in(names.language()))
    return {
        "what": gettext(kind.message).format_map(params),
        "advice": gettext(kind.advice).format_map(params),
    }


def symbol(css: str, name: str) -> SafeString:
    """One shape of the page's sprite, out of the way of reading aloud."""
    return format_html('<svg class="{}" aria-hidden="true"><use href="#i-{}"/></svg>', css, name)


def _since(item: Deviation) -> Period | None:
    return item.since or item.tile.since or item.tile.fresh.missing_period


def _aloud(label: str) -> SafeString:
    return format_html('<span class="ds-sr-only">{}</span>', label) if label else format_html("{}", "")
