"""What does the word at the head of a column promise?"""

import pytest

from styrbord.core.collection.finding.head_words import is_code_head, is_row_code_head, role_of
from styrbord.core.collection.model import Role


@pytest.mark.parametrize(
    ("head", "role"),
    [
        *(("Территория", Role.TERRITORY), ("Kommun", Role.TERRITORY), ("Region", Role.TERRITORY)),
        *(("ОКТМО", Role.TERRITORY_CODE), ("Kommunkod", Role.TERRITORY_CODE), ("geo", Role.TERRITORY_CODE)),
        *(("Показатель", Role.INDICATOR), ("indicator_code", Role.INDICATOR_CODE)),
        *(("№ п/п", Role.NUMBER), ("Код строки", Role.NUMBER), ("КБК", Role.NUMBER)),
        *(("Ед. изм.", Role.UNIT), ("Год", Role.PERIOD), ("År", Role.PERIOD), ("OBS_VALUE", Role.VALUE)),
        *(("Статус", Role.STATUS), ("Примечание", Role.NOTE), ("breakdown", Role.BREAKDOWN)),
        *(("  год\n", Role.PERIOD), ("", None), ("Население", None), ("Годовой отчёт", None)),
    ],
)
def test_a_head_promises_a_role(head: str, role: Role | None) -> None:
    assert role_of(head) is role


def test_heads_of_codes_are_told_from_heads_of_rows() -> None:
    assert is_code_head("Код по ОКАТО")
    assert not is_code_head("Территория")
    assert is_row_code_head("Код строки")
    assert not is_row_code_head("Код")
