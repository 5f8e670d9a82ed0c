"""How is wrong input reported: where, what, and what to do?"""

import pickle

import pytest

from styrbord.core.base.periods import Period
from styrbord.core.base.problems import KINDS, Kind, Problem, Refused, define


def test_a_problem_says_where_what_and_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KINDS, "cell.wrong", Kind("cell.wrong", "'{text}' is not a number.", "Enter digits."))
    problem = Problem("cell.wrong", "Sheet Population, cell C7", {"text": "ca 72"})
    assert str(problem) == "Sheet Population, cell C7: 'ca 72' is not a number. Enter digits."
    assert problem.is_error


def test_a_kind_is_entered_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        define("period.unreadable", "", "")


def test_a_refusal_keeps_its_problems_on_the_way_to_another_process() -> None:
    with pytest.raises(Refused) as refusal:
        Period.parse("soon")
    again = pickle.loads(pickle.dumps(refusal.value))  # noqa: S301
    assert again.problems == refusal.value.problems
    assert str(again) == str(refusal.value)
