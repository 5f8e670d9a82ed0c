"""Is a list of cases read strictly, every number as it stands?"""

from decimal import Decimal

import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.investments.appraisal.cases import cases_of


@pytest.mark.parametrize(
    ("text", "code", "told"),
    [
        ("", "appraisal.not-json", "in line 1, column 1"),
        ('[{"id": "a",]', "appraisal.not-json", "in line 1"),
        ("[" * 200_000, "appraisal.not-json", "nested too deep"),
        ('{"id": "a"}', "appraisal.no-list", "an object stands where the list"),
        ("null", "appraisal.no-list", "null stands"),
        ('[{"formula": "nps"}, 3, {"id": 4}, {"id": ""}]', "appraisal.no-id", "Case 1 has no id"),
        (
            '[{"id": "a"}, {"id": "b"}, {"id": "a"}]',
            "appraisal.same-id",
            "Case 3 has the id 'a', as case 1 has",
        ),
    ],
)
def test_what_is_no_list_of_cases_is_refused(text: str, code: str, told: str) -> None:
    with pytest.raises(Refused, match=told) as caught:
        cases_of(text, "cases.json")
    assert caught.value.problems[0].code == code
    assert caught.value.problems[0].place == "cases.json"


def test_every_case_without_an_id_is_told() -> None:
    with pytest.raises(Refused) as caught:
        cases_of('[{"formula": "nps"}, 3, {"id": 4}, {"id": ""}]')
    assert [one.params["number"] for one in caught.value.problems] == [1, 2, 3, 4]


def test_numbers_are_the_decimals_that_stand_there() -> None:
    (case,) = cases_of('\ufeff[{"id": "a", "input": [0.10, 1e2, 7]}]')
    assert case.content["input"] == [Decimal("0.10"), Decimal("1e2"), Decimal(7)]


def test_no_cases_are_no_trouble() -> None:
    assert cases_of("[]") == ()
