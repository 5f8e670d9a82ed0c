"""What does a pack hold once it is read?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from styrbord.core.base.problems import Problem
from styrbord.core.base.text import Text
from styrbord.core.collection.places import Places
from styrbord.core.spine.indicators import Indicator
from styrbord.core.spine.subjects import Membership, Subject, SubjectType, Succession, TypeMembership


@dataclass(frozen=True, slots=True)
class Description:
    """What `pack.toml` says; without the file, what the folder's name and the defaults say."""

    code: str
    names: Text = field(default_factory=dict)
    languages: tuple[str, ...] = ("en",)
    licence: str = ""
    source: str = ""
    is_invented: bool = False
    vintage: str = ""
    release: str = "now"
    today: str = ""
    root: str = ""
    missing_status: str = "O"
    projection: str = "geographic"
    statuses: Mapping[str, str] = field(default_factory=dict)
    datasets: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    types: tuple[SubjectType, ...] = ()
    levels: Mapping[str, Text] = field(default_factory=dict)
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    defaults: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    indicators: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CodeName:
    """One code of a code list, or a post."""

    code: str
    names: Text
    dimension: str = ""
    parent: str = ""
    order: int = 0


@dataclass(frozen=True, slots=True)
class PackFile:
    """A file of the pack, by name and content; with places where its rows are not lines."""

    name: str
    sha256: str
    places: Places | None = None

    def spot(self, line: int | None) -> str:
        """Where a row stands in the file."""
        if self.places is None:
            return f"line {line}"
        return self.places.place(line) if line is not None else ""

    def place(self, line: int | None, column: str = "") -> str:
        """File, line and column; a place says its column itself."""
        parts = (self.name, self.spot(line), f"column {column}" if column and self.places is None else "")
        return ", ".join(filter(None, parts))


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A printed name of a territory without a code: where it first stands, and how many rows have it."""

    name: str
    place: str
    count: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A code that is named somewhere, and must stand for something: subject, indicator, post or type."""

    what: str
    code: str
    place: str


@dataclass(slots=True)
class Pack:
    """Everything a pack says, and every problem found while reading it.

    `observations` has the columns subject, indicator, period, breakdown, scenario, value, status,
    decimals, note, vintage, file, line; codes and periods are text, missing values are null.
    `frequencies` has the indicators whose frequency is stated; `places` has file and line by
    ("indicator", code), and file, line and column by ("link", hierarchy, subject, parent).
    `origin` is the file that the folder was read from, `lacking` are tables, by the folder's name, whose
    codes the store may know, `unmatched` are names of territories without a code.
    """

    description: Description
    subjects: list[Subject] = field(default_factory=list)
    memberships: list[Membership] = field(default_factory=list)
    types: list[TypeMembership] = field(default_factory=list)
    successions: list[Succession] = field(default_factory=list)
    code_list: list[CodeName] = field(default_factory=list)
    posts: list[CodeName] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    peer_groups: list[tuple[str, str, str]] = field(default_factory=list)
    goals: list[dict[str, Any]] = field(default_factory=list)
    pages: str = ""
    forms: str = ""
    shapes: dict[str, dict[str, Any]] = field(default_factory=dict)
    observations: pl.DataFrame = field(default_factory=pl.DataFrame)
    mentions: list[Mention] = field(default_factory=list)
    places: dict[tuple[str, ...], str] = field(default_factory=dict)
    frequencies: set[str] = field(default_factory=set)
    files: list[PackFile] = field(default_factory=list)
    origin: PackFile | None = None
    lacking: dict[str, str] = field(default_factory=dict)
    unmatched: list[Unmatched] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def place(self, file: str, line: int | None, column: str = "") -> str:
        """Where a row of one of the files stands."""
        known = next((one for one in self.files if one.name == file), PackFile(file, ""))
        return known.place(line, column)
