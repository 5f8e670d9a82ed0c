"""What does a reader see of methods and runs: criteria, versions, manifests, and what may be done?"""

from collections.abc import Iterator, Sequence

from styrbord.core.base.problems import KINDS, Problem
from styrbord.core.people.rights import Rights
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.tree import Node
from styrbord.services.ratings import keeping
from styrbord.services.ratings.days import calendar
from styrbord.services.ratings.listing import rating_of, told_run
from styrbord.services.ratings.moving import unexplained, verbs_for
from styrbord.services.ratings.notes import Criterion, MethodPage, RunNote, RunPage, VersionNote
from styrbord.services.ratings.seeing import codes_of, is_working, seen_runs, sees_all
from styrbord.services.reading import Reading
from styrbord.services.rights import NOBODY, rights_of
from styrbord.store.clock import from_ms, to_ms
from styrbord.store.steering.models import RatingRun, RatingVersion

MOST = 200


def methods(reading: Reading, *, user: object = None) -> tuple[VersionNote, ...]:
    """Newest version of each method that the reader may see, drafts for those who work with ratings."""
    newest: dict[str, RatingVersion] = {}
    for row in RatingVersion.objects.select_related("method").order_by("number"):
        if _is_seen(reading, rights_of(user) if user else NOBODY, row):
            newest[row.method.code] = row
    return tuple(_version(row) for _, row in sorted(newest.items()))


def method(reading: Reading, code: str, *, version: int = 0, user: object = None) -> MethodPage:
    """A method with all its criteria; without a number the newest approved version.

    Raises
    ------
    Refused
        `rating.not-found` or `rating.no-version`.
    """
    rights = rights_of(user) if user else NOBODY
    every = list(keeping.method_row(code).versions.select_related("method").order_by("-number"))
    shown = [one for one in every if _is_seen(reading, rights, one)]
    if not shown:
        raise keeping.not_found(code)
    row = keeping.version_row(code, version) if version else _usual(shown)
    if row not in shown:
        raise keeping.not_found(code)
    said = keeping.method_of(row)
    is_insider = is_working(rights)
    return MethodPage(
        _version(row),
        said,
        row.text,
        keeping.scope_of(row),
        tuple(_criteria(reading, said)),
        tuple(_version(one) for one in shown),
        keeping.steps_of("version", row.pk) if is_insider else (),
        calendar(reading, code),
        unexplained(row),
        verbs_for(rights, row),
    )


def runs(reading: Reading, user: object, code: str = "") -> tuple[RunNote, ...]:
    """Runs, newest first, 200 at most: published ones, and the others for those who work with ratings."""
    rights = rights_of(user)
    rows = RatingRun.objects.select_related("version__method", "corrects").order_by("-at", "-pk")
    if code:
        rows = rows.filter(version__method__code=code[:64])
    if not is_working(rights):
        rows = rows.filter(published_at__lte=to_ms(reading.as_of))
    return tuple(_run(one, rights) for one in seen_runs(reading, rows[:MOST]))


def run(reading: Reading, user: object, token: str) -> RunPage:
    """One run with all that it rests on; to those who work with ratings no grade is withheld.

    Raises
    ------
    Refused
        `rating.not-found`.
    """
    rights = rights_of(user)
    row = told_run(reading, rights, token)
    is_insider = is_working(rights)
    return RunPage(
        _run(row, rights),
        rating_of(reading, row, is_whole=is_insider),
        {name: said for name, said in row.manifest.items() if name not in {"warnings", "low_on_all"}},
        row.result_hash,
        keeping.steps_of("run", row.pk) if is_insider else (),
        tuple(_problem(one) for one in row.manifest["warnings"]),
        unexplained(row.version),
    )


def _is_seen(reading: Reading, rights: Rights, row: RatingVersion) -> bool:
    """Approved versions are for all who see the indicators; others for those who work with ratings."""
    is_told = row.approved_at is not None and row.approved_at <= to_ms(reading.as_of)
    return (is_told or is_working(rights)) and sees_all(reading, codes_of(keeping.method_of(row)))


def _usual(rows: Sequence[RatingVersion]) -> RatingVersion:
    return next((one for one in rows if one.state == "approved"), rows[0])


def _version(row: RatingVersion) -> VersionNote:
    return VersionNote(
        row.method.code,
        row.number,
        row.state,
        row.revision,
        row.text_hash,
        keeping.method_of(row).names,
        row.template,
        row.drafted_by,
        from_ms(row.drafted_at),
        row.approved_by,
        from_ms(row.approved_at) if row.approved_at else None,
    )


def _run(row: RatingRun, rights: Rights) -> RunNote:
    return RunNote(
        row.token,
        row.version.method.code,
        keeping.method_of(row.version).names,
        row.version.number,
        row.period,
        tuple(row.manifest["periods"]),
        row.state,
        row.revision,
        from_ms(row.at),
        row.asked_by,
        row.access,
        row.places.filter(period=row.period).count(),
        row.corrects.token if row.corrects else "",
        verbs_for(rights, row),
    )


def _criteria(reading: Reading, method: Method) -> Iterator[Criterion]:
    """Nodes depth first from the root."""
    yield from _below(reading, method, method.tree.root, 0, 1.0, 1.0)


def _below(
    reading: Reading, method: Method, node: Node, depth: int, weight: float, effective: float
) -> Iterator[Criterion]:
    yield _criterion(reading, method, node, depth, weight, effective)
    children = method.tree.children(node.code)
    total = sum(one.weight for one in children)
    for child in children:
        share = 1 / len(children) if method.weights == "equal" else child.weight / total
        yield from _below(reading, method, child, depth + 1, share, effective * share)


def _criterion(
    reading: Reading, method: Method, node: Node, depth: int, weight: float, effective: float
) -> Criterion:
    known = reading.register.indicators().get(node.code) if node.is_indicator else None
    names = node.names or (known.names if known else {})
    return Criterion(
        node.code,
        depth,
        node.is_indicator,
        names,
        node.criteria,
        weight,
        effective,
        node.direction,
        node.unit or (known.stated_unit if known else ""),
        node.denominator,
        known.formula if known else _aggregation(method, node),
        known.source if known else {},
        known is not None or not node.is_indicator,
    )


def _aggregation(method: Method, node: Node) -> str:
    return "" if node.is_indicator else (node.aggregation or method.aggregation).by


def _problem(said: dict[str, object]) -> Problem:
    """Warning as it was kept; one whose words this process has not is named by its code."""
    params = said["params"] if isinstance(said["params"], dict) else {}
    if said["code"] in KINDS:
        return Problem(str(said["code"]), str(said["place"]), params)
    return Problem("job.failed", "", {"reason": said["code"]})
