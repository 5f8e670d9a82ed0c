"""Which public page was written lately for the same address and is still true?

Pages for readers who have not signed in are kept as they were sent, in each process, up to some bytes. A page
is sent again when the fingerprint of what everyone may see, the events told since and the language are the
same; never one that was asked for with a session or a token, that sets a cookie, or that is not whole.
"""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from styrbord.services import clock
from styrbord.services.happenings import GENERATION
from styrbord.services.memory import PAGES, KeptPage
from styrbord.services.reading import PUBLIC, visible

View = Callable[..., HttpResponse]


def kept(view: View) -> View:
    """Let a view of the board send public pages again while they are true."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **named: object) -> HttpResponse:
        if not _is_public(request):
            return view(request, *args, **named)
        now = clock.now()
        key = _key(request)
        if (page := PAGES.find(key, now)) is not None:
            return HttpResponse(page.content, headers=dict(page.headers))
        made = view(request, *args, **named)
        if _may_be_kept(request, made):
            PAGES.put(key, KeptPage(made.content, tuple(made.headers.items()), now))
        return made

    return answer


def _is_public(request: HttpRequest) -> bool:
    """Whether nothing but the address says who asks; a day or vintage that was asked for is written anew."""
    cookies = {settings.SESSION_COOKIE_NAME, "messages"}
    return (
        request.method in {"GET", "HEAD"}
        and not cookies & set(request.COOKIES)
        and "Authorization" not in request.headers
        and not {"as-of", "vintage", "format"} & set(request.GET)
    )


def _key(request: HttpRequest) -> tuple[object, ...]:
    """What makes two public pages equal; the record is asked before the page is made, never after."""
    place = (request.scheme, request.get_host(), request.get_full_path(), get_language())
    return (*GENERATION.now(), visible(PUBLIC).fingerprint, *place)


def _may_be_kept(request: HttpRequest, made: HttpResponse) -> bool:
    is_plain = made.status_code == 200 and not made.streaming and not made.cookies
    return is_plain and request.method == "GET" and "CSRF_COOKIE_NEEDS_UPDATE" not in request.META
