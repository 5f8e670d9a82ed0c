"""Is the grammar read as it is documented, and is a mistake shown at its letter?"""

import pytest

from styrbord.core.base.expression import Type, checked_names, parse, quoted
from styrbord.core.base.problems import Problem, Refused


def refused(text: str) -> Problem:
    with pytest.raises(Refused) as refusal:
        parse(text)
    (problem,) = refusal.value.problems
    return problem


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("a + b * c", "a + (b * c)"),
        ("a / b - c", "(a / b) - c"),
        ("-a^2", "-(a^2)"),
        ("-a * b", "(-a) * b"),
        ("a^b^c", "a^(b^c)"),
        ("2^-a^b", "2^(-(a^b))"),
        ("not a = b and c < d or e > f", "((not (a = b)) and (c < d)) or (e > f)"),
        ("a < b + c", "a < (b + c)"),
        ("if a > 1 or b > 1 then b else c + 1", "if ((a > 1) or (b > 1)) then b else (c + 1)"),
        ("if a > 1 then 1 else if a > 0 then 2 else 3", "if a > 1 then 1 else (if a > 0 then 2 else 3)"),
        (" a\n/\tb ", "a/b"),
        ("1.50 + .5", "1.5 + 0.5"),
    ],
)
def test_operators_bind_as_documented(text: str, same: str) -> None:
    assert parse(text).tree == parse(same).tree
    assert str(parse(text)) == str(parse(same))


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("((a))*( b+c )", "a * (b + c)"),
        ("(a+b)+c", "(a + b) + c"),
        ("'population'/'e-gov-index'", "population / 'e-gov-index'"),
        ("(-a)^2", "(-a)^2"),
        ("1e6", "1000000"),
        ("min(a,b , 2)", "min(a, b, 2)"),
        ("'abs' + RS21_2.x", "abs + RS21_2.x"),
        ("Школы + share75_", "Школы + share75_"),
    ],
)
def test_the_canonical_text_has_only_the_brackets_it_needs(text: str, canonical: str) -> None:
    assert str(parse(text)) == canonical


def test_names_and_type_are_known_before_any_value() -> None:
    formula = parse("if isnull('e-gov-index') then a else a / b")
    assert formula.names == {"e-gov-index", "a", "b"}
    assert formula.type is Type.NUMBER
    assert parse("a > 1 or not b < 2").type is Type.BOOLEAN


def test_a_mistake_is_shown_under_its_letter() -> None:
    problem = refused("births / * population")
    assert problem.code == "expression.syntax"
    assert problem.params["caret"] == "births / * population\n         ^"
    assert str(problem) == (
        "Position 10: '*' was not expected. Expected a number, a name, a function or a bracket."
    )


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("", "expression.syntax", 1),
        ("a b", "expression.syntax", 3),
        ("(a", "expression.syntax", 3),
        ("a)", "expression.syntax", 2),
        ("a +\n  $", "expression.syntax", 7),
        ("'a", "expression.syntax", 1),
        ("''", "expression.syntax", 1),
        ("1,5", "expression.syntax", 2),
        ("a not b", "expression.syntax", 3),
        ("if a > 1 then b", "expression.syntax", 16),
        ("9" * 400, "expression.syntax", 1),
        ("a; b", "expression.syntax", 2),
        ("a.__class__()", "expression.unknown-function", 1),
        ("__import__(os)", "expression.unknown-function", 1),
        ("1 + abs()", "expression.arguments", 5),
        ("round(a, 1, 2)", "expression.arguments", 1),
        ("a + (b > c)", "expression.type", 8),
        ("a < b < c", "expression.type", 3),
        ("a and b", "expression.type", 1),
        ("if a then b else c", "expression.type", 4),
        ("if a > 1 then b else b > 1", "expression.type", 24),
        ("timeshift(a, b)", "expression.steps", 14),
        ("sum_over(a, 0)", "expression.steps", 13),
        ("avg(a, 1.5)", "expression.steps", 8),
        ("sum_over(a, 100000)", "expression.steps", 13),
        ("(" * 100 + "a" + ")" * 100, "expression.too-deep", 65),
        ("a + " * 2_100 + "a", "expression.too-long", 8_001),
        ("a" * 20_001, "expression.too-long", 1),
    ],
)
def test_what_is_wrong_is_refused_at_its_place(text: str, code: str, position: int) -> None:
    problem = refused(text)
    assert (problem.code, problem.params["position"]) == (code, position)


def test_a_mistyped_function_is_answered_with_the_near_one() -> None:
    assert "Did you mean timeshift?" in refused("timeshft(a, 1)").advice
    assert "Did you mean abs?" in refused("ABS(a)").advice


def test_every_unknown_name_is_reported_once_with_the_near_one() -> None:
    with pytest.raises(Refused) as refusal:
        checked_names(parse("births / populaton + populaton + x"), ["births", "population"])
    problems = refusal.value.problems
    assert [(problem.params["name"], problem.params["position"]) for problem in problems] == [
        ("populaton", 10),
        ("x", 34),
    ]
    assert "Did you mean population?" in problems[0].advice


def test_a_code_with_hyphens_without_quotes_is_recognised() -> None:
    with pytest.raises(Refused) as refusal:
        checked_names(parse("100 * e-gov-index"), ["e-gov-index", "e-gov-rank"])
    (problem,) = refusal.value.problems
    assert problem.params["name"] == "e-gov-index"
    assert "Did you mean 'e-gov-index'? A code with hyphens stands in single quotes." in problem.advice


def test_a_long_line_is_cut_around_the_mark() -> None:
    line, mark = str(refused("a + " * 100 + ")").params["caret"]).split("\n")
    assert len(line) <= 120
    assert line[mark.index("^")] == ")"


def test_any_code_can_be_written() -> None:
    for code in ("a", "e-gov-index", "1", "if", "a..b", "share75_", "жильё"):
        assert parse(quoted(code)).names == {code}
