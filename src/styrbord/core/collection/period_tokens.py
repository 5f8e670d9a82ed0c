"""Which words of a text speak of time, in Russian, English or Swedish?

A token is y2012 (a year), n4 (another number, Roman ones too), m03 (a month), d2020-12-31 (a day), or a
class: G year, Q quarter, H half-year, N months, W week, E end, B beginning, U school or fiscal year, a
sign such as - / ,; !plan is a scenario, ?word anything else, p a preposition.
"""

import re
import unicodedata
from datetime import date
from functools import lru_cache

from styrbord.core.base.lookalikes import folded
from styrbord.core.collection.period_tables import MONTHS, ROMAN, WORDS

_RUSSIAN = re.compile(
    r"(январ|феврал|март|апрел|июн|июл|август|сентябр|октябр|ноябр|декабр)(?:[ьяюе]|ем|а|у|ом)?$"
)  # fmt: skip
_DAY = re.compile(
    r"(?P<y>[0-9]{4})-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})|(?P<d2>[0-9]{1,2})[.-](?P<m2>[0-9]{1,2})[.-](?P<y2>[0-9]{4})"
)
_TOKEN = re.compile(
    rf"(?P<day>(?<![0-9.])(?:{re.sub('[?]P<[a-z0-9]+>', '?:', _DAY.pattern)})(?![0-9.][0-9]))"
    r"|(?P<number>[0-9]+)|(?P<word>[^\W\d_]+(?:[-/][^\W\d_]+)?|п/г)|(?P<sign>[-/,;()%№+=:.])|\S"
)  # fmt: skip
_GLUED_ROMAN = re.compile(r"(?<!\w)[IІVXХ]{1,4}(?=кв|полугод)")
_ORDINAL = re.compile(
    r"(?<!\w)(?P<number>[0-9]{1,2}|[IVX]{1,4})"
    r"(?:-?(?:ый|ой|ое|ого|го)|-(?:ом|му|й|е|м|я)|st|nd|rd|th|:[ae])(?!\w)"
)


@lru_cache(maxsize=16_384)
def tokens(text: str) -> tuple[str, ...]:
    """Tokens of a text, in order.

    Returns
    -------
    tuple of str

    Examples
    --------
    >>> tokens("IV квартал 2012 г."), tokens("январь–июнь")
    (('n4', 'Q', 'y2012', 'G'), ('m01', '-', 'm06'))
    """
    return tuple(token for match in _TOKEN.finditer(normalised(text)) for token in _classes(match) if token)


def normalised(text: str) -> str:
    """Text with plain spaces, hyphens and letters, and ordinal numbers without their endings."""
    text = unicodedata.normalize("NFKC", text.replace("І", "I"))
    text = re.sub("[‐‑‒–—−]", "-", folded(" ".join(text.split())))
    text = _GLUED_ROMAN.sub(lambda match: match[0].replace("І", "I").replace("Х", "X") + " ", text)
    return _ORDINAL.sub(r"\g<number>", text)


def _classes(match: re.Match[str]) -> list[str]:
    if match["day"]:
        return [_day(match["day"]) or "?"]
    if number := match["number"]:
        return [_number(number)]
    if word := match["word"]:
        whole = _word(word)
        pieces = re.split(r"([-/])", word)
        if whole[0] == "?" and len(pieces) > 1:
            return [piece if piece in "-/" else _word(piece) for piece in pieces]
        return [whole]
    return ["" if match["sign"] == "." else match["sign"] or "?"]


def _number(digits: str) -> str:
    if len(digits) == 4 and "1800" <= digits <= "2100":
        return f"y{digits}"
    return f"n{int(digits)}" if len(digits) <= 2 else f"?{digits}"


def _word(word: str) -> str:
    if number := ROMAN.get(word):
        return f"n{number}"
    small = word.casefold().replace("ё", "е")
    if small in WORDS:
        return WORDS[small]
    if small in MONTHS:
        return f"m{MONTHS[small]:02}"
    match = _RUSSIAN.match(small)
    return f"m{MONTHS[match[1]]:02}" if match else f"?{small}"


def _day(text: str) -> str:
    match = _DAY.fullmatch(text)
    if not match:
        return ""
    try:
        found = date(*(int(match[key] or match[f"{key}2"]) for key in "ymd"))
    except ValueError:
        return ""
    return f"d{found.isoformat()}"
