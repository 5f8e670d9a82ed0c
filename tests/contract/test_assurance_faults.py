"""What is said when a disk is full, a database cannot write, or a page fails: our words, no insides?"""

import logging
from typing import Any

import pytest
from django.db import OperationalError, connection

from styrbord.services import signing
from styrbord.services.loading import load_pack
from styrbord.services.trouble import Trouble, trouble_of
from styrbord.store.people.models import Person
from tests.contract.accounts import browser
from tests.contract.people import county

INSIDES = ("Traceback", "OperationalError", "sqlite", "psycopg", "SELECT", "/src/", "site-packages", "SECRET")
SAID = {
    "en": "Nothing of this was kept",
    "ru": "Ничего из этого не сохранено",
    "sv": "Inget av detta har sparats",
}


@pytest.fixture
def board(sqlite_database: str, tmp_path: Any) -> None:
    """The small county in a file."""
    load_pack(county(tmp_path / "county"))


def ask(statement: str) -> None:
    """Let the database do something."""
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.usefixtures("board")
@pytest.mark.parametrize("language", ["en", "ru", "sv"])
def test_a_database_that_cannot_write_is_told_and_nothing_is_kept(language: str, caplog: Any) -> None:
    """A form is refused in the reader's language, reading goes on, and all is well once it can write."""
    link, persons = signing.make_link("office"), Person.objects.count()
    ask("PRAGMA query_only=ON")
    with caplog.at_level(logging.ERROR, "django.request"):
        answer = browser().post(f"/{language}/sign-in/", {"key": link})
    assert answer.status_code == 503
    assert SAID[language] in answer.content.decode()
    assert answer["Retry-After"] == "60"
    assert not [word for word in INSIDES if word in answer.content.decode()]
    assert len([one for one in caplog.records if one.levelno >= logging.ERROR]) == 1
    assert browser().get(f"/{language}/").status_code == 200
    assert Person.objects.count() == persons
    ask("PRAGMA query_only=OFF")
    assert browser().post(f"/{language}/sign-in/", {"key": link}).status_code == 302


@pytest.mark.usefixtures("board")
def test_a_full_disk_is_told_and_nothing_is_kept_until_there_is_room() -> None:
    links = [signing.make_link(f"office-{number}") for number in range(60)]
    ask("VACUUM")
    ask("PRAGMA max_page_count=1")  # no page more than there are
    answer, link = next(
        (answer, link)
        for link in links
        if (answer := browser().post("/en/sign-in/", {"key": link})).status_code != 302
    )
    assert answer.status_code == 507
    assert "The disk of the site is full." in answer.content.decode()
    assert not [word for word in INSIDES if word in answer.content.decode()]
    assert browser().get("/en/").status_code == 200
    ask("PRAGMA max_page_count=1000000")
    assert browser().post("/en/sign-in/", {"key": link}).status_code == 302


@pytest.mark.usefixtures("board")
def test_a_failing_page_shows_nothing_of_its_insides() -> None:
    ask("ALTER TABLE people_signinlink RENAME TO gone")
    ask("ALTER TABLE spine_edition RENAME TO gone_too")
    answer = browser().post("/en/sign-in/", {"key": "anything"})
    assert answer.status_code == 500
    assert not [word for word in INSIDES if word in answer.content.decode()]
    api = browser().get("/api/v1/editions")
    assert api.status_code == 500
    assert [one["code"] for one in api.json()["problems"]] == ["server.failed"]
    assert not [word for word in INSIDES if word in api.content.decode()]


def test_a_trouble_is_told_from_a_mistake() -> None:
    full, other = OSError(28, "No space left on device"), OSError(2, "No such file")
    assert trouble_of(full) is Trouble.FULL
    assert trouble_of(other) is None
    assert trouble_of(None) is None
    assert trouble_of(ValueError()) is None
    assert trouble_of(OperationalError("server closed the connection unexpectedly")) is Trouble.SILENT
    wrapped = ValueError()
    wrapped.__cause__ = full
    assert trouble_of(wrapped) is Trouble.FULL
