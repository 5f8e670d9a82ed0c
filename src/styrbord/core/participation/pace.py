"""How many things may one caller do within a span, when nobody keeps who the callers are?"""

import hashlib
import hmac
import secrets
from collections import OrderedDict, deque
from datetime import datetime, timedelta


class Pace:
    """Counts callers by a hash under a key that this process alone knows and forgets when it ends."""

    def __init__(self, most: int, span: timedelta, callers: int = 10_000) -> None:
        """Allow `most` things within `span` to each caller; remember the newest `callers`."""
        self._most, self._span, self._callers = most, span, callers
        self._key = secrets.token_bytes(32)
        self._seen: OrderedDict[bytes, deque[datetime]] = OrderedDict()

    def allows(self, caller: str, now: datetime) -> bool:
        """Whether a caller may go on; counts it as done if so.

        Returns
        -------
        bool

        Examples
        --------
        >>> from datetime import UTC
        >>> pace, noon = Pace(2, timedelta(hours=1)), datetime(2026, 1, 1, 12, tzinfo=UTC)
        >>> [pace.allows("a", noon) for _ in range(3)], pace.allows("b", noon)
        ([True, True, False], True)
        >>> pace.allows("a", noon + timedelta(minutes=61))
        True
        """
        mark = hmac.digest(self._key, caller.encode(), hashlib.sha256)
        done = self._seen.pop(mark, deque())
        while done and done[0] <= now - self._span:
            done.popleft()
        is_allowed = len(done) < self._most
        if is_allowed:
            done.append(now)
        self._seen[mark] = done
        while len(self._seen) > self._callers:
            self._seen.popitem(last=False)
        return is_allowed
