"""Which address leads to a page, with the moment and the look kept on the way?"""

from functools import lru_cache
from urllib.parse import quote, urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

_MARK = "part-{}-part"
_PLAIN = "!$&'()*+,;=/~:@"  # what a path may hold as it is, RFC 3986 section 3.3
KEPT = ("as-of", "vintage", "theme")


def kept(request: HttpRequest) -> dict[str, str]:
    """Parts of the query that every link carries on."""
    return {key: request.GET[key] for key in KEPT if request.GET.get(key)}


def go(request: HttpRequest, name: str, *parts: object, **query: object) -> str:
    """Address of a named page with the kept query; empty values are left out."""
    asked = {key: str(value) for key, value in query.items() if value not in {None, ""}}
    return with_query(path_of(name, *map(str, parts)), {**asked, **kept(request)})


def path_of(name: str, *parts: str) -> str:
    """Path of a named page in the reader's language, as `reverse` gives it; a page has dozens of links."""
    path = _pattern(name, len(parts), get_language() or "")
    for number, part in enumerate(parts):
        path = path.replace(_MARK.format(number), quote(part, safe=_PLAIN))
    return path


@lru_cache(maxsize=256)
def _pattern(name: str, count: int, language: str) -> str:
    """Path with a mark for each part; addresses differ by language only in their first word."""
    return reverse(name, args=[_MARK.format(number) for number in range(count)])


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
