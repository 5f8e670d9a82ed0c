"""How long does it take from a deviation to somebody who takes it up, to an answer, and to its end?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.strategy.deviations.reaction import Span, reaction
from styrbord.core.strategy.deviations.workflow import State
from styrbord.figures.deviations import ReactionLine
from styrbord.services.deviations.seeing import rows_at, seen
from styrbord.services.reading import Reading
from styrbord.services.signals.finding import HEALTH
from styrbord.store.clock import from_ms, to_ms
from styrbord.store.steering.models import Deviation, DeviationStep

DAY = 86_400_000
REACHED: Mapping[str, frozenset[str]] = {
    "taken-up": frozenset({State.TAKEN_UP, State.EXPLAINED, State.DECIDED, State.VERIFYING}),
    "answered": frozenset({State.EXPLAINED, State.DECIDED, State.VERIFYING}),
    "closed": frozenset({State.CLOSED}),
}
"""States that say that a step was reached; what the program settled asked nobody for anything."""
KINDS = ("all", "owner", "rubric", "quarter")


def reactions(reading: Reading) -> list[ReactionLine]:
    """Median days to each step: of all, of each owner and rubric, and by the quarter of the opening.

    Trouble with numbers, and cases that have the same cause as another, are left out.
    """
    rows = [row for row in rows_at(reading) if row.track != HEALTH and not row.explained_by_id]
    rows = [one.row for one in seen(reading, rows)]
    steps = _steps(rows, to_ms(reading.as_of))
    rows = [row for row in rows if not any(step.verb == "settle" for step in steps[row.pk])]
    groups: dict[tuple[str, str], list[Deviation]] = defaultdict(list)
    for row in rows:
        for key in _groups(reading, row):
            groups[key].append(row)
    order = sorted(groups, key=lambda key: (KINDS.index(key[0]), key[1]))
    return [_line(kind, code, groups[kind, code], steps, to_ms(reading.as_of)) for kind, code in order]


def _groups(reading: Reading, row: Deviation) -> Iterable[tuple[str, str]]:
    definition = reading.register.indicators()[row.indicator.code]
    yield "all", ""
    yield "owner", row.holder or definition.owner
    yield from (("rubric", code) for code in definition.rubrics)
    yield "quarter", str(Period.of(Frequency.QUARTER, from_ms(row.opened_at).date()))


def _steps(rows: Sequence[Deviation], at: int) -> Mapping[int, list[DeviationStep]]:
    found: dict[int, list[DeviationStep]] = {row.pk: [] for row in rows}
    for step in DeviationStep.objects.filter(deviation__in=list(found), at__lte=at).order_by("pk"):
        found[step.deviation_id].append(step)
    return found


def _line(
    kind: str, code: str, rows: Sequence[Deviation], steps: Mapping[int, list[DeviationStep]], now: int
) -> ReactionLine:
    told = {
        name: reaction([_span(row, steps[row.pk], states, now) for row in rows])
        for name, states in REACHED.items()
    }
    return ReactionLine(kind, code, len(rows), told["taken-up"], told["answered"], told["closed"])


def _span(row: Deviation, steps: Sequence[DeviationStep], states: frozenset[str], now: int) -> Span:
    """Days until the first step into one of some states, or until now while there was none."""
    for step in steps:
        if step.state in states:
            return Span((step.at - row.opened_at) / DAY, is_over=True)
    return Span((now - row.opened_at) / DAY, is_over=False)
