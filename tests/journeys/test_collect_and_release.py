"""Does a number go from a workbook with mistakes to the right eyes, in a browser, and is it corrected?

A preparer, a reviewer of the municipality, one of the county and a releaser, each in a browser of their own;
readers of each class of numbers look on. The clock of the installation is moved on, nobody waits.
"""

import io
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

import openpyxl
import pytest

from tests.contract.packs import Written
from tests.journeys.looking import Look
from tests.journeys.site import Site

PERIOD = "2025-01"
CLASSES = {"jobs": "open", "vacancies": "internal", "layoffs": "restricted"}
GOOD = {"jobs": 4321, "vacancies": 7650, "layoffs": 3210}
SHOWN = {"jobs": "4,321", "vacancies": "7,650", "layoffs": "3,210"}
FORM = """\
[[forms]]
code = "labour"
name_en = "Labour"
frequency = "M"
first = "2025-01"
last = "2025-01"
levels = ["municipality", "county"]
[forms.obliged]
subjects = ["n1"]
[forms.due]
days = 10
"""
GRANTS = (
    ("n1-preparer", "preparer", "n1"),
    ("n1-preparer", "reviewer", "n1"),
    ("n1-reviewer", "reviewer", "n1"),
    ("north-reviewer", "reviewer", "north"),
    ("releaser", "releaser", ""),
    ("analyst", "analyst", "north"),
    ("expert", "expert", "north"),
    ("early", "analyst", "north"),
)
HOUR = 3600

SECRETS: dict[str, str] = {}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A small county with one form, behind a server."""
    made = Site(tmp_path_factory.mktemp("office"), settings={"STYRBORD_SECOND_FACTOR": "none"})
    pack = Written().described(code="county", vintage="2021", root="top")
    pack.indicators = [
        {"indicator_code": code, "name_en": code.title(), "access": access, "frequency": "M", "decimals": 0}
        for code, access in CLASSES.items()
    ]
    pack.observe("jobs", "n2", {"2024-12": 5000})
    items = "".join(f'[[forms.items]]\nindicator = "{code}"\nlow = 0.0\n' for code in CLASSES)
    pack.texts["forms.toml"] = FORM + items
    made.command("load", pack.write(made.pack))
    SECRETS.update(made.given(GRANTS))
    made.start()
    yield made
    made.stop()


class People:
    """A browser for each post, and one for nobody."""

    def __init__(self, site: Site, chromium: Any) -> None:
        """Sign everyone in."""
        self.site, self.chromium = site, chromium
        self.looks = {post: self._signed_in(secret) for post, secret in SECRETS.items()}
        self.looks["anonymous"] = self._new()

    def __getitem__(self, post: str) -> Look:
        """Browser of a post."""
        return self.looks[post]

    def at(self, post: str, path: str) -> Look:
        """Browser of a post at an address."""
        self.looks[post].resize(1366)
        self.looks[post].open(f"{self.site.address}/en/{path}")
        return self.looks[post]

    def sees(self, post: str, **query: str) -> set[str]:
        """Indicators whose released number stands on its page for a reader."""
        asked = "&".join(f"{name.replace('_', '-')}={word}" for name, word in query.items())
        found = set()
        for code, number in SHOWN.items():
            look = self.at(post, f"indicators/{code}/values/n1/{PERIOD}/?{asked}")
            if number in look.words("main").replace("\u2009", ",").replace("\xa0", ","):
                found.add(code)
        return found

    def close(self) -> None:
        """End all of them."""
        for look in self.looks.values():
            look.page.context.close()

    def _new(self) -> Look:
        return Look(self.chromium.new_context(viewport={"width": 1366, "height": 768}).new_page())

    def _signed_in(self, secret: str) -> Look:
        look = self._new()
        look.open(f"{self.site.address}/en/sign-in/?key={secret}")
        look.page.click("main form button")
        look.page.wait_for_url(re.compile(r"/en/((collect|week)/)?$"))
        return look


@pytest.fixture
def people(office: Site, lonely_chromium: Any) -> Iterator[People]:
    """Everyone who has to do with the form."""
    found = People(office, lonely_chromium)
    yield found
    found.close()


def let_pass(site: Site, hours: int) -> None:
    """Move the installation's clock so many hours away from the real one."""
    with closing(sqlite3.connect(site.database, timeout=30)) as database, database:
        said = json.dumps(hours * HOUR)
        database.execute("INSERT OR REPLACE INTO ledger_setting VALUES ('clock-shift-seconds', ?)", [said])


def moment(hours: int) -> datetime:
    """Moment so many hours from now."""
    return (datetime.now(UTC) + timedelta(hours=hours)).replace(second=1, microsecond=0, tzinfo=None)


def filled(content: bytes, cells: dict[str, object]) -> bytes:
    """The workbook with values typed in, found by the hidden codes of its rows."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    rows = {str(cell.value).split("|")[1]: cell.row for cell in sheet["J"] if "|" in str(cell.value)}
    for code, value in cells.items():
        sheet[f"F{rows[code]}"] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def downloaded(look: Look, selector: str) -> bytes:
    """File behind a link."""
    with look.page.expect_download() as waiting:
        look.page.click(selector)
    return bytes(waiting.value.path().read_bytes())


def uploaded(look: Look, content: bytes) -> None:
    """Hand a workbook in."""
    media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    look.page.set_input_files("#file", {"name": "labour.xlsx", "mimeType": media, "buffer": content})
    look.page.click(".upload button:has-text('Hand in')")


def value_field(look: Look, code: str) -> Any:
    return look.page.locator(f"input[name='value {code}|_T']")


def approved(people: People, path: str) -> None:
    """Both levels approve."""
    for post in ("n1-reviewer", "north-reviewer"):
        people.at(post, path).page.click("button:has-text('Approve for')")
        assert "Done." in people[post].words("[role=status]")
        assert people[post].page.locator("button:has-text('Approve for')").count() == 0


@pytest.mark.requirement("R-014")
@pytest.mark.browser
def test_a_workbook_with_mistakes_ends_before_the_right_eyes_and_is_corrected(
    office: Site, people: People
) -> None:
    token = mistakes_are_told_and_mended(people)
    path = f"collect/{token}/"
    it_comes_back_with_words_and_is_approved_by_two(people, path)
    edition = it_is_held_until_its_moment(people, path, token)
    let_pass(office, 30)
    first_day = moment(30).date().isoformat()
    assert people.sees("anonymous") == {"jobs"}
    assert people.sees("expert") == {"jobs", "vacancies"}
    assert people.sees("analyst") == set(CLASSES)
    assert "Released" in people.at("n1-preparer", path).words("h1")
    let_pass(office, 60)
    it_is_corrected(people, path, edition)
    assert people.sees("anonymous", as_of=first_day) == {"jobs"}
    assert "4,444" in people.at("anonymous", f"indicators/jobs/values/n1/{PERIOD}/").words("main")
    for look in people.looks.values():
        assert [one for one in look.errors if "status of 40" not in one] == []


def mistakes_are_told_and_mended(people: People) -> str:
    """Token of what was handed in, at the second try."""
    look = people.at("n1-preparer", "collect/")
    assert "1 thing waits for you, 1 is overdue" in look.words("h1")
    book = downloaded(look, "a:has-text('Download')")
    uploaded(look, filled(book, {"jobs": "many", "vacancies": -5}))
    said = look.words("main")
    assert "3 cells need a look" in said
    places = look.page.locator(".findings code").all_inner_texts()
    assert [place.split("!")[0] for place in places] == ["Fjordby"] * 3
    copy = downloaded(look, "a:has-text('Workbook with comments')")
    sheet = openpyxl.load_workbook(io.BytesIO(copy)).worksheets[0]
    commented = {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment}
    assert {place[0] for place in commented} == {"F"}
    assert len(commented) == len(places) == 3
    people.at("n1-preparer", "collect/")
    uploaded(look, filled(copy, dict(GOOD)))
    assert "Handed in" in look.words(".taken-part")
    look.page.click("a:has-text('See it with its receipt')")
    receipt = json.loads(downloaded(look, "a:has-text('Receipt as a file')"))
    package = downloaded(look, "a:has-text('What was handed in, as a file')")
    assert receipt["sha256"] in look.words("main")
    told = people.at("anonymous", "collect/receipts/check/")
    told.page.fill("#receipt", json.dumps(receipt))
    told.page.fill("#package", package.decode())
    told.page.click("main button:has-text('Check')")
    assert told.words("h1") == "The receipt is true"
    assert people.sees("analyst") == set()
    return str(look.page.url.rstrip("/").rpartition("/")[2])


def it_comes_back_with_words_and_is_approved_by_two(people: People, path: str) -> None:
    """Returned once, and nobody approves what they handed in or approved before."""
    reviewer = people.at("n1-reviewer", path)
    reviewer.page.click("summary:has-text('Send it back')")
    reviewer.page.fill("#return-reason", "One cell is not as in the register")
    reviewer.page.fill("textarea[name='cell jobs|_T']", "The register has another number")
    reviewer.page.click("#send-back button")
    look = people.at("n1-preparer", path)
    assert "One cell is not as in the register" in look.words("#returned")
    assert "The register has another number" in look.words("#say-1")
    assert value_field(look, "jobs").input_value() == "4321"
    look.page.click("button:has-text('Hand in')")
    assert "Handed in" in people.at("n1-preparer", path).words("h1")
    assert own_approval(look, path) == (400, True)
    approved(people, path)


def own_approval(look: Look, path: str) -> tuple[int, bool]:
    """Status of an approval that the page does not offer, and whether it says that it is one's own."""
    assert look.page.locator("button:has-text('Approve for')").count() == 0
    form = look.page.locator("input[name=csrfmiddlewaretoken]").first
    said = {
        "csrfmiddlewaretoken": form.input_value(),
        "revision": look.page.locator("input[name=revision]").first.input_value(),
    }
    address = look.page.url.split("/en/")[0]
    answer = look.page.request.post(
        f"{address}/en/{path}approve/", form=said, headers={"Referer": look.page.url}
    )
    return answer.status, "You handed this package in or approved it" in answer.text()


def it_is_held_until_its_moment(people: People, path: str, token: str) -> str:
    """Number of the edition, once the early list sees it and nobody else."""
    look = people.at("releaser", "collect/release/")
    look.page.fill("input[name=at]", moment(20).isoformat())
    look.page.click("button:has-text('See what becomes visible')")
    assert look.words("h1") == "3 figures become visible"
    assert {"Open", "Internal", "Restricted"} <= set(look.words("main").split())
    look.page.click("button:has-text('Release them')")
    assert "It is shown from" in look.words("main")
    assert token in look.page.url
    for post in ("anonymous", "expert", "analyst", "early", "n1-preparer"):
        assert people.sees(post) == set(), post
    link = people.at("releaser", path).page.locator("a[href*='/editions/']:has-text('Edition')").first
    edition = str(link.get_attribute("href")).strip("/").rpartition("/")[2]
    look = people.at("releaser", f"editions/{edition}/")
    look.page.click("summary:has-text('Open it to a post early')")
    look.page.select_option("#early-post", "early")
    look.page.fill("#early-reason", "Prepares the speech")
    look.page.click("button:has-text('Open it early')")
    assert people.sees("early") == set(CLASSES)
    assert people.sees("analyst") == people.sees("anonymous") == set()
    return edition


def it_is_corrected(people: People, path: str, edition: str) -> None:
    """A correction goes the same way, and the edition says old, new and why."""
    look = people.at("n1-preparer", path)
    look.page.click("summary:has-text('Correct it')")
    look.page.fill("#correct-en", "Two parishes were left out")
    look.page.click("button:has-text('Begin the correction')")
    value_field(look, "jobs").fill("4444")
    value_field(look, "layoffs").fill("3210")
    look.page.click("button:has-text('Hand in')")
    correction = look.page.url.split("/en/")[1].split("?")[0]
    approved(people, correction)
    look = people.at("releaser", correction)
    look.page.click("a:has-text('See what becomes visible')")
    assert "4,321" in look.words("main")
    look.page.click("button:has-text('Release them')")
    assert "Released" in look.words("h1")
    assert "Corrected" in people.at("n1-preparer", path).words("h1")
    look = people.at("anonymous", f"editions/{edition}/")
    look.page.click("dt:has-text('Corrected by') + dd a")
    assert "Two parishes were left out" in look.words("main")
    assert look.page.locator("del").all_inner_texts() == ["4,321"]
    assert look.page.locator("ins").all_inner_texts() == ["4,444"]
