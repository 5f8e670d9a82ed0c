"""Which one period does a title or a caption speak of?"""

from datetime import date
from functools import lru_cache

from styrbord.core.collection.period_forms import Named, named
from styrbord.core.collection.period_parts import iso_text, span_text
from styrbord.core.collection.period_tokens import tokens

_LONGEST_PHRASE, _LONGEST_TITLE = 9, 1_000
_SINCE = frozenset(
    f"?{word}"
    for word in (
        *(
            "с",
            "c",
            "со",
            "начиная",
            "от",
            "до",
            "после",
            "к",
            "ко",
            "сравнению",
            "обновлено",
            "опубликовано",
        ),
        *(
            "since",
            "from",
            "until",
            "till",
            "before",
            "after",
            "to",
            "compared",
            "against",
            "updated",
            "published",
        ),
        *("från", "sedan", "efter", "till", "jämfört", "uppdaterad", "publicerad", "№"),
    )
) | {"№"}
_STARTING = frozenset({"?начиная", "?starting", "?beginning", "?since", "?sedan", "?обновлено", "?updated"})
_AFTER = frozenset(
    f"?{word}"
    for word in (
        *("и", "с", "без", "к", "по", "by", "and", "from", "compared", "with", "to", "revised"),
        *("efter", "och", "jämfört", "med"),
    )
)
_COUNTED = frozenset({"=", "%"})


@lru_cache(maxsize=4_096)
def period_in(title: str) -> str:
    """The one period that a title speaks of.

    Dates of laws ("от 24 февраля 2021 г."), of updates and of the start of a series ("с 2019 года"), base
    years ("в % к 2022 г.", "2010=100") and numbers of things ("2000 человек") are no period of the title.

    Parameters
    ----------
    title : str

    Returns
    -------
    str
        A text of `core.base.periods`; empty when the title speaks of none, or of several or a range.

    Examples
    --------
    >>> period_in("Налоги за 2023 год"), period_in("в январе-июне 2024 г."), period_in("2010-2020 гг.")
    ('2023', '2024-01/P6M', '')
    """
    if len(title) > _LONGEST_TITLE:
        return ""
    words = [token for token in tokens(title) if token not in ("(", ")", ":")]
    if (days := _days(words)) is not None:
        return days
    found: set[str] = set()
    at = 0
    while at < len(words):
        size, named_here = _longest(words, at)
        if named_here and named_here.year and (text := iso_text(named_here.year, named_here.part)):
            if _is_range(words, at, size):
                return ""
            if _speaks(words, at, size):
                found.add(text)
        at += max(size, 1)
    return found.pop() if len(found) == 1 else ""


def _days(words: list[str]) -> str | None:
    """Period between two days, 01.01.2024 - 30.09.2024; empty when it is no whole span of months."""
    for first, sign, last in zip(words, words[1:], words[2:], strict=False):
        if first[0] == "d" and last[0] == "d" and sign in ("-", "p", "?до", "?to", "?till"):
            return span_text(date.fromisoformat(first[1:]), date.fromisoformat(last[1:]))
    return None


def _longest(words: list[str], at: int) -> tuple[int, Named | None]:
    """Length and meaning of the longest phrase of time that starts here."""
    if words[at][0] in "?~!" or words[at] in ("p", "G", "GG", "-", "/", ",", ";", "%", "№", "+", "="):
        return 0, None
    best: tuple[int, Named | None] = (0, None)
    for size in range(1, min(_LONGEST_PHRASE, len(words) - at) + 1):
        last = words[at + size - 1]
        if last[0] == "?" or last == "GG":
            break
        if last in ("-", "/", ",", ";", "p"):
            continue
        if found := named(tuple(words[at : at + size])):
            best = size, found
    return best


def _is_range(words: list[str], at: int, size: int) -> bool:
    """Whether a year is an end of a range or a list: 2010-2020, 2010, 2011, с 2010 по 2020."""
    after = words[at + size : at + size + 3]
    before = words[max(0, at - 3) : at]
    if after[:1] == ["GG"] or any(
        word[0] == "y" for word in after[1:2] if after[0] in ("-", ",", "/", "?и", "?and", "?och", "p")
    ):
        return True
    return bool(before) and before[-1] in ("-", ",") and len(before) > 1 and before[-2][0] == "y"


def _speaks(words: list[str], at: int, size: int) -> bool:
    lead = next((word for word in reversed(words[:at]) if word != "p"), "")
    if lead in _SINCE or _STARTING & set(words[max(0, at - 5) : at]):
        return False
    if at and words[at - 1] in ("-", "№", "+"):
        return False
    after = words[at + size : at + size + 1]
    if not after or words[at + size - 1][0] != "y":
        return True
    return after[0] in _AFTER or (after[0][0] != "?" and after[0] not in _COUNTED)
