"""Do tables made by dice, of every shape in which offices print them, yield exactly what stands in them?"""

from collections.abc import Callable

import pytest

from tests.sources.expectations.layouts.made import made
from tests.sources.expectations.outcome import Outcome, differences

SEEDS = range(60)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_made_table_yields_exactly_what_stands_in_it(seed: int, read_case: Callable[..., Outcome]) -> None:
    case = made(seed)
    assert len(case.expected) >= 4
    assert differences(case, read_case(case)) == []


def test_the_made_tables_have_all_shapes() -> None:
    periods = {found.period[4:6] for seed in SEEDS for found in made(seed).expected}
    statuses = {found.status for seed in SEEDS for found in made(seed).expected}
    assert periods == {"", "-Q"}
    assert {"A", "O", "Z", "M"} <= statuses
