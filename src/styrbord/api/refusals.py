"""How is a refusal told to a program? In the same words as on the page, as data."""

import logging
import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja import NinjaAPI
from ninja.errors import ValidationError

from styrbord.api.asking import START, bounds
from styrbord.core.base.problems import Problem, Refused, define

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


def status_of(problems: Iterable[Problem]) -> int:
    """404 when something asked for does not exist, else 400; as on the page."""
    missing = ("not-found", "unknown-address")
    return 404 if any(problem.code.endswith(missing) for problem in problems) else 400


def install(api: NinjaAPI) -> None:
    """Let the interface answer refusals, wrong parameters and failures as problems."""

    def answer(request: HttpRequest, problems: tuple[Problem, ...], status: int) -> HttpResponse:
        content = {"problems": [told(problem) for problem in problems]}
        return api.create_response(request, content, status=status)

    @api.exception_handler(Refused)
    def refused(request: HttpRequest, error: Refused) -> HttpResponse:
        return answer(request, error.problems, status_of(error.problems))

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        return answer(request, tuple(_problem(request, one) for one in error.errors), 400)

    @api.exception_handler(Exception)
    def failed(request: HttpRequest, error: Exception) -> HttpResponse:
        _log.error("No answer for %s", request.path, exc_info=error)
        return answer(request, (Problem("server.failed", request.path),), 500)


def _problem(request: HttpRequest, error: Mapping[str, Any]) -> Problem:
    """What a parameter's check found, in our words."""
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
