"""Which day and time did a releaser write?"""

from datetime import UTC, datetime

from styrbord.core.base.problems import Problem, Refused


def moment(text: str) -> datetime | None:
    """Moment in UTC; None where nothing was written, which is at once.

    Raises
    ------
    Refused
        `release.no-moment`.
    """
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise Refused(Problem("release.no-moment", "at", {"text": text[:60]})) from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
