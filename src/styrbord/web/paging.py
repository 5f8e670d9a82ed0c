"""Which part of a long list does this page show, and which addresses lead to the other parts?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.http import HttpRequest

from styrbord.web import address

Item = TypeVar("Item")
PARAMETER = "page"


@dataclass(frozen=True, slots=True)
class Part(Generic[Item]):
    """One part of a list: `number` of `pages`, counted from 1, with `count` entries in all.

    `newer` and `further` are the addresses of the parts before and after it; "" = there is none.
    """

    items: Sequence[Item]
    number: int
    pages: int
    count: int
    newer: str = ""
    further: str = ""

    @property
    def is_cut(self) -> bool:
        """Whether there is more than this part."""
        return self.pages > 1


def part_of(request: HttpRequest, items: Sequence[Item], size: int) -> Part[Item]:
    """The part that is asked for by `page`; the nearest one that there is for any other text or number."""
    pages = max(1, -(-len(items) // size))
    number = min(_asked(request), pages)
    start = (number - 1) * size
    newer = address.changed(request, page=number - 1 if number > 2 else None) if number > 1 else ""
    further = address.changed(request, page=number + 1) if number < pages else ""
    return Part(items[start : start + size], number, pages, len(items), newer, further)


def _asked(request: HttpRequest) -> int:
    text = request.GET.get(PARAMETER, "")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 8 else 1
