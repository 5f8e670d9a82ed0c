"""Which pages were written lately, within how many bytes?"""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import Protocol

MOST_BYTES = 48 * 1024 * 1024
LONGEST = timedelta(minutes=10)
"""How long a page is sent again at most, whatever happens."""
Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page as it was sent, when it was made, and which restricted indicators it shows."""

    content: bytes
    headers: tuple[tuple[str, str], ...]
    made_at: datetime
    saw: frozenset[str] = field(default=frozenset())


class Beside(Protocol):
    """Where other processes look too."""

    def find(self, key: Key) -> KeptPage | None:
        """Page that some process has put there."""
        ...

    def put(self, key: Key, page: KeptPage) -> None:
        """Let other processes find it."""
        ...


class Shelf:
    """Pages by their keys; those that were not asked for longest go first when it is full.

    What is not on the shelf is looked for `beside` it, where other processes have put theirs.
    """

    def __init__(self, most: int = MOST_BYTES, beside: Beside | None = None) -> None:
        """Begin empty."""
        self._pages: OrderedDict[Key, KeptPage] = OrderedDict()
        self._lock, self._most, self._bytes = Lock(), most, 0
        self.beside = beside

    def find(self, key: Key, now: datetime) -> KeptPage | None:
        """Page under a key that is not too old."""
        with self._lock:
            page = self._pages.get(key)
            if page is not None and _is_young(page, now):
                self._pages.move_to_end(key)
                return page
        if self.beside is None or (page := self.beside.find(key)) is None or not _is_young(page, now):
            return None
        self._keep(key, page)
        return page

    def put(self, key: Key, page: KeptPage) -> None:
        """Keep a page, here and beside."""
        self._keep(key, page)
        if self.beside is not None:
            self.beside.put(key, page)

    def __len__(self) -> int:
        """How many pages are kept here."""
        return len(self._pages)

    def clear(self) -> None:
        """Forget all that is kept here."""
        with self._lock:
            self._pages.clear()
            self._bytes = 0

    def _keep(self, key: Key, page: KeptPage) -> None:
        with self._lock:
            self._drop(key)
            self._pages[key] = page
            self._bytes += len(page.content)
            while self._bytes > self._most:
                self._drop(next(iter(self._pages)))

    def _drop(self, key: Key) -> None:
        if (page := self._pages.pop(key, None)) is not None:
            self._bytes -= len(page.content)


def _is_young(page: KeptPage, now: datetime) -> bool:
    return timedelta() <= now - page.made_at < LONGEST
