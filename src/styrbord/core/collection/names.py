"""What kind of name is this, and how is it written without the accidents of printing?"""

import re
import unicodedata
from functools import lru_cache
from hashlib import sha256

from styrbord.core.base.lookalikes import folded
from styrbord.core.collection import name_tables
from styrbord.core.collection.period_tokens import tokens

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\u0000-\u0008\u000b-\u001f]")
_BROKEN_WORD = re.compile(r"(?<![^\W\d_])(?P<before>[^\W\d_]+)-[ \t]*\r?\n[ \t]*(?P<after>[^\W\d_])")
_LONGEST = 250
_SHORTEST_REGISTER = 5  # digits of a territory's code in a register, such as 61701000 in OKTMO


@lru_cache(maxsize=65_536)
def clean(text: str) -> str:
    """Name as people read it: one space for any white space, broken words joined, look-alikes put right.

    Returns
    -------
    str

    Examples
    --------
    >>> clean("  Южный \\u00a0  федеральный\\nокруг "), clean("Воpонежская область") == "Воронежская область"
    ('Южный федеральный округ', True)
    """
    joined = _BROKEN_WORD.sub(_joined, _INVISIBLE.sub("", text.replace("\u2011", "-")))
    return folded(unicodedata.normalize("NFC", " ".join(joined.split())))


_BOUNDS = {"<": "lt", ">": "gt", "≤": "le", "≥": "ge", "+": "plus"}
_BOUND = re.compile(r"[<>≤≥](?=\s?\d)|(?<=\d)\+(?!\w)")


def code_part(text: str, longest: int = 48) -> str:
    """Part of a code: letters of any alphabet, digits, hyphens, and the dots inside numbers.

    Years are left out, so that the code stays the same next year, unless nothing else is there; a
    long one is cut and ends in a hash of the whole.

    Parameters
    ----------
    text : str
    longest : int
        Letters at most.

    Returns
    -------
    str
        Empty when the text has no letter and no digit.

    Examples
    --------
    >>> code_part("9.1."), code_part("Тыс. человек, 2020 г."), code_part("- ... -")
    ('9.1', 'Тыс-человек', '')
    >>> code_part("<18"), code_part("18+")
    ('lt-18', '18-plus')
    """
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", clean(text)))
    text = _BOUND.sub(lambda match: f" {_BOUNDS[match[0]]} ", text)
    short = _hyphened(name_tables.YEARS.sub(" ", text)) or _hyphened(text)
    if len(short) <= longest:
        return short
    digest = sha256(short.encode()).hexdigest()[:6]
    return f"{short[: longest - 7].rstrip('-.')}-{digest}"


def looks_like_territory(name: str) -> bool:
    """Whether a name has a word that kinds of territories are called by, in Russian, English or Swedish.

    A name without such a word may be a territory all the same.

    Returns
    -------
    bool

    Examples
    --------
    >>> looks_like_territory("Омская область"), looks_like_territory("г. Москва"), is_total("Итого:")
    (True, True, True)
    """
    return len(name) <= _LONGEST and bool(name_tables.TERRITORY.search(name))


def split_code(name: str) -> tuple[str, str]:
    """Code and name that stand in one cell, as in "0180 Stockholm"; the code is empty when there is none.

    Returns
    -------
    tuple of str

    Examples
    --------
    >>> split_code("0180 Stockholm"), split_code("SE110 Stockholms län"), split_code("Омская область")
    (('0180', 'Stockholm'), ('SE110', 'Stockholms län'), ('', 'Омская область'))
    """
    name = name.strip()
    match = name_tables.CODE_AND_NAME.fullmatch(name)
    if not match or tokens(match["name"])[0] in ("G", "Q", "H", "N"):
        return "", name
    is_kind = len(match["code"]) >= _SHORTEST_REGISTER and looks_like_territory(match["name"])
    if not match["name"][0].isupper() and not is_kind:
        return "", name
    is_word = match["code"].isalpha() and not looks_like_territory(match["name"])
    return ("", name) if is_word else (match["code"], match["name"])


def is_lead(text: str) -> bool:
    """Whether a text only says that parts of what stands above follow: "в том числе:", "of which", "därav".

    Returns
    -------
    bool
    """
    return bool(name_tables.LEAD_ALONE.fullmatch(clean(text)))


def without_lead(name: str) -> str:
    """Name without "в том числе", "of which" or "därav" before it; a lead alone stays.

    Returns
    -------
    str

    Examples
    --------
    >>> without_lead("в том числе: Ненецкий автономный округ"), without_lead("из них:")
    ('Ненецкий автономный округ', 'из них:')
    """
    name = name.strip()
    match = name_tables.LEAD.match(name)
    return name[match.end() :] if match and not is_lead(name) else name


def is_total(name: str) -> bool:
    """Whether a name says only that it is the total: "Всего", "Total", "Totalt".

    Returns
    -------
    bool
    """
    return bool(name_tables.TOTAL.fullmatch(clean(name)))


def is_link(text: str) -> bool:
    """Whether a text only leads to another sheet: "К содержанию", "Back to contents".

    Returns
    -------
    bool
    """
    return bool(name_tables.LINK.fullmatch(clean(text)))


def is_contents(title: str) -> bool:
    """Whether a title is that of a list of contents: "Содержание", "Contents", "Innehåll".

    Returns
    -------
    bool
    """
    return bool(name_tables.CONTENTS.fullmatch(clean(title)))


def _joined(match: re.Match[str]) -> str:
    """Word broken at a line's end, with its hyphen only when it is part of the word."""
    before, after = match["before"], match["after"]
    hyphen = "-" if after.isupper() or name_tables.COMPOUND.search(before) else ""
    return before + hyphen + after


def _hyphened(text: str) -> str:
    kept = re.sub(r"(?<=[0-9])\.(?=[0-9])", "\0", text)
    kept = "".join(letter if letter.isalpha() or letter in "0123456789\0" else "-" for letter in kept)
    return re.sub(r"-+", "-", kept).replace("\0", ".").strip("-.")
