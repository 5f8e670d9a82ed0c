"""Does `styrbord rate` give the numbers of the reference, and say everything that is wrong?"""

import csv
import os
import pty
import signal
import subprocess
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal
from tests.core.ratings.references import FOLDER, reference

COINR = FOLDER / "coinr"
GIVEN = ("--structure", COINR / "iMeta.csv", "--data", COINR / "iData.csv", "--method", "asem")
SAVED = (
    *("--design", COINR / "sens_ua_N100_seed42_design.csv"),
    *("--weights-sets", COINR / "sens_noisy_weights_100sets.csv"),
)
META = """Level,iCode,iName,Direction,Weight,Unit,Target,Denominator,Parent,Type
1,net,Network,1,1,,,,Index,Indicator
1,paper,Paper,-1,1,,,people,Index,Indicator
2,Index,Index,,1,,,,,Aggregate
,people,People,,,,,,,Denominator
"""
DATA = """uCode,uName,people,net,paper
a,Alby,10,1,50
b,Berg,20,2,40
c,Ceby,30,4,90
d,Dal,40,3,
"""


def table(file: Path) -> dict[str, dict[str, str]]:
    """Lines of a table by their first cell."""
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    return {next(iter(row.values())): row for row in rows}


class Made:
    """A small index in a folder of its own."""

    def __init__(self, folder: Path, meta: str = META, data: str = DATA) -> None:
        self.type, self.out = Terminal(folder), folder / "made" / "out"
        self.meta, self.data = folder / "iMeta.csv", folder / "iData.csv"
        self.meta.write_text(meta, encoding="utf-8")
        self.data.write_text(data, encoding="utf-8")

    def rate(self, *words: object) -> subprocess.CompletedProcess[str]:
        """Run the command."""
        given = ("--structure", self.meta, "--data", self.data, "--out", self.out)
        return self.type.bare("rate", *given, *words)

    def refusal(self, *words: object) -> str:
        """What the command says when it refuses and writes nothing."""
        ended = self.rate(*words)
        assert ended.returncode == 1, ended.stdout
        assert "Traceback" not in ended.stderr
        assert "Nothing was changed." in ended.stderr
        assert not self.out.exists()
        return ended.stderr


@pytest.fixture(scope="module")
def replay(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Results of the reference folder with its saved design."""
    folder = tmp_path_factory.mktemp("replay")
    ended = Terminal(folder).bare("rate", *GIVEN, *SAVED, "--out", folder / "out")
    assert ended.returncode == 0, ended.stderr
    assert "51 units rated by 49 indicators" in ended.stdout
    return folder / "out"


@reference
@pytest.mark.requirement("R-082")
@pytest.mark.parametrize(
    ("made", "truth"),
    [
        ("treated.csv", "stage_treated.csv"),
        ("normalised.csv", "stage_normalised.csv"),
        ("scores.csv", "stage_aggregated.csv"),
    ],
)
def test_every_stage_equals_the_independent_one(replay: Path, made: str, truth: str) -> None:
    ours, theirs = table(replay / made), table(COINR / truth)
    assert ours.keys() == theirs.keys()
    for unit, row in theirs.items():
        assert ours[unit].keys() == row.keys()
        numbers = {code: float(cell) for code, cell in row.items() if code != "uCode"}
        assert {code: float(ours[unit][code]) for code in numbers} == pytest.approx(numbers, rel=1e-10)


@reference
@pytest.mark.requirement("R-082")
def test_all_places_equal_the_independent_ones(replay: Path) -> None:
    assert table(replay / "ranks.csv") == table(COINR / "results_ranks_full.csv")


@reference
@pytest.mark.requirement("R-082")
def test_a_replay_gives_every_place_and_interval_of_the_independent_one(replay: Path) -> None:
    assert table(replay / "ranks_replicates.csv") == table(COINR / "sens_ua_N100_seed42_ranks.csv")
    intervals = table(replay / "rank_intervals.csv")
    for unit, row in table(COINR / "sens_ua_N100_seed42_rankstats.csv").items():
        found = intervals[unit]
        assert int(found["nominal"]) == int(row["Nominal"])
        for ours, theirs in (("q5", "Q5"), ("median", "Median"), ("q95", "Q95")):
            assert float(found[ours]) == float(row[theirs])


@reference
def test_a_sensitivity_says_how_sure_places_are_and_which_choice_matters(tmp_path: Path) -> None:
    typed = Terminal(tmp_path)
    for name in ("one", "same"):
        ended = typed.bare(*("rate", *GIVEN, "--sensitivity", "256", "--seed", "7", "--out", tmp_path / name))
        assert ended.returncode == 0, ended.stderr
        assert "1,536 recalculations share out what moves the places; seed 7." in ended.stdout
    intervals, sobol = table(tmp_path / "one" / "rank_intervals.csv"), table(tmp_path / "one" / "sobol.csv")
    head = "uCode,nominal,q5,median,q95,p_leader,p_middle,p_lagging"
    assert ",".join(intervals["AUS"]) == head
    for row in intervals.values():
        assert 1 <= float(row["q5"]) <= float(row["median"]) <= float(row["q95"]) <= 51
        assert sum(float(row[name]) for name in head.split(",")[5:]) == pytest.approx(1)
    assert list(sobol) == ["winmax", "normalisation", "weights", "aggregation"]
    assert list(sobol["winmax"]) == ["factor", "Si", "STi", "se_Si", "se_STi"]
    assert float(sobol["aggregation"]["STi"]) > 0.5 > float(sobol["winmax"]["STi"]) > 0
    for name in ("rank_intervals.csv", "sobol.csv"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "same" / name).read_bytes()


def test_a_rating_without_a_method_takes_the_usual_steps(tmp_path: Path) -> None:
    made = Made(tmp_path)
    ended = made.rate()
    assert ended.returncode == 0, ended.stderr
    scores = table(made.out / "scores.csv")
    # net: 0, 1/3, 1, 2/3 of 100; paper a head 5, 2, 3, missing, and low is good
    assert [float(scores[unit]["Index"]) for unit in "abcd"] == pytest.approx([0, 200 / 3, 250 / 3, 200 / 3])
    assert [row["Index"] for row in table(made.out / "ranks.csv").values()] == ["4", "2", "1", "2"]
    assert table(made.out / "treated.csv")["d"]["paper"] == ""


def test_a_method_of_ones_own_is_read_from_its_text(tmp_path: Path) -> None:
    made = Made(tmp_path)
    text = tmp_path / "method.toml"
    text.write_text('[normalisation]\nlow = 1\n[aggregation]\nby = "geometric"\n', encoding="utf-8")
    assert made.rate("--method", text).returncode == 0
    assert float(table(made.out / "scores.csv")["a"]["Index"]) == pytest.approx(1.0)


def test_a_later_run_leaves_no_table_of_an_earlier_one(tmp_path: Path) -> None:
    made = Made(tmp_path)
    assert made.rate("--sensitivity", "16").returncode == 0
    kept = made.out / "notes.txt"
    kept.write_text("mine", encoding="utf-8")
    assert (made.out / "sobol.csv").exists()
    assert made.rate().returncode == 0
    left = sorted(path.name for path in made.out.iterdir())
    assert left == ["normalised.csv", "notes.txt", "ranks.csv", "scores.csv", "treated.csv"]


def test_a_panel_tells_the_period_of_each_line(tmp_path: Path) -> None:
    head, *rows = DATA.splitlines()
    data = "\n".join([head + ",Time", *(f"{row},{year}" for year in (2023, 2024) for row in rows)])
    made = Made(tmp_path, data=data)
    assert made.rate("--sensitivity", "16").returncode == 0
    with (made.out / "ranks.csv").open(encoding="utf-8", newline="") as opened:
        lines = list(csv.reader(opened))
    assert lines[0][:2] == ["uCode", "Time"]
    assert [line[1] for line in lines[1:]] == ["2023"] * 4 + ["2024"] * 4
    assert list(table(made.out / "rank_intervals.csv")) == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (",Index,Indicator\n1,paper", ",Idnex,Indicator\n1,paper", "belongs to Idnex"),
        ("2,Index,Index,,1,,,,,", "2,Index,Index,,1,,,,Index,", "in a circle"),
        ("-1,1,,,people", "-1,0,,,people", ""),
        ("1,net,Network,1,1", "1,net,Network,1,-1", "weights below Index"),
        ("1,net,Network,1,1", "1,net,Network,,1", "net has no direction"),
        ("Level,iCode", "Level,Code", "iCode"),
        (",people,Index,Indicator", ",peoples,Index,Indicator", "peoples"),
        ("2,Index", "3,Index", "level"),
    ],
)
def test_a_structure_that_is_none_is_refused(tmp_path: Path, old: str, new: str, says: str) -> None:
    meta = META.replace(old, new)
    assert meta != META
    if not says:  # both weights zero
        meta, says = meta.replace("Network,1,1", "Network,1,0"), "not all zero"
    made = Made(tmp_path, meta=meta)
    told = made.refusal()
    assert says in told
    assert "iMeta.csv" in told


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("", "iData.csv"),
        ("uCode,uName,people,net,paper\na,Alby,10,1,50\n", "iData.csv"),
        (DATA.replace("net", "nett"), "net"),
        (DATA.replace("b,Berg,20,2", "b,Berg,20,ca 2"), "line 3"),
        (DATA.replace("b,Berg", "a,Berg"), "a"),
        ("uCode,uName,people,net,paper\na,A,1,,2\nb,B,1,,3\nc,C,1,,4\n", "net has no value at all"),
        ("uCode,uName,people,net,paper\na,A,1,5,2\nb,B,1,5,3\nc,C,1,5,4\n", "net has the same value"),
    ],
)
def test_data_that_cannot_be_rated_are_refused(tmp_path: Path, data: str, says: str) -> None:
    assert says in Made(tmp_path, data=data).refusal()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--method", "assem"), "no method 'assem'"),
        (("--method", "missing.toml"), "missing.toml: The file cannot be used"),
        (("--sensitivity", "0"), "--sensitivity is 0."),
        (("--sensitivity", "-8"), "--sensitivity is -8."),
        (("--sensitivity", "1"), "whole number from 2"),
        (("--sensitivity", "100000000"), "--sensitivity is 100000000."),
        (("--seed", "4"), "--seed is given without --sensitivity."),
        (("--weights-sets", "W.csv"), "--weights-sets is given without --design."),
        (("--design", "D.csv"), "none are given"),
        (("--design", "D.csv", "--sensitivity", "8"), "--sensitivity and --design are given."),
        (("--design", "none.csv", "--weights-sets", "W.csv"), "none.csv: The file cannot be used"),
        (("--design", "D.csv", "--weights-sets", "none.csv"), "none.csv: The file cannot be used"),
        (("--design", "D.csv", "--weights-sets", "W.csv"), "D.csv, line 3: There is no set of weights '9'"),
        (("--design", "E.csv", "--method", "asem"), "E.csv, line 2: '6' is no option of winmax"),
        (("--method", "asem"), "EurAsia_group"),
    ],
)
def test_words_that_do_not_fit_are_refused(tmp_path: Path, words: tuple[str, ...], says: str) -> None:
    (tmp_path / "D.csv").write_text("rep,weight_set\n1,1\n2,9\n", encoding="utf-8")
    (tmp_path / "E.csv").write_text("rep,winmax\n1,6\n", encoding="utf-8")
    (tmp_path / "W.csv").write_text("set,iCode,Weight\n1,net,2\n", encoding="utf-8")
    assert says in Made(tmp_path).refusal(*words)


@pytest.mark.parametrize("number", ["many", "2.5"])
def test_a_number_that_is_none_is_wrong_words(tmp_path: Path, number: str) -> None:
    ended = Made(tmp_path).rate("--sensitivity", number)
    assert ended.returncode == 2
    assert "invalid int value" in ended.stderr


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    made = Made(tmp_path)
    made.data.unlink()
    assert "iData.csv: The file cannot be used" in made.refusal()


def test_the_command_loads_neither_django_apps_nor_large_packages(tmp_path: Path) -> None:
    made = Made(tmp_path)
    typed = made.type
    words = typed.words("rate", "--structure", made.meta, "--data", made.data, "--out", made.out)
    words = [words[0], "-X", "importtime", *words[1:], "--sensitivity", "8"]
    ended = subprocess.run(
        words, cwd=tmp_path, env=typed.environment, capture_output=True, text=True, check=True
    )
    loaded = {line.rpartition("|")[2].strip() for line in ended.stderr.splitlines()}
    assert "numpy" in loaded
    heavy = ("django.conf", "django.apps", "scipy", "xarray", "pandas", "polars", "statsforecast")
    assert not loaded & set(heavy)


def test_a_stopped_run_shows_how_far_it_was_and_writes_nothing(tmp_path: Path) -> None:
    rows = [f"u{row},{row + 1},{row * 7 % 1009},{row * 5 % 997}" for row in range(3000)]
    made = Made(tmp_path, data="\n".join(["uCode,people,net,paper", *rows]))
    words = made.type.words("rate", "--structure", made.meta, "--data", made.data, "--out", made.out)
    screen, theirs = pty.openpty()
    running = subprocess.Popen([*words, "--sensitivity", "12000"], env=made.type.environment, stderr=theirs)
    os.close(theirs)
    shown = b""
    while b"#" not in shown:
        shown += os.read(screen, 1024)
    running.send_signal(signal.SIGINT)
    while b"Stopped." not in shown:
        shown += os.read(screen, 1024)
    assert running.wait(60) == 130
    os.close(screen)
    assert b"recalculate" in shown
    assert b"Nothing was written." in shown
    assert not made.out.exists()
    assert [*made.out.parent.glob(".*")] == []


def test_more_than_fits_into_memory_is_refused(tmp_path: Path) -> None:
    rows = [f"u{row},{row + 1},{row * 7 % 1009},{row * 5 % 997}" for row in range(3000)]
    made = Made(tmp_path, data="\n".join(["uCode,people,net,paper", *rows]))
    assert "at most 33333 different recalculations" in made.refusal("--sensitivity", "100000")
