"""How are results written, every number as it was computed?"""

import json
from collections.abc import Iterable, Mapping
from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache

DIGITS = 34
_WRITTEN = Context(prec=DIGITS)
_LONGEST = 40


def written(results: Mapping[str, object]) -> str:
    """Object of results in JSON, a line for each case.

    Decimals are written out, to 34 digits where they do not end; floats by the shortest text that gives them
    again.

    Returns
    -------
    str

    Examples
    --------
    >>> print(written({"a": {"share": Decimal("0.900"), "names": ["x"], "open": None}}), end="")
    {
    "a": {"share": 0.9, "names": ["x"], "open": null}
    }
    """
    lines = ",\n".join(f"{_text(name)}: {_value(value)}" for name, value in results.items())
    return f"{{\n{lines}\n}}\n" if lines else "{}\n"


def _value(value: object) -> str:
    if isinstance(value, Fraction):
        value = _WRITTEN.divide(Decimal(value.numerator), Decimal(value.denominator))
    if isinstance(value, Decimal):
        return _decimal(value)
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Mapping):
        return _joined("{}", (f"{_text(str(name))}: {_value(one)}" for name, one in value.items()))
    if isinstance(value, list | tuple):
        return _joined("[]", map(_value, value))
    return json.dumps(value, allow_nan=False)


def _joined(brackets: str, parts: Iterable[str]) -> str:
    return f"{brackets[0]}{', '.join(parts)}{brackets[1]}"


@lru_cache(maxsize=4096)
def _text(text: str) -> str:
    """A text in its own letters, but for halves of letters that UTF-8 does not have."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(text)
    return json.dumps(text, ensure_ascii=False)


def _decimal(value: Decimal) -> str:
    rounded = _WRITTEN.normalize(value)
    if not rounded:
        return "0"
    plain = format(rounded, "f")
    return plain if len(plain) <= _LONGEST + 2 else str(rounded)
