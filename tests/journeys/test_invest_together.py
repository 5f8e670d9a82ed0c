"""Do two bodies take a joint investment from idea to end in a browser, and is money locked to its results?

Six posts, each in a browser of their own, and somebody not signed in; the clock is moved, nobody waits.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.journeys.investing_money import CELLS_TOLD, TOLD, by_program, moved, refused_on
from tests.journeys.investing_people import People, asked, let_pass, plain, plan, stands_by
from tests.journeys.looking import Look
from tests.journeys.site import Site

pytestmark = pytest.mark.browser
HOME, PAGE = "investments/", "investments/P-1/"
OPINION = "Agree on one list of codes before you build."
ANSWER = "Taken in: the list is part of the terms."
LATE = 230
UNVERIFIED, VERIFIED = "77.7", "61.5"
DESCRIBED = {"method": "counted in the register", "counterfactual": "20"}


@pytest.fixture(scope="module")
def token() -> list[str]:
    """Secret of a program of the lead, once there is one."""
    return []


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, token: list[str]) -> Iterator[Site]:
    """A small county with two decided investments, behind a server."""
    made = Site(tmp_path_factory.mktemp("investing"), settings={"STYRBORD_SECOND_FACTOR": "none"})
    token.append(asked(made, "stock", made.pack))
    made.start()
    yield made
    made.stop()


@pytest.fixture
def people(office: Site, lonely_chromium: Any, axe: str) -> Iterator[People]:
    """Everyone who has to do with it."""
    found = People(office, lonely_chromium, axe)
    yield found
    found.close()


@pytest.mark.requirement("R-205")
@pytest.mark.requirement("R-211")
def test_a_joint_investment_goes_from_its_idea_to_its_end(people: People) -> None:
    people.sign_in()
    it_is_begun_and_proposed_by_two(people)
    nobody_decides_before_the_opinion_is_answered(people)
    it_starts_when_all_have_signed_and_measured(people)
    money_moves_only_with_its_results(people)
    it_is_delivered_and_measured_late(people)
    everyone_reads_what_may_be_public(people)
    it_is_closed(people)
    assert people.wrong == []
    for look in people.looks.values():
        assert [one for one in look.errors if "status of 40" not in one] == []


def it_is_begun_and_proposed_by_two(people: People) -> None:
    """The lead begins it and writes the plan; the other body stands by its lines, the picture, its paper."""
    look = people.at("lead", HOME)
    people.send(look, look.page.get_by_role("link", name="Begin an investment"))
    people.send(look, look.page.get_by_role("link", name="Full plan"))
    for name, said in (("code", "P-1"), ("title", "One desk"), ("currency", "SEK"), ("year", "2025")):
        look.page.fill(f"main [name={name}]", said)
    look.page.fill("main [name=owner]", "lead")
    people.send(look, look.page.get_by_role("button", name="Begin it"))
    people.at("lead", f"{PAGE}edit/text/")
    look.page.fill("#plan-text", json.dumps(plan()))
    people.send(look, look.page.get_by_role("button", name="Keep this part"))
    assert "Kept." in look.words("main")
    assert stands_by(people, "lead") == 2
    assert stands_by(people, "other", but="picture") == 3
    people.act(people.at("lead", PAGE), "Propose it for appraisal")
    assert "One desk: appraising" in people["lead"].words("h1")


def nobody_decides_before_the_opinion_is_answered(people: People) -> None:
    """A neighbour is asked, says something, and is answered; only then is it decided, with a document."""
    look = people.at("lead", f"{PAGE}opinions/")
    day = (datetime.now(UTC) + timedelta(days=20)).date().isoformat()
    people.act(look, "Ask a body for its opinion", body="n1", due=day, words="Is it clear?")
    people.act(people.at("body-post", PAGE), "Decide for it", document="D-1")
    assert "opinion" in people["body-post"].words(".problem").lower()
    people.act(
        people.by_week("stranger", "asked for its opinion"), "Give the opinion of my body", words=OPINION
    )
    people.act(people.at("body-post", PAGE), "Decide for it", document="D-1")
    assert "has no answer" in people["body-post"].words(".problem")
    people.act(people.by_week("lead", "Opinion to answer"), "Answer it", words=ANSWER)
    people.act(people.by_week("body-post", "Investment to decide"), "Decide for it", document="D-1")
    assert "One desk: decided" in people["body-post"].words("h1"), people["body-post"].words("main")
    assert people.at("lead", PAGE).page.locator("summary:text-is('Decide for it')").count() == 0


def it_starts_when_all_have_signed_and_measured(people: People) -> None:
    """The value before the change is approved, and nothing starts until both signed the picture."""
    people.act(people.at("lead", PAGE), "Begin the procurement")
    people.act(people.by_week("benefit-owner", "Benefit to specify"), "It is specified")
    people.act(
        people.by_week("controller-post", "Value before the change"),
        "Approve the value at the start",
        value="10",
        period="2025",
        method="count",
        measured_by="benefit-owner",
    )
    people.act(people.by_week("benefit-owner", "Targets of a benefit"), "It is planned")
    people.act(people.at("body-post", PAGE), "Start the execution", document="D-3")
    assert "version 1 is in force" in people["body-post"].words(".problem")
    assert stands_by(people, "other") == 1
    people.act(people.at("body-post", PAGE), "Start the execution", document="D-3")
    assert "One desk: executing" in people["body-post"].words("h1")


def money_moves_only_with_its_results(people: People) -> None:
    """Money alone is refused; with its results, agreed by both plans and approved, it moves in one act."""
    look = people.at("lead", f"{PAGE}changes/new/?with=P-2")
    look.page.fill("[name='money.P-1/C1']", "10000")
    look.page.fill("[name='money.P-2/C1']", "-10000")
    look.page.fill("#c-words", "Wages rose")
    people.send(look, look.page.get_by_role("button", name="Only look at its effect"))
    assert refused_on(look) == {"lock.uncovered"}
    people.send(look, look.page.get_by_role("button", name="Keep the request"))
    request = look.page.url.split("/en/")[1]
    people.act(look, "Show its effect and ask for agreement")
    assert refused_on(look, TOLD) == {"lock.uncovered"}
    assert "draft" in look.words("h1").lower()
    people.at("lead", f"{request}edit/")
    look.page.fill("[name='result.P-1/R1']", "2")
    look.page.fill("[name='result.P-2/R1']", "-2")
    people.send(look, look.page.get_by_role("button", name="Keep the request"))
    assert refused_on(look) == set()
    people.act(look, "Show its effect and ask for agreement")
    assert "100,000" in plain(look)
    assert "110,000" in plain(look)
    people.act(people.by_week("other", "asked to agree"), "Agree for my body")
    people.act(people.by_week("body-post", "Change request to decide"), "Approve it", document="D-4")
    assert "applied" in people["body-post"].words("h1").lower()
    told = plain(people.at("lead", PAGE))
    assert "From 10 to 22" in told
    assert "110,000" in told
    assert "Version 3" in told
    assert "90,000" in plain(people.at("other", "investments/P-2/"))


def it_is_delivered_and_measured_late(people: People) -> None:
    """It is taken over; long after its day the body that was named measures, and another post verifies."""
    look = people.at("lead", PAGE)
    people.send(look, look.page.locator("form.assent:has-text('D1') button"))
    people.act(look, "Take over what is delivered")
    people.act(look, "Begin to realise the benefits")
    people.act(people.by_week("benefit-owner", "Benefit to start"), "Begin to realise it")
    let_pass(people.site, LATE)
    people.sign_in()
    look = people.by_week("other", "Measurement after delivery is owed")
    today = look.page.input_value("[name=measured_on]")
    year = today[:4]
    assert "overdue" in look.words("main")
    for value in (UNVERIFIED, VERIFIED):
        look = people.at("other", f"{PAGE}benefits/")
        said = {"benefit": "B1", "value": value, "period": year, **DESCRIBED}
        people.act(look, "Write down a measurement", **said)
    assert people.at("lead", f"{PAGE}benefits/").page.locator("[name=measured_on]").count() == 0
    people.act(look, "Hand it in")
    people.act(people.by_week("controller-post", "Measurement to verify"), "Verify it")
    assert "done" in people.at("other", f"{PAGE}benefits/").words("tr:has-text('6 months')")
    controller = people.at("controller-post", f"{PAGE}benefits/")
    people.send(controller, controller.page.locator("section:has(#h-list) tbody a[href*='/matters/']").first)
    people.act(controller, "It is realised")


def everyone_reads_what_may_be_public(people: People) -> None:
    """The portfolio and the owner's page tell it; who is not signed in reads no drafts, words or persons."""
    for post in ("lead", "anonymous"):
        assert "One desk" in people.at(post, HOME).words("main")
        assert VERIFIED in people.at(post, f"{PAGE}benefits/").words("main")
    register = people.at("benefit-owner", "investments/benefits/?owner=benefit-owner")
    assert "Realised" in register.words("main")
    inside, outside = people["lead"], people["anonymous"]
    assert UNVERIFIED in people.at("lead", f"{PAGE}benefits/").words("main")
    assert OPINION in by_link(people, inside, f"{PAGE}opinions/").words("main")
    for path in ("", "benefits/", "joint/", "opinions/", "conformity/"):
        told = people.at("anonymous", f"{PAGE}{path}").words("main")
        for hidden in (OPINION, ANSWER, UNVERIFIED, "What you can do", "Wages rose"):
            assert hidden not in told, (path, hidden)
    assert outside.page.locator("form.assent, details.move").count() == 0


def by_link(people: People, look: Look, path: str) -> Look:
    """Page of the first matter that a page lists."""
    people.at("lead", path)
    return people.send(look, look.page.locator("main a[href*='/matters/']").first)


def it_is_closed(people: People) -> None:
    """Another person than those who asked ends it with a document; the benefits stay to be read."""
    people.act(people.at("body-post", PAGE), "Close it", document="D-9")
    for post in ("body-post", "anonymous"):
        assert "closed" in people.at(post, PAGE).words("main").lower()
    assert "D-9" in people.at("lead", PAGE).words("main")
    assert VERIFIED in people.at("anonymous", f"{PAGE}benefits/").words("main")


CASES = {
    "lock.uncovered": {"money.P-3/C1": "10000", "money.P-3/C2": "-10000"},
    "lock.unbalanced": {"money.P-3/C1": "10000", "result.P-3/R1": "1"},
    "lock.cut-without-release": {"result.P-3/R1": "-5"},
}


@pytest.mark.requirement("R-205")
@pytest.mark.parametrize("code", CASES)
def test_the_lock_refuses_alike_on_the_page_by_a_program_and_in_a_workbook(
    people: People, office: Site, token: list[str], code: str
) -> None:
    typed = CASES[code]
    people.sign_in("lead")
    look = people.at("lead", "investments/P-3/changes/new/")
    for name, value in typed.items():
        look.page.fill(f"[name='{name}']", value)
    people.send(look, look.page.get_by_role("button", name="Only look at its effect"))
    assert refused_on(look) == {code}
    assert by_program(look, office, token[0], typed) == {code}
    with look.page.expect_download() as waiting:
        people.at("lead", "investments/import/").page.click("a:has-text('All investments that you see')")
    content = moved(waiting.value.path().read_bytes(), typed)
    look.page.set_input_files("#w-file", {"name": "plans.xlsx", "mimeType": "", "buffer": content})
    people.send(look, look.page.get_by_role("button", name="Load it"))
    assert refused_on(look, CELLS_TOLD) == {code}
    assert people.at("lead", "investments/P-3/").page.locator("article.change").count() == 0
    assert people.wrong == []
