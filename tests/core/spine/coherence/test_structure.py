"""Are sums found from lines of series and parent?"""

from datetime import date

import numpy as np
import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.spine.coherence.structure import structure_of, structure_on
from styrbord.core.spine.subjects import Membership
from tests.core.spine.coherence.worlds import crossed, tree


def test_every_series_is_the_sum_of_the_bottom_series_below_it() -> None:
    made = tree(2, 3)
    assert made.summing.toarray().sum(axis=1).tolist() == [6, 3, 3, 1, 1, 1, 1, 1, 1]
    assert made.level.tolist() == [0, 1, 1, 2, 2, 2, 2, 2, 2]


def test_crossed_groupings_count_nothing_twice() -> None:
    made = crossed(3, 2)
    values = made.filled(np.arange(6.0)[:, None])
    assert values[0, 0] == 15
    assert made.summing.toarray().max() == 1
    assert np.abs(made.sums @ values).max() == 0
    assert np.linalg.matrix_rank(made.sums.toarray()) == len(made.aggregates)


def test_bottom_series_may_lie_at_different_depths_and_stand_alone() -> None:
    made = structure_of(["c", "T", "A", "a", "alone"], [("a", "A"), ("A", "T"), ("c", "T"), ("alone", "")])
    assert [made.codes[row] for row in made.bottom] == ["c", "a", "alone"]
    assert made.filled(np.array([[1.0], [2.0], [7.0]]))[:, 0].tolist() == [1, 3, 2, 2, 7]


def test_gaps_tell_what_a_reported_total_differs_from_its_parts() -> None:
    made = tree(2)
    assert made.gaps(np.array([[10.0, 10.0], [3.0, np.nan], [5.0, 5.0]]))[0].tolist()[0] == 2
    assert np.isnan(made.gaps(np.array([[10.0], [np.nan], [5.0]]))[0, 0])


def test_sums_are_those_of_the_day() -> None:
    links = [
        Membership("adm", "a", "N"),
        Membership("adm", "b", "N", valid_to=date(2019, 12, 31)),
        Membership("adm", "b", "S", valid_from=date(2020, 1, 1)),
        Membership("adm", "c", "S"),
        Membership("adm", "nested", "S", counts=False),
    ]
    codes = ["N", "S", "a", "b", "c", "nested"]
    before = structure_on(codes, links, date(2019, 1, 1))
    after = structure_on(codes, links, date(2020, 1, 1))
    assert before.filled(np.ones((4, 1)))[:2, 0].tolist() == [2, 1]
    assert after.filled(np.ones((4, 1)))[:2, 0].tolist() == [1, 2]


@pytest.mark.parametrize(
    ("codes", "links", "code", "named"),
    [
        (["a", "b"], [("a", "b"), ("b", "a")], "coherence.circle", "a, b"),
        (["a"], [("a", "T")], "coherence.unknown-series", "T"),
        (["a", "a"], [], "coherence.series-twice", "a"),
    ],
)
def test_a_hierarchy_that_cannot_be_is_refused_with_its_names(
    codes: list[str], links: list[tuple[str, str]], code: str, named: str
) -> None:
    with pytest.raises(Refused) as told:
        structure_of(codes, links)
    assert [(problem.code, problem.params["series"]) for problem in told.value.problems] == [(code, named)]
