"""How are the cells of a submission kept, each time whole, and read back with their places?"""

from collections.abc import Iterable
from dataclasses import replace

from styrbord.core.collection import packages as core
from styrbord.core.collection.packages import Entry, fingerprint, from_plain, plain
from styrbord.services.rights import Actor
from styrbord.store.collection.models import Package, Submission

CHANNELS = ("page", "workbook", "api")


def key_text(key: tuple[str, str]) -> str:
    """Indicator and breakdown as one text, as remarks and places name a cell."""
    return "|".join(key)


def newest(row: Submission, *, handed_in: bool = False) -> Package | None:
    """The newest package of a submission, or the newest one that was handed in."""
    found = row.packages.order_by("-number")
    return (found.filter(is_handed_in=True) if handed_in else found).first()


def content(kept: Package | None, row: Submission) -> core.Package:
    """Cells of a kept package, with the places they came from; none when nothing was saved yet."""
    if kept is None:
        return core.Package(row.form.code, row.subject.code, row.period)
    package = from_plain(kept.content)
    entries = (replace(one, place=kept.places.get(key_text(one.key), "")) for one in package.entries)
    return core.Package(package.form, package.subject, package.period, tuple(entries))


def add(
    row: Submission,
    package: core.Package,
    *,
    number: int,
    channel: str,
    at: int,
    by: Actor,
    is_handed_in: bool = False,
) -> Package:
    """Keep a package under the next number of its submission."""
    return Package.objects.create(
        submission=row,
        number=number,
        sha256=fingerprint(package),
        content=plain(package),
        places=places_of(package.entries),
        is_handed_in=is_handed_in,
        channel=channel,
        at=at,
        by=by.code,
        person=by.person,
    )


def is_intact(kept: Package) -> bool:
    """Whether a package is the one whose hash was kept, or what was left when its words were erased."""
    return fingerprint(from_plain(kept.content)) == (kept.bare_sha256 or kept.sha256)


def strip(kept: Package, *, values: bool) -> str:
    """Erase the words of a package, or with `values` every cell; the hash of what is left.

    The package was intact before, so that what is left is known to be of what was handed in.
    """
    before = from_plain(kept.content)
    entries = () if values else tuple(replace(one, text="", note="") for one in before.entries)
    after = replace(before, entries=entries)
    found = fingerprint(after)
    Package.objects.filter(pk=kept.pk).update(content=plain(after), bare_sha256=found)
    return found


def places_of(entries: Iterable[Entry]) -> dict[str, str]:
    """Sheet and cell of each entry that has one."""
    return {key_text(one.key): one.place for one in entries if one.place}
