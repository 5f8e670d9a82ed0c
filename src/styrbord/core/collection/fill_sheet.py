"""What does a preparer see beside each cell that is asked for, and what can be confirmed with one click?"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from styrbord.core.base.text import Text
from styrbord.core.collection.forms.model import Form, Item
from styrbord.core.collection.packages import Entry
from styrbord.core.spine.indicators import OverTime

STANDING = frozenset({OverTime.FIRST, OverTime.LAST, OverTime.MEAN, OverTime.MAX})
"""How indicators add up over time whose values may hold from one period to the next: they tell a level.

A sum over time counts anew each period, and what does not add up at all, as a rate, is worked out anew.
"""


@dataclass(frozen=True, slots=True)
class Past:
    """A value of another period; a missing one has a status instead."""

    period: str
    value: float | None = None
    status: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """A value that the board has for the cell already, and the words of its source."""

    value: float
    source: str = ""


@dataclass(frozen=True, slots=True)
class FillRow:
    """One cell to fill, with what stands beside it.

    `last` is the newest value before the period, `year_before` that of the same period one year earlier,
    `plan` the target or plan for the period itself, in the indicator's unit. `entry` is what was saved.
    `may_stand`: the last value is of the period just before, and is of a kind that may hold unchanged.
    """

    item: Item
    names: Text = field(default_factory=dict)
    breakdown_names: Text = field(default_factory=dict)
    unit: str = ""
    decimals: int = 1
    last: Past | None = None
    year_before: Past | None = None
    plan: float | None = None
    known: Known | None = None
    entry: Entry | None = None
    may_stand: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """Indicator and breakdown: unique within a form."""
        return self.item.key

    @property
    def shown(self) -> Entry:
        """What stands in the cell: what was saved, else what is known, else a blank."""
        if self.entry is not None and not (self.known and self.is_open):
            return self.entry
        return confirmation(self) or Entry(*self.key)

    @property
    def is_open(self) -> bool:
        """Whether nothing was saved in the cell: no value, no reason, and no words in their place."""
        return self.entry is None or (self.entry.is_blank and not self.entry.text.strip())


@dataclass(frozen=True, slots=True)
class FillSheet:
    """Everything that one subject is asked for one form and period; rows in the order of the form."""

    form: Form
    subject: str
    period: str
    names: Text = field(default_factory=dict)
    due: date | None = None
    rows: tuple[FillRow, ...] = ()


def may_stand(over_time: OverTime, last: Past | None, before: str) -> bool:
    """Whether a last value may be confirmed to hold for the period after it.

    Parameters
    ----------
    over_time : how the indicator adds up over time.
    last : newest value before the period; None when there is none.
    before : the period just before, in the rhythm of the form.

    Returns
    -------
    bool
        Never of an older value: nobody has said that it held in between. Never of a missing one.

    Examples
    --------
    >>> may_stand(OverTime.LAST, Past("2025-Q3", 12.0), "2025-Q3")
    True
    >>> may_stand(OverTime.SUM, Past("2025-Q3", 12.0), "2025-Q3")
    False
    >>> may_stand(OverTime.LAST, Past("2025-Q2", 12.0), "2025-Q3")
    False
    """
    return last is not None and last.value is not None and last.period == before and over_time in STANDING


def unchanged(sheet: FillSheet) -> list[Entry]:
    """Confirmations that the last value holds, of all cells where it may, where nothing is saved or known.

    Parameters
    ----------
    sheet : what is asked, and what was saved so far

    Returns
    -------
    list of Entry
        In the order of the rows; each says from which period its value is, and keeps a note that was saved.
    """
    return [
        Entry(
            *row.key,
            value=row.last.value,
            note=row.entry.note if row.entry else "",
            is_confirmed=True,
            unchanged_from=row.last.period,
        )
        for row in sheet.rows
        if row.may_stand and row.is_open and row.known is None and row.last is not None
    ]


def unconfirmed(entries: Iterable[Entry]) -> list[Entry]:
    """Blank cells in the place of all that was confirmed; their notes stay.

    Returns
    -------
    list of Entry
    """
    return [
        replace(one, value=None, is_confirmed=False, unchanged_from="") for one in entries if one.is_confirmed
    ]


def confirmation(row: FillRow) -> Entry | None:
    """Entry that confirms a known value and keeps a note that was saved; None where none is known.

    Returns
    -------
    Entry or None
    """
    if row.known is None:
        return None
    note = row.entry.note if row.entry else ""
    return Entry(*row.key, value=row.known.value, note=note, is_confirmed=True)


def confirmed(sheet: FillSheet) -> list[Entry]:
    """Confirmations of all known cells in which nothing else was saved.

    Parameters
    ----------
    sheet : what is asked, and what was saved so far

    Returns
    -------
    list of Entry
        In the order of the rows; a cell with another value, a reason or a confirmation is left as it is.
    """
    return [entry for row in sheet.rows if row.is_open and (entry := confirmation(row)) is not None]
