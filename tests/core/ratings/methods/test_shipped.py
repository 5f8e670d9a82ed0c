"""Is every shipped method whole: readable, with criteria in three languages, sources and classes?"""

import numpy as np
import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.base.text import LANGUAGES
from styrbord.core.ratings.chain import rate
from styrbord.core.ratings.doubt.classes import classes_of
from styrbord.core.ratings.inputs import Inputs, Numbers
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.method_text import (
    differences,
    has_tree,
    method_of,
    shipped,
    shipped_text,
    text_of,
    toml_of,
    wanting,
)
from styrbord.core.ratings.tree import Node, Tree

TREELESS = ("asem", "three-classes")
TREE = Tree(
    (
        Node("index", level=2, is_indicator=False),
        Node("first", "index", direction=1),
        Node("second", "index", direction=-1),
    )
)


def shipped_method(code: str) -> Method:
    return method_of(shipped_text(code), tree=TREE, name=code)


def rated_by(code: str, columns: dict[str, list[float]], **groups: str) -> Numbers:
    """Index of units by a shipped method; every unit is in the groups named."""
    count = len(next(iter(columns.values())))
    inputs = Inputs(
        tuple(f"u{row}" for row in range(count)),
        tuple(columns),
        np.array(list(columns.values())).T,
        groups={name: (group,) * count for name, group in groups.items()},
    )
    return rate(shipped_method(code), inputs).scores[:, -1]


def test_the_methods_that_are_known_are_shipped() -> None:
    assert set(shipped()) >= {
        *("asem", "egdi", "egdi-2010", "egdi-2012", "gtmi", "desi", "losi", "regional-digital-maturity"),
        *("digital-leaders", "three-classes", "enterprise-reliability"),
    }
    with pytest.raises(Refused, match="There is no shipped method 'egdy'"):
        shipped_text("egdy")


@pytest.mark.parametrize("code", shipped())
def test_a_shipped_method_is_whole(code: str) -> None:
    method = shipped_method(code)
    assert has_tree(shipped_text(code)) is (code not in TREELESS)
    assert method.sources
    assert all(source.text.strip() for source in method.sources)
    for words in (method.names, method.summary):
        assert all(words[language].strip() for language in LANGUAGES)
    if code not in TREELESS:
        assert not wanting(method.tree)
    assert method_of(text_of(method)) == method == method_of(toml_of(method))


@pytest.mark.parametrize("code", [code for code in shipped() if code not in TREELESS])
def test_words_of_a_method_are_said_once_and_in_their_language(code: str) -> None:
    nodes = shipped_method(code).tree.nodes
    for texts in (node.criteria for node in nodes):
        assert len({texts[language] for language in LANGUAGES}) == len(LANGUAGES)
        assert any("а" <= letter <= "я" for letter in texts["ru"])
        assert not any("а" <= letter <= "я" for letter in texts["en"] + texts["sv"])
    assert len({node.criteria["en"] for node in nodes}) == len(nodes)


@pytest.mark.requirement("R-088")
def test_digital_maturity_has_staff_spending_and_industries_each_with_indicators() -> None:
    tree = shipped_method("regional-digital-maturity").tree
    parts = [node.code for node in tree.children("digital-maturity")]
    assert parts == ["dm-staff", "dm-spending", "dm-industries"]
    assert [node.code for node in tree.children("dm-industries")] == [
        *("dm-health", "dm-education", "dm-transport", "dm-administration", "dm-urban")
    ]
    assert all(len(tree.below(part)) >= 2 for part in parts)

    leaves = [node.code for node in tree.indicators]
    values = np.random.default_rng(5).uniform(0, 130, (6, len(leaves)))
    found = rated_by(
        "regional-digital-maturity", dict(zip(leaves, values.T.tolist(), strict=True)), type="municipality"
    )
    capped = np.minimum(values, 100)
    staff, spending, industries = capped[:, :2].mean(1), capped[:, 2:4].mean(1), capped[:, 4:].mean(1)
    np.testing.assert_allclose(found, (staff + spending + industries) / 3, rtol=0, atol=1e-12)


def test_leaders_are_rated_by_at_least_five_criteria() -> None:
    method = shipped_method("digital-leaders")
    assert len(method.tree.indicators) >= 5
    assert [node.code for node in method.tree.children("digital-leaders")] == [
        *("dl-attained", "dl-finance", "dl-operations")
    ]


def test_three_classes_give_the_published_counts() -> None:
    """Federal rating of 2021: of 63 bodies 18 lead, 35 are in the middle and 10 lag."""
    values = np.random.default_rng(1).permutation(63).astype(float)
    inputs = Inputs(
        tuple(f"u{row}" for row in range(63)), ("first", "second"), np.column_stack([values, -values])
    )
    found = classes_of(rate(shipped_method("three-classes"), inputs))
    assert [found.count(one) for one in ("leader", "middle", "lagging")] == [18, 35, 10]


def test_gtmi_is_the_mean_that_the_publisher_printed() -> None:
    """World Bank, 2022 update: averages of 198 economies .575, .649, .449, .536 and 0.552, to 3 decimals."""
    parts = {"cgsi": 0.575, "psdi": 0.649, "dcei": 0.449, "gtei": 0.536}
    found = rated_by("gtmi", {code: [part, 0.0, 1.0] for code, part in parts.items()})
    assert found == pytest.approx([0.552, 0.0, 1.0], abs=0.0005)


def test_losi_is_the_share_of_all_86_features() -> None:
    met = np.array([[8, 25, 18, 17, 18], [0, 0, 0, 0, 0], [1, 2, 3, 4, 5], [8, 0, 18, 17, 9]])
    names = ("institutional", "content", "services", "participation", "technology")
    found = rated_by("losi", {f"losi-{name}": met[:, place].tolist() for place, name in enumerate(names)})
    np.testing.assert_allclose(found, met.sum(1) / 86, rtol=0, atol=1e-12)


def test_desi_has_the_published_shape_and_lets_scores_pass_one() -> None:
    tree = shipped_method("desi").tree
    dimensions = tree.children("desi")
    assert [node.weight for node in dimensions] == [0.25] * 4
    assert sum(len(tree.children(node.code)) for node in dimensions) == 10
    assert len(tree.indicators) == 32
    found = rated_by("desi", {node.code: [103.0, 0.0, 50.0] for node in tree.indicators})
    np.testing.assert_allclose(found, [1.03, 0.0, 0.5], rtol=0, atol=1e-12)


def test_parts_of_egdi_are_standardised_by_the_population() -> None:
    tree = shipped_method("egdi-parts").tree
    values = np.random.default_rng(3).normal(50, 9, (30, len(tree.indicators)))
    found = rated_by(
        "egdi-parts", {node.code: values[:, at].tolist() for at, node in enumerate(tree.indicators)}
    )
    scores = (values - values.min(0)) / (values.max(0) - values.min(0))
    osi = scores[:, :5] @ np.array([10, 45, 5, 35, 5]) / 100
    tii, hci = scores[:, 5:9].mean(1), scores[:, 9:] @ np.array([3, 2, 2, 2]) / 9
    np.testing.assert_allclose(found, (osi + tii + hci) / 3, rtol=0, atol=1e-9)


def test_reliability_falls_with_faults_and_rises_with_mending() -> None:
    best = {"er-violations": 0, "er-repeated": 0, "er-complaints": 0, "er-remedied": 100, "er-inspected": 100}
    worst = {code: 100 - number for code, number in best.items()}
    some = best | {"er-violations": 40.0}
    columns = {code: [float(one[code]) for one in (best, worst, some)] for code in best}
    found = rated_by("enterprise-reliability", columns, type="contractor")
    assert found == pytest.approx([100.0, 0.0, 100 - 0.3 * 40])


def test_editions_of_one_index_differ_in_their_weights() -> None:
    places = [place for place, _, _ in differences(shipped_method("egdi-2010"), shipped_method("egdi-2012"))]
    assert {"nodes.osi.weight", "nodes.tii.weight", "nodes.hci.weight", "version"} <= set(places)


def test_the_chain_of_asem_is_that_of_the_example() -> None:
    method = shipped_method("asem")
    assert method.is_parity
    told = {one.name: (len(one.options), one.sets) for one in method.variations}
    assert told == {"winmax": (5, 0), "normalisation": (2, 0), "weights": (0, 100), "aggregation": (2, 0)}
