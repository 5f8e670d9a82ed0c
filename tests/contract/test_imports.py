"""Does an uploaded file become released numbers on either database?"""

from pathlib import Path

import pytest

from styrbord.services.imports import files
from tests.contract.asking import reading, values
from tests.services.imports.files_of_office import json_stat, load_tree
from tests.services.imports.waiting import read, told

pytestmark = pytest.mark.usefixtures("database")


def test_a_file_is_read_and_loaded(tmp_path: Path) -> None:
    load_tree(tmp_path / "small")
    token = files.upload("C:\\files\\town-jobs.json", json_stat(), editor="planner")
    state = read(token)
    assert (state.listed.name, state.listed.status, state.problems) == ("town-jobs.json", "read", ())
    assert state.account["file"]["sha256"] == state.listed.sha256
    assert "observations.csv" in state.files
    loaded = files.load(token, editor="planner")
    assert (loaded.new_observations, files.progress(token).status) == (4, "loaded")
    [code] = [one for one in reading().register.indicators() if one not in ("people", "jobs")]
    assert values(reading(), code, "n1") == {"2020": 1.0, "2021": 7.5}
    assert told(token) == ["import.uploaded", "import.read", "import.loaded"]
