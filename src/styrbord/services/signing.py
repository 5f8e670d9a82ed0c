"""How does a person sign in without a password, and what may they see and edit?"""

from django.contrib.auth.models import AbstractBaseUser

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.people.roles import Action, Role
from styrbord.services import clock, people, rights
from styrbord.services.people.inviting import fingerprint
from styrbord.services.reading import Principal, principal_for
from styrbord.services.work import work
from styrbord.store.clock import to_ms
from styrbord.store.people.models import Person, SignInLink

define(
    "sign-in.spent", "The link was used or is too old.", "Ask for a new one: `styrbord sign-in-link NAME`."
)


def make_link(name: str, *, is_editor: bool = False, is_administrator: bool = False) -> str:
    """Secret of a link that signs the holder of a post in once; see `people.make_link`."""
    roles = {Role.EDITOR: is_editor, Role.ADMINISTRATOR: is_administrator}
    return people.make_link(name, roles=tuple(role for role, is_given in roles.items() if is_given))


def use_link(secret: str) -> AbstractBaseUser:
    """User that a link belongs to; the link is spent.

    Raises
    ------
    Refused
        `sign-in.spent` if it was used, has expired or never existed.
    """
    now = clock.now()
    with work("site", now) as piece:
        fresh = SignInLink.objects.filter(
            secret_hash=fingerprint(secret), used_at=None, expires_at__gt=to_ms(now)
        ).select_for_update()
        link = fresh.select_related("user").first()
        if link is None or not link.user.is_active:
            raise Refused(Problem("sign-in.spent"))
        SignInLink.objects.filter(pk=link.pk).update(used_at=to_ms(now))
        piece.tell("person.signed-in", Person.objects.get(user=link.user).key, {})
    return link.user


def principal_of(user: object) -> Principal:
    """What a signed-in user may see today; whoever holds no post sees what everyone does."""
    return principal_for(rights.rights_of(user))


def require_editor(user: object) -> str:
    """Code of the post that edits pages and imports of the whole board.

    Raises
    ------
    Refused
        `sign-in.needed` or `rights.missing` for anybody else.
    """
    return rights.require(user, Action.EDIT).code


def require_reader_of_imports(user: object) -> str:
    """Code of the post that edits imports or reads the records of the whole board.

    Raises
    ------
    Refused
        `sign-in.needed` or `rights.missing` for anybody else.
    """
    return rights.require(user, Action.EDIT, Action.READ_RECORDS).code
