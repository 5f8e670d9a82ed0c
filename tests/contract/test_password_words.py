"""Is a password refused that is made of the words of the house, and said why?"""

from pathlib import Path

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from styrbord.services.loading import load_pack
from tests.contract.accounts import PASSWORD, by_link, named, text
from tests.contract.people import added, county


@pytest.fixture(autouse=True)
def board(database: str, tmp_path: Path) -> None:
    """The small tree and a post."""
    load_pack(county(tmp_path))
    added("harbour-master")


@pytest.mark.parametrize(
    "password",
    [
        "Fjordby and Skogby",
        "Fj0rdby-Strandby-2026",
        "styrbord.styrbord.styrbord",
        "harbour-master-1",
        "administrator 12",
        "municipality county",
        "анна-пароль-12",
    ],
)
def test_words_of_the_house_alone_make_no_password(password: str) -> None:
    found = by_link("office")
    answer = found.post("/en/account/password/new/", {"password1": password, "password2": password})
    assert answer.status_code == 200
    assert "write 12 letters beside them" in text(answer)


def test_a_long_password_may_hold_a_word_of_the_house() -> None:
    said = {"password1": f"Fjordby {PASSWORD}", "password2": f"Fjordby {PASSWORD}"}
    assert by_link("office").post("/en/account/password/new/", said).status_code == 302


def test_the_name_that_one_signs_in_with_is_such_a_word_and_that_of_others_is_not() -> None:
    found = by_link("office")
    named(found, "brandenburger@example.org")
    said = {"password1": "brandenburger 123", "password2": "brandenburger 123"}
    assert found.post("/en/account/password/new/", said).status_code == 200
    assert by_link("other").post("/en/account/password/new/", said).status_code == 302


def test_a_password_is_judged_without_a_user_too() -> None:
    with pytest.raises(ValidationError):
        validate_password("Fjordby and Skogby")
    validate_password(PASSWORD)
