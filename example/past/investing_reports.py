"""What do owners report of what is carried out, and where do they say green whatever the numbers say?"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from example.investments.plans import ends_on
from example.investments.table import Row
from example.past.investing_money import LAST, OVERRUN, QUARTER, money_of
from example.past.people import user_of
from example.past.walking import Step, by_people
from styrbord.core.investments.lights import Light
from styrbord.services.investments import reporting

RUNNING, NEWEST = frozenset({"procuring", "executing", "delivered", "realising"}), date(2026, 1, 26)
SLIP = {"A-406": 150, "A-408": 60, "A-414": 200, "M-502": 45, "J-204": 90}
"""Days by which some come later."""


def steps(row: Row) -> Iterator[Step]:
    """A report every quarter until it is delivered, and one of last month of all that runs."""
    day, number = row.begun + timedelta(days=85) + QUARTER, 1
    while "light" not in row.flags and day <= min(LAST, ends_on(row)):
        yield by_people(day, f"plans.csv: {row.code}, report", lambda n=number: _report(row, n))
        day, number = day + QUARTER, number + 1
    if row.stage in RUNNING:
        yield by_people(NEWEST, f"plans.csv: {row.code}, newest report", lambda: _report(row, 3))


def _report(row: Row, number: int) -> None:
    """What the owner says: green where the numbers do not, for some."""
    is_over = row.code in OVERRUN
    light = Light.GREEN if not is_over or "contradiction" in row.flags else Light.YELLOW
    is_small = "light" in row.flags
    planned = sum(row.build, Decimal(0) if is_small else row.run * 6)
    factor = 1 + (OVERRUN.get(row.code, Decimal(1)) - 1) * min(number, 3) / 3
    slip = timedelta(days=SLIP.get(row.code, 0) * min(number, 3) // 3)
    ends = None if is_small else ends_on(row) + slip
    words = "All goes by plan." if light is Light.GREEN else "Suppliers ask for more, and later."
    reporting.report(
        user_of(row.owner), row.code, light, words, cost=money_of(row, planned * factor).amount, ends_on=ends
    )
