"""Which headers say with what numbers are compared, and not of which period they are?"""

import re
from collections.abc import Mapping, Sequence

from styrbord.core.collection.finding.heads import Head
from styrbord.core.collection.finding.kinds import period_of
from styrbord.core.collection.finding.look import words
from styrbord.core.collection.names import clean
from styrbord.core.collection.period_words import PeriodLabel, period_in
from styrbord.core.collection.unit_words import unit_in

_SHARE = r"(?:%|процент\w*|per\s?cent|procent)"
_OPEN = re.compile(rf"(?:{_SHARE}\s*(?:к|ко|от|of|to|av)|(?:темп\w*|индекс\w*)\s.*\sк)\s*:?", re.IGNORECASE)
_COMPARED = re.compile(rf"{_SHARE}\s*(?:к|ко|от|of|to|av)(?!\w)", re.IGNORECASE)
_ENDING = re.compile(rf".*?{_OPEN.pattern}", re.IGNORECASE | re.DOTALL)
_YEAR_BY_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)\s*/\s*(?P<base>(?:19|20)\d\d)(?!\d)")
_PERCENT_OF = re.compile(r"(?:%|процент(?:ы)?(?!\w)|percent(?!\w))\s*\S", re.IGNORECASE)
_RANKS = re.compile(r"(?:место|ранг|рейтинговое место|rank|plats|placering)(?!\w)", re.IGNORECASE)


def with_bases(heads: Sequence[Head], labels: Mapping[Head, PeriodLabel | None]) -> list[Head]:
    """Cells over a column, where "в % к" and the period below it that it ends with are one.

    Parameters
    ----------
    heads : cells over a column, from the top down.
    labels : periods that cells name.

    Returns
    -------
    list of Head
    """
    found: list[Head] = []
    for head in heads:
        above = clean(words(found[-1].cell)) if found else ""
        if above and labels.get(head) is not None and _ENDING.fullmatch(above):
            found[-1] = Head(head.row, head.column, f"{above} {clean(words(head.cell))}")
        else:
            found.append(head)
    return found


def is_compared(text: str) -> bool:
    """Whether a header says that numbers are percents of something else.

    Returns
    -------
    bool

    Examples
    --------
    >>> is_compared("В % к январю 2023 г."), is_compared("Доля женщин, %")
    (True, False)
    """
    return bool(_COMPARED.search(text))


def is_rank(text: str) -> bool:
    """Whether a header says that numbers are places in an order.

    Returns
    -------
    bool

    Examples
    --------
    >>> is_rank("Место, занимаемое в Российской Федерации"), is_rank("Число мест")
    (True, False)
    """
    return bool(_RANKS.match(text))


def unit_of_head(text: str) -> tuple[str, str]:
    """Unit that a header says, and its words without it; places and "% of ..." have one of their own.

    Returns
    -------
    tuple of str

    Examples
    --------
    >>> unit_of_head("% исполнения"), unit_of_head("Число школ, единиц")
    (('%', '% исполнения'), ('единиц', 'Число школ'))
    """
    unit, rest = unit_in(text)
    if not unit and _PERCENT_OF.match(text):
        return "%", text
    return ("место", text) if not unit and is_rank(text) else (unit, rest)


def period_beside(text: str) -> PeriodLabel | None:
    """Period that a header names among other words; of two that are compared, the later one.

    Returns
    -------
    PeriodLabel or None

    Examples
    --------
    >>> period_beside("Исполнено на 01.10.2024").part, period_beside("Темп роста 2024/2023, %").year
    ('10-01', 2024)
    """
    if match := _YEAR_BY_YEAR.search(text):
        year, base = int(match["year"]), int(match["base"])
        return PeriodLabel(year) if year == base + 1 else None
    found = period_in(text)
    return period_of(found) if found else None
