"""Are values computed as the functions say, with missing values staying missing?"""

import numpy as np
import pytest

from styrbord.core.base.expression import evaluate, parse
from styrbord.core.base.problems import Refused

NAN = float("nan")
ENV = {"x": [1.0, 2.0, NAN, 4.0], "y": [0.0, 2.0, 3.0, -1.0]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x + y", [1, 4, NAN, 3]),
        ("x / y", [NAN, 1, NAN, -4]),
        ("0 / 0 + x", [NAN] * 4),
        ("-x^2", [-1, -4, NAN, -16]),
        ("x^0", [1, 1, NAN, 1]),
        ("sqrt(y)", [0, 2**0.5, 3**0.5, NAN]),
        ("ln(y) + exp(1000)", [NAN] * 4),
        ("x > 1", [0, 1, NAN, 1]),
        ("x > 1 and y > 100", [0, 0, 0, 0]),
        ("x > 1 or y > 0", [0, 1, 1, 1]),
        ("not x = 2", [1, 0, NAN, 1]),
        ("if x > 1 then y else x", [1, 2, NAN, -1]),
        ("if isnull(x) then y else x", [1, 2, 3, 4]),
        ("nvl(x, y)", [1, 2, 3, 4]),
        ("min(x, y)", [0, 2, NAN, -1]),
        ("max(x, y, 3)", [3, 3, NAN, 4]),
        ("between(x, 2, 4)", [0, 1, NAN, 1]),
        ("round(x / 3, 2)", [0.33, 0.67, NAN, 1.33]),
        ("abs(y)", [0, 2, 3, 1]),
        ("power(x, 2)", [1, 4, NAN, 16]),
        ("timeshift(x, 1)", [NAN, 1, 2, NAN]),
        ("timeshift(x, -1)", [2, NAN, 4, NAN]),
        ("timeshift(x, 9)", [NAN] * 4),
        ("100 * x / timeshift(x, 1)", [NAN, 200, NAN, NAN]),
        ("flow_to_stock(y)", [0, 2, 5, 4]),
        ("flow_to_stock(x)", [1, 3, NAN, NAN]),
        ("stock_to_flow(y)", [NAN, 2, 1, -4]),
        ("sum_over(y, 3)", [NAN, NAN, 5, 4]),
        ("avg(y, 2)", [NAN, 1, 2.5, 1]),
        ("sum_over(y, 5)", [NAN] * 4),
    ],
)
def test_values(text: str, expected: list[float]) -> None:
    np.testing.assert_allclose(evaluate(parse(text), ENV), expected, rtol=1e-12)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10 - 3 - 2", 5),
        ("10 - (3 - 2)", 9),
        ("16 / 4 / 2", 2),
        ("2^3^2", 512),
        ("-2^2", -4),
        ("6 / 2 * 3", 9),
    ],
)
def test_operators_of_one_level_go_from_the_left_and_powers_from_the_right(
    text: str, expected: float
) -> None:
    assert evaluate(parse(text), {}) == expected


def test_halves_are_rounded_away_from_zero() -> None:
    env = {"x": [1.5, -2.5, 0.4, -0.4]}
    assert evaluate(parse("round(x)"), env).tolist() == [2, -3, 0, 0]
    assert evaluate(parse("round(100 * x, -2)"), env).tolist() == [200, -300, 0, 0]
    assert evaluate(parse("round(x * 1e300, 15)"), env)[0] == 1.5e300


def test_names_of_many_subjects_and_of_none_are_broadcast() -> None:
    table = np.arange(6.0).reshape(2, 3)
    found = evaluate(parse("table * row + cell"), {"table": table, "row": [1.0, 10.0, 100.0], "cell": 1.0})
    assert found.tolist() == [[1, 11, 201], [4, 41, 501]]
    assert evaluate(parse("2 + 3"), {}).shape == ()


def test_the_period_is_the_last_axis() -> None:
    table = np.array([[1.0, 2.0], [10.0, 20.0]])
    assert evaluate(parse("stock_to_flow(x)"), {"x": table})[:, 1].tolist() == [1.0, 10.0]


def test_infinite_input_is_missing_and_input_is_left_alone() -> None:
    values = np.array([np.inf, 1.0])
    found = evaluate(parse("x"), {"x": values})
    assert np.isnan(found[0])
    found[1] = 5.0
    assert values[1] == 1.0


def test_a_zero_has_no_sign() -> None:
    assert np.signbit(evaluate(parse("-x"), {"x": [0.0]})).tolist() == [False]


def test_a_name_without_values_is_refused() -> None:
    with pytest.raises(Refused, match="'z' is not known"):
        evaluate(parse("x + z"), ENV)
