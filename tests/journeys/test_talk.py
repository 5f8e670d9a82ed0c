"""Does a question in the browser reach the owner, and do its words stay with those who see the number?"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.journeys.looking import Look
from tests.journeys.site import Site
from tests.journeys.talking import signed_in, small_board

FIGURE = "/en/indicators/wages/values/n1/2020/"
ASKED, ANSWERED = "Why did pay stand still here?", "The largest yard closed in May."
COMMENT = "The method leaves out the self-employed."


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A board of this file's own."""
    made = small_board(tmp_path_factory.mktemp("talking"))
    yield made
    made.stop()


def _asked(board: Site, look: Look) -> str:
    """Address of the question that somebody asks at the number."""
    look.open(f"{board.address}{FIGURE}")
    look.page.click("a:has-text('Ask the owner')")
    look.page.fill("#words", ASKED)
    look.page.click("main form button[type=submit]")
    look.page.wait_for_url("**/en/talks/*/")
    assert "Question that waits for an answer" in look.words("h1")
    return str(look.page.url)


def _follow_notice(look: Look, board: Site, words: str) -> None:
    look.open(f"{board.address}/en/")
    assert look.page.locator(".unread .tag").inner_text() == "1"
    look.page.click(".unread")
    look.page.click(f"main a:has-text('{words}')")
    look.page.wait_for_url("**/en/talks/*/")


@pytest.mark.requirement("R-056")
@pytest.mark.browser
def test_a_question_is_answered_and_read_by_those_alone_who_see_the_number(
    board: Site, lonely_chromium: Any, look: Look, axe: str
) -> None:
    asker, planner, stranger = (
        signed_in(board, lonely_chromium, post) for post in ("asker", "planner", "stranger")
    )
    address = _asked(board, asker)
    _follow_notice(planner, board, "A question about your figure")
    assert ASKED in planner.words("main")
    planner.page.fill("#words", ANSWERED)
    planner.page.click("section[aria-labelledby=h-reply] button[type=submit]")
    assert "Answered question" in planner.words("h1")
    _follow_notice(asker, board, "Your question was answered")
    assert ANSWERED in asker.words("main")
    asker.open(f"{board.address}/en/notices/")
    for width in (1366, 390, 320):
        asker.resize(width)
        assert asker.sideways() <= 0
        assert not asker.violations(axe)
    asker.page.click("button:has-text('Mark all as read')")
    assert "No unread notices" in asker.words("h1")
    for other in (stranger, look):
        assert other.open(address) == 404
        for path in (FIGURE, "/en/indicators/wages/?subject=n1", "/en/questions/", "/en/search/?q=yard"):
            other.open(f"{board.address}{path}")
            assert ASKED not in other.page.content()
            assert ANSWERED not in other.page.content()
    for one in (asker, planner, stranger):
        one.page.context.close()


@pytest.mark.browser
def test_an_expert_comments_on_the_shared_page_and_sees_nothing_more(
    board: Site, lonely_chromium: Any
) -> None:
    last = (datetime.now(UTC) + timedelta(days=2)).date().isoformat()
    board.command("post", "guest", "--title", "Guest")
    board.command("grant", "guest", "expert", "--rubric", "inside", "--to", last, "--basis", "Letter 7")
    expert = signed_in(board, lonely_chromium, "guest")
    assert expert.open(f"{board.address}/en/pages/inside/") == 200
    expert.page.click("a:has-text('Comment')")
    expert.page.fill("#words", COMMENT)
    expert.page.click("main form button[type=submit]")
    expert.page.wait_for_url("**/en/talks/*/")
    assert COMMENT in expert.words("main")
    for path in ("/en/pages/other/", FIGURE, "/en/people/", "/en/editing/", "/en/imports/"):
        assert expert.open(f"{board.address}{path}") in {403, 404}, path
    expert.page.context.close()
