"""Which name does a person sign in with? One that can be erased; the key that says nothing stays."""

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.services import clock
from styrbord.services.rights import Actor
from styrbord.services.work import work
from styrbord.store.people.models import Holding, Person, SignInLink, SignInName

define("account.name-taken", "Somebody else signs in with this name.", "Write another e-mail address.")
define("account.name-wrong", "This is no e-mail address or name.", "Write up to 254 letters without spaces.")
define(
    "account.name-kept",
    "This person has signed in before, and keeps the name for it.",
    "Whoever keeps the server changes it: `styrbord sign-in-link {key} --mail ADDRESS`.",
)
LONGEST = 254


def plain(name: str) -> str:
    """Name as it is compared: small letters, no spaces around."""
    return name.replace("\x00", "").strip().lower()


def user_name_of(typed: str) -> str:
    """User name of what somebody typed: the key of the person whose name it is, else what was typed."""
    found = SignInName.objects.filter(name=plain(typed)).values_list("person__key", flat=True).first()
    return str(found or plain(typed))


def person_of(typed: str) -> str:
    """Key of the person who signs in with a name; empty when nobody does."""
    return str(Person.objects.filter(key=user_name_of(typed)).values_list("key", flat=True).first() or "")


def name_of(user: object) -> str:
    """Name that a user signs in with, the key when they have none."""
    number = getattr(user, "pk", None)
    found = SignInName.objects.filter(person__user_id=number).values_list("name", flat=True).first()
    return str(found or getattr(user, "username", ""))


def user_of(*names: str) -> AbstractBaseUser | None:
    """User of the person who was invited under one of some names; made at the first sign-in."""
    wanted = [plain(name) for name in names if name.strip()]
    row = SignInName.objects.filter(name__in=wanted).select_related("person__user").first()
    if row is None:
        return None
    person = row.person
    if person.user is None:
        user = get_user_model()(username=person.key)
        user.set_unusable_password()
        user.save()
        Person.objects.filter(pk=person.pk).update(user=user)
        return user
    return person.user


def set_name(person: str, name: str, *, by: Actor) -> None:
    """Let a person sign in with a name; an empty one is erased.

    Raises
    ------
    Refused
        `account.name-wrong`, `account.name-taken` or `people.unknown-person`.
    """
    said = plain(name)
    _refuse_wrong(said)
    row = Person.objects.filter(key=person).first()
    if row is None:
        raise Refused(Problem("people.unknown-person", "name", {"code": person}))
    try:
        with work(by.code, clock.now()) as piece:
            SignInName.objects.filter(person=row).delete()
            if said:
                SignInName.objects.create(person=row, name=said)
            piece.tell("account.name-set", person, {"is_set": bool(said), "by_person": by.person})
    except IntegrityError:
        raise Refused(Problem("account.name-taken", "mail")) from None


def refuse_unfit(name: str, person: str = "") -> None:
    """Refuse a name that an administrator cannot let a person, or a new one, sign in with.

    Raises
    ------
    Refused
        `account.name-wrong`, `account.name-taken`, or `account.name-kept` for someone who has signed in:
        whoever gives rights could come in as somebody else by naming an address of their own.
    """
    said = plain(name)
    _refuse_wrong(said)
    holder = SignInName.objects.filter(name=said).values_list("person__key", flat=True).first()
    if holder is not None and holder != person:
        raise Refused(Problem("account.name-taken", "mail"))
    if person and holder is None and _has_signed_in(person):
        raise Refused(Problem("account.name-kept", "mail", {"key": person}))


def set_name_of_holding(number: int, name: str, *, by: Actor) -> None:
    """Let the person who holds a post by a holding sign in with a name, unless they do already."""
    person = str(Holding.objects.values_list("person__key", flat=True).get(pk=number))
    if not SignInName.objects.filter(person__key=person, name=plain(name)).exists():
        set_name(person, name, by=by)


def _refuse_wrong(said: str) -> None:
    if len(said) > LONGEST or any(letter.isspace() for letter in said):
        raise Refused(Problem("account.name-wrong", "mail"))


def _has_signed_in(person: str) -> bool:
    used = SignInLink.objects.filter(user__person__key=person, used_at__isnull=False)
    came = Person.objects.filter(key=person, user__last_login__isnull=False)
    return bool(used.exists() or came.exists())
