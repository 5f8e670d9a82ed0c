"""How many things wait for the reader, for the link that every page has?"""

from collections.abc import Callable, Mapping
from typing import Any

from django import template

from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Refused
from styrbord.services.collection.waiting import Waiting, waiting_for
from styrbord.web import amounts
from styrbord.web.collection import council_words

register = template.Library()
Context = Mapping[str, Any]
COUNCIL: Mapping[str, Callable[..., str]] = {
    one.__name__: one
    for one in (
        council_words.heading,
        council_words.value,
        council_words.change,
        council_words.state,
        council_words.median,
        council_words.place,
        council_words.method,
    )
}


@register.simple_tag(takes_context=True)
def my_tasks(context: Context) -> Waiting:
    """What waits for the reader, asked anew for every page."""
    return waiting_for(getattr(context.get("request"), "user", None))


@register.filter
def period_of(text: str) -> str:
    """Words of a period that is kept as text; the text itself when it is none."""
    try:
        return amounts.period(Period.parse(text))
    except Refused:
        return text


@register.filter
def indicator_in(key: str) -> str:
    """Indicator of a cell's name."""
    return key.partition("|")[0]


@register.simple_tag
def council_word(name: str, *args: Any) -> str:
    """Words of the page for a council."""
    return str(COUNCIL[name](*args))
