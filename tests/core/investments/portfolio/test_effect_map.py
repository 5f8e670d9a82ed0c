"""Is every broken effect map told apart, and every whole one let in?"""

from hypothesis import given
from hypothesis import strategies as st

from styrbord.core.investments.portfolio.effect_map import Edge, EffectMap, Node, NodeKind, problems_of_map
from tests.core.investments.portfolio.worlds import EFFECTS

NODES = EFFECTS.nodes


def codes(effects: EffectMap, *benefits: str) -> list[tuple[str, str]]:
    return [(one.code, one.place) for one in problems_of_map(effects, benefits)]


def test_a_whole_map_is_let_in() -> None:
    assert codes(EFFECTS, "hours") == []


def test_a_benefit_without_a_change_of_work_or_an_objective_is_named() -> None:
    assert codes(EffectMap(NODES, EFFECTS.edges[:1] + EFFECTS.edges[2:])) == [
        ("effect-map.no-change", "hours")
    ]
    assert codes(EffectMap(NODES, EFFECTS.edges[:2])) == [("effect-map.no-objective", "hours")]
    by_system = EffectMap(NODES, (Edge("system", "hours"), Edge("hours", "service")))
    assert codes(by_system) == [("effect-map.no-change", "hours")]
    assert codes(EFFECTS, "hours", "money") == [("effect-map.no-node", "money")]


def test_arrows_lead_from_means_to_ends_and_in_no_circle() -> None:
    back = EffectMap(NODES, (*EFFECTS.edges, Edge("service", "ask-once")))
    assert codes(back) == [("effect-map.backwards", "service"), ("effect-map.circle", "ask-once")]
    twins = (*NODES, Node("teach", NodeKind.BUSINESS_CHANGE))
    circle = EffectMap(twins, (*EFFECTS.edges, Edge("ask-once", "teach"), Edge("teach", "ask-once")))
    (found,) = problems_of_map(circle, ())
    assert (found.code, found.params["nodes"]) == ("effect-map.circle", "ask-once, teach")
    assert codes(EffectMap(twins, (*EFFECTS.edges, Edge("teach", "ask-once")))) == []
    assert codes(EffectMap(NODES, (*EFFECTS.edges, Edge("hours", "hours")))) == [
        ("effect-map.circle", "hours")
    ]


def test_what_is_not_in_the_map_or_twice_in_it_is_named() -> None:
    stray = EffectMap((*NODES, NODES[0]), (*EFFECTS.edges, Edge("ghost", "hours")))
    assert codes(stray) == [("effect-map.twice", "system"), ("effect-map.unknown", "ghost")]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=14))
def test_a_circle_is_found_exactly_where_a_node_leads_to_itself(arrows: list[tuple[int, int]]) -> None:
    nodes = tuple(Node(str(n), NodeKind.BUSINESS_CHANGE) for n in range(6))
    edges = tuple(Edge(str(start), str(end)) for start, end in arrows)
    reach = set(arrows)
    for middle in range(6):
        reach |= {(a, d) for a, b in reach if b == middle for c, d in reach if c == middle}
    has_circle = any((n, n) in reach for n in range(6))
    assert bool(codes(EffectMap(nodes, edges))) is has_circle
