"""Has every formula the value of the evaluator and the slope of finite differences?"""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from styrbord.core.base.expression.evaluator import evaluate
from styrbord.core.modelling.faults import Text
from styrbord.core.modelling.formulas import formula, typed
from styrbord.core.modelling.operations import OPERATIONS, SINGLE, Numbers
from styrbord.core.modelling.ordering import blocks
from styrbord.core.modelling.tape import Writer

NAMES = ("x", "y", "z")
ATOMS = st.sampled_from([*NAMES, "1.5", "2", "TSLAG(x,1)", "TSLAG(y,2)"])


def deeper(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Formulas made of formulas."""
    pair = st.tuples(inner, inner)
    return st.one_of(
        pair.map(lambda two: f"({two[0]} + {two[1]})"),
        pair.map(lambda two: f"({two[0]} * {two[1]} - {two[1]})"),
        pair.map(lambda two: f"({two[0]}) / (3 + ABS({two[1]}))"),
        pair.map(lambda two: f"MAX({two[0]}, {two[1]}, 0.1)"),
        pair.map(lambda two: f"MIN({two[0]}, {two[1]})"),
        pair.map(lambda two: f"WHERE({two[0]} > {two[1]} & {two[0]} > -9 | 1 > 2, {two[0]}, 2*({two[1]}))"),
        inner.map(lambda one: f"EXP(-ABS({one}))"),
        inner.map(lambda one: f"LOG(1 + ({one})^2)"),
        inner.map(lambda one: f"SQRT(1 + ABS({one}))"),
        inner.map(lambda one: f"(1 + ABS({one}))^1.3"),
        inner.map(lambda one: f"TSDELTA(MOVAVG({one}, 2), 1)"),
        inner.map(lambda one: f"TSLAG({one}, 1)"),
        inner.map(lambda one: f"-({one})"),
    )


FORMULAS = st.recursive(ATOMS, deeper, max_leaves=6)


def history() -> dict[str, Numbers]:
    """Thirty periods of three variables."""
    draw = np.random.default_rng(11)
    return {name: draw.uniform(0.5, 2.0, 30) for name in NAMES}


@settings(max_examples=150, deadline=None)
@given(FORMULAS)
def test_values_are_those_of_the_evaluator_and_slopes_those_of_differences(source: str) -> None:
    values, source = history(), f"0*x + {source}"
    text = Text(source)
    part = formula(text, 0, source)
    writer = Writer({name: at for at, name in enumerate(NAMES)}, {}, "y")
    tape = writer.tape(writer.tree(part.node))
    at = 29
    rows = [values[name][:, None].copy() for name in NAMES]
    plain = float(np.ravel(tape.value(rows, at))[0])
    wanted = np.ravel(evaluate(typed(text, part.node), values))[-1]
    assert plain == pytest.approx(wanted, rel=1e-9, abs=1e-12)
    for (row, steps), slope in tape.slopes(rows, at).items():
        step = 1e-6
        sides = []
        for sign in (1, -1):
            moved = [one.copy() for one in rows]
            moved[row][at + steps] += sign * step
            sides.append(float(np.ravel(tape.value(moved, at))[0]))
        right, left = (sides[0] - plain) / step, (plain - sides[1]) / step
        is_kink = abs(right - left) > 1e-3 * max(1.0, abs(right), abs(left))
        if not is_kink:
            assert float(np.ravel(slope)[0]) == pytest.approx((right + left) / 2, rel=1e-4, abs=1e-6)


def test_a_branch_that_is_not_taken_may_have_no_value() -> None:
    text = Text("WHERE(x > 1, x^2, LOG(x - 5))")
    writer = Writer({"x": 0}, {}, "y")
    tape = writer.tape(writer.tree(formula(text, 0, text.source).node))
    rows = [np.array([[3.0, 0.5, np.nan]])]
    with np.errstate(all="ignore"):
        assert np.isnan(tape.value(rows, 0)).tolist() == [False, True, True]
        assert tape.slopes(rows, 0)[0, 0][0] == 6.0


GRAPHS = st.integers(1, 12).flatmap(
    lambda size: st.lists(
        st.frozensets(st.integers(0, size - 1), max_size=4), min_size=size, max_size=size
    ).map(lambda rows: dict(enumerate(rows)))
)


@settings(max_examples=200, deadline=None)
@given(GRAPHS)
def test_each_equation_comes_once_and_after_what_it_uses(uses: dict[int, frozenset[int]]) -> None:
    done: set[int] = set()
    for block in blocks(uses):
        known = done | set(block.feedback)
        for one in block.order:
            assert uses[one] <= known
            known.add(one)
        assert all(uses[one] <= known for one in block.feedback)
        assert not done & {*block.order, *block.feedback}
        done |= {*block.order, *block.feedback}
    assert done == set(uses)


def test_a_long_circle_has_one_feedback_variable() -> None:
    size = 3_000
    found = blocks({at: frozenset(((at + 1) % size,)) for at in range(size)})
    assert len(found) == 1
    assert len(found[0].feedback) == 1


NUMBERS = (
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.5,
    -2.5,
    3.0,
    1e300,
    -1e300,
    800.0,
    float("inf"),
    float("-inf"),
    float("nan"),
)


@pytest.mark.parametrize("name", sorted(SINGLE))
def test_one_lane_is_computed_like_many(name: str) -> None:
    count = 3 if name == "choice" else 1 if name in {"negative", "ln", "exp", "sqrt", "abs"} else 2
    truths = (0.0, 1.0, float("nan"))
    rows = [truths if name in {"and", "or"} else NUMBERS] * count
    rows[0] = truths if name == "choice" else rows[0]
    for numbers in product(*rows):
        with np.errstate(all="ignore"):
            wide = OPERATIONS[name].forward(*[np.array([one]) for one in numbers])
        assert float(SINGLE[name](*numbers)) == pytest.approx(float(wide[0]), rel=1e-15, nan_ok=True)
