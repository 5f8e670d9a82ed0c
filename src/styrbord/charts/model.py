"""What is a chart before it is drawn: a specification, a title, a sentence, a table and links?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

Width = Literal["wide", "narrow"]
Spec = Mapping[str, Any]


class Mark(NamedTuple):
    """One mark a reader can point at: its key in the specification, its words and where it leads."""

    key: str
    label: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The chart's data: worded columns, raw numbers; None is missing."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | float | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart in its two widths.

    `spec` and `narrow` are Vega-Lite, or for a map a drawing of our own; `notes` are captions
    that explain marks; `key` of each mark stands in the specification as its description.
    """

    kind: str
    title: str
    reading: str
    table: Table
    spec: Spec
    narrow: Spec
    links: tuple[Mark, ...]
    width: int
    height: int
    notes: tuple[str, ...] = field(default=())

    @property
    def is_linked(self) -> bool:
        """Whether any mark leads onward."""
        return any(mark.href for mark in self.links)


def local(href: str) -> str:
    """Give the link back when it stays on this site.

    Raises
    ------
    ValueError
        If it names a host or a scheme: charts link within the board only.
    """
    if href and (href[0] not in "/?#" or href.startswith("//") or "\\" in href):
        raise ValueError(f"link {href!r} leaves the site; begin it with '/', '?' or '#'")
    return href
