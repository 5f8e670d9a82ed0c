"""What does a preparer see beside each cell that is asked for, and which cells are known already?"""

from dataclasses import dataclass, field
from datetime import date

from styrbord.core.base.text import Text
from styrbord.core.collection.forms.model import Form, Item
from styrbord.core.collection.packages import Entry


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
