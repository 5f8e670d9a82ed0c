"""Do reading, writing and evaluating agree on every tree, and does no text do harm?"""

import math

import numpy as np
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from styrbord.core.base.expression import FUNCTIONS, evaluate, parse
from styrbord.core.base.expression.tree import Node, written
from styrbord.core.base.problems import Refused
from tests.core.base.expression.reference import NAMES, Series, trees, value, worlds

pieces = st.sampled_from(
    [*FUNCTIONS, "if", "then", "else", "and", "or", "not", *"+-*/^=<>(),'. \n", "<>", "1", "2e9", "9" * 400]
    + ["a", "'e-gov'", "__import__", "x.__class__", "lambda", "[", "{", "\\", "\u0000", "é", "²", "٣", ";"]
)


@given(trees)
def test_a_written_tree_parses_to_itself(tree: Node) -> None:
    expression = parse(written(tree))
    assert expression.tree == tree
    assert expression.names <= frozenset(NAMES)
    assert parse(str(expression)).tree == tree


@settings(max_examples=300, deadline=None)
@given(trees, worlds)
def test_the_value_is_that_of_plain_python(tree: Node, world: dict[str, Series]) -> None:
    env = {
        name: np.array([math.nan if cell is None else cell for cell in row]) for name, row in world.items()
    }
    expression = parse(written(tree))
    assume(expression.names)
    found = evaluate(expression, env)
    expected = [math.nan if cell is None else cell for cell in value(tree, world)]
    assert not np.isinf(found).any()
    np.testing.assert_allclose(np.broadcast_to(found, (5,)), expected, rtol=1e-6, atol=1e-6)


@settings(max_examples=500, deadline=None)
@given(
    st.lists(pieces, max_size=30).map(" ".join)
    | st.lists(pieces, max_size=30).map("".join)
    | st.text(max_size=60)
)
@example("(" * 20_000)
@example("-" * 20_000)
@example("not " * 5_000)
@example("if " * 5_000)
@example("a^" * 5_000 + "a")
@example("abs(" * 5_000)
@example("1+" * 9_000 + "1")
def test_a_text_is_read_or_refused_with_its_place(text: str) -> None:
    try:
        parse(text)
    except Refused as refusal:
        for problem in refusal.problems:
            assert problem.code.startswith("expression.")
            assert problem.params["position"]
            assert str(problem.params["caret"]).endswith("^")
            assert problem.message
            assert problem.advice


@given(st.integers(1, 200))
def test_the_longest_and_deepest_accepted_formulas_are_evaluated(count: int) -> None:
    total = evaluate(parse(" + ".join(["a"] * count)), {"a": [1.0, 2.0]})
    assert total.tolist() == [count, 2 * count]


def test_sixty_four_levels_are_evaluated() -> None:
    text = "(" * 31 + "a" + " + 1) * 1" * 31
    assert evaluate(parse(text), {"a": 0.0}).tolist() == 31.0
