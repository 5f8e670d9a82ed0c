"""What do search engines find: the addresses that everyone may see, and which not to ask for?"""

from collections.abc import Iterator
from html import escape

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from styrbord.core.base.text import LANGUAGES
from styrbord.core.board.pages import PageKind
from styrbord.services import board, pages
from styrbord.services.reading import Reading, visible

MOST = 50_000
"""Addresses that one map may hold, by the protocol of sitemaps.org."""
PLAIN = ("overview", "subjects", "indicators", "compare", "map", "pages", "editions", "method")
CLOSED = ("account", "editing", "forms", "imports", "my-rights", "people", "search", "sign-in", "talks")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Addresses of everything that a reader without a right sees, in each language."""
    found = list(_addresses(visible()))[: MOST // len(LANGUAGES)]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">')
    for language in LANGUAGES:
        with override(language):
            paths = [reverse(name, args=parts) for name, *parts in found]
        lines += [f"<url><loc>{escape(request.build_absolute_uri(path))}</loc></url>" for path in paths]
    return HttpResponse("\n".join([*lines, "</urlset>\n"]), content_type="application/xml; charset=utf-8")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Which addresses machines leave alone, and where the map of the others is."""
    lines = ["User-agent: *", *(f"Disallow: /{one}/{path}/" for one in LANGUAGES for path in CLOSED)]
    lines += ["Disallow: /*?", f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _addresses(reading: Reading) -> Iterator[tuple[str, ...]]:
    """Names and parts of addresses, the most important first."""
    yield from ((name,) for name in PLAIN)
    yield from (("page", page.code) for page in pages.seen(reading, [PageKind.PAGE]))
    yield from (("indicator", code) for code in reading.register.indicators())
    subjects = reading.register.subjects()
    yield from (("subject", code) for code in subjects)
    rubrics = board.rubrics(reading)
    yield from (("rubric", subject, page.code) for subject in subjects for page in rubrics)
