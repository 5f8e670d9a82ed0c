"""Do the pages of ratings show what a rating says, take what people do, and refuse the rest?"""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from styrbord.core.ratings.method_text import shipped
from styrbord.services import memory, ratings
from styrbord.services.reading import PUBLIC, visible
from styrbord.store.steering.models import RatingAppeal, RatingRun
from tests.contract import rating as begin
from tests.contract.people import asked, signed_in
from tests.databases import Boards

CODE, TOP = begin.CODE, "t02"
RATING, CARD = f"/en/ratings/{CODE}/2025/", f"/en/ratings/{CODE}/2025/{TOP}/"
OFFICER = "0.5 * index + 2 * change"


def made(folder: Path) -> dict[str, Any]:
    """A published rating of 2025 and who made it."""
    begin.board(folder)
    begin.approved(officer=OFFICER)
    token = begin.published()
    body = signed_in("body-post", asked("preparer", subject=TOP), asked("owner", subject=TOP))
    expert = signed_in("expert-post", asked("expert"))
    return {"token": token, "body": body, "expert": expert, "analyst": begin.analyst(),
            "owner": begin.owner(), "releaser": begin.releaser()}  # fmt: skip


@pytest.fixture
def board(boards: Boards, database_kind: str) -> Iterator[dict[str, Any]]:
    with boards.begun(database_kind, made) as found:
        memory.forget()
        yield found
        memory.forget()


def browser_of(user: Any) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def page(path: str, user: Any = None, status: int = 200, **sent: Any) -> str:
    browser = browser_of(user) if user else Client()
    answer = browser.post(path, sent) if sent else browser.get(path)
    assert answer.status_code == status, words(answer.content.decode())[:600]
    return str(answer.content.decode())


def words(markup: str) -> str:
    bare = re.sub(r"<(script|style|svg)\b.*?</\1>|<[^>]*>", " ", markup, flags=re.DOTALL)
    return " ".join(unescape(bare).split())


def rows(markup: str) -> list[str]:
    return [words(row) for row in re.findall(r"<tr\b.*?</tr>", markup, flags=re.DOTALL)]


@pytest.mark.requirement("R-004")
def test_the_rating_has_a_table_for_each_type_with_places_spans_and_classes(board: dict[str, Any]) -> None:
    shown = page(RATING)
    assert shown.count('class="ds-table rating"') == 2
    assert "subjects of different types are not ranked together" in shown
    rating = ratings.seen(visible(PUBLIC), CODE)
    for place in rating.places:
        row = next(one for one in rows(shown) if f" {place.subject.upper()} " in one)
        assert row.startswith(f"{place.rank} ")
        assert (f"{place.low}–{place.high}" if place.low != place.high else str(place.low)) in row
        assert place.nominal in row
        assert ("borderline" in row) is place.is_borderline
        assert ("not robust" in row) is not place.is_robust
    town = page(f"{RATING}?group=town")
    assert town.count('class="ds-table rating"') == 1
    assert 'class="own' in page(f"{RATING}?subject={TOP}")
    assert words(page(f"/en/ratings/{CODE}/")) == words(shown)
    assert "There is no published rating" in page(f"/en/ratings/{CODE}/1999/", status=404)
    assert CODE in page(f"/en/ratings/{CODE}/2025/data.csv").splitlines()[0] + page(f"{RATING}data.json")
    assert "Maturity" in words(page("/en/ratings/"))


@pytest.mark.requirement("R-302")
def test_the_card_explains_a_place_and_its_parts_add_up(board: dict[str, Any]) -> None:
    card = ratings.card(visible(PUBLIC), CODE, TOP)
    shown = page(CARD)
    told = words(shown)
    assert sum(part.points for part in card.parts) == pytest.approx(card.place.scores["index"], abs=1e-9)
    assert card.change is not None
    for parts in (card.change.by_indicator, card.change.by_cause):
        assert sum(part.points for part in parts) == pytest.approx(card.change.change, abs=1e-9)
    assert "Why T02 is " in told
    assert "What moved the score since 2024" in told
    for fact in card.facts:
        assert f"/en/indicators/{fact.indicator}/values/{TOP}/2025/" in shown
        assert page(f"/en/indicators/{fact.indicator}/values/{TOP}/2025/")
    assert "Its digital officer" not in told
    assert "has no place in this rating" in page(f"{RATING}nobody/", status=404)


def test_every_link_of_the_pages_leads_to_a_page(board: dict[str, Any]) -> None:
    browser, seen = browser_of(board["analyst"]), set[str]()
    pages = [
        "/en/ratings/", RATING, CARD, f"{CARD}what-if/", f"{CARD}officer/", f"{CARD}assess/",
        f"/en/ratings/{CODE}/method/", f"/en/ratings/{CODE}/compare/", f"/en/ratings/{CODE}/made/",
        f"/en/ratings/{CODE}/draft/", f"/en/ratings/runs/{board['token']}/",
    ]  # fmt: skip
    for one in pages:
        answer = browser.get(one)
        assert answer.status_code == 200, one
        seen |= {
            unescape(link) for link in re.findall(r'href="(/en/ratings/[^"#]*)', answer.content.decode())
        }
    dead = [link for link in sorted(seen) if "format=" not in link and browser.get(link).status_code != 200]
    assert len(seen) > 30
    assert dead == []


def test_what_if_tells_the_place_then_and_what_is_needed(board: dict[str, Any]) -> None:
    last = max(ratings.seen(visible(PUBLIC), CODE, group="town").places, key=lambda one: one.rank or 0)
    path = f"{RATING}{last.subject}/what-if/"
    better = words(page(f"{path}?v.staff=99&v.money=99,5&v.schools=99&v.roads=99"))
    assert "would be number" in better
    assert "Who would move" in better
    assert "'many' is no number" in words(page(f"{path}?v.staff=many", status=400))
    needed = words(page(f"{path}?place=1"))
    assert "not reachable with this indicator alone" in needed or "gives" in needed
    assert "All together: " in needed
    same = words(page(path))
    assert "What would come out" not in same
    found = ratings.reached_together(visible(PUBLIC), CODE, last.subject, rank=1)
    assert found is not None
    if found.share is not None:
        facts = ratings.card(visible(PUBLIC), CODE, last.subject).facts
        signs = {one: -1 if one == "fires" else 1 for one in begin.FACTS}
        for part, is_first in ((1.0, True), (0.99, False)):
            edits = {
                one.indicator: (one.value or 0) * (1 + signs[one.indicator] * found.share * part)
                for one in facts
            }
            then = ratings.tried(visible(PUBLIC), CODE, last.subject, edits).own
            assert (then.other_rank == 1) is is_first


@pytest.mark.requirement("R-092")
def test_the_method_page_tells_each_criterion_with_meaning_weight_and_direction(
    board: dict[str, Any],
) -> None:
    shown = words(page(f"/en/ratings/{CODE}/method/"))
    for code in begin.FACTS:
        assert f"What {code} is (en)" in shown
    assert "low is good" in shown
    assert "weighted mean" in shown
    assert ratings.method(visible(PUBLIC), CODE).note.text_hash in shown
    assert "What you can do" not in shown
    assert "Withdraw" in words(page(f"/en/ratings/{CODE}/method/", board["owner"]))
    russian = words(page(f"/ru/ratings/{CODE}/method/"))
    assert "What staff is (ru)" in russian
    assert page("/en/ratings/nothing/method/", status=404)


def test_a_draft_is_kept_or_refused_with_every_problem_at_its_line(board: dict[str, Any]) -> None:
    drafter = board["analyst"]
    path = f"/en/ratings/{CODE}/draft/"
    assert page(path, status=403)
    assert page("/en/ratings/new/", begin.releaser(), status=403)
    assert all(one in page("/en/ratings/new/", drafter) for one in shipped())
    wrong = begin.text().replace("noise = 0.25", 'noise = "much"').replace("least = 5", "leest = 5")
    refused = page(path, drafter, status=400, text=wrong, revision=2, level="municipality")
    line = wrong.splitlines().index('noise = "much"') + 1
    assert f"line {line}" in words(refused)
    assert f"line {wrong.splitlines().index('leest = 5') + 1}" in words(refused)
    assert "leest = 5" in unescape(refused)
    changed = begin.text(weights={"money": 3})
    kept = browser_of(drafter).post(
        path, {"text": changed, "revision": 2, "level": "municipality", "key": "1"}
    )
    assert kept["Location"] == f"/en/ratings/{CODE}/method/?version=2"
    assert f'href="/en/ratings/{CODE}/draft/"' in page(kept["Location"], drafter)
    change = f"/en/ratings/{CODE}/method/change/"
    assert "step" in words(page(change, drafter, status=400, number=2, revision=1, key="5"))
    begun = page(path, drafter)
    assert "weight = 3" in unescape(begun)
    assert 'name="revision" value="1"' in begun
    assert "A draft" in words(page(f"/en/ratings/{CODE}/method/?version=2", drafter))
    compared = words(page(f"/en/ratings/{CODE}/compare/?other={CODE}/2", drafter))
    assert "Who would gain" in compared
    assert page(f"/en/ratings/{CODE}/method/?version=2", status=404)
    act = f"/en/ratings/{CODE}/method/approve/"
    page(act, drafter, status=403, revision=1, key="2")
    first = page(f"/en/ratings/{CODE}/method/?version=1", board["owner"])
    assert 'name="number" value="1"' in first
    page(act, board["owner"], status=400, number=1, revision=2, key="4")
    page(act, board["owner"], status=302, number=2, revision=1, key="3")
    assert [one.state for one in ratings.method(visible(PUBLIC), CODE).versions] == ["approved"] * 2


def test_a_run_is_asked_for_seen_with_its_steps_and_withdrawn_with_a_reason(board: dict[str, Any]) -> None:
    made = f"/en/ratings/{CODE}/made/"
    path = f"/en/ratings/runs/{board['token']}/"
    asked_for = browser_of(board["analyst"]).post(made, {"period": "2024", "frame": "2", "replicates": "8"})
    assert "/en/jobs/" in asked_for["Location"]
    assert "2025" in words(page(made))
    assert "is not a period" in words(page(made, board["analyst"], status=400, period="soon"))
    assert page(made, begin.releaser(), status=403, period="2024")
    shown = words(page(f"{path}?replay=1", board["analyst"]))
    assert "the same to the last digit" in shown
    assert "published it" in shown
    assert page(f"{path}succeed/", board["releaser"], status=400, revision=3, words="Another.")
    assert page(f"{path}withdraw/", board["releaser"], status=400, revision=3, words="")
    page(f"{path}withdraw/", board["releaser"], status=302, revision=3, words="A town sent wrong numbers.")
    assert "A town sent wrong numbers." in words(page(RATING, status=404))
    assert RatingRun.objects.get(token=board["token"]).state == "withdrawn"


@pytest.mark.requirement("R-300")
def test_both_assessments_stand_beside_each_other_with_the_gap(board: dict[str, Any]) -> None:
    path = f"{CARD}assess/"
    marks = {"m.people": "80", "m.things": "60"}
    assert page(path, board["expert"], status=400, kind="outside", **marks)
    assert "is no number" in words(page(path, board["body"], status=400, kind="self", **{"m.people": "good"}))
    page(path, board["body"], status=302, kind="self", key="1", **marks)
    page(path, board["expert"], status=302, kind="outside", key="2", **{"m.people": "50", "m.things": "58"})
    page(path, board["body"], status=302, kind="owner", band="leader", words="We did it.", key="3")
    told = words(page(CARD, board["body"]))
    assert "People (en) 80 50 +30" in told
    assert "1 gap is large." in told
    assert "We did it." in told
    assert "never mixed with it" in told
    assert "We did it." not in words(page(CARD))
    assert "The owner's own rating" not in words(page(CARD))


@pytest.mark.requirement("R-091")
def test_an_appeal_holds_a_grade_back_until_it_is_answered(board: dict[str, Any]) -> None:
    path = f"{CARD}appeal/"
    assert page(path, board["expert"], status=403, words="Unfair.")
    page(path, board["body"], status=302, words="The count of staff was wrong.", key="1")
    assert "held back by an appeal" in words(page(RATING))
    closed = words(page(CARD))
    assert "The grade is held back: an appeal is open." in closed
    assert "The count of staff was wrong." not in closed
    assert not {"The numbers that the grade rests on", "What if", "Why a place"} & set(
        re.findall("The numbers that the grade rests on|What if|Why a place", closed)
    )
    appeal = RatingAppeal.objects.get()
    answering = f"/en/ratings/appeals/{appeal.token}/reject/"
    assert page(answering, board["expert"], status=404, revision=1, words="No.")
    page(answering, board["releaser"], status=302, revision=1, words="It was counted again.", key="2")
    assert "held back" not in words(page(RATING))
    assert "It was counted again." in words(page(CARD, board["body"]))


@pytest.mark.requirement("R-090")
def test_the_page_of_an_officer_tells_formula_inputs_and_what_each_adds(board: dict[str, Any]) -> None:
    path = f"{CARD}officer/"
    assert page(path, status=403)
    found = ratings.officer(visible(PUBLIC), board["body"], CODE, TOP)
    told = words(page(path, board["body"]))
    assert OFFICER in told
    assert sum(part.points for part in found.score.parts) == pytest.approx(found.score.score, abs=1e-9)
    assert found.score.moved("change", found.score.parts[1].value + 1) == pytest.approx(found.score.score + 2)
    assert "The index" in told
    assert "Change of the index" in told


def test_a_day_of_the_calendar_is_set_and_a_late_rating_told(board: dict[str, Any]) -> None:
    path = f"/en/ratings/{CODE}/calendar/"
    assert "is no day" in words(page(path, board["owner"], status=400, period="2026", due="soon"))
    page(path, board["owner"], status=302, period="2026", due="2999-01-31", key="1")
    assert "31 Jan 2999" in words(page("/en/ratings/"))
    assert page(path, board["expert"], status=403, period="2027", due="2999-02-01")
    assert "Rating: " in words(page(f"/en/subjects/{TOP}/"))
