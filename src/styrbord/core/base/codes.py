"""Is this text a code, what is the canonical text of a breakdown, and which code was meant?"""

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher, get_close_matches

from styrbord.core.base.problems import Problem, Refused, define

define(
    "code.invalid",
    "'{code}' is not a code.",
    "Use 1 to {longest} letters, digits, dots, underscores and hyphens, with no dot or hyphen first.",
)
define(
    "breakdown.unreadable",
    "'{text}' is not a breakdown.",
    "Write DIMENSION=code, several with semicolons between them; leave it empty for the total.",
)
define(
    "breakdown.repeated",
    "Breakdown '{text}' names dimension '{dimension}' twice.",
    "Keep one code of each dimension.",
)

LONGEST = 64
TOTAL = "_T"

_MARKS = frozenset("._-")
_DIGITS = frozenset("0123456789")


def is_code(text: str) -> bool:
    """Whether a text may name a subject, an indicator, a dimension or an item of a code list.

    Letters of any alphabet count; a dot or hyphen does not come first.

    Returns
    -------
    bool

    Examples
    --------
    >>> is_code("e-gov-index"), is_code("RS21_1"), is_code("_T"), is_code(".."), is_code("a b")
    (True, True, True, False, False)
    """
    if not 0 < len(text) <= LONGEST or text[0] in ".-":
        return False
    return all(letter.isalpha() or letter in _DIGITS or letter in _MARKS for letter in text)


def checked(code: str, place: str = "") -> str:
    """Code itself, once it is known to be one.

    Returns
    -------
    str

    Raises
    ------
    Refused
        `code.invalid` when it is none.
    """
    if not is_code(code):
        raise Refused(Problem("code.invalid", place, {"code": code, "longest": LONGEST}))
    return code


def breakdown_text(codes: Mapping[str, str]) -> str:
    """Canonical text of a breakdown: sorted, totals left out, `_T` when nothing is left.

    Parameters
    ----------
    codes : mapping from dimension to code

    Returns
    -------
    str
        What is stored as the breakdown of an observation.

    Examples
    --------
    >>> breakdown_text({"SEX": "F", "AGE": "Y15T64", "GEO": "_T"})
    'AGE=Y15T64;SEX=F'
    >>> breakdown_text({})
    '_T'
    """
    parts = sorted((dimension, code) for dimension, code in codes.items() if code != TOTAL)
    return ";".join(f"{dimension}={code}" for dimension, code in parts) or TOTAL


def breakdown_codes(text: str, place: str = "") -> dict[str, str]:
    """Dimensions and codes that a breakdown's text names, in order of dimension.

    Returns
    -------
    dict of str to str
        Empty for the total.

    Raises
    ------
    Refused
        `breakdown.unreadable` or `breakdown.repeated`.

    Examples
    --------
    >>> breakdown_codes("SEX=F; AGE=Y15T64")
    {'AGE': 'Y15T64', 'SEX': 'F'}
    >>> breakdown_codes("_T")
    {}
    """
    codes: dict[str, str] = {}
    for part in () if text.strip() in ("", TOTAL) else text.split(";"):
        dimension, equals, code = (piece.strip() for piece in part.partition("="))
        if not (equals and is_code(dimension) and is_code(code)):
            raise Refused(Problem("breakdown.unreadable", place, {"text": text}))
        if dimension in codes:
            raise Refused(Problem("breakdown.repeated", place, {"text": text, "dimension": dimension}))
        codes[dimension] = code
    return {dimension: code for dimension, code in sorted(codes.items()) if code != TOTAL}


def canonical_breakdown(text: str, place: str = "") -> str:
    """Canonical text of a breakdown in any accepted text; raises as `breakdown_codes`."""
    return breakdown_text(breakdown_codes(text, place))


def nearest(name: str, allowed: Iterable[str]) -> str:
    """Allowed name that was probably meant; empty when none is like it.

    Returns
    -------
    str
        A difference of capitals alone is preferred.

    Examples
    --------
    >>> nearest("clusterd", ["clustered", "robust"]), nearest("xyz", ["robust"])
    ('clustered', '')
    """
    names = sorted(set(allowed))
    folded = name.casefold()
    for candidate in names:
        if candidate.casefold() == folded:
            return candidate
    return next(iter(get_close_matches(name, names, n=1)), "")


def suggestions(name: str, allowed: Iterable[str], count: int = 3) -> tuple[str, ...]:
    """Allowed names, most like the given one first; fewer than `count` only when there are fewer."""
    matcher = SequenceMatcher(b=name)

    def unlikeness(candidate: str) -> tuple[float, str]:
        matcher.set_seq1(candidate)
        return -matcher.ratio(), candidate

    return tuple(sorted(set(allowed), key=unlikeness)[:count])
