"""How are words of a decision erased for good, while what was decided stays on record?"""

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.people.roles import Action
from styrbord.services import rights
from styrbord.services.decisions import critique_notes
from styrbord.services.once import once
from styrbord.services.work import Work
from styrbord.store.steering.models import Decision, DecisionWords

define(
    "decision.no-such-words",
    "The decision has no words under '{place}'.",
    "Name a place as it stands in its event, such as title or position.0.",
)


def erase(user: object, token: str, place: str = "", *, key: str = "") -> None:
    """Erase the words at a place and below it in every version, or all of them; by who gives rights.

    Raises
    ------
    Refused
        `decision.not-found`, `rights.missing` or `decision.no-such-words`.
    """
    by = rights.require(user, Action.GIVE_RIGHTS)
    row = Decision.objects.filter(token=token).first()
    if row is None:
        raise Refused(Problem("decision.not-found", "", {"name": token[:40]}))

    def do(piece: Work, full: str | None) -> int:
        kept = list(DecisionWords.objects.filter(version__decision=row))
        count = sum(_without(one, place) for one in kept)
        count += critique_notes.erase_words(row) if place in {"", "concerns"} else 0
        if not count:
            raise Refused(Problem("decision.no-such-words", "place", {"place": place[:60]}))
        told = {"row": row.pk, "place": place, "count": count, "by_person": by.person}
        piece.tell("decision.erased", token, told, key=full)
        return int(row.pk)

    once(by, key, do, realm="decision")


def _without(one: DecisionWords, place: str) -> int:
    """How many words of a version went."""
    left = {name: words for name, words in one.words.items() if place and not _is_below(name, place)}
    gone = len(one.words) - len(left)
    if gone:
        DecisionWords.objects.filter(pk=one.pk).update(words=left)
    return gone


def _is_below(name: str, place: str) -> bool:
    return name == place or name.startswith(f"{place}.")
