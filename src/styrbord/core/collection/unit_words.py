"""Which words of a title say the unit of its numbers?"""

import re
from functools import lru_cache

from styrbord.core.collection.marks import split_marks
from styrbord.core.collection.unit_tables import (
    COUNT,
    MONEY,
    PER_COUNT,
    PER_PERCENT,
    PERCENT,
    QUANTITY,
    RATE,
    SCALE,
    WEAK,
)

_LONGEST, _LONGEST_TITLE = 90, 500
_IN = r"(?:(?:в|во|in|i|uttryckt\s+i|measured\s+in)\s+)?"
_THINGS = rf"(?:{MONEY}|{COUNT}|{QUANTITY})"
_SCALED = rf"(?:{SCALE}\.?\s*(?:of\s+)?)?"
_PER = rf"(?:\s+{PER_COUNT}|\s*/\s*[^,;()]+)?"
_STRONG = rf"{_IN}(?:{PERCENT}\.?(?:\s+{PER_PERCENT})?|{_SCALED}{_THINGS}\.?{_PER}|{SCALE}\.?)|{RATE}"
_MONEY = re.compile(rf"(?<!\w){MONEY}(?!\w)|[$€£¥₽]|(?<!\w)(?:mnkr|mdkr|ksek|msek)(?!\w)", re.IGNORECASE)
_UNIT = re.compile(_STRONG, re.IGNORECASE)
_ATTACHED = re.compile(rf"{_STRONG}|{_SCALED}{WEAK}\.?{_PER}|{PERCENT}\s+[^,;()]+", re.IGNORECASE)
_WEAK_SCALED = re.compile(rf"{_IN}{SCALE}\.?\s*(?:of\s+)?{WEAK}\.?{_PER}", re.IGNORECASE)
_SHORTEST = frozenset("%‰$€£₽тмлцmt")

_LABEL = (
    r"(?:единиц[аы]\s+измерени[яй]|ед\.?\s?изм\.?|units?(?:\s+of\s+measure(?:ment)?)?|enhet|måttenhet|мера)"
)
_LABELLED = re.compile(
    rf"(?P<lead>.*?)(?:^|[\s(;,.]){_LABEL}\s*[:\-–—]\s*(?P<unit>[^();]+?)\)?\s*", re.IGNORECASE | re.S
)
_BRACKETS = re.compile(r"(?P<lead>.*?)\s*\((?P<inner>[^()]*(?:\([^()]*\)[^()]*)*)\)\s*", re.S)
_IN_END = re.compile(r"(?P<lead>.*\S)\s+(?P<unit>(?:в|in|i)\s+\S.*)", re.S | re.IGNORECASE)
_RATE_END = re.compile(rf".*?\S\s(?P<unit>{RATE})", re.S | re.IGNORECASE)


@lru_cache(maxsize=16_384)
def is_unit(text: str) -> bool:
    """Whether a text is only a unit, with or without brackets.

    Returns
    -------
    bool

    Examples
    --------
    >>> is_unit("(процентов)"), is_unit("Тыс.человек"), is_unit("kr per invånare"), is_unit("(оценка)")
    (True, True, True, False)
    """
    text = _tidy(split_marks(text)[0])
    if len(text) > _LONGEST:
        return False
    inner = _without_brackets(text)
    return _is_attached(inner) if inner != text else _matches(_UNIT, text) or _matches(_WEAK_SCALED, text)


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
    text = _tidy(split_marks(title)[0])
    if len(text) > _LONGEST_TITLE:
        return "", text
    if is_unit(text):
        return _without_brackets(text), ""
    if (match := _LABELLED.fullmatch(text)) and len(match["unit"]) <= _LONGEST:
        return match["unit"].strip(), match["lead"].strip(" ,;(.")
    if found := _in_brackets(text) or _in_pieces(text):
        return found
    if (match := _IN_END.fullmatch(text)) and is_unit(match["unit"]):
        return match["unit"], match["lead"].rstrip(" ,;")
    match = _RATE_END.fullmatch(text)
    return (_tidy(re.split(r"\s(?:по|by|efter)\s", match["unit"])[0]), text) if match else ("", text)


def is_money(text: str) -> bool:
    """Whether a title or a unit speaks of money, so that a number in brackets is a negative one.

    Returns
    -------
    bool

    Examples
    --------
    >>> is_money("Operating balance, $ million"), is_money("млн рублей"), is_money("persons")
    (True, True, False)
    """
    return bool(_MONEY.search(text))


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(" :;,")


def _without_brackets(text: str) -> str:
    """Text without the brackets around the whole of it."""
    match = _BRACKETS.fullmatch(text)
    return _tidy(match["inner"]) if match and not match["lead"] else text


def _matches(pattern: re.Pattern[str], text: str) -> bool:
    if len(text) <= 1:
        return text in _SHORTEST
    if len(text) == 2 and text.isupper():  # a code of a classification, or of a country
        return False
    return len(text) <= _LONGEST and bool(pattern.fullmatch(text))


def _is_attached(text: str) -> bool:
    """Whether a text in brackets or after a comma is a unit."""
    return _matches(_ATTACHED, _tidy(text))


def _in_brackets(text: str) -> tuple[str, str] | None:
    match = _BRACKETS.fullmatch(text)
    if not match:
        return None
    inner, lead = _tidy(match["inner"]), match["lead"].strip()
    if _is_attached(inner):
        return inner, lead
    found = _in_pieces(inner)
    if not found:
        return None
    unit, rest = found
    return unit, f"{lead} ({rest})" if lead else rest


def _in_pieces(text: str) -> tuple[str, str] | None:
    """Unit among the pieces between commas and semicolons, the last first."""
    for sign in (";", ","):
        pieces = [_tidy(piece) for piece in text.split(sign)]
        for at in range(len(pieces) - 1, 0, -1):
            if _is_attached(pieces[at]):
                return pieces[at], f"{sign} ".join(pieces[:at] + pieces[at + 1 :])
    return None
