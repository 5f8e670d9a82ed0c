"""Which rows of the store answer a query at a moment, and in which shape?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import xarray as xr
from django.db import connection
from django.db.models import F, Q, QuerySet

from styrbord.core.base.periods import FREQUENCY_CODE, Frequency
from styrbord.core.base.text import LANGUAGES
from styrbord.core.collection.places import Places
from styrbord.core.spine.cells import Cells
from styrbord.core.spine.facts import EditionNote, Query, Version
from styrbord.core.spine.observations import SCENARIOS, Status
from styrbord.store.clock import from_ms
from styrbord.store.facts.moments import EVERY, Clause, Moment
from styrbord.store.facts.points import Point, points
from styrbord.store.facts.veil import BREAKDOWN, FREQUENCY, NO_NUMBER, PERIOD, SUBJECT, Veil
from styrbord.store.facts.veil import Places as Hidden
from styrbord.store.spine.codes import Codes
from styrbord.store.spine.models import Breakdown, Edition, Indicator, SourceFile

Row = tuple[int, int, int, float | None, str, int, int, int]
WITHDRAWN = "withdrawn"
"""Among the languages of an edition's reason: the words, by language, why it was withdrawn."""
_SAME_KEY = " AND ".join(
    f"n.{name} = o.{name}"
    for name in ("indicator", "subject", "scenario", "breakdown", "frequency", "run", "horizon", "period")
)


class StoredFacts:
    """The Facts port over the table of observations, bound to codes and a moment."""

    def __init__(
        self,
        codes: Codes,
        moment: Moment,
        veil: Veil | None = None,
        noted: Callable[[Sequence[str]], None] | None = None,
    ) -> None:
        """Bind; codes that are not among `codes` do not exist for this reader, cells under a veil read Q.

        `noted` is told which indicators numbers were read of.
        """
        self._codes = codes
        self._moment = moment
        self._veil = veil
        self._noted = noted

    @cached_property
    def _clause(self) -> Clause:
        return self._moment.clause()

    def shows(self, indicator: str, subject: str) -> bool:
        """Whether an indicator of a subject exists for this reader, whatever is known of it."""
        return any(found for _, found in self._codes.asked((indicator,), (subject,)))

    def points(
        self, frequency: Frequency, places: Sequence[tuple[str, str, int]], *, with_series: bool = True
    ) -> Mapping[tuple[str, str, int], Point]:
        """Reported values of single cells of what happened, by indicator, subject and ordinal.

        What is not among them does not exist for the reader, or is to be asked of `cells`: cells of an
        indicator under a veil, and all of them for a vintage and for who reads an edition early.
        """
        if self._moment.vintage is not None or self._moment.early:
            return {}
        known = {place: ids for place in places if (ids := self._ids(*place)) is not None}
        at, code = self._moment.as_of, FREQUENCY_CODE[frequency]
        found = points(list(known.values()), code, at, with_series=with_series)
        told = dict(zip(known, found, strict=True))
        if told and self._noted:
            self._noted(tuple({one for one, _, _ in told}))
        return told

    def _ids(self, indicator: str, subject: str, ordinal: int) -> tuple[int, int, int] | None:
        """Row ids of a cell that exists for this reader and is under no veil."""
        codes = self._codes
        own, where = codes.indicators.get(indicator), codes.subjects.get(subject)
        if own is None or where is None:
            return None
        if codes.limits and (limit := codes.limits.get(indicator)) is not None and where not in limit:
            return None
        is_veiled = self._veil is not None and self._veil.rows(indicator) is not None
        return None if is_veiled else (own, where, ordinal)

    def edition_holds(self, edition: int, query: Query) -> bool:
        """Whether an edition has a row of the keys asked for that exist for this reader, shown or not."""
        sql = f"SELECT 1 FROM observation o WHERE edition = %s AND {self._keys(query)} LIMIT 1"
        return bool(_fetched(sql, [edition]))

    def cells(self, query: Query) -> Cells:
        """Values of the keys asked for as plain arrays; see the port."""
        breakdowns = _breakdown_ids([query.breakdown])
        found = _cells(self._rows(query, breakdowns), query, self._codes, breakdowns=None)
        return self._veiled(found, query, breakdowns)

    def panel(self, query: Query) -> xr.Dataset:
        """Values of the keys asked for; see the port."""
        return self.cells(query).dataset()

    def breakdown_panel(self, query: Query, dimension: str) -> xr.Dataset:
        """As `panel` with a further dim `breakdown`; see the port."""
        texts = Breakdown.objects.filter(text__startswith=f"{dimension}=").exclude(text__contains=";")
        named = {row.pk: row.text.partition("=") for row in texts}
        ids = {pk: code for pk, (said, _, code) in named.items() if said == dimension}
        found = _cells(self._rows(query, list(ids)), query, self._codes, breakdowns=ids)
        return self._veiled(found, query, list(ids)).dataset()

    def spans(self, query: Query) -> Mapping[tuple[str, str], tuple[int, int]]:
        """First and last ordinal of every key that has a row; see the port."""
        unbounded = replace(query, first=None, last=None)
        rows = self._found(
            "indicator, subject, MIN(period), MAX(period)",
            unbounded,
            _breakdown_ids([query.breakdown]),
            " GROUP BY indicator, subject",
        )
        indicators = {self._codes.indicators.get(code): code for code in query.indicators}
        subjects = {self._codes.subjects.get(code): code for code in query.subjects}
        return {(indicators[row[0]], subjects[row[1]]): (row[2], row[3]) for row in rows}

    def history(self, query: Query) -> Sequence[Version]:
        """Every released version of the single key asked for, newest vintage first."""
        where, params = self._where(query, _breakdown_ids([query.breakdown]))
        shown = self._clause.shown.format(same_key=_SAME_KEY)
        sql = (
            "SELECT value, status, decimals, edition, file, line, period,"
            f" CASE WHEN {shown} THEN 1 ELSE 0 END FROM observation o"
            f" WHERE {where} AND {self._moment.released()} ORDER BY vintage_from DESC"
        )
        hidden = self._hidden_periods(query)
        rows = [
            (*((None, Status.SUPPRESSED.value, None) if row[6] in hidden else row[:3]), *row[3:6], row[7])
            for row in _fetched(sql, [*self._clause.params, *params])
        ]
        if rows and self._noted:
            self._noted(query.indicators)
        return _versions(rows)

    def version_counts(self, query: Query) -> Mapping[int, int]:
        """Number of kept versions by period's ordinal; see the port."""
        where, params = self._where(query, _breakdown_ids([query.breakdown]))
        sql = (
            f"SELECT period, COUNT(*) FROM observation o WHERE {where} AND {self._moment.released()}"
            " GROUP BY period"
        )
        hidden = self._hidden_periods(query)
        return {period: count for period, count in _fetched(sql, params) if period not in hidden}

    def editions(self) -> Mapping[int, EditionNote]:
        """Editions released at the moment or read early, by id; those withdrawn before theirs are not."""
        named = Q(released_at__lte=self._moment.as_of) | Q(pk__in=self._moment.early)
        found = Edition.objects.filter(named).exclude(withdrawn_at__lt=F("released_at"))
        return {row.pk: edition_note(row) for row in found.select_related("dataset").order_by("pk")}

    def _veiled(self, cells: Cells, query: Query, breakdowns: Sequence[int]) -> Cells:
        """Cells with those that the reader is not shown made missing; the arrays are changed in place."""
        for at, code in enumerate(query.indicators):
            rows = self._hidden(code, query, breakdowns)
            if rows is None:
                continue
            rows = rows[(rows[:, PERIOD] >= cells.first) & (rows[:, PERIOD] < cells.stop)]
            order = {self._codes.subjects.get(one): place for place, one in enumerate(query.subjects)}
            subjects = np.array([order[pk] for pk in rows[:, SUBJECT].tolist()], dtype=np.int64)
            place: tuple[Any, ...] = (np.full(len(rows), at), subjects)
            if len(cells.axes) > 2:
                among = {pk: number for number, pk in enumerate(breakdowns)}
                place += (np.array([among[pk] for pk in rows[:, BREAKDOWN].tolist()], dtype=np.int64),)
            _hide(cells, (*place, rows[:, PERIOD] - cells.first))
        return cells

    def _hidden(self, indicator: str, query: Query, breakdowns: Sequence[int]) -> Hidden | None:
        """Hidden cells among those asked for; only what happened is ever hidden, not what is planned."""
        if self._veil is None or query.scenario != SCENARIOS[0] or query.horizon:
            return None
        rows = self._veil.rows(indicator)
        if rows is None:
            return None
        asked = [self._codes.subjects[one] for one in query.subjects if one in self._codes.subjects]
        meant = (rows[:, FREQUENCY] == FREQUENCY_CODE[query.frequency]) & np.isin(rows[:, SUBJECT], asked)
        return rows[meant & np.isin(rows[:, BREAKDOWN], list(breakdowns))]

    def _hidden_periods(self, query: Query) -> frozenset[int]:
        """Periods in which the single key asked for is hidden."""
        rows = self._hidden(query.indicators[0], query, _breakdown_ids([query.breakdown]))
        return frozenset() if rows is None else frozenset(rows[:, PERIOD].tolist())

    def uses(self, breakdowns: QuerySet[Breakdown]) -> bool:
        """Whether some released row that the reader may see has one of the breakdowns."""
        ids = list(breakdowns.values_list("pk", flat=True))
        released = self._moment.released()
        if not ids or (released == EVERY and self._is_whole()):
            return bool(ids)
        where = f"{self._seen()} AND breakdown IN ({_listed(ids)}) AND {released}"
        return bool(_fetched(f"SELECT 1 FROM observation o WHERE {where} LIMIT 1", []))

    def _is_whole(self) -> bool:
        """Whether every indicator exists for this reader, of every subject."""
        return not self._codes.limits and len(self._codes.indicators) == Indicator.objects.count()

    def _seen(self) -> str:
        """Condition of everything that exists for this reader; subjects stand in it where they are bound."""
        codes = self._codes
        free = [pk for code, pk in codes.indicators.items() if code not in codes.limits]
        parts = [f"o.indicator IN ({_listed(free)})"] + [
            f"(o.indicator = {codes.indicators[code]} AND o.subject IN ({_listed(sorted(limit))}))"
            for code, limit in codes.limits.items()
            if code in codes.indicators
        ]
        return f"({' OR '.join(parts)})"

    def _rows(self, query: Query, breakdowns: Sequence[int]) -> list[Row]:
        columns = "indicator, subject, period, value, status, COALESCE(decimals, -1), edition, breakdown"
        rows = self._found(columns, query, breakdowns)
        if rows and self._noted:
            self._noted(query.indicators)
        return rows

    def _found(self, columns: str, query: Query, breakdowns: Sequence[int], grouped: str = "") -> list[Any]:
        where, params = self._where(query, breakdowns)
        shown = self._clause.shown.format(same_key=_SAME_KEY)
        sql = f"SELECT {columns} FROM observation o WHERE {where} AND {shown}{grouped}"
        return _fetched(sql, [*params, *self._clause.params])

    def _where(self, query: Query, breakdowns: Sequence[int]) -> tuple[str, list[object]]:
        where = (
            f"{self._keys(query)}"
            " AND scenario = %s"
            f" AND breakdown IN ({', '.join(map(str, breakdowns)) or 'NULL'})"
            " AND frequency = %s AND run = 0 AND horizon = %s"
        )
        params: list[object] = [
            SCENARIOS.index(query.scenario),
            FREQUENCY_CODE[query.frequency],
            query.horizon,
        ]
        for bound, sign in ((query.first, ">="), (query.last, "<=")):
            if bound is not None:
                where += f" AND period {sign} %s"
                params.append(bound.ordinal)
        return where, params

    def _keys(self, query: Query) -> str:
        """Condition of the keys asked for that the reader may see."""
        parts = [
            f"indicator IN ({_listed(indicators)}) AND subject IN ({_listed(subjects)})"
            for indicators, subjects in self._codes.asked(query.indicators, query.subjects)
        ]
        return parts[0] if len(parts) == 1 else f"({' OR '.join(parts) or '1 = 0'})"


def _fetched(sql: str, params: Sequence[object]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())


def edition_note(row: Edition) -> EditionNote:
    """An edition as readers see it."""
    return EditionNote(
        row.pk,
        row.dataset.code,
        from_ms(row.vintage),
        row.vintage_label,
        from_ms(row.recorded_at),
        from_ms(row.released_at),
        row.source,
        row.observations,
        row.corrects_id,
        {language: words for language, words in row.reason.items() if language in LANGUAGES},
        from_ms(row.withdrawn_at) if row.withdrawn_at is not None else None,
        row.reason.get(WITHDRAWN, {}),
    )


def _listed(ids: Sequence[int]) -> str:
    return ", ".join(map(str, ids)) or "NULL"


def _breakdown_ids(texts: Sequence[str]) -> list[int]:
    if list(texts) == ["_T"]:
        return [1]
    return list(Breakdown.objects.filter(text__in=texts).values_list("pk", flat=True))


def _cells(rows: list[Row], query: Query, codes: Codes, breakdowns: Mapping[int, str] | None) -> Cells:
    columns = list(zip(*rows, strict=True)) or [()] * 8
    periods = np.array(columns[2], dtype=np.int64)
    first, stop = _span(periods, query)
    axes = [("indicator", query.indicators), ("subject", query.subjects)]
    places = [
        _places(columns[0], [codes.indicators.get(code) for code in query.indicators]),
        _places(columns[1], [codes.subjects.get(code) for code in query.subjects]),
    ]
    if breakdowns is not None:
        axes.append(("breakdown", tuple(breakdowns.values())))
        places.append(_places(columns[7], list(breakdowns)))
    at = (*places, periods - first)
    shape = (*(len(axis) for _, axis in axes), stop - first)
    return Cells(
        tuple(axes),
        query.frequency,
        first,
        value=_filled(shape, np.nan, np.float64, at, columns[3]),
        status=_filled(shape, "", "U1", at, columns[4]),
        decimals=_filled(shape, -2, np.int16, at, columns[5]),
        edition=_filled(shape, 0, np.int64, at, columns[6]),
    )


def _hide(cells: Cells, at: tuple[Any, ...]) -> None:
    """Make numbers missing; a place that has none stays as it is."""
    has = ~np.isin(cells.status[at], NO_NUMBER)
    at = tuple(part[has] for part in at)
    cells.value[at] = np.nan
    cells.status[at] = Status.SUPPRESSED.value
    cells.decimals[at] = -1


def _span(found: npt.NDArray[np.int64], query: Query) -> tuple[int, int]:
    first = query.first.ordinal if query.first else int(found.min(initial=2**31))
    last = query.last.ordinal if query.last else int(found.max(initial=-1))
    return first, max(last + 1, first)


def _places(ids: Sequence[int], order: Sequence[int | None]) -> npt.NDArray[np.int64]:
    position = {identity: index for index, identity in enumerate(order)}
    return np.fromiter(map(position.__getitem__, ids), dtype=np.int64, count=len(ids))


def _filled(
    shape: tuple[int, ...],
    empty: object,
    dtype: npt.DTypeLike,
    at: tuple[npt.NDArray[np.int64], ...],
    values: Sequence[object],
) -> npt.NDArray[Any]:
    array = np.full(shape, empty, dtype=dtype)
    array[at] = np.array(values, dtype=dtype)  # None becomes NaN
    return array


def _versions(rows: list[Any]) -> list[Version]:
    editions = {
        row.pk: edition_note(row)
        for row in Edition.objects.filter(pk__in={row[3] for row in rows}).select_related("dataset")
    }
    files = {row.pk: row for row in SourceFile.objects.filter(pk__in={row[4] for row in rows})}
    return [
        Version(
            None if editions[edition].is_withdrawn else value,
            "" if editions[edition].is_withdrawn else status,
            None if editions[edition].is_withdrawn else decimals,
            editions[edition],
            *_origin(files.get(file), line, bool(is_shown)),
        )
        for value, status, decimals, edition, file, line, is_shown in rows
    ]


def _origin(file: SourceFile | None, line: int | None, is_shown: bool) -> tuple[str, int | None, bool, str]:
    """File, line, whether it is shown, and the place that stands in place of a line."""
    if file is None or not file.places or line is None:
        return file.name if file else "", None if file and file.places else line, is_shown, ""
    return file.name, None, is_shown, Places.from_plain(file.places).place(line)
