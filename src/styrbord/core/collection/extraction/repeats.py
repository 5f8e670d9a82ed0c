"""Which keys stand twice in a table, and do they say the same?"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from styrbord.core.base.problems import Problem, Severity, define
from styrbord.core.collection.extraction.paths import Path
from styrbord.core.collection.extraction.row_label import RowLabel
from styrbord.core.collection.model import Observation, Role, Table, Taken
from styrbord.core.collection.telling import Tells

define(
    "reading.conflict",
    "{what} has the value {first} in {first_place} and {second} in {second_place}.",
    "Correct one of the cells, or leave one out in the layout; neither was taken.",
)
define(
    "reading.repeated",
    "{what} stands in {first_place} and again in {second_place}, with the same value.",
    "Nothing needs to be done: it was read once.",
    Severity.WARNING,
)


class Repeats:
    """Holds back the observations of rows and columns whose key another one has, too."""

    def __init__(self, rows: Sequence[RowLabel], paths: Sequence[Path], table: Table) -> None:
        """Find out which rows and columns share a key."""
        counts = Counter(_row_key(label, path) for label, path in zip(rows, paths, strict=True))
        self._repeated = {key for key, count in counts.items() if count > 1}
        columns = Counter(
            (column.period, column.measure, column.breakdown, column.territory)
            for column in table.having(Role.VALUE)
        )
        self._columns_repeat = any(count > 1 for count in columns.values())
        self._held: list[Observation] = []

    def may_repeat(self, label: RowLabel, path: Path) -> bool:
        """Whether a row's observations may have a key that others have."""
        if not self._repeated:
            return self._columns_repeat
        return self._columns_repeat or _row_key(label, path) in self._repeated

    def hold(self, observations: Iterable[Observation]) -> None:
        """Keep observations until all of the table are known."""
        self._held.extend(observations)

    def settled(self, tells: Tells) -> Iterator[Observation]:
        """Observations that were held back: one of each key with one value, none where values differ."""
        by_key: dict[tuple[str, ...], list[Observation]] = {}
        for one in self._held:
            by_key.setdefault(one[:2] + (one.indicator_code, one.period, one.breakdown), []).append(one)
        for same in by_key.values():
            if len({(one.value, one.obs_status) for one in same}) > 1:
                _tell_conflict(same, tells)
                continue
            if len(same) > 1:
                tells.problem(_problem("reading.repeated", same[0], same[1]))
                _leave_out(same[1:], "repeated", tells)
            yield same[0]


def _row_key(label: RowLabel, path: Path) -> int:
    return hash((path, label.key()))


def _tell_conflict(same: Sequence[Observation], tells: Tells) -> None:
    first = same[0]
    second = next(one for one in same if (one.value, one.obs_status) != (first.value, first.obs_status))
    tells.problem(_problem("reading.conflict", first, second))
    _leave_out(same, "conflict", tells)


def _leave_out(observations: Sequence[Observation], why: str, tells: Tells) -> None:
    for one in observations:
        tells.taken(Taken(one.cell, "left-out", one.value or one.obs_status, why=why))


def _problem(code: str, first: Observation, second: Observation) -> Problem:
    what = ", ".join(part for part in (first.territory_name, first.indicator_name, first.period) if part)
    return Problem(
        code,
        first.cell,
        {
            "what": what,
            "first": first.value or first.obs_status,
            "first_place": first.cell,
            "second": second.value or second.obs_status,
            "second_place": second.cell,
        },
    )
