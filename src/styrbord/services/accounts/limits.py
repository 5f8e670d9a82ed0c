"""How often may one address or person ask before they must wait? Counted in this process alone."""

import math
from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic

from styrbord.core.base.limits import Limit
from styrbord.core.base.problems import define

define(
    "limit.too-many",
    "There were too many requests from you in a short time.",
    "Wait {seconds} seconds, then repeat.",
)
MOST_KEPT = 20_000


@dataclass(slots=True)
class Buckets:
    """What is left to each key; the one that asked longest ago is forgotten first."""

    most: int = MOST_KEPT
    _left: OrderedDict[tuple[str, str], tuple[float, float]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def wait(self, name: str, key: str, limit: Limit, now: float | None = None) -> int:
        """Take one request; 0 when it may go on, else the whole seconds to wait."""
        moment = monotonic() if now is None else now
        speed = limit.amount / limit.seconds
        with self._lock:
            left, before = self._left.pop((name, key), (float(limit.amount), moment))
            left = min(float(limit.amount), left + (moment - before) * speed)
            may = left >= 1
            self._left[name, key] = (left - 1 if may else left, moment)
            while len(self._left) > self.most:
                self._left.popitem(last=False)
        return 0 if may else max(1, math.ceil((1 - left) / speed))

    def forget(self) -> None:
        """Begin anew."""
        with self._lock:
            self._left.clear()


BUCKETS = Buckets()
