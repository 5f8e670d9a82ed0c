"""Does the table of who pays and gains sum to the whole, and do transfers cancel?"""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrbord.core.investments.allocation.keys import CENT
from styrbord.core.investments.bearers import COST, TRANSFER, Line, distribution
from styrbord.core.investments.discounting import Convention, factors_at
from tests.core.investments.worlds import CENTS

WHO = ("agency", "county", "citizens", "firms")
KINDS = (COST, "cashable_own", "priced_citizen_business")
YEARS = 4
RATE = Decimal("0.035")
FACTORS = factors_at(RATE, Convention.AT_START, YEARS)
AMOUNTS = st.lists(CENTS, min_size=YEARS, max_size=YEARS).map(tuple)
LINES = st.lists(st.builds(Line, st.sampled_from(WHO), st.sampled_from(KINDS), AMOUNTS), max_size=12)
MOVES = st.lists(
    st.builds(Line, st.sampled_from(WHO), st.just(TRANSFER), AMOUNTS, st.sampled_from(WHO)), max_size=4
)


def worth(line: Line) -> Fraction:
    """Present value by fractions, nothing rounded; a cost is negative."""
    growth = 1 + Fraction(RATE)
    found = sum((Fraction(amount) / growth**year for year, amount in enumerate(line.amounts)), Fraction(0))
    return -found if line.kind == COST else found


@given(LINES, MOVES)
def test_it_sums_to_an_independent_total_and_transfers_cancel(lines: list[Line], moves: list[Line]) -> None:
    found = distribution([*lines, *moves], FACTORS)
    exact = sum(map(worth, lines), Fraction(0))
    assert abs(Fraction(found.total) - exact) <= Fraction(CENT) / 2
    assert sum(found.nets.values()) == sum(found.by_kind.values()) == found.total
    assert found.by_kind.get(TRANSFER, 0) == 0
    assert all(amount == amount.quantize(CENT) for amount in found.cells.values())
    for (bearer, kind), amount in found.cells.items():
        if kind != TRANSFER:
            own = sum((worth(one) for one in lines if (one.bearer, one.kind) == (bearer, kind)), Fraction(0))
            assert abs(Fraction(amount) - own) < Fraction(CENT)


@given(LINES, MOVES)
def test_transfers_move_no_net_of_society(lines: list[Line], moves: list[Line]) -> None:
    assert distribution([*lines, *moves], FACTORS).total == distribution(lines, FACTORS).total


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (Line("a", COST, (Decimal(1),)), "1 years, 4 factors"),
        (Line("a", TRANSFER, (Decimal(1),) * YEARS), "payee is ''"),
        (Line("a", COST, (Decimal(1),) * YEARS, "b"), "payee is 'b'"),
    ],
)
def test_lines_that_do_not_fit_are_refused(line: Line, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        distribution([line], FACTORS)
