"""What can be wrong with a file as a whole?"""

from styrbord.core.base.problems import Problem, Refused, Severity, define

define("file.missing", "There is no file '{path}'.", "Give the path of a file that exists.")
define("file.empty", "The file is empty.", "Ask for it again; it may have been cut off on its way.")
define(
    "file.damaged",
    "The file cannot be read to its end: {reason}.",
    "Ask the source for the file again, or save it anew in the program that made it.",
)
define(
    "file.encrypted",
    "The file is locked with a password.",
    "Open it with its password, save it without one and give the new file.",
)
define(
    "file.too-large",
    "The file is too large: {found} {what}, at most {most} are read.",
    "Split it, or take out sheets, rows and columns that are not needed.",
)
define(
    "file.far-cell",
    "Something stands in cell {cell}, far away from everything else; the sheet is too large to be read.",
    "Delete what stands in that cell and save the file anew.",
)
define(
    "file.archive-bomb",
    "The file grows too much when it is unpacked: {found} {what}, at most {most} are unpacked.",
    "Do not open it. Ask whoever sent it for the file that was meant.",
)
define(
    "file.no-sheet",
    "There is no sheet '{sheet}'.",
    "Choose one of: {names}.",
)
define(
    "file.no-sheets",
    "The file has no sheet with cells.",
    "Give a file whose numbers stand in cells; charts and pictures are not read.",
)
define(
    "file.external-entity",
    "The file declares entities or a document type of its own, which are never followed.",
    "Ask the source for a file without them, or for the table as XLSX or CSV.",
)
define(
    "file.undecodable",
    "A letter cannot be read as {encoding}.",
    "Save the file as CSV in UTF-8.",
)
define(
    "file.formula-without-value",
    "{count} formulas were saved without their values, the first in {cell}; they are read as blank.",
    "Open the file in a spreadsheet program, save it there and give the new file.",
    Severity.WARNING,
)
define(
    "file.macros",
    "The file holds macros; they were not run and not looked at.",
    "Nothing needs to be done when the numbers do not depend on them.",
    Severity.WARNING,
)
define(
    "file.looks-left-out",
    "The sheet is large; raised marks and indents of its cells were left out.",
    "Split the sheet when its footnote marks are raised digits.",
    Severity.WARNING,
)


def damaged(reason: object, place: str = "") -> Refused:
    """Refusal of a file that breaks off or contradicts itself."""
    words = " ".join(str(reason).split()).rstrip(".")[:200]
    return Refused(Problem("file.damaged", place, {"reason": words or type(reason).__name__}))


def too_large(found: int, most: int, what: str, place: str = "") -> Refused:
    """Refusal of a file with more than is kept."""
    return Refused(Problem("file.too-large", place, {"found": found, "most": most, "what": what}))


def no_sheet(sheet: str, names: list[str]) -> Refused:
    """Refusal of a sheet that the file does not have."""
    return Refused(Problem("file.no-sheet", params={"sheet": sheet, "names": ", ".join(names[:50])}))


def wanted_names(names: list[str], sheet: str) -> list[str]:
    """Names of the sheets to read: the one asked for, or all."""
    if not names:
        raise Refused(Problem("file.no-sheets"))
    if not sheet:
        return names
    for name in names:
        if name == sheet or name.strip().casefold() == sheet.strip().casefold():
            return [name]
    raise no_sheet(sheet, names)


def unvalued(cells: list[str]) -> Problem:
    """Warning about formulas that nobody has computed."""
    sheet, _, cell = cells[0].rpartition("!")
    return Problem("file.formula-without-value", sheet, {"count": len(cells), "cell": cell})
