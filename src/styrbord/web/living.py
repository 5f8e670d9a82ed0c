"""Which parts of a page are the reader's own, and are written anew each time that the page is sent again?

A page of the board is the same for readers of equal rights but for their tasks, notices and the like.
Templates have these through `{% own_part %}`: it writes the part, or leaves a mark where a page is written to
be kept.
What people have written cannot look like a mark, since `<` in it is escaped.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

PARTS = frozenset({"access", "foot", "notices", "tasks"})
"""Templates in `styrbord/own`."""
_MARK = re.compile(rb"<!--own:([a-z]+):([A-Za-z0-9._-]*)-->")


def own_part(request: HttpRequest, name: str, about: str = "") -> SafeString:
    """Part of a page as the reader has it now, or its mark when the page is written to be kept."""
    if name not in PARTS:
        raise ValueError(f"there is no own part '{name}'")
    if getattr(request, "is_being_kept", False):
        return format_html("<!--own:{}:{}-->", name, about)
    return _written(request, name, about)


@contextmanager
def keeping(request: HttpRequest) -> Iterator[None]:
    """Have own parts marked only, while a page is written to be kept."""
    request.is_being_kept = True
    try:
        yield
    finally:
        request.is_being_kept = False


def filled(request: HttpRequest, content: bytes) -> bytes:
    """A kept page with the reader's own parts in their places."""

    def part(mark: re.Match[bytes]) -> bytes:
        return _written(request, mark[1].decode(), mark[2].decode()).encode()

    return _MARK.sub(part, content)


def _written(request: HttpRequest, name: str, about: str) -> SafeString:
    return render_to_string(f"styrbord/own/{name}.html", {"about": about}, request)
