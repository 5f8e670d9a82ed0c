"""Is what a cell prints a number, a mark for a missing one, or a text?"""

import math
import re
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from styrbord.core.collection.grid import Broken, Cell
from styrbord.core.collection.marks import partings, split_marks
from styrbord.core.collection.missing_words import status_of


class Kind(StrEnum):
    """What a cell prints."""

    NUMBER = "number"
    MISSING = "missing"
    TEXT = "text"
    BLANK = "blank"


class Printed(NamedTuple):
    """What a cell prints: `value` is decimal text, `status` as DESIGN section 2, `text` without marks.

    A number has status A, or E when "(e)" stands beside it; a percent sign stays in `text`.
    """

    kind: Kind
    value: str = ""
    status: str = ""
    marks: tuple[str, ...] = ()
    text: str = ""


BLANK = Printed(Kind.BLANK)
_LONGEST = 60
_SPACES = " \u00a0\u2007\u2008\u2009\u200a\u202f\u205f'’"
_SPACED = re.compile(rf"[0-9]{{1,3}}(?:[{_SPACES}][0-9]{{3}})+(?P<rest>[.,][0-9]+)?")
_MIXED = re.compile(
    r"[0-9]{1,3}(?:(?P<mark>[.,])[0-9]{3})(?:(?P=mark)[0-9]{3})*(?P<rest>(?!(?P=mark))[.,][0-9]+)"
)
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:(?P<mark>[.,])[0-9]{3})(?:(?P=mark)[0-9]{3})+")
_SINGLE = re.compile(r"[1-9][0-9]{0,2}(?P<mark>[.,])[0-9]{3}")
_PLAIN = re.compile(r"(?P<whole>[0-9]*)(?:(?P<mark>[.,])(?P<rest>[0-9]+))?")
_LOOSE = re.compile(r"(?P<whole>[0-9]{2,})[.,] (?P<rest>[0-9])")
_EXPONENT = re.compile(r"[0-9]+(?:[.,][0-9]+)?[eE](?:[+-][0-9]{1,3})|[0-9]+[.,][0-9]+[eE][0-9]{1,3}")
_CODE = re.compile(r"0[0-9]")
_MONEY = r"[$£€¥₽]"
_SIGN = re.compile(
    rf"(?P<sign>[-−–—+±]\s?)?(?:{_MONEY}\s?)?(?P<body>[0-9.,].*?)(?P<unit>\s?(?:[%‰]|{_MONEY}|kr\.?|руб\.?))?",
    re.S,
)
_ACCOUNTING = re.compile(rf"{_MONEY}?\s?\(\s*(?:{_MONEY}\s?)?(?P<body>[0-9.,][^()]*)\)")
_FLAG = re.compile(r"(?P<number>.*[0-9%])\s?\((?P<flag>[^\W\d_]{1,14}\.?)\)")
_LETTER = re.compile(
    r"(?P<number>.*(?:[.,][0-9]+|[0-9] ))(?P<flag>[bcdefinprsuz]|(?<= )(?:[bcdefinprsuz]{2,3}|[BEPR]))"
)
_GLUED_LETTER = re.compile(r"(?P<number>.*[0-9])(?P<flag>[a-zA-Z]{1,2})")
_ESTIMATES = frozenset({"e", "est", "est.", "оценка", "оц.", "оц"})
_GLUED = re.compile(r"(?P<number>.*[0-9])\)")
_ERRORS = frozenset(
    {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#ДЕЛ/0!", "#ЗНАЧ!", "#ССЫЛКА!"}
)
_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")


def read_value(
    cell: Cell,
    known_marks: frozenset[str] = frozenset(),
    decimals: int | None = None,
    *,
    decimal_mark: str = "",
    accounting: bool = False,
    raised: str = "",
) -> Printed:
    """What a cell prints.

    Parameters
    ----------
    cell : Cell
    known_marks : frozenset of str
        Marks whose footnotes the sheet prints.
    decimals : int, optional
        Most frequent number of decimals of the column; parts marks from numbers that they are glued to.
    decimal_mark : str
        "," or "." where the column is known to use it: "1,234" is then read by it; else it is a decimal.
    accounting : bool
        Whether a number in brackets is negative; else it is text.
    raised : str
        Superscript text at the cell's end.

    Returns
    -------
    Printed

    Examples
    --------
    >>> read_value("99,72)").value, read_value("1 234,5").value, read_value("…4)").marks
    ('99.7', '1234.5', ('4',))
    >>> read_value("-").status, read_value("- 5").value, read_value(1e-07).value
    ('Z', '-5', '0.0000001')
    """
    if cell is None:
        return BLANK
    if isinstance(cell, str):
        return _read_text(cell, known_marks, decimals, decimal_mark, accounting, raised)
    if isinstance(cell, bool):
        return Printed(Kind.TEXT, text=str(cell).upper())
    if isinstance(cell, (int, float)):
        if not math.isfinite(cell):
            return Printed(Kind.MISSING, status="O", text=str(cell))
        text = number_text(cell)
        return Printed(Kind.NUMBER, text, "A", (), text)
    if isinstance(cell, Broken):
        return Printed(Kind.MISSING, status="O", text=cell.text)
    return Printed(Kind.TEXT, text=cell.isoformat() if isinstance(cell, (date, datetime)) else str(cell))


def is_error(printed: Printed) -> bool:
    """Whether a missing number is the error of a formula, such as #DIV/0!."""
    return printed.kind is Kind.MISSING and printed.text.upper() in _ERRORS


def number_text(number: float) -> str:
    """Decimal text of a number exactly as stored: whole ones without .0, never with an exponent.

    Returns
    -------
    str

    Raises
    ------
    ValueError
        If the number is not finite.

    Examples
    --------
    >>> number_text(42074.5), number_text(50465.0), number_text(1e-07), number_text(-0.0)
    ('42074.5', '50465', '0.0000001', '0')
    """
    if not math.isfinite(number):
        raise ValueError(f"{number!r} has no decimal text; give a finite number")
    text = repr(number)
    if "e" in text:
        text = format(Decimal(text), "f")
    return _plain(text)


def decimals_of(cell: Cell) -> int:
    """Decimals that a number is printed with; 0 of whole numbers and of what is no number.

    Returns
    -------
    int

    Examples
    --------
    >>> decimals_of("99,7"), decimals_of(50465.0), decimals_of(1.25)
    (1, 0, 2)
    """
    return len(read_value(cell).value.partition(".")[2])


def parse_number(text: str, decimal_mark: str = "", accounting: bool = False) -> str:
    """Decimal text of a number that was kept as text; empty when the text is no number.

    Trailing zeros stay as printed; a zero before another digit makes a code, not a number.

    Returns
    -------
    str

    Examples
    --------
    >>> parse_number("1.234.567"), parse_number("1,234,567.8"), parse_number("−0,5 %"), parse_number("01.1")
    ('1234567', '1234567.8', '-0.5', '')
    """
    if accounting and (match := _ACCOUNTING.fullmatch(text)):
        body = _body(match["body"].strip(), decimal_mark)
        return "-" + body if body.strip("0.") else body
    match = _SIGN.fullmatch(text)
    if not match:
        return ""
    body = _body(match["body"], decimal_mark)
    is_negative = (match["sign"] or "").strip() not in ("", "+", "±") and bool(body.strip("0."))
    return "-" + body if is_negative else body


def _body(text: str, decimal_mark: str) -> str:
    if _CODE.match(text):
        return ""
    if (match := _PLAIN.fullmatch(text)) and text and not (decimal_mark and _is_thousand(text, decimal_mark)):
        return _pointed(match)
    if _EXPONENT.fullmatch(text):
        return _plain(format(Decimal(text.replace(",", ".")), "f"))
    if match := _SPACED.fullmatch(text) or _MIXED.fullmatch(text):
        rest = match["rest"] or ""
        whole = text[: len(text) - len(rest)]
        return re.sub(r"[^0-9]", "", whole) + rest.replace(",", ".")
    if _GROUPED.fullmatch(text) or _is_thousand(text, decimal_mark):
        return re.sub(r"[.,]", "", text)
    match = _LOOSE.fullmatch(text)
    return _pointed(match) if match else ""


def _pointed(match: re.Match[str]) -> str:
    rest = match["rest"] or ""
    return (match["whole"] or "0") + ("." + rest if rest else "")


def _is_thousand(text: str, decimal_mark: str) -> bool:
    match = _SINGLE.fullmatch(text)
    return bool(match and decimal_mark and match["mark"] != decimal_mark)


def _plain(text: str) -> str:
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


@lru_cache(maxsize=65_536)
def _read_text(
    text: str, known: frozenset[str], decimals: int | None, decimal_mark: str, accounting: bool, raised: str
) -> Printed:
    text = (text if text.isascii() else _INVISIBLE.sub("", text)).strip()
    if not text:
        return BLANK
    if len(text) > _LONGEST:
        return Printed(Kind.TEXT, text=text)
    if not raised and (plain := _unmarked(text, (), decimal_mark, accounting)):
        return plain
    rest, marks = _split_number(text, known, decimals, decimal_mark) or split_marks(text, known, raised)
    if marks and (marked := _unmarked(rest, marks, decimal_mark, accounting)):
        return marked
    return _flagged(text, known, decimal_mark) or Printed(Kind.TEXT, marks=marks, text=rest)


def _unmarked(text: str, marks: tuple[str, ...], decimal_mark: str, accounting: bool) -> Printed | None:
    if value := parse_number(text, decimal_mark, accounting):
        return Printed(Kind.NUMBER, value, "A", marks, text)
    if status := "O" if text.upper() in _ERRORS else status_of(text):
        return Printed(Kind.MISSING, "", status, marks, text)
    return None


def _split_number(
    text: str, known: frozenset[str], decimals: int | None, decimal_mark: str
) -> tuple[str, tuple[str, ...]] | None:
    """Number and mark glued together, parted by known marks, then by decimals, then the shortest mark."""
    match = _GLUED.fullmatch(text)
    if not match:
        return None
    number = match["number"]
    digits = re.search(r"[0-9]+$", number)
    ways = [
        (number[: -len(mark)].rstrip(), mark)
        for _, mark in partings(digits.group() if digits else "", known)
        if parse_number(number[: -len(mark)].rstrip(), decimal_mark)
    ]
    ways.sort(key=lambda way: (way[1] not in known, not _fits(way[0], decimals, decimal_mark)))
    return (ways[0][0], (ways[0][1],)) if ways else None


def _fits(number: str, decimals: int | None, decimal_mark: str) -> bool:
    return decimals is None or len(parse_number(number, decimal_mark).partition(".")[2]) == decimals


def _flagged(text: str, known: frozenset[str], decimal_mark: str) -> Printed | None:
    """Number with a flag, 12.5 p or 12 (e): e is an estimate, any other a mark for a legend to explain."""
    match = _FLAG.fullmatch(text) or _LETTER.fullmatch(text) or _glued(text, known)
    value = parse_number(match["number"].strip(), decimal_mark) if match else ""
    if not match or not value:
        return None
    flag, number = match["flag"].casefold(), match["number"]
    if flag in _ESTIMATES:
        return Printed(Kind.NUMBER, value, "E", (), number.strip())
    is_list = number.endswith(" ") and flag not in known
    return Printed(Kind.NUMBER, value, "A", tuple(flag) if is_list else (flag,), number.strip())


def _glued(text: str, known: frozenset[str]) -> re.Match[str] | None:
    """A letter glued to a whole number is a flag only where the sheet explains it."""
    match = _GLUED_LETTER.fullmatch(text)
    return match if match and match["flag"] in known else None
