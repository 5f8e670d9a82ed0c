"""Does the terminal judge series of a file, and a list of cases, whole or not at all?"""

import csv
import signal
import time
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal

VALUES = [10, 11, 9, 10, 12, 8] * 3


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """A terminal in a folder with two series and a list of three cases."""
    rows = [f"{2019 + at // 12}-{at % 12 + 1:02}-01,{value}" for at, value in enumerate(VALUES)]
    (tmp_path / "one.csv").write_text("\n".join(["date,value", *rows, "2020-07-01,30", ""]), encoding="utf-8")
    two = [f"{name},{row}" for name in "BA" for row in rows]
    (tmp_path / "two.csv").write_text("\n".join(["place,date,value", *two, ""]), encoding="utf-8-sig")
    (tmp_path / "INDEX.csv").write_text(
        "name,input,direction,target,rebase,fix,screen,facet,trajectory\n"
        "good,one.csv,decrease,5,,,TRUE,FALSE,FALSE\n"
        "fixed,one.csv,increase,,,11,TRUE,FALSE,FALSE\n"
        "away,none.csv,increase,,,,TRUE,FALSE,FALSE\n",
        encoding="utf-8",
    )
    return Terminal(tmp_path)


def rows(file: Path) -> list[dict[str, str]]:
    """Rows of a result."""
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def test_a_file_is_judged_without_any_database(terminal: Terminal) -> None:
    done = terminal.bare("signals", "one.csv", "--direction", "decrease", "--target", "8", "--out", "found")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == (
        "1 series with 19 points: 1 with a signal at the last point, 0 without, 0 without a verdict."
    )
    assert sorted(path.name for path in (terminal.folder / "found").iterdir()) == ["icons.csv", "points.csv"]
    (icons,) = rows(terminal.folder / "found" / "icons.csv")
    assert (icons["variation_icon"], icons["assurance"], icons["n"]) == ("concern_high", "inconsistent", "19")
    assert rows(terminal.folder / "found" / "points.csv")[-1]["special_cause_type"] == "Above UCL"
    assert not (terminal.folder / "board.sqlite3").exists()


def test_series_are_told_apart_by_a_column(terminal: Terminal) -> None:
    done = terminal.bare("signals", "two.csv", "--facet", "place", "--target", "A 0;B 20", "--out", "found")
    assert done.returncode == 0, done.stderr
    icons = rows(terminal.folder / "found" / "icons.csv")
    assert [(one["series"], one["assurance"]) for one in icons] == [
        ("A", "consistent_pass"),
        ("B", "consistent_fail"),
    ]


def test_a_refused_file_writes_nothing(terminal: Terminal) -> None:
    done = terminal.bare("signals", "two.csv", "--out", "found")
    assert (done.returncode, done.stdout) == (1, "")
    assert "two.csv, line 20: Series 'no facet' has two values for 2019-01-01." in done.stderr
    assert "--facet" in done.stderr
    assert sorted(path.name for path in terminal.folder.iterdir()) == ["INDEX.csv", "one.csv", "two.csv"]


@pytest.mark.parametrize(
    "words",
    [(), ("one.csv", "--cases", "INDEX.csv"), ("one.csv", "--rule", "tea-leaves"), ("one.csv", "--fix", "3")],
)
def test_words_that_are_not_whole_are_refused(terminal: Terminal, words: tuple[str, ...]) -> None:
    done = terminal.bare("signals", *words, "--out", "found")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "Refused: 1 problem. Nothing was changed."


def test_a_case_that_is_refused_says_why_and_the_others_run_on(terminal: Terminal) -> None:
    (terminal.folder / "found").mkdir()
    (terminal.folder / "found" / "refused_good.csv").write_text("of an earlier run", encoding="utf-8")
    (terminal.folder / "found" / "mine.txt").write_text("stays", encoding="utf-8")
    done = terminal.bare("signals", "--cases", "INDEX.csv", "--out", "found")
    assert done.returncode == 1
    assert "1 of 3 cases were judged" in done.stdout
    assert sorted(path.name for path in (terminal.folder / "found").iterdir()) == [
        "icons_good.csv",
        "mine.txt",
        "points_good.csv",
        "refused_away.csv",
        "refused_fixed.csv",
    ]
    (fixed,) = rows(terminal.folder / "found" / "refused_fixed.csv")
    assert (fixed["code"], fixed["message"]) == (
        "signals.fix",
        "The baseline cannot be fixed after '11' points.",
    )
    assert rows(terminal.folder / "found" / "refused_away.csv")[0]["code"] == "file.unusable"


def test_a_run_that_is_stopped_leaves_nothing_behind(terminal: Terminal) -> None:
    line = "c{0},one.csv,increase,,,,TRUE,FALSE,FALSE\n"
    head = "name,input,direction,target,rebase,fix,screen,facet,trajectory\n"
    many = head + "".join(line.format(at) for at in range(20_000))
    (terminal.folder / "INDEX.csv").write_text(many, encoding="utf-8")
    running = terminal.start("signals", "--cases", "INDEX.csv", "--out", "found")
    while not any(
        path.name.startswith(".found-") and any(path.iterdir()) for path in terminal.folder.iterdir()
    ):
        assert running.poll() is None
        time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    assert running.wait(timeout=60) == 130
    assert sorted(path.name for path in terminal.folder.iterdir()) == ["INDEX.csv", "one.csv", "two.csv"]
