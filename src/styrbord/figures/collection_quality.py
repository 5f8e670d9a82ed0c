"""How complete, timely, free of errors and of rework is what is handed in?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What came of one period that a subject owed for a form.

    `hand_ins` are days and numbers of cells with a value or a reason; `sent_back` numbers of cells named at
    each return; `corrections` how many later submissions corrected it; `stands` whether the last hand-in
    was neither taken back nor sent back since.
    """

    form: str
    subject: str
    period: str
    due: date
    asked: int
    hand_ins: tuple[tuple[date, int], ...] = ()
    sent_back: tuple[int, ...] = ()
    corrections: int = 0
    stands: bool = False


@dataclass(frozen=True, slots=True)
class CollectionQuality:
    """The four measures of a form or a subject, as shares or, of rework, times; None without a base."""

    code: str
    owed: int
    completeness: float | None
    timeliness: float | None
    error_rate: float | None
    rework: float | None


def completeness(rows: Sequence[HandedIn]) -> float | None:
    """Share of the cells asked for that stand handed in with a value or a reason.

    Parameters
    ----------
    rows : periods that were owed; nothing handed in counts as none of its cells.

    Returns
    -------
    float or None
        0 to 1; None when nothing was asked.

    Examples
    --------
    >>> day = date(2026, 1, 1)
    >>> completeness([HandedIn("f", "a", "2025", day, 4, ((day, 3),), stands=True),
    ...               HandedIn("f", "b", "2025", day, 4)])
    0.375
    """
    asked = sum(row.asked for row in rows)
    given = sum(min(row.hand_ins[-1][1], row.asked) for row in rows if row.stands and row.hand_ins)
    return given / asked if asked else None


def timeliness(rows: Sequence[HandedIn], *, today: date) -> float | None:
    """Share of owed periods that were first handed in on the due day or before.

    Parameters
    ----------
    rows : periods that were owed.
    today : a period that is not due yet counts only once it is handed in.

    Returns
    -------
    float or None
        0 to 1; None when nothing was due.
    """
    judged = [row for row in rows if row.hand_ins or row.due < today]
    on_time = [row for row in judged if row.hand_ins and row.hand_ins[0][0] <= row.due]
    return len(on_time) / len(judged) if judged else None


def error_rate(rows: Sequence[HandedIn]) -> float | None:
    """Cells that reviewers sent back, of all cells handed in; a return that names none counts for one.

    Returns
    -------
    float or None
        None when nothing was handed in.
    """
    handed = sum(cells for row in rows for _, cells in row.hand_ins)
    return sum(max(cells, 1) for row in rows for cells in row.sent_back) / handed if handed else None


def rework(rows: Sequence[HandedIn]) -> float | None:
    """How many times more, on average, a period was handed in or corrected after the first time.

    Returns
    -------
    float or None
        0 when everything went once; None when nothing was handed in.
    """
    handed = [row for row in rows if row.hand_ins]
    again = sum(len(row.hand_ins) - 1 + row.corrections for row in handed)
    return again / len(handed) if handed else None


def quality_of(code: str, rows: Sequence[HandedIn], *, today: date) -> CollectionQuality:
    """The four measures of some owed periods.

    Returns
    -------
    CollectionQuality
    """
    return CollectionQuality(
        code, len(rows), completeness(rows), timeliness(rows, today=today), error_rate(rows), rework(rows)
    )
