"""Are stakeholders registered with what they say, and does a board set its own contexts?"""

from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from styrbord.services import decisions
from styrbord.services.decisions import assessing, stakeholders
from styrbord.services.decisions.stakeholders import Says, Who
from styrbord.services.reading import PUBLIC, visible
from styrbord.store.ledger.models import Event
from tests.contract.deciding import ALL, CHOICES, START, board, decided, owner, page, refused, travel, whole
from tests.contract.people import administrator, asked, signed_in

pytestmark = pytest.mark.usefixtures("database")
PARENTS = Who("Parents of Fjordby", "residents", "high", "low")
FOR = Says("for", "2024-01-05", "At last.", "Hearing, minute 4")
NAMES = {"en": "Public health", "ru": "Здоровье населения", "sv": "Folkhälsa"}


@pytest.fixture(autouse=True)
def begun(database: object, tmp_path: Path) -> None:
    """Eighteen years of three towns."""
    board(tmp_path)


def text(browser: Client, path: str) -> str:
    return unescape(browser.get(path).content.decode())


def browser_of(user: Any) -> Client:
    found = Client()
    found.force_login(user)
    return found


@pytest.mark.requirement("R-076")
def test_the_page_of_a_decision_shows_positions_for_and_against_with_their_source() -> None:
    user = owner()
    token = decided(user, effects=[("jobs", "n1", "5", "2024", "2025-03-01")])
    parents = stakeholders.register(user, "n1", PARENTS)
    shops = stakeholders.register(user, "n1", Who("Shops", "business", "medium", "high"))
    stakeholders.say(user, parents, "decision", token, FOR)
    stakeholders.say(user, shops, "decision", token, Says("mixed", "2024-01-04", "Yes, but.", "Letter"))
    stakeholders.say(user, shops, "decision", token, Says("against", "2024-01-08", "No.", "Letter of 8 Jan"))
    decisions.publish(user, token)
    travel("2024-01-12")
    for principal in (ALL, PUBLIC):
        told = [(one.name, one.stand, one.source, one.earlier) for one in page(token, principal).positions]
        assert told == [
            ("Parents of Fjordby", "for", "Hearing, minute 4", 0),
            ("Shops", "against", "Letter of 8 Jan", 1),
        ]
    shown = text(Client(), f"/en/decisions/{token}/")
    for words in (
        "Parents of Fjordby",
        "Hearing, minute 4",
        "Letter of 8 Jan",
        "said otherwise 1 time before",
    ):
        assert words in shown
    assert "Register of stakeholders" not in shown


def test_the_register_is_for_those_inside_and_kept_by_who_answers_there() -> None:
    user = owner()
    token = stakeholders.register(user, "n1", PARENTS, key="once")
    assert stakeholders.register(user, "n1", PARENTS, key="once") == token
    assert [one.name for one in stakeholders.registered(visible(ALL))] == [PARENTS.name]
    assert stakeholders.registered(visible(PUBLIC)) == ()
    auditor = signed_in("auditor", asked("auditor"))
    south = owner("south", subject="south")
    assert refused(stakeholders.change, auditor, token, PARENTS, revision=1) == ["rights.missing"]
    assert refused(stakeholders.change, south, token, PARENTS, revision=1) == ["stakeholder.not-found"]
    assert refused(stakeholders.register, None, "n1", PARENTS) == ["sign-in.needed"]
    wrong = Who("", "people", "much", "low")
    assert refused(stakeholders.register, user, "n1", wrong) == [
        "stakeholder.no-name",
        "stakeholder.unknown-choice",
        "stakeholder.unknown-choice",
    ]
    retired = replace(PARENTS, is_retired=True, influence="high")
    assert stakeholders.change(user, token, retired, revision=1) == 2
    assert refused(stakeholders.change, user, token, retired, revision=1) == ["stakeholder.moved-on"]
    assert stakeholders.registered(visible(ALL)) == ()
    assert stakeholders.registered(visible(ALL), is_all=True)[0].influence == "high"


def test_a_position_needs_a_day_a_source_and_a_decision_that_is_seen() -> None:
    user = owner()
    parents, token = stakeholders.register(user, "n1", PARENTS), whole(user)
    wrong = Says("perhaps", "2031-01-01", "", "")
    assert refused(stakeholders.say, user, parents, "decision", token, wrong) == [
        "stakeholder.unknown-choice",
        "stakeholder.no-day",
        "stakeholder.no-source",
    ]
    assert refused(stakeholders.say, user, parents, "decision", "nowhere", FOR) == ["decision.not-found"]
    assert refused(stakeholders.say, user, parents, "goal", token, FOR) == ["stakeholder.about"]


def test_names_and_words_are_erased_and_no_part_of_the_record() -> None:
    user = owner()
    parents, token = stakeholders.register(user, "n1", PARENTS), whole(user)
    number = stakeholders.say(user, parents, "decision", token, FOR)
    told = str(list(Event.objects.values_list("data", flat=True)))
    assert not any(words in told for words in (PARENTS.name, FOR.words, FOR.source))
    assert refused(stakeholders.erase, user, parents) == ["rights.missing"]
    keeper, _ = administrator()
    stakeholders.erase(keeper, parents)
    stakeholders.erase(keeper, parents, number)
    (one,) = page(token).positions
    assert (one.name, one.words, one.source, one.stand) == ("", "", "", "for")


def test_the_register_is_kept_on_pages_without_a_script() -> None:
    user = owner()
    browser, token = browser_of(user), whole(user)
    said = {"subject": "n1", "name": "Parents", "kind": "residents", "interest": "high", "influence": "low"}
    assert browser.post("/en/decisions/stakeholders/", {**said, "name": ""}).status_code == 400
    assert browser.post("/en/decisions/stakeholders/", said).status_code == 302
    (one,) = stakeholders.registered(visible(ALL))
    path = f"/en/decisions/stakeholders/{one.token}/"
    position = {"stakeholder": one.token, "stand": "mixed", "said-on": "2024-01-05", "source": "Hearing"}
    assert browser.post(f"/en/decisions/{token}/positions/", position).status_code == 302
    assert "Partly for, partly against" in text(browser, f"/en/decisions/{token}/")
    assert "Build a school in Fjordby" in text(browser, path)
    assert browser.post(path, {**said, "revision": "1", "is-retired": "yes"}).status_code == 302
    assert "Parents" not in text(browser, "/en/decisions/stakeholders/")
    assert "asked no longer" in text(browser, "/en/decisions/stakeholders/?all=yes")
    assert Client().get(path).status_code == 404
    assert Client().get("/en/decisions/stakeholders/").status_code in {401, 403}


@pytest.mark.requirement("R-077")
def test_a_board_sets_its_own_contexts_and_old_decisions_keep_theirs() -> None:
    user, (keeper, _) = owner(), administrator()
    old = decided(user)
    assessing.keep(keeper, "health", NAMES)
    assessing.keep(keeper, "social", {"en": "Everyday life", "ru": "Быт", "sv": "Vardag"})
    assessing.retire(keeper, "ecology")
    new = decisions.propose(user, START)
    ways = [replace(CHOICES.options[0], consequences={"health": "Shorter ways"}), CHOICES.options[1]]
    decisions.change(user, new, replace(CHOICES, options=ways), revision=1)
    assert page(old).said.contexts == ("economy", "social", "ecology", "security", "trust")
    assert page(new).said.contexts == ("economy", "social", "security", "trust", "health")
    browser = browser_of(user)
    matrix = text(browser, f"/sv/decisions/{new}/")
    assert "Folkhälsa" in matrix
    assert "Vardag" in matrix
    assert "Ekologi" not in matrix
    assert "Ekologi" in text(browser, f"/sv/decisions/{old}/")
    assert "Здоровье населения" in text(browser, f"/ru/decisions/{new}/say/options/")
    shown = text(browser, f"/en/decisions/{new}/")
    row = shown[shown.index(">Public health<") :]
    assert row.index("Shorter ways") < row.index("not assessed") < row.index("</tr>")


def test_contexts_are_set_by_who_gives_rights_alone() -> None:
    user, (keeper, _) = owner(), administrator()
    assert refused(assessing.keep, user, "health", NAMES) == ["rights.missing"]
    assert refused(assessing.keep, keeper, "Health care", {"en": "Health"}) == [
        "decision.context-code",
        "decision.context-name",
    ]
    assert refused(assessing.keep, keeper, "group", NAMES) == ["decision.context-code"]
    assert refused(assessing.retire, keeper, "nothing") == ["decision.no-such-context"]
    for code in ("economy", "social", "ecology", "security"):
        assessing.retire(keeper, code)
    assert refused(assessing.retire, keeper, "trust") == ["decision.last-context"]
    browser = browser_of(keeper)
    path = "/en/decisions/contexts/"
    assert browser_of(user).get(path).status_code == 403
    said = {"code": "health", **{f"name-{language}": name for language, name in NAMES.items()}}
    assert browser.post(path, said).status_code == 302
    assert browser.post(path, {"code": "health", "verb": "retire"}).status_code == 302
    assert "asked for no longer" in text(browser, path)
    assert browser.post(path, {"code": "health", "verb": "restore"}).status_code == 302
    assert browser.post(path, {**said, "code": "no good"}).status_code == 400
