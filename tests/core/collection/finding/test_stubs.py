"""What do columns of labels say about the rows of a table?"""

from typing import Any

from styrbord.core.collection.finding.heads import heads_over
from styrbord.core.collection.finding.look import Look
from styrbord.core.collection.finding.stubs import Stub, stub_columns
from styrbord.core.collection.model import Role
from tests.core.collection.reading_sheets import sheet

T, G, ROLE = Role.TERRITORY, Role.GROUP, Role.INDICATOR


def roles(head: list[Any], *rows: Any, known: tuple[str, ...] = ()) -> list[Role]:
    """Roles of all columns, taken for labels."""
    look = Look(sheet(head, *rows))
    heads = heads_over(look, [0], 0, look.sheet.width - 1)
    body = range(1, len(rows) + 1)
    found = stub_columns(look, sorted(heads), heads, body, lambda name: name in known)
    return [one.role for one in found]


def test_names_of_territories_are_known_by_their_words_or_by_the_list() -> None:
    assert roles([None], ["Рязанская область"], ["Тульская область"]) == [T]
    assert roles([None], ["Ale"], ["Lund"], known=("Ale", "Lund")) == [T]
    assert roles([None], ["Ale"], ["Lund"]) == [ROLE]
    assert roles(["Kommun"], ["Ale"], ["Lund"]) == [T]


def test_totals_and_leads_do_not_count_for_or_against_territories() -> None:
    assert roles([None], ["Всего"], ["в том числе:"], ["Тульская область"]) == [T]


def test_numbers_units_and_periods_are_known_without_a_head() -> None:
    assert roles([None, None, None], ["1.1", "Школы", "процент"], ["1.2", "Дома", "человек"]) == [
        Role.NUMBER,
        ROLE,
        Role.UNIT,
    ]
    assert roles([None, None], ["Ale", "2019"], ["Ale", "2020"])[1] is Role.PERIOD


def test_years_are_periods_whatever_their_head_promises() -> None:
    assert roles(["Показатель"], [2019], [2020]) == [Role.PERIOD]


def test_a_head_that_promises_periods_over_other_words_is_not_believed() -> None:
    assert roles(["Год"], ["Ale"], ["Lund"]) != [Role.PERIOD]


def test_labels_with_gaps_hold_for_the_rows_below() -> None:
    rows = (["Ресурсы", "Люди"], [None, "Деньги"], [None, "Время"], ["Итоги", "Выручка"])
    assert roles([None, None], *rows) == [G, ROLE]


def test_a_further_column_with_a_head_parts_the_numbers() -> None:
    rows = (["Тульская область", "женщины"], ["Тульская область", "мужчины"])
    assert roles(["Территория", "Пол"], *rows) == [T, Role.BREAKDOWN]


def test_codes_beside_territories_are_theirs() -> None:
    rows = (["70000000", "Тульская область"], ["61000000", "Рязанская область"])
    assert roles(["Код", "Территория"], *rows) == [Role.TERRITORY_CODE, T]
    assert roles(["Код строки", "Территория"], *rows) == [Role.NUMBER, T]


def test_blank_columns_are_skipped() -> None:
    assert roles(["Территория", "Пол"], ["Ale", None], ["Lund", None]) == [T, Role.SKIP]


def test_a_stub_that_is_blank_in_its_first_rows_is_looked_at_farther_down() -> None:
    look = Look(sheet(*([None] for _ in range(1_000)), [5]))
    assert not Stub(look, 0, (), range(1_001)).is_blank
    assert Stub(look, 0, (), range(1_000)).is_blank
    assert Stub(look, 0, (), []).share(bool) == 0
