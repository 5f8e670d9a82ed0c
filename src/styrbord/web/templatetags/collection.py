"""How many things wait for the reader, for the link that every page has?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import template

from styrbord.core.people.roles import Action, allows
from styrbord.services import rights
from styrbord.services.collection import duties

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
