"""What shows that a package was handed in, and does what is shown agree with what is kept?"""

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.collection import receipts as core
from styrbord.core.collection.packages import from_plain
from styrbord.core.collection.receipts import Receipt
from styrbord.services.collection import acting, packages
from styrbord.services.collection.rows import known
from styrbord.services.rights import rights_of
from styrbord.store.clock import from_ms
from styrbord.store.collection.models import Package, Submission

define("receipt.none", "Nothing has been handed in here yet.", "Hand a package in; it gets a receipt.")
define(
    "receipt.unreadable",
    "This is no receipt.",
    "Give the file that was written when the package was handed in, unchanged.",
)
define(
    "receipt.package-unreadable",
    "This is no package.",
    "Give the file that was exported beside the receipt, unchanged.",
)
define(
    "receipt.erased",
    "The words of this package have been erased, so that it is no longer whole.",
    "Ask for the archive that was written when they were erased: the whole package stands in it.",
)
define(
    "receipt.wrong",
    "The receipt is not one of this package: {what}.",
    "The receipt or the package was changed, or they belong to different hand-ins.",
)


def receipt(token: str, number: int | None = None, *, user: object = None) -> Receipt:
    """Receipt of a package that was handed in, the newest when no number is given.

    Raises
    ------
    Refused
        `submission.not-found` where the user may not see it, or `receipt.none`.
    """
    return _receipt(_handed_in(token, number, user))


def exported(token: str, number: int | None = None, *, user: object = None) -> str:
    """A package that was handed in as a file, which its receipt can be checked against anywhere.

    Raises
    ------
    Refused
        As `receipt`.
    """
    kept = _handed_in(token, number, user)
    if kept.bare_sha256 is not None:
        raise Refused(Problem("receipt.erased"))
    return core.package_text(from_plain(kept.content))


def check_receipt(text: str, package: str | None = None) -> Receipt:
    """The receipt of a file, once it agrees with an exported package, or else with what is kept here.

    With a package no database is asked.

    Raises
    ------
    Refused
        `receipt.unreadable`, `receipt.package-unreadable` or `receipt.wrong`.
    """
    found = core.read_receipt(text)
    if found is None:
        raise Refused(Problem("receipt.unreadable"))
    if package is None:
        return _held_against_store(found)
    read = core.read_package(package)
    if read is None:
        raise Refused(Problem("receipt.package-unreadable"))
    if not core.fits(found, read):
        raise Refused(Problem("receipt.wrong", "", {"what": "sha256"}))
    return found


def newest_of(row: Submission) -> Receipt | None:
    """Receipt of the newest package that was handed in, if any."""
    kept = packages.newest(row, handed_in=True)
    return _receipt(kept) if kept else None


def _held_against_store(found: Receipt) -> Receipt:
    kept = Package.objects.filter(
        submission__token=found.submission, number=found.number, is_handed_in=True
    ).first()
    if kept is None:
        raise Refused(Problem("receipt.wrong", "", {"what": "number"}))
    ours = _receipt(kept)
    if found != ours:
        names = [name for name in Receipt.__slots__ if getattr(found, name) != getattr(ours, name)]
        raise Refused(Problem("receipt.wrong", "", {"what": ", ".join(names)}))
    if kept.bare_sha256 is None and not core.fits(ours, from_plain(kept.content)):
        raise Refused(Problem("receipt.wrong", "", {"what": "sha256"}))
    return found


def _handed_in(token: str, number: int | None, user: object) -> Package:
    one = known(token)
    if user is not None and not acting.sees(rights_of(user).rights, one):
        raise Refused(Problem("submission.not-found"))
    found = one.row.packages.filter(is_handed_in=True).order_by("-number")
    kept = found.first() if number is None else found.filter(number=number).first()
    if kept is None:
        raise Refused(Problem("receipt.none"))
    return kept


def _receipt(kept: Package) -> Receipt:
    row = kept.submission
    return Receipt(
        submission=row.token,
        form=row.form.code,
        subject=row.subject.code,
        period=row.period,
        number=kept.number,
        sha256=kept.sha256,
        at=from_ms(kept.at),
        post=kept.by,
        cells=core.counts_of(from_plain(kept.content)),
    )
