"""Do the submissions stand as their last events say, and are the packages those that were told?"""

from collections.abc import Iterator

from styrbord.core.base.problems import Problem, define
from styrbord.services.collection.packages import is_intact
from styrbord.store.collection.models import Package, Submission
from styrbord.store.ledger.models import Event

define(
    "submission.disagrees",
    "Submission {token} says '{kept}' for {what}, but its last event says '{told}'.",
    "Somebody changed a row past the program: compare it with a backup.",
)
define(
    "submission.untold",
    "There is no event about submission {token}.",
    "Somebody added the row past the program, or cut the ledger: run `styrbord ledger verify`.",
)
define(
    "submission.lost",
    "There are events about submission {token}, but it is gone.",
    "Somebody deleted the row past the program: restore a backup.",
)
define(
    "submission.package-changed",
    "Package {number} of submission {token} is not the one whose hash was kept.",
    "Somebody changed the row past the program: restore a backup.",
)
WHAT = ("state", "revision", "package", "approvals")


def disagreements() -> list[Problem]:
    """Everything in which rows of submissions differ from the ledger; none when all is well."""
    told = _told()
    rows = {row.token: row for row in Submission.objects.order_by("pk").iterator()}
    lost = [Problem("submission.lost", "", {"token": token}) for token in sorted(set(told) - set(rows))]
    kept = (problem for token, row in rows.items() for problem in _of(row, told.get(token)))
    return [*lost, *kept, *_changed_packages()]


def _told() -> dict[str, dict[str, object]]:
    """Data of the last event about each submission."""
    events = Event.objects.filter(verb__startswith="submission.").order_by("pk")
    return dict(events.values_list("about", "data").iterator())


def _of(row: Submission, told: dict[str, object] | None) -> Iterator[Problem]:
    if told is None:
        yield Problem("submission.untold", "", {"token": row.token})
        return
    for what in WHAT:
        if getattr(row, what) != told.get(what):
            params = {"token": row.token, "what": what, "kept": getattr(row, what), "told": told.get(what)}
            yield Problem("submission.disagrees", "", params)


def _changed_packages() -> Iterator[Problem]:
    erased = _erased()
    for kept in Package.objects.select_related("submission").order_by("pk").iterator(chunk_size=200):
        if not is_intact(kept) or erased.get(kept.pk) != (kept.bare_sha256 or None):
            params = {"token": kept.submission.token, "number": kept.number}
            yield Problem("submission.package-changed", "", params)


def _erased() -> dict[int, str]:
    """Hash of what was left of each package whose words were erased, as the events tell it."""
    told = Event.objects.filter(verb="package.erased").values_list("data", flat=True)
    return {int(data["row"]): str(data["bare_sha256"]) for data in told.iterator()}
