"""What kind of name is this, and how is it written without the accidents of printing?"""

import re
import unicodedata
from functools import lru_cache
from hashlib import sha256

from styrbord.core.base.lookalikes import folded

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\u0000-\u0008\u000b-\u001f]")
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])-[ \t]*\r?\n[ \t]*(?=[a-zа-яёåäö])")
_YEARS = re.compile(r"(?<![\w.,])(?:1[89]|20)[0-9]{2}(?:\s*(?:гг?\.|год[ауы]?|годов))?(?![\w]|[.,][0-9])")
_LEADS = (
    r"в\s+том\s+числе(?:\s+по\s+[\w ]+)?|в\s?т\.?\s?ч\.?|из\s+н(?:их|его|ее|её)|из\s+общего\s+(?:числа|количества)|включая"
    r"|of\s+which|of\s+whom|of\s+these|thereof|including|incl\.|among\s+them|därav|varav|därutav|inklusive"
)
_LEAD_ALONE = re.compile(rf"(?:{_LEADS})\s*[:.,\-–—]*", re.IGNORECASE)
_LEAD = re.compile(rf"(?:{_LEADS})(?:\s*[:,]\s*|\s+[-–—]\s+|\s+)(?=\S)", re.IGNORECASE)
_TOTAL = re.compile(
    r"(?:всего|итого|общий\s+итог|в\s+целом|total|totals|grand\s+total|all|totalt|summa|samtliga|hela)"
    r"(?:\s+по\s+[\w ]+)?\s*[:.,]*",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"(?:[←<>«↑↩]\s*)*(?:(?:вернуться\s+|назад\s+)?к\s+(?:содержанию|оглавлению)|назад|(?:back|return|go)\s+to\s+(?:the\s+)?"
    r"(?:(?:table\s+of\s+)?contents|index|top|list\s+of\s+tables)|back|till(?:baka\s+till)?\s+innehåll\w*|tillbaka"
    r"|содержание\s*:?|contents|innehåll)[\s.:»>]*",
    re.IGNORECASE,
)
_CONTENTS = re.compile(
    r"(?:содержание|оглавление|перечень\s+таблиц|список\s+таблиц|contents|(?:table|list)\s+of\s+(?:contents|tables)|index"
    r"|innehåll|innehållsförteckning|tabellförteckning|tabeller)\s*[:.]?",
    re.IGNORECASE,
)
_CODE_NAME = re.compile(
    r"(?P<code>[0-9]{2,11}|[A-Z]{2}[0-9A-Z]{0,4}(?:-[0-9A-Z]{1,4})?)\s+(?:[-–—]\s+)?(?P<name>[^\W\d_].*)"
)
_TERRITORY = re.compile(
    r"(?:^|[^\w])(?:област[ьи]|край|края|республик[аи]|округ[а]?|район[а]?|улус|аймак|город(?:ской|а|)?|г\.|пгт|пос\.|с\.|дер\."
    r"|посел(?:ок|ение|ения)|посёлок|село|деревня|станица|сельсовет|волость|федераци[яи]|ссср|снг|страны|регион[ыа]?|королевство"
    r"|муниципальн\w+|воеводство|губерния|уезд|провинция|штат|департамент|кантон|г\.о\.|м\.р\.|м\.о\.|зато"
    r"|federation|republic|kingdom|county|region|province|municipality|district|state|city|town|village|borough|parish"
    r"|territory|oblast|okrug|krai|prefecture|canton|union|islands?|emirates?|commune"
    r"|län|kommun|stad|landskap|församling|riket|landsting|rike|socken|landet)(?![\w])"
    r"|(?:^|\s)г\.\s?[А-ЯЁ]|\w(?:län|kommun|stads kommun)(?![\w])|^(?:sverige|sweden|россия|russia)$",
    re.IGNORECASE,
)


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
    joined = _BROKEN_WORD.sub("", _INVISIBLE.sub("", text.replace("\u2011", "-")))
    return folded(unicodedata.normalize("NFC", " ".join(joined.split())))


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
    """
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", clean(text)))
    short = _hyphened(_YEARS.sub(" ", text)) or _hyphened(text)
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
    >>> looks_like_territory("Омская область"), looks_like_territory("г. Москва"), looks_like_territory("штук")
    (True, True, False)
    """
    return bool(_TERRITORY.search(name))


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
    match = _CODE_NAME.fullmatch(name.strip())
    return (match["code"], match["name"]) if match else ("", name.strip())


def is_lead(text: str) -> bool:
    """Whether a text only says that parts of what stands above follow: "в том числе:", "of which", "därav".

    Returns
    -------
    bool
    """
    return bool(_LEAD_ALONE.fullmatch(clean(text)))


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
    match = _LEAD.match(name)
    return name[match.end() :] if match and not is_lead(name) else name


def is_total(name: str) -> bool:
    """Whether a name says only that it is the total: "Всего", "Total", "Totalt".

    Returns
    -------
    bool
    """
    return bool(_TOTAL.fullmatch(clean(name)))


def is_link(text: str) -> bool:
    """Whether a text only leads to another sheet: "К содержанию", "Back to contents".

    Returns
    -------
    bool
    """
    return bool(_LINK.fullmatch(clean(text)))


def is_contents(title: str) -> bool:
    """Whether a title is that of a list of contents: "Содержание", "Contents", "Innehåll".

    Returns
    -------
    bool
    """
    return bool(_CONTENTS.fullmatch(clean(title)))


def _hyphened(text: str) -> str:
    kept = re.sub(r"(?<=[0-9])\.(?=[0-9])", "\0", text)
    kept = "".join(letter if letter.isalpha() or letter in "0123456789\0" else "-" for letter in kept)
    return re.sub(r"-+", "-", kept).replace("\0", ".").strip("-.")
