"""Are names of coalitions read strictly, with the meant one named?"""

from decimal import Decimal

import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.investments.allocation.game import game_of

ONE = Decimal(1)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("B+A", "Did you mean 'A+B'"),
        ("A+A", "'A\\+A' is no coalition"),
        ("A+b", "Did you mean 'A+B'"),
        ("", "'' is no coalition"),
        ("A+", "'A\\+' is no coalition"),
        ("Ö", "'Ö' is no coalition"),
    ],
)
def test_a_name_that_means_none_is_refused(name: str, told: str) -> None:
    with pytest.raises(Refused, match=told.replace("A+B", r"A\+B")) as caught:
        game_of(["A", "B"], {name: ONE})
    assert caught.value.problems[0].place == f"coalition_value.{name}"


@pytest.mark.parametrize("parties", [["A", "A"], ["A+B"], [" "]])
def test_a_party_has_a_name_of_its_own_without_plus(parties: list[str]) -> None:
    with pytest.raises(Refused, match="cannot name a party"):
        game_of(parties, {})


@pytest.mark.parametrize("count", [0, 16])
def test_there_are_one_to_fifteen_parties(count: int) -> None:
    with pytest.raises(Refused, match=f"There are {count} parties"):
        game_of([f"p{at}" for at in range(count)], {})
