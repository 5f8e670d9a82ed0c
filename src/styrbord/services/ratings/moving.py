"""How is a computed rating approved, published and withdrawn, each by somebody who may?"""

from collections.abc import Mapping

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.participation.cleaning import plain
from styrbord.core.people.rights import Rights
from styrbord.core.ratings.method_text import wanting
from styrbord.core.ratings.workflow import MOVES, Move, RunState, VersionState, move_of
from styrbord.services.once import once
from styrbord.services.ratings.keeping import method_of, run_row
from styrbord.services.ratings.seeing import rubrics_of, seen_run
from styrbord.services.ratings.writing import REALM, demand_other, demand_said, legal, stepped
from styrbord.services.reading import principal_for, visible
from styrbord.services.rights import Actor, contains, require, rights_of
from styrbord.services.work import Work
from styrbord.store.clock import to_ms
from styrbord.store.steering.models import RatingRun, RatingVersion

define(
    "rating.not-explained",
    "{code} has no {what} in: {languages}.",
    "Say in plain language what it means and how it is made; a rating is not published without.",
)
define(
    "rating.method-withdrawn",
    "The method of this rating was withdrawn.",
    "Rate anew by a version that is approved.",
)
define(
    "rating.needs-correction",
    "A rating of this period is published already.",
    "Say in words what this one corrects.",
)
define(
    "rating.older",
    "A rating of this period that was made later is published already.",
    "Rate anew, from the numbers of now.",
)
_WHAT = {"method.no-name": "name", "method.no-criteria": "criteria"}


def move_run(user: object, token: str, verb: str, *, revision: int, words: str = "", key: str = "") -> int:
    """Approve, publish or withdraw a rating; number of its row.

    One that is published succeeds the one of the same period that was, and says in words what it corrects.

    Raises
    ------
    Refused
        `rating.not-found`, `rating.no-such-step`, `rating.same-person`, `rating.needs-reason`,
        `rating.moved-on`, `sign-in.needed` or `rights.missing`; for a publication `rating.not-explained` by
        node, `rating.method-withdrawn`, `rating.needs-correction` or `rating.older`.
    """
    if not getattr(user, "is_authenticated", False):
        raise Refused(Problem("sign-in.needed"))
    rights = rights_of(user)
    row = seen_run(visible(principal_for(rights)), rights, token)
    said = plain(words)
    by = _allowed(user, row, verb)

    def do(piece: Work, full: str | None) -> int:
        found = run_row(token)
        move = legal(found, verb)
        demand_other(move, by, *_makers(found, verb))
        demand_said(move, said)
        columns = _columns(piece, found, verb, by)
        if verb == "publish":
            columns["corrects"] = _publishable(found, said)
        stepped(piece, found, move, by=by, revision=revision, words=said, key=full, columns=columns)
        if found.corrects_id and verb == "publish":
            _succeeded(piece, RatingRun.objects.get(pk=found.corrects_id))
        return int(found.pk)

    return once(by, f"{verb}:{token}:{key}" if key else "", do, realm=REALM)


def verbs_for(rights: Rights, row: RatingRun | RatingVersion) -> tuple[str, ...]:
    """What somebody may do with a run or a version as it stands."""
    kind = "run" if isinstance(row, RatingRun) else "version"
    version = row.version if isinstance(row, RatingRun) else row
    rubrics = rubrics_of(method_of(version))
    return tuple(
        move.verb
        for move in MOVES[kind]
        if move.state == row.state and _may(rights, move, rubrics) and not _is_own(rights, move, row)
    )


def _may(rights: Rights, move: Move, rubrics: tuple[str, ...]) -> bool:
    return any(rights.may(action, rubrics=rubrics, contains=contains) is not None for action in move.actions)


def _is_own(rights: Rights, move: Move, row: RatingRun | RatingVersion) -> bool:
    makers = _makers(row, move.verb) if isinstance(row, RatingRun) else tuple(row.drafters)
    return move.is_other and bool(rights.person) and rights.person in makers


def _makers(row: RatingRun, verb: str) -> tuple[str, ...]:
    """Persons who may not do a step: whoever asked for the run."""
    return (row.asked_person,) if verb in {"approve", "publish"} else ()


def _allowed(user: object, row: RatingRun, verb: str) -> Actor:
    rubrics = rubrics_of(method_of(row.version))
    known = move_of("run", row.state, verb) or next(
        (one for one in MOVES["run"] if one.verb == verb and one.actions), None
    )
    if known is None or not known.actions:
        raise Refused(Problem("rating.no-such-step", "", {"state": row.state, "verb": verb[:16]}))
    return require(user, *known.actions, rubrics=rubrics)


def _columns(piece: Work, row: RatingRun, verb: str, by: Actor) -> dict[str, object]:
    at = to_ms(piece.at)
    found: Mapping[str, dict[str, object]] = {
        "approve": {"approved_by": by.code, "approved_person": by.person, "approved_at": at},
        "publish": {"published_by": by.code, "published_at": at},
        "withdraw": {"ended_at": at},
    }
    return dict(found[verb])


def _publishable(row: RatingRun, words: str) -> RatingRun | None:
    """The published run of the same period that this one succeeds.

    Raises
    ------
    Refused
        What keeps it from being published.
    """
    if row.version.state == VersionState.WITHDRAWN:
        raise Refused(Problem("rating.method-withdrawn"))
    if lacking := unexplained(row.version):
        raise Refused(lacking)
    standing = RatingRun.objects.filter(
        version__method=row.version.method_id, period=row.period, state=RunState.PUBLISHED
    )
    before = standing.order_by("-at").first()
    if before is not None and before.at > row.at:
        raise Refused(Problem("rating.older"))
    if before is not None and not words:
        raise Refused(Problem("rating.needs-correction", "words"))
    return before


def unexplained(version: RatingVersion) -> tuple[Problem, ...]:
    """Nodes without name or criteria in some language, which keep a rating from being published."""
    return tuple(
        Problem("rating.not-explained", one.place, {**one.params, "what": _WHAT[one.code]})
        for one in wanting(method_of(version).tree)
    )


def _succeeded(piece: Work, row: RatingRun) -> None:
    move = legal(row, "succeed")
    stepped(
        piece, row, move, by=Actor(piece.actor), revision=row.revision, columns={"ended_at": to_ms(piece.at)}
    )
