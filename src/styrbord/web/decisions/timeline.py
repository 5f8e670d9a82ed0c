"""How is a chain of decisions drawn along the years, and what does each one follow?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from styrbord.core.strategy.decisions.exporting import Chain, ChainedDecision

WIDTH, LEFT, ROW, TOP = 720, 12, 34, 26
SHORTEST = 8


@dataclass(frozen=True, slots=True)
class Bar:
    """One decision: from the day on which it began to that of its check; `y` is the middle of its row."""

    token: str
    number: int
    x: float
    width: float
    y: float
    is_own: bool

    @property
    def top(self) -> float:
        """Upper edge."""
        return self.y - 7

    @property
    def text_x(self) -> float:
        """Where its number begins."""
        return self.x + 4

    @property
    def text_y(self) -> float:
        """On which line its number stands."""
        return self.y + 4


@dataclass(frozen=True, slots=True)
class Way:
    """What follows what: a line from the end of one row to another; broken where something lies between."""

    path: str
    is_gap: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chain along the years."""

    width: int
    height: int
    years: tuple[tuple[float, int], ...]
    bars: tuple[Bar, ...]
    ways: tuple[Way, ...]


def drawn(chain: Chain) -> Drawn:
    """Places of all decisions, years and links."""
    spans = [_span(one) for one in chain.decisions]
    first, last = min(begin for begin, _ in spans).year, max(end for _, end in spans).year + 1
    start, days = date(first, 1, 1), (date(last, 1, 1) - date(first, 1, 1)).days

    def x_of(day: date) -> float:
        return round(LEFT + (day - start).days / days * (WIDTH - 2 * LEFT), 1)

    bars = tuple(
        Bar(
            token=one.token,
            number=n,
            x=x_of(begin),
            width=max(SHORTEST, round(x_of(end) - x_of(begin), 1)),
            y=TOP + ROW * (n - 0.5),
            is_own=one.token == chain.of,
        )
        for n, (one, (begin, end)) in enumerate(zip(chain.decisions, spans, strict=True), 1)
    )
    places = {bar.token: bar for bar in bars}
    ways = [Way(_path(places[a], places[b]), is_gap=False) for a, b in chain.links]
    ways += [Way(_path(places[a], places[b]), is_gap=True) for a, b in chain.gaps]
    step = max(1, (last - first) // 8)
    years = tuple((x_of(date(year, 1, 1)), year) for year in range(first, last, step))
    return Drawn(WIDTH, TOP + ROW * len(bars) + 8, years, bars, tuple(ways))


def before(chain: Chain) -> Mapping[str, list[tuple[ChainedDecision, bool]]]:
    """What each decision follows, and whether through others that are not shown."""
    known = {one.token: one for one in chain.decisions}
    found: dict[str, list[tuple[ChainedDecision, bool]]] = {}
    for links, is_gap in ((chain.links, False), (chain.gaps, True)):
        for earlier, later in links:
            found.setdefault(later, []).append((known[earlier], is_gap))
    return found


def _span(one: ChainedDecision) -> tuple[date, date]:
    """From its first day to its check; a proposal without days stands on the day of its proposal."""
    begin = date.fromisoformat((one.in_force_on or one.decided_at or one.proposed_at)[:10])
    end = date.fromisoformat(one.check_on[:10]) if one.check_on else begin
    return begin, max(begin, end)


def _path(earlier: Bar, later: Bar) -> str:
    """Down from the beginning of the earlier bar to the row of the later one, then to its beginning."""
    turn = earlier.x + SHORTEST / 2
    return f"M{turn} {earlier.y + 6}V{later.y}H{max(later.x - 2, turn)}"
