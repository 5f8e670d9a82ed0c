"""How often is an indicator reported, where its pack does not say?"""

from collections import Counter
from dataclasses import replace

import polars as pl

from styrbord.core.base.periods import FREQUENCY_CODE, Frequency, Period
from styrbord.core.base.problems import Refused
from styrbord.core.spine.indicators import Indicator
from styrbord.sources.pack import Pack


def with_frequencies(pack: Pack) -> list[Indicator]:
    """Indicators with the frequency that most of their observations have; of equal numbers the longer."""
    if not pack.observations.height:
        return pack.indicators
    actual = pack.observations.filter(pl.col("scenario") == "actual")
    counted: dict[str, Counter[Frequency]] = {}
    for code, text, count in actual.group_by("indicator", "period").len().rows():
        if (frequency := _frequency(text)) is not None:
            counted.setdefault(code, Counter())[frequency] += count
    return [
        replace(one, frequency=str(_most(counted[one.code])))
        if one.code in counted and one.code not in pack.frequencies
        else one
        for one in pack.indicators
    ]


def _most(counts: Counter[Frequency]) -> Frequency:
    return max(counts, key=lambda frequency: (counts[frequency], -FREQUENCY_CODE[frequency]))


def _frequency(text: str) -> Frequency | None:
    try:
        return Period.parse(text).frequency
    except Refused:
        return None
