"""Who may go on: a session in its time, with the second factor that a role asks for?"""

from collections.abc import Callable

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext

from styrbord.core.base.problems import Problem
from styrbord.services.accounts import sessions, standing
from styrbord.web.accounts import marks

OPEN = frozenset(
    {
        "sign-in",
        "sign-out",
        "sign-out-everywhere",
        "account_login",
        "account_set_password",
        "account_change_password",
        "account_reauthenticate",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
    }
)


class Guard:
    """Ends old sessions, and holds others back until their second factor is set up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next step."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, as nobody when the session has ended."""
        if request.user.is_authenticated and marks.has_ended(request):
            _leave(request)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        """Refuse every page but the set-up while a second factor is owed."""
        name = request.resolver_match.url_name if request.resolver_match else ""
        if name in OPEN or not request.user.is_authenticated or not marks.is_owed(request):
            return None
        if standing.has_factor(request.user):
            _leave(request)
            return None
        return refusal(request, Problem("account.second-factor"), 403)


def refusal(request: HttpRequest, problem: Problem, status: int) -> HttpResponse:
    """One problem as a page, or as data where a program asks."""
    if request.path.startswith("/api/"):
        kind = problem.kind
        told = {
            "code": problem.code,
            "place": problem.place,
            "message": gettext(kind.message).format_map(problem.params),
            "advice": gettext(kind.advice).format_map(problem.params),
        }
        return JsonResponse({"problems": [told]}, status=status, json_dumps_params={"ensure_ascii": False})
    is_owed = problem.code == "account.second-factor"
    heading = gettext("A second factor is still to be set up") if is_owed else gettext("Please wait")
    context = {"problems": (problem,), "is_owed": is_owed, "heading": heading}
    return render(request, "styrbord/refused.html", context, status=status)


def _leave(request: HttpRequest) -> None:
    sessions.forget(request.session.session_key)
    logout(request)
