"""Which numbers are to be released, and what is wrong with how they are named?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

import polars as pl

from styrbord.core.base.codes import breakdown_codes, breakdown_text
from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.spine.observations import MISSING, SCENARIOS, TOTAL, Status
from styrbord.store.spine.models import Indicator, Subject

define(
    "release.empty",
    "There is no number to release.",
    "Give a value, or a reason why it is missing, for at least one cell.",
)
define(
    "release.unknown-code",
    "{what} '{code}' is not known here.",
    "Add it to the board first, or mend the code.",
)
define(
    "release.repeated",
    "{key} stands {count} times.",
    "Leave one value for each cell.",
)
define(
    "release.status",
    "{key}: the value '{value}' and the status '{status}' do not belong together.",
    "Give a number with a status such as A, or no number with the reason: L, M, O, Q or Z.",
)
WITHOUT_VALUE = MISSING | {Status.NIL}


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """One cell of an edition: a value, or the status that says why there is none.

    `place` is sheet and cell of the file, empty for what was typed on a page or sent to the API.
    """

    subject: str
    indicator: str
    period: str
    breakdown: str = TOTAL
    value: float | None = None
    status: str = "A"
    decimals: int | None = None
    note: str = ""
    place: str = ""
    scenario: str = "actual"

    @property
    def key(self) -> tuple[str, ...]:
        """What the value is of."""
        return self.subject, self.indicator, self.period, self.breakdown, self.scenario


def problems_of(rows: Sequence[ReleaseRow]) -> list[Problem]:
    """Everything that is wrong with rows, at once."""
    if not rows:
        return [Problem("release.empty")]
    found = [*_unknown("subject", {row.subject for row in rows}, Subject)]
    found += _unknown("indicator", {row.indicator for row in rows}, Indicator)
    found += [problem for row in rows for problem in _of(row)]
    counted = Counter(_cell(row) for row in rows) if not found else {}
    found += [
        Problem("release.repeated", "", {"key": ", ".join(key), "count": count})
        for key, count in counted.items()
        if count > 1
    ]
    return found


def frame(rows: Sequence[ReleaseRow], file: str, lines: Sequence[int | None]) -> pl.DataFrame:
    """Rows as the columns that numbering takes; `lines` are numbers of places."""
    columns: dict[str, tuple[pl.DataType | type[pl.DataType], Sequence[object]]] = {
        "subject": (pl.String, [row.subject for row in rows]),
        "indicator": (pl.String, [row.indicator for row in rows]),
        "period": (pl.String, [str(Period.parse(row.period)) for row in rows]),
        "breakdown": (pl.String, [_canonical(row.breakdown) for row in rows]),
        "scenario": (pl.String, [row.scenario for row in rows]),
        "value": (pl.Float64, [row.value for row in rows]),
        "status": (pl.String, [row.status for row in rows]),
        "decimals": (pl.Int64, [row.decimals for row in rows]),
        "note": (pl.String, [row.note or None for row in rows]),
        "vintage": (pl.String, [""] * len(rows)),
        "file": (pl.String, [file] * len(rows)),
        "line": (pl.Int64, list(lines)),
    }
    return pl.DataFrame([pl.Series(name, cells, dtype=kind) for name, (kind, cells) in columns.items()])


def _unknown(what: str, codes: set[str], table: type[Subject] | type[Indicator]) -> list[Problem]:
    known = set(table.objects.filter(code__in=codes).values_list("code", flat=True))
    return [
        Problem("release.unknown-code", "", {"what": what, "code": code}) for code in sorted(codes - known)
    ]


def _of(row: ReleaseRow) -> list[Problem]:
    problems: list[Problem] = []
    for read in (lambda: Period.parse(row.period), lambda: breakdown_codes(row.breakdown, "breakdown")):
        try:
            read()
        except Refused as refused:
            problems += refused.problems
    has_value = row.value is not None and isfinite(row.value)
    is_known = row.status in set(Status) and row.scenario in SCENARIOS
    if not is_known or has_value == (row.status in WITHOUT_VALUE):
        params = {"key": ", ".join(row.key), "value": row.value, "status": row.status}
        problems.append(Problem("release.status", row.place, params))
    return problems


def _cell(row: ReleaseRow) -> tuple[str, ...]:
    """Key as it is stored; rows that can be read only."""
    return (*row.key[:2], str(Period.parse(row.period)), _canonical(row.breakdown), row.scenario)


def _canonical(text: str) -> str:
    return breakdown_text(breakdown_codes(text))
