"""What will be loaded, what stands against it, and where the numbers are afterwards?"""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from styrbord.core.base.problems import Problem, Refused
from styrbord.services import reading, signing
from styrbord.services.imports import files, reviewing
from styrbord.services.imports.files import State
from styrbord.services.imports.reviewing import Review
from styrbord.web import address
from styrbord.web.asking import reading_of
from styrbord.web.imports import results
from styrbord.web.imports.showing import show_import
from styrbord.web.imports.wording import amount

SHOWN_INDICATORS = 100


def load(request: HttpRequest, token: str) -> HttpResponse:
    """Show what stands before the load; load when the button is pressed."""
    editor = signing.require_editor(request.user)
    if request.method != "POST":
        return _page(request, token)
    try:
        reviewing.require_seen(token, reading.visible(signing.principal_of(request.user)))
        files.load(token, editor=editor)
    except Refused as refused:
        return _page(request, token, refused.problems)
    return redirect(address.go(request, "import", token))


def _page(request: HttpRequest, token: str, problems: Sequence[Problem] = ()) -> HttpResponse:
    state = files.state(token)
    found = reviewing.review(token, reading_of(request))
    wrong = tuple(problems) or tuple(results.problem_of(one) for one in state.problems if one.is_error)
    context: dict[str, Any] = {
        "here": _("Load"),
        "heading": _heading(state, found),
        "sub": _("All numbers of the file are released together, or none."),
        "errors": len(wrong),
        "lacking": found.unmatched,
        "problems": wrong,
        "facts": _facts(found),
        "why_not": _why_not(state, found),
        "indicators": found.indicators[:SHOWN_INDICATORS],
        "more_indicators": max(len(found.indicators) - SHOWN_INDICATORS, 0),
        "indicators_heading": _indicators(found),
    }
    context["can_load"] = not context["why_not"]
    return show_import(request, "import-load.html", state.listed, **context)


def _heading(state: State, found: Review) -> str:
    counted = ngettext("Load %(n)s number", "Load %(n)s numbers", found.numbers) % {
        "n": amount(found.numbers)
    }
    return _("%(what)s from %(name)s") % {"what": counted, "name": state.listed.name}


def _why_not(state: State, found: Review) -> str:
    """What has to be done before the load; empty when it may begin."""
    errors = sum(one.is_error for one in state.problems)
    if state.listed.status != "read":
        return _("The file is loaded.")
    if errors:
        told = ngettext("%(n)d error stops the load.", "%(n)d errors stop the load.", errors)
        return told % {"n": errors}
    if found.unmatched:
        told = ngettext(
            "%(n)d name has no subject yet. Match it or leave it out.",
            "%(n)d names have no subject yet. Match them or leave them out.",
            found.unmatched,
        )
        return told % {"n": found.unmatched}
    return ""


def _facts(found: Review) -> list[tuple[str, str]]:
    return [
        (_("Numbers"), amount(found.numbers)),
        (_("Missing, with their reason"), amount(found.missing)),
        (_("Subjects matched"), amount(found.subjects)),
        (_("Names without a subject"), amount(found.unmatched)),
        (_("Rows without a subject"), amount(found.without_subject)),
    ]


def _indicators(found: Review) -> str:
    new = sum(not one.is_known for one in found.indicators)
    whole = len(found.indicators)
    told = ngettext("%(n)s indicator, %(new)s of them new", "%(n)s indicators, %(new)s of them new", whole)
    return told % {"n": amount(whole), "new": amount(new)}
