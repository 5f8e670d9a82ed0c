"""How many things wait for the reader, for the link that every page has?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import template

from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Refused
from styrbord.core.people.roles import Action, allows
from styrbord.services import rights
from styrbord.services.collection import duties
from styrbord.web import amounts

register = template.Library()
Context = Mapping[str, Any]
WORKING = (Action.PREPARE, Action.REVIEW, Action.RELEASE)


@dataclass(frozen=True, slots=True)
class Tasks:
    """Whether the reader has to do with handing in, and how much waits."""

    is_shown: bool = False
    count: int = 0
    late: int = 0


@register.simple_tag(takes_context=True)
def my_tasks(context: Context) -> Tasks:
    """What waits for the reader, asked anew for every page."""
    user = getattr(context.get("request"), "user", None)
    held = rights.rights_of(user).rights
    if not any(allows(right.role, action) for right in held for action in WORKING):
        return Tasks()
    todo = duties.duties_of(user)
    return Tasks(True, len(todo), duties.late(todo))


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
