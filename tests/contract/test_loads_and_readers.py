"""Can a pack, a text of pages or an upload bring figures before more readers, with no second person?"""

from pathlib import Path
from typing import Any

import pytest

from styrbord.core.base.problems import Refused
from styrbord.services import editing, memory, pages
from styrbord.services.editing import INDICATOR, PAGE
from styrbord.services.imports import files
from styrbord.services.loading import load_pack
from styrbord.services.reading import PUBLIC, visible
from styrbord.store.spine.models import Indicator, IndicatorVersion
from styrbord.store.steering.models import PageVersion
from tests.contract.asking import values
from tests.contract.packs import Written
from tests.contract.people import county
from tests.contract.test_page_building import browser, editor
from tests.services.imports.files_of_office import json_stat
from tests.services.imports.waiting import read

pytestmark = pytest.mark.usefixtures("board")
INSIDE = '[[pages]]\ncode = "inside"\nkind = "{kind}"\npublicity = "{seen}"\ntitle_en = "Inside"\n{more}'
TENSION = '[[pages]]\ncode = "tension"\npublicity = "signed-in"\n{mark}title_en = "Tension"\n'


@pytest.fixture
def board(database: str, tmp_path: Path) -> None:
    """The small tree with an open, an internal and a restricted indicator, and a page `inside`."""
    memory.answers._found.clear()
    load_pack(county(tmp_path / "county"))


def inside(seen: str, kind: str = "page", more: str = "") -> str:
    return INSIDE.format(seen=seen, kind=kind, more=more)


def a_pack(folder: Path, text: str = "", **access: str) -> Path:
    """A pack that says the classes of some indicators, and pages."""
    pack = Written(territories=[], indicators=[]).described(code="again", vintage="2022")
    pack.indicators = [
        {"indicator_code": code, "name_en": code.title(), "access": said, "rubrics": "work"}
        for code, said in access.items()
    ]
    pack.texts |= {"pages.toml": text} if text else {}
    return pack.observe(next(iter(access), "people"), "n1", {"2021": 9}).write(folder)


def refused(what: Any, *said: Any) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refusal:
        what(*said)
    return [(one.code, one.place) for one in refusal.value.problems]


def versions() -> tuple[int, int]:
    return IndicatorVersion.objects.count(), PageVersion.objects.count()


@pytest.mark.requirement("R-052")
@pytest.mark.parametrize(
    ("code", "access"), [("wages", "open"), ("debts", "open"), ("debts", "internal"), ("wages", "")]
)
def test_no_pack_gives_a_known_indicator_a_wider_class(tmp_path: Path, code: str, access: str) -> None:
    before = versions()
    folder = a_pack(tmp_path / "again", inside("signed-in", more='intro_en = "Anew"\n'), **{code: access})
    assert refused(load_pack, folder) == [("pack.wider-class", "indicators.csv, line 2")]
    assert versions() == before
    assert values(visible(PUBLIC), code, "n1") == {}


@pytest.mark.requirement("R-052")
def test_a_pack_is_loaded_once_two_persons_have_opened_what_it_opens(tmp_path: Path) -> None:
    folder, one, other = a_pack(tmp_path / "again", wages="open"), editor("one"), editor("other")
    refused(load_pack, folder)
    found = editing.weigh(one, INDICATOR, "wages", "open")
    editing.propose(one, INDICATOR, "wages", "open", seen=found.hash, reason="Order 7")
    refused(load_pack, folder)
    editing.confirm(other, INDICATOR, "wages", seen=found.hash)
    assert load_pack(folder).new_observations == 1
    assert values(visible(PUBLIC), "wages", "n1") == {"2020": 7001, "2021": 9}


def test_new_indicators_and_narrower_classes_are_loaded_at_once(tmp_path: Path) -> None:
    load_pack(a_pack(tmp_path / "again", fresh="open", people="internal", debts="restricted"))
    assert values(visible(PUBLIC), "fresh", "n1") == {"2021": 9}
    assert values(visible(PUBLIC), "people", "n1") == {}
    assert Indicator.objects.count() == 5
    assert refused(load_pack, a_pack(tmp_path / "back", people="open"))[0][0] == "pack.wider-class"


@pytest.mark.requirement("R-052")
def test_neither_text_nor_pack_makes_a_page_public_that_was_not(tmp_path: Path) -> None:
    before = versions()
    assert refused(pages.import_pages, inside("public")) == [("pages.wider", "inside")]
    folder = a_pack(tmp_path / "again", inside("public"), people="open")
    assert refused(load_pack, folder) == [("pages.wider", "inside")]
    assert versions() == before
    assert browser().get("/en/pages/inside/").status_code == 404


@pytest.mark.requirement("R-052")
def test_a_page_is_not_made_public_on_a_way_around(tmp_path: Path) -> None:
    pages.import_pages(inside("public", kind="overview"))
    assert refused(pages.import_pages, inside("public")) == [("pages.wider", "inside")]
    pages.import_pages(inside("signed-in"))
    editing.withdraw(editor("one"), "inside")
    assert refused(pages.import_pages, inside("public")) == [("pages.wider", "inside")]
    pages.import_pages(inside("signed-in"))
    assert browser().get("/en/pages/inside/").status_code == 404


def test_the_mark_of_a_page_for_few_is_not_taken_away_by_a_text() -> None:
    pages.import_pages(TENSION.format(mark="restricted_only = true\n"))
    assert refused(pages.import_pages, TENSION.format(mark="")) == [("pages.mark-stays", "tension")]


def test_a_text_goes_in_once_two_persons_have_opened_its_page_and_closes_it_alone() -> None:
    one, other = editor("one"), editor("other")
    seen = editing.weigh(one, PAGE, "inside", "public").hash
    editing.propose(one, PAGE, "inside", "public", seen=seen, reason="Order 7")
    editing.confirm(other, PAGE, "inside", seen=seen)
    assert pages.import_pages(inside("public", more='intro_en = "For all"\n')) == 1
    assert "For all" in browser().get("/en/pages/inside/").content.decode()
    assert pages.import_pages(inside("signed-in")) == 1
    assert browser().get("/en/pages/inside/").status_code == 404
    assert pages.import_pages(inside("public").replace('"inside"', '"new"')) == 1


@pytest.mark.requirement("R-052")
def test_an_uploaded_file_leaves_the_class_of_a_known_indicator_as_it_was() -> None:
    token = files.upload("jobs-in-towns.json", json_stat(), editor="planner")
    read(token)
    files.load(token, editor="planner")
    code = Indicator.objects.latest("pk").code
    assert values(visible(PUBLIC), code, "n1") == {"2020": 1.0, "2021": 7.5}
    one = editor("one")
    editing.narrow(one, INDICATOR, code, "restricted", reason="Order 8")
    token = files.upload("jobs-in-towns.json", json_stat().replace(b"7.5", b"8.5"), editor="planner")
    read(token)
    assert files.load(token, editor="planner").new_observations == 1
    assert values(visible(PUBLIC), code, "n1") == {}
    assert (
        IndicatorVersion.objects.filter(indicator__code=code).latest("pk").definition["access"]
        == "restricted"
    )
