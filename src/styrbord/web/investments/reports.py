"""Which address takes what an owner says about how an investment stands?"""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from styrbord.core.base.problems import Problem, Refused
from styrbord.services.investments import reporting
from styrbord.web import fields
from styrbord.web.investments import saying
from styrbord.web.investments.acts import done


@require_POST
def report(request: HttpRequest, code: str) -> HttpResponse:
    """Say how an investment stands."""
    typed = request.POST

    def do() -> None:
        problems: list[Problem] = []
        cost = saying.amount(fields.text(typed, "cost"), "cost", problems)
        ends_on = saying.day(typed, "ends_on", problems)
        if problems:
            raise Refused(problems)
        light, words = typed.get("light", "")[:8], fields.text(typed, "words")
        reporting.report(request.user, code, light, words, cost, ends_on, key=fields.key_of(typed))

    return done(request, code, "report", do)
