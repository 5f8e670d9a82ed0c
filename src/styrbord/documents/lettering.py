"""Which letters can a PDF show, and how does a text stand in it that has others?

Inter is the face of the board; DejaVu Sans has what Inter lacks, as Hebrew, Arabic and older emoji. A letter
that neither has is written by its number, as `[U+4E2D]`: a PDF for everybody (PDF/UA) may show no empty box.
"""

import re
import struct
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from styrbord.charts.engine import FONTS as INTER

OTHERS = Path(__file__).parent / "fonts"
FOLDERS = (INTER, OTHERS)
LONGEST_WORD = 40
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BREAKS = re.compile("\r\n?|[\x85\u2028\u2029]")
_SILENT = frozenset(
    [
        0xAD,
        0x61C,
        0xFEFF,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2065),
        *range(0x2066, 0x2070),
    ]
)
_LONG = re.compile(rf"(\S{{{LONGEST_WORD}}})(?=\S)")


def clean(text: str) -> str:
    """Text without letters that no document may hold; every end of a line is a line feed.

    >>> clean("a\\x00b\\r\\nc")
    'ab\\nc'
    """
    return _FORBIDDEN.sub("", _BREAKS.sub("\n", text)).replace("\t", " ")


def shown(text: str) -> str:
    """Clean text as a PDF shows it: unknown letters by their numbers, very long words with places to break.

    >>> shown("#1 $x$ привет"), shown("\\ue000")
    ('#1 $x$ привет', '[U+E000]')
    """
    text = known_only(clean(text))
    return _LONG.sub("\\1\u200b", text)


def known_only(text: str) -> str:
    """Text in which unknown letters are written by their numbers."""
    if text.isascii():
        return text
    return "".join(one if is_known(one) else f"[U+{ord(one):04X}]" for one in text)


def is_known(letter: str) -> bool:
    """Whether a face has a letter, or it is one that nothing is drawn for."""
    number = ord(letter)
    if letter.isspace() or number < 0x7F:
        return True
    kind = unicodedata.category(letter)
    if kind in {"Co", "Cn", "Cs"} or number >= 0xE0000:
        return False
    return number in _SILENT or (kind != "Cf" and number in letters())


@lru_cache(maxsize=1)
def letters() -> frozenset[int]:
    """Numbers of the letters that the regular faces have."""
    faces = (INTER / "Inter_400Regular.ttf", OTHERS / "DejaVuSans.ttf")
    return frozenset(number for face in faces for number in _letters_of(face.read_bytes()))


def _letters_of(font: bytes) -> Iterator[int]:
    """Letters of a TrueType font (OpenType, cmap formats 4 and 12)."""
    count = struct.unpack_from(">H", font, 4)[0]
    tables = {
        font[at : at + 4]: struct.unpack_from(">I", font, at + 8)[0] for at in range(12, 12 + 16 * count, 16)
    }
    start = tables[b"cmap"]
    for n in range(struct.unpack_from(">H", font, start + 2)[0]):
        at = start + struct.unpack_from(">I", font, start + 4 + 8 * n + 4)[0]
        form = struct.unpack_from(">H", font, at)[0]
        if form == 4:
            yield from _short_ranges(font, at)
        elif form == 12:
            yield from _long_ranges(font, at)


def _short_ranges(font: bytes, at: int) -> Iterator[int]:
    count = struct.unpack_from(">H", font, at + 6)[0] // 2
    ends, starts, deltas, offsets = (
        struct.unpack_from(f">{count}H", font, at + 14 + place)
        for place in (0, 2 * count + 2, 4 * count + 2, 6 * count + 2)
    )
    table = at + 14 + 6 * count + 2
    for n in range(count):
        for number in range(starts[n], min(ends[n], 0xFFFE) + 1):
            if not offsets[n]:
                glyph = number + deltas[n]
            else:
                glyph = struct.unpack_from(">H", font, table + 2 * n + offsets[n] + 2 * (number - starts[n]))[
                    0
                ]
            if glyph & 0xFFFF:
                yield number


def _long_ranges(font: bytes, at: int) -> Iterator[int]:
    for n in range(struct.unpack_from(">I", font, at + 12)[0]):
        first, last, _ = struct.unpack_from(">III", font, at + 16 + 12 * n)
        yield from range(first, last + 1)
