"""How are findings told: headings and the lines under them?"""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from styrbord.figures import format as written
from styrbord.figures.listings import Calendar, RegisterPage
from styrbord.figures.model import Figure, PeerAnswer, Standing, State, Tile
from styrbord.figures.pages import (
    Block,
    ComparePage,
    CompareTable,
    IndicatorPage,
    Labels,
    MapPage,
    Overview,
    Provenance,
    RubricPage,
    Shell,
    SubjectPage,
)
from styrbord.figures.signals import SignalLine
from styrbord.web import code_words, names
from styrbord.web.amounts import after_since, figure, period
from styrbord.web.answers import rank
from styrbord.web.names import language


def overview_heading(page: Overview, name: str) -> str:
    """The finding of the overview: how many things deviate, and how many need action."""
    deviating = page.act + page.watch
    if not deviating:
        return _("%(name)s: nothing deviates") % {"name": name}
    text = ngettext("%(name)s: %(n)d thing deviates", "%(name)s: %(n)d things deviate", deviating)
    told = text % {"name": name, "n": deviating}
    if not page.act:
        return told
    return told + ngettext(", %(n)d to act on", ", %(n)d to act on", page.act) % {"n": page.act}


def overview_sub(page: Overview) -> str:
    """What was looked at, in one sentence."""
    looked = ngettext("%(n)d indicator", "%(n)d indicators", page.indicators) % {"n": page.indicators}
    if page.members:
        looked = f"{looked} {code_words.in_members(page.members, page.member_level)}"
    return looked + "."


def nothing_deviates(page: Overview) -> str:
    """What stands in place of an empty list of exceptions."""
    text = ngettext("%(n)d indicator checked.", "%(n)d indicators checked.", page.indicators)
    return text % {"n": page.indicators}


def subject_heading(page: SubjectPage, name: str) -> str:
    """The finding of a subject's page."""
    states = {tile.indicator: tile.state for rubric in page.rubrics for tile in rubric.all_tiles}
    states |= page.states
    return state_heading(name, list(states.values()))


def rubric_heading(page: RubricPage) -> str:
    """The finding of a rubric: its title, and what deviates in it."""
    found = {tile.indicator: tile.state for block in page.blocks for tile in block.tiles}
    name = f"{names.words(page.page.titles)}, {names.words(page.subject.names)}"
    return state_heading(name, list(found.values()))


def state_heading(name: str, states: Sequence[State]) -> str:
    """A name with what deviates under it, each indicator counted once; silence is not taken for good news."""
    act, watch = states.count(State.ACT), states.count(State.WATCH)
    if states and all(state is State.NO_DATA for state in states):
        return _("%(name)s: no data") % {"name": name}
    if not act and not watch:
        return _("%(name)s: nothing deviates") % {"name": name}
    parts = []
    if act:
        parts.append(ngettext("%(n)d to act on", "%(n)d to act on", act) % {"n": act})
    if watch:
        parts.append(ngettext("%(n)d to watch", "%(n)d to watch", watch) % {"n": watch})
    return f"{name}: {', '.join(parts)}"


def course_heading(tile: Tile, left: SignalLine | None = None) -> str:
    """Finding of the chart over time, from the state and since when; `left`: it has left its course."""
    if tile.value is None or tile.value.value is None:
        return _("No data yet")
    if left is not None and tile.target.standing is not Standing.BEHIND:
        told = {
            "period": after_since(left.since),
            "value": figure(left.value),
            "expected": figure(left.expected),
        }
        return _("Worse than its usual course since %(period)s: %(value)s, expected %(expected)s") % told
    if tile.target.standing is Standing.NONE:
        return _("No target set: %(value)s, %(period)s") % _now(tile)
    if tile.target.standing is Standing.BEHIND and tile.since is not None:
        told = {"period": after_since(tile.since), **_against(tile)}
        return _("Behind target since %(period)s: %(value)s against %(target)s") % told
    if tile.target.standing is Standing.BEHIND:
        return _("Behind target: %(value)s against %(target)s") % _against(tile)
    return _("On plan: %(value)s against %(target)s") % _against(tile)


def where_heading() -> str:
    """Title of a map."""
    return _("Where")


def part_head() -> str:
    """Head of the column of parts of a breakdown."""
    return _("Part")


def block_title(block: Block) -> str:
    """Title of a block: its own, else the finding of its first tile."""
    own = names.words(block.titles)
    if own:
        return own
    return course_heading(block.tiles[0]) if block.tiles else ""


def compared_title(page: ComparePage, labels: Labels) -> str:
    """What is compared, by name."""
    if len(page.indicators) == 1:
        return names.indicator_name(labels, page.indicators[0])
    if len(page.subjects) == 1:
        return names.subject_name(labels, page.subjects[0])
    return _("Indicators and subjects beside each other")


def compare_title(page: ComparePage, labels: Labels) -> str:
    """Heading of the comparison."""
    if not page.indicators:
        return _("Compare subjects and indicators")
    if not page.subjects:
        return _("%(what)s by type") % {"what": compared_title(page, labels)}
    told = {"what": compared_title(page, labels), "n": len(page.subjects)}
    return ngettext("%(what)s: %(n)d subject", "%(what)s: %(n)d subjects", len(page.subjects)) % told


def peers_heading(answer: PeerAnswer | None, type_name: str) -> str:
    """Place among subjects of the same type."""
    if answer is None:
        return _("No peers: the subject has no type")
    if answer.low is None:
        return _("No rank: fewer than 5 of its type have a value")
    told = {"rank": rank(answer), "type": type_name}
    return _("%(rank)s among its type: %(type)s") % told


def versions_heading(page: Provenance) -> str:
    """How many versions of a number are kept."""
    n = len(page.versions)
    if not n:
        return _("No version is kept")
    return ngettext("%(n)d version is kept", "%(n)d versions are kept", n) % {"n": n}


def quality_heading(page: RegisterPage) -> str:
    """How many entries of the register lack nothing, and how many are late."""
    whole = _("%(whole)d of %(all)d entries lack nothing") % {"whole": page.whole, "all": page.indicators}
    return whole + ngettext(", %(n)d is late", ", %(n)d are late", page.late) % {"n": page.late}


def compare_heading(table: CompareTable, labels: Labels) -> str:
    """Indicator and type of one table of a comparison."""
    name = names.indicator_name(labels, table.indicator)
    kind = names.named(labels.types, table.type) if table.type else _("mixed types, no ranks")
    return f"{name}: {kind}"


def map_heading(page: MapPage) -> str:
    """How many areas have a value."""
    known = sum(area.value is not None for area in page.areas)
    return _("%(n)d of %(all)d areas have a value") % {"n": known, "all": len(page.areas)}


def calendar_heading(page: Calendar) -> str:
    """How many editions of how many datasets were released, and what is late."""
    n, late = len(page.editions), sum(row.late_days > 0 for row in page.datasets)
    told = ngettext("%(n)d edition released", "%(n)d editions released", n) % {"n": n}
    if not late:
        return told
    return told + ngettext(", %(n)d dataset late", ", %(n)d datasets late", late) % {"n": late}


def released(shown_on: str, datasets: int) -> str:
    """Which releases a page rests on."""
    text = ngettext("Released by %(day)s, %(n)d dataset", "Released by %(day)s, %(n)d datasets", datasets)
    return text % {"day": shown_on, "n": datasets}


def released_by(shell: Shell) -> str:
    """Which releases a page rests on, as a sentence."""
    return released(written.date_label(shell.released_on, language=language()), shell.datasets) + "."


def shown_day(shell: Shell) -> str:
    """Day that a page is shown for."""
    return written.date_label(shell.as_of or shell.today, language=language())


def page_dates(published: str, updated: str) -> str:
    """When a page was published and last updated."""
    return _("Page published %(published)s, updated %(updated)s") % {
        "published": published,
        "updated": updated,
    }


def indicator_sub(page: IndicatorPage, type_name: str, parent: str) -> str:
    """Rhythm, type and parent under an indicator's heading."""
    rhythm = code_words.word(code_words.FREQUENCIES, page.grain or page.indicator.frequency)
    return ", ".join(part for part in (rhythm, type_name, parent) if part) + "."


def _now(tile: Tile) -> dict[str, str]:
    return {"value": _worded(tile.value), "period": period(tile.period)}


def _against(tile: Tile) -> dict[str, str]:
    return {"value": _worded(tile.value), "target": _worded(tile.target.target)}


def _worded(value: Figure | None) -> str:
    return figure(value) if value else written.missing(language())
