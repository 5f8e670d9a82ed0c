"""What does an SDMX structure message say: dimensions, their roles, names and code lists?"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.collection.cube import DimensionRole
from styrbord.sources.formats._problems import too_large
from styrbord.sources.formats._sdmx_cube import Described
from styrbord.sources.formats._xml_events import Event

define(
    "cube.no-structure",
    "The structure message does not describe '{wanted}'.",
    "Give the structure message that belongs to the data; this one describes: {found}.",
)

_LISTS = frozenset({"Codelist", "CodeList", "ConceptScheme"})
_ITEMS = frozenset({"Code", "Concept"})
_COMPONENTS = {
    "Dimension": "",
    "TimeDimension": "time",
    "MeasureDimension": "measure",
    "Attribute": "attribute",
    "PrimaryMeasure": "value",
}
_HOLDERS = frozenset({"DimensionList", "AttributeList", "MeasureList", "Components"})
_STRUCTURES = frozenset({"DataStructure", "KeyFamily"})
URN = re.compile(r"=(?:[^:]*):(?P<parent>[^(]+)\([^)]*\)(?:\.(?P<item>.+))?$")
ROLES = {
    "FREQ": DimensionRole.FREQUENCY,
    "GEO": DimensionRole.TERRITORY,
    "REF_AREA": DimensionRole.TERRITORY,
    "TIME_PERIOD": DimensionRole.TIME,
    "UNIT": DimensionRole.UNIT,
    "UNIT_MEASURE": DimensionRole.UNIT,
    "INDICATOR": DimensionRole.MEASURE,
}
MOST_NAMES = 2_000_000


@dataclass(slots=True)
class Component:
    """Dimension or attribute: its concept as (scheme, id), its code list and its role."""

    id: str
    kind: str
    concept: tuple[str, str] = ("", "")
    listed: str = ""
    role: str = ""


@dataclass(slots=True)
class Structures:
    """Everything that a structure message lists; names are by language."""

    lists: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)
    concept_lists: dict[tuple[str, str], str] = field(default_factory=dict)
    structures: dict[str, list[Component]] = field(default_factory=dict)
    names: dict[str, dict[str, str]] = field(default_factory=dict)
    flows: dict[str, str] = field(default_factory=dict)

    def described(self, code: str, language: str) -> Described:
        """Words and roles of one structure, or of the only one."""
        structure = self._structure(code)
        described = Described(code or structure, is_closed=True, languages=self._languages(language))
        described.title = self._word(self.names.get(code) or self.names.get(structure, {}), language)
        for component in self.structures[structure]:
            self._describe(described, component, language)
        return described

    def _structure(self, code: str) -> str:
        structure = self.flows.get(code, code)
        if structure in self.structures:
            return structure
        if len(self.structures) != 1:
            found = ", ".join(self.structures) or "nothing"
            raise Refused(Problem("cube.no-structure", params={"wanted": code, "found": found}))
        return next(iter(self.structures))

    def _describe(self, described: Described, component: Component, language: str) -> None:
        scheme, concept = component.concept
        words = self.lists.get(scheme, {}).get(concept, {})
        name = component.id
        described.names[name] = self._word(words, language)
        listed = component.listed or self.concept_lists.get(component.concept, "")
        items = self.lists.get(listed, {})
        described.codes[name] = {code: self._word(text, language) for code, text in items.items()}
        if component.kind in {"attribute", "value"}:
            described.attributes |= {name}
            return
        described.dimensions = (*described.dimensions, name)
        if role := _role(component):
            described.roles[name] = role
        if component.kind == "measure":
            described.measure = name

    def _languages(self, language: str) -> tuple[str, ...]:
        found: dict[str, None] = dict.fromkeys(
            language for items in self.lists.values() for words in items.values() for language in words
        )
        return tuple(sorted(filter(None, found), key=lambda each: (each != language, each != "en")))

    @staticmethod
    def _word(words: dict[str, str], language: str) -> str:
        """Word in the language asked for, in English, or in the first that there is."""
        return words.get(language) or words.get("en") or next(iter(words.values()), "")


def _role(component: Component) -> DimensionRole | None:
    if component.kind in {"time", "measure"}:
        return DimensionRole.TIME if component.kind == "time" else DimensionRole.MEASURE
    return ROLES.get(component.role) or ROLES.get(component.id) or ROLES.get(component.concept[1])


def structures_of(events: Iterable[Event]) -> Structures:
    """Structures that the elements of a message describe."""
    reader = _Reader()
    for event in events:
        if event.is_start:
            reader.start(event)
        else:
            reader.end(event)
    return reader.found


def until_data(events: Iterable[Event]) -> Iterator[Event]:
    """Events before the first set of data."""
    for event in events:
        if event.is_start and event.name == "DataSet":
            return
        yield event


class _Reader:
    """Knows where in the message it stands."""

    def __init__(self) -> None:
        self.found = Structures()
        self._path: list[str] = []
        self._languages: list[str] = []
        self._list = self._structure = self._flow = ""
        self._items: list[str] = []
        self._component: Component | None = None
        self._count = 0

    def start(self, event: Event) -> None:
        """Take in the start of an element."""
        parent = self._path[-1] if self._path else ""
        self._path.append(event.name)
        self._languages.append(event.attributes.get("lang", ""))
        identity = event.attributes.get("id") or event.attributes.get("value", "")
        if event.name in _LISTS:
            self._list = identity
            self.found.lists.setdefault(identity, {})
        elif event.name in _ITEMS and self._list and parent in _LISTS | _ITEMS | {"Codes"}:
            self._item(identity, event)
        elif event.name in _STRUCTURES and parent not in {"Structure"}:
            self._structure = identity
            self.found.structures.setdefault(identity, [])
        elif event.name == "Dataflow":
            self._flow = identity
        elif event.name in _COMPONENTS and parent in _HOLDERS and self._structure:
            self._begin_component(event)
        elif event.name in {"Ref", "URN"}:
            self._refer(event.attributes.get("maintainableParentID", ""), event.attributes.get("id", ""))

    def _item(self, identity: str, event: Event) -> None:
        self._items.append(identity)
        self.found.lists[self._list].setdefault(identity, {})
        self._count += 1
        if self._count > MOST_NAMES:
            raise too_large(self._count, MOST_NAMES, "codes", f"line {event.line}")

    def _begin_component(self, event: Event) -> None:
        given = event.attributes
        concept = given.get("conceptRef", "")
        self._component = Component(
            given.get("id") or concept,
            _COMPONENTS[event.name],
            (given.get("conceptSchemeRef", ""), concept),
            given.get("codelist", ""),
            "FREQ" if given.get("isFrequencyDimension") == "true" else "",
        )
        self.found.structures[self._structure].append(self._component)

    def _refer(self, parent: str, identity: str) -> None:
        """Take in a reference, by what it stands in."""
        holder = self._path[-2] if len(self._path) > 1 else ""
        if not identity:
            return
        if self._component is not None:
            self._refer_component(holder, parent, identity)
        elif holder == "Enumeration" and self._items:
            self.found.concept_lists[self._list, self._items[-1]] = identity
        elif holder == "Structure" and self._flow:
            self.found.flows[self._flow] = identity

    def _refer_component(self, holder: str, parent: str, identity: str) -> None:
        component = self._component
        if component is None:
            return
        if holder == "ConceptIdentity":
            component.concept = (parent, identity)
            component.id = component.id or identity
        elif holder == "Enumeration":
            component.listed = identity
        elif holder in {"ConceptRole", "Role"}:
            component.role = identity

    def end(self, event: Event) -> None:
        """Take in the end of an element, and its words."""
        language = self._languages.pop()
        if event.name in {"Name", "Description"} and event.text:
            self._word(event, language)
        elif event.name == "URN" and (found := URN.search(event.text)):
            self._refer(found["parent"] if found["item"] else "", found["item"] or found["parent"])
        self._path.pop()
        if (
            event.name in _ITEMS
            and self._items
            and self._path
            and self._path[-1] in _LISTS | _ITEMS | {"Codes"}
        ):
            self._items.pop()
        elif event.name in _LISTS:
            self._list = ""
        elif event.name in _STRUCTURES:
            self._structure = ""
        elif event.name == "Dataflow":
            self._flow = ""
        elif event.name in _COMPONENTS and self._path and self._path[-1] in _HOLDERS:
            self._component = None

    def _word(self, event: Event, language: str) -> None:
        holder = self._path[-2] if len(self._path) > 1 else ""
        if holder in _ITEMS and self._items:
            words = self.found.lists[self._list][self._items[-1]]
        elif holder in _STRUCTURES or holder == "Dataflow":
            words = self.found.names.setdefault(self._structure or self._flow, {})
        else:
            return
        if event.name == "Name" or language not in words:
            words[language] = " ".join(event.text.split())
