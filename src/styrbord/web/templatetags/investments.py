"""How do templates word and mark stages, lights, money and steps of investments?"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from styrbord.charts import micro
from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Refused
from styrbord.core.investments.methodology import HOUSE_LABEL
from styrbord.core.investments.portfolio.baselines import Variance
from styrbord.core.investments.portfolio.money import Money, Price
from styrbord.figures import format as written
from styrbord.figures.investments import Way
from styrbord.figures.model import State
from styrbord.services.investments.change_notes import DeltaNote
from styrbord.services.investments.notes import Named
from styrbord.web import address, amounts
from styrbord.web.investments import money, more_words, places, portfolio, words
from styrbord.web.investments.guidance import guide_of_stage, guide_of_state
from styrbord.web.investments.saying import number
from styrbord.web.names import language
from styrbord.web.templatetags.marks import symbol

register = template.Library()
register.filter("guide_of_state", guide_of_state)
register.filter("guide_of_stage", guide_of_stage)
register.filter("price_words", money.price_words)
_STATES = {"green": State.ON_PLAN, "yellow": State.WATCH, "amber": State.WATCH, "red": State.ACT}
_GATES = {"passed": "on-plan", "now": "watch", "ahead": "no-target"}


@register.simple_tag
def iword(table: str, code: Any) -> str:
    """Word of a code in one of the tables of investments, e.g. STAGES."""
    return words.word(table, code)


@register.filter
def money_short(value: Decimal | float | None) -> SafeString:
    """Amount in millions where it is large, whole where it is small."""
    css = "n quiet" if value is None else "n"
    return format_html('<span class="{}">{}</span>', css, money.short(value))


@register.filter
def money_signed(value: Decimal | float | None) -> SafeString:
    """The same with its sign; nothing where there is none."""
    return (
        format_html('<span class="n">{}</span>', money.signed(value)) if value is not None else mark_safe("")
    )


@register.filter
def money_exact(value: Decimal | None) -> SafeString:
    """Every digit of an amount that is not 0 at its end."""
    css = "n quiet" if value is None else "n"
    return format_html('<span class="{}">{}</span>', css, money.exact(value))


@register.simple_tag
def money_in(value: Decimal | None, price: Price) -> SafeString:
    """Amount with its currency."""
    if value is None:
        return money_short(None)
    return format_html('<span class="n">{} {}</span>', money.short(value), price.currency)


@register.filter
def plain_number(value: Decimal | float | None) -> SafeString:
    """Number with the decimals that it has, two at most."""
    css = "n quiet" if value is None else "n"
    return format_html('<span class="{}">{}</span>', css, money.plain(value))


@register.simple_tag
def light_word(light: str) -> SafeString:
    """Mark and word of a light."""
    code = light if light in words.LIGHTS else ""
    shape = words.LIGHT_MARKS[code]
    told = words.word("LIGHTS", code)
    return format_html('<span class="word s-{}">{} {}</span>', shape, symbol("mark", shape), told)


@register.filter
def gate_mark(state: str) -> SafeString:
    """Mark of a gate."""
    shape = _GATES.get(state, "no-target")
    return format_html('<span class="s-{}">{}</span>', shape, symbol("mark", shape))


@register.simple_tag
def way_bar(way: Way) -> SafeString:
    """Bar of the way to a target, with a tick where it was promised to be."""
    done = None if way.share is None else float(way.share)
    plan = None if way.expected is None else float(way.expected)
    state = _STATES.get(way.light, State.NO_DATA)
    return mark_safe(micro.progress_bar(done, plan=plan, state=state))


@register.filter
def way_share(way: Way) -> str:
    """Share of the way in words."""
    return written.share(None if way.share is None else float(way.share), language=language())


@register.filter
def dec_share(value: Decimal | float | None) -> str:
    """Share as a percentage."""
    return written.share(None if value is None else float(value), language=language())


@register.filter
def stage_mark(stage: str) -> str:
    """Mark of a stage that needs a look; "" for the others."""
    return {"paused": "watch", "stopped": "act"}.get(stage, "")


@register.filter
def at(table: Any, key: str) -> Any:
    """What stands in a table under a key; None where it has none."""
    return table.get(key) if table else None


@register.simple_tag(takes_context=True)
def title_in(context: Mapping[str, Any], table: str, one: Named) -> str:
    """What something by which totals are formed is called."""
    return portfolio.title_of(table, one, context["labels"])


@register.simple_tag(takes_context=True)
def investment_places(context: Mapping[str, Any]) -> list[places.Place]:
    """Links between the pages of the whole portfolio."""
    return places.places_of(context["request"])


@register.simple_tag
def kind_head(kind: str) -> str:
    """Head of a column of who pays and gains."""
    if kind in words.COSTS:
        return _("Pays: %(kind)s") % {"kind": words.word("COSTS", kind)}
    return _("Gains: %(kind)s") % {"kind": words.word("GAINS", kind)}


@register.filter
def money_size(value: Decimal | None) -> SafeString:
    """Amount without its sign, for a column whose head says which way it goes."""
    return money_short(None if value is None else abs(value))


@register.filter
def money_or_none(value: Decimal | None) -> SafeString:
    """Exact amount, or a dash where nothing is told."""
    return money_exact(value) if value is not None else mark_safe('<span class="quiet">–</span>')


@register.simple_tag
def rule_label(code: str) -> str:
    """By which rule a figure is made; ours are called so, never law or guidance."""
    name, _sign, source = code.partition(", ")
    house = _("house rule of Styrbord")
    told = {"rule": name, "source": house if source in {"", HOUSE_LABEL} else source}
    return _("Rule %(rule)s, %(source)s.") % told


@register.filter
def text_period(text: str) -> str:
    """Period that is kept as text, in the reader's language; a text that is none stays."""
    try:
        return amounts.period(Period.parse(text)) if text else ""
    except Refused:
        return text


@register.filter
def told_value(text: str) -> SafeString:
    """Number or day of a change that is kept as text."""
    return format_html('<span class="n">{}</span>', _told(text, is_change=False))


@register.filter
def told_change(text: str) -> SafeString:
    """The same with its sign."""
    return format_html('<span class="n">{}</span>', _told(text, is_change=True))


def _told(text: str, *, is_change: bool) -> str:
    found = number(text.removeprefix("+"))
    if found is not None:
        exact = money.exact(found)
        return f"+{exact}" if is_change and found > 0 else exact
    try:
        return written.date_label(date.fromisoformat(text), language=language())
    except ValueError:
        return text


@register.simple_tag
def signed_share(value: Decimal) -> str:
    """Change of a line as a signed percentage."""
    return written.change(float(value) * 100, decimals=0, unit="", language=language()) + "\u00a0%"


@register.simple_tag
def variance_words(one: Variance) -> str:
    """How much more it costs and how much later it comes."""
    told = []
    if one.cost_share is not None:
        told.append(signed_share(one.cost_share))
    if one.days is not None:
        told.append(amounts.days(one.days) if one.days > 0 else _("in time"))
    return ", ".join(told) or _("not known")


@register.simple_tag
def step_words(noun: str, verb: str) -> str:
    """What somebody did with an investment or with what belongs to it."""
    if noun == "investment":
        return words.word("DONE", verb)
    if noun == "change":
        return words.word("CHANGE_DONE", verb)
    return more_words.of_noun("DONE", noun, verb)


@register.simple_tag(takes_context=True)
def deeper(context: Mapping[str, Any], code: str) -> list[tuple[str, str]]:
    """Pages that tell more of one investment."""
    request = context["request"]
    return [(address.go(request, name, code), str(title)) for name, title in places.DEEPER]


@register.filter
def money_told(value: Money | None) -> SafeString:
    """Amount in its price, short; a dash where nothing is known."""
    return money_short(value.amount) if value is not None else mark_safe('<span class="quiet">–</span>')


@register.filter
def signed_number(value: Decimal | float | None) -> SafeString:
    """Number with its sign."""
    told = money.plain(value)
    return format_html('<span class="n">{}{}</span>', "+" if value is not None and value > 0 else "", told)


@register.simple_tag
def delta_change(one: DeltaNote) -> SafeString:
    """By how much something changes: an amount, a number, or days."""
    found = number(one.change)
    if one.what != "date" or found is None:
        return told_change(one.change)
    sign = "+" if found > 0 else written.MINUS if found < 0 else ""
    return format_html('<span class="n">{}{}</span>', sign, amounts.days(abs(int(found))))


@register.simple_tag
def rule_labels(labels: Iterable[str]) -> str:
    """Rules by which figures are made, each once."""
    return " ".join(rule_label(one) for one in dict.fromkeys(labels))
