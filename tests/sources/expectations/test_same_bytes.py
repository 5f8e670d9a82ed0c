"""Does the same file yield the same files, byte for byte, in every process?"""

import os
import subprocess
import sys
from pathlib import Path

from tests.sources.expectations.files import File, Page, delimited, xlsx
from tests.sources.expectations.layouts.catalogue import LAYOUTS
from tests.sources.expectations.layouts.made import made

READ_ALL = """
import sys
from pathlib import Path
from styrbord.sources import repeats
from styrbord.sources.asking import Request
from styrbord.sources.reading import read
repeats.IN_A_ROUND = 3
for path in sorted(Path(sys.argv[1]).iterdir()):
    read(Request(path, Path(sys.argv[2]) / path.name))
"""
PUBLISHED = (
    "rosstat806_365-367_small_business.xls",
    "rosstat_gos_fin_nalog_2023.xls",
    "rosstat_innovations_1.xls",
    "jsonstat_oecd-canada.json",
    "px_14001.px",
    "sdmx_estat_demography-xs.xml",
)


def several_sheets_that_disagree() -> File:
    """The same table on three sheets; some numbers are the same, some others."""
    years = ["indicator_code", 2020, 2021, 2022]
    rows = [[f"measure-{number}", number, number + 1, number + 2] for number in range(9)]
    other = [[f"measure-{number}", number, number + 1 + number % 2, 9] for number in range(9)]
    return xlsx(*(Page([years, *body], name=str(year)) for year, body in ((1, rows), (2, other), (3, rows))))


def _files() -> dict[str, File]:
    layouts = {name: layout().file for name, layout in LAYOUTS.items()}
    rolled = {f"made-{seed}": made(seed).file for seed in range(20)}
    same = {"one-table-on-three-sheets": several_sheets_that_disagree()}
    return {**layouts, **rolled, **same, "text": delimited([["Kommun", 2020], ["Ale", 1], ["Lund", 2]])}


def _start(given: Path, out: Path) -> subprocess.Popen[bytes]:
    """Read all files in a process whose hashes are its own."""
    environment = os.environ | {"PYTHONHASHSEED": out.name, "PYTHONPATH": os.pathsep.join(sys.path)}
    out.mkdir()
    return subprocess.Popen([sys.executable, "-c", READ_ALL, str(given), str(out)], env=environment)


def _outcome(out: Path) -> dict[str, bytes]:
    return {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def test_the_same_bytes_yield_the_same_files_in_every_process(tmp_path: Path, shared: Path) -> None:
    given = tmp_path / "given"
    given.mkdir()
    for name, file in _files().items():
        (given / f"{name}{file.ending}").write_bytes(file.content)
    for name in PUBLISHED:
        (given / name).write_bytes((shared / "data" / "messy" / name).read_bytes())
    folders = [tmp_path / "1", tmp_path / "20261"]
    assert [process.wait() for process in [_start(given, folder) for folder in folders]] == [0, 0]
    first, second = map(_outcome, folders)
    assert len(first) >= 6 * len(list(given.iterdir()))
    assert [name for name in first.keys() | second.keys() if first.get(name) != second.get(name)] == []
    assert "reading.conflict" in first["one-table-on-three-sheets.xlsx/problems.csv"].decode()
