"""Which number did a person type, in whatever language's style, and when is it not clear?

Marks of thousands and decimals follow `values.parse_number`; what a table of statistics may print beside a
number (units, marks, brackets, words) is none here, for a person who fills a cell means the number alone.
"""

import math
import re

from styrbord.core.collection.values import parse_number

LARGEST = 1e18
LONGEST = 40
_SPACES = " \u00a0\u2007\u2008\u2009\u200a\u202f\u205f'’"
_STRICT = re.compile(
    rf"[+\-−–]?[{_SPACES}]?(?:[0-9]|[.,](?=[0-9])|[{_SPACES}](?=[0-9]{{3}}))+(?:[eE][+-]?[0-9]{{1,3}})?"
)
_UNCLEAR = re.compile(r"[+\-−–]?\s?[1-9][0-9]{0,2}[.,][0-9]{3}")


def typed_number(text: str) -> float | None:
    """Number that a text says by itself, in any of the three languages.

    Parameters
    ----------
    text : as typed; blanks around it do not count

    Returns
    -------
    float or None
        None when it is no number, is not clear (see `is_unclear`), or is beyond 1e18.

    Examples
    --------
    >>> typed_number("1\u2009234,5"), typed_number("−0.25"), typed_number("1,234,567"), typed_number("12 %")
    (1234.5, -0.25, 1234567.0, None)
    >>> typed_number("1,234"), typed_number("0,125"), typed_number("1e308"), typed_number("１２")
    (None, 0.125, None, None)
    """
    bare = text.strip()
    if len(bare) > LONGEST or not _STRICT.fullmatch(bare) or is_unclear(bare):
        return None
    said = parse_number(bare)
    return finite(float(said)) if said else None


def is_unclear(text: str) -> bool:
    """Whether a text says one number with a mark of thousands, and another with a decimal mark.

    Returns
    -------
    bool

    Examples
    --------
    >>> is_unclear("1,234"), is_unclear("-12.345"), is_unclear("0.125"), is_unclear("1234,567")
    (True, True, False, False)
    """
    return bool(_UNCLEAR.fullmatch(text.strip()))


def finite(value: float) -> float | None:
    """Value that can be kept: finite, and not beyond 1e18 in size; zero has no sign.

    Returns
    -------
    float or None
    """
    return value + 0.0 if math.isfinite(value) and abs(value) <= LARGEST else None
