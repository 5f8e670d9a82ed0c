"""Which valid code stands for the code of a dimension, and which code is its total?"""

from hashlib import sha256

from styrbord.core.base.codes import LONGEST, TOTAL, is_code
from styrbord.core.collection.cube import Dimension
from styrbord.core.collection.names import code_part, is_total

_SURE = frozenset({"_t", "tot", "total", "totalt", "totals", "всего", "итого"})
_LIKELY = frozenset({"t", "tt", "ttl", "00", "000", "0000", "all", "samtliga", "s", "g"})
_NOTHING = frozenset({"_z", "_x", "zzz", "not applicable", "не применимо", "ej tillämpligt"})


def valid_code(text: str, longest: int = LONGEST) -> str:
    """Code made of a text: itself when it is one, else its letters and digits; "_" when it has none.

    Returns
    -------
    str

    Examples
    --------
    >>> valid_code("Y15T64"), valid_code("90+"), valid_code("Índice, total")
    ('Y15T64', '90-plus', 'Índice-total')
    """
    return text if is_code(text) and len(text) <= longest else code_part(text, longest) or "_"


def joined_code(*parts: str) -> str:
    """Parts joined by dots to a valid code; a long one is cut and ends in a hash of the whole.

    Returns
    -------
    str

    Examples
    --------
    >>> joined_code("EXR", "", "UNR"), len(joined_code("a" * 60, "b" * 60))
    ('EXR.UNR', 64)
    """
    code = ".".join(part for part in parts if part)
    if len(code) <= LONGEST:
        return code
    return f"{code[: LONGEST - 9]}-{sha256(code.encode()).hexdigest()[:8]}"


class Codes(dict[str, str]):
    """Valid code of each code of one dimension; two codes never get the same one."""

    def __init__(self, total: str = "") -> None:
        """Begin with the total, if the dimension has one."""
        super().__init__({total: TOTAL} if total else {})
        self._used: set[str] = set()

    def __missing__(self, code: str) -> str:
        valid = valid_code(code)
        if valid in self._used or (valid == TOTAL and code != TOTAL):
            valid = f"{valid[: LONGEST - 7]}-{sha256(code.encode()).hexdigest()[:6]}"
        self._used.add(valid)
        self[code] = valid
        return valid


def total_of(dimension: Dimension) -> str:
    """Code that is clearly the total of a dimension; empty when none is, or when two could be.

    The file's own word comes first; then `_T`; then a code such as TOT, T or 00 whose name says no
    more than "total"; then a name that does, of any code. A bare TOT counts without a name.

    Returns
    -------
    str
    """
    if dimension.total in dimension.codes:
        return dimension.total
    if TOTAL in dimension.codes:
        return TOTAL
    named = [code for code in dimension.codes if is_total(dimension.names.get(code, ""))]
    likely = [code for code in named if code.casefold() in _SURE | _LIKELY]
    bare = [code for code in dimension.codes if code.casefold() in _SURE and code not in dimension.names]
    for candidates in (likely, named, bare):
        if candidates:
            return candidates[0] if len(candidates) == 1 else ""
    return _total_of_sex(dimension)


def _total_of_sex(dimension: Dimension) -> str:
    """T beside M and F needs no name to be a total."""
    codes = set(dimension.codes)
    return "T" if codes in ({"T", "F", "M"}, {"T", "1", "2"}) and not dimension.names else ""


def says_nothing(dimension: Dimension) -> bool:
    """Whether the only code of a dimension is its total or says that the dimension does not apply.

    Returns
    -------
    bool
    """
    if len(dimension.codes) != 1:
        return False
    code = dimension.codes[0]
    name = dimension.names.get(code, "").casefold()
    return code == total_of(dimension) or code.casefold() in _NOTHING or name in _NOTHING
