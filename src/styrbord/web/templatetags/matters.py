"""How do templates word states, moves and the content of what belongs to investments?"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString

from styrbord.core.base.text import Text
from styrbord.core.investments.portfolio.workflow import Noun
from styrbord.services import clock
from styrbord.services.investments.notes import MatterNote
from styrbord.web.investments import matter_facts, money, more_words, saying
from styrbord.web.investments.bearers import bearer
from styrbord.web.templatetags.marks import symbol

register = template.Library()
Context = Mapping[str, Any]
register.filter("period_words", matter_facts.period_words)
register.filter("day_words", matter_facts.day_words)
register.filter("number_words", matter_facts.number_words)


@register.simple_tag
def more_word(table: str, code: object) -> str:
    """Word of a code in one of the tables, e.g. OUTCOMES."""
    return more_words.word(table, code)


@register.simple_tag
def more_words_of(table: str) -> list[tuple[str, str]]:
    """Codes of a table with their words, for a choice."""
    return [(code, str(word)) for code, word in getattr(more_words, table).items()]


@register.simple_tag
def state_of(noun: str, state: str) -> SafeString:
    """Mark and word of a state."""
    return _marked(more_words.mark_of(noun, state), more_words.of_noun("STATES", noun, state))


@register.simple_tag
def marked(marks: str, words: str, code: str) -> SafeString:
    """Mark and word of a code, by the names of their tables."""
    return _marked(getattr(more_words, marks).get(code, ""), more_words.word(words, code))


@register.simple_tag
def done_word(noun: str, verb: str) -> str:
    """What somebody did, in words."""
    return more_words.of_noun("DONE", noun, verb)


@register.simple_tag
def verb_word(noun: str, verb: str) -> str:
    """What somebody may do, in words."""
    return more_words.of_noun("VERBS", noun, verb)


@register.simple_tag
def moves_of(note: MatterNote) -> list[saying.Offered]:
    """Moves that are open to the reader, with what each asks for."""
    return saying.offered(Noun(note.noun), note.state, note.verbs)


@register.simple_tag(takes_context=True)
def facts_of(context: Context, note: MatterNote) -> list[matter_facts.Fact]:
    """What a matter says, in the order of its form."""
    return matter_facts.facts(note, context["labels"])


@register.simple_tag(takes_context=True)
def bearer_name(context: Context, code: str, bodies: Mapping[str, Text] | None = None) -> str:
    """Name of a body or of a group outside."""
    return bearer(context["labels"], code, bodies)


@register.simple_tag
def today() -> date:
    """Today by the clock of the board."""
    return clock.now().date()


@register.filter
def typed(said: QueryDict | None, name: str) -> str:
    """What was typed into a field of a form that was refused."""
    return said.get(name, "") if said else ""


@register.filter
def typed_all(said: QueryDict | None, name: str) -> list[str]:
    """All that was chosen in a field of a form that was refused."""
    return said.getlist(name) if said else []


@register.filter
def joined(first: object, second: object) -> str:
    """Two parts of a name of a field."""
    return f"{first}{second}"


@register.filter
def money_size(value: Decimal | None) -> str:
    """Amount without its sign."""
    return money.short(None if value is None else abs(value))


def _marked(mark: str, words: str) -> SafeString:
    if not mark:
        return format_html('<span class="word">{}</span>', words)
    return format_html('<span class="word s-{}">{} {}</span>', mark, symbol("mark", mark), words)
