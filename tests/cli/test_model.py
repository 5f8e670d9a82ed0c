"""Does `styrbord model` estimate and solve from files, or say everything that is wrong?"""

import csv
from pathlib import Path

import pytest

from styrbord.cli.main import main
from tests.cli.terminal import Terminal

MODEL = """MODEL
BEHAVIORAL> c
TSRANGE 2001 1 2011 1
EQ> c = a + b*y
COEFF> a b
IDENTITY> y
EQ> y = c + g
END
"""
CONSUMED = (5.0, 5.4, 5.5, 6.1, 6.2, 6.9, 6.8, 7.6, 7.7, 8.1, 8.6, 8.9)
SPENT = (5.0, 5.1, 5.9, 6.2, 6.4, 6.5, 7.3, 7.4, 7.7, 8.4, 8.5, 9.0)


class Folder:
    """A folder with a model and its data, and the command that is typed there."""

    def __init__(self, folder: Path) -> None:
        self.path = folder
        self.put("m.txt", MODEL)
        wide = [f"{2000 + at},{c},{c + g},{g}" for at, (c, g) in enumerate(zip(CONSUMED, SPENT, strict=True))]
        self.put("d.csv", "\n".join(["year,c,y,g", *wide]) + "\n")

    def put(self, name: str, text: str) -> None:
        """Write a file."""
        (self.path / name).write_text(text, encoding="utf-8")

    def __call__(self, action: str, *words: str, out: str = "out") -> int:
        """Code that the command ends with."""
        place = str(self.path)
        given = [f"{place}/{one}" if one.endswith((".csv", ".txt", ".toml")) else one for one in words]
        given += [] if "--data" in words else ["--data", f"{place}/d.csv"]
        return main(["model", action, f"{place}/m.txt", *given, "--out", f"{place}/{out}"])

    def rows(self, name: str, out: str = "out") -> list[dict[str, str]]:
        """Lines of a result."""
        with (self.path / out / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A folder in which the model has been estimated."""
    made = Folder(tmp_path)
    assert made("estimate", out="est") == 0
    return made


RUN = ("--coefficients", "est/coefficients.csv", "--from", "2009", "--to", "2011")


def test_an_estimate_writes_three_tables(folder: Folder) -> None:
    found = {row["coefficient"]: float(row["value"]) for row in folder.rows("coefficients.csv", "est")}
    left = [float(row["value"]) for row in folder.rows("residuals.csv", "est")]
    measured = {row["name"]: float(row["value"]) for row in folder.rows("statistics.csv", "est")}
    for at, error in enumerate(left, start=1):
        own = CONSUMED[at] - found["a"] - found["b"] * (CONSUMED[at] + SPENT[at])
        assert error == pytest.approx(own, abs=1e-12)
    assert sum(left) == pytest.approx(0.0, abs=1e-10)
    assert measured["ssr"] == pytest.approx(sum(error**2 for error in left))
    assert folder.rows("residuals.csv", "est")[0]["period"] == "2001"
    assert list(folder.rows("coefficients.csv", "est")[0]) == ["equation", "coefficient", "value", "se"]


def test_long_and_wide_data_and_quarters_give_the_same(folder: Folder) -> None:
    lines = ["variable,period,value"]
    for at, (c, g) in enumerate(zip(CONSUMED, SPENT, strict=True)):
        period = f"{2000 + at // 4}{'-' * (at % 2)}Q{at % 4 + 1}"
        lines += [f"c,{period},{c}", f"y,{period},{c + g}", f"g,{period},{g}"]
    folder.put("q.csv", "\n".join(lines))
    folder.put("m.txt", MODEL.replace("TSRANGE 2001 1 2011 1\n", ""))
    words = ("--data", "q.csv", "--from", "2000-Q2", "--to", "2002-Q4")
    assert folder("estimate", *words) == 0
    assert folder.rows("coefficients.csv") == folder.rows("coefficients.csv", "est")
    assert folder.rows("residuals.csv")[0]["period"] == "2000-Q2"


def test_files_of_other_systems_are_read(folder: Folder) -> None:
    for name in ("m.txt", "d.csv"):
        text = (folder.path / name).read_text(encoding="utf-8")
        (folder.path / name).write_bytes(("\ufeff" + text.replace("\n", "\r\n")).encode())
    assert folder("estimate") == 0
    assert folder.rows("coefficients.csv") == folder.rows("coefficients.csv", "est")


def test_a_run_solves_the_equations(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    assert folder("simulate", *RUN) == 0
    coefficients = {row["coefficient"]: float(row["value"]) for row in folder.rows("coefficients.csv", "est")}
    a, b = coefficients["a"], coefficients["b"]
    for row in folder.rows("paths.csv"):
        g = SPENT[int(row["period"]) - 2000]
        y = (a + g) / (1 - b)
        assert float(row["value"]) == pytest.approx(y if row["variable"] == "y" else a + b * y, rel=1e-9)
    assert "2 equations solved from 2009 to 2011 (dynamic)." in capsys.readouterr().out


def test_tracking_repeats_the_data_and_writes_its_add_factors(folder: Folder) -> None:
    assert folder("simulate", *RUN, "--tracking", "--run", "static") == 0
    found = {(row["variable"], row["period"]): float(row["value"]) for row in folder.rows("paths.csv")}
    assert [found["c", str(year)] for year in (2009, 2010, 2011)] == pytest.approx(CONSUMED[9:], rel=1e-10)
    assert {row["variable"] for row in folder.rows("tracking.csv")} == {"c", "y"}
    assert folder("simulate", *RUN) == 0
    assert not (folder.path / "out" / "tracking.csv").exists()


def test_a_variable_is_taken_from_the_data_where_it_is_exogenised(folder: Folder) -> None:
    folder.put("af.csv", "variable,period,value\ny,2011,1\n")
    assert folder("simulate", *RUN, "--exogenise", "c:2010-2011", "--addfactors", "af.csv") == 0
    found = {(row["variable"], row["period"]): float(row["value"]) for row in folder.rows("paths.csv")}
    assert found["c", "2010"] == CONSUMED[10]
    assert found["c", "2009"] != CONSUMED[9]
    assert found["y", "2011"] == pytest.approx(CONSUMED[11] + SPENT[11] + 1)


def test_shocks_give_every_replica_and_their_moments(folder: Folder) -> None:
    folder.put("s.csv", "variable,period,replica,value\nc,2010,1,1\nc,2010,2,-1\ng,2010,3,1.5\n")
    assert folder("simulate", *RUN, "--shocks", "s.csv") == 0
    rows = folder.rows("paths.csv")
    found = {(row["replica"], row["variable"], row["period"]): float(row["value"]) for row in rows}
    assert len(rows) == 4 * 2 * 3
    moment = next(
        row for row in folder.rows("moments.csv") if row["variable"] == "y" and row["period"] == "2010"
    )
    drawn = [found[str(at), "y", "2010"] for at in (1, 2, 3)]
    mean = sum(drawn) / 3
    assert float(moment["unperturbed"]) == found["0", "y", "2010"]
    assert float(moment["mean"]) == pytest.approx(mean)
    assert float(moment["sd"]) == pytest.approx((sum((one - mean) ** 2 for one in drawn) / 2) ** 0.5)


def test_draws_of_the_past_give_fans_and_the_same_again(folder: Folder) -> None:
    words = (*RUN, "--draws", "500", "--past", "2001:2008", "--seed", "3")
    assert folder("simulate", *words) == 0
    rows = {(row["variable"], row["period"]): row for row in folder.rows("fans.csv")}
    plain = {(row["variable"], row["period"]): row["value"] for row in folder.rows("paths.csv")}
    a, b = (float(row["value"]) for row in folder.rows("coefficients.csv", "est")[:2])
    past = [CONSUMED[at] - a - b * (CONSUMED[at] + SPENT[at]) for at in range(1, 9)]
    middle = sum(past) / 8
    spread = (sum((one - middle) ** 2 for one in past) / 8) ** 0.5 / (1 - b)
    for key, row in rows.items():
        assert row["unperturbed"] == plain[key]
        assert row["replicas"] == "500"
        assert float(row["sd"]) == pytest.approx(spread, rel=0.15)
        assert float(row["p10"]) < float(row["p50"]) < float(row["p90"])
    assert folder("simulate", *words, out="again") == 0
    assert folder.rows("fans.csv", "again") == folder.rows("fans.csv")


def test_multipliers_and_targets_agree(folder: Folder) -> None:
    assert folder("multipliers", *RUN, "--targets", "y", "--instruments", "g,c") == 0
    found = {
        (row["instrument"], row["target_period"], row["instrument_period"]): float(row["value"])
        for row in folder.rows("multipliers.csv")
    }
    b = float(folder.rows("coefficients.csv", "est")[1]["value"])
    assert found["g", "2010", "2010"] == pytest.approx(1 / (1 - b), rel=1e-9)
    assert found["c", "2010", "2011"] == 0.0
    folder.put("t.csv", "variable,period,value\ny,2010,20\n")
    assert folder("target", *RUN, "--targets", "t.csv", "--instruments", "g") == 0
    paths = {(row["variable"], row["period"]): float(row["value"]) for row in folder.rows("paths.csv")}
    levels = {row["period"]: float(row["value"]) for row in folder.rows("instruments.csv")}
    assert paths["y", "2010"] == pytest.approx(20.0)
    assert levels["2009"] == SPENT[9]
    a = float(folder.rows("coefficients.csv", "est")[0]["value"])
    assert levels["2010"] == pytest.approx(20.0 * (1 - b) - a)


def test_targets_of_the_text_and_bounds_of_instruments(folder: Folder) -> None:
    folder.put("m.txt", MODEL.replace("END", "TARGET> y 2010 20\nEND"))
    assert folder("target", *RUN, "--instruments", "c*4,g=:9.5") == 0
    levels = {(row["variable"], row["period"]): float(row["value"]) for row in folder.rows("instruments.csv")}
    assert levels["g", "2010"] == pytest.approx(9.5)
    assert levels["c", "2010"] > 0
    paths = {(row["variable"], row["period"]): float(row["value"]) for row in folder.rows("paths.csv")}
    assert paths["y", "2010"] == pytest.approx(20.0)


def test_scenarios_out_of_their_order_are_warned_of(
    folder: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.put("m.txt", MODEL.replace("END", "TARGET> y 2010 20\nc 2010 5 direction down\nEND"))
    folder.put(
        "s.toml", "[optimistic]\nchange.g = { 2010 = 1, 2011 = -1 }\n[medium]\n[pessimistic]\nchange.g = -2\n"
    )
    capsys.readouterr()
    assert folder("scenarios", *RUN, "--scenarios", "s.toml") == 0
    told = capsys.readouterr().err
    assert "warning: y is worse in the scenario optimistic than in medium, by " in told
    assert "at most: 2011. Look" in told
    assert "c is worse in the scenario optimistic than in medium" in told
    assert "c is worse in the scenario medium than in pessimistic" in told
    assert "y is worse in the scenario medium" not in told


def test_scenarios_stand_side_by_side_and_begin_from_parents(folder: Folder) -> None:
    folder.put(
        "s.toml",
        "[medium]\n[optimistic]\nparent = 'medium'\nchange.g = 1\n"
        "[optimistic.add-factors]\nc = { 2011 = 0.5 }\n"
        "[pessimistic]\nexogenous.g = { 2010 = 6.0, 2011 = 6 }\n"
        "[child]\nparent = 'optimistic'\nchange.g = 2\n",
    )
    assert folder("scenarios", *RUN, "--scenarios", "s.toml") == 0
    rows = folder.rows("paths.csv")
    y = {(row["scenario"], row["period"]): float(row["value"]) for row in rows if row["variable"] == "y"}
    b = float(folder.rows("coefficients.csv", "est")[1]["value"])
    assert list(rows[0]) == ["scenario", "variable", "period", "value"]
    assert y["optimistic", "2010"] - y["medium", "2010"] == pytest.approx(1 / (1 - b))
    assert y["optimistic", "2011"] - y["medium", "2011"] == pytest.approx(1.5 / (1 - b))
    assert y["pessimistic", "2011"] - y["medium", "2011"] == pytest.approx((6 - 9) / (1 - b))
    assert y["child", "2011"] - y["medium", "2011"] == pytest.approx(2.5 / (1 - b))


WRONG = {
    "variable,period,value\nc,2010\n": "line 2: The line has 2 cells instead of 3",
    "variable,period,value\nc,20x0,1\n": "'20x0' is not a period of a model",
    "variable,period,value\nc,2010,ca 5\n": "'ca 5' is not a number",
    "variable,period,value\nc,2010,1\nc,2010,1\n": "line 3: c 2010 has a value in line 2 already",
    "variable,period,value\n,2010,1\n": "The column variable is empty",
    "variable,period,value\nc,2010-Q1,1\n": "not of the same length",
    "variable,period,value\nc,1999,1\n": "1999 lies outside of the run",
    "variable,period,value\nx,2010,1\n": "The model has no equation of x",
    "variable,period,value\n": "There is no line with a value",
    "name,period,value\nc,2010,1\n": "no column variable",
}


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_table_is_told_and_nothing_is_written(
    folder: Folder, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    folder.put("af.csv", text)
    assert folder("simulate", *RUN, "--addfactors", "af.csv") == 1
    assert WRONG[text] in capsys.readouterr().err
    assert not (folder.path / "out").exists()


SCENARIOS = {
    "": "There is no scenario",
    "a = 1": "'a' is no part of a scenario",
    "[a b]\n": "cannot be read",
    '["a b"]\n': "'a b' is no code of a scenario",
    "[a]\nfactors.c = 1": "'factors' is no part of a scenario",
    "[a]\nparent = 'b'\n[b]\nparent = 'a'": "begins from itself",
    "[bb]\n[a]\nparent = 'b'": "Did you mean bb?",
    "[a]\nchange.g = 'x'": "change of g is neither a number",
    "[a]\nchange = 1": "change of it is neither a number",
    "[a]\nchange.c = 1": "no exogenous variable c",
    "[a]\nchange.g = { 1990 = 1 }": "1990 lies outside of the run",
    "[a]\nchange.g = { soon = 1 }": "'soon' is not a period",
}


@pytest.mark.parametrize("text", SCENARIOS)
def test_a_wrong_scenario_is_told(folder: Folder, capsys: pytest.CaptureFixture[str], text: str) -> None:
    folder.put("s.toml", text)
    assert folder("scenarios", *RUN, "--scenarios", "s.toml") == 1
    assert SCENARIOS[text] in capsys.readouterr().err


@pytest.mark.parametrize(
    ("action", "words", "says"),
    [
        ("estimate", ("--from", "2001"), "--from is given without --to"),
        ("estimate", ("--co-tolerance", "0"), "--co-tolerance is 0.0"),
        ("estimate", ("--method", "iv"), "c has no instruments"),
        ("simulate", (*RUN[:4], "--to", "2008"), "before it begins in 2009"),
        ("simulate", (*RUN[:4], "--to", "soon"), "--to: 'soon' is not a period"),
        ("simulate", (*RUN[:4], "--to", "2010-Q1"), "--to: 2010-Q1 is not of the same length"),
        ("simulate", (*RUN, "--exogenise", "c:2010-2009"), "'c:2010-2009' cannot be read"),
        ("simulate", (*RUN, "--exogenise", "c:"), "'c:' cannot be read"),
        ("simulate", (*RUN, "--exogenise", "q"), "no equation of q"),
        ("simulate", ("--coefficients", "d.csv", *RUN[2:]), "no column equation, coefficient, value"),
        ("simulate", ("--coefficients", "none.csv", *RUN[2:]), "The file cannot be used"),
        ("simulate", RUN[2:], "c has no value of a"),
        ("simulate", (*RUN, "--draws", "5"), "--draws is given without --past"),
        ("simulate", (*RUN, "--draws", "0", "--past", "2001:2008"), "--draws is 0"),
        ("simulate", (*RUN, "--draws", "5", "--past", "2008"), "'2008' is no span of periods"),
        ("simulate", (*RUN, "--draws", "5", "--past", "2008:2001"), "is no span of periods"),
        ("target", (*RUN, "--instruments", "g"), "There is no target"),
        ("target", (*RUN, "--instruments", "g=x"), "'g=x' is no instrument"),
        ("multipliers", (*RUN, "--targets", ",", "--instruments", "g"), "--targets names nothing"),
        ("multipliers", (*RUN, "--targets", "g", "--instruments", "g"), "no endogenous variable g"),
    ],
)
def test_wrong_words_are_told(
    folder: Folder, capsys: pytest.CaptureFixture[str], action: str, words: tuple[str, ...], says: str
) -> None:
    assert folder(action, *words) == 1
    assert says in capsys.readouterr().err
    assert not (folder.path / "out").exists()


def test_a_wrong_model_and_wrong_data_are_told_at_once_with_a_mark(
    folder: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.put("m.txt", MODEL.replace("y = c + g", "y = c +* g"))
    folder.put("d.csv", "year,c,y,g\n2000,1,2,x\n")
    assert folder("estimate") == 1
    told = capsys.readouterr().err.splitlines()
    assert told[0].startswith("error: m.txt, line 7, column 12: Position 12: '*' was not expected.")
    assert told[1:3] == ["    EQ> y = c +* g", "               ^"]
    assert told[3] == "error: d.csv, line 2: 'x' is not a number. Enter digits, or leave the cell empty."
    assert told[4] == "Refused: 2 problems. Nothing was changed."


def test_a_replica_without_a_solution_is_warned_of(
    folder: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.put("m.txt", "MODEL\nIDENTITY> y\nEQ> y = 0.1*y^2 + g - 7\nEND\n")
    folder.put("s.csv", "variable,period,replica,value\ng,2010,bad,900\ng,2010,good,0.1\n")
    assert folder("simulate", *RUN[2:], "--shocks", "s.csv") == 0
    assert "1 of 3 paths have no solution; the first is replica bad" in capsys.readouterr().err
    rows = [row for row in folder.rows("paths.csv") if row["replica"] == "bad"]
    assert [row["value"] == "" for row in rows] == [False, True, True]


def test_it_needs_no_database(tmp_path: Path) -> None:
    Folder(tmp_path)
    ended = Terminal(tmp_path).bare("model", "estimate", "m.txt", "--data", "d.csv", "--out", "found")
    assert ended.returncode == 0, ended.stderr
    assert "1 equations estimated by ols." in ended.stdout
    assert sorted(path.name for path in (tmp_path / "found").iterdir()) == [
        "backtests.csv",
        "coefficients.csv",
        "residuals.csv",
        "statistics.csv",
    ]
    assert not list(tmp_path.rglob("*.sqlite3"))
