"""When was it released, and how is it computed?"""

from django.http import HttpRequest, HttpResponse

from styrbord.services.board import editions, register
from styrbord.web import tables
from styrbord.web.asking import reading_of
from styrbord.web.views.showing import show


def calendar(request: HttpRequest) -> HttpResponse:
    """Datasets and their editions."""
    reading = reading_of(request)
    page = editions.calendar(reading)
    return show(request, "editions.html", reading, offers={"editions": tables.editions(page)}, page=page)


def method(request: HttpRequest) -> HttpResponse:
    """What each method does."""
    reading = reading_of(request)
    return show(request, "method.html", reading, page=register.methods(reading))
