"""How are the parts of what a form of ratings sent read: numbers, days, marks, keys?"""

import math
import secrets
from datetime import date

from django.http import QueryDict

LONGEST = 24


def new_key() -> str:
    """Key under which a form is taken once."""
    return secrets.token_urlsafe(16)


def key_of(said: QueryDict) -> str:
    """Key that a form sent."""
    return said.get("key", "")[:64]


def whole(said: QueryDict, name: str) -> int:
    """Whole number that a form sent; 0 where there is none."""
    text = said.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def day(said: QueryDict, name: str) -> date | None:
    """Day that a form sent; None where there is none."""
    try:
        return date.fromisoformat(said.get(name, ""))
    except ValueError:
        return None


def number(text: str) -> float | None:
    """Number as people write it in any of our languages; None where it is none.

    >>> number("12,5"), number("1 200"), number("many")
    (12.5, 1200.0, None)
    """
    bare = "".join(text[:LONGEST].split()).replace("\u2212", "-").replace(",", ".")
    try:
        found = float(bare)
    except ValueError:
        return None
    return found if math.isfinite(found) and "_" not in bare else None


def words(said: QueryDict) -> str:
    """Words that a form sent."""
    return said.get("words", "").replace("\x00", "")
