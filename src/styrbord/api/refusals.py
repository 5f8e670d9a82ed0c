"""How is a refusal told to a program? In the same words as on the page, as data."""

import logging
import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from styrbord.api.asking import START, bounds
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.services.trouble import trouble_of

define("request.unknown-address", "There is nothing at '{path}'.", "See the list of addresses at {start}.")
define("request.unknown-parameter", "This address takes no '{name}'.{hint}", "Use one of {allowed}.")
define(
    "request.not-a-number", "'{text}' is not a whole number that fits here.", "Give one from {low} to {high}."
)
define("request.not-a-choice", "'{text}' is not one of the choices.", "Give one of {allowed}.")
define("request.not-yes-or-no", "'{text}' is neither true nor false.", "Write true or false.")
define(
    "request.unreadable",
    "'{text}' cannot be read.",
    "See the description of the interface: {start}openapi.json.",
)
define("request.not-json", "The request cannot be read as JSON.", "See the description: {start}openapi.json.")
define(
    "request.too-large",
    "The request holds more than {most} bytes.",
    "Send fewer cells at a time.",
)
define(
    "request.wrong-field",
    "What stands there does not fit.",
    "See which fields there are: {start}openapi.json.",
)
define(
    "server.failed",
    "The answer could not be made.",
    "Repeat the request. If it stays so, tell the keeper of the board the address and the time.",
)

_log = logging.getLogger(__name__)


def told(problem: Problem) -> dict[str, str]:
    """A problem as data, in the reader's language."""
    kind = problem.kind
    return {
        "code": problem.code,
        "place": problem.place,
        "message": gettext(kind.message).format_map(problem.params),
        "advice": gettext(kind.advice).format_map(problem.params),
    }


STATUSES = {
    "token.needed": 401,
    "token.refused": 401,
    "sign-in.needed": 401,
    "token.scope": 403,
    "rights.missing": 403,
    "submission.own": 403,
    "deviation.own": 403,
    "deviation.not-own": 403,
    "request.unknown-address": 404,
    "submission.changed": 409,
    "submission.not-possible": 409,
    "deviation.changed": 409,
    "deviation.not-possible": 409,
    "deviation.nothing-asked": 409,
    "deviation.unanswered": 409,
    "promise.own": 403,
    "promise.not-own": 403,
    "decision.moved-on": 409,
    "decision.no-such-step": 409,
    "decision.critique-runs": 409,
    "decision.concern-unanswered": 409,
    "critique.running": 409,
    "critique.over": 409,
    "critique.not-open": 409,
    "promise.changed": 409,
    "promise.not-possible": 409,
    "promise.nothing-asked": 409,
    "promise.nothing-wished": 409,
    "promise.past": 409,
    "meeting.not-own": 403,
    "meeting.changed": 409,
    "meeting.not-possible": 409,
    "meeting.still-open": 409,
    "circle.changed": 409,
    "rating.same-person": 403,
    "rating.withheld": 403,
    "rating.none-yet": 404,
    "rating.no-version": 404,
    "rating.not-rated": 404,
    "rating.withdrawn": 404,
    "rating.appeal-open": 409,
    "rating.code-taken": 409,
    "rating.moved-on": 409,
    "rating.needs-correction": 409,
    "rating.no-such-step": 409,
    "rating.not-approved": 409,
    "rating.not-contestable": 409,
    "rating.nothing-new": 409,
    "rating.older": 409,
    "rating.self-first": 409,
    "budget.repeated": 409,
    "fund.own": 403,
    "fund.taken": 409,
    "fund.too-little": 409,
    "investment.code-taken": 409,
    "investment.ended": 409,
    "investment.locked": 409,
    "investment.moved-on": 409,
    "investment.nothing-new": 409,
    "lock.stale": 409,
    "portfolio.not-possible": 409,
    "portfolio.own": 403,
    "portfolio-book.revision": 409,
    "stop.in-force": 409,
    "request.key-reused": 409,
    "job.ended": 409,
    "request.too-large": 413,
}


def status_of(problems: Iterable[Problem]) -> int:
    """Status of a refusal: 404 when something asked for does not exist, 400 when no other one fits."""
    codes = [problem.code for problem in problems]
    missing = any(code.endswith("not-found") for code in codes)
    return 404 if missing else next((STATUSES[code] for code in codes if code in STATUSES), 400)


def install(api: NinjaAPI) -> None:
    """Let the interface answer refusals, wrong parameters and failures as problems."""

    def answer(request: HttpRequest, problems: tuple[Problem, ...], status: int) -> HttpResponse:
        content = {"problems": [told(problem) for problem in problems]}
        made = api.create_response(request, content, status=status)
        if status == 401:
            made["WWW-Authenticate"] = "Bearer"
        return made

    @api.exception_handler(Refused)
    def refused(request: HttpRequest, error: Refused) -> HttpResponse:
        return answer(request, error.problems, status_of(error.problems))

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        return answer(request, tuple(_problem(request, one) for one in error.errors), 400)

    @api.exception_handler(HttpError)
    def unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
        problem = Problem("request.not-json", "", {"start": START})
        return answer(request, (problem,), error.status_code)

    @api.exception_handler(RequestDataTooBig)
    def too_large(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        return answer(request, (Problem("request.too-large", "", {"most": most}),), 413)

    @api.exception_handler(Exception)
    def failed(request: HttpRequest, error: Exception) -> HttpResponse:
        _log.error("No answer for %s", request.path, exc_info=error)
        if trouble := trouble_of(error):
            return answer(request, (trouble.problem,), trouble.status)
        return answer(request, (Problem("server.failed", request.path),), 500)


def _problem(request: HttpRequest, error: Mapping[str, Any]) -> Problem:
    """What a parameter's check found, in our words."""
    if error["loc"][:1] in (("body",), ("header",)):
        place = ".".join(map(str, error["loc"][1:])).removeprefix("said.")
        return Problem("request.wrong-field", place, {"start": START})
    name = next((str(part) for part in reversed(error["loc"]) if isinstance(part, str)), "")
    text, context, kind = request.GET.get(name, ""), error.get("ctx", {}), error["type"]
    if kind in ("literal_error", "enum"):
        allowed = ", ".join(filter(None, re.findall(r"'([^']*)'", str(context.get("expected", "")))))
        return Problem("request.not-a-choice", name, {"text": text, "allowed": allowed})
    if kind.startswith("bool"):
        return Problem("request.not-yes-or-no", name, {"text": text})
    if name in ("limit", "offset"):
        low, high = bounds(name, request.path)
        return Problem("request.not-a-number", name, {"text": text, "low": low, "high": high})
    return Problem("request.unreadable", name, {"text": text, "start": START})
