"""Which observations stand in an SDMX-ML message, element by element?"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from styrbord.sources.formats._problems import damaged, too_large
from styrbord.sources.formats._sdmx_cube import Described, Row
from styrbord.sources.formats._structures import URN
from styrbord.sources.formats._xml_events import Event, events

_ALL = "AllDimensions"
_OWN = frozenset({"structureRef", "dataScope", "action", "type", "setID", "validFromDate", "validToDate"})
_VALUE = "OBS_VALUE"
MOST_GROUPS = 200_000


@dataclass(frozen=True, slots=True)
class Header:
    """One structure that a header names; `measure` is the dimension whose codes are types of Obs."""

    reference: str = ""
    code: str = ""
    at_observation: str = "TIME_PERIOD"
    measure: str = ""


def header_of(path: Path) -> list[Header]:
    """Structures that the header names, in order; one without a name when it names none."""
    found: list[Header] = []
    given: dict[str, str] = {}
    code = ""
    for event in events(path):
        if event.is_start and event.name == "DataSet":
            break
        if event.is_start and event.name == "Structure" and "structureID" in event.attributes:
            given, code = event.attributes, ""
        elif event.is_start and event.name == "Ref" and given:
            code = code or event.attributes.get("id", "")
        elif not event.is_start and event.name == "URN" and (match := URN.search(event.text)):
            code = code or match["parent"]
        elif not event.is_start and event.name in {"KeyFamilyRef", "KeyFamilyID"} and not given:
            found.append(Header(code=event.text))
        elif not event.is_start and event.name == "Structure" and given and code:
            found.append(_header(given, code))
            given = {}
    return found or [Header()]


def _header(given: dict[str, str], code: str) -> Header:
    at = given.get("dimensionAtObservation", "TIME_PERIOD")
    is_explicit = given.get("explicitMeasures") == "true"
    own = at if at not in {_ALL, "TIME_PERIOD"} else "MEASURE"
    return Header(given["structureID"], code, at, own if is_explicit else "")


def rows_of(path: Path, header: Header, described: Described, attributes: frozenset[str]) -> Iterator[Row]:
    """Observations of the sets of data that follow one structure, in order, with their lines."""
    reader = _Reader(header, described, attributes)
    for event in events(path):
        if event.is_start:
            reader.start(event)
        elif (row := reader.end(event)) is not None:
            yield row


class _Reader:
    """Knows the set, the series and the observation that it stands in."""

    def __init__(self, header: Header, described: Described, attributes: frozenset[str]) -> None:
        self._header = header
        self._known = frozenset(described.dimensions)
        self._attributes = attributes
        self._measure = (described.measure if described.dimensions else "") or header.measure
        self._is_set = False
        self._groups = _Groups()
        self._set: dict[str, str] = {}
        self._series: dict[str, str] | None = None
        self._series_attributes: dict[str, str] = {}
        self._observation: dict[str, str] | None = None
        self._observation_attributes: dict[str, str] = {}
        self._value = ""
        self._group: dict[str, str] | None = None
        self._group_attributes: dict[str, str] = {}
        self._values: dict[str, str] | None = None
        self._line = 0

    def start(self, event: Event) -> None:
        """Take in the start of an element."""
        name = event.name
        if name == "DataSet":
            reference = event.attributes.get("structureRef", self._header.reference)
            self._is_set = not self._header.reference or reference == self._header.reference
            self._set = self._split(event.attributes)[1]
        if not self._is_set:
            return
        if name == "Value" and self._values is not None:
            identity = event.attributes.get("id") or event.attributes.get("concept", "")
            self._values[identity] = event.attributes.get("value", "")
        elif name == "Obs":
            self._start_observation(event)
        elif name == "Series":
            self._series, self._series_attributes = self._split(event.attributes)
            self._values = None
        elif name.endswith("Group") and self._series is None:
            self._group, self._group_attributes = self._split(event.attributes)
        else:
            self._start_part(name, event)

    def _start_observation(self, event: Event) -> None:
        self._line = event.line
        attributes = event.attributes
        self._value = attributes.get(_VALUE, "")
        self._observation, self._observation_attributes = self._split(attributes)
        if self._series is not None and attributes:
            self._keep_dimension(attributes)

    def _keep_dimension(self, attributes: dict[str, str]) -> None:
        """Within a series, only the dimension at the observation belongs to the key."""
        at = self._header.at_observation
        dimensions = self._observation or {}
        wanted = {at, self._measure, *self._known} if at != _ALL else set(dimensions)
        for name in [each for each in dimensions if each not in wanted]:
            self._observation_attributes[name.upper()] = dimensions.pop(name)

    def _start_part(self, name: str, event: Event) -> None:
        """Take in a part of a generic observation, series or group."""
        if name in {"SeriesKey", "ObsKey", "GroupKey", "Attributes"}:
            self._values = {}
        elif name == "ObsDimension" and self._observation is not None:
            identity = event.attributes.get("id") or self._header.at_observation
            self._observation[identity] = event.attributes.get("value", "")
        elif name == "ObsValue":
            self._value = event.attributes.get("value", "")

    def end(self, event: Event) -> Row | None:
        """Take in the end of an element; that of an observation gives a row."""
        if not self._is_set:
            return None
        name = event.name
        if name == "Obs":
            return self._row()
        if name in {"SeriesKey", "ObsKey", "GroupKey", "Attributes"}:
            self._end_values(name)
        elif name == "Time" and self._observation is not None:
            self._observation["TIME_PERIOD"] = event.text
        elif name == "Series":
            self._series, self._series_attributes = None, {}
        elif self._group is not None and name.endswith("Group"):
            self._groups.add(self._group, self._group_attributes, event.line)
            self._group = None
        return None

    def _end_values(self, name: str) -> None:
        """Give the values that were listed to what they belong to."""
        values, self._values = self._values or {}, None
        if name == "SeriesKey":
            self._series = values
        elif name == "ObsKey":
            self._observation = values
        elif name == "GroupKey":
            self._group = values
        else:
            self._attributes_here().update({key.upper(): value for key, value in values.items()})

    def _attributes_here(self) -> dict[str, str]:
        if self._observation is not None:
            return self._observation_attributes
        if self._series is not None:
            return self._series_attributes
        return self._group_attributes if self._group is not None else self._set

    def _row(self) -> Row:
        key = {**(self._series or {}), **(self._observation or {})}
        place = f"line {self._line}"
        if not key:
            raise damaged("an observation has no key", place)
        attributes = {
            **self._set,
            **self._groups.of(key),
            **self._series_attributes,
            **self._observation_attributes,
        }
        self._observation, self._observation_attributes = None, {}
        return Row(key, self._value, attributes, place)

    def _split(self, given: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
        """Codes of dimensions and attributes that stand together as attributes of an element."""
        key: dict[str, str] = {}
        attributes: dict[str, str] = {}
        for name, value in given.items():
            if name == "type":
                if self._measure and self._header.measure:
                    key[self._measure] = value.rpartition(":")[2]
            elif name in self._known or not (self._known or name.upper() in self._attributes or name in _OWN):
                key[name] = value
            elif name != _VALUE:
                attributes[name.upper()] = value
        key.pop(_VALUE, None)
        return key, attributes


class _Groups:
    """Attributes that hold for all observations whose key has some codes."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, ...], dict[tuple[str, ...], dict[str, str]]] = {}
        self._count = 0

    def add(self, key: dict[str, str], attributes: dict[str, str], line: int) -> None:
        """Keep the attributes of a group."""
        names = tuple(sorted(name for name in key))
        codes = tuple(key[name] for name in names)
        self._found.setdefault(names, {}).setdefault(codes, {}).update(attributes)
        self._count += 1
        if self._count > MOST_GROUPS:
            raise too_large(self._count, MOST_GROUPS, "groups", f"line {line}")

    def of(self, key: dict[str, str]) -> dict[str, str]:
        """Attributes of the groups that an observation belongs to."""
        found: dict[str, str] = {}
        for names, groups in self._found.items():
            found.update(groups.get(tuple([key.get(name, "") for name in names]), {}))
        return found
