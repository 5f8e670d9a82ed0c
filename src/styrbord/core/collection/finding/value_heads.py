"""What do the headers of value columns mean: periods, measures, units, territories, breaks of method?"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

from styrbord.core.collection.finding.compared import (
    is_compared,
    period_beside,
    unit_of_head,
    with_bases,
)
from styrbord.core.collection.finding.head_words import role_of
from styrbord.core.collection.finding.heads import Head
from styrbord.core.collection.finding.kinds import is_misprint, period_of
from styrbord.core.collection.finding.look import words
from styrbord.core.collection.marks import split_marks
from styrbord.core.collection.method_words import speaks_of_method
from styrbord.core.collection.model import Column, Role
from styrbord.core.collection.names import clean, code_part, is_lead, looks_like_territory
from styrbord.core.collection.period_words import PeriodLabel, combine, read_scenario, settled

KnowsName = Callable[[str], bool]

_QUARTERS = {"I": "Q1", "II": "Q2", "III": "Q3", "IV": "Q4"}


class Meaning(NamedTuple):
    """What the cells over one value column say."""

    column: int
    labels: tuple[PeriodLabel, ...]
    words: tuple[tuple[int, str], ...]  # row of the header and the words there
    unit: str
    marks: tuple[str, ...]
    units: tuple[tuple[int, str], ...] = ()  # row of the header and the words there that are a unit alone
    misprint: str = ""


@dataclass(frozen=True, slots=True)
class ValueHeads:
    """Value columns with what their headers say, and the columns whose period cannot be told."""

    columns: tuple[Column, ...]
    unclear: Mapping[int, str] = field(default_factory=dict)

    def without_periods(self) -> "ValueHeads":
        """The same columns where their rows say the whole period."""
        return ValueHeads(tuple(replace(column, period="") for column in self.columns), self.unclear)


def value_heads(
    heads: Mapping[int, Sequence[Head]],
    values: Sequence[int],
    *,
    notes: Mapping[str, str],
    knows: KnowsName,
) -> ValueHeads:
    """Meaning of every value column that has a header.

    Parameters
    ----------
    heads : cells over each column, from the top down.
    values : value columns.
    notes : texts of footnotes by mark.
    knows : whether a name is one of a known territory.

    Returns
    -------
    ValueHeads
        Columns without any header are left out of it.
    """
    labels = _labels(heads, values)
    found = [_meaning(column, heads[column], frozenset(notes), labels) for column in values if heads[column]]
    found = _with_units(found)
    periods = _periods(found)
    unclear = {**_out_of_line(found, periods), **{one.column: one.misprint for one in found if one.misprint}}
    territory_row = _territory_row(found, knows)
    columns = [
        _column(one, periods[one.column], territory_row, notes) for one in found if one.column not in unclear
    ]
    return ValueHeads(tuple(_with_methods(_without_plain_head(columns))), unclear)


def _labels(heads: Mapping[int, Sequence[Head]], values: Sequence[int]) -> dict[Head, PeriodLabel | None]:
    """Period of each cell of the header, settled by its neighbours; Roman numerals in a row are quarters."""
    rows: dict[int, list[Head]] = defaultdict(list)
    for head in dict.fromkeys(head for column in values for head in heads[column]):
        rows[head.row].append(head)
    found: dict[Head, PeriodLabel | None] = {}
    for row in rows.values():
        are_quarters = {"I", "II"} <= {words(head.cell) for head in row}
        labels = settled([_label(head, are_quarters) for head in row])
        found.update(zip(row, labels, strict=True))
    return found


def _label(head: Head, is_quarter: bool) -> PeriodLabel | None:
    if is_quarter and words(head.cell) in _QUARTERS:
        return PeriodLabel(None, _QUARTERS[words(head.cell)])
    return period_of(head.cell)


def _meaning(
    column: int, heads: Sequence[Head], known: frozenset[str], labelled: Mapping[Head, PeriodLabel | None]
) -> Meaning:
    labels: list[PeriodLabel] = []
    texts: list[tuple[int, str]] = []
    units: list[tuple[int, str]] = []
    marks: list[str] = []
    unit = misprint = ""
    for head in with_bases(heads, labelled):
        label = labelled.get(head)
        if label is not None:
            labels.append(label)
            marks += label.marks
            texts += _scenario(head.row, label.scenario)
            continue
        if is_misprint(head.cell):
            misprint = words(head.cell)
            continue
        text, more = split_marks(clean(words(head.cell)), known)
        marks += more
        own, rest = ("", text) if is_lead(text) else unit_of_head(text)
        unit = own or unit
        if own and (not rest or (label := period_of(rest))):
            labels += [label] if label else []
            units.append((head.row, own))
        elif not is_lead(text):
            texts.append((head.row, text))
    texts = _with_scenarios(texts) if labels else texts
    labels += _beside(labels, texts)
    return Meaning(column, tuple(labels), tuple(texts), unit, tuple(marks), tuple(units), misprint)


def _scenario(row: int, scenario: str) -> list[tuple[int, str]]:
    """Scenario as words of the measure; what is actual needs none."""
    return [(row, scenario)] if scenario not in ("", "actual") else []


def _with_scenarios(texts: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """Words beside a period, as if in one cell with it; that it is a period, or a value, says nothing."""
    found: list[tuple[int, str]] = []
    for row, text in texts:
        scenario = read_scenario(text)
        if role_of(text) not in (Role.PERIOD, Role.VALUE):
            found += _scenario(row, scenario) if scenario else [(row, text)]
    return found


def _beside(labels: Sequence[PeriodLabel], texts: Sequence[tuple[int, str]]) -> list[PeriodLabel]:
    """Period that is printed among the words over a column, where no cell names one alone."""
    if any(label.year for label in labels):
        return []
    found = next((label for _, text in texts if (label := period_beside(text))), None)
    return [found] if found and combine([*labels, found]) else []


def _with_units(found: Sequence[Meaning]) -> list[Meaning]:
    """Units count as words of the measure where columns differ by them, or by words in their row."""
    rows = {row for one in found for row, _ in one.words}
    units: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for one in found:
        units[_texts(one)].add(" ".join(unit.casefold() for _, unit in one.units))

    def counts(one: Meaning) -> bool:
        return len(units[_texts(one)]) > 1 or any(row in rows for row, _ in one.units)

    return [
        one._replace(words=tuple(sorted((*one.words, *one.units)))) if counts(one) else one for one in found
    ]


def _texts(one: Meaning) -> tuple[str, ...]:
    return tuple(text for _, text in one.words)


def _periods(found: Sequence[Meaning]) -> dict[int, str]:
    """Period of each column; the only one holds for columns that print none, percents follow their left."""
    own = {one.column: _period(one.labels) for one in found}
    stated = {period for period in own.values() if period}
    for before, one in pairwise(found):
        if not own[one.column] and any(is_compared(text) for _, text in (*one.words, *one.units)):
            own[one.column] = own[before.column]
    only = next(iter(stated)) if len(stated) == 1 else ""
    return {index: period or only for index, period in own.items()}


def _period(labels: Sequence[PeriodLabel]) -> str:
    """Period of labels by ISO 8601; `*-Q1` where they do not say the year."""
    if not labels or any(label.year for label in labels):
        return combine(list(labels))
    whole = combine([PeriodLabel(2000), *labels])
    return whole.replace("2000", "*", 1)


def _out_of_line(found: Sequence[Meaning], periods: Mapping[int, str]) -> dict[int, str]:
    """Columns whose year breaks a row of rising years: a slip of the pen, not a guess of ours."""
    years = [(one.column, one.labels[0].year) for one in found if one.labels and not one.words]
    plain = [(index, year) for index, year in years if year and len(periods[index]) == 4]
    if len(plain) < 4:
        return {}
    wrong: dict[int, str] = {}
    for (_, before), (index, year), (_, after) in zip(plain, plain[1:], plain[2:], strict=False):
        if before < after and not before <= year <= after and (before, after) != (year, year):
            wrong[index] = str(year)
    return wrong


def _territory_row(found: Sequence[Meaning], knows: KnowsName) -> int | None:
    """Row of the header that names territories; None when the rows do."""
    by_row: dict[int, set[str]] = defaultdict(set)
    for one in found:
        for row, text in one.words:
            by_row[row].add(text)
    for row, texts in by_row.items():
        named = sum(knows(text) or looks_like_territory(text) for text in texts)
        if len(texts) > 1 and named * 2 > len(texts):
            return row
    return None


def _column(one: Meaning, period: str, territory_row: int | None, notes: Mapping[str, str]) -> Column:
    measure = tuple(text for row, text in one.words if row != territory_row)
    return Column(
        index=one.column,
        role=Role.VALUE,
        period=period,
        measure=tuple(dict.fromkeys(measure)),
        unit=one.unit,
        note=" | ".join(dict.fromkeys(notes[mark] for mark in one.marks if notes.get(mark))),
        territory=next((text for row, text in one.words if row == territory_row), ""),
    )


def _without_plain_head(columns: Sequence[Column]) -> list[Column]:
    """A single value column under a head that only says "value" names no measure."""
    if len(columns) == 1 and len(columns[0].measure) == 1 and role_of(columns[0].measure[0]) is Role.VALUE:
        return [replace(columns[0], measure=())]
    return list(columns)


def _with_methods(columns: Sequence[Column]) -> list[Column]:
    """Two columns of one period that no other period has: two series by two methods."""
    periods_of: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for column in columns:
        periods_of[column.measure].add(column.period)
    per_period = Counter((column.period, column.territory) for column in columns)
    plain = {column.period for column in columns if not column.measure}

    def is_method(column: Column) -> bool:
        if not column.measure or not code_part(column.measure[-1]) or not column.period:
            return False
        if per_period[column.period, column.territory] < 2:
            return False
        alone = not column.unit and len(periods_of[column.measure]) == 1 and bool(plain - {column.period})
        return alone or (speaks_of_method(column.measure[-1]) and len(plain) > 0)

    return [
        replace(column, measure=column.measure[:-1], breakdown=f"METHOD={code_part(column.measure[-1])}")
        if is_method(column)
        else column
        for column in columns
    ]
