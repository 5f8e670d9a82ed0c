"""How is one step of a method, a run or an appeal kept: its row, its words, its event?"""

import hashlib
from collections.abc import Mapping
from typing import Any

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.participation.cleaning import plain
from styrbord.core.ratings.workflow import RULES, Move, move_of
from styrbord.services.rights import Actor
from styrbord.services.work import Work
from styrbord.store.clock import to_ms
from styrbord.store.steering.models import RatingAppeal, RatingRun, RatingStep, RatingVersion, RatingWords

Row = RatingVersion | RatingRun | RatingAppeal
REALM = "rating"
LONGEST = 4000
KIND: Mapping[type[Any], str] = {RatingVersion: "version", RatingRun: "run", RatingAppeal: "appeal"}
PREFIX = {"version": "rating-method", "run": "rating-run", "appeal": "rating-appeal"}
define(
    "rating.no-such-step",
    "What is {state} cannot be moved like this ({verb}).",
    "Load the page again to see how it stands.",
)
define(
    "rating.moved-on",
    "Somebody else has moved it since you read it.",
    "Load the page again and decide anew.",
)
define(
    "rating.same-person",
    "Whoever made it does not do this step too.",
    "Ask another person who has the right to it.",
)
define("rating.needs-reason", "This step needs a reason.", "Write in a sentence why.")
define("rating.too-long", "These are {count} letters; {most} are the most.", "Say it shorter.")


def legal(row: Row, verb: str) -> Move:
    """Line of the table for a step.

    Raises
    ------
    Refused
        `rating.no-such-step`.
    """
    found = move_of(KIND[type(row)], row.state, verb)
    if found is None:
        raise Refused(Problem("rating.no-such-step", "", {"state": row.state, "verb": verb[:16]}))
    return found


def demand_said(move: Move, words: str) -> None:
    """Refuse a step without the words that it needs, or with too many: `rating.needs-reason`, `.too-long`."""
    if move.needs_reason and not words:
        raise Refused(Problem("rating.needs-reason", "words"))
    demand_short(words)


def demand_short(words: str) -> None:
    """Refuse too many words."""
    if len(words) > LONGEST:
        raise Refused(Problem("rating.too-long", "words", {"count": len(words), "most": LONGEST}))


def demand_other(move: Move, by: Actor, *persons: str) -> None:
    """Refuse whoever made it where the step needs another person: `rating.same-person`."""
    if move.is_other and by.person in {person for person in persons if person}:
        raise Refused(Problem("rating.same-person"))


def stepped(
    piece: Work,
    row: Row,
    move: Move,
    *,
    by: Actor,
    revision: int,
    words: str = "",
    key: str | None = None,
    columns: Mapping[str, object] | None = None,
    told: Mapping[str, object] | None = None,
) -> None:
    """Move a row by one line of its table, and keep and tell it.

    Raises
    ------
    Refused
        `rating.moved-on` if the row is not at that revision any more.
    """
    kept = {"state": move.leads_to, "revision": revision + 1, **(columns or {})}
    moved = type(row)._default_manager.filter(pk=row.pk, revision=revision, state=move.state).update(**kept)
    if not moved:
        raise Refused(Problem("rating.moved-on"))
    row.refresh_from_db()
    written(piece, row, move.verb, move.told, by=by, words=words, key=key, told=told)


def written(
    piece: Work,
    row: Row,
    verb: str,
    past: str,
    *,
    by: Actor,
    words: str = "",
    key: str | None = None,
    told: Mapping[str, object] | None = None,
) -> None:
    """Keep and tell a step after which a row stands as it does."""
    kind = KIND[type(row)]
    step = RatingStep.objects.create(
        about_kind=kind, about=row.pk, verb=verb, state=row.state, at=to_ms(piece.at), by=by.code,
        person=by.person,
    )  # fmt: skip
    data: dict[str, object] = {
        "row": row.pk, "revision": row.revision, "state": str(row.state), "by_person": by.person,
        **(told or {}),
    }  # fmt: skip
    if words := plain(words):
        RatingWords.objects.create(step=step, text=words)
        data["words_sha256"] = hashlib.sha256(words.encode()).hexdigest()
    piece.tell(f"{PREFIX[kind]}.{past}", name_of(row), data, key=key, rules=RULES)


def name_of(row: Row) -> str:
    """What events call a row."""
    return f"{row.method.code}/{row.number}" if isinstance(row, RatingVersion) else row.token
