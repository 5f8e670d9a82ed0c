"""What is handed in: cells of one subject, form and period, and the hash that stands for them?"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from styrbord.core.spine.observations import MISSING, TOTAL, Status

FORM = "styrbord-package/1"
REASONS = tuple(sorted(MISSING - {Status.SUPPRESSED})) + (Status.NIL,)
"""Statuses that a preparer may give for a missing value: L, M, O, and Z for a printed dash."""


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One cell as it was handed in.

    `text` is what was typed, kept as it stands; `value` None with `status` "" is a blank cell that is still
    asked for. `note` explains a soft problem. `place` is sheet and cell, or empty for page and API.
    `is_confirmed`: a known value that was confirmed, not typed; `unchanged_from` is the period whose value
    was confirmed to hold still, empty for a value that is known of the period itself.
    """

    indicator: str
    breakdown: str = TOTAL
    value: float | None = None
    status: str = ""
    note: str = ""
    text: str = ""
    place: str = ""
    is_confirmed: bool = False
    unchanged_from: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Indicator and breakdown: unique within a package."""
        return self.indicator, self.breakdown

    @property
    def is_blank(self) -> bool:
        """Whether neither a value nor a reason stands in the cell."""
        return self.value is None and not self.status


@dataclass(frozen=True, slots=True)
class Package:
    """Everything handed in by one subject for one form and period; entries in the order of their keys."""

    form: str
    subject: str
    period: str
    entries: tuple[Entry, ...] = field(default=())

    @property
    def by_key(self) -> Mapping[tuple[str, str], Entry]:
        """Entries by indicator and breakdown."""
        return {entry.key: entry for entry in self.entries}


def plain(package: Package) -> dict[str, Any]:
    """The package as JSON keeps it: everything but the places, which differ by channel.

    Returns
    -------
    dict
        Keys in a fixed order; a value is its shortest text that reads back the same. `unchanged_from` stands
        only where it says something, so that what was handed in before it was known keeps its hash.
    """
    return {
        "format": FORM,
        "form": package.form,
        "subject": package.subject,
        "period": package.period,
        "entries": [_plain_entry(entry) for entry in sorted(package.entries, key=lambda one: one.key)],
    }


def from_plain(said: Mapping[str, Any]) -> Package:
    """Package from what JSON keeps.

    Returns
    -------
    Package
    """
    return Package(
        said["form"],
        said["subject"],
        said["period"],
        tuple(
            Entry(**{**one, "value": None if one["value"] is None else float(one["value"])})
            for one in said["entries"]
        ),
    )


def fingerprint(package: Package) -> str:
    """SHA-256 of the canonical text: UTF-8 JSON, sorted keys, no spaces.

    Returns
    -------
    str
        64 hexadecimal digits; equal for equal content, whatever the order of the entries.
    """
    text = json.dumps(plain(package), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def with_entries(package: Package, entries: Iterable[Entry]) -> Package:
    """Package in which entries of the same key are replaced.

    Returns
    -------
    Package
    """
    kept = {**package.by_key, **{entry.key: entry for entry in entries}}
    return Package(package.form, package.subject, package.period, tuple(kept[key] for key in sorted(kept)))


def _plain_entry(entry: Entry) -> dict[str, Any]:
    said = asdict(entry)
    del said["place"]
    if not entry.unchanged_from:
        del said["unchanged_from"]
    said["value"] = None if entry.value is None else repr(float(entry.value))
    return said
