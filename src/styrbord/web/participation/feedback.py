"""Which pages take and show whether a page helped?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from styrbord.services import feedback
from styrbord.web import address
from styrbord.web.accounts.lockout import address_of
from styrbord.web.asking import reading_of
from styrbord.web.views.showing import show


@csrf_exempt  # nothing is done in anybody's name: the token in the form takes the place of a cookie
@never_cache
@require_POST
def give(request: HttpRequest) -> HttpResponse:
    """Keep an answer of a reader whom nobody knows."""
    said = request.POST
    page = feedback.give(
        said.get("token", ""),
        answer=said.get("answer", ""),
        words=said.get("words", ""),
        trap=said.get("website", ""),
        language=(get_language() or "en")[:2],
        caller=address_of(request),
    )
    return redirect(f"{address.path_of('feedback-thanks')}?{urlencode({'page': page})}")


@never_cache
def thanks(request: HttpRequest) -> HttpResponse:
    """Thanks, and the way back."""
    page = request.GET.get("page", "")
    return show(request, "feedback-thanks.html", reading_of(request), back=_path(page))


@never_cache
def results(request: HttpRequest) -> HttpResponse:
    """What readers said about the pages that the reader keeps."""
    chosen = request.GET.get("page", "")
    found = feedback.results(request.user, chosen)
    return show(request, "feedback.html", reading_of(request), results=found, chosen=chosen)


def _path(page: str) -> str:
    """Path on this site; anything else leads to its front page."""
    parts = [part for part in page.split("/") if part]
    is_plain = all(part not in {".", ".."} and "\\" not in part and ":" not in part for part in parts)
    front = address.path_of("overview")
    return f"{front}{'/'.join(parts)}/" if parts and is_plain else front
