"""What is a page of the board: its place, who may see it, and its blocks?"""

from dataclasses import dataclass, field
from enum import StrEnum

from styrbord.core.base.text import Text


class PageKind(StrEnum):
    """A rubric is shown for each subject, a page stands alone, the overview names the key figures."""

    RUBRIC = "rubric"
    PAGE = "page"
    OVERVIEW = "overview"


class Publicity(StrEnum):
    """Who may see a page; the narrower one is the default."""

    SIGNED_IN = "signed-in"
    PUBLIC = "public"


class BlockKind(StrEnum):
    """The building blocks of a page."""

    TILES = "tiles"
    CHART = "chart"
    TABLE = "table"
    BREAKDOWN = "breakdown"
    MAP = "map"
    TEXT = "text"
    GOALS = "goals"


class ChartKind(StrEnum):
    """How a chart block draws its indicators."""

    LINE = "line"
    STACKED = "stacked"
    BARS = "bars"


@dataclass(frozen=True, slots=True)
class PageBlock:
    """One block: what it shows, by codes only; numbers are looked up when it is shown."""

    kind: BlockKind
    indicators: tuple[str, ...] = ()
    dimension: str = ""
    chart: ChartKind = ChartKind.LINE
    titles: Text = field(default_factory=dict)
    words: Text = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PageDefinition:
    """A page as an editor made it; `parent` is the page that it stands under.

    `restricted_only` marks a domain that is never public: neither it nor what stands under it, and every
    indicator of the rubric is restricted.
    """

    code: str
    kind: PageKind = PageKind.PAGE
    parent: str = ""
    order: int = 0
    publicity: Publicity = Publicity.SIGNED_IN
    titles: Text = field(default_factory=dict)
    intro: Text = field(default_factory=dict)
    blocks: tuple[PageBlock, ...] = ()
    restricted_only: bool = False
