"""Does the PDF of a public decision say what everybody reads, and nothing else?"""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.contract.deciding import board, decided, owner
from tests.documents.reading import pdf_text, tags

pytestmark = pytest.mark.usefixtures("database")
TITLES = {"en": "In plain words", "ru": "Простыми словами", "sv": "Med enkla ord"}


@pytest.fixture
def user(database: object, tmp_path: Path) -> Any:
    """Somebody who answers for the board."""
    board(tmp_path)
    return owner()


def published(user: Any) -> str:
    """Token of a decision that was made public."""
    token = decided(user)
    inside = Client()
    inside.force_login(user)
    assert inside.post(f"/en/decisions/{token}/", {"verb": "publish"}).status_code == 302
    return token


def test_everybody_takes_a_public_decision_away_in_each_language(user: Any) -> None:
    token = published(user)
    for language in ("en", "ru", "sv"):
        page = Client().get(f"/{language}/decisions/{token}/").content.decode()
        answer = Client().get(f"/{language}/decisions/{token}/decision.pdf")
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
        told = pdf_text(answer.content)
        assert TITLES[language] in told
        assert TITLES[language] in page
        assert "decision.pdf" in page
        for words in ("%%", "None", "%("):
            assert words not in told
    assert {"Title", "H1", "Table", "Figure"} <= set(tags(answer.content))


def test_a_decision_that_is_not_public_has_no_paper(user: Any) -> None:
    token = decided(user)
    inside = Client()
    inside.force_login(user)
    for browser in (Client(), inside):
        assert browser.get(f"/en/decisions/{token}/decision.pdf").status_code == 404
    assert "decision.pdf" not in inside.get(f"/en/decisions/{token}/").content.decode()


def test_whoever_sees_more_takes_the_same_words_away(user: Any) -> None:
    token = published(user)
    inside = Client()
    inside.force_login(user)
    papers = [browser.get(f"/sv/decisions/{token}/decision.pdf").content for browser in (Client(), inside)]
    without, whole = (re.sub(r"\d\d:\d\d:\d\d UTC", "", pdf_text(paper)) for paper in papers)
    assert without == whole
