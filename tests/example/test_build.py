"""Is the pack the same each time, whole, and of a size that loads quickly?"""

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from example import build


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_same_seed_gives_the_same_bytes(pack: Path, tmp_path: Path) -> None:
    build(tmp_path)
    assert contents(tmp_path) == contents(pack)


def test_another_seed_draws_other_numbers_for_the_same_county(pack: Path, tmp_path: Path) -> None:
    build(tmp_path, 7)
    other, usual = contents(tmp_path), contents(pack)
    assert other["observations.csv"] != usual["observations.csv"]
    assert other["territories.csv"] == usual["territories.csv"]


def test_the_pack_has_every_file_and_between_150_and_300_thousand_observations(
    pack: Path, tables: Mapping[str, pl.DataFrame]
) -> None:
    assert {path.name for path in pack.glob("*.toml")} == {"pack.toml", "pages.toml", "forms.toml"}
    assert len(list(pack.glob("*.geojson"))) == 3
    assert 150_000 < len(tables["observations"]) < 300_000


def test_no_key_has_two_values_in_one_vintage(tables: Mapping[str, pl.DataFrame]) -> None:
    keys = ["territory_code", "indicator_code", "period", "breakdown", "vintage"]
    assert not tables["observations"].select(keys).is_duplicated().any()
    assert (
        not tables["targets"]
        .select("territory_code", "indicator_code", "period", "scenario")
        .is_duplicated()
        .any()
    )
