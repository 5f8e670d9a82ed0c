"""What does a receipt say, and does it fit a package, wherever that is looked at?"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from styrbord.core.collection.packages import Package, fingerprint, from_plain, plain

FORM = "styrbord-receipt/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Cells of a package: with a value, with a reason instead, left blank; and how many were confirmed."""

    values: int
    reasons: int
    blank: int
    confirmed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """That a package was handed in: which one, its hash, when, and by which post.

    `number` is the package's within its submission; `at` is UTC.
    """

    submission: str
    form: str
    subject: str
    period: str
    number: int
    sha256: str
    at: datetime
    post: str
    cells: Counts


def counts_of(package: Package) -> Counts:
    """Cells of a package, counted.

    Returns
    -------
    Counts
    """
    entries = package.entries
    return Counts(
        values=sum(one.value is not None for one in entries),
        reasons=sum(one.value is None and bool(one.status) for one in entries),
        blank=sum(one.is_blank for one in entries),
        confirmed=sum(one.is_confirmed for one in entries),
    )


def receipt_text(receipt: Receipt) -> str:
    """The receipt as a JSON file.

    Returns
    -------
    str
        UTF-8 JSON with sorted keys, ending in a newline; the moment in ISO 8601.
    """
    said = {"format": FORM, **asdict(receipt), "at": receipt.at.isoformat()}
    return json.dumps(said, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def read_receipt(text: str) -> Receipt | None:
    """Receipt from its file; None when it is none.

    Returns
    -------
    Receipt or None
    """
    said = _object(text, FORM)
    if said is None or set(said) != {one.name for one in fields(Receipt)}:
        return None
    try:
        cells = Counts(**said.pop("cells"))
        receipt = Receipt(**{**said, "at": datetime.fromisoformat(said["at"]), "cells": cells})
    except (TypeError, ValueError):
        return None
    return receipt if _is_typed(receipt) else None


def package_text(package: Package) -> str:
    """The package as a JSON file that the receipt's hash can be checked against.

    Returns
    -------
    str
    """
    return json.dumps(plain(package), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def read_package(text: str) -> Package | None:
    """Package from its file; None when it is none.

    Returns
    -------
    Package or None
    """
    said = _object(text, "styrbord-package/1", keep=True)
    if said is None:
        return None
    try:
        package = from_plain(said)
        return package if plain(package) == said else None
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        return None


def fits(receipt: Receipt, package: Package) -> bool:
    """Whether a receipt is that of a package: hash, counts, form, subject and period agree.

    Returns
    -------
    bool
        It takes no database: whoever has both files can say.
    """
    named = (receipt.form, receipt.subject, receipt.period) == (package.form, package.subject, package.period)
    return named and receipt.sha256 == fingerprint(package) and receipt.cells == counts_of(package)


def _object(text: str, form: str, *, keep: bool = False) -> dict[str, Any] | None:
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict) or said.get("format") != form:
        return None
    return said if keep else _without_format(said)


def _without_format(said: Mapping[str, Any]) -> dict[str, Any]:
    return {name: content for name, content in said.items() if name != "format"}


def _is_typed(receipt: Receipt) -> bool:
    texts = (receipt.submission, receipt.form, receipt.subject, receipt.period, receipt.sha256, receipt.post)
    numbers = (receipt.number, *asdict(receipt.cells).values())
    return all(isinstance(one, str) for one in texts) and all(type(one) is int for one in numbers)
