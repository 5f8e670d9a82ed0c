"""Which territories may the names of a file mean?"""

import csv
from collections.abc import Iterator, Mapping
from io import StringIO

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.collection.matching import Gazetteer, Known

define(
    "reading.territories",
    "The list of territories has no column {column}.",
    "Give a CSV file in UTF-8 with territory_code, name and, where there is one, parent_code.",
)

_CODE = ("territory_code", "code")
_PARENT = ("parent_code", "parent")
_LEVEL = ("type", "level")
_NAMES = ("name", "short_name", "alias")


def gazetteer_of(text: str, aliases: Mapping[str, str] | None = None) -> Gazetteer:
    """Territories from the text of a territories.csv, with what names were said to mean."""
    return Gazetteer(_known(text) if text.strip() else (), aliases)


def _known(text: str) -> Iterator[Known]:
    lines = csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline=""))
    header = [name for name in lines.fieldnames or () if name]
    names = [name for name in header if name.startswith(_NAMES)]
    code = _first(header, _CODE)
    if not code or not names:
        raise Refused(Problem("reading.territories", params={"column": "name" if code else _CODE[0]}))
    parent, level = _first(header, _PARENT), _first(header, _LEVEL)
    for row in lines:
        if row[code]:
            words = tuple(filter(None, (row[name] for name in names)))
            yield Known(row[code], words, row.get(parent) or "", row.get(level) or "")


def _first(header: list[str], wanted: tuple[str, ...]) -> str:
    return next((name for name in wanted if name in header), "")
