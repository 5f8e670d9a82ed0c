"""Does the terminal say what was done, what was refused, and end accordingly?"""

import subprocess
import sys
from pathlib import Path

import pytest

from styrbord.cli.main import main
from tests.cli.terminal import Terminal
from tests.contract.packs import Written

LOADING = """
import sys
from pathlib import Path
import django
django.setup()
from styrbord.cli.commands import demo
demo.load(Path(sys.argv[1]))
print("polars" in sys.modules)
"""
PAGES = '[[pages]]\ncode = "work"\ntitle_en = "Work"\n'


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A small pack in a folder."""
    return Written().observe("people", "n1", {"2020": 10}).described(code="small").write(tmp_path / "pack")


@pytest.mark.usefixtures("sqlite_database")
def test_a_load_ends_with_what_it_held(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for new in ("1 new editions (1 observations new)", "0 new editions (0 observations new)"):
        assert main(["load", str(pack)]) == 0
        said = capsys.readouterr()
        assert said.out == f"Loaded 6 subjects, 2 indicators, 1 observations in {new}.\n"
        assert said.err == ""


@pytest.mark.usefixtures("sqlite_database")
def test_a_refusal_shows_every_problem_and_ends_with_1(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (pack / "observations.csv").write_text(
        "territory_code,indicator_code,period,value\nn1,peple,2020,ca 7\n", encoding="utf-8"
    )
    assert main(["load", str(pack)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines() == [
        "error: observations.csv, line 2, column value: 'ca 7' is not a number. Enter digits with a decimal"
        " point, or leave it empty with a status.",
        "error: observations.csv, line 2, column indicator_code: There is no indicator 'peple'. Did you mean"
        " 'people'? Add it to indicators.csv or mend the code.",
        "Refused: 2 problems. Nothing was changed.",
    ]


@pytest.mark.usefixtures("sqlite_database")
def test_warnings_are_told_and_stop_nothing(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (pack / "indicators.csv").write_text("indicator_code,name\npeople,\n", encoding="utf-8")
    assert main(["load", str(pack)]) == 0
    assert capsys.readouterr().out.startswith("warning: indicators.csv, line 2: people has no name.")


@pytest.mark.usefixtures("sqlite_database")
def test_a_description_may_stand_elsewhere(
    pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "said.toml"
    file.write_text('[pack]\ncode = "other"\n[columns.observations]\nvalue = "number"\n', encoding="utf-8")
    observations = pack / "observations.csv"
    observations.write_text(
        observations.read_text(encoding="utf-8").replace("value", "number"), encoding="utf-8"
    )
    (pack / "pack.toml").unlink()
    assert main(["load", str(pack)]) == 1
    assert main(["load", str(pack), "--describe", str(file)]) == 0
    assert "The column value is missing" in capsys.readouterr().err


@pytest.mark.usefixtures("sqlite_database")
def test_pages_go_out_as_text_and_come_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "pages.toml"
    file.write_text(PAGES, encoding="utf-8")
    assert main(["pages", "import", str(file)]) == 0
    assert main(["pages", "export", str(tmp_path / "out.toml")]) == 0
    assert main(["pages", "import", str(tmp_path / "out.toml")]) == 0
    assert main(["pages", "export"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("1 pages changed.\n0 pages changed.\n")
    assert said.endswith((tmp_path / "out.toml").read_text(encoding="utf-8"))


@pytest.mark.usefixtures("sqlite_database")
@pytest.mark.parametrize("words", [("import", "none.toml"), ("export", "none/out.toml")])
def test_a_file_that_cannot_be_used_is_told(
    words: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["pages", words[0], str(tmp_path / words[1])]) == 1
    assert "The file cannot be used: No such file or directory." in capsys.readouterr().err


@pytest.mark.usefixtures("sqlite_database")
def test_a_link_to_sign_in_is_printed_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sign-in-link", "planner", "--editor", "--port", "8123"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("http://127.0.0.1:8123/en/sign-in/")


def test_wrong_words_end_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["lod", "pack"])
    assert ended.value.code == 2
    assert "invalid choice: 'lod'" in capsys.readouterr().err


def test_a_command_of_its_own_process_makes_its_database_and_loads(pack: Path, tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    done = terminal("load", pack)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("in 1 new editions (1 observations new).\n")
    refused = terminal("load", tmp_path / "none")
    assert refused.returncode == 1
    assert refused.stderr.endswith("Refused: 1 problem. Nothing was changed.\n")


def test_a_database_that_cannot_be_opened_is_told_without_a_traceback(pack: Path, tmp_path: Path) -> None:
    (tmp_path / "text.sqlite3").write_text("This is no database." * 100, encoding="utf-8")
    for address in (
        tmp_path / "none" / "board.sqlite3",
        tmp_path / "text.sqlite3",
        "postgresql://127.0.0.1:1/none",
    ):
        said = Terminal(tmp_path, str(address))("load", pack)
        assert said.returncode == 1
        assert "The database cannot be used" in said.stderr
        assert "Traceback" not in said.stderr


def test_loading_needs_no_engine_that_only_pages_need(tmp_path: Path) -> None:
    """What makes commands start quickly: pandas and the drawing of charts stay away."""
    terminal = Terminal(tmp_path)
    python, *words = terminal.words("load", "none")
    said = subprocess.run(
        [python, "-X", "importtime", *words],
        env=terminal.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [line for line in said.stderr.splitlines() if line.startswith("import time:")]
    loaded = {line.rsplit("|", 1)[-1].strip() for line in lines}
    assert "polars" in loaded
    assert not loaded & {"pandas", "xarray", "vl_convert", "granian", "ninja", "scipy", "openpyxl"}


def test_what_serves_the_example_reads_no_table_before_it_starts_others(pack: Path, tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", LOADING, str(pack)],
        env={
            **terminal.environment,
            "STYRBORD_DATABASE": terminal.database,
            "DJANGO_SETTINGS_MODULE": "styrbord.conf.settings",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.splitlines()[-1:] == ["False"], done.stderr
    assert terminal("load", pack).stdout.endswith("0 new editions (0 observations new).\n")
