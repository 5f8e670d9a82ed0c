"""How does a template word what belongs to meetings?"""

from collections.abc import Mapping
from typing import Any

from django import template

from styrbord.services.meetings import Agenda, AgendaItem, StepNote
from styrbord.services.promises import PromiseNote
from styrbord.web.meetings import words
from styrbord.web.meetings.titles import title_of

register = template.Library()
Context = Mapping[str, Any]


@register.simple_tag
def meeting_word(table: str, code: str) -> str:
    """Word of a code in one of the tables of meetings, e.g. KINDS."""
    return words.word(table, code)


@register.simple_tag
def meeting_stands(item: AgendaItem) -> str:
    """Word of the state of what an item is about."""
    return words.stands(
        item.about, "broken" if item.kind == "broken-promise" and item.is_owed else item.stands
    )


@register.simple_tag
def item_kind(item: AgendaItem) -> str:
    """Why an item is on the agenda, in a word; a deviation that was put off is no longer new."""
    return words.kind(item.kind, is_carried=item.is_carried)


@register.filter
def rhythm(weeks: int) -> str:
    """How often a circle meets."""
    return words.rhythm(weeks)


@register.simple_tag(takes_context=True)
def item_title(context: Context, item: AgendaItem) -> str:
    """What an item is about, in the reader's language."""
    return title_of(context["labels"], item)


@register.filter
def kind_mark(item: AgendaItem) -> str:
    """Mark of a kind of item; empty for those without one."""
    return words.MARKS.get(item.kind, "")


@register.simple_tag
def promise_in(agenda: Agenda, step: StepNote) -> PromiseNote | None:
    """Promise that was given with a step, if the reader sees it."""
    return agenda.given.get(step.said.get("promise", ""))


@register.simple_tag
def promise_state(note: PromiseNote) -> str:
    """Word of the state of a promise."""
    return words.stands("promise", note.state)
