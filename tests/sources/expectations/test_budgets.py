"""Does reading a budget keep its classification codes and its versions, so that they can be compared?"""

from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal

import pytest

from tests.sources.expectations.expected import Case
from tests.sources.expectations.files import Rows, one
from tests.sources.expectations.outcome import Outcome

VERSIONS = ["Утверждено законом о бюджете", "Уточненная роспись", "Исполнено"]
ROWS: Rows = [
    ["Исполнение бюджета за 2023 год"],
    ["тыс. рублей"],
    ["Наименование", "Код бюджетной классификации", *VERSIONS],
    ["Доходы - ВСЕГО", "x", 1500, 1600, 1580.5],
    ["Налог на прибыль", "000 1 01 01000 00 0000 110", 900, 950, 960.25],
    ["Налог на доходы", "000 1 01 02000 01 0000 110", 600, 650, 620.25],
]


@pytest.mark.requirement("R-299")
def test_a_budget_keeps_its_codes_and_its_three_versions(read_case: Callable[..., Outcome]) -> None:
    outcome = read_case(Case(one(ROWS), ()))
    assert {row["period"] for row in outcome.observations} == {"2023"}
    lines: dict[str, dict[str, Decimal]] = defaultdict(dict)
    for row in outcome.observations:
        line, version = row["indicator_code"].rsplit(".", 1)
        lines[version][line] = Decimal(row["value"])
    assert list(lines) == ["Утверждено-законом-о-бюджете", "Уточненная-роспись", "Исполнено"]
    for amounts in lines.values():
        total, first, second = amounts.values()
        assert total == first + second
        assert list(amounts)[1:] == ["Лист1.000-1-01-01000-00-0000-110", "Лист1.000-1-01-02000-01-0000-110"]
    adopted, executed = lines["Утверждено-законом-о-бюджете"], lines["Исполнено"]
    variance = [executed[line] - adopted[line] for line in adopted]
    assert variance == [Decimal("80.5"), Decimal("60.25"), Decimal("20.25")]
    assert variance[0] == sum(variance[1:])
