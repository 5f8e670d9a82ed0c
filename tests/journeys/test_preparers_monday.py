"""Does a preparer hand in 214 cells and answer a question in ten minutes on a Monday, at a hand's pace?

70 in 100 cells hold from the month before and are confirmed with one click; 24 are typed, with the key that
leads on to the next field, and 40 come as a column from a workbook.
"""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.collection.forms.due import last_ended
from tests.contract.packs import Written
from tests.journeys.looking import Look
from tests.journeys.pacing import IS_PACED, KEY, POINT, PRESS, READ, THINK, Person
from tests.journeys.site import LANGUAGES, Site
from tests.journeys.talking import signed_in

LOG = logging.getLogger(__name__)
pytestmark = pytest.mark.browser
TEN_MINUTES = 600
CELLS, HOLDING, TYPED = 214, 150, 24
FORM = """\
[[forms]]
code = "monthly"
name_en = "Work and services"
name_ru = "Работа и услуги"
name_sv = "Arbete och service"
frequency = "M"
first = "{period}"
last = "{period}"
levels = ["municipality"]
[forms.obliged]
subjects = ["n1"]
[forms.due]
days = 60
"""


def codes() -> list[str]:
    """Indicators of the form, those that hold first."""
    return [f"i{number:03}" for number in range(CELLS)]


@pytest.fixture(scope="module")
def monday(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A board with a form of 214 cells, a question on one of its figures, and the post that hands it in."""
    made = Site(tmp_path_factory.mktemp("monday"), settings={"STYRBORD_SECOND_FACTOR": "none"})
    period = last_ended(Frequency.MONTH, datetime.now(UTC).date())
    pack = Written().described(code="county", vintage="2026", root="top")
    pack.indicators = [
        {
            "indicator_code": code,
            "name_en": f"Figure {number + 1}",
            "frequency": "M",
            "decimals": 0,
            "owner": "clerk",
            "over_time": "last" if number < HOLDING else "sum",
        }
        for number, code in enumerate(codes())
    ]
    for number, code in enumerate(codes()):
        pack.observe(code, "n1", {str(period.shift(-1)): 1000 + number})
    items = "".join(f'[[forms.items]]\nindicator = "{code}"\n' for code in codes())
    pack.texts["forms.toml"] = FORM.format(period=period) + items
    made.command("load", pack.write(made.pack))
    for post in ("clerk", "head"):
        made.command("post", post, "--title", post.title())
    for post, role in (("clerk", "preparer"), ("clerk", "owner"), ("head", "reviewer"), ("head", "analyst")):
        made.command("grant", post, role, "--subject", "n1", "--basis", "Order 1")
    made.start()
    yield made
    made.stop()


def asked(site: Site, chromium: Any, period: Period) -> None:
    """Somebody asks about a figure."""
    look = signed_in(site, chromium, "head")
    look.open(f"{site.address}/en/talks/new/?indicator=i000&subject=n1&period={period}")
    look.page.locator("input[name=kind][value=question]").check()
    look.page.fill("textarea[name=words]", "Why does it stand still?")
    look.page.locator("main form button[type=submit]").last.click()
    look.page.wait_for_url("**/talks/*/")
    look.page.context.close()


def typed(person: Person, first: int, last: int) -> None:
    """Type some cells, from field to field with the key for it."""
    fields = person.page.locator("input[name^='value ']")
    for number in range(first, last):
        words = str(1000 + number + 3)
        if number == first:
            person.click(fields.nth(number))
        fields.nth(number).focus()
        fields.nth(number).press_sequentially(words)
        keys = len(words) + 3  # from the value over the reason and the note to the next value
        person.keys += keys
        person._takes(THINK + KEY * keys)


def pasted(person: Person, first: int, last: int) -> None:
    """Copy a column in a workbook beside the browser, and paste it into the first of its cells."""
    person._takes(READ + THINK + 2 * (POINT + PRESS) + 4 * KEY)  # look it up, mark it, copy, come back, paste
    person.clicks += 2
    person.keys += 4
    field = person.page.locator("input[name^='value ']").nth(first)
    person.click(field)
    column = "".join(f"{1000 + number + 3}\r\n" for number in range(first, last))
    field.evaluate(
        """(field, text) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", text);
            const more = { clipboardData, bubbles: true, cancelable: true };
            field.dispatchEvent(new ClipboardEvent("paste", more));
        }""",
        column,
    )


def test_a_preparer_hands_in_214_cells_and_answers_a_question_in_ten_minutes(
    monday: Site, lonely_chromium: Any, axe: str
) -> None:
    period = last_ended(Frequency.MONTH, datetime.now(UTC).date())
    asked(monday, lonely_chromium, period.shift(-1))
    look = signed_in(monday, lonely_chromium, "clerk")
    look.open(f"{monday.address}/en/week/")
    looked_at(look, monday, axe)
    person = Person(look.page)
    page = person.page
    look.open(f"{monday.address}/en/")
    person.read()
    person.go(page.get_by_role("link", name="My week", exact=True).first)
    assert "2 things wait for you" in look.words("main")
    person.write("words", "The school opens in May, so it stays until then.")
    person.go(page.get_by_role("button", name="Answer").first)
    assert "Your answer is there" in look.words("#done")
    person.go(page.get_by_role("button", name=f"Confirm {HOLDING} unchanged figures"))
    assert f"{HOLDING} of {CELLS} filled in, {HOLDING} confirmed" in look.words("main")
    person.go(page.locator("ol.week a").first)
    typed(person, HOLDING, HOLDING + TYPED)
    pasted(person, HOLDING + TYPED, CELLS)
    person.go(page.get_by_role("button", name="Hand in", exact=True))
    assert "Handed in" in look.words("h1")
    found = person.told()
    LOG.info("%s", found)
    assert found["human"] <= TEN_MINUTES
    assert not IS_PACED or found["stopwatch"] <= TEN_MINUTES
    look.open(f"{monday.address}/en/week/")
    assert "Nothing waits for you this week." in look.words("main")
    assert look.errors == []


def looked_at(look: Look, site: Site, axe: str) -> None:
    """The page on a desk and a phone, in three languages: nothing sticks out, no violation."""
    for language in LANGUAGES:
        for width in (1366, 390):
            look.resize(width)
            look.open(f"{site.address}/{language}/week/")
            assert look.sideways() <= 0, (language, width)
            assert look.violations(axe) == [], (language, width)
            assert look.too_small() == [], (language, width)
    look.resize(1366)
