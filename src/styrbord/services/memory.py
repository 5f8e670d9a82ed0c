"""What was computed lately for the same question, editions and rights, and need not be again?"""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Protocol, TypeVar

Answer = TypeVar("Answer")
KEPT = 64
_found: "OrderedDict[tuple[object, ...], tuple[object, frozenset[str]]]" = OrderedDict()
_lock = Lock()


class Bound(Protocol):
    """Something that is bound to rights and a moment."""

    @property
    def fingerprint(self) -> str:
        """Equal for equal rights, names, editions and day."""
        ...

    @property
    def saw(self) -> set[str]:
        """Restricted indicators that were read; an answer that is remembered keeps its own."""
        ...


def remembered(reading: Bound, key: tuple[object, ...], compute: Callable[[], Answer]) -> Answer:
    """Answer to a question; the key carries the fingerprint of rights, names, editions and day."""
    full = (reading.fingerprint, *key)
    with _lock:
        if full in _found:
            _found.move_to_end(full)
            found, seen = _found[full]
            reading.saw.update(seen)
            return found  # type: ignore[return-value]
    before = set(reading.saw)
    reading.saw.clear()
    try:
        answer = compute()
        seen = frozenset(reading.saw)
    finally:
        reading.saw.update(before)
    with _lock:
        _found[full] = (answer, seen)
        while len(_found) > KEPT:
            _found.popitem(last=False)
    return answer
