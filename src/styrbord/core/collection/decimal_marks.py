"""Which sign parts the decimals in a table whose numbers are kept as text: a comma or a point?"""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import islice

from styrbord.core.collection.grid import Cell

_NUMBER = re.compile(r"[-−–+±(]?\s?[$£€¥₽]?\s?(?P<body>[0-9][0-9.,]*)\)?(?:\s?[%‰€£$₽])?(?:\s[a-z]{1,3})?")
_GROUPS = re.compile(r"[1-9][0-9]{0,2}(?:(?P<mark>[.,])[0-9]{3})+")
_MIXED = re.compile(r"[0-9]{1,3}(?:(?P<mark>[.,])[0-9]{3})+(?!(?P=mark))(?P<decimal>[.,])[0-9]+")
_PLAIN = re.compile(r"[0-9]+(?P<mark>[.,])[0-9]+")
_LEAST, _ENOUGH, _MOST = 3, 20, 50_000
_THOUSAND = 1000
_OTHER = {",": ".", ".": ","}


def decimal_mark_of(cells: Iterable[Cell]) -> str:
    """Sign before the decimals, where the texts of a table show it.

    "1,234" could be either: other texts tell, such as "1,234,567", "0,5" and "1.5"; so do whole numbers
    below a thousand beside several that have exactly three digits after their sign.

    Parameters
    ----------
    cells : cells with values; what is no text counts for nothing.

    Returns
    -------
    str
        Empty when nothing tells.

    Examples
    --------
    >>> decimal_mark_of(["1,967", "1,234,567"]), decimal_mark_of(["1,967", "0,5"]), decimal_mark_of(["1,967"])
    ('.', ',', '')
    """
    votes: Counter[str] = Counter()
    unclear: Counter[str] = Counter()
    small = 0
    for cell in islice(cells, _MOST):
        body = _body(cell)
        if body.isdecimal():
            small += int(body) < _THOUSAND
        elif mark := _said(body):
            votes[mark] += 1
            if votes[mark] == _ENOUGH:
                break
        elif match := _GROUPS.fullmatch(body):
            unclear[match["mark"]] += 1
    if votes:
        return votes.most_common(1)[0][0]
    ((mark, count),) = unclear.most_common(1) or [("", 0)]
    return _OTHER[mark] if count >= _LEAST and small and len(unclear) == 1 else ""


def _body(cell: Cell) -> str:
    match = _NUMBER.fullmatch(cell.strip()) if isinstance(cell, str) else None
    return match["body"] if match else ""


def _said(body: str) -> str:
    """Decimal mark that one number shows by itself; empty when it shows none."""
    if match := _MIXED.fullmatch(body):
        return match["decimal"]
    if match := _GROUPS.fullmatch(body):
        return _OTHER[match["mark"]] if body.count(match["mark"]) > 1 else ""
    match = _PLAIN.fullmatch(body)
    return match["mark"] if match else ""
