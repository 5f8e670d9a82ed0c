"""Do POOL, PRIOR, BOUND, BREAK and PANEL mean what the language says?"""

from math import inf

import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.modelling.model import Bound, Break, Equation, Pool, Prior
from styrbord.core.modelling.reading import model_of


def text(*lines: str, head: str = "") -> str:
    """A model with one behavioural equation."""
    return "\n".join(["MODEL", head, "BEHAVIORAL> y", "EQ> y = a + b*x + c*z", "COEFF> a b c", *lines, "END"])


def equation(*lines: str, head: str = "") -> Equation:
    """The equation of a model."""
    return model_of(text(*lines, head=head)).behavioural[0]


def test_what_is_said_of_coefficients_is_read() -> None:
    made = equation("PRIOR> b ~ N(0.5, .2); c ~ n( -1, 1e-1 )", "BOUND> b in [0, 1]", "BOUND> c IN [-inf, 0]")
    assert made.priors == (Prior("b", 0.5, 0.2), Prior("c", -1.0, 0.1))
    assert made.bounds == (Bound("b", 0.0, 1.0), Bound("c", -inf, 0.0))
    assert equation("BOUND> b in [0, ]").bounds == (Bound("b", 0.0, inf),)


def test_territories_lend_each_other_the_coefficients_of_a_pool() -> None:
    model = model_of(text("POOL> a b BY type", head="panel> region"))
    assert model.panel == "region"
    assert model.behavioural[0].pool == Pool(("a", "b"), "type")
    assert equation("POOL> b", head="PANEL> territory").pool == Pool(("b",))


def test_a_break_adds_a_term_that_begins_with_it() -> None:
    made = equation("BREAK> 2014 1", "BREAK> 2020 1 b")
    assert made.breaks == (Break((2014, 1), ("a",)), Break((2020, 1), ("b",)))
    assert made.coefficients == ("a", "a__FROM__2014_1", "b", "b__FROM__2020_1", "c")
    assert [str(regressor) for _, regressor in made.terms[1:4]] == [
        "1 * from__2014_1",
        "x",
        "x * from__2020_1",
    ]
    pooled = equation("BREAK> 2014 1 b", "POOL> b", head="PANEL> territory").pool
    assert pooled == Pool(("b", "b__FROM__2014_1"))


@pytest.mark.parametrize(
    ("lines", "place", "says"),
    [
        (("PRIOR> b ~ N(1)",), "line 6, column 7", "cannot be read as a prior. Write it as c ~ N(0.5, 0.2)"),
        (("PRIOR> b ~ N(1, 0)",), "line 6", "with the second number above 0"),
        (("PRIOR> bb ~ N(1, 1)",), "line 6", "y has no coefficient 'bb'. Did you mean"),
        (("PRIOR> b ~ N(1, 1)", "PRIOR> b ~ N(1, 2)"), "line 7", "the coefficient 'b' stands twice"),
        (("BOUND> b > 0",), "line 6", "Write it as c in [0, 1]"),
        (("BOUND> b in [1, 0]",), "line 6", "the lower number first"),
        (("BOUND> b in [0, 1]; b in [0, 2]",), "line 6, column 20", "stands twice"),
        (("BREAK> 2014",), "line 6", "cannot be read as a break"),
        (("BREAK> 2014 1 q",), "line 6", "no coefficient 'q'"),
        (("BREAK> 2014 1 b", "PDL> b 1 3"), "line 3", "BREAK> of b cannot stand beside PDL>"),
        (("PRIOR> b ~ N(1, 1)", "ERROR> AUTO(1)"), "line 3", "PRIOR> cannot stand beside ERROR>"),
        (("POOL> b",), "line 6", "y pools coefficients, and no PANEL> names the territories"),
        (("PANEL> territory", "POOL>"), "line 7", "cannot be read as coefficients to pool"),
        (("PANEL> territory", "POOL> BY type"), "line 7", "coefficients to pool"),
        (("PANEL> period",), "line 6", "cannot be read as a panel"),
        (("PANEL> a", "PANEL> b"), "line 7", "a second time"),
        (("PANEL> t", "POOL> b", "PRIOR> b ~ N(1, 1)"), "line 7", "PRIOR> of b cannot stand beside POOL>"),
        (("PANEL> t", "POOL> b", "ERROR> AUTO(1)"), "line 7", "ERROR> cannot stand beside POOL>"),
    ],
)
def test_what_is_wrong_is_told_with_line_and_column(lines: tuple[str, ...], place: str, says: str) -> None:
    with pytest.raises(Refused) as refusal:
        model_of(text(*lines))
    told = refusal.value.problems
    assert any(one.place.startswith(place) and says in str(one) for one in told), list(map(str, told))


def test_an_identity_has_no_coefficients_to_speak_of() -> None:
    with pytest.raises(Refused, match="BOUND> belongs to a behavioural equation"):
        model_of("MODEL\nIDENTITY> y\nEQ> y = x\nBOUND> a in [0, 1]\nEND")


@pytest.mark.parametrize("keyword", ["POOL", "PRIOR", "BOUND", "BREAK"])
@pytest.mark.parametrize("piece", [" ", "9", "c", "[", "~ N(", "1 1 ", ";", "\t,", "in [", "-"])
def test_hostile_statements_are_answered(keyword: str, piece: str) -> None:
    for opening in ("", "b in [", "b ~ N(", "2014 ", "b "):
        body = opening + piece * (19_000 // len(piece))
        with pytest.raises(Refused):
            model_of(text(f"{keyword}> {body}"))
