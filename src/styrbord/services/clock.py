"""What time is it for this installation? The real time, or one shifted for invented data."""

from datetime import UTC, date, datetime, timedelta

from styrbord.services import installation

SHIFT = "clock-shift-seconds"


def now() -> datetime:
    """Moment in UTC on this installation's clock."""
    return datetime.now(UTC) + timedelta(seconds=float(installation.setting(SHIFT) or 0))


def seconds_to(day: date) -> float:
    """Shift that lets the clock run on from noon of a day, so that invented data stay as fresh as made."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return (noon - datetime.now(UTC)).total_seconds()


def keep_shift(seconds: float) -> None:
    """Let this installation's clock differ from the real one, inside the caller's transaction."""
    installation.keep(SHIFT, seconds)
