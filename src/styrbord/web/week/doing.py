"""What does one click on the page of the week do, by the services of each room?"""

from collections.abc import Callable, Mapping

from django.http import QueryDict

from styrbord.core.strategy.deviations.guards import Said
from styrbord.core.strategy.deviations.workflow import Verb
from styrbord.services import deviations, discussion, promises
from styrbord.services.collection import submissions

LONGEST_KEY = 64
Do = Callable[[object, QueryDict], None]


def text(said: QueryDict, name: str) -> str:
    """A field without what no database keeps."""
    return said.get(name, "").replace("\x00", "").strip()


def key_of(said: QueryDict) -> str:
    """Key that makes a click that is sent twice the same work."""
    return text(said, "key")[:LONGEST_KEY]


def revision_of(said: QueryDict) -> int | None:
    """Revision that the page showed."""
    found = text(said, "revision")
    return int(found) if found.isascii() and found.isdigit() and len(found) < 9 else None


def _confirm(user: object, said: QueryDict) -> None:
    if token := text(said, "token"):
        submissions.confirm(user, token, key=key_of(said))
    else:
        place = (text(said, name) for name in ("form", "subject", "period"))
        submissions.confirm_for(user, *place, key=key_of(said))


def _unconfirm(user: object, said: QueryDict) -> None:
    submissions.take_back_confirmed(user, text(said, "token"), key=key_of(said))


def _answer(user: object, said: QueryDict) -> None:
    discussion.reply(user, text(said, "token"), words=said.get("words", ""), key=key_of(said))


def _promise(verb: str) -> Do:
    def do(user: object, said: QueryDict) -> None:
        promises.move(user, text(said, "token"), verb, revision=revision_of(said), key=key_of(said))

    return do


def _deviation(verb: Verb) -> Do:
    def do(user: object, said: QueryDict) -> None:
        deviations.move(user, text(said, "token"), verb, Said(), revision=revision_of(said), key=key_of(said))

    return do


ROOMS = {"confirm": "collection", "unconfirm": "collection", "answer": "participation"}
"""Room that has to be open for what is done there."""
VERBS: Mapping[str, Do] = {
    "confirm": _confirm,
    "unconfirm": _unconfirm,
    "answer": _answer,
    "keep": _promise("keep"),
    "accept": _promise("accept"),
    "take-over": _promise("take-over"),
    "agree": _promise("agree"),
    "take-up": _deviation(Verb.TAKE_UP),
    "consent": _deviation(Verb.CONSENT),
}
