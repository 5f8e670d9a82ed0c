"""Was a damaged workbook refused, or read as another program reads it?"""

import io
from collections.abc import Mapping
from typing import Any

import openpyxl
from python_calamine import CalamineWorkbook

from styrbord.core.base.problems import KINDS
from styrbord.core.collection.reason_words import reason_of
from styrbord.core.collection.typed_numbers import typed_number
from tests.sources.form_books import sign

SLOWEST = 10.0
MOST_MEMORY = 512 << 20
REFUSED, SAME, READ, UNSIGNED, WRONG, UNCLEAN, UNJUDGED = (
    "refused",
    "same",
    "read",
    "unsigned",
    "wrong",
    "unclean",
    "unjudged",
)
FAILURES = (WRONG, UNCLEAN)


def verdict(
    answer: Mapping[str, Any], said: Mapping[str, Any], sound: Mapping[str, Any], content: bytes
) -> str:
    """What became of a workbook: `answer` of the process, `said` what it wrote, `sound` of the undamaged one.

    `refused` with words; `unsigned`: read, and refused by the signature; `same` cells as the undamaged one;
    `read`: other cells, and another program finds the same in them; `unjudged`: no other program opens it.
    `wrong` is a cell that other programs read otherwise, `unclean` a death, a mistake of ours or a limit.
    """
    codes = {problem["code"] for problem in answer["problems"]}
    if answer["time"] > SLOWEST or answer["peak"] > MOST_MEMORY or "died" in answer:
        return UNCLEAN
    if not answer["is_read"]:
        return REFUSED if codes and codes <= set(KINDS) and "reading.failed" not in codes else UNCLEAN
    if said["signature"] != sign(said["map"]):
        return UNSIGNED
    if said["packages"] == sound["packages"] and said["found"] == sound["found"]:
        return SAME
    tables = _tables(content)
    if tables is None:
        return READ if _only_refuses(said, sound) else UNJUDGED
    return READ if all(_agrees(said, package, tables) for package in said["packages"]) else WRONG


def _agrees(said: Mapping[str, Any], package: Mapping[str, Any], tables: Mapping[str, Any]) -> bool:
    refused = _refused(said)
    for entry in package["entries"]:
        place = package["places"][f"{entry['indicator']}|{entry['breakdown']}"]
        is_refused = (package["subject"], entry["indicator"], entry["breakdown"]) in refused
        if is_refused:
            if entry["value"] is not None or entry["status"]:
                return False
        elif not _is_read_so(entry, place, tables):
            return False
    return True


def _refused(said: Mapping[str, Any]) -> set[tuple[str, str, str]]:
    """Cells that were refused, by subject, indicator and breakdown."""
    return {
        (one["subject"], one["indicator"], one["breakdown"])
        for one in said["found"]
        if one["problem"]["code"] != "form-book.long-note"
    }


def _only_refuses(said: Mapping[str, Any], sound: Mapping[str, Any]) -> bool:
    """Whether all that differs from the undamaged workbook are cells that were refused."""
    refused = _refused(said)
    return all(
        one == other or (package["subject"], one["indicator"], one["breakdown"]) in refused
        for package, whole in zip(said["packages"], sound["packages"], strict=True)
        for one, other in zip(package["entries"], whole["entries"], strict=True)
    )


def _is_read_so(entry: Mapping[str, Any], place: str, tables: Mapping[str, Any]) -> bool:
    """Whether another program finds the value and the reason of an entry in its row."""
    sheet, _, cell = place.rpartition("!")
    row = tables[sheet][int(cell[1:]) - 1] if int(cell[1:]) <= len(tables[sheet]) else []
    value, reason = (row[column] if column < len(row) else None for column in (5, 6))
    number = None if entry["value"] is None else float(entry["value"])
    found = typed_number(value) if isinstance(value, str) else None if value is None else float(value)
    return found == number and reason_of(str(reason or "")) == entry["status"]


def _tables(content: bytes) -> Mapping[str, Any] | None:
    """Rows of the sheets as another program reads them; None when none does."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in ("N1", "N2")}
    except BaseException:  # noqa: BLE001 (a panic of the library is no Exception)
        return _by_openpyxl(content)


def _by_openpyxl(content: bytes) -> Mapping[str, Any] | None:
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
        return {name: [list(row) for row in book[name].iter_rows(values_only=True)] for name in ("N1", "N2")}
    except Exception:  # noqa: BLE001 (whatever it stumbles over)
        return None
