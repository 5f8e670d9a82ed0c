"""Are drawings kept once, found again and thrown away in time?"""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from styrbord.charts import render
from styrbord.charts.cache import FolderCache
from tests.charts.samples import line_sample


def test_what_was_kept_is_found_again(tmp_path: Path) -> None:
    cache = FolderCache(tmp_path / "charts")
    assert cache.get("ab12") is None
    cache.set("ab12", b"<svg/>")
    assert cache.get("ab12") == b"<svg/>"
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == ["ab12"]


def test_many_writers_of_one_key_leave_one_whole_file(tmp_path: Path) -> None:
    cache = FolderCache(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: cache.set("ff00", bytes([n]) * 10_000), range(50)))
    content = cache.get("ff00") or b""
    assert len(content) == 10_000
    assert len(set(content)) == 1
    assert len([file for file in tmp_path.rglob("*") if file.is_file()]) == 1


def test_the_oldest_drawings_go_when_the_folder_is_full(tmp_path: Path) -> None:
    cache = FolderCache(tmp_path, most_bytes=1000)
    for n in range(20):
        key = f"{n:02x}01"
        cache.set(key, b"x" * 100)
        os.utime(tmp_path / key[:2] / key, (n, n))
    cache.prune()
    assert cache.get("0001") is None
    assert cache.get("1301") is not None
    assert sum(file.stat().st_size for file in tmp_path.rglob("*") if file.is_file()) <= 1000


def test_a_key_cannot_name_another_folder(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="hexadecimal"):
        FolderCache(tmp_path).get("../secret")


def test_a_kept_chart_is_not_drawn_again(tmp_path: Path) -> None:
    cache = FolderCache(tmp_path)
    chart = line_sample()
    first = render.svg(chart, cache=cache)
    cache.set(render.key_of(chart, "wide"), b"kept")
    assert first.startswith("<svg")
    assert render.svg(chart, cache=cache) == "kept"


def test_the_key_changes_with_all_that_is_drawn() -> None:
    chart = line_sample()
    others = [
        replace(chart, title="Other"),
        replace(chart, reading="Other"),
        replace(chart, links=()),
        replace(chart, spec={**chart.spec, "width": 1}),
    ]
    keys = {render.key_of(chart, "narrow"), *(render.key_of(one, "wide") for one in (chart, *others))}
    assert len(keys) == 6
    assert render.key_of(chart, "wide") == render.key_of(line_sample(), "wide")
