"""How do templates say where an import stands?"""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from styrbord.web.code_words import word
from styrbord.web.imports import words
from styrbord.web.templatetags.marks import symbol

register = template.Library()
_SHAPES = {"loaded": "on-plan", "refused": "act", "stopped": "watch", "read": "no-target"}


@register.simple_tag
def import_state(status: str) -> SafeString:
    """Mark and word of the state of an import."""
    shape = _SHAPES.get(status, "no-data")
    told = word(words.STATES, status)
    return format_html('<span class="word s-{}">{} {}</span>', shape, symbol("mark", shape), told)
