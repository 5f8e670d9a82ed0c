"""Which words of a text speak of time, in Russian, English or Swedish?

A token is y2012 (a year), n4 (another number, Roman ones too), m03 (a month), d2020-12-31 (a day), or a
class: G year, Q quarter, H half-year, N months, W week, E end, B beginning, U school or fiscal year, a
sign such as - / ,; !plan is a scenario, ?word anything else, p a preposition.
"""

import re
import unicodedata
from datetime import date
from functools import lru_cache

from styrbord.core.base.lookalikes import folded

MONTH_STEMS = (
    ("январ янв", "january jan", "januari"),
    ("феврал февр фев", "february feb", "februari febr"),
    ("март мар", "march mar", "mars"),
    ("апрел апр", "april apr", "april"),
    ("май мая мае", "may", "maj"),
    ("июн", "june jun", "juni"),
    ("июл", "july jul", "juli"),
    ("август авг", "august aug", "augusti"),
    ("сентябр сент сен", "september sept sep", "september"),
    ("октябр окт", "october oct", "oktober okt"),
    ("ноябр нояб ноя", "november nov", "november"),
    ("декабр дек", "december dec", "december"),
)
_CLASSES = {
    "G": "г год года году годом y yr year years år året årets årgång",
    "GG": "гг годы годов годах",
    "Q": "кв квартал квартала квартале кварталу кварталы кварталов q qtr quarter quarters kv kvartal kvartalet kvartalen",
    "H": "полугодие полугодия полугодии п/г h half half-year halvår halvåret",
    "S": "s",
    "N": "мес месяц месяца месяцев month months mån månad månader månaderna",
    "W": "неделя недели неделе нед week weeks wk w v vecka veckan",
    "E": "конец конце end slutet slut ende",
    "B": "начало начале beginning start början",
    "U": "уч учебный учебного fy fiscal school academic financial финансовый läsår läsåret budgetår",
    "p": "за в во на по состоянию as of at the on in for during under i den per vid",
    "n1": "первый первое первого первом first första",
    "n2": "второй второе второго втором second andra",
    "n3": "третий третьего третьем third tredje",
    "n4": "четвертый четвертого четвертом fourth fjärde",
}
_SCENARIOS = {
    "actual": "факт фактически фактическое фактический фактические отчет actual actuals outturn utfall faktiskt",
    "plan": "план плановый плановое плана plan planned budget budgeted planerat",
    "forecast": "прогноз прогнозный прогнозное прогноза forecast projection projected prognos",
    "target": "цель целевое целевой target targets goal mål målvärde",
    "optimistic": "оптимистичный оптимистический optimistic optimistisk",
    "pessimistic": "пессимистичный пессимистический консервативный pessimistic conservative pessimistisk",
    "medium": "базовый medium baseline умеренный",
    "estimate": "оценка оценочно estimate estimated est uppskattning",
    "provisional": "предварительно предварительные предварит предв provisional preliminary prel preliminär preliminära",
}
_FILLERS = frozenset("данные значение показатель вариант сценарий data value scenario värde".split())
_ROMAN = {
    roman: number for number, roman in enumerate("I II III IV V VI VII VIII IX X XI XII".split(), start=1)
}
_WORDS = {word: code for code, words in _CLASSES.items() for word in words.split()}
_WORDS |= {word: f"!{scenario}" for scenario, words in _SCENARIOS.items() for word in words.split()}
_WORDS |= dict.fromkeys(_FILLERS, "~")
_EXACT = {
    word: number
    for number, stems in enumerate(MONTH_STEMS, start=1)
    for group in stems
    for word in group.split()
}
_RUSSIAN = re.compile(
    r"(январ|феврал|март|апрел|июн|июл|август|сентябр|октябр|ноябр|декабр)(?:[ьяюе]|ем|а|у|ом)?$"
)  # fmt: skip
_DAY = re.compile(
    r"(?P<y>[0-9]{4})-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})|(?P<d2>[0-9]{1,2})\.(?P<m2>[0-9]{1,2})\.(?P<y2>[0-9]{4})"
)
_TOKEN = re.compile(
    rf"(?P<day>(?<![0-9.])(?:{re.sub('[?]P<[a-z0-9]+>', '?:', _DAY.pattern)})(?![0-9.][0-9]))"
    r"|(?P<number>[0-9]+)|(?P<word>[^\W\d_]+(?:[-/][^\W\d_]+)?|п/г)|(?P<sign>[-/,;()%№+=:.])|\S"
)  # fmt: skip
_ORDINAL = re.compile(
    r"(?<=[0-9IVX])(?:-(?:ый|ой|ое|ого|го|ом|му|й|е|м|я)(?![\w])|(?:st|nd|rd|th)(?![\w])|:[ae](?![\w]))"
)


@lru_cache(maxsize=16_384)
def tokens(text: str) -> tuple[str, ...]:
    """Tokens of a text, in order.

    Returns
    -------
    tuple of str

    Examples
    --------
    >>> tokens("IV квартал 2012 г."), tokens("январь–июнь")
    (('n4', 'Q', 'y2012', 'G'), ('m01', '-', 'm06'))
    """
    return tuple(token for match in _TOKEN.finditer(normalised(text)) for token in _classes(match) if token)


def normalised(text: str) -> str:
    """Text with plain spaces, hyphens and letters, and ordinal numbers without their endings."""
    text = unicodedata.normalize("NFKC", text.replace("І", "I"))
    text = re.sub("[‐‑‒–—−]", "-", folded(" ".join(text.split())))
    return _ORDINAL.sub("", text)


def _classes(match: re.Match[str]) -> list[str]:
    if match["day"]:
        return [_day(match["day"]) or "?"]
    if number := match["number"]:
        return [_number(number)]
    if word := match["word"]:
        whole = _word(word)
        pieces = re.split(r"([-/])", word)
        if whole[0] == "?" and len(pieces) > 1:
            return [piece if piece in "-/" else _word(piece) for piece in pieces]
        return [whole]
    return ["" if match["sign"] == "." else match["sign"] or "?"]


def _number(digits: str) -> str:
    if len(digits) == 4 and "1800" <= digits <= "2100":
        return f"y{digits}"
    return f"n{int(digits)}" if len(digits) <= 2 else f"?{digits}"


def _word(word: str) -> str:
    if number := _ROMAN.get(word):
        return f"n{number}"
    small = word.casefold().replace("ё", "е")
    if small in _WORDS:
        return _WORDS[small]
    if small in _EXACT:
        return f"m{_EXACT[small]:02}"
    match = _RUSSIAN.match(small)
    return f"m{_EXACT[match[1]]:02}" if match else f"?{small}"


def _day(text: str) -> str:
    match = _DAY.fullmatch(text)
    if not match:
        return ""
    try:
        found = date(*(int(match[key] or match[f"{key}2"]) for key in "ymd"))
    except ValueError:
        return ""
    return f"d{found.isoformat()}"
