"""Which address leads to a page, with the moment and the look kept on the way?"""

from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

KEPT = ("as-of", "vintage", "theme")


def kept(request: HttpRequest) -> dict[str, str]:
    """Parts of the query that every link carries on."""
    return {key: request.GET[key] for key in KEPT if request.GET.get(key)}


def go(request: HttpRequest, name: str, *parts: object, **query: object) -> str:
    """Address of a named page with the kept query; empty values are left out."""
    asked = {key: str(value) for key, value in query.items() if value not in {None, ""}}
    return with_query(reverse(name, args=[str(part) for part in parts]), {**asked, **kept(request)})


def changed(request: HttpRequest, **query: object) -> str:
    """Address of this same page with some parts of the query changed; None takes a part away."""
    params = request.GET.copy()
    for key, value in query.items():
        if value is None:
            params.pop(key, None)
        else:
            params[key] = str(value)
    return f"{request.path}?{params.urlencode()}" if params else request.path


def with_query(path: str, query: dict[str, str]) -> str:
    """Path with a query, or the bare path when there is none."""
    return f"{path}?{urlencode(query)}" if query else path
