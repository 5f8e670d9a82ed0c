"""Does one cause give one line, and is nothing dropped?"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrbord.core.signals.attention import Line, attention, chance_of_own, lines
from tests.core.signals.making import NA

NAMES = st.sampled_from("abcdef")


def test_a_part_that_moves_with_the_whole_has_no_cause_of_its_own() -> None:
    whole = np.array([-100.0, -120, NA])
    follows = np.array([-11.0, -11.5, -50])
    assert chance_of_own(follows, whole, share=0.1, spread=2, worse=-1) > 0.1
    alone = np.array([-30.0, -32, NA])
    assert chance_of_own(alone, whole, share=0.1, spread=2, worse=-1) < 1e-6
    assert chance_of_own(alone, whole, share=0.1, spread=2, worse=1) > 0.99
    assert chance_of_own(alone, whole, share=0.1, spread=2, worse=0) < 1e-6
    assert np.isnan(chance_of_own(np.array([NA]), np.array([1.0]), share=1, spread=1, worse=1))
    assert np.isnan(chance_of_own(alone, whole, share=1, spread=0, worse=1))


def test_what_a_whole_explains_stands_below_it_and_what_has_a_cause_of_its_own_does_not() -> None:
    severity = {"country": 1.0, "county": 2.0, "town": 3.0, "other": 4.0, "away": 0.5}
    above = {"town": ["county", "country"], "county": ["country"], "other": ["county"]}
    own = {("town", "county"): 0.4, ("county", "country"): 0.3, ("other", "county"): 0.01}
    assert lines(severity, above, own) == [
        Line("other"),
        Line("country", ("town", "county")),
        Line("away"),
    ]


def test_a_part_of_which_nothing_is_known_is_listed() -> None:
    for own in ({}, {("town", "county"): NA}):
        found = lines({"county": 1.0, "town": 1.0}, {"town": ["county"]}, own)
        assert found == [Line("county"), Line("town")]


def test_a_whole_that_does_not_alarm_explains_nothing() -> None:
    assert lines({"town": 1.0}, {"town": ["county"]}, {("town", "county"): 0.9}) == [Line("town")]


@given(
    severity=st.dictionaries(NAMES, st.floats(0, 9)),
    above=st.dictionaries(NAMES, st.lists(NAMES, max_size=3)),
    own=st.dictionaries(st.tuples(NAMES, NAMES), st.floats(0, 1)),
    budget=st.integers(0, 4),
    overdue=st.frozensets(NAMES),
)
def test_every_alarm_stands_on_exactly_one_line(
    severity: dict[str, float],
    above: dict[str, list[str]],
    own: dict[tuple[str, str], float],
    budget: int,
    overdue: frozenset[str],
) -> None:
    found = lines(severity, above, own)
    assert sorted(name for line in found for name in (line.name, *line.explained)) == sorted(severity)
    seen = attention(found, overdue, budget)
    assert sorted((*seen.shown, *seen.rest), key=str) == sorted(found, key=str)
    assert len(seen.shown) <= budget


@pytest.mark.parametrize(("overdue", "first"), [(frozenset(), "a"), (frozenset("c"), "c")])
def test_what_is_overdue_comes_first_and_the_rest_is_counted(overdue: frozenset[str], first: str) -> None:
    listed = lines({"a": 3.0, "b": 2.0, "c": 1.0}, {}, {})
    seen = attention(listed, overdue, budget=2)
    assert (seen.shown[0].name, len(seen.shown), len(seen.rest)) == (first, 2, 1)
