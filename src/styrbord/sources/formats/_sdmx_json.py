"""Which observations stand in a set of SDMX-JSON data, and what do its positions mean?"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from styrbord.core.collection.cube import DimensionRole
from styrbord.sources.formats._json_text import list_of, mapping_of, text_of
from styrbord.sources.formats._problems import damaged
from styrbord.sources.formats._sdmx_cube import Described, Row
from styrbord.sources.formats._structures import ROLES

_LEVELS = ("dataSet", "series", "observation")
_FLOW = re.compile(r"/(?:dataflow|datastructure)/(?:[^/]+/(?!all\b))?([^/?]+)")
_URN = re.compile(r"=[^:]*:([^(]+)\(")


@dataclass(frozen=True, slots=True)
class Component:
    """Dimension or attribute with its values, by position."""

    id: str
    values: tuple[str, ...]


@dataclass(slots=True)
class Layout:
    """What the positions of a message mean, at each level."""

    described: Described
    dimensions: dict[str, list[Component]] = field(default_factory=dict)
    attributes: dict[str, list[Component]] = field(default_factory=dict)
    measures: tuple[str, ...] = ()


def layout_of(structure: dict[str, Any], stem: str, language: str) -> Layout:
    """Meaning of the positions, in words of a language."""
    described = Described(_code(structure, stem), _words(structure, language), is_closed=True)
    layout = Layout(described)
    positions: dict[str, int] = {}
    dimensions = mapping_of(structure.get("dimensions"), "structure.dimensions")
    attributes = mapping_of(structure.get("attributes"), "structure.attributes")
    for level in _LEVELS:
        parts = list_of(dimensions.get(level), f"dimensions.{level}")
        layout.dimensions[level] = [_component(part, described, positions, language) for part in parts]
    described.dimensions = tuple(sorted(positions, key=lambda each: positions[each]))
    for level in (*_LEVELS, "dimensionGroup"):
        parts = list_of(attributes.get(level), f"attributes.{level}")
        layout.attributes[level] = [_component(part, described, None, language) for part in parts]
    _take_measures(layout, structure, language)
    return layout


def _code(structure: dict[str, Any], stem: str) -> str:
    """Code of the flow that the structure's links name; else the structure's own, else the file's."""
    links = [each for each in list_of(structure.get("links"), "links") if isinstance(each, dict)]
    for link in links:
        href, urn = text_of(link.get("href")), text_of(link.get("urn"))
        if text_of(link.get("rel")) in {"dataflow", "datastructure", "self"} and (
            found := _URN.search(urn) or _FLOW.search(href)
        ):
            return found[1]
    return text_of(structure.get("id")) or stem


def _words(part: Mapping[str, Any], language: str) -> str:
    names = part.get("names")
    if isinstance(names, dict) and names:
        return text_of(names.get(language) or names.get("en") or next(iter(names.values())))
    name = part.get("name")
    if isinstance(name, dict):
        return _words({"names": name}, language)
    return text_of(name)


def _component(
    part: object, described: Described, positions: dict[str, int] | None, language: str
) -> Component:
    """Dimension or attribute; its words and its role go to the description."""
    given = mapping_of(part, "a component")
    name = text_of(given.get("id"))
    if not name:
        raise damaged("a dimension or attribute has no id")
    described.names[name] = _words(given, language)
    codes: dict[str, str] = {}
    values = []
    for value in list_of(given.get("values"), f"values of {name}"):
        if not isinstance(value, dict):
            values.append(text_of(value))
            continue
        words = _words(value, language)
        code = (
            text_of(value.get("id"))
            or words
            or text_of(value.get("value"))
            or text_of(value.get("start"))[:10]
        )
        values.append(code)
        codes[code] = words
    described.codes[name] = codes
    if positions is not None:
        at = given.get("keyPosition")
        positions[name] = int(at) if isinstance(at, str) and at.isdecimal() else 1000 + len(positions)
        _take_role(name, given, described)
    return Component(name, tuple(values))


def _take_role(name: str, given: Mapping[str, Any], described: Described) -> None:
    listed = given.get("roles")
    stated = [text_of(each) for each in listed] if isinstance(listed, list) else [text_of(given.get("role"))]
    role = next((ROLES[each.upper()] for each in (*stated, name) if each.upper() in ROLES), None)
    if role:
        described.roles[name] = role


def _take_measures(layout: Layout, structure: dict[str, Any], language: str) -> None:
    """Several measures of one observation become a dimension."""
    measures = mapping_of(structure.get("measures"), "measures")
    found = [
        mapping_of(each, "a measure") for each in list_of(measures.get("observation"), "measures.observation")
    ]
    if len(found) > 1:
        layout.measures = tuple(text_of(each.get("id")) for each in found)
        described = layout.described
        described.codes["MEASURE"] = {text_of(each.get("id")): _words(each, language) for each in found}
        described.roles["MEASURE"] = DimensionRole.MEASURE
        described.measure = "MEASURE"


def rows_of(layout: Layout, dataset: dict[str, Any], place: str) -> Iterator[Row]:
    """Observations of one set, whether flat or by series."""
    own = _key(":".join("0" for _ in layout.dimensions["dataSet"]), layout.dimensions["dataSet"], place)
    shared = _attributes(dataset.get("attributes"), layout.attributes["dataSet"])
    flat = mapping_of(dataset.get("observations"), "observations", place)
    yield from _observations(layout, flat, own, shared, place)
    groups = mapping_of(dataset.get("dimensionGroupAttributes"), "dimensionGroupAttributes", place)
    for code, given in mapping_of(dataset.get("series"), "series", place).items():
        where = f'{place}.series["{code}"]'
        series = mapping_of(given, "a series", where)
        key = {**own, **_key(code, layout.dimensions["series"], where)}
        attributes = {**shared, **_group(groups, code, layout)}
        attributes.update(_attributes(series.get("attributes"), layout.attributes["series"]))
        observations = mapping_of(series.get("observations"), "observations", where)
        yield from _observations(layout, observations, key, attributes, where)


def _group(groups: Mapping[str, Any], code: str, layout: Layout) -> dict[str, str]:
    """Attributes of the groups that a series belongs to: 0:: fits 0:3:1."""
    found: dict[str, str] = {}
    own = code.split(":")
    for pattern, values in groups.items():
        parts = pattern.split(":")
        if all(part in {"", each} for part, each in zip(parts, own, strict=False)):
            found.update(_attributes(values, layout.attributes["dimensionGroup"]))
    return found


def _observations(
    layout: Layout, found: Mapping[str, Any], own: dict[str, str], shared: dict[str, str], place: str
) -> Iterator[Row]:
    count = max(1, len(layout.measures))
    for code, given in found.items():
        where = f'{place}.observations["{code}"]'
        parts = list_of(given, "an observation", where) if isinstance(given, list) else [given]
        key = {**own, **_key(code, layout.dimensions["observation"], where)}
        attributes = {**shared, **_attributes(parts[count:], layout.attributes["observation"])}
        for number, value in enumerate(parts[:count] or [None]):
            if value is not None and not isinstance(value, str):
                raise damaged(f"{type(value).__name__} is not a number", where)
            named = {**key, "MEASURE": layout.measures[number]} if layout.measures else key
            yield Row(named, value or "", attributes, where)


def _key(code: str, dimensions: Sequence[Component], place: str) -> dict[str, str]:
    """Codes at the positions that a key names."""
    parts = code.split(":") if dimensions else []
    if len(parts) != len(dimensions):
        raise damaged(f"the key has {len(parts)} parts, {len(dimensions)} dimensions are described", place)
    key = {}
    for part, dimension in zip(parts, dimensions, strict=True):
        if not part.isdecimal() or int(part) >= len(dimension.values):
            raise damaged(f"'{part[:40]}' is no position among the values of {dimension.id}", place)
        key[dimension.id] = dimension.values[int(part)]
    return key


def _attributes(found: object, components: Sequence[Component]) -> dict[str, str]:
    """Attributes at their positions; a text that is no position is the value itself."""
    values = found if isinstance(found, list) else []
    listed = [each for each in components if each.values]
    if len(values) == len(listed) and not _fit(values, components):
        components = listed  # a draft leaves out the attributes that have no values
    attributes = {}
    for value, component in zip(values, components, strict=False):
        text = text_of(value)
        if text.isdecimal() and int(text) < len(component.values):
            attributes[component.id.upper()] = component.values[int(text)]
        elif text and (not component.values or not text.isdecimal()):
            attributes[component.id.upper()] = text
    return attributes


def _fit(values: Sequence[object], components: Sequence[Component]) -> bool:
    """Whether every position lies among the values of the attribute it is for."""
    pairs = [(text_of(value), each) for value, each in zip(values, components, strict=False)]
    return all(not text.isdecimal() or int(text) < len(each.values) for text, each in pairs)
