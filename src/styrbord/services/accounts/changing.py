"""What is told when somebody changes how they sign in?"""

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.services import clock
from styrbord.services.accounts import sessions
from styrbord.services.rights import OPERATOR
from styrbord.services.work import work
from styrbord.store.people.models import Person

define("account.unknown", "There is no person '{code}' who has signed in.", "Name the person by the key.")


def told(user: object, what: str) -> None:
    """Tell that a user changed something: password, app, passkey or codes, added or removed."""
    with work("site", clock.now()) as piece:
        piece.tell("account.changed", sessions.key_of(user), {"what": what})


def reset(person: str) -> None:
    """Take away password, second factors and sessions of a person who lost them; a link lets them begin anew.

    Raises
    ------
    Refused
        `account.unknown`.
    """
    user = _user(person)
    sessions.end_all(user)
    with work(OPERATOR.code, clock.now()) as piece:
        Authenticator.objects.filter(user_id=user.pk).delete()
        SocialAccount.objects.filter(user_id=user.pk).delete()
        user.set_unusable_password()
        user.save()
        piece.tell("account.reset", person, {})


def set_active(person: str, *, is_active: bool) -> None:
    """Open or close the account of a person; closing ends every session at once.

    Raises
    ------
    Refused
        `account.unknown`.
    """
    user = _user(person)
    if not is_active:
        sessions.end_all(user)
    with work(OPERATOR.code, clock.now()) as piece:
        get_user_model().objects.filter(pk=user.pk).update(is_active=is_active)
        if is_active:
            piece.tell("account.opened", person, {})
        else:
            piece.tell("account.closed", person, {})


def _user(person: str) -> AbstractBaseUser:
    row = Person.objects.filter(key=person).select_related("user").first()
    if row is None or row.user is None:
        raise Refused(Problem("account.unknown", "name", {"code": person}))
    return row.user
