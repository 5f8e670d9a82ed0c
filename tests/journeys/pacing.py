"""How long does a person take for a way through the pages, with eyes and hands of an ordinary pace?

The keystroke-level model (Card, Moran and Newell 1980, The keystroke-level model for user performance time
with interactive systems): 0.28 s a key (an average typist who is no secretary), 1.1 s to point, 0.2 s to
press and release, 0.4 s for a hand that goes from mouse to keys or back, 1.35 s to think before each thing
that is done. To read a page that opens, ours: 4 s. With `STYRBORD_PACE=person` the browser is driven at that
pace, so that a stopwatch beside it tells the truth; otherwise the same is counted and nobody waits.
"""

import os
import time
from dataclasses import dataclass, field
from typing import Any

KEY, POINT, PRESS, HAND, THINK, READ = 0.28, 1.1, 0.2, 0.4, 1.35, 4.0
IS_PACED = os.environ.get("STYRBORD_PACE") == "person"


@dataclass
class Person:
    """Somebody at a page: what they did, and for how long; `machine` are the seconds that pages took."""

    page: Any
    clicks: int = 0
    keys: int = 0
    pages: int = 0
    human: float = 0.0
    machine: float = 0.0
    began: float = field(default_factory=time.monotonic)
    is_typing: bool = False

    @property
    def stopwatch(self) -> float:
        """Seconds since they sat down."""
        return time.monotonic() - self.began

    def read(self) -> None:
        """Look at a page that has opened."""
        self.pages += 1
        self._takes(READ)

    def click(self, target: Any, *, think: bool = True) -> None:
        """Point at something and press."""
        self._takes((THINK if think else 0) + self._hands(is_typing=False) + POINT)
        self.clicks += 1
        target.click()
        self._takes(PRESS)

    def go(self, target: Any) -> None:
        """Press what leads to another page, and read that."""
        self._takes(THINK + self._hands(is_typing=False) + POINT + PRESS)
        self.clicks += 1
        start = time.monotonic()
        with self.page.expect_navigation(wait_until="load"):
            target.click()
        self.machine += time.monotonic() - start
        self.read()

    def write(self, name: str, words: str) -> None:
        """Point at a field and type."""
        target = self.page.locator(f"[name='{name}']:visible").first
        self.click(target)
        self._takes(self._hands(is_typing=True))
        self.keys += len(words)
        self.human += KEY * len(words)
        target.press_sequentially(words, delay=KEY * 1000 if IS_PACED else 0)

    def day(self, name: str, text: str) -> None:
        """Type a day, written as 2026-05-01, into a field for days: eight digits."""
        target = self.page.locator(f"[name='{name}']:visible").first
        self.click(target)
        self._takes(self._hands(is_typing=True) + 8 * KEY)
        self.keys += 8
        target.fill(text)

    def choose(self, name: str, value: str) -> None:
        """Open a list and press one of its lines."""
        target = self.page.locator(f"select[name='{name}']:visible").first
        self._takes(THINK + self._hands(is_typing=False) + 2 * (POINT + PRESS))
        self.clicks += 2
        target.select_option(value)

    def told(self) -> dict[str, float]:
        """What a stopwatch and a counter say."""
        return {
            "pages": self.pages,
            "clicks": self.clicks,
            "keys": self.keys,
            "human": round(self.human, 1),
            "machine": round(self.machine, 1),
            "stopwatch": round(self.stopwatch, 1),
        }

    def _hands(self, *, is_typing: bool) -> float:
        moved = is_typing is not self.is_typing
        self.is_typing = is_typing
        return HAND if moved else 0.0

    def _takes(self, seconds: float) -> None:
        self.human += seconds
        if IS_PACED:
            time.sleep(seconds)
