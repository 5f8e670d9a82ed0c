"""Which words of a title say the unit of its numbers?"""

import re
from functools import lru_cache

from styrbord.core.collection.marks import split_marks
from styrbord.core.collection.unit_tables import NOUNS, PER, RATES, SCALES, compact

_LONGEST = 90
_BASE = rf"(?:(?:{compact(SCALES)})\s*)?(?:{compact(NOUNS)})|(?:{compact(SCALES)})"
_IN = r"(?:(?:в|во|in|i|uttryckt\s+i|measured\s+in)\s+)?"
_TAIL = rf"(?:\s+{PER}\s+[^,;]+|\s*/\s*[^,;]+|\s*[,(]?\s*\(?(?:код|nsa|sa)\)?)?"
_UNIT = re.compile(rf"{_IN}(?:{_BASE})\.?{_TAIL}|{RATES}", re.IGNORECASE)
_NOT_ALONE = frozenset(
    {
        "в",
        "м",
        "т",
        "ц",
        "л",
        "k",
        "m",
        "st",
        "tn",
        "share",
        "people",
        "population",
        "points",
        "index",
        "индекс",
    }
)
_LABELLED = re.compile(
    r"(?P<lead>.*?)(?:^|[\s(;,.])(?:единиц[аы]\s+измерени[яй]|ед\.?\s?изм\.?|units?(?:\s+of\s+measure(?:ment)?)?|enhet|måttenhet|мера)"
    r"\s*[:\-–—]\s*(?P<unit>[^();]+?)\)?\s*",
    re.IGNORECASE | re.S,
)
_BRACKETS = re.compile(r"(?P<lead>.*?)\s*\((?P<inner>[^()]*(?:\([^()]*\)[^()]*)*)\)\s*", re.S)
_IN_END = re.compile(r"(?P<lead>.*\S)\s+(?P<unit>(?:в|in|i)\s+\S.*)", re.S | re.IGNORECASE)
_RATE_END = re.compile(rf".*\S\s(?P<unit>{RATES})", re.S | re.IGNORECASE)


@lru_cache(maxsize=16_384)
def is_unit(text: str) -> bool:
    """Whether a text is only a unit, with or without brackets.

    Returns
    -------
    bool

    Examples
    --------
    >>> is_unit("(процентов)"), is_unit("Тыс.человек"), is_unit("kr per invånare"), is_unit("(предварительные данные)")
    (True, True, True, False)
    """
    text = _bare(split_marks(text)[0])
    return 0 < len(text) <= _LONGEST and bool(_UNIT.fullmatch(text))


@lru_cache(maxsize=16_384)
def unit_in(title: str) -> tuple[str, str]:
    """Unit that a title prints, and the title without it.

    A unit stands in brackets at the end, after the last comma or semicolon, after "Unit:", after a last
    "in", or alone. Of a rate such as "на 1000 человек населения" the title keeps the words.

    Parameters
    ----------
    title : str

    Returns
    -------
    tuple of str
        Unit as printed, empty when there is none; the rest of the title.

    Examples
    --------
    >>> unit_in("Валовая добавленная стоимость, млрд рублей")
    ('млрд рублей', 'Валовая добавленная стоимость')
    >>> unit_in("(на конец года; в процентах к концу предыдущего года)")
    ('в процентах к концу предыдущего года', 'на конец года')
    """
    text = " ".join(split_marks(title)[0].split())
    if is_unit(text):
        return _bare(text), ""
    if (match := _LABELLED.fullmatch(text)) and len(match["unit"]) <= _LONGEST:
        return match["unit"].strip(), match["lead"].strip(" ,;(.")
    if found := _in_brackets(text) or _in_pieces(text):
        return found
    if (match := _IN_END.fullmatch(text)) and is_unit(match["unit"]):
        return match["unit"], match["lead"].rstrip(" ,;")
    match = _RATE_END.fullmatch(text)
    return (match["unit"], text) if match and len(match["unit"]) <= _LONGEST else ("", text)


def _bare(text: str) -> str:
    """Text without the brackets around the whole of it."""
    text = " ".join(text.split())
    match = _BRACKETS.fullmatch(text)
    return (match["inner"].strip() if match and not match["lead"] else text).strip(" :;,")


def _in_brackets(text: str) -> tuple[str, str] | None:
    match = _BRACKETS.fullmatch(text)
    if not match:
        return None
    inner, lead = match["inner"].strip(), match["lead"].strip()
    if is_unit(inner):
        return inner, lead
    found = _in_pieces(inner)
    if not found:
        return None
    unit, rest = found
    return unit, f"{lead} ({rest})" if lead else rest


def _in_pieces(text: str) -> tuple[str, str] | None:
    """Unit among the pieces between commas and semicolons, the last first."""
    for sign in (";", ","):
        pieces = [piece.strip() for piece in text.split(sign)]
        for at in range(len(pieces) - 1, 0, -1):
            if is_unit(pieces[at]):
                return pieces[at], f"{sign} ".join(pieces[:at] + pieces[at + 1 :])
    return None
