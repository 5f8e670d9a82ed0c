"""What do the tests of the example share: one pack, built once, and its tables."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from example import build


@pytest.fixture(scope="session")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("norrvik")
    build(folder)
    return folder


@pytest.fixture(scope="session")
def tables(pack: Path) -> Mapping[str, pl.DataFrame]:
    return {
        path.stem: pl.read_csv(path, infer_schema=False).fill_null("") for path in sorted(pack.glob("*.csv"))
    }


@pytest.fixture(scope="session")
def newest(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Observations as the last release has them, values as numbers."""
    keys = ["territory_code", "indicator_code", "period", "breakdown"]
    return (
        tables["observations"]
        .sort("vintage", maintain_order=True)
        .unique(keys, keep="last", maintain_order=True)
        .with_columns(pl.col("value").cast(pl.Float64, strict=False))
    )


@pytest.fixture(scope="session")
def pages(pack: Path) -> list[dict[str, Any]]:
    return tomllib.loads((pack / "pages.toml").read_text(encoding="utf-8"))["pages"]
