"""Which printed names of territories still need a code, and which code may each have?"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from styrbord.core.collection.matching import Gazetteer
from styrbord.core.collection.model import Observation

PROPOSALS = 3
MOST_WITH_PROPOSALS = 1_000
MOST_WITHOUT_KNOWN = 10_000  # names listed when there is nothing to match them with
HEADER = (
    "territory_name",
    "within",
    "cell",
    *(f"proposal_{number}_{what}" for number in range(1, PROPOSALS + 1) for what in ("code", "name")),
)


class WorkList:
    """Names without a code, each with the first cell where it was needed."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Begin with no name."""
        self._gazetteer = gazetteer
        self._cells: dict[str, str] = {}

    def see(self, rows: Sequence[Observation]) -> None:
        """Note the names of observations that have no code."""
        cells = self._cells
        first = {row[1]: row[9] for row in reversed(rows) if not row[0]}
        for name, cell in reversed(first.items()):
            if name and name not in cells:
                cells[name] = cell

    def note(self, name: str, cell: str) -> None:
        """Note one name that has no code, and where it stands."""
        if name and name not in self._cells:
            self._cells[name] = cell

    def __len__(self) -> int:
        """How many names there are."""
        return len(self._cells)

    def rows(self, within: Mapping[str, str]) -> Iterator[Sequence[str]]:
        """Lines of the work list; names that a person has left out are not on it."""
        most = MOST_WITHOUT_KNOWN if self._gazetteer.is_empty else len(self._cells)
        for number, (name, cell) in enumerate(islice(self._cells.items(), most)):
            match = (
                self._gazetteer.match(name, within.get(name, "")) if number < MOST_WITH_PROPOSALS else None
            )
            if match is None or not match.how:
                proposals = match.proposals[:PROPOSALS] if match else ()
                offered = [word for one in proposals for word in (one.code, one.name)]
                rest = [""] * (2 * PROPOSALS - len(offered))
                yield name, within.get(name, ""), cell, *offered, *rest
