"""Which page shows what the reader's posts were told, and marks it as read?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from styrbord.core.base.problems import Problem, Refused
from styrbord.services import clock, subscriptions
from styrbord.services import notices as service
from styrbord.web import address, notice_words
from styrbord.web.asking import reading_of
from styrbord.web.views.showing import show

MOST = 100


@never_cache
def notices(request: HttpRequest) -> HttpResponse:
    """Notices to the reader's posts, the unread ones first; the form marks those as read."""
    posts = service.posts_of(request.user)
    if not request.user.is_authenticated:
        raise Refused(Problem("sign-in.needed"))
    if request.method == "POST":
        service.mark_read(_numbers(request), posts, at=clock.now())
        return redirect(address.go(request, "notices", done="read"))
    unread = service.unread(posts)
    return show(
        request,
        "notices.html",
        reading_of(request),
        count=len(unread),
        unread=notice_words.listed(unread[:MOST]),
        earlier=notice_words.listed(service.read_before(posts, most=MOST)),
        has_letters=subscriptions.wants_notices(request.user),
    )


def _numbers(request: HttpRequest) -> list[int]:
    said = request.POST.getlist("notice")[:MOST]
    return [int(one) for one in said if one.isascii() and one.isdigit() and len(one) < 12]
