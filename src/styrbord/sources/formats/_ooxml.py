"""Which parts of an Excel archive hold its sheets, styles and texts?"""

import posixpath
from collections.abc import Callable
from dataclasses import dataclass, field
from zipfile import ZipFile

from styrbord.core.base.problems import Problem, Refused
from styrbord.sources.formats import _archive
from styrbord.sources.formats._problems import damaged
from styrbord.sources.formats._raised import Run, mark_of
from styrbord.sources.formats._xml import Attributes, Ends, Starts, parse

MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
LINKS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
LINK = "http://schemas.openxmlformats.org/package/2006/relationships Relationship"
WORKBOOK = "xl/workbook.xml"
MOST_TEXTS = 64 << 20
"""Bytes of shared texts in which raised letters are looked for."""


def starts(**acts: Callable[[Attributes], None]) -> Starts:
    """Handlers by element, in both forms of the standard."""
    return {f"{main} {name}": act for main in MAIN for name, act in acts.items()}


def ends(**acts: Callable[[], None]) -> Ends:
    """Handlers of an element's end, in both forms of the standard."""
    return {f"{main} {name}": act for main in MAIN for name, act in acts.items()}


@dataclass(slots=True)
class Parts:
    """Names of the parts as they stand in the archive, by sheet, and of styles and texts."""

    sheets: dict[str, str] = field(default_factory=dict)
    styles: str = ""
    texts: str = ""
    has_macros: bool = False


def parts_of(archive: ZipFile) -> Parts:
    """Find the parts; refuse an archive whose parts declare a document type."""
    real = {name.replace("\\", "/").lower(): name for name in archive.namelist()}
    _refuse_declarations(archive)
    if WORKBOOK not in real:
        raise damaged(f"it has no part {WORKBOOK}")
    targets = _targets(archive, real)
    found = Parts(
        styles=real.get("xl/styles.xml", ""),
        texts=real.get("xl/sharedstrings.xml", ""),
        has_macros="xl/vbaproject.bin" in real,
    )

    def sheet(attributes: Attributes) -> None:
        link = next((attributes[f"{link} id"] for link in LINKS if f"{link} id" in attributes), "")
        if link in targets:
            found.sheets[attributes.get("name", "")] = targets[link]

    parse(_archive.chunks(archive, real[WORKBOOK]), starts(sheet=sheet), {}, place=WORKBOOK)
    return found


def _refuse_declarations(archive: ZipFile) -> None:
    for name in archive.namelist():
        if name.lower().endswith((".xml", ".rels")):
            start = next(_archive.chunks(archive, name), b"")[:4096].replace(b"\0", b"")
            if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
                raise Refused(Problem("file.external-entity", name))


def _targets(archive: ZipFile, real: dict[str, str]) -> dict[str, str]:
    targets: dict[str, str] = {}
    links = "xl/_rels/workbook.xml.rels"

    def link(attributes: Attributes) -> None:
        path = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", "").replace("\\", "/")))
        if path.lower().lstrip("/") in real:
            targets[attributes.get("Id", "")] = real[path.lower().lstrip("/")]

    if links in real:
        parse(_archive.chunks(archive, real[links]), {LINK: link}, {}, place=links)
    return targets


def indents_of(archive: ZipFile, part: str) -> dict[str, int]:
    """Levels of indentation by number of a cell's style."""
    indents: dict[str, int] = {}
    number = -1
    within = False

    def formats(_: Attributes) -> None:
        nonlocal within
        within = True

    def formats_end() -> None:
        nonlocal within
        within = False

    def style(_: Attributes) -> None:
        nonlocal number
        number += within

    def alignment(attributes: Attributes) -> None:
        if within and (level := attributes.get("indent", "0")) != "0":
            indents[str(number)] = min(int(level), 250)

    if part:
        opened = starts(cellXfs=formats, xf=style, alignment=alignment)
        parse(_archive.chunks(archive, part), opened, ends(cellXfs=formats_end), place=part)
    return indents


class RaisedTexts:
    """Reads texts in runs: what is raised at their end."""

    def __init__(self, done: Callable[[str], None]) -> None:
        """Tell `done` the mark of each text, in their order."""
        self._done = done
        self._runs: list[Run] = []
        self._is_raised = False
        self._is_text = self._is_aside = False
        self.starts = {"r": self._run, "vertAlign": self._align, "t": self._text, "rPh": self._aside}
        self.ends = {"t": self._text_end, "rPh": self._aside_end}

    def begin(self, _: Attributes) -> None:
        """Begin a text."""
        self._runs = []
        self._is_raised = False

    def finish(self) -> None:
        """Close a text."""
        self._done(mark_of(self._runs) if len(self._runs) > 1 else "")

    def _run(self, _: Attributes) -> None:
        self._is_raised = False

    def _align(self, attributes: Attributes) -> None:
        self._is_raised = attributes.get("val") == "superscript"

    def _text(self, _: Attributes) -> None:
        self._is_text = not self._is_aside

    def _text_end(self) -> None:
        self._is_text = False

    def _aside(self, _: Attributes) -> None:
        self._is_aside = True

    def _aside_end(self) -> None:
        self._is_aside = False

    def text(self, text: str) -> None:
        """Take letters."""
        if self._is_text:
            self._runs.append(Run(text, self._is_raised))


def raised_of(archive: ZipFile, part: str) -> dict[str, str]:
    """Raised letters at the end of shared texts, by number of the text; the part is unpacked to its end."""
    if not part:
        return {}
    has_raised = False
    for piece in _archive.chunks(archive, part):
        has_raised = has_raised or b"superscript" in piece
    if not has_raised or archive.getinfo(part).file_size > MOST_TEXTS:
        return {}
    marks: list[str] = []
    reader = RaisedTexts(marks.append)
    opened = starts(si=reader.begin, **reader.starts)
    parse(_archive.chunks(archive, part), opened, ends(si=reader.finish, **reader.ends), reader.text, part)
    return {str(number): mark for number, mark in enumerate(marks) if mark}
