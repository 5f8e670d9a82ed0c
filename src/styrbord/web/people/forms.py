"""What did an administrator write into a form about rights?"""

from collections.abc import Callable, Mapping
from datetime import date

from django.http import HttpRequest, QueryDict

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.people.roles import Role
from styrbord.services import clock, people
from styrbord.services.accounts import changing, names
from styrbord.services.once import told_before
from styrbord.services.people import Asked, Span
from styrbord.services.rights import Actor

LONGEST_KEY = 64


def span(said: QueryDict) -> Span:
    """Days and basis."""
    first, last = _days(said)
    return Span(first=first, last=last, basis=_text(said, "basis"))


def asked(said: QueryDict, role: str = "") -> Asked:
    """A role with its limits, days and basis."""
    first, last = _days(said)
    return Asked(
        role=role or _text(said, "role"),
        subject=_text(said, "subject"),
        hierarchy=_text(said, "hierarchy") or "administrative",
        rubrics=tuple(code for code in said.getlist("rubric") if code),
        first=first,
        last=last,
        basis=_text(said, "basis"),
    )


def _grant(code: str, said: QueryDict, by: Actor, key: str) -> int:
    return people.grant(code, asked(said), by=by, key=key)


def _appoint(code: str, said: QueryDict, by: Actor, key: str) -> int:
    person, name = _text(said, "person"), _text(said, "name")
    _refuse_mail(said, person, by)
    number = people.appoint(code, person=person, name=name, span=span(said), by=by, key=key)
    return _named(number, said, by)


def _refuse_mail(said: QueryDict, person: str, by: Actor) -> None:
    """Refuse an address that cannot be signed in with, unless the form was sent before."""
    mail = _text(said, "mail")
    if mail and not told_before(by, key_of(said), "people"):
        names.refuse_unfit(mail, person)


def _named(number: int, said: QueryDict, by: Actor) -> int:
    mail = _text(said, "mail")
    if mail:
        names.set_name_of_holding(number, mail, by=by)
    return number


def _deputy(code: str, said: QueryDict, by: Actor, key: str) -> int:
    return people.name_deputy(code, _text(said, "deputy"), span=span(said), by=by, key=key)


def _revoke(code: str, said: QueryDict, by: Actor, key: str) -> int:
    return people.revoke(_number(said), post=code, by=by, key=key)


def _end(code: str, said: QueryDict, by: Actor, key: str) -> int:
    return people.end_holding(_number(said), post=code, by=by, key=key)


def _end_deputy(code: str, said: QueryDict, by: Actor, key: str) -> int:
    return people.end_deputy(_number(said), post=code, by=by, key=key)


def _close(code: str, said: QueryDict, by: Actor, key: str) -> int:
    return changing.set_active(_holder(code, said), is_active=False, by=by, key=key)


def _open(code: str, said: QueryDict, by: Actor, key: str) -> int:
    return changing.set_active(_holder(code, said), is_active=True, by=by, key=key)


def _holder(code: str, said: QueryDict) -> str:
    person = _text(said, "person")
    if person not in {one.person for one in people.post(code).holders}:
        raise Refused(Problem("people.row-not-found"))
    return person


VERBS: Mapping[str, Callable[[str, QueryDict, Actor, str], int]] = {
    "grant": _grant,
    "appoint": _appoint,
    "deputy": _deputy,
    "revoke": _revoke,
    "end": _end,
    "end-deputy": _end_deputy,
    "close": _close,
    "open": _open,
}


def add(said: QueryDict, by: Actor) -> None:
    """Add the post that a form describes."""
    people.add_post(_text(said, "code"), _text(said, "title"), by=by, key=key_of(said))


def invite_guest(said: QueryDict, by: Actor) -> str:
    """Invite the expert that a form describes; code of the guest's post."""
    code = _text(said, "code")
    _refuse_mail(said, "", by)
    number = people.invite_expert(
        code,
        title=_text(said, "title"),
        name=_text(said, "name"),
        asked=asked(said, Role.EXPERT),
        by=by,
        key=key_of(said),
    )
    _named(number, said, by)
    return code


def key_of(said: QueryDict) -> str:
    """Key that makes a form that is sent twice the same work."""
    return _text(said, "key")[:LONGEST_KEY]


def said_in(request: HttpRequest, verb: str = "") -> dict[str, object]:
    """What was written, so that a refused form loses nothing."""
    said = request.POST
    today = clock.now().date().isoformat()
    return {**said.dict(), "verb": verb, "rubrics": said.getlist("rubric"), "first": said.get("first", today)}


def _days(said: QueryDict) -> tuple[date, date | None]:
    wrong: list[Problem] = []
    first = _day(said, "first", wrong) or clock.now().date()
    last = _day(said, "last", wrong)
    if wrong:
        raise Refused(wrong)
    return first, last


def _day(said: QueryDict, name: str, wrong: list[Problem]) -> date | None:
    text = _text(said, name)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        wrong.append(Problem("people.no-day", name, {"text": text}))
        return None


def _number(said: QueryDict) -> int:
    text = _text(said, "number")
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise Refused(Problem("people.row-not-found"))
    return int(text)


def _text(said: QueryDict, name: str) -> str:
    return said.get(name, "").replace("\x00", "").strip()
