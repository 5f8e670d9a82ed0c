"""What stands in an SDMX-ML message: 2.1 generic or structure-specific, or 2.0 generic or compact?

Without a structure message, attributes of a structure-specific message that the large offices use
are known by name; everything else in a key is a dimension.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.collection.cube import Cube, DimensionRole
from styrbord.sources.formats._cube_problems import wanted_cubes
from styrbord.sources.formats._format import Format, Wanted
from styrbord.sources.formats._sdmx_cube import ATTRIBUTES, Described, Row, cube_of
from styrbord.sources.formats._sdmx_messages import Header, header_of, rows_of
from styrbord.sources.formats._structures import Structures, structures_of, until_data
from styrbord.sources.formats._xml_events import events

_ROOT = re.compile(
    rb"<(?:[\w.-]+:)?(?:GenericData|StructureSpecificData|GenericTimeSeriesData"
    rb"|StructureSpecificTimeSeriesData|CompactData|MessageGroup)[\s>]"
)


def recognises(start: bytes, path: Path) -> bool:
    """Whether its root is a message of SDMX data."""
    if start[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        start = start.replace(b"\0", b"")
    return start.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<") and bool(_ROOT.search(start[:4096]))


def read(path: Path, wanted: Wanted) -> Sequence[Cube]:
    """One cube for each structure that the message has data of."""
    structures = structures_of(events(wanted.structure)) if wanted.structure else None
    embedded = structures_of(until_data(events(path)))
    if embedded.structures and not wanted.structure:
        structures = embedded
    cubes = []
    for header in header_of(path):
        if cube := _cube(path, header, structures, wanted):
            cubes.append(cube)
    if not cubes:
        raise Refused(Problem("cube.empty"))
    return wanted_cubes(cubes, wanted.sheet)


def _cube(path: Path, header: Header, structures: Structures | None, wanted: Wanted) -> Cube | None:
    code = header.code or path.stem
    if structures and structures.structures:
        described = structures.described(header.code, wanted.language)
        attributes = described.attributes | (ATTRIBUTES - set(described.dimensions))
    else:
        described, attributes = Described(code), ATTRIBUTES
    if header.measure and not described.measure:
        described.measure = header.measure
        described.roles[header.measure] = DimensionRole.MEASURE

    def rows() -> Iterator[Row]:
        return rows_of(path, header, described, attributes)

    return cube_of(described, rows, wanted)


FORMAT = Format("sdmx-ml", "SDMX-ML", 40, recognises, read)
