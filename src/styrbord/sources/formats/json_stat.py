"""What stands in a JSON-stat file: version 1 or 2, one dataset or several?

Source: Xavier Badosa, The JSON-stat Format, https://json-stat.org/full/ (versions 1.3 and 2.0).
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.collection.cube import Cube
from styrbord.sources.formats._cube_problems import wanted_cubes
from styrbord.sources.formats._format import Format, Wanted
from styrbord.sources.formats._json_stat import cube_of
from styrbord.sources.formats._json_text import list_of, loaded, mapping_of, recognisable
from styrbord.sources.formats._problems import damaged

_CLASS = re.compile(r'"class"\s*:\s*"(?:dataset|collection|bundle)"')
_KEYS = re.compile(r'"(?:dimension|dataset)"\s*:\s*\{|"category"\s*:\s*\{|"value"\s*:\s*[\[{]\s*["\d\-.n\]}]')
_OTHERS = re.compile(
    r'"(?:dataSets|\$schema|FeatureCollection|datapackage)"|"type"\s*:\s*"(?:Topology|Feature)'
)
_EMPTY_NAMES = frozenset({"", "dataset", "ds", "data"})
MOST_DATASETS = 1000


def recognises(start: bytes, path: Path) -> bool:
    """Whether it is an object with a dataset of JSON-stat in it."""
    text = recognisable(start)
    return bool(text) and bool(_CLASS.search(text) or (_KEYS.search(text) and not _OTHERS.search(text)))


def read(path: Path, wanted: Wanted) -> Sequence[Cube]:
    """One cube for each dataset, in the order of the file."""
    datasets = _datasets(loaded(path), path.stem)
    if not datasets:
        raise Refused(Problem("cube.empty"))
    several = len(datasets) > 1
    cubes = [
        cube_of(dataset, code, f"{code}/" if several else "", wanted)
        for code, dataset in datasets
        if not wanted.sheet or not several or code.casefold() == wanted.sheet.strip().casefold()
    ]
    return wanted_cubes(cubes, wanted.sheet if several else "")


def _datasets(found: dict[str, Any], stem: str) -> list[tuple[str, dict[str, Any]]]:
    """Datasets with their codes: the file itself, the items of a collection, or those of a bundle."""
    kind = found.get("class")
    if "value" in found or kind == "dataset":
        return [(_code(found, "", stem), found)]
    if kind == "collection":
        items = list_of(mapping_of(found.get("link"), "link").get("item"), "link.item")
        return _unique([(_code(item, "", stem), item) for item in items if _is_dataset(item)])
    if kind == "dimension":
        raise damaged("it holds a dimension and no dataset")
    named = [(key, item) for key, item in found.items() if _is_dataset(item)]
    return _unique([(_code(item, key if len(named) > 1 else "", key), item) for key, item in named], stem)


def _is_dataset(item: object) -> bool:
    return isinstance(item, dict) and "value" in item and ("dimension" in item or "id" in item)


def _code(dataset: dict[str, Any], key: str, stem: str) -> str:
    """Code of a dataset: its key, its table's own number, the end of its address, or the file's name."""
    extension = dataset.get("extension")
    px = extension.get("px") if isinstance(extension, dict) else None
    number = px.get("tableid") if isinstance(px, dict) else None
    href = dataset.get("href")
    end = (
        re.sub(r"[?#].*|\.json$|/$", "", href, flags=re.IGNORECASE).rpartition("/")[2]
        if isinstance(href, str)
        else ""
    )
    return key or (number if isinstance(number, str) else "") or end or stem


def _unique(named: list[tuple[str, dict[str, Any]]], stem: str = "") -> list[tuple[str, dict[str, Any]]]:
    """Datasets of which no two have the same code."""
    if len(named) > MOST_DATASETS:
        raise damaged(f"it holds {len(named)} datasets")
    used: set[str] = set()
    found = []
    for number, (code, item) in enumerate(named, 1):
        code = stem if stem and code.casefold() in _EMPTY_NAMES else code
        code = f"{code}-{number}" if code in used else code
        used.add(code)
        found.append((code, item))
    return found


FORMAT = Format("json-stat", "JSON-stat", 55, recognises, read)
