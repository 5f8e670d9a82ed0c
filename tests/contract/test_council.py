"""What can a council read after a hand-in, and does nobody read more than they may?"""

import re
from pathlib import Path

import pytest
from django.test import Client

from styrbord.core.base.problems import Refused
from styrbord.figures.council import CouncilPage
from styrbord.services import memory, signing
from styrbord.services.collection.council import council
from styrbord.services.reading import visible
from tests.contract.councils import NAMES, Council, board
from tests.documents.reading import descriptions, pdf_text, tags

pytestmark = pytest.mark.usefixtures("database")
LANGUAGES = ("en", "ru", "sv")


@pytest.fixture
def six(database: str, tmp_path: Path) -> Council:
    """Six towns of one type."""
    memory.forget()
    return board(tmp_path / "county")


def page_of(six: Council, token: str, post: str = "n1-preparer") -> CouncilPage:
    user = six.users[post]
    return council(token, user=user, reading=visible(signing.principal_of(user)))


def browser(six: Council, post: str = "n1-preparer") -> Client:
    found = Client(raise_request_exception=False)
    found.force_login(six.users[post])
    return found


def test_a_rate_is_worked_out_from_what_was_handed_in_and_marked_as_not_released(six: Council) -> None:
    found = page_of(six, six.handed_in())
    rate, trust = found.compared[1], found.compared[0]
    assert (rate.indicator.code, rate.own.value, str(rate.period)) == ("rate", 6.5, "2026-01")
    assert (rate.own.method, rate.is_released) == ("handed-in/1", False)
    assert rate.lines[0].points[-1][1:] == (6.5, "P")
    assert rate.change is not None
    assert (rate.change.figure.value, str(rate.change.since), rate.change.verdict) == (
        0.5,
        "2025-01",
        "worse",
    )
    assert (trust.indicator.code, trust.own.value) == ("trust", 7.0)


def test_sums_are_not_held_against_others(six: Council) -> None:
    found = page_of(six, six.handed_in())
    assert [row.indicator for row in found.rows] == ["force", "unemployed", "trust", "secret"]
    assert [one.indicator.code for one in found.compared] == ["trust", "rate"]


def test_who_does_better_in_five_periods_is_named_with_the_post_to_call(six: Council) -> None:
    rate = page_of(six, six.handed_in()).compared[1]
    assert [(one.subject, one.figure.value, one.post) for one in rate.better] == [
        ("n2", 4.0, "n2-owner"),
        ("n3", 5.0, "labour-office"),
    ]
    assert rate.peers is not None
    assert (rate.peers.low, rate.peers.high, rate.peers.count, rate.peers.median) == (3, 3, 6, 6.75)


def test_three_periods_are_too_few_to_say_who_does_better(six: Council) -> None:
    trust = page_of(six, six.handed_in()).compared[0]
    assert (trust.better, trust.is_long_enough) == ((), False)


def test_a_declared_set_goes_before_the_type_and_too_small_a_one_gives_no_rank(
    database: str, tmp_path: Path
) -> None:
    memory.forget()
    groups: list[dict[str, object]] = [
        {"code": "twins", "territory_code": code, "method": "by hand"} for code in ("n1", "n3")
    ]
    six = board(tmp_path / "county", groups)
    found = page_of(six, six.handed_in())
    rate = found.compared[1]
    assert (found.type, found.similar_by) == ("twins", "by hand")
    assert rate.peers is not None
    assert (rate.peers.low, rate.peers.count) == (None, 2)
    assert [one.subject for one in rate.better] == ["n3"]


def test_once_released_the_board_is_read_and_not_the_hand_in(six: Council) -> None:
    token = six.released(six.handed_in())
    found = page_of(six, token)
    assert found.is_released
    assert all(one.is_released for one in (*found.rows, *found.compared))
    assert found.compared[1].own.method == "formula/1"
    assert {point[2] for point in found.compared[1].lines[0].points} == {"A"}


def test_before_a_hand_in_there_is_no_page(six: Council) -> None:
    with pytest.raises(Refused) as refusal:
        page_of(six, six.draft())
    assert [one.code for one in refusal.value.problems] == ["receipt.none"]


@pytest.mark.parametrize("post", ["n2-preparer", "n2-owner", "stranger"])
def test_whoever_does_not_see_the_submission_gets_no_page(six: Council, post: str) -> None:
    token = six.handed_in()
    with pytest.raises(Refused) as refusal:
        page_of(six, token, post)
    assert [one.code for one in refusal.value.problems] == ["submission.not-found"]
    for address in (f"/en/collect/{token}/council/", f"/en/collect/{token}/council.pdf"):
        answer = browser(six, post).get(address)
        assert answer.status_code == 404
        assert b"Unemploy" not in answer.content
        assert Client().get(address).status_code == 403


def test_page_and_paper_say_the_same_in_each_language(six: Council) -> None:
    token, client = six.handed_in(), browser(six)
    for language in LANGUAGES:
        shown = client.get(f"/{language}/collect/{token}/council/")
        paper = client.get(f"/{language}/collect/{token}/council.pdf")
        assert (shown.status_code, paper.status_code) == (200, 200)
        assert paper["Content-Type"] == "application/pdf"
        html = re.sub(r"<svg.*?</svg>|<[^>]+>", " ", shown.content.decode(), flags=re.DOTALL)
        page, text = _squeezed(html), _squeezed(pdf_text(paper.content))
        mark = "." if language == "en" else ","
        for words in (f"6{mark}5", f"4{mark}0", f"5{mark}0", f"6{mark}8", NAMES[1], NAMES[2], "N2-Owner"):
            assert words in page
            assert words in text
        assert NAMES[3] not in text


def test_the_paper_is_tagged_and_its_charts_are_described(six: Council) -> None:
    token = six.handed_in()
    made = browser(six).get(f"/sv/collect/{token}/council.pdf").content
    assert {"Title", "H1", "Figure", "Table", "TH"} <= set(tags(made))
    assert len(descriptions(made)) == 2


def test_the_receipt_leads_to_the_page(six: Council) -> None:
    token, client = six.handed_in(), browser(six)
    assert f"/en/collect/{token}/council/" in client.get(f"/en/collect/{token}/").content.decode()


def test_programs_read_the_same_figures(six: Council) -> None:
    token = six.handed_in()
    said = browser(six).get(f"/api/v1/submissions/{token}/council").json()
    rate = said["compared"][1]
    assert (said["subject"], said["type"], said["is_released"]) == ("n1", "town", False)
    assert (rate["indicator"], rate["own"]["value"], rate["period"], rate["at"]) == (
        "rate",
        6.5,
        "2026-01",
        "2026-01",
    )
    assert rate["change"]["verdict"] == "worse"
    assert [(one["subject"], one["post"]) for one in rate["better"]] == [
        ("n2", "n2-owner"),
        ("n3", "labour-office"),
    ]
    for post in ("n2-preparer", "stranger"):
        assert browser(six, post).get(f"/api/v1/submissions/{token}/council").status_code == 404


def _squeezed(text: str) -> str:
    return "".join(text.replace("\u2009", "").replace("\u00a0", "").split())
