"""Which series of a page have left their course for the worse, as far as its reader may know?"""

from collections.abc import Iterable, Mapping

from styrbord.core.spine.indicators import OverTime
from styrbord.figures.exceptions import LeftCourse
from styrbord.figures.model import Tile
from styrbord.figures.tiles import Tiles
from styrbord.services import signals
from styrbord.services.reading import Reading

ADVERSE = "adverse"
"""A case of an indicator without a good way stands in the list of signals alone: it may be no harm."""


def courses(reading: Reading, sheet: Tiles, tiles: Iterable[Tile]) -> Mapping[tuple[str, str], LeftCourse]:
    """Open cases of the tiles' series, by indicator and subject; one question to the store."""
    standing = signals.standing(reading)
    known, found = reading.register.indicators(), {}
    for tile in tiles:
        one = standing.get((tile.indicator, tile.subject))
        if one is None or one.direction != ADVERSE:
            continue
        rule = OverTime(known[tile.indicator].over_time)
        if one.is_seen(sheet.column(tile.indicator, tile.subject), rule):
            change = one.value - one.expected
            found[tile.indicator, tile.subject] = LeftCourse(change, one.expected, one.since, one.period)
    return found
