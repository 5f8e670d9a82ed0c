"""Do two persons decide what more readers see, on the very list of figures, and one person what fewer do?"""

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest

from styrbord.core.board.figure_lists import count_of
from styrbord.core.spine.indicators import Access
from styrbord.services import editing, memory, pages
from styrbord.services.editing import INDICATOR, PAGE
from styrbord.services.loading import load_pack
from styrbord.services.reading import PUBLIC, visible
from styrbord.store.ledger.models import Event
from styrbord.store.steering.models import PublicityChange
from tests.contract.asking import values
from tests.contract.packs import Written
from tests.contract.people import administrator, asked, county, signed_in
from tests.contract.test_page_building import browser, editor, page, words


@pytest.fixture
def board(database: str, tmp_path: Path) -> None:
    """The small tree, and a page for those who have signed in with an open and an internal indicator."""
    memory.forget()
    load_pack(county(tmp_path / "county"))
    office = editor("first-office")
    editing.start(office, page("youth", "people", "wages"))
    editing.publish(office, "youth", revision=1)


def post(user: Any, verb: str, address: str = "editing/youth", **said: str) -> Any:
    return browser(user).post(f"/en/{address}/readers/", {"verb": verb, "reason": "Order 7", **said})


def seen(user: Any, kind: str = PAGE, code: str = "youth", becomes: str = "public") -> str:
    return editing.weigh(user, kind, code, becomes).hash


def verbs(about: str) -> list[str]:
    told = Event.objects.filter(about=about, verb__startswith="publicity.").order_by("pk")
    return list(told.values_list("verb", flat=True))


def listed(user: Any, address: str) -> list[dict[str, str]]:
    answer = browser(user).get(f"/en/{address}&format=csv&block=list")
    lines = answer.content.decode("utf-8-sig").splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith("Indicator code"))
    return list(csv.DictReader(io.StringIO("\n".join(lines[start:])), delimiter=lines[start][14]))


def more(folder: Path) -> None:
    """A newer release of the open indicator, with one more year of the top."""
    pack = Written().described(code="more", vintage="2022")
    pack.observe("people", "top", {"2021": 8000})
    load_pack(pack.write(folder))


@pytest.mark.requirement("R-052")
@pytest.mark.usefixtures("board")
def test_making_a_page_public_shows_the_very_list_of_figures_and_asks_a_second_person() -> None:
    one, other = editor("one"), editor("other")
    rows = listed(one, "editing/youth/readers/?to=public")
    assert [(row["Indicator code"], row["Code"], row["Figures"]) for row in rows] == [("people", "top", "1")]
    assert "1 figure would come into sight" in words(browser(one).get("/en/editing/youth/readers/"))
    assert browser().get("/en/pages/youth/").status_code == 404
    assert post(one, "propose", to="public", seen=seen(one)).status_code == 302
    assert post(one, "confirm", seen=seen(one)).status_code == 400
    assert browser().get("/en/pages/youth/").status_code == 404
    assert "Confirm the list" in words(browser(other).get("/en/editing/youth/readers/"))
    assert post(other, "confirm", seen=seen(other)).status_code == 302
    answer = words(browser().get("/en/pages/youth/"))
    assert "7,000" in answer
    assert "7,001" not in answer
    assert verbs("youth") == ["publicity.proposed", "publicity.confirmed"]
    told = Event.objects.get(verb="publicity.confirmed").data
    row = PublicityChange.objects.get()
    assert told["list_sha256"] == row.list_hash
    assert told["figures"] == 1
    assert (row.proposed_by, row.decided_by, row.state) == ("one", "other", "confirmed")


@pytest.mark.requirement("R-052")
@pytest.mark.usefixtures("board")
def test_the_list_shows_of_each_indicator_its_newest_value_with_period_and_how_much_there_is(
    tmp_path: Path,
) -> None:
    pack = Written().described(code="more", vintage="2022")
    pack.observe("wages", "n1", {"2021": 7250.5}).observe("wages", "n1", {"2022": 1}, scenario="target")
    load_pack(pack.write(tmp_path / "more"))
    one = editor("one")
    page_of_list = words(browser(one).get("/en/indicators/wages/readers/?to=open"))
    answer = " ".join(re.sub("<[^>]+>", " ", page_of_list).split())
    assert "Wages 7,250.5 Fjordby, 2021 7 6 Wages target 1.0 Fjordby, 2022 1 1" in answer
    rows = listed(one, "indicators/wages/readers/?to=open")
    assert {row["Newest value"] for row in rows if row["Code"] == "n1"} == {"7250.5", "1"}
    hash_of_list = seen(one, INDICATOR, "wages", "open")
    pack.observe("wages", "n1", {"2021": 7251}, vintage="2023")
    load_pack(pack.write(tmp_path / "more"))
    assert seen(one, INDICATOR, "wages", "open") != hash_of_list


@pytest.mark.usefixtures("board")
def test_the_page_of_an_indicator_leads_those_with_the_right_to_who_may_see_it() -> None:
    link = "/en/indicators/wages/readers/"
    keeper, _ = administrator()
    for user in (editor("one"), signed_in("owner", asked("owner"))):
        assert link in words(browser(user).get("/en/indicators/wages/"))
    assert link not in words(browser(signed_in("analyst", asked("analyst"))).get("/en/indicators/wages/"))
    assert "/readers/" not in words(browser().get("/en/indicators/people/"))
    assert "/en/indicators/people/readers/" in words(browser(keeper).get("/en/indicators/people/"))


@pytest.mark.usefixtures("board")
def test_a_list_that_has_changed_is_proposed_again(tmp_path: Path) -> None:
    one, (keeper, _) = editor("one"), administrator()
    old = seen(one)
    post(one, "propose", to="public", seen=old)
    more(tmp_path / "more")
    assert "The list has changed since" in words(browser(keeper).get("/en/editing/youth/readers/"))
    for hash_of_list in (old, seen(keeper)):
        assert post(keeper, "confirm", seen=hash_of_list).status_code == 400
    assert browser().get("/en/pages/youth/").status_code == 404
    assert post(one, "propose", to="public", seen=old).status_code == 400
    assert post(one, "propose", to="public", seen=seen(one)).status_code == 302
    assert post(keeper, "propose", to="public", seen=seen(one)).status_code == 403
    assert post(keeper, "confirm", seen=seen(keeper)).status_code == 302
    assert browser().get("/en/pages/youth/").status_code == 200


@pytest.mark.usefixtures("board")
def test_one_person_closes_a_page_at_once_and_is_told_what_others_lose() -> None:
    one, other = editor("one"), editor("other")
    editing.propose(one, PAGE, "youth", "public", seen=seen(one), reason="x")
    editing.confirm(other, PAGE, "youth", seen=seen(other))
    assert post(one, "narrow", to="signed-in", reason="").status_code == 400
    assert "1 figure would go out of sight" in words(browser(one).get("/en/editing/youth/readers/"))
    assert post(one, "narrow", to="signed-in").status_code == 302
    assert browser().get("/en/pages/youth/").status_code == 404
    assert post(one, "narrow", to="public").status_code == 400
    assert browser().get("/en/pages/youth/").status_code == 404


@pytest.mark.requirement("R-052")
@pytest.mark.usefixtures("board")
def test_an_indicator_gets_a_wider_class_by_two_persons_and_a_narrower_one_by_one() -> None:
    one, other = editor("one"), editor("other")
    found = editing.weigh(one, INDICATOR, "wages", "open")
    assert {(line.indicator, line.subject, line.count) for line in found.lines} == {
        ("wages", code, 1) for code in ("top", "north", "south", "n1", "n2", "s1")
    }
    assert values(visible(PUBLIC), "wages", "n1") == {}
    answer = post(one, "propose", "indicators/wages", to="open", seen=found.hash)
    assert answer.status_code == 302
    assert values(visible(PUBLIC), "wages", "n1") == {}
    assert post(one, "confirm", "indicators/wages", seen=found.hash).status_code == 400
    assert post(other, "confirm", "indicators/wages", seen=found.hash).status_code == 302
    assert values(visible(PUBLIC), "wages", "n1") == {"2020": 7001}
    assert count_of(editing.weigh(one, INDICATOR, "wages", "internal").lines) == 6
    assert post(one, "narrow", "indicators/wages", to="internal").status_code == 302
    assert values(visible(PUBLIC), "wages", "n1") == {}
    assert verbs("wages") == ["publicity.proposed", "publicity.confirmed", "publicity.narrowed"]


@pytest.mark.usefixtures("board")
def test_an_indicator_that_is_hidden_from_someone_is_not_theirs_to_open() -> None:
    office, owner = editor("office"), signed_in("owner", asked("owner"))
    assert browser(office).get("/en/indicators/debts/readers/").status_code == 404
    assert browser(owner).get("/en/indicators/debts/readers/").status_code == 200
    assert (
        browser(signed_in("analyst", asked("analyst"))).get("/en/indicators/debts/readers/").status_code
        == 403
    )


@pytest.mark.usefixtures("board")
def test_what_is_computed_from_an_opened_indicator_stands_in_the_list(tmp_path: Path) -> None:
    pack = Written().described(code="derived", vintage="2022")
    pack.indicators = [
        {"indicator_code": "per_head", "name_en": "Wages per head", "formula": "wages / people"}
    ]
    load_pack(pack.write(tmp_path / "derived"))
    lines = editing.weigh(editor("one"), INDICATOR, "wages", "open").lines
    assert {line.indicator for line in lines} == {"wages", "per_head"}


@pytest.mark.usefixtures("board")
def test_a_domain_that_is_never_public_is_not_opened_by_two_persons_either(tmp_path: Path) -> None:
    pages.import_pages('[[pages]]\ncode = "tension"\nrestricted_only = true\ntitle_en = "Tension"\n')
    pages.import_pages('[[pages]]\ncode = "below"\nparent = "tension"\ntitle_en = "Below"\n')
    pack = Written().described(code="more", vintage="2021")
    pack.indicators = [
        {"indicator_code": "protests", "name_en": "Protests", "rubrics": "tension", "access": "restricted"}
    ]
    load_pack(pack.observe("protests", "n1", {"2020": 3}).write(tmp_path / "tension"))
    both = signed_in("chief", asked("editor"), asked("owner"))
    for kind, code, becomes in (
        (PAGE, "tension", "public"),
        (PAGE, "below", "public"),
        (INDICATOR, "protests", str(Access.INTERNAL)),
    ):
        address = ("editing/" if kind == PAGE else "indicators/") + code
        assert post(both, "propose", address, to=becomes, seen="x").status_code == 400
    assert not PublicityChange.objects.exists()
    assert browser(editor("plain")).get("/en/editing/tension/readers/").status_code == 404
