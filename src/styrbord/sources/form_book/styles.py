"""Which formats of a workbook show another number than the one that a cell holds?

Source: ECMA-376, part 1, 18.8.30 numFmt: the formats that have a number only, and 18.8.31: their marks.
"""

import re
from collections.abc import Mapping
from contextlib import closing
from zipfile import ZipFile

from styrbord.sources.formats import _archive
from styrbord.sources.formats._ooxml import ends, starts
from styrbord.sources.formats._problems import damaged
from styrbord.sources.formats._xml import Attributes, parse

_DATES = frozenset(map(str, (*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59))))
_PERCENTS = frozenset({"9", "10"})
_NO_SIGN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_PART_OF_DATE = re.compile(r"[dmyhs]", re.IGNORECASE)
_SCALED = re.compile(r"[0#?],+(?![0#?,])")
_SHOWS_DIGITS = re.compile(r"[0#?@]|general", re.IGNORECASE)
MOST_FORMATS = 100_000


def looks(archive: ZipFile, part: str) -> Mapping[str, str]:
    """What each style of a cell makes of a number, by the style's number; see `kind_of`.

    A style that is left out is not in the workbook. Empty without a part of styles: programs then show each
    number as it is, whatever style a cell asks for.
    """
    if not part:
        return {}
    formats = _Formats()
    opened = starts(numFmt=formats.own, cellXfs=formats.begin, xf=formats.style)
    with closing(_archive.chunks(archive, part)) as pieces:
        parse(pieces, opened, ends(cellXfs=formats.end), place=part)
    return {"0": "", **{str(at): formats.kind(code) for at, code in enumerate(formats.styles)}}


class _Formats:
    """Formats of numbers that a workbook has of its own, and which of all formats each style has."""

    def __init__(self) -> None:
        self.styles: list[str] = []
        self._own: dict[str, str] = {}
        self._is_within = False

    def own(self, attributes: Attributes) -> None:
        if len(self._own) < MOST_FORMATS:
            self._own[plain_number(attributes.get("numFmtId", ""))] = kind_of(
                attributes.get("formatCode", "")
            )

    def begin(self, _: Attributes) -> None:
        self._is_within = True

    def end(self) -> None:
        self._is_within = False

    def style(self, attributes: Attributes) -> None:
        if self._is_within and len(self.styles) < MOST_FORMATS:
            self.styles.append(plain_number(attributes.get("numFmtId", "0")))

    def kind(self, code: str) -> str:
        """What a format makes of a number; one that has a number only stays so, whatever is said of it."""
        known = "date" if code in _DATES else "percent" if code in _PERCENTS else ""
        return known or self._own.get(code, "")


def plain_number(said: str) -> str:
    """Number of a style or format without zeros before it; refused when it is none."""
    if not (said.isascii() and said.isdigit() and len(said) <= 9):
        raise damaged("a style or format has no number", "styles")
    return str(int(said))


def kind_of(code: str) -> str:
    """What a format makes of a number: `date`, `percent`, `scaled`, `hidden`, or empty for the number itself.

    `scaled` shows thousandths or millionths of it, `hidden` no digit of it.

    >>> kind_of('#,##0.0" (дек.)"'), kind_of("dd.mm.yyyy"), kind_of("0.0%"), kind_of("#,##0\\\\ [$kr-41D]")
    ('', 'date', 'percent', '')
    >>> kind_of("[h]"), kind_of('#,##0, "тыс."'), kind_of(";;;"), kind_of("General")
    ('date', 'scaled', 'hidden', '')
    """
    bare = _NO_SIGN.sub(lambda mark: "h" if _ELAPSED.fullmatch(mark[0]) else "", code[:1000])
    if bare.strip().casefold() == "general" or not code:
        return ""
    if "%" in bare:
        return "percent"
    if _PART_OF_DATE.search(bare):
        return "date"
    if _SCALED.search(bare):
        return "scaled"
    return "" if _SHOWS_DIGITS.search(bare.partition(";")[0]) else "hidden"
