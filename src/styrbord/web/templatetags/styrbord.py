"""Which addresses and names do templates write?"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.safestring import SafeString

from styrbord.figures import format as written
from styrbord.web import address, amounts, code_words, living, names

register = template.Library()
Context = Mapping[str, Any]

register.filter("period", amounts.period)
register.filter("words", names.words)
register.filter("days", amounts.days)


@register.simple_tag(takes_context=True)
def go(context: Context, name: str, *parts: object, **query: object) -> str:
    """Address of a named page, with as-of, vintage and theme kept."""
    return address.go(context["request"], name, *parts, **query)


@register.simple_tag(takes_context=True)
def own_part(context: Context, name: str, about: str = "") -> SafeString:
    """Part of the page that is the reader's own."""
    return living.own_part(context["request"], name, about)


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
def asker(context: Context, code: str) -> str:
    """Post that asked for work, or the part of the program that did."""
    if code in code_words.ASKERS:
        return code_words.word(code_words.ASKERS, code)
    return names.named(context["labels"].posts, code)


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
def moment(value: datetime | None) -> str:
    """Day and time to the second in UTC, in the reader's language; empty where there is none."""
    return written.moment_label(value, language=names.language()) if value else ""


@register.filter
def name_of(text_or_named: Any) -> str:
    """Name of a subject or indicator in the reader's language."""
    return names.words(text_or_named.names) or text_or_named.code
