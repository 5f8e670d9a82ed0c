"""What did a releaser write into a form about an edition?"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from django.http import QueryDict

from styrbord.core.base.problems import Problem, Refused
from styrbord.services import releases
from styrbord.services.rights import Actor
from styrbord.web.names import language

LONGEST_KEY, LONGEST_NUMBER = 64, 10


def _move(number: int, said: QueryDict, by: Actor, key: str) -> int:
    return releases.move_by_hand(number, moment(_text(said, "at")), by=by, key=key)


def _withdraw(number: int, said: QueryDict, by: Actor, key: str) -> int:
    return releases.withdraw_by_hand(number, {language(): _text(said, "reason")}, by=by, key=key)


def _give_early(number: int, said: QueryDict, by: Actor, key: str) -> int:
    return releases.give_early(number, _text(said, "post"), _text(said, "reason"), by=by, key=key)


def _end_early(number: int, said: QueryDict, by: Actor, key: str) -> int:
    entry = _text(said, "entry")
    known = {str(one.number) for one in releases.early_list(number)}
    if entry not in known:
        raise Refused(Problem("release.early-ended"))
    return releases.end_early(int(entry), by=by, key=key)


VERBS: Mapping[str, Callable[[int, QueryDict, Actor, str], int]] = {
    "move": _move,
    "withdraw": _withdraw,
    "give-early": _give_early,
    "end-early": _end_early,
}


def number_of(text: str) -> int:
    """Number of an edition from an address.

    Raises
    ------
    Refused
        `edition.not-found` if it cannot be one.
    """
    if not (text.isascii() and text.isdigit() and len(text) < LONGEST_NUMBER):
        raise Refused(Problem("edition.not-found", "", {"number": text}))
    return int(text)


def moment(text: str) -> datetime:
    """Moment in UTC.

    Raises
    ------
    Refused
        `release.no-moment`.
    """
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise Refused(Problem("release.no-moment", "at", {"text": text})) from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def key_of(said: QueryDict) -> str:
    """Key that makes a form that is sent twice the same work."""
    return _text(said, "key")[:LONGEST_KEY]


def _text(said: QueryDict, name: str) -> str:
    return said.get(name, "").replace("\x00", "").strip()
