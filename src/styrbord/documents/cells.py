"""How does a cell of a table stand in a file, so that no spreadsheet runs it?

Source: OWASP, CSV Injection: a cell that begins with = + - @, a tab or a line break may run as a
formula. Such a text gets an apostrophe in front; a text that is a plain number stays as it is.
"""

import math
import re
import unicodedata

Cell = str | float | None

_STARTS = frozenset("=+-@\t\r\n")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+)(?:[eE][+-]?[0-9]+)?\s*%?")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula.

    Wide forms of the signs and blanks before them count too, for some programs fold them away.

    >>> harmless("=1+1"), harmless("-12.5"), harmless("-A1"), harmless("Norrby")
    ("'=1+1", '-12.5', "'-A1", 'Norrby')
    """
    if text[:1].isalnum() and text.isprintable():
        return text
    text = _CONTROL.sub("", text)
    bare = unicodedata.normalize("NFKC", text).lstrip(" \u200b\ufeff")
    if bare[:1] not in _STARTS or not bare:
        return text
    return text if _NUMBER.fullmatch(bare) else f"'{text}"


def clean(text: str) -> str:
    """Text without letters that no file of a spreadsheet may hold."""
    return _CONTROL.sub("", text)


def is_formula_like(text: str) -> bool:
    """Whether a spreadsheet may take a text that is typed anew for a formula."""
    return harmless(text) != clean(text)


def number_text(value: float) -> str:
    """Number with a decimal point that reads back as the same number; empty when it is none.

    >>> number_text(12.0), number_text(-0.1), number_text(float("nan"))
    ('12', '-0.1', '')
    """
    if not math.isfinite(value):
        return ""
    text = repr(float(value))
    return text.removesuffix(".0")
