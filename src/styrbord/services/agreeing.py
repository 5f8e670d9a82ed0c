"""Does what is kept of a deviation, a decision, a promise or a meeting stand as its events say?"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from styrbord.core.base.problems import Problem, define
from styrbord.store.ledger.models import Event

define(
    "record.disagrees",
    "{noun} {token} says '{kept}' for {what}, but its events say '{told}'.",
    "Somebody changed a row past the program: compare it with a backup.",
)
define(
    "record.untold",
    "There is no event about {noun} {token}.",
    "Somebody added the row past the program, or cut the ledger: run `styrbord ledger verify`.",
)
define(
    "record.lost",
    "There are events about {noun} {token}, but it is gone.",
    "Somebody deleted the row past the program: restore a backup.",
)
define(
    "record.words-changed",
    "Words of {noun} {token}, step {number}, are not those whose hash was told.",
    "Somebody changed the row past the program: restore a backup.",
)


@dataclass(slots=True)
class Told:
    """Data of the events that moved one thing, in order, and what was told of it besides."""

    moves: list[Mapping[str, Any]] = field(default_factory=list)
    other: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)

    @property
    def last(self) -> Mapping[str, Any]:
        """Data of the last move; nothing when there is none."""
        return self.moves[-1] if self.moves else {}


def told(
    prefix: str,
    *,
    without: frozenset[str] = frozenset(),
    named: frozenset[str] = frozenset({"revision", "state"}),
) -> dict[str, Told]:
    """What events say of each thing whose verbs begin so; a move tells all that is `named`."""
    found: dict[str, Told] = {}
    events = Event.objects.filter(verb__startswith=f"{prefix}.").exclude(verb__in=without).order_by("pk")
    for verb, about, data in events.values_list("verb", "about", "data").iterator():
        one = found.setdefault(about, Told())
        if named <= data.keys():
            one.moves.append(data)
        else:
            one.other.append((verb, data))
    return found


def differing(
    noun: str, token: str, kept: Mapping[str, object], said: Mapping[str, object]
) -> Iterator[Problem]:
    """Everything that a row says otherwise than its events; what these do not tell is not compared."""
    for what, value in kept.items():
        if what in said and said[what] != value:
            params = {"noun": noun, "token": token, "what": what, "kept": value, "told": said[what]}
            yield Problem("record.disagrees", "", params)


def lost(noun: str, there: Iterable[str], told_of: Iterable[str]) -> list[Problem]:
    """Things that events tell of and that are not there."""
    gone = sorted(set(told_of) - set(there))
    return [Problem("record.lost", "", {"noun": noun, "token": token}) for token in gone]


def untold(noun: str, token: str) -> Problem:
    """That a thing is there of which no event tells."""
    return Problem("record.untold", "", {"noun": noun, "token": token})


def reworded(noun: str, token: str, number: int) -> Problem:
    """That words are other ones than those that were told."""
    return Problem("record.words-changed", "", {"noun": noun, "token": token, "number": number})
