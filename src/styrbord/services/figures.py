"""What does the board say of an indicator of a subject, and which stored numbers does it rest on?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from styrbord.core.base.expression import parse
from styrbord.core.base.periods import Frequency, Period
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.spine.facts import EditionNote, Query
from styrbord.core.spine.indicators import Indicator, OverSubjects
from styrbord.figures.model import Input, Tile
from styrbord.figures.tiles import Tiles
from styrbord.services.reading import Reading

define(
    "figures.too-many",
    "{count} figures are asked for at once; {most} are the most.",
    "Ask for fewer indicators or subjects, in several requests.",
)
MOST = 200


@dataclass(frozen=True, slots=True)
class Answer:
    """A tile with the stored and computed numbers its value rests on, and their editions.

    `is_released` is false where numbers of the subject are not released at the reader's level at all.
    """

    tile: Tile
    inputs: tuple[Input, ...]
    editions: tuple[EditionNote, ...]
    is_released: bool = True


def answers(reading: Reading, indicators: Sequence[str], subjects: Sequence[str]) -> list[Answer]:
    """The seven answers for each indicator of each subject, in the order asked.

    Raises
    ------
    Refused
        `figures.too-many` beyond 200.
    """
    count = len(indicators) * len(subjects)
    if count > MOST:
        raise Refused(Problem("figures.too-many", "indicator, subject", {"count": count, "most": MOST}))
    sheet = Tiles(reading, indicators, subjects)
    tiles = [sheet.tile(indicator, subject) for indicator in indicators for subject in subjects]
    return [_answer(reading, tile) for tile in tiles]


def _answer(reading: Reading, tile: Tile) -> Answer:
    inputs = _inputs(reading, tile)
    ids = dict.fromkeys(one.edition for one in inputs if one.edition)
    named = tuple(reading.counted[pk] for pk in ids if pk in reading.counted)
    return Answer(tile, inputs, named, reading.facts.shows(tile.indicator, tile.subject))


def _inputs(reading: Reading, tile: Tile) -> tuple[Input, ...]:
    """What was put in: the stored row itself, the formula's names, the members, or the predecessors."""
    if tile.value is None or tile.period is None:
        return ()
    definition = reading.register.indicators()[tile.indicator]
    match tile.value.method:
        case "formula/1":
            names = tuple(sorted(parse(definition.formula).names))
            return _found(reading, names, (tile.subject,), tile.period)
        case "roll-up/1":
            members = reading.register.tree().members(tile.subject, tile.period.first_day, counting=True)
            codes = _known(reading, (link.subject for link in members))
            return _found(reading, _summed(definition), codes, tile.period)
        case "carried-back/1":
            steps = [step for step in reading.register.successions() if step.successor == tile.subject]
            codes = _known(reading, (step.predecessor for step in steps))
            return _found(reading, (tile.indicator,), codes, tile.period)
    return tile.value.inputs


def _summed(definition: Indicator) -> tuple[str, ...]:
    is_weighted = definition.over_subjects is OverSubjects.WEIGHTED_MEAN and definition.weight_by
    return (definition.code, definition.weight_by) if is_weighted else (definition.code,)


def _known(reading: Reading, codes: Iterable[str]) -> tuple[str, ...]:
    known = reading.register.subjects()
    return tuple(code for code in dict.fromkeys(codes) if code in known)


def _found(
    reading: Reading, indicators: tuple[str, ...], subjects: tuple[str, ...], period: Period
) -> tuple[Input, ...]:
    if not indicators or not subjects:
        return ()
    query = Query(indicators, subjects, Frequency(period.frequency), period, period)
    panel = reading.numbers.panel(query)
    statuses, editions = panel["status"].values[..., 0], panel["edition"].values[..., 0]
    return tuple(
        Input(indicator, subject, period, int(editions[i, s]))
        for i, indicator in enumerate(indicators)
        for s, subject in enumerate(subjects)
        if statuses[i, s]
    )
