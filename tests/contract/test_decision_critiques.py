"""Do several posts criticise a proposal, and is it decided only after the first concerns are answered?"""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from styrbord.services import decisions
from styrbord.services.decisions import critiques
from styrbord.services.reading import visible
from styrbord.store.collection.models import Notice
from styrbord.store.ledger.models import Event
from tests.contract.deciding import ALL, board, owner, page, refused, travel, whole
from tests.contract.people import administrator, asked, signed_in

pytestmark = pytest.mark.usefixtures("database")
WORDS = ("It costs too much.", "Nobody asked the pupils.", "The road floods.", "Its name is ugly.")


@pytest.fixture(autouse=True)
def begun(database: object, tmp_path: Path) -> None:
    """Eighteen years of three towns."""
    board(tmp_path)


def critics(count: int = 3) -> dict[str, Any]:
    """Users who may see the proposal, by post."""
    return {post: signed_in(post, asked("auditor")) for post in ("ann", "bo", "cia")[:count]}


def criticised(user: Any) -> tuple[str, dict[str, Any]]:
    """A proposal under review on which three posts have named four concerns and ranked them."""
    token, posts = whole(user), critics()
    critiques.ask(user, token, list(posts))
    for post, words in zip(("ann", "bo", "cia", "ann"), WORDS, strict=True):
        critiques.raise_concern(posts[post], token, words)
    critiques.rank(posts["ann"], token, {1: 3, 2: 1, 3: 2, 4: 0})
    critiques.rank(posts["bo"], token, {1: 3, 2: 0, 3: 2, 4: 0})
    critiques.rank(posts["cia"], token, {1: 0, 2: 3, 3: 2, 4: 1})
    decisions.move(user, token, "submit", revision=3)
    return token, posts


@pytest.mark.requirement("R-081")
def test_three_posts_score_and_priority_and_dissent_are_seen() -> None:
    user = owner()
    token, _ = criticised(user)
    found = page(token).critique
    assert found is not None
    assert [(one.number, one.ranked.place) for one in found.concerns] == [(1, 1), (3, 1), (2, 3), (4, 4)]
    shares = [one.ranked.share for one in found.concerns]
    assert shares == pytest.approx([6 / 9, 6 / 9, 4.5 / 9, 1.5 / 9])
    by = {one.number: one for one in found.concerns}
    assert [by[n].ranked.is_disputed for n in (1, 2, 3, 4)] == [True, True, False, False]
    assert by[1].scores == {"ann": 3, "bo": 3, "cia": 0}
    assert found.agreement is not None
    assert 0 < found.agreement < 1
    assert found.is_over
    browser = Client()
    browser.force_login(user)
    shown = unescape(browser.get(f"/en/decisions/{token}/").content.decode())
    for words in (
        "they differ by two steps or more",
        "Kendall",
        WORDS[0],
        "Agreement of those who ranked all",
    ):
        assert words in shown


@pytest.mark.requirement("R-081")
def test_the_first_concerns_are_answered_before_it_is_decided() -> None:
    user = owner()
    token, posts = criticised(user)
    told = refused(decisions.move, user, token, "decide", revision=4)
    assert told == ["decision.concern-unanswered"] * 3
    assert refused(critiques.answer, posts["ann"], token, 1, "accepted", "Yes") == ["rights.missing"]
    assert refused(critiques.answer, user, token, 1, "perhaps", "") == [
        "critique.no-words",
        "critique.no-answer",
    ]
    for number in (1, 2, 3):
        critiques.answer(
            user, token, number, "accepted" if number == 1 else "rejected", f"Because of {number}"
        )
    decisions.move(user, token, "decide", revision=4)
    found = page(token).critique
    assert found is not None
    assert {one.number: one.answer for one in found.concerns} == {
        1: "accepted", 2: "rejected", 3: "rejected", 4: "",
    }  # fmt: skip
    assert refused(critiques.raise_concern, posts["bo"], token, "Late") == ["critique.not-open"]


def test_nothing_is_decided_while_posts_are_asked_and_after_their_days_it_is() -> None:
    user = owner()
    token, posts = whole(user), critics(2)
    critiques.ask(user, token, list(posts), days=2)
    assert sorted(Notice.objects.filter(kind="decision.critique-asked").values_list("post", flat=True)) == [
        "ann",
        "bo",
    ]
    assert refused(critiques.ask, user, token, ["ann"]) == ["critique.running"]
    decisions.move(user, token, "submit", revision=3)
    assert refused(decisions.move, user, token, "decide", revision=4) == ["decision.critique-runs"]
    travel("2024-01-13")
    assert refused(critiques.rank, posts["ann"], token, {}) == ["critique.over"]
    decisions.move(user, token, "decide", revision=4)
    assert page(token).state == "decided"


def test_who_asked_ends_it_and_who_was_not_asked_says_nothing() -> None:
    user = owner()
    token, posts = whole(user), critics()
    assert refused(critiques.raise_concern, posts["ann"], token, "No") == ["critique.none"]
    assert refused(critiques.ask, posts["ann"], token, ["bo"]) == ["rights.missing"]
    assert refused(critiques.ask, user, token, ["ann", "nobody"], days=99) == [
        "critique.days",
        "critique.cannot-see",
    ]
    critiques.ask(user, token, ["ann"])
    assert refused(critiques.raise_concern, posts["bo"], token, "No") == ["critique.not-asked"]
    assert critiques.raise_concern(posts["ann"], token, "It costs", key="once") == 1
    assert critiques.raise_concern(posts["ann"], token, "It costs", key="once") == 1
    assert refused(critiques.rank, posts["ann"], token, {2: 1, 1: 9}) == [
        "critique.no-concern",
        "critique.severity",
    ]
    critiques.end(user, token)
    assert refused(critiques.rank, posts["ann"], token, {1: 1}) == ["critique.over"]
    assert critiques.ask(user, token, ["bo"])


def test_concerns_are_for_those_inside_and_their_words_are_no_part_of_the_record() -> None:
    user = owner()
    token, _ = criticised(user)
    for number in (1, 2, 3):
        critiques.answer(user, token, number, "rejected", "Because")
    decisions.move(user, token, "decide", revision=4)
    decisions.publish(user, token)
    assert decisions.one(None, visible(), token).critique is None
    assert WORDS[0] not in Client().get(f"/en/decisions/{token}/").content.decode()
    told = str(list(Event.objects.filter(about=token).values_list("data", flat=True)))
    assert not any(words in told for words in (*WORDS, "Because"))
    keeper, _ = administrator()
    decisions.erase(keeper, token, "concerns")
    found = decisions.one(None, visible(ALL), token).critique
    assert found is not None
    assert {one.words for one in found.concerns} == {""}


def test_the_page_asks_names_ranks_and_answers_without_a_script() -> None:
    user = owner()
    token, posts = whole(user), critics(1)
    path = f"/en/decisions/{token}/"
    mine, theirs = Client(), Client()
    mine.force_login(user)
    theirs.force_login(posts["ann"])
    assert mine.post(f"{path}critique/ask/", {"post": ["ann"], "days": "3"}).status_code == 302
    assert theirs.post(f"{path}critique/raise/", {"words": WORDS[0]}).status_code == 302
    assert theirs.post(f"{path}critique/raise/", {"words": ""}).status_code == 400
    assert 'name="severity-1"' in theirs.get(path).content.decode()
    assert theirs.post(f"{path}critique/rank/", {"severity-1": "4"}).status_code == 302
    shown = unescape(mine.get(path).content.decode())
    assert re.search(r"to be answered before it is decided", shown)
    answered = {"number": "1", "answer": "accepted", "words": "We ask for less money."}
    assert mine.post(f"{path}critique/answer/", answered).status_code == 302
    assert "We ask for less money." in mine.get(path).content.decode()
    assert mine.post(f"{path}critique/nothing/", {}).status_code == 404
    assert Client().post(f"{path}critique/raise/", {"words": "No"}).status_code == 404
