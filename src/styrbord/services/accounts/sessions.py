"""Which sessions does a person have, and how do they all end?"""

from django.contrib.sessions.models import Session
from django.utils import timezone

from styrbord.services import clock
from styrbord.services.work import work
from styrbord.store.clock import to_ms
from styrbord.store.people.models import Person, SignedIn


def begin(user: object, session: str, way: str) -> None:
    """Remember that a user signed in, and how: by link, password, passkey or provider."""
    now = clock.now()
    with work("site", now) as piece:
        SignedIn.objects.filter(session=session).delete()
        SignedIn.objects.create(user_id=user.pk, session=session, at=to_ms(now))  # type: ignore[attr-defined]
        piece.tell("account.session-begun", key_of(user), {"way": way})


def forget(session: str | None) -> None:
    """Forget a session that has ended."""
    if session:
        SignedIn.objects.filter(session=session).delete()


def move(before: str | None, after: str | None) -> None:
    """Keep a session under its new key."""
    if before and after and before != after:
        SignedIn.objects.filter(session=before).update(session=after)


def end_all(user: object) -> int:
    """End every session of a user at once; how many there were."""
    found = SignedIn.objects.filter(user_id=user.pk)  # type: ignore[attr-defined]
    keys = list(found.values_list("session", flat=True))
    with work("site", clock.now()) as piece:
        Session.objects.filter(pk__in=keys).delete()
        found.delete()
        piece.tell("account.sessions-ended", key_of(user), {"count": len(keys)})
    return len(keys)


def sweep() -> int:
    """Forget sessions that have run out, by the real time, and that they were begun; how many ran out."""
    count = int(Session.objects.filter(expire_date__lt=timezone.now()).delete()[0])
    SignedIn.objects.exclude(session__in=Session.objects.values("pk")).delete()
    return count


def key_of(user: object) -> str:
    """Key of the person that a user is, the user's name when there is none."""
    found = Person.objects.filter(user_id=user.pk).values_list("key", flat=True).first()  # type: ignore[attr-defined]
    return str(found or getattr(user, "username", ""))
