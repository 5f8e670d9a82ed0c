"""What was computed lately for the same question, editions and rights, and need not be again?"""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock, RLock
from typing import Protocol, TypeVar

Answer = TypeVar("Answer")
KEPT = 512
_found: "OrderedDict[tuple[object, ...], tuple[object, frozenset[str]]]" = OrderedDict()
_turns: dict[tuple[object, ...], tuple[RLock, int]] = {}
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
    if (there := _recalled(full, reading)) is not None:
        return there[0]  # type: ignore[return-value]
    with _turn(full):
        if (there := _recalled(full, reading)) is not None:
            return there[0]  # type: ignore[return-value]
        answer, seen = _computed(reading, compute)
        with _lock:
            _found[full] = (answer, seen)
            while len(_found) > KEPT:
                _found.popitem(last=False)
    return answer


def _recalled(full: tuple[object, ...], reading: Bound) -> tuple[object, frozenset[str]] | None:
    with _lock:
        if full not in _found:
            return None
        _found.move_to_end(full)
        reading.saw.update(_found[full][1])
        return _found[full]


def _computed(reading: Bound, compute: Callable[[], Answer]) -> tuple[Answer, frozenset[str]]:
    before = set(reading.saw)
    reading.saw.clear()
    try:
        return compute(), frozenset(reading.saw)
    finally:
        reading.saw.update(before)


@contextmanager
def _turn(full: tuple[object, ...]) -> Iterator[None]:
    """Let one thread compute an answer while the others that ask the same wait for it."""
    with _lock:
        turn, waiting = _turns.get(full, (RLock(), 0))
        _turns[full] = (turn, waiting + 1)
    try:
        with turn:
            yield
    finally:
        with _lock:
            turn, waiting = _turns[full]
            if waiting == 1:
                del _turns[full]
            else:
                _turns[full] = (turn, waiting - 1)


def forget_answers() -> None:
    """Forget every answer."""
    with _lock:
        _found.clear()
