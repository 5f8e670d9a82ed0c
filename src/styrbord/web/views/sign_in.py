"""How does a post sign in and out?"""

from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from styrbord.core.base.problems import Problem, Refused
from styrbord.services import rights, signing


def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in with a link; opening it only shows a button, pressing the button spends it."""
    if request.method != "POST":
        return _page(request, request.GET.get("key", ""))
    try:
        user = signing.use_link(request.POST.get("key", ""))
    except Refused as refused:
        return _page(request, "", refused.problems)
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return redirect("overview")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("overview")


def _page(request: HttpRequest, secret: str, problems: tuple[Problem, ...] = ()) -> HttpResponse:
    name = ", ".join(rights.rights_of(request.user).posts) or request.user.get_username()
    context = {"secret": secret, "problems": problems, "name": name}
    return render(request, "styrbord/sign-in.html", context, status=400 if problems else 200)
