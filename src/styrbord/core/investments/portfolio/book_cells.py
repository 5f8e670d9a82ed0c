"""How does a value of a plan stand in a cell, and which value did somebody mean by a cell?

A text that a cell would not give back as it is (empty, with blanks around it, with signs that no file
holds) is written as JSON behind `json:`. Entries of a list stand on lines of their own; a semicolon parts
them too.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from styrbord.core.base.problems import Problem
from styrbord.core.collection.typed_numbers import is_unclear, typed_number
from styrbord.core.investments.portfolio.book import Column, Holds

MARK = "json:"
NO_TEXTS = "json:{}"
"""Stands where a line has a name in no language, which is not the same as having none."""
YES_WORDS: Mapping[str, bool] = {
    **dict.fromkeys(("yes", "true", "ja", "да"), True),
    **dict.fromkeys(("no", "false", "nej", "нет"), False),
}
DIGITS = 15
"""As many digits of a number as every spreadsheet keeps."""
_NO_LETTER = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_PLAIN = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_PATTERNS = {Holds.RAMP: "2027=0.5", Holds.TARGETS: "2027=12.5", Holds.FOLLOW_UPS: "6=N1"}
Value = str | Decimal
"""What is written into a cell; a number only where a spreadsheet keeps it exactly."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a cell of a file holds.

    Attributes
    ----------
    kind : text, number, day, yes or no; or what is wrong with it: formula, error, percent, scaled, hidden.
    text : as it stands in the file; of a day, in ISO 8601.
    """

    kind: str
    text: str


WRONG = frozenset({"formula", "error", "percent", "scaled", "hidden"})


def told(column: Column, data: Any) -> Value:
    """What stands in a cell for some data; of data that are missing, what is usual.

    Returns
    -------
    str or Decimal
        "" for a blank cell.
    """
    if data is None:
        return "" if column.holds not in _NUMBERS else _number(column.usual)
    if column.holds in {Holds.TEXT, Holds.TEXTS, Holds.DAY}:
        return escaped(data)
    if column.holds in _NUMBERS:
        return _number(str(data))
    if column.holds is Holds.YES:
        return "yes" if data else "no"
    return "\n".join(escaped(one, in_list=True) for one in _entries(column.holds, data))


_NUMBERS = frozenset({Holds.NUMBER, Holds.WHOLE})


def _number(text: str) -> Value:
    if not text:
        return ""
    number = Decimal(text)
    return number if len(number.normalize().as_tuple().digits) <= DIGITS else text


def _entries(holds: Holds, data: Any) -> Iterator[str]:
    if holds is Holds.LIST:
        yield from data
    elif holds is Holds.RAMP:
        yield from (f"{year}={share}" for year, share in sorted(data.items()))
    elif holds is Holds.TARGETS:
        yield from (f"{one['period']}={one['value']}" for one in data)
    else:
        yield from (f"{one['months']}={one['actor']}" for one in data)


def escaped(text: str, *, in_list: bool = False) -> str:
    """The text as a cell gives it back unchanged.

    Parameters
    ----------
    in_list : whether it is one entry of several.

    Returns
    -------
    str

    Examples
    --------
    >>> escaped("Norrby"), escaped(""), escaped("a;b", in_list=True)
    ('Norrby', 'json:""', 'json:"a\\\\u003bb"')
    """
    is_whole = bool(text) and text == text.strip() and not text.startswith(MARK)
    parts = in_list and (";" in text or "\n" in text)
    if is_whole and not parts and not _NO_LETTER.search(text):
        return text
    return MARK + json.dumps(text).replace(";", "\\u003b")


def unescaped(text: str) -> str:
    """The text that `escaped` wrote; one that was typed stays as it is, without blanks around it.

    Returns
    -------
    str
    """
    bare = text.strip()
    if bare.startswith(MARK):
        try:
            found = json.loads(bare.removeprefix(MARK))
        except (ValueError, RecursionError):
            return bare
        return found if isinstance(found, str) else bare
    return bare


def meant(column: Column, said: Said, place: str) -> tuple[Any, list[Problem]]:
    """Data that a cell which is not blank stands for, and what is wrong with it.

    Returns
    -------
    tuple
        What cannot be read stays a text, which the reading of the plan refuses.
    """
    if said.kind in WRONG:
        return None, [Problem(f"portfolio-book.{said.kind}", place)]
    if column.holds in _NUMBERS:
        return _number_of(column, said, place)
    text = _text_of(said)
    if column.holds is Holds.YES:
        return YES_WORDS.get(text.strip().casefold(), text), []
    if column.holds in {Holds.TEXT, Holds.TEXTS, Holds.DAY}:
        return unescaped(text), []
    return _list_of(column.holds, text, place)


def _text_of(said: Said) -> str:
    if said.kind == "number" and (number := _exact(said.text)) is not None:
        return format(number, "f")
    return said.kind if said.kind in {"yes", "no"} else said.text


def _exact(text: str) -> Decimal | None:
    """Number that a spreadsheet means by its floating point."""
    try:
        found = Decimal(f"{float(text):.{DIGITS}g}")
    except ValueError:
        return None
    return found if found.is_finite() and abs(found.adjusted()) < 300 else None


def _number_of(column: Column, said: Said, place: str) -> tuple[Any, list[Problem]]:
    if said.kind == "day":
        return None, [Problem("portfolio-book.day", place)]
    text = said.text.strip()
    if said.kind == "number":
        number = _exact(text)
        return (text if number is None else _whole_or_text(column, number)), []
    if is_unclear(text):
        return None, [Problem("portfolio-book.unclear", place, {"text": text})]
    if _PLAIN.fullmatch(text) and len(text) <= 40:
        return _whole_or_text(column, Decimal(text)), []
    typed = typed_number(text)
    return (text if typed is None else _whole_or_text(column, Decimal(repr(typed)))), []


def _whole_or_text(column: Column, number: Decimal) -> int | str:
    is_whole = number == number.to_integral_value() and number.adjusted() < DIGITS
    return int(number) if column.holds is Holds.WHOLE and is_whole else str(number)


def _list_of(holds: Holds, text: str, place: str) -> tuple[Any, list[Problem]]:
    entries = [unescaped(one) for one in re.split(r"[;\r\n]", text) if one.strip()]
    if holds is Holds.LIST:
        return entries, []
    pairs = [one.partition("=") for one in entries]
    wrong = [one for one, (_, mark, _) in zip(entries, pairs, strict=True) if not mark]
    if wrong:
        told = {"text": wrong[0][:64], "pattern": _PATTERNS[holds]}
        return None, [Problem("portfolio-book.pair", place, told)]
    return _paired(holds, [(first.strip(), second) for first, _, second in pairs], place)


def _paired(holds: Holds, sides: list[tuple[str, str]], place: str) -> tuple[Any, list[Problem]]:
    if holds is Holds.FOLLOW_UPS:
        return [{"months": _months(first), "actor": second} for first, second in sides], []
    if holds is Holds.TARGETS:
        return [{"period": first, "value": _typed(second)} for first, second in sides], []
    years = [year for year, _ in sides]
    if twice := next((year for year in years if years.count(year) > 1), ""):
        return None, [Problem("portfolio-book.year-twice", place, {"year": twice[:64]})]
    return {year: _typed(share) for year, share in sides}, []


def _typed(text: str) -> str:
    typed = None if _PLAIN.fullmatch(text.strip()) else typed_number(text)
    return text.strip() if typed is None else str(Decimal(repr(typed)))


def _months(text: str) -> int | str:
    return int(text) if re.fullmatch(r"-?[0-9]{1,9}", text) else text
