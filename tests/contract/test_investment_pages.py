"""Do the pages of investments show what there is, take what people write and decide, and refuse the rest?"""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from django.test import Client

from styrbord.core.investments.portfolio.plan_text import as_data
from styrbord.services.investments import keeping
from styrbord.store.investments.models import Assent, Investment, Matter, Report
from styrbord.web.investments.guidance import GUIDES
from tests.contract import investing as make
from tests.contract.investing import CODE
from tests.databases import Boards

HOME = "/en/investments/"
PAGE = f"{HOME}{CODE}/"


@pytest.fixture
def users(boards: Boards, database_kind: str) -> Iterator[dict[str, Any]]:
    with boards.begun(database_kind, make.board) as found:
        yield found


def page(path: str, user: Any = None, status: int = 200, sent: dict[str, Any] | None = None) -> str:
    browser = Client()
    if user is not None:
        browser.force_login(user)
    answer = browser.get(path) if sent is None else browser.post(path, sent)
    assert answer.status_code == status, words(answer.content.decode())[:900]
    return str(answer.headers["Location"] if status == 302 else answer.content.decode())


def words(markup: str) -> str:
    bare = re.sub(r"<(script|style|svg|datalist)\b.*?</\1>|<[^>]*>", " ", markup, flags=re.DOTALL)
    return " ".join(unescape(bare).split())


def form_of(markup: str) -> dict[str, Any]:
    """What the form of a part of a plan would send as it is shown."""
    form = markup[markup.index('class="plan-form"') :]
    form = form[: form.index("</form>")]
    found: dict[str, Any] = {}
    for tag in re.findall(r"<input\b[^>]*>", form):
        said = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        is_off = said.get("type") == "checkbox" and " checked" not in tag
        if "name" in said and not is_off:
            found.setdefault(said["name"], []).append(unescape(said.get("value", "on")))
    for attributes, text in re.findall(r"<textarea\b([^>]*)>(.*?)</textarea>", form, flags=re.DOTALL):
        found[dict(re.findall(r'([\w-]+)="([^"]*)"', attributes))["name"]] = unescape(text)
    for attributes, options in re.findall(r"<select\b([^>]*)>(.*?)</select>", form, flags=re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[dict(re.findall(r'([\w-]+)="([^"]*)"', attributes))["name"]] = chosen[1] if chosen else ""
    return found


def revision(code: str = CODE) -> int:
    return int(Investment.objects.values_list("revision", flat=True).get(code=code))


def test_the_portfolio_shows_everyone_what_is_open_and_decided_alone(users: dict[str, Any]) -> None:
    make.decided(users)
    make.begun(users, "P-2")
    assert "1 digital investment" in words(page(HOME))
    assert "P-2" not in page(HOME)
    own = words(page(HOME, users["lead"]))
    assert "2 digital investments" in own
    assert "0.40 M SEK" in own
    assert "Begin an investment" in own
    assert "Begin an investment" not in words(page(HOME, users["reader"]))
    assert words(page(f"{HOME}?stage=decided", users["lead"])).count("P-2") == 0
    for by in ("lead", "goal", "component", "class", "risk", "programme", "stage"):
        assert page(f"{HOME}?by={by}", users["lead"])
    assert "There is no investment" in page(f"{HOME}P-2/", status=404)
    assert "P-1" in page(f"{HOME}?format=csv&block=investments")


def test_the_page_of_an_investment_shows_inside_more_than_to_everyone(users: dict[str, Any]) -> None:
    make.decided(users, joint=True)
    inside, outside = words(page(PAGE, users["lead"])), words(page(PAGE))
    for told in (inside, outside):
        assert "One desk: decided" in told
        assert "Decided" in told
        assert "Money by line" in told
        assert "100,000" in told
        assert "How the benefits come about" in told
    assert "Before the gate" in inside
    assert "has no signed agreement" in inside
    assert "What you can do" in inside
    for hidden in ("Before the gate", "What you can do", "Steps", "Help for this step"):
        assert hidden not in outside
    for block in ("costs", "benefits", "payers"):
        assert page(f"{PAGE}?format=csv&block={block}")


def test_a_small_investment_is_begun_by_ten_answers(users: dict[str, Any]) -> None:
    answers = {
        "code": "S-1", "title": "Shared calendar", "lead": "north", "owner": "lead", "cost": "200 000,50",
        "year": "2026", "target": "30", "indicator": "people", "benefit_owner": "benefit-owner",
        "baseline_due": "2026-03-31",
    }  # fmt: skip
    form = page(f"{HOME}new/", users["lead"])
    assert form.count(" required") == len(answers) == 10
    assert words(page(f"{HOME}new/", users["lead"], 400, {**answers, "cost": "many"})).count("many") >= 1
    assert not Investment.objects.exists()
    assert page(f"{HOME}new/", users["lead"], 302, answers) == f"{HOME}S-1/"
    assert str(keeping.row_of("S-1").cost) == "200000.5000"
    page(f"{HOME}new/", users["other"], 403, {**answers, "code": "S-2"})
    assert "sign-in" in page(f"{HOME}new/", status=403)


def test_every_part_of_the_plan_is_written_as_it_is_shown(users: dict[str, Any]) -> None:
    make.begun(users, joint=True)
    before = as_data(keeping.plan_of_row(keeping.row_of(CODE)))
    for part in ("about", "parties", "results", "costs", "benefits", "effects", "conditions", "picture"):
        sent = form_of(page(f"{PAGE}edit/{part}/", users["lead"]))
        told = words(page(f"{PAGE}edit/{part}/", users["lead"], 400, sent))
        assert "The plan is the same as before" in told, part
    sent = form_of(page(f"{PAGE}edit/costs/", users["lead"]))
    sent |= {"costs.0.spread.low": "1 000,5", "costs.0.spread.likely": "110000", "costs.1.drop": "on"}
    sent |= {"costs.2.option": "it", "costs.2.code": "C9", "costs.2.bearer": "north", "costs.2.year": "2026"}
    sent |= {"costs.2.spread.likely": "5", "costs.2.@systems": "desk"}
    page(f"{PAGE}edit/costs/", users["lead"], 302, sent)
    plan = keeping.plan_of_row(keeping.row_of(CODE))
    costs = {one.code: one for one in plan.investment.costs}
    assert set(costs) == {"C1", "C9"}
    assert str(costs["C1"].spread.low) == "1000.5"
    assert costs["C9"].spread.low == costs["C9"].spread.high == 5
    assert plan.systems == {"C9": "desk"}
    assert as_data(plan)["results"] == before["results"]


def test_what_is_wrong_in_a_plan_stands_at_its_field_and_nothing_is_lost(users: dict[str, Any]) -> None:
    make.begun(users)
    sent = form_of(page(f"{PAGE}edit/costs/", users["lead"]))
    sent |= {"costs.0.year": "soon", "costs.0.pool": "crew", "costs.1.option": "nowhere"}
    shown = page(f"{PAGE}edit/costs/", users["lead"], 400, sent)
    assert "There is no option 'nowhere'" in words(shown)
    assert 'value="crew"' in shown
    shown = page(f"{PAGE}edit/costs/", users["lead"], 400, {**sent, "costs.1.option": "it"})
    assert 'id="f-costs-0-year-wrong"' in shown
    assert "'soon' is not a whole number" in words(shown)
    assert 'value="crew"' in shown
    more = page(f"{PAGE}edit/costs/", users["lead"], 200, {**sent, "more": "costs"})
    assert more.count("<legend>New</legend>") > shown.count("<legend>New</legend>")
    assert "cannot be read" in words(page(f"{PAGE}edit/text/", users["lead"], 400, {"text": "{"}))
    page(f"{PAGE}edit/costs/", users["body"], 403)
    page(f"{PAGE}edit/nothing/", users["lead"], 404)


@pytest.mark.requirement("R-200")
def test_money_of_a_decided_investment_is_not_changed_by_its_plan(users: dict[str, Any]) -> None:
    make.decided(users)
    sent = form_of(page(f"{PAGE}edit/costs/", users["lead"])) | {"costs.0.spread.likely": "120000"}
    told = words(page(f"{PAGE}edit/costs/", users["lead"], 400, sent))
    assert "is decided" in told
    assert "Ask for a change" in told
    assert keeping.row_of(CODE).cost == 200_000


def test_the_gates_are_passed_from_the_page_by_those_who_may(users: dict[str, Any]) -> None:
    make.begun(users)
    page(f"{PAGE}moves/propose/", users["other"], 404, {"revision": revision()})
    assert page(f"{PAGE}moves/propose/", users["lead"], 302, {"revision": revision()}) == PAGE
    bare = words(page(f"{PAGE}moves/approve/", users["body"], 400, {"revision": revision()}))
    assert "The registered document of the decision is missing" in bare
    page(f"{PAGE}moves/approve/", users["lead"], 403, {"revision": revision(), "document": "D-1"})
    page(f"{PAGE}moves/approve/", users["body"], 302, {"revision": revision(), "document": "D-1"})
    assert "One desk: decided" in words(page(PAGE))
    wrong = {"revision": revision(), "reason": "no money", "document": "D-2", "residual": "a lot"}
    assert "'a lot' is not an amount" in words(page(f"{PAGE}moves/stop/", users["body"], 400, wrong))
    page(f"{PAGE}moves/stop/", users["body"], 302, {**wrong, "residual": "0"})
    assert "stopped for good" in words(page(PAGE))


def test_a_body_signs_and_confirms_from_the_page(users: dict[str, Any]) -> None:
    make.decided(users, joint=True)
    shown = page(PAGE, users["other"])
    assert "Your body is asked to stand by" in words(shown)
    told = {"kind": "agreement", "item": "", "body": "south", "document": "A-1"}
    page(f"{PAGE}assent/", users["other"], 302, told)
    page(f"{PAGE}assent/", users["other"], 302, {"kind": "line", "item": "C2", "body": "south"})
    assert sorted(Assent.objects.values_list("kind", flat=True)) == ["agreement", "line"]
    page(f"{PAGE}assent/", users["other"], 403, {**told, "body": "north"})


@pytest.mark.requirement("R-205")
def test_a_change_of_money_without_its_result_is_refused_and_accepted_with_it(users: dict[str, Any]) -> None:
    make.decided(users)
    new = f"{PAGE}changes/new/"
    assert "P-1/C1" in page(new, users["lead"])
    alone = {f"version.{CODE}": "1", f"money.{CODE}/C1": "-50 000", f"money.{CODE}/C2": "50000"}
    looked = words(page(new, users["lead"], 200, {**alone, "look": "1"}))
    assert "The money of 'P-1/C1' changes by -50000, and its result 'P-1/R1' does not" in looked
    assert not Matter.objects.filter(noun="change").exists()
    whole = {**alone, f"result.{CODE}/R1": "-5", f"result.{CODE}/R2": "5"}
    assert "nothing in it is refused" in words(page(new, users["lead"], 200, {**whole, "look": "1"}))
    assert "It is not said why" in words(page(new, users["lead"], 400, whole))
    path = page(new, users["lead"], 302, {**alone, "words": "Less to build", "key": "once"})
    token = path.rstrip("/").rpartition("/")[2]
    refused = words(page(f"{path}preview/", users["lead"], 400, {"revision": 1}))
    assert "its result 'P-1/R1' does not" in refused
    assert 'value="-50000' in page(f"{path}edit/", users["lead"])
    page(f"{path}edit/", users["lead"], 302, {**whole, "revision": 1})
    page(f"{path}preview/", users["lead"], 302, {"revision": Matter.objects.get(token=token).revision})
    told = words(page(path, users["body"]))
    assert "Agreed, waits for the decision" in told
    assert "Less to build" in told
    sent = {"revision": Matter.objects.get(token=token).revision, "document": "D-7"}
    page(f"{path}approve/", users["lead"], 403, sent)
    page(f"{path}approve/", users["body"], 302, sent)
    shown = words(page(PAGE, users["lead"]))
    assert "Applied" in shown
    assert "100,000 50,000 −50,000" in shown
    assert keeping.row_of(CODE).version == 2
    page(path, users["stranger"], 404)


def test_an_owner_reports_and_both_ratings_stand_side_by_side(users: dict[str, Any]) -> None:
    make.delivered(users)
    wrong = {"light": "green", "words": "All is well", "cost": "cheap"}
    assert "'cheap' is not an amount" in words(page(f"{PAGE}report/", users["lead"], 400, wrong))
    page(f"{PAGE}report/", users["lead"], 302, {**wrong, "cost": "250 000", "ends_on": "2028-01-31"})
    assert Report.objects.get().cost == 250_000
    shown = words(page(PAGE, users["lead"]))
    assert "Owner’s rating and computed rating" in shown
    assert "All is well" in shown
    assert "Neither overwrites the other" in shown
    page(f"{PAGE}report/", users["reader"], 403, {"light": "green", "words": "As planned"})


@pytest.mark.requirement("R-220")
@pytest.mark.parametrize("language", ["en", "ru", "sv"])
def test_help_stands_at_each_step_of_benefits_in_every_language(users: dict[str, Any], language: str) -> None:
    shown = page(f"/{language}/investments/guide/")
    english = page("/en/investments/guide/")
    assert len(GUIDES) == 7
    for one in GUIDES:
        assert f'id="{one.step}"' in shown
    if language != "en":
        assert not [one.title for one in GUIDES if str(one.title) in shown]
        assert shown.count("<li>") == english.count("<li>")
    make.begun(users, joint=True)
    title = re.findall(r"<h2>(.*?)</h2>", shown)[0]
    assert title in page(f"/{language}/investments/{CODE}/", users["lead"])
    assert title in page(f"/{language}/investments/{CODE}/edit/parties/", users["lead"])


def test_spending_and_workbook_are_for_those_inside(users: dict[str, Any]) -> None:
    make.decided(users)
    for by in ("body", "system", "kind", "programme"):
        assert "200,000" in words(page(f"{HOME}spending/?by={by}", users["lead"])) or "0.20 M" in words(
            page(f"{HOME}spending/?by={by}", users["lead"])
        )
    assert "No money of an investment" in words(page(f"{HOME}spending/"))
    page(f"{HOME}import/", status=403)
    assert "No workbook was sent" in words(page(f"{HOME}import/", users["lead"], 400, {"load": "1"}))
    browser = Client()
    browser.force_login(users["lead"])
    assert browser.get(f"{HOME}portfolio.xlsx").content[:2] == b"PK"


def test_every_link_of_the_pages_leads_to_a_page(users: dict[str, Any]) -> None:
    make.decided(users, joint=True)
    browser, seen = Client(), set[str]()
    browser.force_login(users["lead"])
    for one in (HOME, PAGE, f"{PAGE}edit/about/", f"{PAGE}changes/new/", f"{HOME}spending/", f"{HOME}new/"):
        answer = browser.get(one)
        assert answer.status_code == 200, one
        seen |= {
            unescape(link) for link in re.findall(r'href="(/en/investments/[^"#]*)', answer.content.decode())
        }
    dead = [link for link in sorted(seen) if "format=" not in link and browser.get(link).status_code != 200]
    assert len(seen) > 30
    assert dead == []
