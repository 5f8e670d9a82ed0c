"""How is a page answered: as a file when one is asked for, else in its template?"""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from styrbord.services import board
from styrbord.services.reading import Reading
from styrbord.web import downloads
from styrbord.web.downloads import Offer


def show(
    request: HttpRequest,
    template: str,
    reading: Reading,
    *,
    offers: Mapping[str, Offer] | None = None,
    code: str = "",
    **context: object,
) -> HttpResponse:
    """The page, or the part of it that is asked for as a file; `code` is that of a page kept as data."""
    labels = board.labels(reading)
    if downloads.is_asked(request):
        return downloads.answer(request, offers or {}, labels, board.shell(reading))
    name = (request.resolver_match.url_name or "") if request.resolver_match else ""
    shell = board.shell(reading, page=name, code=code)
    return render(request, f"styrbord/{template}", {"labels": labels, "shell": shell, **context})
