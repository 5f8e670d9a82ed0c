"""What stands on every page of one import?"""

from typing import Any

from django.http import HttpRequest, HttpResponse

from styrbord.core.people.roles import Action
from styrbord.services import rights
from styrbord.services.imports.files import Listed
from styrbord.web.asking import reading_of
from styrbord.web.imports import wording
from styrbord.web.imports.steps import steps
from styrbord.web.views.showing import show


def show_import(
    request: HttpRequest,
    template: str,
    item: Listed,
    *,
    errors: int = 0,
    lacking: int = 0,
    heading: str = "",
    sub: str = "",
    **context: Any,
) -> HttpResponse:
    """A page of one import, with its steps and its finding in the heading."""
    said: dict[str, Any] = {
        "item": item,
        "may_edit": rights.may(request.user, Action.EDIT),
        "steps": steps(item, errors, lacking),
        "heading": heading or wording.heading(item),
        "sub": sub or wording.sub(item),
        **context,
    }
    return show(request, template, reading_of(request), **said)
