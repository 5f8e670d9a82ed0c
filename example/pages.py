"""Which pages does the board of the county have?"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from example.tables import document, rubrics, worded

_WORDED = ("title", "intro", "text")
_OF_PAGE = ("code", "parent", "order", "kind", "publicity")
_OF_BLOCK = ("kind", "indicators", "dimension", "chart")


def _lines(entry: Mapping[str, Any], keys: tuple[str, ...]) -> Iterator[str]:
    for key in keys:
        if key in entry:
            yield f"{key} = {json.dumps(entry[key], ensure_ascii=False)}"
    for key in _WORDED:
        if key in entry:
            for name, words in worded(key, entry[key]).items():
                yield f"{name} = {json.dumps(words, ensure_ascii=False)}"


def _page(entry: Mapping[str, Any]) -> Iterator[str]:
    yield from ("[[pages]]", *_lines(entry, _OF_PAGE), "")
    for block in entry.get("blocks", ()):
        yield from ("[[pages.blocks]]", *_lines(block, _OF_BLOCK), "")


def pages_text() -> str:
    """Returns the pages as text: the 20 rubrics, then the free pages."""
    lines: list[str] = []
    for rubric in rubrics():
        place = {"code": rubric.code, "order": rubric.order, "kind": "rubric", "publicity": "public"}
        lines += _page({**rubric.given, **place})
    for entry in document("pages.toml")["pages"]:
        lines += _page(entry)
    return "\n".join(lines)
