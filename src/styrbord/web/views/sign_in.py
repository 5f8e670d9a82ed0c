"""How does somebody sign in and out?"""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from styrbord.core.base.problems import Problem, Refused
from styrbord.services import rights, signing
from styrbord.web.accounts import lockout
from styrbord.web.accounts.forms import SignIn


@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in with a link; opening it only shows a button, pressing the button spends it."""
    if request.method != "POST":
        return _page(request, request.GET.get("key", ""))
    name = lockout.link_name(request)
    if lockout.is_locked(request, name):
        return lockout.answer(request)
    try:
        with transaction.atomic():  # a link is spent with its session, or not at all
            return _signed_in(request)
    except Refused as refused:
        lockout.failed(request, name)
        return _page(request, "", refused.problems)


@never_cache
@require_safe
def sign_in_page(request: HttpRequest) -> HttpResponse:
    """Ways to sign in."""
    return _page(request, "")


def _signed_in(request: HttpRequest) -> HttpResponse:
    """Spend the link and begin the session."""
    user = signing.use_link(request.POST.get("key", ""))
    if request.user.is_authenticated:
        get_adapter().logout(request)
    answer = perform_login(request, Login(user=user))
    request.session.save()
    return answer


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    get_adapter().logout(request)
    return redirect("overview")


def _page(request: HttpRequest, secret: str, problems: tuple[Problem, ...] = ()) -> HttpResponse:
    name = ", ".join(rights.rights_of(request.user).posts) or request.user.get_username()
    form = SignIn(request=request) if settings.HAS_PASSWORDS else None
    context = {"secret": secret, "problems": problems, "name": name, "form": form}
    return render(request, "styrbord/sign-in.html", context, status=400 if problems else 200)
