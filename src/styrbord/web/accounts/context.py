"""Which ways to sign in does every page about it know of, and where does it lead on to?"""

from django.conf import settings
from django.http import HttpRequest


def ways(request: HttpRequest) -> dict[str, object]:
    """Whether there are passwords, what the provider of the house is called, and the page asked for."""
    return {
        "has_passwords": settings.HAS_PASSWORDS,
        "oidc_name": settings.OIDC_NAME,
        "next_page": lambda: request.POST.get("next") or request.GET.get("next", ""),
    }
