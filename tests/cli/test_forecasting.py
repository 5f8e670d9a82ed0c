"""Does `styrbord forecast` write one whole table, or say everything that is wrong?"""

import csv
from pathlib import Path

import pytest

from styrbord.cli.main import main

HEADER = "unique_id,ds,mean,lo-80,hi-80,lo-95,hi-95,method"


def forecast(tmp_path: Path, text: str, *words: str) -> tuple[int, Path]:
    """What the command ends with, and its result."""
    given, made = tmp_path / "series.csv", tmp_path / "out.csv"
    given.write_text(text, encoding="utf-8")
    return main(["forecast", str(given), "--horizon", "2", "--season", "1", "--out", str(made), *words]), made


def tree() -> str:
    """Two towns and their county, twelve years."""
    lines = ["unique_id,ds,y"]
    for year in range(12):
        north, south = 20 + year, 50 - 2 * year + year % 3
        named = (("county", north + south), ("north", north), ("south", south))
        lines += [f"{name},{2000 + year},{value}" for name, value in named]
    return "\n".join(lines)


def test_forecasts_of_a_hierarchy_add_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    links = tmp_path / "links.csv"
    links.write_text("unique_id,parent_id\ncounty,\nnorth,county\nsouth,county\n", encoding="utf-8")
    code, made = forecast(tmp_path, tree(), "--hierarchy", str(links))
    rows = list(csv.DictReader(made.read_text(encoding="utf-8").splitlines()))
    mean = {(row["unique_id"], row["ds"]): float(row["mean"]) for row in rows}
    assert code == 0
    assert made.read_text(encoding="utf-8").splitlines()[0] == HEADER
    assert [row["ds"] for row in rows] == ["2012", "2013"] * 3
    for year in ("2012", "2013"):
        assert mean["county", year] == pytest.approx(mean["north", year] + mean["south", year], rel=1e-9)
    assert all(float(row["lo-95"]) <= float(row["mean"]) <= float(row["hi-95"]) for row in rows)
    assert "3 series" in capsys.readouterr().out


def test_periods_go_on_in_their_own_form(tmp_path: Path) -> None:
    code, made = forecast(
        tmp_path, "unique_id,ds,y\na,2020-Q3,1\na,2020-Q4,2\na,2021-Q1,2\n", "--level", "80"
    )
    rows = list(csv.DictReader(made.read_text(encoding="utf-8").splitlines()))
    assert code == 0
    assert [row["ds"] for row in rows] == ["2021-Q2", "2021-Q3"]
    assert list(rows[0]) == ["unique_id", "ds", "mean", "lo-80", "hi-80", "method"]
    assert rows[0]["method"] == "pooled"


def test_everything_wrong_is_told_with_its_line_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "unique_id,ds,y\na,2020,1\na,2020,2\n,2021,3\nb,soon,4\nb,2021,ca 5\nb,2021-Q1,6\nc,2020\n"
    code, made = forecast(tmp_path, text)
    told = capsys.readouterr().err.splitlines()
    assert code == 1
    assert not made.exists()
    assert [line.split("line ")[1].split(":")[0] for line in told[:-1]] == ["3", "4", "5", "6", "7", "8"]
    assert told[-1] == "Refused: 6 problems. Nothing was changed."


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no column unique_id, ds, y"),
        ("unique_id,ds,y\n", "no line with a value"),
        ("a,b\n", "unique_id"),
    ],
)
def test_a_table_without_series_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, says: str
) -> None:
    assert forecast(tmp_path, text)[0] == 1
    assert says in capsys.readouterr().err


def test_a_horizon_of_nothing_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert forecast(tmp_path, tree(), "--horizon", "0")[0] == 1
    assert "--horizon is 0." in capsys.readouterr().err
