"""Is a model's text read as it is meant, and is everything wrong told with its place?"""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from styrbord.core.base.problems import Refused
from styrbord.core.modelling.faults import MOST_PROBLEMS
from styrbord.core.modelling.model import Left, Model
from styrbord.core.modelling.reading import model_of, problems_of
from tests.core.modelling import klein


def identity(right: str, *more: str) -> str:
    """A model of one identity."""
    return "\n".join(["MODEL", "IDENTITY> y", f"EQ> y = {right}", *more, "END"])


def shown(right: str) -> str:
    """Canonical text of a right side."""
    return str(model_of(identity(right)).equations[0].branches[0].right)


def behavioural(*lines: str) -> Model:
    """A model of one behavioural equation."""
    return model_of("\n".join(["MODEL", "BEHAVIORAL> y", *lines, "END"]))


def test_klein_is_six_equations() -> None:
    model = model_of(klein.TEXT)
    assert model.endogenous == ("cn", "i", "w1", "y", "p", "k")
    assert model.exogenous == ("g", "t", "time", "w2")
    assert (model.back, model.ahead) == (1, 0)
    assert model.equation("cn").intercept == "a1"
    assert model.equation("cn").sample == ((1921, 1), (1941, 1))


@klein.needed
def test_the_shared_text_of_klein_is_the_same_model() -> None:
    model = model_of((klein.FOLDER / "klein.txt").read_text(encoding="utf-8"))
    own = model_of(klein.TEXT)
    assert [one.terms for one in model.equations] != []
    assert [(one.name, [str(part) for _, part in one.terms]) for one in model.equations] == [
        (one.name, [str(part) for _, part in one.terms]) for one in own.equations
    ]


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("-x^2", "-x^2"),
        ("2^3^x", "2^3^x"),
        ("2**x", "2^x"),
        ("a-b-c", "a - b - c"),
        ("LAG(x)", "timeshift(x, 1)"),
        ("tslag(x + z, 3)", "timeshift(x + z, 3)"),
        ("TSLEAD(x,2)", "timeshift(x, -2)"),
        ("TSDELTA(x)", "x - timeshift(x, 1)"),
        ("DEL(x,4)", "x - timeshift(x, 4)"),
        ("TSDELTAP(x)", "100 * (x - timeshift(x, 1)) / timeshift(x, 1)"),
        ("TSDELTALOG(x,2)", "ln(x / timeshift(x, 2))"),
        ("MAVE(x,3)", "avg(x, 3)"),
        ("MTOT(x,3)", "sum_over(x, 3)"),
        ("LOG(x)*Exp(z)/abs(q)", "ln(x) * exp(z) / abs(q)"),
        ("WHERE(a>1 & b<2|c==3, a, b)", "if a > 1 and b < 2 or c = 3 then a else b"),
        ("WHERE(a.GE.1 & b.LT.2., a, b)", "if a >= 1 and b < 2 then a else b"),
        ("WHERE(a != 1, a, +b)", "if a <> 1 then a else b"),
        ("x +\n   z", "x + z"),
        ("1.5e3*x", "1500 * x"),
    ],
)
def test_formulas_mean_what_the_language_says(written: str, means: str) -> None:
    assert shown(written) == means


@pytest.mark.parametrize(
    ("left", "found", "steps"),
    [
        ("y", Left.SAME, 0),
        ("LOG(y)", Left.LOG, 0),
        ("exp(y)", Left.EXP, 0),
        ("TSDELTA(y)", Left.CHANGE, 1),
        ("TSDELTAP(y,4)", Left.PERCENT, 4),
        ("DELTALOG", None, 0),
        ("TSDELTALOG(y,2)", Left.GROWTH, 2),
        ("LOG(x)", None, 0),
        ("2*y", None, 0),
    ],
)
def test_the_left_side_is_one_function_of_its_own_variable(left: str, found: Left | None, steps: int) -> None:
    text = f"MODEL\nIDENTITY> y\nEQ> {left} = x\nEND"
    if found is None:
        with pytest.raises(Refused, match="is not y alone or one function of it"):
            model_of(text)
    else:
        one = model_of(text).equations[0]
        assert (one.left, one.steps) == (found, steps)


def test_lags_add_up() -> None:
    assert model_of(identity("TSLAG(MOVAVG(x,2),3)")).back == 4
    assert model_of(identity("TSLEAD(x,2) + TSLAG(TSLAG(x,2),5)")).ahead == 2
    assert behavioural("EQ> y = a*x", "COEFF> a", "PDL> a 1 4", "ERROR> AUTO(2)").back == 5


def test_comments_blank_lines_and_small_letters_are_let_be() -> None:
    text = "\n$ first\nMODEL\n\ncomment> 1 + @ ?\n$ EQ> x\n  identity > y\n eq > y =\n\n   x\n   + z\nEND\n"
    assert model_of(text).exogenous == ("x", "z")


def test_groups_of_an_identity_stand_in_the_order_of_the_text() -> None:
    text = "MODEL\nIDENTITY> y\nIF> x > 0\nEQ> y = 1\nIDENTITY> y\nIF> x > 5\nEQ> y = 2\nEND"
    assert [str(one.condition) for one in model_of(text).equations[0].branches] == ["x > 0", "x > 5"]


def test_units_and_sources_are_kept() -> None:
    model = model_of(identity("x", "UNIT> y million", "SOURCE> x yearbook"))
    assert set(model.notes) == {"UNIT y", "SOURCE x"}


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("", "line 1", "MODEL"),
        ("MODEL\nIDENTITY> y\nEQ> y = x", "line 3", "END"),
        ("MODEL\nEND", "line 1", "has no equation"),
        ("MODEL\nIDENTITY> y\nEQ> y = x +* z\nEND", "line 3, column 12", "'*' was not expected"),
        ("MODEL\nIDENTITY> y\nEQ> y = foo(x)\nEND", "line 3, column 9", "no function 'foo'"),
        ("MODEL\nIDENTITY> y\nEQ> y = TSLAG(x,z)\nEND", "line 3, column 17", "not a whole number"),
        ("MODEL\nIDENTITY> y\nEQ> y = x__z\nEND", "line 3, column 9", "reserved"),
        ("MODEL\nIDENTITY> y\nEQ> y = x > 1\nEND", "line 3", "truth value"),
        ("MODEL\nIDENTITY> y\nEQ> y = x $ no\nEND", "line 3, column 11", "'$' stands inside"),
        ("MODEL\nIDENTITY> y\nEND", "line 2", "y has no EQ>"),
        ("MODEL\nIDENTITY> y\nEQ> y = x\nIDENTITY> y\nEQ> y = z\nEND", "line 4", "in line 2 already"),
        ("MODEL\nIDENTITY> y\nEQ> y = x\nEQ> y = x\nEND", "line 4", "a second time"),
        ("MODEL\nIDENTITY> y\nEQ> y = x\nCOEFF> a\nEND", "line 4", "belongs to a behavioural equation"),
        ("MODEL\nIDENTTY> y\nEQ> y = x\nEND", "line 2", "Did you mean IDENTITY?"),
        ("MODEL\nIDENTITY> y\nEQ> y = x\nTARGET> x 2030 5\nEND", "line 4", "No equation explains x"),
        ("MODEL\nIDENTITY> y\nEQ> y = x\nTARGET> y 20x0 5\nEND", "line 4", "cannot be read as a target"),
        ("MODEL\nIDENTITY> y\nEQ> y = x\nTARGET> y 2030 5 best\nEND", "line 4", "as a target"),
        ("MODEL\nIDENTITY> y\nEQ> y = x\nTARGET> y 2030 5; y 2030 6\nEND", "line 4", "a second time"),
        ("MODEL\nIDENTITY> 1y\nEQ> y = x\nEND", "line 2", "is no name"),
        ("MODEL\nIDENTITY> LOG\nEQ> y = x\nEND", "line 2", "reserved"),
        ("MODEL\nBEHAVIORAL> y\nEQ> y = a + b*x\nEND", "line 2", "y has no COEFF>"),
        ("MODEL\nBEHAVIORAL> y\nEQ> y = a - b*x\nCOEFF> a b\nEND", "line 3", "is not a coefficient"),
        ("MODEL\nBEHAVIORAL> y\nEQ> y = a + b*x*z\nCOEFF> a b\nEND", "line 3", "is not a coefficient"),
        ("MODEL\nBEHAVIORAL> y\nEQ> y = a + b*x\nCOEFF> b a\nEND", "line 4", "COEFF> names b a"),
        ("MODEL\nBEHAVIORAL> y\nEQ> y = a*x + b*x\nCOEFF> a b\nEND", "line 2", "stands twice"),
        ("MODEL\nBEHAVIORAL> y\nEQ> y = a + b\nCOEFF> a b\nEND", "line 2", "an intercept"),
        ("MODEL\nBEHAVIORAL> y\nEQ> y = a*x\nCOEFF> a\nERROR> AUTO(10)\nEND", "line 5", "AUTO(1)"),
        ("MODEL\nBEHAVIORAL> y\nEQ> y = a*x\nCOEFF> a\nPDL> a 3 3\nEND", "line 5", "as a lag"),
        ("MODEL\nBEHAVIORAL> y\nEQ> y = a*x\nCOEFF> a\nPDL> b 1 3\nEND", "line 5", "no coefficient 'b'"),
        ("MODEL\nBEHAVIORAL> y\nEQ> y = a*x\nCOEFF> a\nRESTRICT> a > 1\nEND", "line 5", "a restriction"),
        ("MODEL\nBEHAVIORAL> y\nEQ> y = a*x\nCOEFF> a\nRESTRICT> q = 1\nEND", "line 5", "coefficient 'q'"),
        ("MODEL\nBEHAVIORAL> y TSRANGE 9\nEQ> y = a*x\nCOEFF> a\nEND", "line 2", "as a sample"),
        ("MODEL\nstray\nEND", "line 2", "belongs to no statement"),
        ("MODEL\nBEHAVIORAL> y\nEQ> y = a*x\nCOEFF> a\nIF> x > 1\nEND", "line 5", "IF> belongs to"),
        ("MODEL\nBEHAVIORAL> y\nEQ> y = rho1*x\nCOEFF> rho1\nERROR> AUTO(1)\nEND", "line 2", "'rho1'"),
    ],
)
def test_what_is_wrong_is_told_with_line_and_column(text: str, place: str, says: str) -> None:
    with pytest.raises(Refused) as refusal:
        model_of(text)
    told = refusal.value.problems
    assert any(one.place.startswith(place) and says in str(one) for one in told), list(map(str, told))


def test_all_problems_come_at_once_with_a_mark_below_the_letter() -> None:
    text = "MODEL\nIDENTITY> y\nEQ> y = x +* z\nIDENTITY> p\nEQ> p = (x\nIDENTITY> q\nEND"
    told = problems_of(text, name="m.txt")
    assert [one.place.split(",")[1].strip() for one in told] == ["line 3", "line 5", "line 6"]
    assert str(told[0].params["drawn"]).split("\n")[1].index("^") == 11
    assert told[0].place == "m.txt, line 3, column 12"


def test_warnings_do_not_stop() -> None:
    told = problems_of(identity("x +\nCOMMENT> why\nz", "STORE> old"))
    assert [one.code for one in told] == ["model.inner-comment", "model.ignored"]
    assert not any(one.is_error for one in told)


def test_polynomial_lags_are_bounded_together() -> None:
    names = [f"a{at}" for at in range(30)]
    right = " + ".join(f"{one}*x{one}" for one in names)
    lags = "; ".join(f"{one} 3 100" for one in names)
    with pytest.raises(Refused, match="more than 1000 terms of lags"):
        behavioural(f"EQ> y = {right}", f"COEFF> {' '.join(names)}", f"PDL> {lags}")


def test_many_warnings_do_not_stop() -> None:
    lines = [f"STORE> {at}" for at in range(500)] + ["COMMENT> x", "$ y"] * 500
    told = problems_of(identity("x +", *lines, "STORE> z"))
    assert any(one.is_error for one in told)
    told = problems_of(identity("x +\n" + "\n".join(["COMMENT> x", "$ y"] * 500) + "\nz", *lines))
    assert len(told) == MOST_PROBLEMS
    assert not any(one.is_error for one in told)


HOSTILE = [
    "__import__('os').system('true')",
    "().__class__.__bases__",
    "lambda: 1",
    "[x for x in y]",
    "x.real",
    'x["a"]',
    "eval(x)",
    "f'{x}'",
    "9" * 500,
    "1e999",
    "(" * 5000 + "x" + ")" * 5000,
    "-" * 19_000 + "x",
    "TSDELTA(" * 60 + "x" + ")" * 60,
    "MOVAVG(" * 9 + "x" + ",900)" * 9,
    "x^" * 9000 + "x",
    "TSLAG(x,99999999999999999999)",
    "x" * 19_000,
    "\x00",
    "é",
    "x = y",
    "x,y",
    "TSLAG(" * 90 + "x" + ",900)" * 90,
]


@pytest.mark.parametrize("right", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_formulas_are_refused_or_harmless(right: str) -> None:
    for text in (identity(right), f"MODEL\nIDENTITY> y\nIF> {right}\nEQ> y = x\nEND"):
        for one in problems_of(text):
            assert one.message
            assert one.place


def test_many_problems_end_with_a_word_about_the_rest() -> None:
    text = "\n".join(["MODEL", *(f"IDENTITY> y{at}\nEQ> y{at} = x +" for at in range(5000)), "END"])
    told = problems_of(text)
    assert len(told) == MOST_PROBLEMS + 1
    assert told[-1].code == "model.many"


PIECES = st.lists(
    st.sampled_from(
        [
            "MODEL\n",
            "\nEND\n",
            "\nIDENTITY> y",
            "\nBEHAVIORAL> z",
            "\nEQ> y = ",
            "\nCOEFF> a b",
            "\nIF> ",
            "a",
        ]
        + ["\nPDL> a 1 3", "\nRESTRICT> a = 1", "\nIV> x", "\nERROR> AUTO(1)", "x", "(", ")", ",", "+", "*"]
        + ["TSLAG(", "MOVAVG(", "TSDELTA(", "WHERE(", "^", "-", "1", "2.5", "&", "|", "<", "==", "=", "$"]
        + [
            "__class__",
            ".",
            "'",
            '"',
            "[",
            "]",
            "{",
            "\\",
            ";",
            "\n",
            "\t",
            "TSRANGE 1 1 2 1",
            "@",
            "é",
            "\0",
        ]
    ),
    max_size=40,
)


@settings(max_examples=300, deadline=None)
@given(PIECES)
@example(["MODEL\n", "\nIDENTITY> y", "\nEQ> y = ", "x", "\nEND\n"])
def test_any_text_is_a_model_or_is_told_why_not(pieces: list[str]) -> None:
    for text in ("".join(pieces), "MODEL\n" + "".join(pieces) + "\nEND\n"):
        told = problems_of(text)
        assert all(one.message and one.advice for one in told)
        assert any(one.is_error for one in told) or model_of(text).equations


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_letters_are_refused_in_words(text: str) -> None:
    assert all(one.message for one in problems_of(f"MODEL\nIDENTITY> y\nEQ> y = {text}\nEND"))
    assert any(one.is_error for one in problems_of(text)) or "IDENTITY" in text.upper()


def test_targets_stand_anywhere_with_a_direction() -> None:
    later = "TARGET> y 2031-Q2 -6.5 direction down\ny 2032 7 up"
    text = f"MODEL\nTARGET> y 2030 1.5e2\nIDENTITY> y\nEQ> y = x\n{later}\nEND"
    found = [(one.name, str(one.period), one.value, one.is_up) for one in model_of(text).targets]
    assert found == [("y", "2030", 150.0, True), ("y", "2031-Q2", -6.5, False), ("y", "2032", 7.0, True)]
