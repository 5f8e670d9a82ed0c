"""Which formats of a workbook show a number as a date or as per cent?

Source: ECMA-376, part 1, 18.8.30 numFmt: the formats that have a number only.
"""

import re
from collections.abc import Mapping
from zipfile import ZipFile

from styrbord.sources.formats import _archive
from styrbord.sources.formats._ooxml import ends, starts
from styrbord.sources.formats._xml import Attributes, parse

_DATES = frozenset(map(str, (*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59))))
_PERCENTS = frozenset({"9", "10"})
_NO_SIGN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_PART_OF_DATE = re.compile(r"[dmyhs]", re.IGNORECASE)
MOST_FORMATS = 100_000


def looks(archive: ZipFile, part: str) -> Mapping[str, str]:
    """`date` or `percent` by number of a cell's style; plain ones are left out."""
    own: dict[str, str] = {}
    found: dict[str, str] = {}
    number = -1
    is_within = False

    def own_format(attributes: Attributes) -> None:
        if len(own) < MOST_FORMATS:
            own[attributes.get("numFmtId", "")] = kind_of(attributes.get("formatCode", ""))

    def begin(_: Attributes) -> None:
        nonlocal is_within
        is_within = True

    def end() -> None:
        nonlocal is_within
        is_within = False

    def style(attributes: Attributes) -> None:
        nonlocal number
        number += is_within
        code = attributes.get("numFmtId", "0")
        kind = own.get(code, "date" if code in _DATES else "percent" if code in _PERCENTS else "")
        if is_within and kind and len(found) < MOST_FORMATS:
            found[str(number)] = kind

    if part:
        opened = starts(numFmt=own_format, cellXfs=begin, xf=style)
        parse(_archive.chunks(archive, part), opened, ends(cellXfs=end), place=part)
    return found


def kind_of(code: str) -> str:
    """What a format makes of a number: `date`, `percent`, or empty for a number.

    >>> kind_of('#,##0.0" (дек.)"'), kind_of("dd.mm.yyyy"), kind_of("0.0%"), kind_of("#,##0\\\\ [$kr-41D]")
    ('', 'date', 'percent', '')
    """
    bare = _NO_SIGN.sub("", code[:1000])
    if bare.casefold() == "general":
        return ""
    return "percent" if "%" in bare else "date" if _PART_OF_DATE.search(bare) else ""
