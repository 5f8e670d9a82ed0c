"""In which encoding was a text written?

A mark at its start and valid UTF-8 decide. Otherwise each 8-bit encoding that offices use is tried, and the
one wins whose letters look most like words: frequent letters, no capital after a small letter, no Russian
letter beside a Latin one, no box or control sign. Texts of two or three words are told apart so, where
charset-normalizer guesses; it is asked only when none of them gives words. The rules and weights are ours,
tried on the names that the tests list.
"""

import codecs
import re
from functools import cache

from charset_normalizer import from_bytes

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.sources.formats._problems import damaged

define(
    "file.binary",
    "The file holds bytes that no text has.",
    "Give the file as it was published; it may be a program, a picture or damaged.",
)

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CANDIDATES = {
    "cp1251": 0.0,
    "cp1252": 0.0,
    "koi8-r": 0.1,
    "cp866": 0.1,
    "mac-cyrillic": 0.2,
    "iso-8859-15": 0.1,
    "cp850": 1.0,
    "mac-roman": 1.0,
    "iso-8859-5": 0.3,
    "cp1250": 0.7,
    "iso-8859-2": 0.7,
    "cp1257": 0.7,
}
"""Encodings, and how much less likely than Windows' own each is before a letter is seen."""
WORDS = -1.75
"""Mean score below which a text is not taken for words."""
ENOUGH = 40
"""Letters beyond ASCII from which on the library's guess is better than a poor score."""
SAMPLE = 1 << 16
CHUNK = 1 << 20
_TELLING_LINE = re.compile(rb"[^\r\n]{0,2000}[\x80-\xff][^\r\n]{0,2000}")
_NOT_TEXT = re.compile(rb"[\0-\x08\x0e-\x1a\x1c-\x1f]")

_RUSSIAN = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"
_COMMON = (
    "стнотонаеновниравокоропопрреоскаерлиалготаетоманлеваолорийскаяойыйиекиелтитьесденелаодвете"
    "риобасблльсесссииягионзадоатитмиамимыхихадедакекизмемодадувстрциьяюжаршечежикрирубуррулолу"
    "нумугегасууссп"
)
_PAIRS = frozenset(_COMMON[at : at + 2] for at in range(0, len(_COMMON), 2))
_LATIN = "åäöéüæøßèáíóúñçãõâêôîûàìòùëïšžčłńśżźćęąőűřěůýāēīūģķļņėįų"
_FAMILIAR = frozenset("\xa0–—−«»“”„’‘…№€°§²³¹½")
_OPENING = frozenset("\xa0«“„‘№§–")
_CLOSING = frozenset("\xa0»”’…²³¹°–")
_ODD = -7.0


def encoding_of(content: bytes, said: str = "") -> str:
    """Name of the encoding; `said` is what the file itself claims."""
    for mark, name in MARKS:
        if content.startswith(mark):
            return name
    if said and _can(content, said):
        return said
    if name := _wide(content[:SAMPLE]):
        return name
    if _NOT_TEXT.search(content):
        raise Refused(Problem("file.binary"))
    if _is_utf8(content):
        return "utf-8"
    return _of_bytes(content)


def decoded(content: bytes, said: str = "") -> str:
    """The text itself."""
    name = encoding_of(content, said)
    try:
        return content.decode(name)
    except UnicodeDecodeError as cause:
        raise undecodable(content, cause.start, name) from cause
    except (LookupError, ValueError) as cause:
        raise damaged(cause) from cause


def undecodable(content: bytes, at: int, name: str) -> Refused:
    """Refusal of a letter, with its line."""
    line = content.count(b"\n", 0, at) + 1
    return Refused(Problem("file.undecodable", f"line {line}", {"encoding": name.upper()}))


def check(content: bytes, name: str) -> None:
    """Refuse a text that cannot be read to its end in an encoding."""
    decoder = codecs.getincrementaldecoder(name)()
    for first in range(0, len(content), CHUNK):
        try:
            decoder.decode(content[first : first + CHUNK], first + CHUNK >= len(content))
        except UnicodeDecodeError as cause:
            raise undecodable(content, first + cause.start, name) from cause


def _can(content: bytes, name: str) -> bool:
    try:
        check(content, codecs.lookup(name).name)
    except (LookupError, AttributeError, Refused, ValueError):
        return False
    return True


def _wide(start: bytes) -> str:
    """UTF-16 without a mark: one byte of each pair is 0 (Latin, digits) or 4 (Russian)."""
    pairs = len(start) // 2
    if pairs < 4 or b"\0" not in start:
        return ""
    even = sum(start[::2].count(high) for high in (0, 4)) / pairs
    odd = sum(start[1::2].count(high) for high in (0, 4)) / pairs
    if max(even, odd) < 0.9 or min(even, odd) > 0.5:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _is_utf8(content: bytes) -> bool:
    """Whether it is UTF-8; a text of UTF-8 with a few wrong bytes is refused rather than guessed at."""
    try:
        check(content, "utf-8")
    except Refused as refused:
        sample = content[: 4 * SAMPLE].decode("utf-8", "replace")
        bad = sample.count("\ufffd")
        good = sum(letter > "\x7f" for letter in sample) - bad
        if good > 20 * max(bad, 1):
            raise refused from None
        return False
    return True


def _of_bytes(content: bytes) -> str:
    sample = b"\n".join(
        match[0] for _, match in zip(range(500), _TELLING_LINE.finditer(content), strict=False)
    )
    sample = sample[:SAMPLE]
    scores = {name: _score(sample, name) - doubt for name, doubt in CANDIDATES.items()}
    best = max(CANDIDATES, key=lambda name: scores[name])
    is_long = sum(byte > 0x7F for byte in sample) >= ENOUGH
    if is_long and scores[best] < WORDS and (other := from_bytes(sample[:8192]).best()) is not None:
        best = other.encoding
    return best


def _score(sample: bytes, name: str) -> float:
    """Mean likeness to words over the letters that are not ASCII."""
    text = f" {sample.decode(name, 'replace')} "
    total, count = 0.0, 0
    for before, letter, after in zip(text, text[1:], text[2:], strict=False):
        if letter > "\x7f":
            total += _likeness(before, letter, after)
            count += 1
    return total / max(count, 1)


def _likeness(before: str, letter: str, after: str) -> float:
    score = _alone(letter)
    if not letter.isalpha():
        return score + _sign(before, letter, after)
    if (before.islower() and letter.isupper()) or (letter.islower() and after.isupper()):
        score -= 4.0
    score += 1.0 if (before + letter).lower() in _PAIRS else 0.0
    is_russian = "\u0400" <= letter <= "\u04ff"
    for other in (before, after):
        if other <= "\x7f" and other.isalpha():
            score += -3.0 if is_russian else 0.5
    return score


def _sign(before: str, sign: str, after: str) -> float:
    """Signs do not touch letters, except those that open and close."""
    score = 0.0
    if after.isalpha() and sign not in _OPENING:
        score -= 8.0
    if before.isalpha() and sign not in _CLOSING:
        score -= 8.0
    return score


@cache
def _alone(letter: str) -> float:
    small = letter.lower()
    place = _RUSSIAN.find(small)
    if place >= 0:
        return -0.6 - 0.06 * place - (0.5 if letter != small else 0.0)
    place = _LATIN.find(small)
    if place >= 0:
        return -1.2 - 0.03 * place - (0.3 if letter != small else 0.0)
    if letter in _FAMILIAR:
        return -3.5 if letter in "„“”‘’…" else -1.0
    return -4.5 if letter.isalpha() else _ODD
