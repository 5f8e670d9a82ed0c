"""Does a table of any territories and years, with words around it, come back exactly?"""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as some

from styrbord.core.collection.grid import Merge
from tests.core.collection.reading_sheets import Reading, cell_name, lost, read, sheet, taken_twice

KINDS = ("область", "край", "район", "городской округ")
ROOTS = ("Рязан", "Туль", "Калуж", "Орлов", "Курс", "Перм", "Томск", "Омск", "Киров", "Псков")
CAPTIONS = ("Социальные показатели", "1.2. Число школ", "(единиц)", "Образование", "Приложение к сборнику")
NOTES = ("1) Без вечерних школ.", "2) Оценка.", "_____", "Источник: Росстат", "Примечание: по отчётам")

names = some.builds("{}ская {}".format, some.sampled_from(ROOTS), some.sampled_from(KINDS))
numbers = some.one_of(
    some.integers(-10_000, 10_000_000).map(float),
    some.floats(-1e6, 1e6, allow_nan=False).map(lambda number: round(number, 3)),
    some.sampled_from(["…", "-", "x", None]),
)
STATUSES = {"…": "O", "-": "Z", "x": "M"}


@dataclass
class Made:
    """A table by dice."""

    above: list[str]
    places: list[str]
    years: list[int]
    cells: list[list[Any]]
    below: list[str]

    def rows(self) -> list[list[Any]]:
        """The sheet's rows."""
        head = ["Территория", *self.years]
        body = [[place, *line] for place, line in zip(self.places, self.cells, strict=True)]
        return [*([text] for text in self.above), head, *body, *([text] for text in self.below)]

    def expected(self, down: int = 0, right: int = 0) -> dict[str, tuple[str, str, str, str]]:
        """Territory, period, value and status by cell."""
        first = len(self.above) + 1 + down
        return {
            cell_name(first + row, 1 + column + right): (
                place,
                str(year),
                _text(cell),
                STATUSES.get(cell, "A"),
            )
            for row, (place, line) in enumerate(zip(self.places, self.cells, strict=True))
            for column, (year, cell) in enumerate(zip(self.years, line, strict=True))
            if cell is not None
        }


def _text(cell: Any) -> str:
    if isinstance(cell, str):
        return ""
    text = format(cell, "f") if "e" in repr(cell) else repr(cell)
    plain = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if plain == "-0" else plain


@some.composite
def tables(draw: some.DrawFn) -> Made:
    """Tables of territories and years, at least half of whose cells hold something."""
    places = draw(some.lists(names, min_size=2, max_size=8, unique=True))
    first = draw(some.integers(1990, 2020))
    years = list(range(first, first + draw(some.integers(2, 6))))
    line = some.lists(numbers, min_size=len(years), max_size=len(years))
    cells = draw(some.lists(line, min_size=len(places), max_size=len(places)))
    for row in cells:
        row[0] = row[0] if isinstance(row[0], float) else 7.0
        row[-1] = row[-1] if isinstance(row[-1], float) else 8.5
    above = draw(some.lists(some.sampled_from(CAPTIONS), max_size=3, unique=True))
    below = draw(some.lists(some.sampled_from(NOTES), max_size=3, unique=True))
    return Made(above, places, years, cells, below)


def came(reading: Reading) -> dict[str, tuple[str, str, str, str]]:
    """Territory, period, value and status by cell."""
    return {
        one.cell.rpartition("!")[2]: (one.territory_name, one.period, one.value, one.obs_status)
        for one in reading.observations
    }


@settings(max_examples=40, deadline=None)
@given(tables())
def test_a_table_comes_back_exactly(made: Made) -> None:
    reading = read(sheet(*made.rows()))
    assert came(reading) == made.expected()
    assert len({one.indicator_code for one in reading.observations}) == 1
    assert (lost(reading), taken_twice(reading)) == ([], [])


@settings(max_examples=40, deadline=None)
@given(tables(), some.integers(0, 3), some.integers(0, 3), some.integers(0, 3))
def test_blank_rows_and_columns_around_change_only_places(
    made: Made, down: int, right: int, more: int
) -> None:
    rows = [[None] * right + row for row in made.rows()]
    blank: list[list[Any]] = [[None]]
    moved = read(sheet(*blank * down, *rows, *blank * more))
    assert came(moved) == made.expected(down, right)
    plain = read(sheet(*made.rows()))
    assert Counter(one[:9] for one in moved.observations) == Counter(one[:9] for one in plain.observations)


@settings(max_examples=40, deadline=None)
@given(tables(), some.lists(some.tuples(*[some.integers(0, 40)] * 4), max_size=4))
def test_joins_below_and_beyond_the_table_change_nothing(made: Made, joins: list[tuple[int, ...]]) -> None:
    rows = len(made.rows())
    merges = tuple(Merge(rows + a, b, rows + a + c, b + d) for a, b, c, d in joins)
    assert came(read(sheet(*made.rows(), merges=merges))) == made.expected()


@settings(max_examples=40, deadline=None)
@given(tables(), some.randoms(use_true_random=False))
def test_the_order_of_rows_changes_only_places(made: Made, dice: Any) -> None:
    order = list(range(len(made.places)))
    dice.shuffle(order)
    turned = Made(
        made.above,
        [made.places[at] for at in order],
        made.years,
        [made.cells[at] for at in order],
        made.below,
    )
    first, second = read(sheet(*made.rows())), read(sheet(*turned.rows()))
    assert Counter(one[:9] for one in first.observations) == Counter(one[:9] for one in second.observations)
