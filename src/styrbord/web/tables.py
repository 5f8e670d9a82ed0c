"""Which raw table stands behind each table of a page, to be taken away as CSV or XLSX?"""

from collections.abc import Callable, Iterable, Sequence

from django.utils.translation import gettext as _

from styrbord.charts.line import table_of
from styrbord.charts.model import Table
from styrbord.figures.listings import Calendar, RegisterPage
from styrbord.figures.model import Bar, Figure, Tile
from styrbord.figures.pages import (
    Block,
    CompareTable,
    IndicatorPage,
    Labels,
    Overview,
    Provenance,
)
from styrbord.figures.signals import SignalLine
from styrbord.web import code_words, names
from styrbord.web.names import language

Cell = str | float | None
Maker = Callable[[Labels], Table]


def exceptions(page: Overview) -> Maker:
    """What deviates, most urgent first."""
    return lambda labels: _tiles([item.tile for item in page.exceptions], labels)


def signals(cases: Sequence[SignalLine]) -> Maker:
    """Open cases, largest first."""

    def make(labels: Labels) -> Table:
        columns = (
            _("Indicator"),
            _("Subject"),
            _("Period"),
            _("Value"),
            _("Expected"),
            _("Since"),
            _("Found by"),
            _("Tolerances"),
            _("Severity"),
            _("Adjusted p"),
            _("Of the same cause as"),
            _("Case"),
        )
        rows = (
            (
                names.indicator_name(labels, one.indicator),
                names.subject_name(labels, one.subject),
                str(one.period),
                _value(one.value),
                _value(one.expected),
                str(one.since),
                one.track if one.track != "health" else one.direction,
                one.tolerances,
                one.size,
                one.adjusted,
                one.explained_by,
                one.token,
            )
            for one in cases
        )
        return Table(columns, tuple(rows))

    return make


def tiles(block: Block) -> Maker:
    """Tiles of a block, a row to each."""
    return lambda labels: _tiles(block.tiles, labels)


def lines(block: Block) -> Maker:
    """Lines of a block: periods down, lines across."""
    return lambda _labels: table_of(block.lines, language=language())


def periods(page: IndicatorPage) -> Maker:
    """Every period of an indicator."""

    def make(_labels: Labels) -> Table:
        columns = (
            _("Period"),
            _("Actual"),
            _("Target"),
            _("Gap"),
            _("Median of type"),
            _("State"),
            _("Status of number"),
        )
        rows = (
            (
                str(row.period),
                _value(row.value),
                row.target,
                row.gap,
                row.median,
                code_words.word(code_words.STATES, row.state),
                code_words.word(code_words.STATUSES, row.status),
            )
            for row in page.rows
        )
        return Table(columns, tuple(rows))

    return make


def bars(found: Iterable[Bar]) -> Maker:
    """Subjects with a value each."""

    def make(labels: Labels) -> Table:
        columns = (_("Code"), _("Subject"), _("Type"), _("Value"), _("State"), _("Status of number"))
        return Table(columns, tuple(_bar(bar, labels) for bar in found))

    return make


def versions(page: Provenance) -> Maker:
    """Every version of one number."""

    def make(_labels: Labels) -> Table:
        columns = (
            _("Value"),
            _("Status of number"),
            _("Vintage"),
            _("Released here"),
            _("Dataset"),
            _("File"),
            _("Line"),
        )
        rows = (
            (
                one.value,
                one.status,
                one.edition.vintage_label,
                one.edition.released_at.isoformat(),
                one.edition.dataset,
                one.file,
                one.place or (None if one.line is None else float(one.line)),
            )
            for one in page.versions
        )
        return Table(columns, tuple(rows))

    return make


def compared(table: CompareTable) -> Maker:
    """One table of a comparison, in its order."""

    def make(labels: Labels) -> Table:
        columns = (_("Rank from"), _("Rank to"), _("Code"), _("Subject"), _("Value"))
        rows = (
            (
                _count(row.low),
                _count(row.high),
                row.subject,
                names.subject_name(labels, row.subject),
                _value(row.figure),
            )
            for row in table.rows
        )
        return Table(columns, tuple(rows))

    return make


def editions(page: Calendar) -> Maker:
    """Every edition released."""

    def make(_labels: Labels) -> Table:
        columns = (_("Released"), _("Dataset"), _("Vintage"), _("Source"), _("Observations"))
        rows = (
            (
                note.released_at.isoformat(),
                note.dataset,
                note.vintage_label,
                note.source,
                float(note.observations),
            )
            for note in page.editions
        )
        return Table(columns, tuple(rows))

    return make


def quality(page: RegisterPage) -> Maker:
    """Every entry of the register with what it lacks."""

    def make(labels: Labels) -> Table:
        columns = (
            _("Code"),
            _("Indicator"),
            _("Lacks"),
            _("With a value"),
            _("Expected"),
            _("Newest"),
            _("Days late"),
        )
        rows = (
            (
                row.indicator,
                names.indicator_name(labels, row.indicator),
                ", ".join(code_words.word(code_words.LACKS, lack) for lack in row.lacks),
                float(row.with_value),
                float(row.expected),
                str(row.newest or ""),
                float(row.late_days),
            )
            for rubric in page.rubrics
            for row in rubric.rows
        )
        return Table(columns, tuple(rows))

    return make


def _tiles(found: Sequence[Tile], labels: Labels) -> Table:
    columns = (
        _("Code"),
        _("Indicator"),
        _("Subject"),
        _("Period"),
        _("Value"),
        _("Unit"),
        _("Target"),
        _("Change"),
        _("State"),
        _("Owner"),
    )
    return Table(columns, tuple(_tile(tile, labels) for tile in found))


def _tile(tile: Tile, labels: Labels) -> tuple[Cell, ...]:
    return (
        tile.indicator,
        names.indicator_name(labels, tile.indicator),
        names.subject_name(labels, tile.subject),
        str(tile.period or ""),
        _value(tile.value),
        tile.value.unit if tile.value else "",
        _value(tile.target.target),
        _value(tile.change),
        code_words.word(code_words.STATES, tile.state),
        names.named(labels.posts, tile.owner),
    )


def _bar(bar: Bar, labels: Labels) -> tuple[Cell, ...]:
    kind = labels.type_of.get(bar.code, "")
    return (
        bar.code,
        names.words(bar.names) or bar.code,
        names.named(labels.types, kind),
        bar.value,
        code_words.word(code_words.STATES, bar.state) if bar.state else "",
        code_words.word(code_words.STATUSES, bar.status),
    )


def _value(figure: Figure | None) -> float | None:
    return figure.value if figure else None


def _count(n: int | None) -> float | None:
    return None if n is None else float(n)
