"""What is the value of any indicator for any subject: reported, by formula, rolled up, or missing?

This is the one place where the four ways meet, so that page, table, API and document agree.
"""

import xarray as xr

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.spine.columns import Origin
from styrbord.core.spine.facts import Facts, Query, Register
from styrbord.core.spine.sheet import Sheet

__all__ = ["Numbers", "Origin", "periods_of"]


class Numbers:
    """Values of indicators for subjects, each reported or computed, with coverage and origin."""

    def __init__(self, facts: Facts, register: Register) -> None:
        """Bind to the facts and names that the reader may see."""
        self._facts = facts
        self._register = register

    def panel(self, query: Query) -> xr.Dataset:
        """Values of the keys asked for, computed where they are not reported.

        Returns
        -------
        xarray.Dataset
            Dims (indicator, subject, period). `value` float64, NaN missing; `status` letter;
            `origin` int8 (Origin); `reported`, `expected` int64, units of a roll-up (1, 1 for a
            reported value); `edition` int64, 0 where computed.

        Raises
        ------
        Refused
            `formula.circle` if a formula leads back to itself.
        """
        sheet = Sheet(self._facts, self._register, query)
        return sheet.dataset(query.indicators, query.subjects, only_computed=False)

    def computed(self, query: Query) -> xr.Dataset:
        """Roll-ups of the keys asked for, whether or not a value is reported: the check beside it."""
        sheet = Sheet(self._facts, self._register, query, with_members=True)
        return sheet.dataset(query.indicators, query.subjects, only_computed=True)


def periods_of(panel: xr.Dataset) -> tuple[Period, ...]:
    """Periods of a panel, dim (period,)."""
    frequency = Frequency(panel.attrs["frequency"])
    return tuple(Period(frequency, int(ordinal)) for ordinal in panel["period"].values)
