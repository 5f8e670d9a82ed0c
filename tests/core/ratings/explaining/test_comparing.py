"""Who gains by another method, and by which part of it?"""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from styrbord.core.ratings.chain import rate
from styrbord.core.ratings.explaining import compare_methods, leave_one_out
from styrbord.core.ratings.explaining.comparing import mixture, parts_changed, rank_correlation
from styrbord.core.ratings.options import Aggregation, Bands, Normalisation, Treatment
from tests.core.ratings.explaining.random_worlds import drawn
from tests.core.ratings.references import reference
from tests.core.ratings.worlds import asem, flat, inputs, method, tree

VALUES = [[10, 90, 30], [50, 20, 40], [70, 70, 10], [20, 60, 80]]


def test_places_by_both_are_told_and_who_gains():
    given_ = inputs(VALUES, "abc")
    first, second = method(flat(*"abc")), method(flat(*"abc", weights=(1.0, 4.0, 1.0)))
    found = compare_methods(first, second, given_)
    wanted = (rate(first, given_).ranks[:, -1], rate(second, given_).ranks[:, -1])
    for row, unit in enumerate(given_.units):
        one = next(each for each in found.units if each.unit == unit)
        assert one.places == (wanted[0][row], wanted[1][row])
        assert one.gain == wanted[0][row] - wanted[1][row]
        assert one.by_part == pytest.approx({"node-weights": wanted[1][row] - wanted[0][row]})
    assert found.parts == ("node-weights",)
    assert [one.gain for one in found.units] == sorted((one.gain for one in found.units), reverse=True)
    assert found.notes[0].code == "explain.bands-of-two-methods"


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 100_000))
def test_parts_of_a_move_sum_to_it(seed: int):
    first, given_ = drawn(seed, ways=(Aggregation(),), holes=0.0)
    second = replace(
        first,
        normalisation=Normalisation("zscore", 10.0, 2.0),
        treatment=Treatment("winsorise", most_points=2),
        weights="equal",
    )
    for one in compare_methods(first, second, given_).units:
        assert sum(one.by_part.values()) == pytest.approx(one.places[1] - one.places[0])


def test_a_mixture_takes_what_is_named_and_nothing_else():
    first = method(tree({"G": "ab", "H": "c"}), bands=Bands(cuts=(0.1, 0.5)))
    second = method(tree({"G": ("a", "-b"), "H": "c"}, weights={"a": 3.0}), least_available=0.5)
    assert parts_changed(first, second) == ("least_available", "node-weights", "nodes")
    mixed = mixture(first, second, ["node-weights"])
    assert mixed.tree.by_code["a"].weight == 3.0
    assert mixed.tree.by_code["b"].direction == 1
    assert mixture(first, second, ["nodes"]).tree.by_code["a"].weight == 1.0
    assert mixture(first, second, ["nodes", "node-weights", "least_available"]) == replace(
        second, bands=first.bands
    )


def test_the_same_method_moves_nobody_and_notes_nothing():
    found = compare_methods(method(flat(*"abc")), method(flat(*"abc")), inputs(VALUES, "abc"))
    assert (found.correlation, found.mean_move, found.notes, found.reclassed) == (
        pytest.approx(1.0),
        0.0,
        (),
        (),
    )


def test_without_a_node_places_are_those_of_weight_zero():
    given_, what = inputs(VALUES, "abc"), method(flat(*"abc"))
    found = {one.node: one for one in leave_one_out(what, given_)}
    base = rate(what, given_).ranks[:, -1]
    for code in "abc":
        rest = rate(method(flat(*(one for one in "abc" if one != code))), given_).ranks[:, -1]
        assert found[code].mean_move == pytest.approx(np.abs(rest - base).mean())
        assert found[code].largest_move == np.abs(rest - base).max()
    moves = [one.mean_move for one in leave_one_out(what, given_)]
    assert moves == sorted(moves, reverse=True)


def test_correlation_of_places_shares_ties_evenly():
    assert rank_correlation(np.array([1.0, 1, 3, 4]), np.array([1.0, 2, 3, 4])) == pytest.approx(
        0.9486832980505138
    )
    assert np.isnan(rank_correlation(np.array([1.0, np.nan, 2]), np.array([1.0, 2, 3])))


@reference
def test_the_reference_by_another_mean():
    what, given_ = asem()
    scale = replace(what, normalisation=Normalisation("minmax", 1.0, 100.0))
    found = compare_methods(scale, replace(scale, aggregation=Aggregation("geometric")), given_)
    assert found.parts == ("aggregation",)
    assert 0.9 < found.correlation < 1
    assert all(sum(one.by_part.values()) == pytest.approx(-one.gain) for one in found.units)
