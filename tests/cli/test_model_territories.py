"""Does `styrbord model estimate` take territories, try its equations, and say what failed?"""

import numpy as np
import pytest

from tests.cli.test_model import RUN, Folder, folder

__all__ = ["folder"]
MODEL = """MODEL
PANEL> region
BEHAVIORAL> c
EQ> c = a + b*y
COEFF> a b
POOL> a b BY type
END
"""
NAMES = tuple(f"r{at:02}" for at in range(12))
YEARS = tuple(range(2000, 2013))


def panel_lines() -> list[str]:
    """Twelve regions of two types; the last has two years."""
    draw = np.random.default_rng(8)
    lines = ["region,type,variable,period,value"]
    for at, name in enumerate(NAMES):
        kind = "city" if at % 2 else "village"
        y = 10 + np.cumsum(draw.normal(0.3, 1.0, len(YEARS)))
        c = 1 + (0.4 + 0.4 * (at % 2)) * y + draw.normal(0, 0.1, len(YEARS))
        for year, income, spent in list(zip(YEARS, y, c, strict=True))[: 2 if at == 11 else None]:
            lines += [f"{name},{kind},y,{year},{income}", f"{name},{kind},c,{year},{spent}"]
    return lines


@pytest.fixture
def panel(folder: Folder) -> Folder:
    """A folder with a model and data of regions."""
    folder.put("m.txt", MODEL)
    folder.put("p.csv", "\n".join(panel_lines()))
    return folder


def test_a_panel_gives_coefficients_of_each_territory_and_means_of_each_type(
    panel: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert panel("estimate", "--data", "p.csv") == 0
    rows = panel.rows("coefficients.csv")
    assert list(rows[0]) == ["equation", "territory", "coefficient", "value", "se"]
    assert {row["territory"] for row in rows} == set(NAMES)
    means = {(row["group"], row["coefficient"]): float(row["mean"]) for row in panel.rows("groups.csv")}
    assert means["village", "b"] == pytest.approx(0.4, abs=0.05)
    assert means["city", "b"] == pytest.approx(0.8, abs=0.05)
    short = [row for row in panel.rows("statistics.csv") if row["territory"] == "r11"]
    assert {row["name"]: row["value"] for row in short}["nobs"] == "2.0"
    assert len([row for row in panel.rows("residuals.csv") if row["territory"] == "r00"]) == len(YEARS)
    told = capsys.readouterr().out
    assert "1 equations estimated in 12 territories by partial." in told
    assert "c: beats naive and drift; of 12 territories 11 beats naive and drift, 1 too few periods." in told


def test_backtests_stand_by_horizon_and_territory(panel: Folder) -> None:
    assert panel("estimate", "--data", "p.csv") == 0
    rows = panel.rows("backtests.csv")
    head = ["equation", "territory", "horizon", "forecasts", "rmse", "naive", "drift", "verdict"]
    assert list(rows[0]) == head
    assert [row["horizon"] for row in rows[:4]] == ["all", "1", "2", "3"]
    assert len(rows) == 4 * (len(NAMES) + 1)
    assert {row["verdict"] for row in rows if row["horizon"] != "all"} == {""}


def test_one_territory_of_a_panel_is_solved(panel: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    assert panel("estimate", "--data", "p.csv", out="est") == 0
    words = ("--data", "p.csv", *RUN)
    assert panel("simulate", *words, "--territory", "r03") == 0
    own = {
        row["coefficient"]: float(row["value"])
        for row in panel.rows("coefficients.csv", "est")
        if row["territory"] == "r03"
    }
    income = [float(line.split(",")[4]) for line in panel_lines() if line.startswith("r03,city,y,2010")]
    path = {row["period"]: float(row["value"]) for row in panel.rows("paths.csv")}
    assert path["2010"] == pytest.approx(own["a"] + own["b"] * income[0])
    assert panel("simulate", *words) == 0
    whole = [row for row in panel.rows("paths.csv") if row["territory"] == "r03"]
    assert {row["period"]: float(row["value"]) for row in whole} == pytest.approx(path)
    assert panel("simulate", *words, "--draws", "9", "--past", "2003:2006") == 1
    assert panel("simulate", *words, "--tracking") == 1
    assert panel("simulate", *words, "--territory", "r3") == 1
    told = capsys.readouterr().err
    assert "The data are of 12 territories, and none is named" in told
    assert "r3 is none of them" in told


@pytest.mark.parametrize("method", ["pooled", "fixed", "ridge", "ols"])
def test_other_methods_are_chosen_by_word(panel: Folder, method: str) -> None:
    assert panel("estimate", "--data", "p.csv", "--method", method) == 0
    slopes = {
        row["value"]
        for row in panel.rows("coefficients.csv")
        if row["coefficient"] == "b" and row["territory"] != "r11"
    }
    assert (len(slopes) == 1) == (method in ("pooled", "fixed"))
    assert not (panel.path / "out" / "groups.csv").exists()


def test_methods_that_do_not_fit_the_data_are_refused(
    panel: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert panel("estimate", "--data", "p.csv", "--method", "3sls") == 1
    assert "--method 3sls is not for data of territories" in capsys.readouterr().err
    panel.put("m.txt", MODEL.replace("PANEL> region\n", "").replace("POOL> a b BY type\n", ""))
    assert panel("estimate", "--method", "pooled", "--from", "2001", "--to", "2011") == 1
    assert "is not for data without a column of territories" in capsys.readouterr().err
    panel.put("m.txt", MODEL)
    assert panel("estimate") == 1
    assert "The first line has no column region" in capsys.readouterr().err


def test_an_equation_worse_than_its_last_value_is_told(
    folder: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.put("m.txt", "MODEL\nBEHAVIORAL> y\nTSRANGE 2001 1 2011 1\nEQ> y = a\nCOEFF> a\nEND\n")
    assert folder("estimate") == 0
    told = capsys.readouterr()
    assert "y: does not beat naive." in told.out
    assert "warning: y does not beat naive: over 12 forecasts of past periods" in told.err
    assert folder.rows("backtests.csv")[0]["verdict"] == "does not beat naive"


def test_few_periods_need_a_word(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    text = (folder.path / "m.txt").read_text(encoding="utf-8")
    folder.put("m.txt", text.replace("2011 1", "2006 1"))
    assert folder("estimate") == 1
    assert "6 periods for 2 coefficients, fewer than four for each" in capsys.readouterr().err
    assert folder("estimate", "--allow-thin") == 0
    assert folder("estimate", "--method", "ridge") == 0


def test_a_new_estimate_tells_what_changed(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    lines = (folder.path / "d.csv").read_text(encoding="utf-8").splitlines()
    folder.put("new.csv", "\n".join(lines[:-1] + ["2011,20.9,29.9,9.0"]))
    assert folder("estimate", "--data", "new.csv", "--against", "est/coefficients.csv") == 0
    found = {row["coefficient"]: row for row in folder.rows("changes.csv")}
    for row in folder.rows("coefficients.csv", "est"):
        assert found[row["coefficient"]]["old"] == row["value"]
    moved = float(found["b"]["new"]) - float(found["b"]["old"])
    assert float(found["b"]["difference"]) == moved
    assert float(found["b"]["t"]) == pytest.approx(moved / float(found["b"]["se"]))
    assert "Of 2 coefficients 0 moved" not in capsys.readouterr().out
    assert folder("estimate") == 0
    assert not (folder.path / "out" / "changes.csv").exists()
