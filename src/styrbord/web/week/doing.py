"""What does one click on the page of the week do, by the services of each room?"""

from collections.abc import Callable, Mapping

from django.http import QueryDict

from styrbord.core.strategy.deviations.guards import Said
from styrbord.core.strategy.deviations.workflow import Verb
from styrbord.services import deviations, discussion, promises
from styrbord.services.collection import submissions
from styrbord.web import fields

Do = Callable[[object, QueryDict], None]


def text(said: QueryDict, name: str) -> str:
    """A field without space around it."""
    return fields.text(said, name).strip()


def revision_of(said: QueryDict) -> int | None:
    """Revision that the page showed."""
    return fields.whole(text(said, "revision"))


def _confirm(user: object, said: QueryDict) -> None:
    if token := text(said, "token"):
        submissions.confirm(user, token, key=fields.key_of(said))
    else:
        place = (text(said, name) for name in ("form", "subject", "period"))
        submissions.confirm_for(user, *place, key=fields.key_of(said))


def _unconfirm(user: object, said: QueryDict) -> None:
    submissions.take_back_confirmed(user, text(said, "token"), key=fields.key_of(said))


def _answer(user: object, said: QueryDict) -> None:
    discussion.reply(user, text(said, "token"), words=said.get("words", ""), key=fields.key_of(said))


def _promise(verb: str) -> Do:
    def do(user: object, said: QueryDict) -> None:
        promises.move(user, text(said, "token"), verb, revision=revision_of(said), key=fields.key_of(said))

    return do


def _deviation(verb: Verb) -> Do:
    def do(user: object, said: QueryDict) -> None:
        deviations.move(
            user, text(said, "token"), verb, Said(), revision=revision_of(said), key=fields.key_of(said)
        )

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
