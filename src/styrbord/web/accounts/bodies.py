"""Is what a reader sends more than anything here takes? Said before a byte of it is read."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from styrbord.core.base.problems import Problem, define
from styrbord.services.imports.files import LARGEST
from styrbord.web.accounts.guarding import refusal

define(
    "upload.too-large",
    "{size} bytes came at once; {most} are taken.",
    "Send fewer or smaller files at a time.",
)
MOST_BYTES = 2 * LARGEST


class Bodies:
    """Answers 413 to a request that is larger than all that may be uploaded at once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next step."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on what is small enough."""
        said = str(request.META.get("CONTENT_LENGTH") or "0")
        size = int(said) if said.isascii() and said.isdigit() else 0
        if size <= MOST_BYTES:
            return self.get_response(request)
        problem = Problem("upload.too-large", "", {"size": f"{size:,}", "most": f"{MOST_BYTES:,}"})
        if request.path.startswith("/api/"):
            return refusal(request, problem, 413)
        return render(request, "styrbord/refused.html", {"problems": (problem,)}, status=413)
