"""Which cube does one dataset of JSON-stat make?"""

from collections.abc import Iterator, Mapping
from itertools import islice, product
from math import prod
from typing import Any

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.collection.cube import Cube, Dimension, DimensionRole, Number
from styrbord.core.collection.cube_roles import assigned
from styrbord.sources.formats._cube_problems import unknown_code, wrong_sizes
from styrbord.sources.formats._format import Wanted
from styrbord.sources.formats._json_text import list_of, mapping_of, text_of
from styrbord.sources.formats._numbers import number_text, sdmx_status, unit_text
from styrbord.sources.formats._problems import damaged, too_large

_ROLES = {"time": DimensionRole.TIME, "geo": DimensionRole.TERRITORY, "metric": DimensionRole.MEASURE}
_STEP = 100_000


def cube_of(dataset: dict[str, Any], code: str, place: str, wanted: Wanted) -> Cube:
    """Cube of a dataset; sizes that do not fit are refused before a number is read."""
    described = mapping_of(dataset.get("dimension"), "dimension", place)
    names = [str(each) for each in list_of(dataset.get("id") or described.get("id"), "id", place)]
    if not names:
        raise damaged("no list 'id' names its dimensions", place)
    sizes = _sizes(dataset.get("size") or described.get("size"), len(names), wanted.most_cells, place)
    stated = _stated(mapping_of(dataset.get("role") or described.get("role"), "role", place))
    plain = [_dimension(name, described, size, place) for name, size in zip(names, sizes, strict=True)]
    dimensions = assigned(plain, {name: role for name, role in stated.items() if name in names})
    values = _checked_values(dataset.get("value"), sizes, place)
    language = text_of(dataset.get("lang")) or ""
    title = text_of(dataset.get("label"))
    return Cube(
        code=code,
        title=title,
        dimensions=dimensions,
        numbers=_Numbers(dataset, dimensions, values, place, wanted).all(),
        note=" | ".join(filter(None, (text_of(dataset.get("note")), _source(dataset)))),
        languages=(language,) if language else (),
        names={language: title} if language else {},
        told=_children(names, described),
    )


def _source(dataset: dict[str, Any]) -> str:
    source = text_of(dataset.get("source"))
    return f"Source: {source}" if source else ""


def _sizes(found: object, count: int, most: int, place: str) -> list[int]:
    sizes = [
        int(each) for each in list_of(found, "size", place) if isinstance(each, str) and each.isdecimal()
    ]
    if len(sizes) != count or 0 in sizes:
        raise damaged("'size' does not say how many codes each dimension has", place)
    if prod(sizes) > most:
        raise too_large(prod(sizes), most, "values", place)
    return sizes


def _stated(role: dict[str, Any]) -> dict[str, DimensionRole]:
    """Roles by dimension, in the order they are listed in."""
    stated: dict[str, DimensionRole] = {}
    for kind, given in _ROLES.items():
        listed = role.get(kind)
        stated.update(dict.fromkeys(map(str, listed if isinstance(listed, list) else []), given))
    return stated


def _dimension(name: str, described: Mapping[str, Any], size: int, place: str) -> Dimension:
    """Dimension with its codes in the order of their index."""
    where = f"{place}dimension {name}"
    given = mapping_of(described.get(name), f"dimension {name}", place)
    category = mapping_of(given.get("category"), "category", where)
    labels = {code: text_of(text) for code, text in mapping_of(category.get("label"), "label", where).items()}
    codes = _codes(category.get("index"), list(labels), where)
    if len(codes) != size:
        raise wrong_sizes(len(codes), [size], size, where)
    names = {code: text for code, text in labels.items() if text}
    units, notes = _units(category.get("unit"), where), _notes(category.get("note"), where)
    role = DimensionRole.BREAKDOWN
    return Dimension(name, text_of(given.get("label")), role, tuple(codes), names, units, notes=notes)


def _codes(index: object, labels: list[str], where: str) -> list[str]:
    """Codes in order: a list has it, an object says it, and one code alone needs none."""
    if isinstance(index, list):
        codes = [str(code) for code in index]
    elif isinstance(index, dict):
        places = {code: int(at) for code, at in index.items() if isinstance(at, str) and at.isdecimal()}
        if sorted(places.values()) != list(range(len(index))):
            raise damaged("the index does not count its codes from 0", where)
        codes = sorted(places, key=places.__getitem__)
    else:
        codes = labels
    if len(set(codes)) != len(codes):
        raise damaged("a code comes twice in the index", where)
    return codes


def _units(found: object, where: str) -> dict[str, str]:
    """Units by code: their label, else symbol and base, with the power of ten before them."""
    units = {}
    for code, given in mapping_of(found, "unit", where).items():
        unit = mapping_of(given, "unit", where)
        base = text_of(unit.get("label")) or text_of(unit.get("base")) or text_of(unit.get("symbol"))
        has_label = bool(text_of(unit.get("label")))
        units[code] = base if has_label else unit_text(base, text_of(unit.get("multiplier")))
    return units


def _notes(found: object, where: str) -> dict[str, str]:
    return {code: text_of(words) for code, words in mapping_of(found, "note", where).items()}


def _children(names: list[str], described: Mapping[str, Any]) -> tuple[tuple[str, str, str], ...]:
    """What the hierarchies of codes say, for the account."""
    told = []
    for name in names:
        given = described.get(name)
        category = given.get("category") if isinstance(given, dict) else None
        children = category.get("child") if isinstance(category, dict) else None
        for code, parts in children.items() if isinstance(children, dict) else ():
            if isinstance(parts, list):
                told.append(("group", f"{name} {code}", f"{len(parts)}: {', '.join(map(str, parts[:10]))}"))
    return tuple(told[:200])


def _checked_values(values: object, sizes: list[int], place: str) -> list[Any] | dict[int, Any]:
    """Values by their number, from 0, once there are neither too many nor too few."""
    expected = prod(sizes)
    if isinstance(values, list):
        if len(values) != expected:
            raise wrong_sizes(len(values), sizes, expected, f"{place}value")
        return values
    if not isinstance(values, dict):
        raise Refused(Problem("cube.empty", f"{place}value"))
    numbered = {
        int(at): value for at, value in values.items() if at.isascii() and at.isdecimal() and len(at) < 12
    }
    if len(numbered) != len(values) or (numbered and max(numbered) >= expected):
        wrong = next((at for at in values if not at.isdecimal() or int(at) >= expected), "")
        raise unknown_code(wrong, "value", [], f"{place}value")
    return dict(sorted(numbered.items()))


class _Numbers:
    """The numbers of a dataset, with what their status says."""

    def __init__(
        self,
        dataset: dict[str, Any],
        dimensions: tuple[Dimension, ...],
        values: list[Any] | dict[int, Any],
        place: str,
        wanted: Wanted,
    ) -> None:
        self._dimensions, self._values, self._place, self._wanted = dimensions, values, place, wanted
        self._count = prod(len(each.codes) for each in dimensions)
        self._statuses = self._status_by_number(dataset.get("status"))
        extension = dataset.get("extension")
        status = extension.get("status") if isinstance(extension, dict) else None
        labels = status.get("label") if isinstance(status, dict) else None
        self._labels = (
            {code: text_of(text) for code, text in labels.items()} if isinstance(labels, dict) else {}
        )

    def _status_by_number(self, found: object) -> Mapping[int, Any] | str:
        """Statuses by number, or one that holds for all."""
        if isinstance(found, str):
            return found
        if isinstance(found, list):
            if len(found) == 1 and isinstance(found[0], str):
                return found[0]
            if len(found) != self._count:
                sizes = [len(each.codes) for each in self._dimensions]
                raise wrong_sizes(len(found), sizes, self._count, f"{self._place}status")
            return {at: status for at, status in enumerate(found) if status is not None}
        given = mapping_of(found, "status", self._place)
        return {int(at): status for at, status in given.items() if at.isascii() and at.isdecimal()}

    def _status(self, at: int) -> str:
        if isinstance(self._statuses, str):
            return self._statuses
        return text_of(self._statuses.get(at))

    def all(self) -> Iterator[Number]:
        """Numbers in the order of the file; a sparse file has those that stand in it."""
        keys = product(*(each.codes for each in self._dimensions))
        if isinstance(self._values, list):
            for at, (key, value) in enumerate(zip(keys, self._values, strict=True)):
                if not at % _STEP:
                    self._wanted.progress(at, self._count, "observations")
                yield self._number(at, key, value)
            return
        own = set(self._values)
        own.update(
            () if isinstance(self._statuses, str) else (at for at in self._statuses if at < self._count)
        )
        last = 0
        for at in sorted(own):
            key = next(islice(keys, at - last, None))
            last = at + 1
            yield self._number(at, key, self._values.get(at))

    def _number(self, at: int, key: tuple[str, ...], value: object) -> Number:
        place = f"{self._place}value[{at}]"
        if value is not None and not isinstance(value, str):
            raise damaged(f"{type(value).__name__} is not a number", place)
        text = number_text(value or "", place)
        code = self._status(at)
        status, note = sdmx_status(text, code, self._labels.get(code, ""))
        return Number(key, text, status, note, place)
