"""How are moments kept? As whole milliseconds since 1970 UTC; an open end is FOREVER.

Integers of this size take six bytes in SQLite and compare faster than text.
"""

from datetime import UTC, datetime, timedelta

FOREVER = 2**47 - 1
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def to_ms(moment: datetime) -> int:
    """Milliseconds since 1970; the moment must know its time zone."""
    if moment.tzinfo is None:
        raise ValueError(f"moment {moment!r} has no time zone")
    return (moment - EPOCH) // timedelta(milliseconds=1)


def from_ms(milliseconds: int) -> datetime:
    """Moment in UTC."""
    return EPOCH + timedelta(milliseconds=milliseconds)
