"""Can nobody work out a number that is confidential, on any page, download or answer?"""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.base.problems import Refused
from styrbord.core.people.scopes import Scope
from styrbord.core.spine.facts import Query
from styrbord.core.spine.indicators import Access
from styrbord.services import clock, memory, releases
from styrbord.services.loading import load_pack
from styrbord.services.reading import PUBLIC, Principal, visible
from styrbord.services.releases import ReleaseRow
from styrbord.services.rights import OPERATOR
from styrbord.services.work import work
from styrbord.store.ledger.models import Event
from styrbord.store.spine.models import Suppression
from tests.contract.packs import Written
from tests.contract.people import added
from tests.contract.releasing import at, released, row, soon
from tests.contract.test_embargo import passed
from tests.contract.test_permissions import downloads

SECTORS = ("steel", "paper", "glass", "food")
FIRMS = {
    "steel": {"s-one": 41_370_113, "s-two": 27_370_257},
    "paper": {"p-one": 11_370_331, "p-two": 12_370_463, "p-three": 13_370_587},
    "glass": {"g-one": 5_370_619, "g-two": 6_370_741, "g-three": 7_370_853},
    "food": {"f-one": 21_370_967, "f-two": 22_371_071, "f-three": 23_371_183},
}


def industry() -> Written:
    """Four sectors of a county with their firms; only two firms report in steel."""
    pack = Written().described(code="industry", vintage="2021")
    rows = [("county", "county", "territory", "")]
    rows += [(sector, "sector", "organisation", "county") for sector in SECTORS]
    rows += [(firm, "firm", "enterprise", sector) for sector in SECTORS for firm in FIRMS[sector]]
    pack.territories = [
        {"territory_code": code, "name_en": code.title(), "type": level, "kind": kind, "parent_code": parent}
        for code, level, kind, parent in rows
    ]
    pack.indicators = [
        {
            "indicator_code": "turnover",
            "name_en": "Turnover",
            "unit": "SEK",
            "over_subjects": "sum",
            "decimals": 0,
            "min_contributors": 3,
        },
        {
            "indicator_code": "doubled",
            "name_en": "Doubled",
            "unit": "SEK",
            "over_subjects": "formula",
            "formula": "2 * turnover",
            "decimals": 0,
        },
    ]
    pack.texts["pages.toml"] = (
        '[[pages]]\ncode = "all"\nkind = "rubric"\npublicity = "public"\ntitle_en = "All"\n'
        '[[pages.blocks]]\nkind = "table"\nindicators = ["turnover", "doubled"]\n'
    )
    for sector, firms in FIRMS.items():
        for firm, value in firms.items():
            pack.observe("turnover", firm, {"2020": value})
        pack.observe("turnover", sector, {"2020": sum(firms.values())})
    return pack.observe("turnover", "county", {"2020": sum(map(total, SECTORS))})


def total(sector: str) -> int:
    return sum(FIRMS[sector].values())


@pytest.fixture
def board(database: str, tmp_path: Path) -> None:
    """The sectors of a county."""
    memory.forget()
    load_pack(industry().write(tmp_path))


def statuses(reading: Any, indicator: str, *subjects: str, year: int = 2020) -> list[str]:
    when = Period(Frequency.ANNUAL, year)
    query = Query((indicator,), subjects, Frequency.ANNUAL, when, when)
    panel = reading.numbers.panel(query)
    found = panel["status"].values[0, :, 0].tolist()
    values = panel["value"].values[0, :, 0]
    assert all((status == "Q") <= (value != value) for status, value in zip(found, values, strict=True))
    return found


@pytest.mark.usefixtures("board")
def test_a_total_of_two_firms_and_a_sister_that_would_give_it_away_are_hidden() -> None:
    firms = [firm for many in FIRMS.values() for firm in many]
    assert statuses(visible(PUBLIC), "turnover", *firms) == ["Q"] * len(firms)
    found = dict(zip(SECTORS, statuses(visible(PUBLIC), "turnover", *SECTORS), strict=True))
    assert found["steel"] == "Q"
    assert list(found.values()).count("Q") >= 2
    assert statuses(visible(PUBLIC), "doubled", "steel", "s-one") == ["Q", "Q"]


def text_of(content: bytes) -> str:
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            content = b"".join(book.read(name) for name in book.namelist())
    plain = content.decode("utf-8", errors="replace")
    return re.sub(r"(?<=\d)[\s,.\u00a0\u202f\u2009](?=\d{3})|&nbsp;", "", plain)


ADDRESSES = [
    *(f"/en/subjects/{code}/{page}" for code in ("county", *SECTORS, "s-one") for page in ("", "all/")),
    *(f"/en/indicators/turnover/?subject={code}" for code in ("county", "steel", "s-one")),
    *(f"/en/indicators/turnover/values/{code}/2020/" for code in ("county", *SECTORS, "s-one")),
    *(
        f"/api/v1/observations?format={form}&computed={is_computed}&limit=1000"
        for form in ("json", "csv")
        for is_computed in ("true", "false")
    ),
    *(f"/api/v1/figures?indicator=turnover&subject={code}" for code in ("county", *SECTORS)),
    *("/en/", "/en/compare/?indicator=turnover&mixed=1", "/en/search/?q=turnover", "/en/quality/"),
]


def answers() -> Iterator[tuple[str, str]]:
    """Every channel, and every file that a page offers: address and what stands in it."""
    offered: set[str] = set()
    for address in ADDRESSES:
        answer = Client().get(address)
        assert answer.status_code < 500, address
        offered |= downloads(answer, address)
        yield address, text_of(answer.content)
    assert any("xlsx" in address for address in offered)
    for address in sorted(offered):
        yield address, text_of(Client().get(address).content)


@pytest.mark.requirement("R-009")
@pytest.mark.usefixtures("board")
def test_no_page_answer_or_file_shows_a_hidden_number_or_lets_it_be_worked_out() -> None:
    hidden = {code for code in (*SECTORS, "county") if statuses(visible(PUBLIC), "turnover", code) == ["Q"]}
    secret = {str(value) for many in FIRMS.values() for value in many.values()}
    secret |= {str(total(code)) for code in hidden if code != "county"}
    secret |= {str(2 * int(number)) for number in secret}
    shown = sum(total(code) for code in SECTORS if code not in hidden)
    secret |= {str(sum(map(total, SECTORS)) - shown - total(one)) for one in hidden - {"county"}}
    county, found = str(sum(map(total, SECTORS))), 0
    for address, content in answers():
        found += county in content
        assert [number for number in secret if number in content] == [], address
    assert found > 10


@pytest.mark.usefixtures("board")
def test_who_may_see_more_of_a_subject_is_shown_its_hidden_numbers() -> None:
    near = Principal("post", is_signed_in=True, scopes=(Scope(Access.INTERNAL, "steel", "administrative"),))
    assert statuses(visible(near), "turnover", "steel", "s-one") == ["A", "A"]
    assert statuses(visible(near), "turnover", "p-one") == ["Q"]
    everywhere = Principal("centre", is_signed_in=True, access=Access.INTERNAL)
    assert statuses(visible(everywhere), "turnover", *SECTORS) == ["A"] * 4
    assert visible(near).fingerprint != visible(PUBLIC).fingerprint


@pytest.mark.usefixtures("board")
def test_what_was_hidden_is_told_by_rule() -> None:
    (event,) = Event.objects.filter(verb="edition.suppressed")
    assert event.data["rules"]["min-contributors"] == 12
    assert sum(event.data["rules"].values()) == Suppression.objects.count()


@pytest.mark.usefixtures("board")
def test_every_version_of_a_hidden_number_is_hidden_also_as_of_then(tmp_path: Path) -> None:
    pack = industry().described(code="industry", vintage="2022")
    pack.observations = []
    pack.observe("turnover", "s-one", {"2020": 99_370_113}).observe("turnover", "paper", {"2021": 7})
    load_pack(pack.write(tmp_path / "later"))
    when = Period(Frequency.ANNUAL, 2020)
    query = Query(("turnover",), ("s-one",), Frequency.ANNUAL, when, when)
    versions = visible(PUBLIC).facts.history(query)
    assert [(one.value, one.status, one.decimals) for one in versions] == [(None, "Q", None)] * 2
    assert visible(PUBLIC).facts.version_counts(query) == {}


def test_nothing_is_hidden_and_nothing_asked_without_a_rule(database: str, tmp_path: Path) -> None:
    pack = industry()
    del pack.indicators[0]["min_contributors"]  # type: ignore[attr-defined]
    load_pack(pack.write(tmp_path))
    assert not Suppression.objects.exists()
    assert statuses(visible(PUBLIC), "turnover", "steel", "s-one") == ["A", "A"]


def test_a_release_is_refused_where_what_was_shown_gives_away_what_must_be_hidden(
    database: str, tmp_path: Path
) -> None:
    pack = industry()
    pack.observations = [
        one for one in pack.observations if one["territory_code"] not in ("steel", *FIRMS["steel"])
    ]
    pack.indicators[0] = {**pack.indicators[0], "min_contributors": 0}
    load_pack(pack.write(tmp_path / "first"))
    later = industry()
    later.observations = []
    later.observe("turnover", "steel", {"2020": total("steel")})
    for firm, value in FIRMS["steel"].items():
        later.observe("turnover", firm, {"2020": value})
    before = Event.objects.count()
    with pytest.raises(Refused) as refused:
        load_pack(later.write(tmp_path / "later"))
    assert "disclosure.cannot-protect" in {one.code for one in refused.value.problems}
    assert Event.objects.count() == before


def numbers_of(year: int, factor: int = 1) -> list[ReleaseRow]:
    """The firms and sectors of a later year, to be released by hand."""
    said = {"indicator": "turnover", "period": str(year)}
    rows = [
        row(float(factor * value), subject=firm, **said)
        for firms in FIRMS.values()
        for firm, value in firms.items()
    ]
    rows += [row(float(factor * total(sector)), subject=sector, **said) for sector in SECTORS]
    return [*rows, row(float(factor * sum(map(total, SECTORS))), subject="county", **said)]


@pytest.mark.usefixtures("board")
def test_what_is_still_to_come_hides_its_cells_by_itself_however_it_is_moved() -> None:
    first = released(*numbers_of(2021), at=soon(10))
    later = released(*numbers_of(2021, 2), at=soon(20))
    with work("releaser", clock.now()) as piece:
        releases.reschedule(piece, first, soon(30))
    secret = ("steel", *FIRMS["steel"], *FIRMS["food"])
    for hours in (21, 31):
        assert statuses(at(soon(hours)), "turnover", *secret, year=2021) == ["Q"] * len(secret), hours
    added("minister")
    releases.give_early(later[0], "minister", "Speech", by=OPERATOR)
    reader = Principal("minister", is_signed_in=True, posts=("minister",))
    assert statuses(visible(reader), "turnover", *secret, year=2021) == ["Q"] * len(secret)
    assert statuses(visible(reader), "turnover", "county", year=2021) == ["A"]


@pytest.mark.usefixtures("board")
def test_a_cell_that_a_coming_edition_needs_hidden_is_hidden_in_what_comes_before_it() -> None:
    (sectors, rest) = (
        [one for one in numbers_of(2021) if (one.subject in SECTORS) is is_in] for is_in in (True, False)
    )
    soonest = released(*rest, at=soon(30))
    released(*sectors, at=soon(10))
    found = dict(zip(SECTORS, statuses(at(soon(11)), "turnover", *SECTORS, year=2021), strict=True))
    then = dict(zip(SECTORS, statuses(at(soon(31)), "turnover", *SECTORS, year=2021), strict=True))
    assert soonest
    assert found == then
    assert list(then.values()).count("Q") >= 2


def test_numbers_of_an_edition_that_was_never_shown_are_not_taken_for_known(
    database: str, tmp_path: Path
) -> None:
    pack = industry()
    steel = ("steel", *FIRMS["steel"])
    pack.observations = [one for one in pack.observations if one["territory_code"] not in steel]
    pack.indicators[0] = {**pack.indicators[0], "min_contributors": 0}
    load_pack(pack.write(tmp_path / "first"))
    coming = [one for one in numbers_of(2020) if one.subject in steel]
    made = released(*coming, at=soon(1))
    with work("releaser", clock.now()) as piece:
        releases.withdraw(piece, made, {"en": "Not yet"})
    passed(2 * 3600)
    later = industry()
    later.observations = [one for one in later.observations if one["territory_code"] in steel]
    with pytest.raises(Refused) as refused:
        load_pack(later.write(tmp_path / "later"))
    assert {one.code for one in refused.value.problems} == {"disclosure.cannot-protect"}


@pytest.mark.usefixtures("board")
def test_a_withdrawal_leaves_hidden_what_was_hidden_and_brings_nothing_back_that_was() -> None:
    made = released(*numbers_of(2020, 2))
    hidden = [statuses(visible(PUBLIC), "turnover", code) for code in (*SECTORS, "s-one")]
    with work("releaser", clock.now()) as piece:
        releases.withdraw(piece, made, {"en": "Wrong"})
    assert [statuses(visible(PUBLIC), "turnover", code) for code in (*SECTORS, "s-one")] == hidden
