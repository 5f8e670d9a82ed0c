"""What time is it for this installation? The real time, or one shifted for invented data."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta

from styrbord.services import installation

SHIFT = "clock-shift-seconds"
_set: "ContextVar[datetime | None]" = ContextVar("set", default=None)


def now() -> datetime:
    """Moment in UTC on this installation's clock."""
    return _set.get() or datetime.now(UTC) + timedelta(seconds=float(installation.setting(SHIFT) or 0))


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let it be another moment within, for this thread alone: to give invented data a past.

    Raises
    ------
    ValueError
        If the board does not say that its data are invented: nothing real is ever dated back.
    """
    if not installation.setting(installation.IS_INVENTED):
        raise ValueError("only invented data are given a past")
    token = _set.set(moment)
    try:
        yield
    finally:
        _set.reset(token)


def seconds_to(day: date) -> float:
    """Shift that lets the clock run on from noon of a day, so that invented data stay as fresh as made."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return (noon - datetime.now(UTC)).total_seconds()


def keep_shift(seconds: float) -> None:
    """Let this installation's clock differ from the real one, inside the caller's transaction."""
    installation.keep(SHIFT, seconds)
