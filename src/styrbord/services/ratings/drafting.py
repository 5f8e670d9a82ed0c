"""How is a method of rating drafted, changed, approved by another person, and withdrawn?"""

from collections.abc import Mapping
from dataclasses import asdict, replace

from styrbord.core.base.codes import suggestions
from styrbord.core.base.expression import checked_names, parse
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.participation.cleaning import plain
from styrbord.core.people.roles import Action
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.method_text import hash_of, method_of, shipped_text, text_of
from styrbord.core.ratings.workflow import VersionState
from styrbord.services import rights
from styrbord.services.once import once
from styrbord.services.ratings import keeping
from styrbord.services.ratings.days import keep_days
from styrbord.services.ratings.notes import ScopeNote
from styrbord.services.ratings.officers import names_of
from styrbord.services.ratings.seeing import codes_of, definitions, rubrics_of
from styrbord.services.ratings.writing import REALM, demand_other, demand_said, legal, stepped, written
from styrbord.services.work import Work
from styrbord.store.clock import to_ms
from styrbord.store.spine.models import Subject
from styrbord.store.steering.models import RatingMethod, RatingVersion

define(
    "rating.wrong-code",
    "'{code}' is no code of a rating.",
    "Use small letters, digits and hyphens, 64 at most, beginning with a letter.",
)
define(
    "rating.code-taken",
    "There is a method '{code}' already.",
    "Change it, which makes a new version, or choose another code.",
)
define(
    "rating.unknown-subject",
    "There is no subject '{code}'.",
    "Choose one from the list of subjects. Near it: {nearest}.",
)
define("rating.no-text", "No method is given.", "Give its text, or the code of a shipped method.")
define(
    "rating.nothing-new",
    "The text and who is rated are the same as in version {number}.",
    "Change something, or leave it as it is.",
)
MOVING = frozenset({"approve", "withdraw"})
"""Steps that move a version; a draft is said anew by `change` alone."""
_SIGNS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")


def draft(
    user: object,
    code: str,
    text: str = "",
    *,
    template: str = "",
    scope: ScopeNote | None = None,
    key: str = "",
) -> int:
    """Draft the first version of a method, from a text or a shipped one; number of its row.

    Raises
    ------
    Refused
        `sign-in.needed`, `rights.missing`, `rating.wrong-code`, `rating.code-taken`, what is wrong with the
        text, or `rating.unknown-indicator`, `rating.unknown-subject`.
    """
    may_draft(user)
    demand_code(code)
    if not text and not template:
        raise Refused(Problem("rating.no-text", "text"))
    method = replace(method_of(text or shipped_text(template), name=code), code=code)
    whom = scope or ScopeNote()
    demand_known(method, whom)
    by = rights.require(user, Action.ANALYSE, rubrics=rubrics_of(method))

    def do(piece: Work, full: str | None) -> int:
        row, is_new = RatingMethod.objects.get_or_create(code=code)
        if not is_new:
            raise Refused(Problem("rating.code-taken", "code", {"code": code}))
        version = _created(piece, row, 1, method, whom, template, by=by)
        written(piece, version, "draft", "drafted", by=by, key=full, told={"text_hash": version.text_hash})
        return int(version.pk)

    return once(by, f"draft:{key}" if key else "", do, realm=REALM)


def change(
    user: object, code: str, text: str, *, scope: ScopeNote | None = None, revision: int, key: str = ""
) -> int:
    """Say a draft anew; of an approved version make the draft of the next one. Number of the row.

    `revision` is that of the newest version, which was read; without a scope the same are rated as before.

    Raises
    ------
    Refused
        `rating.not-found`, `rating.moved-on`, `rating.nothing-new`, or as `draft`.
    """
    may_draft(user)
    before = newest_of(code)
    method = replace(method_of(text, name=code), code=code)
    whom = scope or keeping.scope_of(before)
    demand_known(method, whom)
    by = rights.require(user, Action.ANALYSE, rubrics=rubrics_of(method))

    def do(piece: Work, full: str | None) -> int:
        row = newest_of(code)
        if row.revision != revision:
            raise Refused(Problem("rating.moved-on"))
        if row.state == VersionState.DRAFT:
            return _rewritten(piece, row, method, whom, by=by, key=full)
        if (row.text, keeping.scope_of(row)) == (text_of(method), whom):
            raise Refused(Problem("rating.nothing-new", "text", {"number": row.number}))
        version = _created(piece, row.method, row.number + 1, method, whom, row.template, by=by)
        written(piece, version, "draft", "drafted", by=by, key=full, told={"text_hash": version.text_hash})
        return int(version.pk)

    return once(by, f"change:{code}:{key}" if key else "", do, realm=REALM)


def move_method(
    user: object, code: str, verb: str, *, number: int = 0, revision: int, words: str = "", key: str = ""
) -> int:
    """Approve or withdraw a version, the newest without a number; number of the row.

    Raises
    ------
    Refused
        `rating.not-found`, `rating.no-version`, `rating.no-such-step`, `rating.same-person`,
        `rating.needs-reason`, `rating.moved-on`, `sign-in.needed` or `rights.missing`.
    """
    row = keeping.version_row(code, number) if number else newest_of(code)
    said = plain(words)
    if verb not in MOVING:
        raise Refused(Problem("rating.no-such-step", "", {"state": row.state, "verb": verb[:16]}))
    move = legal(row, verb)
    by = rights.require(user, *move.actions, rubrics=rubrics_of(keeping.method_of(row)))

    def do(piece: Work, full: str | None) -> int:
        demand_other(move, by, *row.drafters)
        demand_said(move, said)
        at = to_ms(piece.at)
        columns: dict[str, object] = (
            {"approved_by": by.code, "approved_at": at} if verb == "approve" else {"withdrawn_at": at}
        )
        told = {"text_hash": row.text_hash}
        stepped(piece, row, move, by=by, revision=revision, words=said, key=full, columns=columns, told=told)
        if verb == "approve":
            keep_days(row, keeping.method_of(row), by=by.code, at=piece.at)
        return int(row.pk)

    return once(by, f"{verb}:{code}:{row.number}:{key}" if key else "", do, realm=REALM)


def newest_of(code: str) -> RatingVersion:
    """Newest version of a method, however it stands.

    Raises
    ------
    Refused
        `rating.not-found`.
    """
    row = keeping.method_row(code).versions.select_related("method").order_by("-number").first()
    if row is None:
        raise keeping.not_found(code)
    return row


def may_draft(user: object) -> None:
    """Refuse whoever may analyse nothing of the whole board: `sign-in.needed` or `rights.missing`."""
    if not rights.rights_of(user).may_anywhere(Action.ANALYSE):
        rights.require(user, Action.ANALYSE)


def demand_code(code: str) -> None:
    """Refuse a code that could not stand in an address: `rating.wrong-code`."""
    if not code[:1].isalpha() or len(code) > 64 or not _SIGNS.issuperset(code):
        raise Refused(Problem("rating.wrong-code", "code", {"code": code[:64]}))


def demand_known(method: Method, scope: ScopeNote) -> None:
    """Refuse indicators and subjects that the board has not."""
    known = definitions()
    found = [
        Problem("rating.unknown-indicator", code, {"code": code})
        for code in codes_of(method)
        if code not in known
    ]
    named = [*scope.subjects, *filter(None, [scope.below])]
    there = set(Subject.objects.filter(code__in=named).values_list("code", flat=True))
    if absent := [code for code in named if code not in there]:
        every = list(Subject.objects.values_list("code", flat=True))
        found += [_unknown(code, every) for code in absent]
    found += _formula(method, scope.officer)
    if found:
        raise Refused(found)


def _formula(method: Method, text: str) -> list[Problem]:
    """What is wrong with the formula of the officer's score."""
    try:
        if text:
            checked_names(parse(text), names_of(method))
    except Refused as refused:
        return list(refused.problems)
    return []


def _unknown(code: str, known: list[str]) -> Problem:
    nearest = ", ".join(suggestions(code, known)) or "-"
    return Problem("rating.unknown-subject", "scope", {"code": code[:64], "nearest": nearest})


def _created(
    piece: Work,
    method_row: RatingMethod,
    number: int,
    method: Method,
    scope: ScopeNote,
    template: str,
    *,
    by: rights.Actor,
) -> RatingVersion:
    return RatingVersion.objects.create(
        method=method_row,
        number=number,
        text=text_of(method),
        text_hash=hash_of(method),
        scope=_said(scope),
        template=template[:64],
        drafted_by=by.code,
        drafters=[by.person] if by.person else [],
        drafted_at=to_ms(piece.at),
    )


def _rewritten(
    piece: Work, row: RatingVersion, method: Method, scope: ScopeNote, *, by: rights.Actor, key: str | None
) -> int:
    drafters = sorted({*row.drafters, *filter(None, [by.person])})
    columns = {
        "text": text_of(method), "text_hash": hash_of(method), "scope": _said(scope), "drafted_by": by.code,
        "drafted_at": to_ms(piece.at), "drafters": drafters,
    }  # fmt: skip
    told = {"text_hash": columns["text_hash"]}
    move = legal(row, "change")
    stepped(piece, row, move, by=by, revision=row.revision, key=key, columns=columns, told=told)
    return int(row.pk)


def _said(scope: ScopeNote) -> Mapping[str, object]:
    return {name: list(said) if isinstance(said, tuple) else said for name, said in asdict(scope).items()}
