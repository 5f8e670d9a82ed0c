"""Does the terminal say where a rating and a printed one do not agree?"""

import csv
import subprocess
from pathlib import Path

from tests.cli.terminal import Terminal

META = """Level,iCode,iName,Direction,Weight,Unit,Target,Denominator,Parent,Type
1,osi,Services,1,1,,,,egdi,Indicator
1,tii,Networks,1,1,,,,egdi,Indicator
1,hci,People,1,1,,,,egdi,Indicator
2,egdi,Index,,1,,,,,Aggregate
"""
DATA = """uCode,uName,osi,tii,hci
a,Alby,0.3,0.3,0.3
b,Berg,0.6,0.6,0.6
c,Ceby,0.9,0.9,0.9
d,Dal,0.1,,0.1
"""
RIGHT = "uCode,index,place\na,0.3,3\nb,0.6,2\nc,0.9,1\n"


def _rate(folder: Path, printed: str) -> subprocess.CompletedProcess[str]:
    for name, text in (("iMeta.csv", META), ("iData.csv", DATA), ("printed.csv", printed)):
        (folder / name).write_text(text, encoding="utf-8")
    return Terminal(folder).bare(
        *("rate", "--structure", "iMeta.csv", "--data", "iData.csv", "--method", "egdi"),
        *("--published", "printed.csv", "--out", "out"),
    )


def _disagreements(folder: Path) -> list[tuple[str, ...]]:
    with (folder / "out" / "disagreements.csv").open(encoding="utf-8", newline="") as opened:
        return [tuple(row.values()) for row in csv.DictReader(opened)]


def test_places_that_agree_are_counted(tmp_path: Path) -> None:
    done = _rate(tmp_path, RIGHT)
    assert done.returncode == 0, done.stderr
    assert "3 of 3 published places agree." in done.stdout
    assert _disagreements(tmp_path) == []


def test_rows_that_do_not_agree_are_named_with_the_reason(tmp_path: Path) -> None:
    done = _rate(tmp_path, "uCode,index,place\na,0.3,1\nb,0,4\nc,0.9,1\nd,0,4\n")
    assert done.returncode == 0, done.stderr
    assert "1 of 2 published places agree." in done.stdout
    assert "Rows published otherwise than their components say: 1." in done.stdout
    assert "Rows published although a component is missing: 1." in done.stdout
    assert _disagreements(tmp_path) == [
        ("b", "", "differs", "0", "0.6"),
        ("d", "", "without", "0", ""),
        ("a", "", "place", "1", "2"),
    ]
    assert "b was published with 0; its components make 0.6" in done.stderr


def test_a_file_that_is_wrong_is_refused_whole(tmp_path: Path) -> None:
    done = _rate(tmp_path, RIGHT.replace("b,", "bb,").replace("0.9", "much") + "a,0.3,3\n")
    assert done.returncode == 1
    for words in ("bb is no unit of the rating", "'much' is not a number", "a stands in line 2 already"):
        assert words in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_column_that_is_missing_is_named(tmp_path: Path) -> None:
    done = _rate(tmp_path, RIGHT.replace("place", "rank"))
    assert done.returncode == 1
    assert "There is no column place." in done.stderr
