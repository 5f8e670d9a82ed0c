"""Who sits where in the steering of investments, and how is a seat given and ended?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from styrbord.core.base.problems import Problem, Refused
from styrbord.services import clock
from styrbord.services.investments import seating, seats
from styrbord.services.rights import rights_of
from styrbord.web import address, fields
from styrbord.web.asking import reading_of
from styrbord.web.investments import more_words, saying
from styrbord.web.investments.trial import NOTHING, Trial, answered, refused
from styrbord.web.views.showing import show


@never_cache
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """All seats, those held today first."""
    return shown(request, NOTHING)


@require_POST
def give(request: HttpRequest) -> HttpResponse:
    """Give a post a seat."""
    said = request.POST
    problems: list[Problem] = []
    first, last = saying.day(said, "first", problems), saying.day(said, "last", problems)
    try:
        if problems:
            raise Refused(problems)
        seats.give(
            request.user,
            fields.text(said, "seat"),
            fields.text(said, "post"),
            first=first,
            last=last,
            document=fields.text(said, "document").strip(),
            key=fields.key_of(said),
        )
    except Refused as error:
        return shown(request, refused(request, "seat", "give", error))
    return redirect(address.go(request, "seats"))


@require_POST
def end(request: HttpRequest, number: str) -> HttpResponse:
    """End a seat from now on."""
    try:
        seats.end(request.user, fields.whole(number) or 0, key=fields.key_of(request.POST))
    except Refused as error:
        return shown(request, refused(request, "seat", "end", error))
    return redirect(address.go(request, "seats"))


def shown(request: HttpRequest, trial: Trial) -> HttpResponse:
    """The page, with what was refused."""
    rights = rights_of(request.user)
    found = seating.seat_list(rights)
    kinds = [
        (code, word, [one for one in found if one.seat == code and one.is_held])
        for code, word in more_words.SEATS.items()
    ]
    answer = show(
        request,
        "seats.html",
        reading_of(request),
        kinds=kinds,
        others=[one for one in found if not one.is_held],
        may_give=seating.may_give(rights),
        today=clock.now().date(),
        **trial.context,
    )
    return answered(answer, trial)
