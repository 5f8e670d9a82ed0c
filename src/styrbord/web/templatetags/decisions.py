"""How are codes of decisions worded in templates?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import template

from styrbord.core.base.text import LANGUAGES
from styrbord.core.strategy.decisions.model import Option
from styrbord.core.strategy.decisions.readability import Readability
from styrbord.figures import format as written
from styrbord.services.decisions import CritiqueNote, DecisionNote, DecisionPage, Reasons
from styrbord.web import names
from styrbord.web.decisions import words

register = template.Library()


@register.simple_tag
def decision_word(table: str, code: str) -> str:
    """Word of a code in one of the tables of decisions, e.g. STATES."""
    return str(getattr(words, table).get(code, code))


@register.filter
def state_mark(note: DecisionNote) -> str:
    """Mark of what a check found; empty before it."""
    return words.MARKS.get(note.verdict or note.state, "")


@register.filter
def under(table: Mapping[str, Any], key: str) -> Any:
    """What stands in a table under a key; nothing where it has none."""
    return table.get(key, ())


@register.simple_tag
def own_severity(one: CritiqueNote, number: int) -> str:
    """How severe the reader's own post finds a concern; empty before it has said so."""
    return str(one.own.get(number, ""))


@register.simple_tag
def iso_day(text: str) -> str:
    """A day that is kept as text, in the reader's language; empty where there is none."""
    return written.date_label(date.fromisoformat(text), language=names.language()) if text else ""


@register.simple_tag
def consequence(option: Option, context: str) -> str:
    """What an option does in a context; empty where that is not assessed."""
    return option.consequences.get(context, "")


@register.simple_tag
def readability_of(found: DecisionPage, language: str) -> Readability | None:
    """How easily its summary in a language is read; None where there is none."""
    return found.readability.get(language)


@register.simple_tag
def summary_in(part: Reasons, language: str) -> str:
    """What was typed as summary in a language."""
    return part.summary.get(language, "")


@dataclass(frozen=True, slots=True)
class Summary:
    """A summary in the reader's language, or in another one that it is told in."""

    words: str
    language: str
    is_other: bool


@register.simple_tag
def decision_summary(found: DecisionPage) -> Summary:
    """The summary as the reader gets it."""
    own = names.language()
    told = next((code for code in (own, *LANGUAGES) if found.summary.get(code)), own)
    return Summary(found.summary.get(told, ""), told, told != own)
