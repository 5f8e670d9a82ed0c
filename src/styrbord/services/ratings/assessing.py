"""How does a body assess itself first, how is it assessed from outside, and what does its owner say?

None of it ever enters the computed rating. What is assessed is shown to whoever holds a post.
"""

from collections.abc import Mapping, Sequence
from math import isfinite

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.participation.cleaning import plain
from styrbord.core.people.roles import Action
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.workflow import RULES
from styrbord.figures.ratings import Place
from styrbord.services import clock
from styrbord.services.once import once
from styrbord.services.ratings.keeping import method_of, version_row
from styrbord.services.ratings.notes import AssessmentNote, Gap, OwnersRating
from styrbord.services.ratings.seeing import codes_of, rubrics_of, sees_all
from styrbord.services.ratings.writing import REALM, demand_short
from styrbord.services.reading import Reading, principal_for, visible
from styrbord.services.rights import Actor, contains, require, rights_of
from styrbord.services.work import Work
from styrbord.store.clock import from_ms, to_ms
from styrbord.store.spine.models import Subject
from styrbord.store.steering.models import RatingAssessment, RatingStep, RatingVersion, RatingWords

SELF, OUTSIDE, OWNER = "self", "outside", "owner"
ACTIONS: Mapping[str, tuple[Action, ...]] = {
    SELF: (Action.PREPARE, Action.OWN),
    OUTSIDE: (Action.ADVISE, Action.ANALYSE),
    OWNER: (Action.OWN,),
}
define(
    "rating.self-first",
    "'{subject}' has not assessed itself for {period} yet.",
    "Wait for its own assessment; the outside one comes second.",
)
define(
    "rating.wrong-mark",
    "'{found}' is no mark of {code}.",
    "Give a number from 0 to 100 for a node of the method.",
)
define("rating.no-marks", "Nothing is assessed.", "Give a mark for at least one criterion.")
define(
    "rating.wrong-band",
    "'{band}' is no class of the method.",
    "Choose one of {known}.",
)
define("rating.unknown-kind", "'{kind}' is no kind of assessment.", "Choose one of self, outside.")


def assess(
    user: object,
    code: str,
    subject: str,
    period: str,
    marks: Mapping[str, float],
    *,
    kind: str = SELF,
    words: str = "",
    key: str = "",
) -> int:
    """Assess criteria of a subject with marks from 0 to 100; number of the row.

    Raises
    ------
    Refused
        `rating.not-found`, `sign-in.needed`, `rights.missing`, `rating.unknown-kind`, `rating.self-first`,
        `rating.same-person` or what is wrong with the marks.
    """
    if kind not in {SELF, OUTSIDE}:
        raise Refused(Problem("rating.unknown-kind", "kind", {"kind": kind[:16]}))
    row, by = _open(user, code, subject, kind)
    method = method_of(row)
    demand_marks(method, marks)

    def do(piece: Work, full: str | None) -> int:
        if kind == OUTSIDE:
            _demand_self_first(row, subject, period, by)
        told = {node: float(mark) for node, mark in marks.items()}
        return _kept(piece, row, subject, period, kind, {"marks": told}, words, by=by, key=full)

    return once(by, f"assess:{code}:{subject}:{period}:{kind}:{key}" if key else "", do, realm=REALM)


def rate_as_owner(
    user: object, code: str, subject: str, period: str, band: str, *, words: str = "", key: str = ""
) -> int:
    """Give a subject the class that its owner holds to be right; number of the row.

    Raises
    ------
    Refused
        `rating.not-found`, `sign-in.needed`, `rights.missing`, `rating.wrong-band`, `rating.needs-reason`.
    """
    row, by = _open(user, code, subject, OWNER)
    known = method_of(row).bands.classes
    if band not in known:
        params = {"band": band[:32], "known": ", ".join(known)}
        raise Refused(Problem("rating.wrong-band", "band", params))
    if not plain(words):
        raise Refused(Problem("rating.needs-reason", "words"))

    def do(piece: Work, full: str | None) -> int:
        return _kept(piece, row, subject, period, OWNER, {"band": band}, words, by=by, key=full)

    return once(by, f"owner:{code}:{subject}:{period}:{key}" if key else "", do, realm=REALM)


def assessments_of(
    reading: Reading, user: object, code: str, subject: str, period: str
) -> AssessmentNote | None:
    """Both assessments of a subject side by side; None for whoever holds no post, or where there is none."""
    rights = rights_of(user)
    if not rights.posts:
        return None
    rows = _newest(code, subject, period)
    own, outside = rows.get(SELF), rows.get(OUTSIDE)
    method = method_of(version_row(code))
    verbs = tuple(
        kind
        for kind, there in ((SELF, True), (OUTSIDE, own is not None))
        if there
        and any(
            rights.may(action, subject=subject, rubrics=rubrics_of(method), contains=contains)
            for action in ACTIONS[kind]
        )
        and not (kind == OUTSIDE and own is not None and own.person == rights.person)
    )
    if own is None and not verbs:
        return None
    return AssessmentNote(
        code,
        subject,
        period,
        tuple(_gaps(method, own, outside)),
        from_ms(own.at) if own else None,
        own.by if own else "",
        from_ms(outside.at) if outside else None,
        outside.by if outside else "",
        verbs,
    )


def large_gaps(reading: Reading, user: object, code: str, period: str) -> tuple[AssessmentNote, ...]:
    """Subjects with large gaps between the two assessments, the one with the largest first.

    Raises
    ------
    Refused
        `rating.not-found`.
    """
    version_row(code)
    asked = RatingAssessment.objects.filter(method__code=code, period=period, kind=OUTSIDE)
    subjects = sorted(set(asked.values_list("subject__code", flat=True)))
    found = [assessments_of(reading, user, code, subject, period) for subject in subjects]
    told = [one for one in found if one is not None and one.large]
    return tuple(sorted(told, key=lambda one: -max(abs(gap.gap or 0) for gap in one.large)))


def owners_of(
    user: object, code: str, subject: str, period: str, place: Place, method: Method
) -> OwnersRating | None:
    """The owner's rating beside the computed one; None for whoever holds no post, or where there is none."""
    if not rights_of(user).posts:
        return None
    row = _newest(code, subject, period).get(OWNER)
    if row is None:
        return None
    classes = method.bands.classes
    is_known = place.nominal in classes and row.band in classes
    words = RatingWords.objects.filter(step__about_kind="assessment", step__about=row.pk).first()
    return OwnersRating(
        row.band,
        from_ms(row.at),
        row.by,
        (clock.now() - from_ms(row.at)).days,
        classes.index(place.nominal) - classes.index(row.band) if is_known else None,
        words.text if words else "",
    )


def demand_marks(method: Method, marks: Mapping[str, float]) -> None:
    """Refuse marks out of bounds or of what is no node: `rating.no-marks`, `rating.wrong-mark` each."""
    if not marks:
        raise Refused(Problem("rating.no-marks", "marks"))
    wrong = [
        Problem("rating.wrong-mark", node[:64], {"code": node[:64], "found": mark})
        for node, mark in marks.items()
        if node not in method.tree.by_code or not isfinite(mark) or not 0 <= mark <= 100
    ]
    if wrong:
        raise Refused(wrong)


def _open(user: object, code: str, subject: str, kind: str) -> tuple[RatingVersion, Actor]:
    """Version that is assessed by, and who does it."""
    row = version_row(code)
    method = method_of(row)
    by = require(user, *ACTIONS[kind], subject=subject, rubrics=rubrics_of(method))
    reading = visible(principal_for(rights_of(user)))
    if not sees_all(reading, codes_of(method)) and kind == OUTSIDE:
        raise Refused(Problem("rights.missing"))
    if not Subject.objects.filter(code=subject).exists():
        raise Refused(Problem("rating.not-rated", "subject", {"subject": subject[:64]}))
    return row, by


def _demand_self_first(row: RatingVersion, subject: str, period: str, by: Actor) -> None:
    own = _newest(row.method.code, subject, period).get(SELF)
    if own is None:
        params = {"subject": subject, "period": period}
        raise Refused(Problem("rating.self-first", "subject", params))
    if own.person and own.person == by.person:
        raise Refused(Problem("rating.same-person"))


def _newest(code: str, subject: str, period: str) -> Mapping[str, RatingAssessment]:
    rows = RatingAssessment.objects.filter(method__code=code, subject__code=subject, period=period)
    return {row.kind: row for row in rows.order_by("pk")}


def _gaps(method: Method, own: RatingAssessment | None, outside: RatingAssessment | None) -> Sequence[Gap]:
    """Criteria in the tree's order that one of the two has marked."""
    left, right = (own.marks if own else {}), (outside.marks if outside else {})
    codes = [node.code for node in method.tree.nodes if node.code in left or node.code in right]
    return [Gap(code, left.get(code), right.get(code)) for code in codes]


def _kept(
    piece: Work,
    version: RatingVersion,
    subject: str,
    period: str,
    kind: str,
    said: Mapping[str, object],
    words: str,
    *,
    by: Actor,
    key: str | None,
) -> int:
    demand_short(plain(words))
    row = RatingAssessment.objects.create(
        method=version.method,
        subject=Subject.objects.get(code=subject),
        period=period[:20],
        kind=kind,
        at=to_ms(piece.at),
        by=by.code,
        person=by.person,
        **said,
    )
    step = RatingStep.objects.create(
        about_kind="assessment", about=row.pk, verb="assess", state=kind, at=row.at, by=by.code,
        person=by.person,
    )  # fmt: skip
    if told := plain(words):
        RatingWords.objects.create(step=step, text=told)
    data = {"row": row.pk, "subject": subject, "period": row.period, "kind": kind, "by_person": by.person}
    piece.tell("rating-assessment.made", version.method.code, data, key=key, rules=RULES)
    return int(row.pk)
