"""How many notices has the reader not read, and what are their words?"""

from collections.abc import Mapping
from typing import Any

from django import template
from django.urls import reverse
from django.utils.functional import Promise

from styrbord.services import notices
from styrbord.web import notice_words

register = template.Library()


@register.filter("notice_words")
def words_of(kind: str) -> str | Promise:
    """Words of a kind of notice."""
    return notice_words.WORDS.get(kind, kind)


@register.simple_tag(takes_context=True)
def unread_notices(context: Mapping[str, Any]) -> int:
    """How many notices to the reader's posts nobody has read yet, asked anew for every page."""
    user = getattr(context.get("request"), "user", None)
    return notices.count_unread(user) if user is not None and user.is_authenticated else 0


@register.simple_tag
def follow_notices() -> str:
    """Address at which the reader may ask for letters."""
    return f"{reverse('subscriptions')}?kind=notices&code=own"
