"""What does one page of the board carry, before words and formats are put on?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Problem
from styrbord.core.base.text import Text
from styrbord.core.spine.facts import EditionNote, Version
from styrbord.core.spine.indicators import Indicator
from styrbord.core.spine.subjects import Subject
from styrbord.figures.model import (
    Bar,
    Deviation,
    Figure,
    Input,
    Line,
    PartCheck,
    PeerAnswer,
    State,
    Tile,
)


@dataclass(frozen=True, slots=True)
class Labels:
    """Names of the codes that a page may show; a code without a name is shown as itself.

    `type_of` gives the type of a subject; `units` the printed form of a unit's code.
    """

    subjects: Mapping[str, Subject] = field(default_factory=dict)
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    types: Mapping[str, Text] = field(default_factory=dict)
    type_of: Mapping[str, str] = field(default_factory=dict)
    levels: Mapping[str, Text] = field(default_factory=dict)
    posts: Mapping[str, Text] = field(default_factory=dict)
    rubrics: Mapping[str, Text] = field(default_factory=dict)
    datasets: Mapping[str, Text] = field(default_factory=dict)
    units: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shell:
    """What stands around every page: the moment it is shown for, and its dates.

    `as_of` and `vintage` are None and "" when the reader asked for none; `releases` and
    `vintages` are the choices, newest first. `published_on` and `updated_on` are the page's. `early` are
    editions that this reader alone sees before their moment.
    """

    is_invented: bool = False
    today: date | None = None
    as_of: date | None = None
    vintage: str = ""
    releases: tuple[date, ...] = ()
    vintages: tuple[str, ...] = ()
    released_on: date | None = None
    datasets: int = 0
    published_on: date | None = None
    updated_on: date | None = None
    early: tuple[EditionNote, ...] = ()


@dataclass(frozen=True, slots=True)
class RubricRow:
    """One line of the overview's rail: a rubric and how many of its indicators deviate."""

    code: str
    titles: Text
    act: int = 0
    watch: int = 0


@dataclass(frozen=True, slots=True)
class Overview:
    """One subject at a glance, exceptions first.

    `exceptions` holds at most 12, `more` how many are left out; `act` and `watch` count all.
    `received` is (on time, expected) of datasets' subjects; `members` counts direct and
    indirect members of `member_level`; `provisional_share` is a share from 0 to 1.
    """

    subject: Subject
    exceptions: tuple[Deviation, ...]
    more: int
    act: int
    watch: int
    behind: int
    missing: int
    indicators: int
    members: int
    areas: tuple[Bar, ...]
    better: tuple[Tile, ...]
    received: tuple[int, int]
    provisional_share: float | None
    tiles: tuple[Tile, ...]
    rubrics: tuple[RubricRow, ...]
    datasets: int
    released_on: date | None
    member_level: str = ""


@dataclass(frozen=True, slots=True)
class TreeNode:
    """One subject of the tree with its members; `counts` says whether it adds to its parent."""

    subject: Subject
    children: tuple["TreeNode", ...] = ()
    type: str = ""
    counts: bool = True


@dataclass(frozen=True, slots=True)
class PageNote:
    """A page of the board as it is listed; `kind` is rubric or page, `publicity` public or signed-in."""

    code: str
    titles: Text
    intro: Text = field(default_factory=dict)
    parent: str = ""
    order: int = 0
    kind: str = "page"
    publicity: str = "public"


@dataclass(frozen=True, slots=True)
class PageNode:
    """One page of the tree with the pages under it."""

    page: PageNote
    children: tuple["PageNode", ...] = ()


@dataclass(frozen=True, slots=True)
class RubricSummary:
    """One rubric on a subject's page: its headline tiles and how many indicators deviate."""

    page: PageNote
    tiles: tuple[Tile, ...]
    act: int = 0
    watch: int = 0
    rest: tuple[Tile, ...] = ()

    @property
    def all_tiles(self) -> tuple[Tile, ...]:
        """Headline tiles and the rest of the rubric's."""
        return (*self.tiles, *self.rest)


@dataclass(frozen=True, slots=True)
class SubjectPage:
    """One subject with all rubrics; `parents` run from the root down.

    `exceptions` are what deviates among its own numbers, at most 12, `more` how many are left out; `states`
    is the state of each indicator, which its course may make worse.
    """

    subject: Subject
    parents: tuple[Subject, ...]
    members: tuple[Subject, ...]
    type: str
    rubrics: tuple[RubricSummary, ...]
    exceptions: tuple[Deviation, ...] = ()
    more: int = 0
    states: Mapping[str, State] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GoalRow:
    """One goal with the clause of the document that sets it, and the indicators that measure it."""

    code: str
    names: Text
    document: Text = field(default_factory=dict)
    clause: str = ""
    clause_text: Text = field(default_factory=dict)
    tiles: tuple[Tile, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a page, filled for a subject.

    `kind` is tiles, chart, table, breakdown, map, text or goals. `chart` is line, stacked or
    bars. A table shows `tiles` as rows, a breakdown shows `lines` of role part as rows; `checks`
    lists where its parts do not give the total, if `is_checked`.
    """

    kind: str
    id: str
    titles: Text = field(default_factory=dict)
    chart: str = "line"
    tiles: tuple[Tile, ...] = ()
    lines: tuple[Line, ...] = ()
    areas: tuple[Bar, ...] = ()
    goals: tuple[GoalRow, ...] = ()
    text: Text = field(default_factory=dict)
    indicator: str = ""
    period: Period | None = None
    dimension: str = ""
    unit: str = ""
    decimals: int = 1
    is_checked: bool = False
    checks: tuple[PartCheck, ...] = ()


@dataclass(frozen=True, slots=True)
class RubricPage:
    """One rubric of one subject."""

    subject: Subject
    page: PageNote
    blocks: tuple[Block, ...]
    parents: tuple[Subject, ...] = ()
    rubrics: tuple[RubricRow, ...] = ()


@dataclass(frozen=True, slots=True)
class FreePage:
    """A page outside the rubrics, with its place in the tree."""

    page: PageNote
    blocks: tuple[Block, ...]
    subject: Subject | None = None
    parents: tuple[PageNote, ...] = ()
    children: tuple[PageNote, ...] = ()


@dataclass(frozen=True, slots=True)
class TableRow:
    """One period of an indicator; `gap` is value minus target, `status` the OBS_STATUS letter."""

    period: Period
    value: Figure | None
    target: float | None
    gap: float | None
    median: float | None
    state: State
    status: str
    version_count: int = 0


@dataclass(frozen=True, slots=True)
class InputValue:
    """One input of a formula with its value."""

    input: Input
    figure: Figure


@dataclass(frozen=True, slots=True)
class RollUp:
    """Reported beside computed total; `difference` is reported minus computed, None if either lacks."""

    reported: Figure | None
    computed: Figure
    difference: float | None
    reported_members: int
    expected_members: int
    members: tuple[Bar, ...] = ()


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """One indicator of one subject: course, peers, map, definition and history."""

    indicator: Indicator
    subject: Subject
    tile: Tile
    lines: tuple[Line, ...]
    rows: tuple[TableRow, ...]
    peers: tuple[Bar, ...] = ()
    peer_answer: PeerAnswer | None = None
    areas: tuple[Bar, ...] = ()
    members_table: tuple[Bar, ...] = ()
    formula: str = ""
    inputs: tuple[InputValue, ...] = ()
    rollup: RollUp | None = None
    editions: tuple[EditionNote, ...] = ()
    grain: str = ""
    grains: tuple[str, ...] = ()
    rubric: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where one number comes from: every version, newest vintage first, or formula and inputs.

    `is_released` is false where numbers of the subject are not released at the reader's level at all.
    """

    indicator: Indicator
    subject: Subject
    period: Period
    figure: Figure | None
    versions: tuple[Version, ...] = ()
    formula: str = ""
    inputs: tuple[InputValue, ...] = ()
    rollup: RollUp | None = None
    is_released: bool = True


@dataclass(frozen=True, slots=True)
class RankRow:
    """One subject in a comparison; ranks are None where there is no ranking."""

    subject: str
    figure: Figure | None
    low: int | None = None
    high: int | None = None
    state: State | None = None
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class CompareTable:
    """Subjects of one type by one indicator; `type` is "" for a labelled mixed table."""

    indicator: str
    type: str
    rows: tuple[RankRow, ...]
    is_ranked: bool
    median: float | None = None


@dataclass(frozen=True, slots=True)
class ComparePage:
    """Several subjects or indicators beside each other, ranked only within a type."""

    indicators: tuple[str, ...]
    subjects: tuple[str, ...]
    period: Period | None
    periods: tuple[Period, ...] = ()
    is_mixed: bool = False
    lines: tuple[Line, ...] = ()
    tables: tuple[CompareTable, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class MapPage:
    """One indicator of one period over the areas; `type` is "" for all types."""

    indicator: Indicator
    period: Period | None
    areas: tuple[Bar, ...]
    type: str = ""
    types: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    has_outlines: bool = True
