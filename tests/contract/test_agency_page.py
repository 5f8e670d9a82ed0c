"""Does the page of an agency show what the agency reports, and not what concerns territories?"""

from pathlib import Path

import pytest

from styrbord.services.board import subject_page
from styrbord.services.loading import load_pack
from styrbord.services.reading import visible
from tests.contract.packs import REGISTER, TREE, Written

pytestmark = pytest.mark.usefixtures("database")
AGENCY = {
    "territory_code": "ag",
    "name_en": "Agency",
    "type": "agency",
    "parent_code": "top",
    "kind": "organisation",
    "counts": "false",
}


def test_an_agency_shows_what_it_reports_and_a_territory_all(tmp_path: Path) -> None:
    pack = Written(territories=[*TREE, AGENCY], indicators=[*REGISTER])
    pack.observations = [
        {"territory_code": "n1", "indicator_code": "people", "period": "2024", "value": 5},
        {"territory_code": "ag", "indicator_code": "jobs", "period": "2024", "value": 7},
    ]
    load_pack(pack.write(tmp_path))
    shown = {
        code: [
            tile.indicator for rubric in subject_page(visible(), code).rubrics for tile in rubric.all_tiles
        ]
        for code in ("ag", "n1")
    }
    assert shown == {"ag": ["jobs"], "n1": ["people", "jobs"]}
