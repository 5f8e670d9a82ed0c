"""Does the shipped index of e-government give the published places of every edition?"""

import csv
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from styrbord.core.ratings.chain import rate
from styrbord.core.ratings.inputs import Inputs, Numbers
from styrbord.core.ratings.method_text import method_of, shipped_text
from styrbord.core.ratings.options import Screening, Step
from styrbord.core.ratings.published import Agreement, agreement
from styrbord.core.ratings.rated import Rated
from tests.conftest import IN_CI, SHARED

FOLDER = SHARED / "data" / "egdi"
PARTS = ("osi", "tii", "hci")
METHODS = {"2010": "egdi-2010", "2012": "egdi-2012", "2014": "egdi-2012", "2016": "egdi-2012", "2018": "egdi"}
BROKEN = ("CAF", "GIN", "LBY")
"""Rows of 2012 whose index is 0 in the source, though their components are not."""
WITHOUT = ("FSM", "KIR", "MCO", "MHL", "NRU", "PRK", "SMR", "SOM", "TUV")
"""Rows of 2010 that the source gives an index of 0 because a component is missing."""

pytestmark = pytest.mark.skipif(not FOLDER.is_dir() and not IN_CI, reason="shared/data/egdi is not here")


@cache
def _table() -> dict[tuple[str, str, str], float]:
    with (FOLDER / "observations.csv").open(encoding="utf-8", newline="") as opened:
        return {
            (row["territory_code"], row["period"], row["indicator_code"]): float(row["value"] or "nan")
            for row in csv.DictReader(opened)
        }


def _column(edition: str, indicator: str) -> Numbers:
    units = sorted({unit for unit, _, _ in _table()})
    return np.array([_table()[unit, edition, indicator] for unit in units])


def _inputs(edition: str) -> Inputs:
    units = tuple(sorted({unit for unit, _, _ in _table()}))
    values = np.column_stack([_column(edition, part) for part in PARTS])
    return Inputs(units, PARTS, values, (edition,) * len(units))


def _agreement(edition: str, code: str) -> tuple[Rated, Agreement]:
    rated = rate(method_of(shipped_text(code)), _inputs(edition))
    index, places = _column(edition, "e-gov-index"), _column(edition, "e-gov-rank")
    return rated, agreement(rated, index[rated.rows], places[rated.rows])


@pytest.mark.parametrize("edition", METHODS)
def test_every_place_is_the_published_one(edition: str) -> None:
    _, found = _agreement(edition, METHODS[edition])
    broken = BROKEN if edition == "2012" else ()
    without = WITHOUT if edition == "2010" else ()
    assert found.misplaced == ()
    assert [one.place for one in found.broken] == [f"{unit} {edition}" for unit in broken]
    assert [one.place for one in found.without] == [f"{unit} {edition}" for unit in without]
    unrated = 1 if edition == "2010" else 0
    assert found.compared == 193 - len(broken) - len(without) - unrated
    assert found.tolerance[edition] <= 1.1e-4


def test_with_the_broken_rows_left_out_the_chain_itself_gives_the_places() -> None:
    method = method_of(shipped_text("egdi-2012"))
    reasons = dict.fromkeys(BROKEN, "The source gives 0; the components say otherwise.")
    left = replace(method, steps=(Step.SCREEN, *method.steps), screening=Screening(left_out=reasons))
    rated = rate(left, _inputs("2012"))
    assert set(rated.inputs.units) - set(rated.units) == set(BROKEN)
    np.testing.assert_array_equal(rated.ranks[:, -1], _column("2012", "e-gov-rank")[rated.rows])


@pytest.mark.parametrize(("edition", "code"), [("2010", "egdi"), ("2012", "egdi-2010")])
def test_the_weights_of_another_edition_are_found_out(edition: str, code: str) -> None:
    _, found = _agreement(edition, code)
    assert len(found.broken) > 100


def test_places_of_unrounded_scores_differ_in_2018() -> None:
    """The publisher ranks numbers of four decimals: two pairs share a place."""
    method = replace(method_of(shipped_text("egdi")), decimals=None)
    rated = rate(method, _inputs("2018"))
    differ = rated.ranks[:, -1] != _column("2018", "e-gov-rank")
    assert [rated.units[row] for row in np.flatnonzero(differ)] == ["IRQ", "SRB"]
