"""Can an attacker work out a hidden number from all that is published?"""

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from bench.disclosure import BARE, run
from styrbord.core.spine.disclosure.attack import intervals
from styrbord.core.spine.disclosure.protection import protected
from styrbord.core.spine.disclosure.table import Table

TABLES = 100


def test_no_hidden_number_of_random_tables_is_worked_out_and_primary_cells_alone_would_be() -> None:
    told = run(TABLES, seed=4, most=1)
    assert (told["exact"], told["close"]) == (0, 0)
    assert told["hidden"] > TABLES
    assert told["primary_only_broken"] > BARE / 4
    assert told["refused"] < TABLES / 4


def table(values: list[float], sums: list[list[int]], *, known: tuple[int, ...] = ()) -> Table:
    """Cells of which each sum names the total first."""
    size = len(values)
    links = np.zeros((len(sums), size))
    for row, (total, *parts) in enumerate(sums):
        links[row, total], links[row, parts] = -1, 1
    value = np.array(values, dtype=float)
    is_known = np.isin(np.arange(size), known)
    nothing = np.zeros(size, dtype=bool)
    need = np.maximum(value / 10, 1.0)
    return Table(value, np.zeros(size), need, np.arange(size), is_known, nothing, csr_matrix(links))


def flags(size: int, *at: int) -> np.ndarray:
    return np.isin(np.arange(size), at)


def test_one_hidden_part_is_known_from_the_total_and_two_are_not() -> None:
    sister = table([30, 2, 8, 20], [[0, 1, 2, 3]])
    low, high = intervals(sister, flags(4, 1))
    assert (low[1], high[1]) == (2, 2)
    low, high = intervals(sister, flags(4, 1, 2))
    assert (low[1], high[1], low[2], high[2]) == (0, 10, 0, 10)


def test_the_smallest_sister_that_is_large_enough_is_hidden_with_a_part() -> None:
    found = protected(table([31, 2, 1, 8, 20], [[0, 1, 2, 3, 4]]), flags(5, 1))
    assert np.flatnonzero(found.hidden).tolist() == [1, 2]
    assert not found.exposed.any()


def test_a_total_is_hidden_where_every_part_was_shown_before() -> None:
    found = protected(table([30, 2, 8, 20], [[0, 1, 2, 3]], known=(2, 3)), flags(4, 1))
    assert np.flatnonzero(found.hidden).tolist() == [0, 1]


def test_what_was_shown_before_may_give_a_part_away_for_good() -> None:
    found = protected(table([30, 2, 8, 20], [[0, 1, 2, 3]], known=(0, 2, 3)), flags(4, 1))
    assert np.flatnonzero(found.exposed).tolist() == [1]


def test_a_reader_who_knows_one_hidden_part_does_not_get_the_other() -> None:
    two = table([30, 2, 8, 20], [[0, 1, 2, 3]])
    alone = protected(two, flags(4, 1))
    assert np.flatnonzero(alone.hidden).tolist() == [1, 2]
    watched = protected(two, flags(4, 1), insiders=lambda hidden: [flags(4, cell) for cell in hidden])
    assert watched.hidden.sum() >= 3
    assert not watched.guessed.any()


def test_the_same_table_is_hidden_the_same_way() -> None:
    rng = np.random.default_rng(7)
    values = rng.integers(1, 60, size=12).astype(float)
    sums = [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11], [1, 5, 9], [2, 6, 10]]
    for total, *parts in sums:
        values[total] = values[parts].sum()
    first, second = (protected(table(values.tolist(), sums), values < 5) for _ in range(2))
    assert np.array_equal(first.hidden, second.hidden)


def test_a_negative_value_may_be_anything() -> None:
    free = table([6, -2, 8], [[0, 1, 2]])
    free.lower[:] = -np.inf
    low, high = intervals(free, flags(3, 1, 2))
    assert (low[1], high[1]) == (-np.inf, np.inf)


@pytest.mark.parametrize("hidden", [(), (1,), (1, 2)])
def test_what_is_seen_has_no_interval(hidden: tuple[int, ...]) -> None:
    seen = table([10, 4, 6], [[0, 1, 2]])
    low, high = intervals(seen, flags(3, *hidden))
    assert (low[0], high[0]) == (10, 10)
