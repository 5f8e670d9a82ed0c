"""Does a method come back from its text as it was, and is everything wrong with a text told at once?"""

import copy
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.ratings.judgements import Judgement
from styrbord.core.ratings.method import CHAIN, Method, Source
from styrbord.core.ratings.method_text import (
    differences,
    has_tree,
    hash_of,
    method_of,
    shipped_text,
    text_of,
    toml_of,
    warnings_of,
)
from styrbord.core.ratings.tree import Node, Tree
from tests.core.ratings.drawn_methods import METHODS

SMALL = Method(
    "small",
    "1",
    Tree((Node("index", level=2, is_indicator=False), Node("one", "index", direction=1))),
)
SMALL_TEXT = """\
code = "small"
version = "1"

[[nodes]]
code = "index"

[[nodes]]
code = "one"
parent = "index"
direction = 1
"""


@settings(max_examples=60, deadline=None)
@given(METHODS)
def test_a_method_comes_back_from_json_and_from_toml(method: Method) -> None:
    assert method_of(text_of(method)) == method
    assert method_of(toml_of(method)) == method
    assert text_of(method_of(toml_of(method))) == text_of(method)


def test_a_period_that_is_called_order_differs_as_any_other():
    old = method_of(shipped_text("egdi"))
    new = replace(old, calendar={**old.calendar, "order": date(2030, 1, 1)})
    assert differences(old, new) == (("calendar.order", None, "2030-01-01"),)


@settings(max_examples=40, deadline=None)
@given(METHODS, METHODS)
def test_differences_are_told_exactly_where_methods_differ(old: Method, new: Method) -> None:
    assert bool(differences(old, new)) == (text_of(old) != text_of(new))
    assert not differences(old, old)


def test_the_hash_of_a_frozen_method_stays() -> None:
    """A new field of a method must not change the hash of methods that do not use it (`writing.ADDED`)."""
    assert hash_of(SMALL) == "f7e91c7c6e39324c9f4084686890fb2b0c2fbc7066e2f9083903be61449088d8"


def test_the_hash_leaves_out_the_calendar_alone() -> None:
    dated = replace(SMALL, calendar={"2025": date(2026, 4, 1)})
    heavier = Tree((SMALL.tree.nodes[0], replace(SMALL.tree.nodes[1], weight=2.0)))
    others = [
        replace(SMALL, tree=heavier),
        replace(SMALL, names={"en": "x"}),
        replace(SMALL, steps=CHAIN[1:]),
        replace(SMALL, decimals=3),
        replace(SMALL, sources=(Source("bands", "ours", True),)),
    ]
    assert hash_of(dated) == hash_of(SMALL)
    assert text_of(dated) != text_of(SMALL)
    assert len({hash_of(SMALL), *map(hash_of, others)}) == 1 + len(others)


def test_a_text_may_leave_out_levels_and_kinds_of_nodes() -> None:
    assert method_of(SMALL_TEXT) == SMALL
    uneven = method_of(
        SMALL_TEXT + '[[nodes]]\ncode = "part"\nparent = "index"\n'
        '[[nodes]]\ncode = "deep"\nparent = "part"\ndirection = -1\n'
    )
    assert {node.code: node.level for node in uneven.tree.nodes} == {
        "index": 3,
        "one": 2,
        "part": 2,
        "deep": 1,
    }
    assert [node.code for node in uneven.tree.indicators] == ["one", "deep"]


def test_a_text_without_nodes_takes_the_structure_that_is_given() -> None:
    text = 'weights = "equal"\n'
    assert not has_tree(text)
    assert method_of(text, tree=SMALL.tree, name="any") == Method("any", "1", SMALL.tree, weights="equal")
    assert _codes(text) == [("method.no-tree", "nodes")]


def test_numbers_are_kept_in_one_form() -> None:
    whole = SMALL_TEXT.replace("direction = 1", "direction = 1\nweight = 1\nscale = -0.0")
    assert text_of(method_of(whole)) == text_of(
        method_of(whole.replace("-0.0", "0").replace("= 1\nw", "= 1\nw"))
    )


def _codes(text: str, tree: Tree | None = None) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refused:
        method_of(text, tree=tree)
    return [(problem.code, problem.place) for problem in refused.value.problems]


WRONG = """\
code = "x y"
wheights = "equal"
least_available = 1.5
steps = ["impute", "agregate"]

[peers]
least = 1

[treatment]
by = "winsorize"

[bands]
cuts = [
    0.1,
    "a",
]

[[sources]]
part = "bands"

[[nodes]]
code = "index"

[[nodes]]
code = "one"
parent = "index"
direction = 3
weight = -1
[nodes.normalisation]
by = "minimax"
"""


def test_everything_wrong_is_told_at_once_with_its_line() -> None:
    assert _codes(WRONG) == [
        ("method.unfit", "line 1, code"),
        ("method.unknown-key", "line 2, wheights"),
        ("method.unfit", "line 3, least_available"),
        ("method.unknown-word", "line 4, steps.2"),
        ("method.unfit", "line 7, peers.least"),
        ("method.unknown-word", "line 10, treatment.by"),
        ("method.unfit", "line 13, bands.cuts.2"),
        ("method.missing-key", "line 18, sources.1"),
        ("method.missing-key", "line 18, sources.1"),
        ("method.unfit", "line 27, nodes.one.direction"),
        ("method.unfit", "line 28, nodes.one.weight"),
        ("method.unknown-word", "line 30, nodes.one.normalisation.by"),
    ]


def test_a_near_miss_is_named() -> None:
    with pytest.raises(Refused, match=r"Did you mean 'weights'\?"):
        method_of('wheights = "equal"\n' + SMALL_TEXT)
    with pytest.raises(Refused, match=r"Did you mean 'winsorise'\? Use one of: none, winsorise"):
        method_of(SMALL_TEXT + '[treatment]\nby = "winsorize"\n')


@pytest.mark.parametrize("text", ["code = ", "{", '{"a": NaN}', "[" * 5000, '{"a": ' * 5000])
def test_a_text_that_is_no_toml_and_no_json_is_refused(text: str) -> None:
    assert _codes(text) == [("method.unreadable", "method")]


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("[bands]\ncuts = [0.3]", "method.cuts", "bands.cuts"),
        ("[bands]\ncuts = [0.7, 0.3]", "method.cuts-rise", "bands.cuts"),
        ('[bands]\nby = "score"\ncuts = [0.3, 0.7]', "method.cuts-fall", "bands.cuts"),
        ("[bands]\ncuts = [0.7, 1.3]", "method.unfit", "bands.cuts"),
        ('[bands]\nclasses = ["a", "a", "b"]', "method.no-class", "bands.classes"),
        ('[bands]\nby = "natural"', "method.cuts", "bands.cuts"),
        ("[normalisation]\nhigh = 0", "method.ends", "normalisation"),
        ('[normalisation]\nby = "zscore"\nhigh = 0', "method.unfit", "normalisation"),
        ('[aggregation]\nby = "geometric"', "method.not-positive", "nodes.index"),
        ("[screening.below]\nones = 0.5", "method.unknown-node", "screening.below"),
        (
            '[screening]\nkept = {a = "x"}\nleft_out = {a = "y"}',
            "method.kept-and-left",
            "screening",
        ),
        ('[[weights_from]]\nparent = "one"', "method.judged-node", "weights_from.one"),
    ],
)
def test_parts_that_do_not_agree_are_refused(text: str, code: str, place: str) -> None:
    assert _codes(SMALL_TEXT + text) == [(code, place)]


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        (["impute", "impute", "normalise", "aggregate"], "method.step-twice"),
        (["normalise", "aggregate", "treat"], "method.last-steps"),
        ([], "method.last-steps"),
    ],
)
def test_steps_out_of_order_are_refused(steps: list[str], code: str) -> None:
    assert _codes(f"steps = {steps}\n{SMALL_TEXT}") == [(code, "steps")]


def test_problems_of_the_tree_stand_at_the_line_of_their_node() -> None:
    text = SMALL_TEXT + '[[nodes]]\ncode = "two"\nparent = "indx"\n'
    assert _codes(text) == [
        ("rating.direction", "line 11, nodes.two"),
        ("rating.unknown-parent", "line 11, nodes.two"),
    ]


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        ('"treatment.mostpoints" = 1', "method.unknown-edit"),
        ('"tree.nodes" = 1', "method.unknown-edit"),
        ('"nodes.two.weight" = 1', "method.unknown-edit"),
        ('"nodes.one.weight" = -1', "method.unfit"),
        ('"normalisation.by" = "zscores"', "method.unknown-word"),
    ],
)
def test_a_variation_may_change_only_what_a_method_has(edit: str, code: str) -> None:
    text = f'{SMALL_TEXT}[[variations]]\nname = "v"\noptions = [{{"nodes.one.weight" = 2}}, {{{edit}}}]\n'
    with pytest.raises(Refused) as refused:
        method_of(text)
    (problem,) = refused.value.problems
    assert problem.code == code
    assert problem.place.startswith("line 13, variations.1.options.2.")


def test_a_node_without_criteria_is_warned_of_by_language() -> None:
    node = replace(SMALL.tree.nodes[1], names={"en": "One"}, criteria={"en": "It. ", "sv": " "})
    told = warnings_of(replace(SMALL, tree=Tree((SMALL.tree.nodes[0], node))))
    assert [(one.code, one.place, one.params["languages"]) for one in told] == [
        ("method.no-name", "nodes.index", "en, ru, sv"),
        ("method.no-criteria", "nodes.index", "en, ru, sv"),
        ("method.no-name", "nodes.one", "ru, sv"),
        ("method.no-criteria", "nodes.one", "ru, sv"),
    ]


def test_what_is_to_be_confirmed_is_warned_of() -> None:
    sources = (Source("weights", "read", True), Source("bands", "heard", False))
    told = warnings_of(replace(SMALL, sources=sources))
    assert [one.params["part"] for one in told if one.code == "method.to-confirm"] == ["bands"]


def test_nodes_are_met_by_code_in_differences() -> None:
    first, second = Node("one", "index", direction=1), Node("two", "index", direction=1, weight=2.0)
    root = SMALL.tree.nodes[0]
    old = replace(SMALL, tree=Tree((root, first, second)))
    new = replace(old, tree=Tree((root, second, replace(first, weight=3.0))), weights="equal")
    assert differences(old, new) == (
        ("weights", "original", "equal"),
        ("nodes.one.weight", 1.0, 3.0),
        ("nodes.order", ["index", "one", "two"], ["index", "two", "one"]),
    )
    added = replace(old, tree=Tree((root, first, second, Node("new", "index", direction=-1))))
    assert [(place, before) for place, before, _ in differences(old, added)] == [("nodes.new", None)]


def test_a_judgement_keeps_its_matrix() -> None:
    judged = Judgement("index", "ahp", ((1.0, 3.0), (1 / 3, 1.0)), ratio=0.0)
    nodes = (
        SMALL.tree.nodes[0],
        Node("one", "index", direction=1, weight=3.0),
        Node("two", "index", direction=1, weight=1.0),
    )
    method = replace(SMALL, tree=Tree(nodes), weights_from=(judged,))
    assert method_of(toml_of(method)) == method == method_of(text_of(method))


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=5,
)
SAID: dict[str, object] = json.loads(text_of(SMALL))


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_whatever_stands_in_a_text_is_read_or_refused(data: st.DataObject) -> None:
    """Any one place of a method, or any part below it, holds something else than it should."""
    said = copy.deepcopy(SAID)
    at: Any = said
    for _ in range(4):
        key = data.draw(st.sampled_from(sorted(at) if isinstance(at, dict) else range(len(at))))
        if not (at[key] and isinstance(at[key], dict | list) and data.draw(st.booleans())):
            break
        at = at[key]
    at[key] = data.draw(JUNK)
    problems: Sequence[Problem] = ()
    try:
        method = method_of(json.dumps(said))
    except Refused as refused:
        problems = refused.problems
    else:
        assert method_of(text_of(method)) == method
    assert all(str(problem) and problem.is_error for problem in problems)
