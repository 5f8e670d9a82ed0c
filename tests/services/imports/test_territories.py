"""Do the subjects of a database come out as a list that a reading can match names to?"""

from pathlib import Path

import pytest

from styrbord.services.imports.territories import of_database
from styrbord.sources.territories import gazetteer_of
from tests.services.imports.files_of_office import load_tree

pytestmark = pytest.mark.usefixtures("sqlite_database")


def test_names_levels_and_parents_are_listed(tmp_path: Path) -> None:
    load_tree(tmp_path)
    lines = of_database().splitlines()
    assert lines[0] == "territory_code,name_en,name_ru,name_sv,type,parent_code"
    assert "n1,Fjordby,,,municipality,north" in lines
    assert "top,Country,,,country," in lines
    assert gazetteer_of(of_database()).match("Fjordby").code == "n1"


def test_an_empty_database_knows_nobody() -> None:
    assert gazetteer_of(of_database()).is_empty
