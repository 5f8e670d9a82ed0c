"""Which page was written lately for the same address and is still true?

Pages of the board are kept as they were written, up to some bytes. A page is sent again when the fingerprint
of what its reader may see, the mark of what was told since and the language are the same; never one that was
asked for with a token, that sets a cookie, or that is not whole. Readers who have signed in share pages with
those of equal rights alone: what is a reader's own stands in parts that are written each time (`web/living`),
and what was restricted is told as seen each time.
"""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from styrbord.services import reading
from styrbord.services.happenings import GENERATION
from styrbord.services.memory import PAGES, KeptPage
from styrbord.services.reading import PUBLIC, Reading
from styrbord.services.signing import principal_of
from styrbord.web import living

View = Callable[..., HttpResponse]


def kept(view: View) -> View:
    """Let a view of the board send pages to readers who have not signed in again while they are true."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **named: object) -> HttpResponse:
        if not _is_plain(request) or _is_signed_in(request):
            return view(request, *args, **named)
        return _found(request, reading.visible(PUBLIC), view, args, named)

    return answer


def kept_by_rights(view: View) -> View:
    """The same also for readers who have signed in; all that is their own must be an own part."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **named: object) -> HttpResponse:
        if not _is_plain(request):
            return view(request, *args, **named)
        if not _is_signed_in(request):
            return _found(request, reading.visible(PUBLIC), view, args, named)
        asked = reading.visible(principal_of(request.user))
        with living.keeping(request):
            made = _found(request, asked, view, args, named)
        made.content = living.filled(request, made.content)
        return made

    return answer


def _found(
    request: HttpRequest, asked: Reading, view: View, args: tuple[object, ...], named: dict[str, object]
) -> HttpResponse:
    """The page as it is kept; else as the view writes it, and kept from now on where it may be."""
    key = _key(request, asked)
    if (page := PAGES.find(key, asked.now)) is not None:
        asked.saw.update(page.saw)
        return HttpResponse(page.content, headers=dict(page.headers))
    with reading.watched() as inside:
        made = view(request, *args, **named)
    saw = frozenset(code for one in inside for code in one.saw)
    asked.saw.update(saw)
    if _may_be_kept(request, made):
        PAGES.put(key, KeptPage(made.content, tuple(made.headers.items()), asked.now, saw))
    return made


def _is_plain(request: HttpRequest) -> bool:
    """Whether it is a page of now that is asked for, by nothing but an address and a session."""
    return (
        request.method in {"GET", "HEAD"}
        and "messages" not in request.COOKIES
        and "Authorization" not in request.headers
        and not {"as-of", "vintage", "format"} & set(request.GET)
    )


def _is_signed_in(request: HttpRequest) -> bool:
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def _key(request: HttpRequest, asked: Reading) -> tuple[object, ...]:
    """What makes two pages equal; the record is asked before the page is made, never after."""
    place = (request.scheme, request.get_host(), request.get_full_path(), get_language())
    has_signed_in = _is_signed_in(request) and request.user.is_authenticated
    return (*GENERATION.now(), asked.fingerprint, has_signed_in, *place)


def _may_be_kept(request: HttpRequest, made: HttpResponse) -> bool:
    is_plain = made.status_code == 200 and not made.streaming and not made.cookies
    return is_plain and request.method == "GET" and "CSRF_COOKIE_NEEDS_UPDATE" not in request.META
