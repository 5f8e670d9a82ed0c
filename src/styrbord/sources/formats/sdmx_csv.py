"""What stands in an SDMX-CSV file: version 1.0 or 2.0, with codes, names or both?"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from io import TextIOWrapper
from pathlib import Path

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.collection.cube import Cube
from styrbord.core.collection.grid import place
from styrbord.sources.formats._cube_problems import wanted_cubes
from styrbord.sources.formats._format import Format, Wanted
from styrbord.sources.formats._problems import damaged
from styrbord.sources.formats._sdmx_cube import ATTRIBUTES, Described, Row, cube_of
from styrbord.sources.formats._structures import structures_of
from styrbord.sources.formats._xml_events import events

_FIRST = re.compile(
    r'\ufeff?"?(?:DATAFLOW|STRUCTURE(?:\[[^\]]{1,3}\])?)"?\s*(?P<comma>[,;\t])', re.IGNORECASE
)
_BRACKETS = re.compile(r"\[[^\]]*\]$")
_FLOW = re.compile(r"(?:[^:=]*[:=])*(?P<code>[^:(]+)(?:\(.*)?")
_STRUCTURAL = frozenset({"DATAFLOW", "STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION", "SERIES_KEY"})
MOST_LETTERS = 1_000_000


@dataclass(frozen=True, slots=True)
class Columns:
    """What each column holds, counted from 0; `words` are columns of names by the column they belong to."""

    comma: str
    flow: int
    action: int | None
    dimensions: dict[str, int]
    attributes: dict[str, int]
    value: int
    words: dict[int, int]
    names: dict[str, str]
    count: int
    has_both: bool


def recognises(start: bytes, path: Path) -> bool:
    """Whether its first column is DATAFLOW or STRUCTURE and another one OBS_VALUE."""
    line = start.decode("utf-8-sig", "ignore").lstrip().partition("\n")[0]
    return bool(_FIRST.match(line)) and "OBS_VALUE" in line.upper()


def read(path: Path, wanted: Wanted) -> Sequence[Cube]:
    """One cube for each flow of data in the file."""
    columns = _columns(path)
    described = _flows(path, columns, wanted)
    cubes = []
    for flow, each in described.items():
        rows = partial(_rows, path, columns, flow)
        if cube := cube_of(each, rows, wanted):
            cubes.append(cube)
    return wanted_cubes(cubes, wanted.sheet)


def _lines(path: Path, comma: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with their number, from 0."""
    csv.field_size_limit(MOST_LETTERS)
    with path.open("rb") as raw, TextIOWrapper(raw, encoding="utf-8-sig", newline="") as text:
        rows = csv.reader(text, delimiter=comma, strict=True)
        number = 0
        try:
            for number, row in enumerate(rows):
                yield number, row
        except UnicodeDecodeError:
            raise Refused(Problem("file.undecodable", f"row {number + 2}", {"encoding": "UTF-8"})) from None
        except csv.Error as error:
            raise damaged(error, f"line {rows.line_num}") from None


def _columns(path: Path) -> Columns:
    """What the header says; names that stand beside codes are told by STRUCTURE_NAME."""
    with path.open("rb") as raw:
        start = raw.readline(1 << 20).decode("utf-8-sig", "replace")
    found = _FIRST.match(start)
    if not found:
        raise damaged("its first column is neither DATAFLOW nor STRUCTURE", "line 1")
    header = next(_lines(path, found["comma"]))[1]
    has_both = not any(each.upper() == "STRUCTURE_NAME" for each in header) and any(
        ": " in each for each in header
    )
    ids = [_BRACKETS.sub("", each.partition(": ")[0].strip()) for each in header]
    words = _columns_of_words(ids)
    names = {ids[at]: header[to].strip() for at, to in words.items()}
    if has_both:
        names = {each: text.partition(": ")[2].strip() for each, text in zip(ids, header, strict=True)}
    upper = [each.upper() for each in ids]
    if "OBS_VALUE" not in upper:
        raise damaged("no column OBS_VALUE is found", "line 1")
    value = upper.index("OBS_VALUE")
    own = [
        at
        for at in range(len(ids))
        if at not in set(words.values()) and upper[at] not in _STRUCTURAL | {"OBS_VALUE"}
    ]
    dimensions = {
        ids[at]: at for at in own if at < value and upper[at] not in ATTRIBUTES - {"UNIT_MEASURE", "UNIT"}
    }
    attributes = {upper[at]: at for at in own if ids[at] not in dimensions}
    flow = upper.index("STRUCTURE_ID") if "STRUCTURE_ID" in upper else 0
    action = upper.index("ACTION") if "ACTION" in upper else None
    return Columns(
        found["comma"], flow, action, dimensions, attributes, value, words, names, len(header), has_both
    )


def _columns_of_words(ids: list[str]) -> dict[int, int]:
    """Columns of names by the column of codes before them: in pairs, once STRUCTURE_NAME is there."""
    upper = [each.upper() for each in ids]
    if "STRUCTURE_NAME" not in upper:
        return {}
    start = upper.index("STRUCTURE_NAME") + 1
    start += upper[start : start + 1] == ["ACTION"]
    return {at: at + 1 for at in range(start, len(ids) - 1, 2)}


def _flows(path: Path, columns: Columns, wanted: Wanted) -> dict[str, Described]:
    """Flows of the file, with the words of their codes."""
    structures = structures_of(events(wanted.structure)) if wanted.structure else None
    found: dict[str, Described] = {}
    for _, row in _data(path, columns):
        flow = row[columns.flow]
        if flow not in found:
            code = _FLOW.fullmatch(flow.partition(": ")[0].strip())
            described = Described(code["code"] if code else path.stem, dimensions=tuple(columns.dimensions))
            described.names = {name: columns.names.get(name, "") for name in columns.dimensions}
            if structures:
                described = structures.described(described.code, wanted.language)
            described.title = described.title or _title(flow, columns, row)
            found[flow] = described
        if columns.has_both or columns.words:
            _take_words(found[flow], columns, row)
    return found


def _title(flow: str, columns: Columns, row: list[str]) -> str:
    if columns.words:
        return row[columns.flow + 1].strip()
    return flow.partition(": ")[2].strip() if columns.has_both else ""


def _take_words(described: Described, columns: Columns, row: list[str]) -> None:
    for name, at in (*columns.dimensions.items(), *columns.attributes.items()):
        code, words = _cell(columns, row, at)
        if code and words:
            described.codes.setdefault(name, {})[code] = words


def _cell(columns: Columns, row: list[str], at: int) -> tuple[str, str]:
    """Code and words of a cell."""
    if columns.has_both:
        code, _, words = row[at].partition(": ")
        return code.strip(), words.strip()
    to = columns.words.get(at)
    return row[at].strip(), row[to].strip() if to is not None else ""


def _data(path: Path, columns: Columns) -> Iterator[tuple[int, list[str]]]:
    """Rows below the header; blank ones and those that delete are left out."""
    for number, row in _lines(path, columns.comma):
        if not number or not any(row):
            continue
        if len(row) != columns.count:
            raise damaged(
                f"it has {len(row)} cells, the header has {columns.count}", f"{path.stem}!A{number + 1}"
            )
        if columns.action is None or row[columns.action][:1].upper() != "D":
            yield number, row


def _rows(path: Path, columns: Columns, flow: str) -> Iterator[Row]:
    for number, row in _data(path, columns):
        if row[columns.flow] == flow:
            key = {name: _cell(columns, row, at)[0] for name, at in columns.dimensions.items()}
            attributes = {
                name: _cell(columns, row, at)[0] for name, at in columns.attributes.items() if row[at]
            }
            yield Row(key, row[columns.value], attributes, place(path.stem, number, columns.value))


FORMAT = Format("sdmx-csv", "SDMX-CSV", 54, recognises, read)
