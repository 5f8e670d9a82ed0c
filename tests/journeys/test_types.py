"""Are territories of different types kept apart, and is the type of the day used?"""

import re

import pytest

from tests.journeys.reading import tables
from tests.journeys.site import Site, panel, words_of

WARNING = "are of different types"
MIXED = "mixes subjects of different types"


def _panels(markup: str) -> list[str]:
    return [part for part in re.split(r"(?=<section\b)", markup) if "<table" in part]


def _names(table: list[list[str]]) -> set[str]:
    return {cell for row in table[1:] for cell in row[:2]}


@pytest.mark.requirement("R-004")
def test_types_are_ranked_apart_unless_a_mixed_view_is_asked_for(site: Site) -> None:
    asked = "/en/compare/?indicator=unemployment"
    apart = site.get(asked)
    assert WARNING in apart.words
    own = [table for part in _panels(apart.text) for table in tables(part) if "Stenfors" in _names(table)]
    assert len(own) == 1
    assert not {"Havnsund", "Nyhem", "Ekbacken", "Norrvik"} & _names(own[0])
    mixed = site.get(f"{asked}&mixed=1")
    assert MIXED in mixed.words
    whole = [table for table in tables(mixed.text) if "Stenfors" in _names(table)]
    assert {"Havnsund", "Nyhem", "Norrvik"} <= _names(whole[0])
    _thresholds_differ(site)


def _thresholds_differ(site: Site) -> None:
    """The middle that a value is held against is that of its type, not of all."""
    medians = {
        code: site.figure("unemployment", code)["tile"]["peers"]["median"]
        for code in ("NV05", "NV12", "NV19")
    }
    assert len(set(medians.values())) == 3


def test_a_type_with_fewer_than_five_members_has_no_rank(site: Site) -> None:
    peers = site.figure("unemployment", "NV02")["tile"]["peers"]
    assert (peers["low"], peers["high"], peers["count"]) == (None, None, 3)
    words = words_of(panel(site.get("/en/indicators/unemployment/?subject=NV02"), "h-peers"))
    assert "5" in words


@pytest.mark.requirement("R-005")
def test_a_ranking_uses_the_type_that_was_valid_then(site: Site) -> None:
    for year, kind in (("2021", "Rural"), ("2024", "Industrial town")):
        page = site.get("/en/compare/", indicator="aged_65", period=year)
        with_it = [
            part for part in _panels(page.text) if any("Järnbruk" in _names(one) for one in tables(part))
        ]
        assert len(with_it) == 1
        assert kind in words_of(with_it[0])
