"""Can a model of real regions be pooled within types, tried on the past, and its failures be named?"""

import csv
import re
from pathlib import Path

import pytest

from example.real_model import write
from styrbord.cli.main import main
from tests.conftest import IN_CI, ROOT, SHARED

PACK = SHARED / "data" / "ru_regions"
HOWTO = ROOT / "docs" / "howto"
MODEL = HOWTO / "pool-real-regions.txt"

pytestmark = pytest.mark.skipif(not PACK.is_dir() and not IN_CI, reason="shared/data/ru_regions is not here")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data of the regions."""
    made = tmp_path_factory.mktemp("pooled") / "regions.csv"
    assert write(PACK, made) == 80
    return made


def estimated(data: Path, *words: str) -> Path:
    """Folder of an estimate."""
    out = data.parent / "-".join(("found", *words)).replace("--", "")
    given = ["model", "estimate", str(MODEL), "--data", str(data), *words, "--out", str(out)]
    assert main(given) == 0
    return out


def rows(path: Path) -> list[dict[str, str]]:
    """Lines of a result."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def wholes(folder: Path) -> dict[str, dict[str, str]]:
    """Backtest of each equation over all regions and horizons."""
    found = [row for row in rows(folder / "backtests.csv") if row["horizon"] == "all"]
    return {row["equation"]: row for row in found if not row["territory"]}


def test_output_and_consumption_beat_their_last_value_and_two_equations_fail(data: Path) -> None:
    found = wholes(estimated(data))
    verdicts = {equation: row["verdict"] for equation, row in found.items()}
    fails, works = "does not beat naive", "beats naive and drift"
    assert verdicts == {"q": works, "c": works, "i": fails, "u": fails}


def test_the_page_shows_the_numbers_of_each_method(data: Path) -> None:
    page = (HOWTO / "pool-real-regions.md").read_text(encoding="utf-8")
    lines = [line.strip() for line in page.splitlines()]
    for method in ("partial", "pooled", "fixed", "ols"):
        line = next(line for line in lines if line.startswith(f"| `{method}`"))
        shown = [float(text) for text in re.findall(r"\d+\.\d+", line)]
        found = wholes(estimated(data, "--method", method))
        assert shown == [round(float(found[equation]["rmse"]), 2) for equation in "qciu"]
    line = next(line for line in lines if line.startswith("| last value"))
    shown = [float(text) for text in re.findall(r"\d+\.\d+", line)]
    assert shown == [round(float(found[equation]["naive"]), 2) for equation in "qciu"]


def test_a_region_is_solved_with_its_own_coefficients(data: Path) -> None:
    coefficients = estimated(data) / "coefficients.csv"
    words = ["--coefficients", str(coefficients), "--from", "2014", "--to", "2017", "--territory", "RU-TOM"]
    out = data.parent / "run"
    assert main(["model", "simulate", str(MODEL), "--data", str(data), *words, "--out", str(out)]) == 0
    paths = rows(out / "paths.csv")
    assert {row["variable"] for row in paths} == {"q", "c", "i", "u"}
    known = {
        row["period"]: float(row["value"])
        for row in rows(data)
        if (row["territory"], row["variable"]) == ("RU-TOM", "q")
    }
    solved = {row["period"]: float(row["value"]) for row in paths if row["variable"] == "q"}
    assert solved["2017"] == pytest.approx(known["2017"], rel=0.05)
