"""What stands in an SDMX-JSON data message: version 1.0, its draft, or 2.0?"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from styrbord.core.collection.cube import Cube
from styrbord.sources.formats._cube_problems import wanted_cubes
from styrbord.sources.formats._format import Format, Wanted
from styrbord.sources.formats._json_text import list_of, loaded, mapping_of, recognisable
from styrbord.sources.formats._problems import damaged
from styrbord.sources.formats._sdmx_cube import Row, cube_of
from styrbord.sources.formats._sdmx_json import Layout, layout_of, rows_of

_KEYS = re.compile(
    r'"dataSets"\s*:|sdmx-json|"dimensionAtObservation"|"keyPosition"\s*:|"structures?"\s*:\s*[\[{][^}]*"dimensions"'
)


def recognises(start: bytes, path: Path) -> bool:
    """Whether it is an object with sets of SDMX data in it."""
    text = recognisable(start)
    return bool(text) and bool(_KEYS.search(text)) and '"FeatureCollection"' not in text[:2000]


def read(path: Path, wanted: Wanted) -> Sequence[Cube]:
    """One cube for each structure that the sets of data follow."""
    found = loaded(path)
    data = mapping_of(found.get("data"), "data") or found
    structures = [data["structure"]] if "structure" in data else list_of(data.get("structures"), "structures")
    if not structures and "structure" in found:
        structures = [found["structure"]]
    if not structures:
        raise damaged("it has no structure")
    sets = [mapping_of(each, "a set of data") for each in list_of(data.get("dataSets"), "dataSets")]
    cubes = []
    for number, structure in enumerate(structures):
        layout = layout_of(mapping_of(structure, "structure"), path.stem, wanted.language)
        own = [(at, each) for at, each in enumerate(sets) if _structure_of(each) == number]
        if cube := _cube(layout, own, wanted):
            cubes.append(cube)
    return wanted_cubes(cubes, wanted.sheet)


def _structure_of(dataset: dict[str, Any]) -> int:
    """Number of the structure that a set follows; the first one when it names none."""
    number = dataset.get("structure")
    return int(number) if isinstance(number, str) and number.isdecimal() else 0


def _cube(layout: Layout, sets: list[tuple[int, dict[str, Any]]], wanted: Wanted) -> Cube | None:
    def rows() -> Iterator[Row]:
        for at, dataset in sets:
            yield from rows_of(layout, dataset, f"dataSets[{at}]")

    return cube_of(layout.described, rows, wanted)


FORMAT = Format("sdmx-json", "SDMX-JSON", 52, recognises, read)
