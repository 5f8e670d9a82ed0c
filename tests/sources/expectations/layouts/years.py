"""How does a form look this year, and how does it look next year, grown by a year and some rows?"""

from collections.abc import Callable
from dataclasses import dataclass

from tests.sources.expectations.expected import (
    Case,
    Expected,
    K,
    R,
    T,
    block,
    each,
    periods,
    plain,
    series,
    territories,
)
from tests.sources.expectations.files import Page, Rows, delimited, one, xlsx

Grown = Callable[[bool], Case]
L = "Липецкая область"


@dataclass(frozen=True)
class Years:
    """A form of this year and of the next one."""

    this: Case
    following: Case


def _numbers(rows: int, columns: int, first: int = 100) -> list[list[int]]:
    return [[first + 10 * row + column for column in range(columns)] for row in range(rows)]


def _top(is_next: bool) -> Rows:
    return [["Министерство образования"]] if is_next else []


def years_across(is_next: bool) -> Case:
    years = [2019, 2020, 2021, 2022] if is_next else [2019, 2020, 2021]
    names = [R, T, K, L] if is_next else [R, T]
    numbers = _numbers(len(names), len(years))
    body = [[name, *line] for name, line in zip(names, numbers, strict=True)]
    rows: Rows = [*_top(is_next), ["Число школ"], ["(единиц)"], ["Территория", *years], *body]
    at = "B5" if is_next else "B4"
    columns = periods(*map(str, years))
    return Case(one(rows), block(territories(*names), columns, plain(numbers), at), units={"": "единиц"})


def quarters_under_years(is_next: bool) -> Case:
    years = [2021, 2022] if is_next else [2021]
    names = [R, T, K] if is_next else [R, T]
    numbers = _numbers(len(names), 4 * len(years))
    head = [None, *(cell for year in years for cell in (f"{year} год", None, None, None))]
    quarters = [None, *("I квартал", "II квартал", "III квартал", "IV квартал") * len(years)]
    body = [[name, *line] for name, line in zip(names, numbers, strict=True)]
    rows: Rows = [*_top(is_next), ["Средние цены, рублей"], head, quarters, *body]
    top = 3 if is_next else 2
    merges = (f"B{top}:E{top}", f"F{top}:I{top}")[: len(years)]
    columns = periods(*(f"{year}-Q{quarter}" for year in years for quarter in (1, 2, 3, 4)))
    return Case(one(rows, *merges), block(territories(*names), columns, plain(numbers), f"B{top + 2}"))


def years_down(is_next: bool) -> Case:
    years = [2019, 2020, 2021, 2022] if is_next else [2019, 2020, 2021]
    numbers = _numbers(len(years), 2)
    body = [[year, *line] for year, line in zip(years, numbers, strict=True)]
    rows: Rows = [*_top(is_next), ["Обучение"], ["Год", "Число школ", "Число учеников"], *body]
    at = "B4" if is_next else "B3"
    expected = block(periods(*map(str, years)), series("schools", "pupils"), plain(numbers), at)
    return Case(one(rows), expected)


def numbered_tree(is_next: bool) -> Case:
    years = [2020, 2021, 2022] if is_next else [2020, 2021]
    tree = {"1.1": "Доля занятых", "1.2": "Число студентов", "2.1": "Доля домов с интернетом"}
    if is_next:
        tree = {"1.1": "Доля занятых", "1.1.1": "из них женщин", **tree, "2.2": "Число абонентов"}
    numbers = _numbers(len(tree), len(years))
    body = [[code, name, "единиц", *line]
            for (code, name), line in zip(tree.items(), numbers, strict=True)]  # fmt: skip
    head = ["№", "Наименование показателя", "Единица измерения", *(f"{year}г." for year in years)]
    rows: Rows = [*_top(is_next), ["Мониторинг развития"], head, *body]
    at = "D4" if is_next else "D3"
    expected = block(series(*tree), periods(*map(str, years)), plain(numbers), at)
    return Case(one(rows), expected, codes={code: f".{code}" for code in tree})


def measures_with_the_year_in_the_title(is_next: bool) -> Case:
    year = 2022 if is_next else 2021
    names = [R, T, K] if is_next else [R, T]
    numbers = _numbers(len(names), 2)
    body = [[name, *line] for name, line in zip(names, numbers, strict=True)]
    title = f"Показатели территорий за {year} год"
    rows: Rows = [*_top(is_next), [title], ["Территория", "Число школ", "Число больниц"], *body]
    columns = each(series("schools", "hospitals"), periods(str(year)))
    return Case(one(rows), block(territories(*names), columns, plain(numbers), "B4" if is_next else "B3"))


def several_sheets(is_next: bool) -> Case:
    years = [2019, 2020, 2021, 2022] if is_next else [2019, 2020, 2021]
    names = [R, T, K] if is_next else [R, T]
    pages, expected = [], []
    for sheet, title, first in (("1.1.", "Число школ", 100), ("1.2.", "Число больниц", 500)):
        numbers = _numbers(len(names), len(years), first)
        body = [[name, *line] for name, line in zip(names, numbers, strict=True)]
        pages.append(Page([*_top(is_next), [f"{sheet} {title}"], [None, *years], *body], name=sheet))
        at = "B4" if is_next else "B3"
        columns = periods(*map(str, years))
        expected += block(territories(*names), columns, plain(numbers), at, sheet, series=title)
    contents = Page([["Содержание"], ["1.1.", "Число школ"], ["1.2.", "Число больниц"]], name="Раздел 1")
    return Case(xlsx(contents, *pages), expected)


def long_lines(is_next: bool) -> Case:
    years = [2020, 2021, 2022] if is_next else [2020, 2021]
    names = [R, T, K] if is_next else [R, T]
    keys = [(name, str(year)) for name in names for year in years]
    lines = [[name, year, "Число школ", str(100 + number)] for number, (name, year) in enumerate(keys)]
    rows: Rows = [["Территория", "Год", "Показатель", "Значение"], *lines]
    expected = [
        Expected(line[0], line[2], line[1], line[3], "A", f"*!D{number}")
        for number, line in enumerate(lines, start=2)
    ]
    return Case(delimited(rows, ";", "windows-1251"), expected)


GROWING: tuple[Grown, ...] = (
    years_across,
    quarters_under_years,
    years_down,
    numbered_tree,
    measures_with_the_year_in_the_title,
    several_sheets,
    long_lines,
)
FORMS = {grown.__name__: Years(grown(False), grown(True)) for grown in GROWING}
