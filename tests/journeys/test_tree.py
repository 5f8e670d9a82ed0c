"""Does a tree of five uneven levels add up at every level?"""

from collections import defaultdict
from pathlib import Path

import pytest
from django.test import Client

from tests.journeys.small_packs import let_it_be, load, observations, pack_toml

TREE = {
    "LAND": ("", "country"),
    "EAST": ("LAND", "federal_district"),
    "WEST": ("LAND", "federal_district"),
    "E-REG": ("EAST", "region"),
    "W-REG": ("WEST", "region"),
    "CAPITAL": ("LAND", "city"),
    "E-DIS": ("E-REG", "district"),
    "E-TOWN": ("E-REG", "city"),
    "E-VIL1": ("E-DIS", "settlement"),
    "E-VIL2": ("E-DIS", "settlement"),
    "W-TOWN": ("W-REG", "city"),
}
LEAVES = {"CAPITAL": 500, "E-TOWN": 80, "E-VIL1": 7, "E-VIL2": 5, "W-TOWN": 90}
RATES = {"CAPITAL": 10.0, "E-TOWN": 20.0, "E-VIL1": 40.0, "E-VIL2": 60.0, "W-TOWN": 30.0}
INDICATORS = """\
indicator_code,name,frequency,over_subjects,weight_by,formula,decimals
people,People,A,sum,,,0
poor,Poor people,A,sum,,,1
rate,Share of poor,A,formula,,poor / people * 100,4
wait,Mean wait,A,weighted-mean,people,,4
"""


def _members(code: str) -> list[str]:
    return [one for one, (parent, _) in TREE.items() if parent == code]


def _below(code: str) -> list[str]:
    """Leaves under a place; found by walking down, apart from the program."""
    inside = _members(code)
    return [leaf for one in inside for leaf in _below(one)] if inside else [code]


def _expected(code: str) -> dict[str, float]:
    leaves = _below(code)
    people = sum(LEAVES[leaf] for leaf in leaves)
    poor = sum(LEAVES[leaf] * RATES[leaf] / 100 for leaf in leaves)
    wait = sum(LEAVES[leaf] * RATES[leaf] for leaf in leaves) / people
    return {"people": people, "poor": poor, "rate": poor / people * 100, "wait": wait}


@pytest.fixture
def land(board: None, tmp_path: Path) -> Client:
    rows = [
        row
        for code, people in LEAVES.items()
        for row in (
            (code, "people", "2024", people, "2025-01-10"),
            (code, "poor", "2024", people * RATES[code] / 100, "2025-01-10"),
            (code, "wait", "2024", RATES[code], "2025-01-10"),
        )
    ]
    head = "territory_code,name,type,parent_code"
    lines = [f"{code},{code.title()},{level},{parent}" for code, (parent, level) in TREE.items()]
    files = {
        "pack.toml": pack_toml(today="2025-03-01").replace('"C"', '"LAND"'),
        "territories.csv": "\n".join([head, *lines]) + "\n",
        "indicators.csv": INDICATORS,
        "observations.csv": observations(rows),
    }
    load(tmp_path / "pack", files)
    let_it_be("2025-03-01")
    return Client()


@pytest.mark.requirement("R-002")
def test_every_level_of_an_uneven_tree_equals_an_independent_sum(land: Client) -> None:
    depth: dict[str, int] = defaultdict(int)
    for code, (parent, _) in TREE.items():
        depth[code] = depth[parent] + 1 if parent else 1
        for indicator, expected in _expected(code).items():
            answer = land.get("/api/v1/figures", {"indicator": indicator, "subject": code})
            value = answer.json()["items"][0]["tile"]["value"]["value"]
            assert value == pytest.approx(expected, rel=1e-12), (code, indicator)
    assert set(depth.values()) == {1, 2, 3, 4, 5}


def test_a_number_can_be_drilled_down_level_by_level(land: Client) -> None:
    here = "LAND"
    for below in ("EAST", "E-REG", "E-DIS", "E-VIL1"):
        markup = land.get("/en/indicators/rate/", {"subject": here}).content.decode()
        assert f"subject={below}" in markup, here
        here = below
