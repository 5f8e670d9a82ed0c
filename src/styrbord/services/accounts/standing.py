"""With what does a person sign in, and what do their roles still ask for?"""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.conf import settings

from styrbord.core.base.problems import define
from styrbord.services import installation, rights
from styrbord.services.accounts.names import name_of
from styrbord.store.clock import from_ms
from styrbord.store.people.models import SignedIn

define(
    "account.second-factor",
    "Your role asks for a second factor, and you have none yet.",
    "Set up a passkey, or a password and an app with codes, under My sign-in.",
)


@dataclass(frozen=True, slots=True)
class Key:
    """A passkey: its number, its name, when it was added and last used."""

    number: int
    name: str
    added: datetime
    used: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a person has set up."""

    name: str
    has_password: bool
    has_app: bool
    keys: tuple[Key, ...]
    has_codes: bool
    must: bool
    sessions: tuple[datetime, ...]

    @property
    def has_factor(self) -> bool:
        """Whether signing in takes more than something known."""
        return bool(self.keys) or self.has_app

    @property
    def is_whole(self) -> bool:
        """Whether the person can sign in again without a link, with a second factor."""
        knows = self.has_password or not settings.HAS_PASSWORDS
        return bool(self.keys) or (self.has_app and knows)


def standing_of(user: object) -> Standing:
    """What a signed-in user has set up, and whether a role of theirs asks for a second factor."""
    rows = list(Authenticator.objects.filter(user_id=user.pk).order_by("pk"))  # type: ignore[attr-defined]
    types = {row.type for row in rows}
    keys = [row for row in rows if row.type == Authenticator.Type.WEBAUTHN]
    begun = SignedIn.objects.filter(user_id=user.pk).order_by("-at").values_list("at", flat=True)  # type: ignore[attr-defined]
    return Standing(
        name=name_of(user),
        has_password=user.has_usable_password(),  # type: ignore[attr-defined]
        has_app=Authenticator.Type.TOTP in types,
        keys=tuple(Key(row.pk, row.wrap().name, row.created_at, row.last_used_at) for row in keys),
        has_codes=Authenticator.Type.RECOVERY_CODES in types,
        must=must_have_factor(user),
        sessions=tuple(from_ms(at) for at in begun),
    )


def has_factor(user: object) -> bool:
    """Whether a user has an app with codes or a passkey."""
    types = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return bool(Authenticator.objects.filter(user_id=user.pk, type__in=types).exists())  # type: ignore[attr-defined]


def can_come_back(user: object) -> bool:
    """Whether a user can sign in again without a link."""
    rows = Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.WEBAUTHN)  # type: ignore[attr-defined]
    knows = user.has_usable_password() or not settings.HAS_PASSWORDS  # type: ignore[attr-defined]
    return bool(knows or rows.exists())


def must_have_factor(user: object, *, is_here: bool = False) -> bool:
    """Whether some role of a user asks for a second factor.

    Where nobody chose the roles, a board of invented data asks nobody who reaches it from its own machine
    (`is_here`).
    """
    chosen = settings.SECOND_FACTOR_ROLES
    roles = settings.DEFAULT_SECOND_FACTOR_ROLES if chosen is None else chosen
    if not roles:
        return False
    if not any(right.role in roles for right in rights.rights_of(user).rights):
        return False
    return not (chosen is None and is_here and installation.setting(installation.IS_INVENTED))
