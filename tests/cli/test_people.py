"""Can an operator give and take rights in the terminal, and get the first administrator in?"""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from styrbord.cli.main import main
from styrbord.core.people.roles import Action
from styrbord.services import rights, signing
from styrbord.store.people.models import Person, SignInName

BASIS = ["--basis", "Order 1"]
pytestmark = pytest.mark.usefixtures("sqlite_database")


def test_a_post_is_added_given_a_role_and_loses_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["post", "office", "--title", "Office"]) == 0
    assert main(["grant", "office", "editor", "--from", "2020-01-01", "--to", "2999-12-31", *BASIS]) == 0
    said = capsys.readouterr().out
    number = re.findall(r"Grant (\d+): office is editor\.", said)[0]
    assert main(["post"]) == 0
    assert f"grant {number}: editor from 2020-01-01 to 2999-12-31" in capsys.readouterr().out
    user = signing.use_link(signing.make_link("office"))
    assert rights.may(user, Action.EDIT)
    assert main(["revoke", "office", number]) == 0
    assert not rights.may(user, Action.EDIT)


def test_what_is_wrong_with_a_grant_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    main(["post", "office"])
    assert main(["grant", "office", "king", "--subject", "n9", *BASIS]) == 1
    assert "'king' is not a role" in capsys.readouterr().err
    assert main(["revoke", "office", "77"]) == 1
    with pytest.raises(SystemExit):
        main(["grant", "office", "editor", "--to", "soon", *BASIS])


def test_a_link_can_make_an_administrator(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sign-in-link", "keeper", "--administrator", "--site", "https://board.example/"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("https://board.example/en/sign-in/?key=")
    user = signing.use_link(line.partition("key=")[2])
    assert rights.may(user, Action.GIVE_RIGHTS)
    assert not rights.may(user, Action.EDIT)
    assert main(["sign-in-link", "a b"]) == 1


def test_the_operator_takes_lost_factors_away_and_changes_the_name(
    capsys: pytest.CaptureFixture[str],
) -> None:
    user = signing.use_link(signing.make_link("office"))
    user.set_password("four quiet otters swim")
    user.save()
    TOTP.activate(user, generate_totp_secret())
    person = Person.objects.get(user=user).key
    assert main(["sign-in-link", person, "--reset", "--mail", "Anna@Example.org"]) == 0
    link = capsys.readouterr().out.strip()
    assert signing.use_link(link.partition("key=")[2]) == user
    assert not Authenticator.objects.filter(user=user).exists()
    user.refresh_from_db()
    assert not user.has_usable_password()
    assert SignInName.objects.get().name == "anna@example.org"
    for wrong in (["--reset"], ["--mail", "x@example.org"]):
        assert main(["sign-in-link", "p-nobody", *wrong]) == 1
        assert "p-nobody" in capsys.readouterr().err
