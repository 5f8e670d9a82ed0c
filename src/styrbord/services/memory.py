"""What was computed lately for the same question, editions and rights, and need not be again?"""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock, RLock
from typing import Protocol, TypeVar

Answer = TypeVar("Answer")
KEPT = 512
MOST_BYTES = 48 * 1024 * 1024
LONGEST = timedelta(minutes=10)
"""How long a page is sent again at most, whatever happens."""
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


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page as it was sent, and when it was made."""

    content: bytes
    headers: tuple[tuple[str, str], ...]
    made_at: datetime


class Shelf:
    """Pages by their keys; those that were not asked for longest go first when it is full."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        """Begin empty."""
        self._pages: OrderedDict[tuple[object, ...], KeptPage] = OrderedDict()
        self._lock, self._most, self._bytes = Lock(), most, 0

    def find(self, key: tuple[object, ...], now: datetime) -> KeptPage | None:
        """Page under a key that is not too old."""
        with self._lock:
            page = self._pages.get(key)
            if page is None or not timedelta() <= now - page.made_at < LONGEST:
                return None
            self._pages.move_to_end(key)
            return page

    def put(self, key: tuple[object, ...], page: KeptPage) -> None:
        """Keep a page."""
        with self._lock:
            self._drop(key)
            self._pages[key] = page
            self._bytes += len(page.content)
            while self._bytes > self._most:
                self._drop(next(iter(self._pages)))

    def __len__(self) -> int:
        """How many pages are kept."""
        return len(self._pages)

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._pages.clear()
            self._bytes = 0

    def _drop(self, key: tuple[object, ...]) -> None:
        if (page := self._pages.pop(key, None)) is not None:
            self._bytes -= len(page.content)


PAGES = Shelf()


def forget() -> None:
    """Forget every answer and page, as when the database was put in place anew."""
    with _lock:
        _found.clear()
    PAGES.clear()
