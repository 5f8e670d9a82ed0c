"""Who sits where in the steering of investments, and what do its people know of series and rows?"""

from datetime import date
from decimal import Decimal

import numpy as np

from example.past.people import user_of
from styrbord.core.base.periods import Frequency
from styrbord.core.spine.facts import Query
from styrbord.core.spine.numbers import periods_of
from styrbord.services.investments import seats
from styrbord.services.reading import visible

BODY, CONTROLLER, BOARD, AUTHORITY, CHAIR, EXPERT, KEEPER = (
    "strategy-office",
    "statistics-unit",
    "architecture-board",
    "planning-unit",
    "council-chair",
    "expert-group",
    "registry",
)
MEMBERS = ("council-law", "council-money", "council-people", "council-security")
SEATS = (
    ("body", BODY), ("controller", CONTROLLER), ("board", BOARD), ("authority", AUTHORITY),
    ("chair", CHAIR), ("expert", EXPERT), *(("member", one) for one in MEMBERS),
)  # fmt: skip
LEADS = {
    "NV": "digital-office", "AG-HEA": "health-agency", "AG-EDU": "education-agency",
    "AG-TRA": "transport-agency", "AG-SOC": "social-agency", "AG-EMP": "employment-agency",
    "AG-ENV": "environment-agency", "AG-BLD": "building-agency", "AG-CUL": "culture-agency",
    "AG-FIN": "finance-agency", "AG-AGR": "farming-agency", "AG-RES": "rescue-agency",
    "AG-ARC": "archive-agency", "NV01": "norrvik-board", "NV02": "fjallkoping-board", "NV03": "almo-board",
    "NV04": "sundhamn-board", "NV05": "stenfors-board", "NV12": "havnsund-board", "NV13": "ljusvik-board",
    "NV19": "nyhem-board", "NV20": "ekbacken-board", "NV22": "elvdal-board", "NV35": "tallmo-board",
}  # fmt: skip
"""Post that acts for each body that takes part in an investment."""


def set_up(on: date) -> None:
    """Give the seats."""
    for seat, post in SEATS:
        seats.give(user_of(KEEPER), seat, post, first=on, document="Invented order 2")


def newest(indicator: str, subject: str, *, last: int = 9999) -> tuple[int, Decimal] | None:
    """Newest year up to `last` with a value that everyone may see, and that value; None without any."""
    panel = visible().numbers.panel(Query((indicator,), (subject,), Frequency.ANNUAL))
    values = panel["value"].values.reshape(-1)
    found = {
        period.first_day.year: Decimal(str(round(float(value), 1)))
        for period, value in zip(periods_of(panel), values, strict=True)
        if np.isfinite(value) and period.first_day.year <= last
    }
    return max(found.items()) if found else None


def value_at(indicator: str, subject: str) -> Decimal | None:
    """Newest yearly value that everyone may see; None where there is none."""
    told = newest(indicator, subject)
    return told[1] if told else None
