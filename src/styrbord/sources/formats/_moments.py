"""Which moment does a workbook's text in ISO 8601 say?"""

import re
from datetime import date, datetime, time, timedelta

from styrbord.core.collection.grid import Cell

_SPAN = re.compile(r"(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,](\d+))?S)?)?")
DAY = timedelta(days=1)


def moment(text: str) -> Cell:
    """A day, or a day with a time of day; the text itself when it is neither."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return text
    if found.date() <= date(1899, 12, 31):
        return found.time()
    return found.date() if found.time() == time() else found


def span(text: str) -> Cell:
    """A time of day, or a length of time beyond a day, such as PT03H00M00S."""
    found = _SPAN.fullmatch(text.strip())
    if not found:
        return text
    sign, *parts = found.groups(default="0")
    days, hours, minutes, seconds = (int(part[:9]) for part in parts[:4])
    length = timedelta(days=min(days, 10**6), hours=hours, minutes=minutes, seconds=seconds)
    if sign == "-":
        return -length
    return (datetime(1900, 1, 1) + length).time() if length < DAY else length  # noqa: DTZ001 (a time of day has no zone)
