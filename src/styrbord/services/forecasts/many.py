"""What is forecast next of many series at once, for the tiles of a page?

The numbers of all series of one rhythm are read in two bulk reads, their newest forecasts in one query.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.spine.facts import Query
from styrbord.core.spine.indicators import Indicator
from styrbord.core.spine.observations import Status
from styrbord.figures.forecasts import Vintage
from styrbord.services.forecasts.gathering import RHYTHMS, Block, beside
from styrbord.services.forecasts.listing import is_withdrawn, moment, newest_run, rests_on_now, vintage_of
from styrbord.services.reading import Reading
from styrbord.store.steering.models import Forecast

Pair = tuple[str, str]


def shown_many(reading: Reading, pairs: Iterable[Pair]) -> Mapping[Pair, Vintage]:
    """Newest forecast of each (indicator, subject) of which there is one that the reader may see."""
    asked = tuple(sorted(set(pairs)))
    newest = newest_run(reading)
    if not newest:
        return {}
    return reading.kept(("forecasts of tiles", newest, asked), lambda: _shown(reading, asked))


def _shown(reading: Reading, asked: Sequence[Pair]) -> Mapping[Pair, Vintage]:
    known = reading.register.indicators()
    groups: dict[Frequency, list[Pair]] = defaultdict(list)
    for code, subject in asked:
        if code in known and reading.facts.shows(code, subject):
            groups[Frequency(known[code].frequency)].append((code, subject))
    rows = _newest(reading, [pair for rhythm in RHYTHMS for pair in groups.get(rhythm, ())])
    found: dict[Pair, Vintage] = {}
    for rhythm, some in groups.items():
        wanted = [pair for pair in some if pair in rows]
        whole = _blocks(beside(reading), known, wanted, rhythm)
        own = _blocks(reading, known, wanted, rhythm, axis=whole)
        for pair in wanted:
            block = own[pair[0]]
            if _is_seen(block, whole[pair[0]], pair[1]) and rests_on_now(rows[pair], block):
                found[pair] = vintage_of(known[pair[0]], pair[1], rows[pair], block)
    return found


def _newest(reading: Reading, pairs: Sequence[Pair]) -> dict[Pair, Forecast]:
    """Newest forecast of each series by then; none where it rests on what was withdrawn."""
    made = Forecast.objects.filter(
        indicator__code__in={code for code, _ in pairs},
        subject__code__in={subject for _, subject in pairs},
        run__at__lte=moment(reading),
    )
    wanted: set[Pair] = set(pairs)
    rows: dict[Pair, int] = {}
    known = reading.register.indicators()
    ordered = made.order_by("-run__at", "-run__pk").values_list(
        "pk", "indicator__code", "subject__code", "frequency"
    )
    for pk, code, subject, frequency in ordered.iterator():
        if (code, subject) in wanted and frequency == known[code].frequency:
            rows.setdefault((code, subject), pk)
    kept = Forecast.objects.select_related("run", "subject", "indicator").in_bulk(list(rows.values()))
    return {pair: kept[pk] for pair, pk in rows.items() if not is_withdrawn(kept[pk].run, pair[0])}


def _blocks(
    reading: Reading,
    known: Mapping[str, Indicator],
    pairs: Sequence[Pair],
    rhythm: Frequency,
    *,
    axis: Mapping[str, Block] | None = None,
) -> dict[str, Block]:
    """Series of each indicator on one axis of periods."""
    codes = tuple(dict.fromkeys(code for code, _ in pairs))
    subjects = tuple(dict.fromkeys(subject for _, subject in pairs))
    if not codes:
        return {}
    query = Query(codes, subjects, rhythm)
    if axis and (first := next(iter(axis.values()))).values.shape[1]:
        last = first.first + first.values.shape[1] - 1
        query = replace(query, first=Period(rhythm, first.first), last=Period(rhythm, last))
    panel = reading.numbers.panel(query)
    ordinals, value = panel["period"].values, panel["value"].values
    is_whole = panel["reported"].values >= panel["expected"].values
    return {
        code: Block(
            known[code],
            rhythm,
            int(ordinals[0]) if len(ordinals) else 0,
            subjects,
            np.where(is_whole[at], value[at], np.nan),
            panel["edition"].values[at],
            (panel["status"].values[at] == Status.SUPPRESSED.value).any(axis=1),
        )
        for at, code in enumerate(codes)
    }


def _is_seen(own: Block, whole: Block, subject: str) -> bool:
    """Whether the reader sees every number of the series as the program sees it."""
    row = own.subjects.index(subject)
    return not own.hidden[row] and np.array_equal(own.values[row], whole.values[row], equal_nan=True)
