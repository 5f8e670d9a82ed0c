"""Which circle, promises, deviations and decisions does a test of meetings begin with?"""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from styrbord.services import clock, meetings, promises
from styrbord.services.meetings import CircleSaid
from styrbord.services.promises import Promised
from tests.contract.deciding import travel
from tests.contract.deviating import loaded
from tests.contract.people import asked, signed_in

MONDAY = date(2026, 3, 2)
WEEK = timedelta(days=7)
SAID = CircleSaid({"en": "Heads of the north"}, ("head", "planner", "guest"), ("head",))


class Table:
    """A circle over the north: who leads it, a member with rights, one without, and one who only sees."""

    def __init__(self, folder: Path) -> None:
        """Load the county on a Monday, and found the circle."""
        travel(MONDAY.isoformat())
        loaded(folder)
        self.head = signed_in("head", asked("owner", subject="north"))
        self.planner = signed_in("planner", asked("owner", subject="north"))
        self.guest = signed_in("guest")
        self.watcher = signed_in("watcher", asked("analyst", subject="north"))
        self.stranger = signed_in("stranger", asked("owner", subject="south"))
        self.circle = meetings.found(self.head, "north", SAID)

    def start(self, on: date | None = None, **said: Any) -> str:
        """Begin the meeting of today."""
        return meetings.start(self.head, self.circle, on, **said)

    def agenda(self, user: Any = None, on: date | None = None) -> meetings.Agenda:
        """Agenda as somebody sees it, the head when nobody is named."""
        return meetings.agenda(user or self.head, self.circle, on)

    def end(self, on: date | None = None) -> None:
        """End the meeting of a day."""
        meetings.end(self.head, self.circle, on or today(), present=("head", "planner"))


def today() -> date:
    """Day of the board."""
    return clock.now().date()


def later(days: int) -> None:
    """Let some days pass."""
    travel((today() + timedelta(days=days)).isoformat())


def promised(user: Any, holder: str, days: int, what: str = "Hire two teachers", **said: Any) -> str:
    """Token of a promise about the north."""
    base = Promised("north", holder, today() + timedelta(days=days), what)
    return promises.give(user, replace(base, **said))
