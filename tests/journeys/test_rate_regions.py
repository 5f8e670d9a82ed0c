"""Can real regions be rated from two editions of a yearbook, and their changes be explained?"""

import csv
from pathlib import Path

import numpy as np
import pytest

from example.real_regions import METHOD, write
from styrbord.core.ratings.chain import rate
from styrbord.core.ratings.doubt.classes import classes_of
from styrbord.core.ratings.explaining import Cause, change
from styrbord.core.ratings.inputs import Inputs
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.method_text import method_of, wanting
from styrbord.core.ratings.rated import Rated
from styrbord.core.ratings.reading import read
from tests.cli.terminal import Terminal
from tests.conftest import IN_CI, SHARED

PACK = SHARED / "data" / "ru_regions"
SMALL = "FD-U"
"""The federal district with four regions."""

pytestmark = pytest.mark.skipif(not PACK.is_dir() and not IN_CI, reason="shared/data/ru_regions is not here")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Structure, and data of both editions."""
    made = tmp_path_factory.mktemp("regions")
    write(PACK, made)
    return made


@pytest.fixture(scope="module")
def method() -> Method:
    return method_of(METHOD.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def editions(folder: Path) -> dict[str, Inputs]:
    structure = (folder / "iMeta.csv").read_text(encoding="utf-8")
    return {
        edition: read(structure, (folder / f"iData-{edition}.csv").read_text(encoding="utf-8"))[1]
        for edition in ("2019", "2021")
    }


@pytest.fixture(scope="module")
def rated(method: Method, editions: dict[str, Inputs]) -> dict[str, Rated]:
    return {edition: rate(method, inputs) for edition, inputs in editions.items()}


def _lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def test_the_method_has_twelve_indicators_with_criteria_and_goes_into_the_files(
    folder: Path, method: Method
) -> None:
    assert len(method.tree.indicators) == 12
    assert not wanting(method.tree)
    lines = _lines(folder / "iMeta.csv")
    told = {line["iCode"]: (line["Parent"], line["Denominator"]) for line in lines if line["Level"]}
    assert told == {node.code: (node.parent, node.denominator) for node in method.tree.nodes}


def test_regions_get_places_within_their_federal_district_only(rated: dict[str, Rated]) -> None:
    for one in rated.values():
        districts = np.array(one.inputs.groups["federal_district"])[one.rows]
        periods, places = np.array(one.periods), one.ranks[:, -1]
        assert len(set(one.units)) == 80
        for district in set(districts.tolist()):
            for period in ("2016", "2017"):
                own = places[(districts == district) & (periods == period)]
                if district == SMALL:
                    assert np.isnan(own).all()
                else:
                    np.testing.assert_array_equal(np.sort(own), np.arange(1, len(own) + 1))
        assert not np.isnan(one.scores[:, -1]).any()
        assert [(told.code, told.place) for told in one.warnings if told.code == "rating.small-group"] == [
            ("rating.small-group", f"{period} {SMALL}") for period in ("2016", "2017")
        ]


def test_three_classes_partition_those_with_a_place(rated: dict[str, Rated]) -> None:
    one = rated["2021"]
    found = np.array(classes_of(one))
    has_place = ~np.isnan(one.ranks[:, -1])
    assert set(found[has_place].tolist()) == {"leader", "middle", "lagging"}


def test_holes_are_filled_and_marked(rated: dict[str, Rated]) -> None:
    one = rated["2021"]
    assert 0 < one.is_imputed.sum() < 0.02 * one.is_imputed.size
    assert (one.imputed_share > 0).sum() == one.is_imputed.any(1).sum()
    observed = one.inputs.values[one.rows]
    np.testing.assert_array_equal(np.isnan(observed), one.is_imputed)


def test_the_change_of_every_region_falls_exactly_into_its_parts(
    method: Method, editions: dict[str, Inputs], rated: dict[str, Rated]
) -> None:
    for unit in sorted(set(rated["2021"].units)):
        found = change(method, editions["2019"], method, editions["2021"], unit, "2016", "2017")
        assert sum(found.parts.values()) == pytest.approx(found.total, abs=1e-9)
        assert sum(found.by_indicator.values()) == pytest.approx(found.total, abs=1e-9)
        assert found.parts[Cause.METHOD] == 0


def test_a_revision_alone_is_told_as_a_revision(method: Method, editions: dict[str, Inputs]) -> None:
    """The second edition prints another gross regional product for the same year."""
    found = change(method, editions["2019"], method, editions["2021"], "RU-BEL", "2017", "2017")
    assert found.total != 0
    assert found.parts[Cause.REVISION] == pytest.approx(found.total, abs=1e-9)
    moved = {code for code, points in found.by_indicator.items() if abs(points) > 1e-9}
    assert "RS9_1" in moved
    assert moved <= {"RS9_1", "RS21_2_1"}


def test_the_command_gives_the_same_scores_and_says_how_sure(folder: Path, rated: dict[str, Rated]) -> None:
    done = Terminal(folder).bare(
        *("rate", "--structure", "iMeta.csv", "--data", "iData-2021.csv", "--method", METHOD),
        *("--sensitivity", 8, "--seed", 3, "--out", "out"),
    )
    assert done.returncode == 0, done.stderr
    assert "80 units rated by 12 indicators" in done.stdout
    scores = _lines(folder / "out" / "scores.csv")
    np.testing.assert_array_equal([float(line["regions"]) for line in scores], rated["2021"].scores[:, -1])
    intervals = _lines(folder / "out" / "rank_intervals.csv")
    placed = [line for line in intervals if line["nominal"]]
    assert len(placed) >= 76
    assert all(float(line["q5"]) <= float(line["median"]) <= float(line["q95"]) for line in placed)
    factors = [line["factor"] for line in _lines(folder / "out" / "sobol.csv")]
    assert factors == ["winmax", "normalisation", "weights", "aggregation"]
