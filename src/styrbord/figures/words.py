"""Which words do numbers and periods need in each language?

Months follow the pictures of the design (shorter than CLDR in Russian); Russian dates take the
genitive. An unknown language reads as English.
"""

from collections.abc import Mapping
from typing import NamedTuple

Words = Mapping[str, str]

MISSING: Words = {"en": "no data", "ru": "нет данных", "sv": "data saknas"}
NONE: Words = {"en": "none", "ru": "нет", "sv": "ingen"}
OF: Words = {"en": "of", "ru": "из", "sv": "av"}
DECIMAL_MARK: Words = {"en": ".", "ru": ",", "sv": ","}
THOUSANDS_MARK: Words = {"en": ",", "ru": "\u2009", "sv": "\u2009"}
BEFORE_PERCENT: Words = {"en": "", "ru": "\u00a0", "sv": "\u00a0"}
PERCENTAGE_POINTS: Words = {"en": "pp", "ru": "п.п.", "sv": "p.e."}

MONTHS: Mapping[str, tuple[str, ...]] = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "ru": (
        "янв.",
        "фев.",
        "март",
        "апр.",
        "май",
        "июнь",
        "июль",
        "авг.",
        "сен.",
        "окт.",
        "ноя.",
        "дек.",
    ),
    "sv": (
        "jan.",
        "feb.",
        "mars",
        "apr.",
        "maj",
        "juni",
        "juli",
        "aug.",
        "sep.",
        "okt.",
        "nov.",
        "dec.",
    ),
}
GENITIVE: Words = {"март": "марта", "май": "мая", "июнь": "июня", "июль": "июля"}

PERIODS: Mapping[str, Words] = {
    "S": {"en": "H{n}", "ru": "{n}-е пол.", "sv": "halvår {n}"},
    "Q": {"en": "Q{n}", "ru": "{n} кв.", "sv": "kv. {n}"},
    "W": {"en": "week {n}", "ru": "{n}-я нед.", "sv": "v. {n}"},
}

# By language: one, few, many, other (plural categories of CLDR).
Plurals = Mapping[str, Mapping[str, str]]
DURATIONS: Mapping[str, Plurals] = {
    "A": {
        "en": {"one": "year", "other": "years"},
        "ru": {"one": "год", "few": "года", "many": "лет", "other": "года"},
        "sv": {"other": "år"},
    },
    "S": {
        "en": {"one": "half-year", "other": "half-years"},
        "ru": {"one": "полугодие", "few": "полугодия", "many": "полугодий", "other": "полугодия"},
        "sv": {"other": "halvår"},
    },
    "Q": {
        "en": {"one": "quarter", "other": "quarters"},
        "ru": {"other": "кв."},
        "sv": {"other": "kvartal"},
    },
    "M": {"en": {"one": "month", "other": "months"}, "ru": {"other": "мес."}, "sv": {"other": "mån."}},
    "W": {
        "en": {"one": "week", "other": "weeks"},
        "ru": {"other": "нед."},
        "sv": {"one": "vecka", "other": "veckor"},
    },
    "D": {
        "en": {"one": "day", "other": "days"},
        "ru": {"one": "день", "few": "дня", "many": "дней", "other": "дня"},
        "sv": {"one": "dag", "other": "dagar"},
    },
}


class Unit(NamedTuple):
    """Words of a unit: beside a number (may be empty) and over an axis or column."""

    beside: Words
    over: Words


def _unit(en: str, ru: str, sv: str) -> Unit:
    words = {"en": en, "ru": ru, "sv": sv}
    return Unit(words, words)


def _count(en: str, ru: str, sv: str) -> Unit:
    """Unit that goes without saying beside a number, as "486,312" under "Population"."""
    return Unit({}, {"en": en, "ru": ru, "sv": sv})


UNITS: Mapping[str, Unit] = {
    "": _count("", "", ""),
    "1": _count("", "", ""),
    "index": _count("index", "индекс", "index"),
    "0-1": _count("0–1", "0–1", "0–1"),
    "points": _unit("points", "баллов", "poäng"),
    "rank": _count("rank", "место", "plats"),
    "number": _count("number", "единиц", "antal"),
    "ratio": _count("ratio", "отношение", "kvot"),
    "persons": _count("persons", "чел.", "personer"),
    "households": _count("households", "домохозяйств", "hushåll"),
    "dwellings": _count("dwellings", "жилищ", "bostäder"),
    "enterprises": _count("enterprises", "предприятий", "företag"),
    "jobs": _count("jobs", "рабочих мест", "jobb"),
    "SEK": _unit("kr", "кр.", "kr"),
    "RUB": _unit("RUB", "руб.", "rubel"),
    "EUR": _unit("EUR", "евро", "euro"),
    "km": _unit("km", "км", "km"),
    "m2": _unit("m²", "м²", "m²"),
    "ha": _unit("ha", "га", "ha"),
    "t": _unit("t", "т", "ton"),
    "kg": _unit("kg", "кг", "kg"),
    "kWh": _unit("kWh", "кВт·ч", "kWh"),
    "MWh": _unit("MWh", "МВт·ч", "MWh"),
    "GWh": _unit("GWh", "ГВт·ч", "GWh"),
    "min": _unit("min", "мин", "min"),
    "h": _unit("h", "ч", "h"),
    "days": _unit("d", "дн.", "dagar"),
    "years": _unit("years", "лет", "år"),
    "months": _unit("months", "мес.", "mån."),
    "per-100": _unit("per 100", "на 100", "per 100"),
    "per-1000": _unit("per 1,000", "на 1\u2009000", "per 1\u2009000"),
    "per-10000": _unit("per 10,000", "на 10\u2009000", "per 10\u2009000"),
    "per-100000": _unit("per 100,000", "на 100\u2009000", "per 100\u2009000"),
}

MULTIPLIERS: Mapping[int, Words] = {
    3: {"en": "thousand", "ru": "тыс.", "sv": "tusen"},
    6: {"en": "million", "ru": "млн", "sv": "miljoner"},
    9: {"en": "billion", "ru": "млрд", "sv": "miljarder"},
    12: {"en": "trillion", "ru": "трлн", "sv": "biljoner"},
}
