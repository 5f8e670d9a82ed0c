"""Of which numbers, denominators and types is a rating made, read as its audience reads them?"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.ratings.inputs import Inputs
from styrbord.core.ratings.method import Method
from styrbord.core.spine.facts import Query
from styrbord.services.ratings.notes import ScopeNote
from styrbord.services.ratings.seeing import codes_of
from styrbord.services.reading import Reading

TYPE = "type"
"""Grouping variable that is known of every subject: its type on the last day of a row's period."""
MOST_PERIODS = 20
define(
    "rating.unknown-indicator",
    "The board has no indicator '{code}', which the method reads.",
    "Give the node the code of an indicator of the board.",
)
define(
    "rating.mixed-rhythms",
    "The indicators come in different rhythms: {rhythms}.",
    "Rate by indicators of one rhythm.",
)
define(
    "rating.wrong-period",
    "'{period}' is no period in the rhythm of the indicators ({rhythm}).",
    "Write a period in the rhythm in which the numbers come.",
)
define(
    "rating.no-numbers",
    "No subject of the rating has a number of any indicator in {period}.",
    "Choose a period in which the indicators are released.",
)
define(
    "rating.no-subjects",
    "Nobody is rated: no subject fits level, subtree, types and names.",
    "Say who is rated.",
)
define(
    "rating.mixed-types",
    "Subjects of {count} types would stand in one table: {types}.",
    "Choose types, or let the method compare within the group 'type'; a common rank is given only where"
    " the method says so.",
)
define(
    "rating.unknown-group",
    "The method compares within '{group}', which the board does not know of its subjects.",
    "Let it compare within 'type', or not within groups.",
)
define(
    "rating.common-rank",
    "Subjects of {count} types stand in one table, because the method says so: {types}.",
    "Read places with care: these are different worlds.",
)


@dataclass(frozen=True)
class Gathered:
    """Inputs of a rating with the edition of each value.

    Attributes
    ----------
    editions : int64 (row, indicator); 0 where computed or missing.
    without : subjects that have no number at all in the period that is rated.
    types : types of the subjects that are rated, in order.
    """

    inputs: Inputs
    editions: npt.NDArray[np.int64]
    periods: tuple[str, ...]
    without: tuple[str, ...]
    types: tuple[str, ...]

    @property
    def fingerprint(self) -> str:
        """Text that is equal for the same subjects, periods, groups and numbers."""
        one = self.inputs
        told = (one.units, one.indicators, one.periods, sorted(one.groups.items()), sorted(one.denominators))
        whole = hashlib.sha256(repr(told).encode())
        for values in (one.values, *(one.denominators[code] for code in sorted(one.denominators))):
            whole.update(np.ascontiguousarray(values).tobytes())
        return whole.hexdigest()


def gathered(
    reading: Reading, method: Method, scope: ScopeNote, period: str, frame: int, types: Sequence[str] = ()
) -> Gathered:
    """Numbers of the subjects of a rating, in its period and those before it that share its frame.

    Raises
    ------
    Refused
        `rating.unknown-indicator`, `rating.mixed-rhythms`, `rating.wrong-period`, `rating.no-subjects`,
        `rating.mixed-types`, `rating.unknown-group` or `rating.no-numbers`.
    """
    rated = period_of(reading, method, period)
    spans = [Period(rated.frequency, rated.ordinal - back) for back in range(frame - 1, -1, -1)]
    subjects = subjects_of(reading, scope, rated.last_day, types)
    kinds = _kinds(reading, subjects, spans)
    newest = kinds[rated]
    found = tuple(sorted({newest.get(code, "") for code in subjects}))
    demand_one_type(method, found)
    return _rows(reading, method, subjects, spans, kinds, found)


def period_of(reading: Reading, method: Method, period: str) -> Period:
    """The period that is rated, once all indicators are there and share a rhythm."""
    known = reading.register.indicators()
    codes = codes_of(method)
    unknown = [
        Problem("rating.unknown-indicator", code, {"code": code}) for code in codes if code not in known
    ]
    if unknown:
        raise Refused(unknown)
    rhythms = {known[code].frequency for code in codes}
    if len(rhythms) > 1:
        raise Refused(Problem("rating.mixed-rhythms", "", {"rhythms": ", ".join(sorted(rhythms))}))
    rhythm = Frequency(rhythms.pop())
    found = Period.parse(period)
    if found.frequency is not rhythm:
        raise Refused(Problem("rating.wrong-period", "period", {"period": period, "rhythm": rhythm.value}))
    return found


def subjects_of(reading: Reading, scope: ScopeNote, on: date, types: Sequence[str] = ()) -> tuple[str, ...]:
    """Codes of those who are rated on a day, in order.

    Raises
    ------
    Refused
        `rating.no-subjects`.
    """
    register = reading.register
    known, kinds = register.subjects(), register.types(on)
    below = register.tree(scope.hierarchy).descendants(scope.below, on) if scope.below else known
    found = [
        code
        for code in sorted(known)
        if _holds(known[code].valid_from, known[code].valid_to, on)
        and (not scope.level or known[code].level == scope.level)
        and (not scope.subjects or code in scope.subjects)
        and (not scope.types or kinds.get(code, "") in scope.types)
        and (not types or kinds.get(code, "") in types)
    ]
    inside = frozenset(below)
    found = [code for code in found if code in inside]
    if not found:
        raise Refused(Problem("rating.no-subjects", "scope"))
    return tuple(found)


def demand_one_type(method: Method, types: Sequence[str]) -> None:
    """Refuse one table over several types, unless the method asks for it."""
    if method.peers.group not in {"", TYPE}:
        raise Refused(Problem("rating.unknown-group", "peers", {"group": method.peers.group}))
    if len(types) > 1 and not method.peers.group and not method.peers.is_common:
        raise Refused(mixed("rating.mixed-types", types))


def mixed(code: str, types: Sequence[str]) -> Problem:
    """That several types stand together."""
    named = ", ".join(one or "-" for one in types)
    return Problem(code, "types", {"count": len(types), "types": named})


def _holds(first: date | None, last: date | None, on: date) -> bool:
    return (first is None or first <= on) and (last is None or on <= last)


def _kinds(
    reading: Reading, subjects: Sequence[str], spans: Sequence[Period]
) -> Mapping[Period, Mapping[str, str]]:
    """Types by period, each of its last day."""
    return {
        span: {code: kind for code, kind in reading.register.types(span.last_day).items() if code in subjects}
        for span in spans
    }


def _rows(
    reading: Reading,
    method: Method,
    subjects: Sequence[str],
    spans: Sequence[Period],
    kinds: Mapping[Period, Mapping[str, str]],
    types: tuple[str, ...],
) -> Gathered:
    codes = codes_of(method)
    query = Query(codes, tuple(subjects), spans[0].frequency, spans[0], spans[-1])
    panel = reading.numbers.panel(query)
    places = [list(panel["subject"].values).index(code) for code in subjects]
    is_whole = panel["reported"].values >= panel["expected"].values
    values = np.where(is_whole, panel["value"].values, np.nan)[:, places, :]
    editions = np.where(np.isnan(values), 0, panel["edition"].values[:, places, :])
    count = len(method.tree.indicators)
    has: npt.NDArray[np.bool_] = np.asarray(np.isfinite(values[:count]).any(axis=0))
    if not has[:, -1].any():
        raise Refused(Problem("rating.no-numbers", "period", {"period": str(spans[-1])}))
    kept = [(row, at) for at in range(len(spans)) for row in range(len(subjects)) if has[row, at]]
    rows, times = (list(one) for one in zip(*kept, strict=True))
    names = {code: one.names.get("en", code) for code, one in reading.register.subjects().items()}
    inputs = Inputs(
        tuple(subjects[row] for row in rows),
        codes[:count],
        np.ascontiguousarray(values[:count, rows, times].T),
        tuple(str(spans[at]) for at in times),
        {code: names[code] for code in subjects},
        {code: values[at, rows, times] for at, code in enumerate(codes) if _is_below(method, code)},
        {TYPE: tuple(kinds[spans[at]].get(subjects[row], "") for row, at in kept)},
    )
    without = tuple(code for row, code in enumerate(subjects) if not has[row, -1])
    found = editions[:count, rows, times].T
    return Gathered(inputs, np.ascontiguousarray(found), tuple(map(str, spans)), without, types)


def _is_below(method: Method, code: str) -> bool:
    """Whether an indicator is divided by."""
    return any(node.denominator == code for node in method.tree.indicators)


__all__ = [
    "MOST_PERIODS",
    "TYPE",
    "Gathered",
    "demand_one_type",
    "gathered",
    "mixed",
    "period_of",
    "subjects_of",
]
