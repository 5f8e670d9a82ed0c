"""How is each figure computed?"""

from django.http import HttpRequest, HttpResponse

from styrbord.services.board import register
from styrbord.web.asking import reading_of
from styrbord.web.views.showing import show


def method(request: HttpRequest) -> HttpResponse:
    """What each method does."""
    reading = reading_of(request)
    return show(request, "method.html", reading, page=register.methods(reading))
