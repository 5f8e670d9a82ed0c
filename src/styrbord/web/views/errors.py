"""What is shown when a page cannot be: where, what, what to do."""

import sys
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from styrbord.services.trouble import Trouble, trouble_of


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong in a heading, why, and what to do."""

    what: str
    why: str
    advice: str
    is_forbidden: bool = False


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, and 413 for more files than are taken at once."""
    if isinstance(exception, TooManyFilesSent):
        why = _("At most %(most)s files are taken at once.") % {"most": settings.DATA_UPLOAD_MAX_NUMBER_FILES}
        return _page(request, 413, Wrong(_("Too many files came"), why, _("Send the others after these.")))
    advice = _("Check the address, or begin again from the board.")
    return _page(
        request, 400, Wrong(_("This address cannot be read"), _("A part of it is malformed."), advice)
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    why = _("The page is not open to this reader, or its form was too old.")
    advice = _("Sign in, or go back, load the page again and repeat.")
    return _page(request, 403, Wrong(_("This page is not open to you"), why, advice, is_forbidden=True))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    why = _("There is no page at this address.")
    advice = _("Check the address, or search for the subject, indicator or page by name.")
    return _page(request, 404, Wrong(_("There is no such page"), why, advice))


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 and 507 where the database or the disk cannot take what was sent."""
    trouble = trouble_of(sys.exc_info()[1])
    if trouble is not None:
        return cannot_write(request, trouble)
    why = _("The page could not be made. The reason is in the log of the site.")
    advice = _("Load the page again. If it stays so, tell the keeper of the board the address and the time.")
    return _page(request, 500, Wrong(_("Something went wrong here"), why, advice))


def cannot_write(request: HttpRequest, trouble: Trouble) -> HttpResponse:
    """507 when the disk is full, 503 when the database does not answer; nothing was kept of the request."""
    kind = trouble.problem.kind
    wrong = Wrong(_("This cannot be kept now"), _(kind.message), _(kind.advice))
    try:
        answer = _page(request, trouble.status, wrong)
    except Exception as error:  # the page asks the database too
        if trouble_of(error) is None:
            raise
        answer = HttpResponse(f"{wrong.what}. {wrong.why} {wrong.advice}", status=trouble.status)
        answer["Content-Type"] = "text/plain; charset=utf-8"
    answer["Retry-After"] = "60"
    return answer


def _page(request: HttpRequest, status: int, error: Wrong) -> HttpResponse:
    return render(request, "styrbord/error.html", {"error": error}, status=status)
