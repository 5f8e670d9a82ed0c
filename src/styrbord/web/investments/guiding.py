"""Which page tells how benefits are realised, step by step?"""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from styrbord.web.asking import reading_of
from styrbord.web.investments.guidance import GUIDES
from styrbord.web.views.showing import show


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """Help for every step."""
    return show(request, "investment-guide.html", reading_of(request), guides=GUIDES)
