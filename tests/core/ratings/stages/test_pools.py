"""Which rows share their statistics?"""

import numpy as np

from styrbord.core.ratings.options import Pool
from styrbord.core.ratings.stages.pools import pools_of

PERIODS = ["2023", "2024", "2023", "2024"]
GROUPS = ["town", "town", "", "county"]


def told(pool: Pool) -> list[tuple[str, list[int]]]:
    return [(one.label, one.rows.tolist()) for one in pools_of(pool, PERIODS, GROUPS)]


def test_rows_by_pool():
    assert told(Pool.ALL) == [("", [0, 1, 2, 3])]
    assert told(Pool.PERIOD) == [("2023", [0, 2]), ("2024", [1, 3])]
    assert told(Pool.GROUP) == [("town", [0, 1]), ("county", [3])]
    assert told(Pool.PERIOD_AND_GROUP) == [("2023 town", [0]), ("2024 town", [1]), ("2024 county", [3])]


def test_pools_never_overlap():
    for pool in Pool:
        rows = np.concatenate([one.rows for one in pools_of(pool, PERIODS, GROUPS)])
        assert len(set(rows.tolist())) == len(rows)
