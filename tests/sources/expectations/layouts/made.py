"""Which tables come of throwing dice over how offices print them, and what must each yield?"""

from dataclasses import dataclass
from random import Random
from typing import Any

from tests.sources.expectations.expected import Case, Expected, Key, block, each, periods, series, territories
from tests.sources.expectations.files import Page, xlsx

NAMES = {
    "ru": ["Рязанская область", "Тульская область", "Республика Карелия", "Алтайский край", "г. Москва",
           "Ненецкий автономный округ", "Центральный федеральный округ", "Чувашская Республика"],
    "sv": ["Ale kommun", "Lunds kommun", "Umeå kommun", "Stockholms län", "Gotlands län", "Malmö kommun"],
    "en": ["Kent County", "Essex County", "Dover District", "North Region", "Bath District", "West Region"],
}  # fmt: skip
MEASURES = {
    "ru": ["Число школ", "Численность учеников", "Ввод жилья", "Оборот торговли", "Посевная площадь"],
    "sv": ["Antal skolor", "Folkmängd", "Nybyggda bostäder", "Födda", "Inflyttade"],
    "en": ["Schools", "Population", "New dwellings", "Births", "Arrivals"],
}
TITLES = {
    "ru": ("Социально-экономические показатели", "Основные показатели развития"),
    "sv": ("Statistisk årsbok", "Viktiga uppgifter om utvecklingen"),
    "en": ("Statistical yearbook", "Key figures of development"),
}
UNITS = {"ru": "(тысяч единиц)", "sv": "(tusental)", "en": "(thousands)"}
HEADS = {"ru": ("Территория", "Показатель", "Год"), "sv": ("Kommun", "Indikator", "År"),
         "en": ("Territory", "Indicator", "Year")}  # fmt: skip
QUARTERS = {
    "ru": ["I", "II", "III", "IV"],
    "sv": ["kv 1", "kv 2", "kv 3", "kv 4"],
    "en": ["Q1", "Q2", "Q3", "Q4"],
}
MARKS = {"ru": [("…", "O"), ("-", "Z"), ("н/д", "O"), ("x", "M")], "sv": [("..", "O"), ("–", "Z")],
         "en": [("n/a", "O"), ("-", "Z")]}  # fmt: skip


@dataclass
class Axis:
    """What runs along one side of a table: lines of printed words, and the keys they stand for."""

    printed: list[list[Any]]
    keys: list[Key]
    merges: list[tuple[int, int]]
    kind: str


def _years(dice: Random) -> list[int]:
    first = dice.randint(1995, 2018)
    return list(range(first, first + dice.randint(2, 5)))


def _year_text(dice: Random, language: str) -> Any:
    return dice.choice([str, int, int, lambda year: f"{year} год", lambda year: f"{year}г."]) \
        if language == "ru" else dice.choice([str, int, int])  # fmt: skip


def _nested(outer: list[Any], inner: list[Any]) -> tuple[list[list[Any]], list[tuple[int, int]]]:
    lines = [
        [word if not place else None for word in outer for place in range(len(inner))],
        [*inner] * len(outer),
    ]
    wide = len(inner)
    merges = [(place * wide, place * wide + wide - 1) for place in range(len(outer))] if wide > 1 else []
    return lines, merges


def _columns(dice: Random, language: str) -> Axis:
    years, text = _years(dice), _year_text(dice, language)
    measures = dice.sample(MEASURES[language], dice.randint(2, 3))
    kind = dice.choice(["years", "quarters", "measures", "measures years", "years measures"])
    when, what = periods(*map(str, years)), series(*measures)
    printed = [text(year) for year in years]
    if kind == "years":
        return Axis([printed], when, [], kind)
    if kind == "measures":
        return Axis([measures], what, [], kind)
    if kind == "quarters":
        lines, merges = _nested(printed, QUARTERS[language])
        keys = periods(*(f"{year}-Q{number}" for year in years for number in (1, 2, 3, 4)))
        return Axis(lines, keys, merges, kind)
    if kind == "measures years":
        lines, merges = _nested(measures, printed)
        return Axis(lines, each(what, when), merges, kind)
    lines, merges = _nested(printed, measures)
    return Axis(lines, each(when, what), merges, kind)


def _rows(dice: Random, language: str, columns: str) -> Axis:
    kinds = {"measures": ["years"]}.get(columns, ["territories"])
    if columns in {"years", "quarters"}:
        kinds = ["territories", "territories", "measures"]
    kind = dice.choice(kinds)
    if kind == "years":
        years = _years(dice)
        return Axis([years], periods(*map(str, years)), [], kind)
    known = NAMES[language] if kind == "territories" else MEASURES[language]
    names = dice.sample(known, dice.randint(2, len(known)))
    return Axis([names], (territories if kind == "territories" else series)(*names), [], kind)


def _cell(dice: Random, language: str) -> tuple[Any, str | None]:
    throw = dice.random()
    if throw < 0.05:
        return dice.choice(MARKS[language])
    if throw < 0.08:
        return None, None
    whole, part = dice.randint(0, 5000), dice.randint(1, 9)
    if throw < 0.4:
        return whole, str(whole)
    if throw < 0.55:
        return f"{whole}{'.' if language == 'en' else ','}{part}", f"{whole}.{part}"
    return whole + part / 10, f"{whole}.{part}"


def made(seed: int) -> Case:
    """A table by a seed, and what it must yield."""
    dice = Random(seed)
    language = dice.choice(["ru", "ru", "sv", "en"])
    columns = _columns(dice, language)
    rows = _rows(dice, language, columns.kind)
    top: list[Any] = [[title] for title in TITLES[language][dice.randint(0, 1) :]]
    if dice.random() < 0.5:
        top.append([UNITS[language]])
    top += [[None]] * dice.randint(0, 1)
    corner = {"territories": 0, "measures": 1, "years": 2}[rows.kind]
    head = dice.choice([None, HEADS[language][corner]])
    header = [[head if not line else None, *words] for line, words in enumerate(columns.printed)]
    cells = [[_cell(dice, language) for _ in columns.keys] for _ in rows.keys]
    body = [
        [name, *(printed for printed, _ in line)] for name, line in zip(rows.printed[0], cells, strict=True)
    ]
    first = len(top) + 1
    merges = [f"{_column(left + 1)}{first}:{_column(right + 1)}{first}" for left, right in columns.merges]
    if len(header) > 1:
        merges.append(f"A{first}:A{first + len(header) - 1}")
    at = f"B{first + len(header)}"
    values = [[wanted for _, wanted in line] for line in cells]
    expected: list[Expected] = block(rows.keys, columns.keys, values, at)
    return Case(xlsx(Page([*top, *header, *body], tuple(merges))), expected)


def _column(number: int) -> str:
    return chr(65 + number) if number < 26 else f"A{chr(65 + number - 26)}"
