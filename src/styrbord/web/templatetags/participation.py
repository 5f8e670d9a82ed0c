"""How are talks and the question whether a page helped written into a page?"""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from styrbord.core.base.periods import Period
from styrbord.core.participation.cleaning import shown
from styrbord.services import feedback, pages
from styrbord.web import amounts, names

register = template.Library()
ASKED_ON = frozenset(
    {
        "overview",
        "subjects",
        "subject",
        "rubric",
        "indicators",
        "indicator",
        "provenance",
        "quality",
        "compare",
        "map",
        "search",
        "pages",
        "page",
        "editions",
        "edition",
        "method",
        "forecasts",
    }
)


@register.filter
def said(words: str) -> SafeString:
    """Words of a reader as safe HTML."""
    return mark_safe(shown(words))


@register.filter
def period_of(text: str) -> str:
    """Period in the reader's language from its text."""
    return amounts.period(Period.parse(text))


@register.simple_tag
def page_name(code: str) -> str:
    """Title of a page that the reader may see."""
    return names.words(pages.titles_of(code)) or code


@register.inclusion_tag("styrbord/parts/helped.html", takes_context=True)
def helped(context: Mapping[str, Any]) -> dict[str, object]:
    """Question whether this page helped; none on pages that only some readers reach, and on refusals."""
    request = context["request"]
    match = request.resolver_match
    is_asked = bool(match and match.url_name in ASKED_ON and context.get("shell"))
    page = request.path_info.strip("/").partition("/")[2]
    return {"token": feedback.token_for(f"{page}/" if page else "") if is_asked else ""}
