"""Which decimal text is a printed number of a statistical file, and which status has a missing one?"""

import math
import re
from collections.abc import Mapping

from styrbord.core.collection.missing_words import status_meant
from styrbord.sources.formats._cube_problems import not_a_number

_PLAIN = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_LOOSE = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_MISSING = frozenset({"", "nan", "inf", "-inf", "+inf", "infinity", "-infinity", "null", "none", ":"})
_WITH_VALUE = frozenset("ABEFP")
_WITHOUT = {"L": "L", "Q": "Q", "O": "O", "Z": "Z", "H": "M", "M": "O", "C": "Q", ":": "O"}
_CLOSED = frozenset("CSND")
LONGEST = 400


def number_text(text: str, place: str) -> str:
    """Decimal text as printed; empty when the text stands for no number; anything else is refused.

    An exponent is written out, a plus sign is left away, all digits and trailing zeros stay.
    """
    text = text.strip()
    if _PLAIN.fullmatch(text) and len(text) <= LONGEST:
        return text
    if text.casefold() in _MISSING:
        return ""
    if not _LOOSE.fullmatch(text) or len(text) > LONGEST or not math.isfinite(float(text)):
        raise not_a_number(text, place)
    return _written_out(text.lstrip("+"))


def _written_out(text: str) -> str:
    """Digits without an exponent, none of them lost."""
    digits, _, exponent = text.lower().partition("e")
    sign = "-" if digits.startswith("-") else ""
    whole, _, rest = digits.lstrip("-").partition(".")
    point = len(whole) + int(exponent or 0)
    digits = (whole + rest).rjust(len(whole + rest) + max(0, 1 - point), "0")
    point = max(point, 1)
    digits = digits.ljust(point, "0")
    whole, rest = digits[:point].lstrip("0") or "0", digits[point:]
    return f"{sign}{whole}.{rest}" if rest else f"{sign}{whole}"


def sdmx_status(value: str, code: str, name: str = "", confidentiality: str = "") -> tuple[str, str]:
    """Status of DESIGN for one of SDMX (CL_OBS_STATUS), and a note when it has no word of its own.

    M says "cannot exist" only where the file's own code list does; otherwise it is plainly missing,
    as it was in the first editions of the list (docs/decisions/0011). A missing value that is said
    to be confidential is suppressed. Flags of Eurostat in small letters are read, too.
    """
    code = code.strip()
    known = code.upper()
    if value:
        if known in _WITH_VALUE or not known:
            return known or "A", ""
        return _status_by_words(name, "PE") or "A", _in_words(code, name)
    if confidentiality.strip().upper() in _CLOSED:
        return "Q", ""
    meant = _status_by_words(name, "LMQ")
    status = meant or ("M" if code in {"z", "_Z"} else _WITHOUT.get(known, "O"))
    is_told = known in {*_WITHOUT, *_WITH_VALUE, "", "_Z"}
    return status, "" if is_told else _in_words(code, name)


def _in_words(code: str, name: str) -> str:
    return f"{code}: {name}" if name else f"OBS_STATUS={code}"


def _status_by_words(name: str, among: str) -> str:
    meant = status_meant(name.casefold()) if name else ""
    return meant if meant and meant in among else ""


def unit_text(unit: str, multiplier: str) -> str:
    """Unit with its power of ten before it: 10^3 EUR."""
    multiplier = multiplier.strip()
    if not re.fullmatch(r"-?[0-9]{1,2}", multiplier) or int(multiplier) == 0:
        return unit
    return f"10^{int(multiplier)} {unit}".strip()


def first_of(attributes: Mapping[str, str], names: tuple[str, ...]) -> str:
    """Value of the first of some attributes that is there and says something."""
    return next((attributes[name] for name in names if attributes.get(name)), "")
