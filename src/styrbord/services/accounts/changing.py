"""What is told when somebody changes how they sign in?"""

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.services import clock
from styrbord.services.accounts import sessions
from styrbord.services.once import once
from styrbord.services.rights import OPERATOR, Actor
from styrbord.services.work import Work, work
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


def set_active(person: str, *, is_active: bool, by: Actor = OPERATOR, key: str = "") -> int:
    """Open or close the account of a person; closing ends every session and all tokens at once.

    Returns
    -------
    int
        Number of the user.

    Raises
    ------
    Refused
        `account.unknown`, or `people.own`: nobody closes their own account.
    """
    user = _user(person)
    problems = [Problem("people.own")] if by.person == person else []

    def do(piece: Work, full: str | None) -> int:
        _refuse_closed(by)
        get_user_model().objects.filter(pk=user.pk).update(is_active=is_active)
        told = {"row": user.pk, "by_person": by.person}
        if is_active:
            piece.tell("account.opened", person, told, key=full)
        else:
            piece.tell("account.closed", person, told, key=full)
        return int(user.pk)

    number = once(by, key, do, problems, realm="account")
    if not is_active:
        sessions.end_all(user)
    return number


def _refuse_closed(by: Actor) -> None:
    """Refuse somebody whose account was closed a moment ago: two administrators cannot close each other."""
    list(get_user_model().objects.select_for_update().filter(person__isnull=False).order_by("pk"))
    if by.person and not Person.objects.filter(key=by.person, user__is_active=True).exists():
        raise Refused(Problem("rights.missing"))


def _user(person: str) -> AbstractBaseUser:
    row = Person.objects.filter(key=person).select_related("user").first()
    if row is None or row.user is None:
        raise Refused(Problem("account.unknown", "name", {"code": person}))
    return row.user
