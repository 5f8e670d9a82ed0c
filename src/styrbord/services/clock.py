"""What time is it for this installation? The real time, or one shifted for invented data."""

from datetime import UTC, date, datetime, timedelta

from styrbord.services import installation

SHIFT = "clock-shift-seconds"


def now() -> datetime:
    """Moment in UTC on this installation's clock."""
    return datetime.now(UTC) + timedelta(seconds=float(installation.setting(SHIFT) or 0))


def shift_to(day: date) -> None:
    """Let the clock run on from noon of a day: the example's data stay as fresh as they were made."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    installation.keep(SHIFT, (noon - datetime.now(UTC)).total_seconds())
