"""How does a template word a promise, and what does it show of those that came from something?"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import template

from styrbord.services import clock, promises
from styrbord.services.notices import posts_of
from styrbord.services.promises import PromiseNote
from styrbord.web import names
from styrbord.web.promises import words

register = template.Library()
Context = Mapping[str, Any]
SOON = timedelta(days=14)
"""Day that the form begins with, from today."""


@register.simple_tag
def promise_word(table: str, code: str) -> str:
    """Word of a code in one of the tables of promises, e.g. VERBS."""
    return words.word(table, code)


@register.filter
def promise_state(note: PromiseNote) -> str:
    """Code of how a promise is said to stand."""
    return words.state_of(note)


@register.filter
def promise_mark(note: PromiseNote) -> str:
    """Mark of how it stands; empty where nothing is to be marked."""
    return words.MARKS.get(words.state_of(note), "")


@dataclass(frozen=True, slots=True)
class Here:
    """Promises that came from something, and whether the reader may give another."""

    notes: tuple[PromiseNote, ...]
    may_give: bool
    is_asked: bool


@register.simple_tag(takes_context=True)
def promises_from(context: Context, kind: str, token: str, subject: str) -> Here:
    """Promises from a decision or deviation, for whoever sees them today; none of an earlier moment."""
    request = context["request"]
    if request.GET.get("as-of") or request.GET.get("vintage") or not request.user.is_authenticated:
        return Here((), may_give=False, is_asked=False)
    notes = promises.of_sources(request.user, kind, [token])[token]
    return Here(tuple(notes), promises.may_promise(request.user, subject), is_asked=True)


@dataclass(frozen=True, slots=True)
class Choice:
    """A post that may be chosen; `is_own` says that it promises for itself."""

    code: str
    name: str
    is_own: bool


@register.simple_tag(takes_context=True)
def promise_posts(context: Context, subject: str) -> list[Choice]:
    """Posts that the reader may promise for, first, and those that may be asked."""
    user, posts = context["request"].user, context["labels"].posts
    own = posts_of(user)
    known = [Choice(code, names.named(posts, code), code in own) for code in {*posts, *own}]
    may_ask = not subject or promises.may_ask(user, subject)
    found = [one for one in known if one.is_own or may_ask]
    return sorted(found, key=lambda one: (not one.is_own, one.name))


@register.simple_tag
def new_key() -> str:
    """Key of a form that is sent once."""
    return secrets.token_urlsafe(12)


@register.simple_tag
def in_two_weeks() -> date:
    """Day with which the form begins."""
    return clock.now().date() + SOON


@register.simple_tag
def board_today() -> date:
    """Today by the clock of the board."""
    return clock.now().date()
