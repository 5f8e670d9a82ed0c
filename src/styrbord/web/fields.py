"""What did somebody type into the fields of a form, as far as it can be kept at all?"""

from django.http import QueryDict

LONGEST, LONGEST_KEY, LONGEST_WHOLE = 10_000, 64, 15
"""Most letters of a field, of a key, and of a number; services judge what is too long for a reader."""


def text(said: QueryDict, name: str) -> str:
    """A field without what no database keeps."""
    return said.get(name, "").replace("\x00", "")[:LONGEST]


def whole(typed: str) -> int | None:
    """Whole number that a text names; None when it names none."""
    is_one = typed.isascii() and typed.isdigit() and len(typed) <= LONGEST_WHOLE
    return int(typed) if is_one else None


def key_of(said: QueryDict) -> str:
    """Key that makes a form that is sent twice the same work."""
    return text(said, "key")[:LONGEST_KEY]
