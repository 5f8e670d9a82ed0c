"""How are findings told in sentences: headings, readings of charts, answers of tiles?"""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from styrbord.core.base.periods import Frequency, Period
from styrbord.figures import format as written
from styrbord.figures.model import Bar, FreshLevel, Freshness, Line, PeerAnswer, Standing, State, Tile
from styrbord.figures.pages import (
    Block,
    Calendar,
    ComparePage,
    CompareTable,
    IndicatorPage,
    Labels,
    MapPage,
    Overview,
    Provenance,
    RegisterPage,
    RubricPage,
    Shell,
    SubjectPage,
)
from styrbord.figures.words import GENITIVE
from styrbord.web import code_words, names
from styrbord.web.names import language

PATHS = ("target", "plan", "peers-median")
NEAR_DAYS, DAYS_OF_YEAR, DAYS_OF_WEEK = 300, 365, 7

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
    act = sum(rubric.act for rubric in page.rubrics)
    watch = sum(rubric.watch for rubric in page.rubrics)
    return state_heading(name, act, watch)


def rubric_heading(page: RubricPage) -> str:
    """The finding of a rubric: its title, and what deviates in it."""
    found = {tile.indicator: tile.state for block in page.blocks for tile in block.tiles}
    act = sum(state is State.ACT for state in found.values())
    watch = sum(state is State.WATCH for state in found.values())
    return state_heading(f"{names.words(page.page.titles)}, {names.words(page.subject.names)}", act, watch)


def state_heading(name: str, act: int, watch: int) -> str:
    """A name with what deviates under it."""
    if not act and not watch:
        return _("%(name)s: nothing deviates") % {"name": name}
    parts = []
    if act:
        parts.append(ngettext("%(n)d to act on", "%(n)d to act on", act) % {"n": act})
    if watch:
        parts.append(ngettext("%(n)d to watch", "%(n)d to watch", watch) % {"n": watch})
    return f"{name}: {', '.join(parts)}"


def course_heading(tile: Tile) -> str:
    """Finding of the chart over time, from the state and since when."""
    if tile.value is None or tile.value.value is None:
        return _("No data yet")
    if tile.target.standing is Standing.NONE:
        return _("No target set: %(value)s, %(period)s") % _now(tile)
    if tile.target.standing is Standing.BEHIND and tile.since is not None:
        told = {"period": _after_since(tile.since), **_against(tile)}
        return _("Behind target since %(period)s: %(value)s against %(target)s") % told
    if tile.target.standing is Standing.BEHIND:
        return _("Behind target: %(value)s against %(target)s") % _against(tile)
    return _("On plan: %(value)s against %(target)s") % _against(tile)


def course_reading(line: Line) -> str:
    """One sentence on a line: first, last, lowest and highest value with their periods."""
    known = [(when, value) for when, value, _status in line.points if value is not None]
    if not known:
        return _("There is no value to show.")
    lowest, highest = min(known, key=_value), max(known, key=_value)
    told = {
        "first": _plain(line, known[0][1]),
        "start": period(known[0][0]),
        "last": _plain(line, known[-1][1]),
        "end": period(known[-1][0]),
        "low": _plain(line, lowest[1]),
        "low_at": period(lowest[0]),
        "high": _plain(line, highest[1]),
        "high_at": period(highest[0]),
    }
    return (
        _(
            "From %(first)s (%(start)s) to %(last)s (%(end)s); lowest %(low)s (%(low_at)s), "
            "highest %(high)s (%(high_at)s)."
        )
        % told
    )


def lines_reading(lines: Sequence[Line]) -> str:
    """One sentence on several lines: that of the first line of values, or each line's newest value."""
    told = [line for line in lines if line.role not in PATHS and _last(line)]
    if len(told) <= 1 or told[0].role == "actual":
        return course_reading(told[0] if told else lines[0])
    return "; ".join(_newest(line) for line in told[:6]) + "."


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


def bars_reading(bars: Sequence[Bar], unit: str, decimals: int) -> str:
    """One sentence on bars: how many, the largest and the smallest value."""
    known = [bar for bar in bars if bar.value is not None]
    if not known:
        return _("There is no value to show.")
    high = max(known, key=lambda bar: bar.value or 0.0)
    low = min(known, key=lambda bar: bar.value or 0.0)
    told = {
        "n": len(known),
        "high": _amount(high.value, unit, decimals),
        "high_name": _bar_name(high),
        "low": _amount(low.value, unit, decimals),
        "low_name": _bar_name(low),
    }
    return (
        ngettext(
            "%(n)d value: %(high)s in %(high_name)s.",
            "%(n)d values, from %(low)s in %(low_name)s to %(high)s in %(high_name)s.",
            len(known),
        )
        % told
    )


def peers_heading(answer: PeerAnswer | None, type_name: str) -> str:
    """Place among subjects of the same type."""
    if answer is None:
        return _("No peers: the subject has no type")
    if answer.low is None:
        return _("No rank: fewer than 5 of its type have a value")
    told = {"rank": rank(answer), "type": type_name}
    return _("%(rank)s among its type: %(type)s") % told


def map_reading(areas: Sequence[Bar]) -> str:
    """How many areas are in which state."""
    counts = [(state, sum(area.state is state for area in areas)) for state in State]
    return ", ".join(f"{code_words.word(code_words.STATES, s).lower()}: {n}" for s, n in counts if n) + "."


def rank(answer: PeerAnswer | None) -> str:
    """Span of ranks, `5–6 of 9`, or the word none."""
    if answer is None or answer.low is None:
        return pgettext("rank", "none")
    return written.rank_span(answer.low, answer.high, language=language(), of=answer.count)


def change_span(tile: Tile) -> str:
    """From when the change is counted: `on a year`, or the period itself."""
    if tile.change_from is None or tile.period is None:
        return ""
    if _is_year_before(tile.change_from, tile.period):
        return pgettext("change", "on a year")
    return pgettext("change", "since %(period)s") % {"period": short_period(tile.change_from, tile.period)}


def freshness(fresh: Freshness) -> str:
    """Newest period and its age, `Oct 2026, 9 days ago`; overdue data say so first."""
    if fresh.period is None:
        return written.missing(language())
    if fresh.level in {FreshLevel.WATCH, FreshLevel.ACT} and fresh.late_days:
        told = {"period": period(fresh.period), "days": days(fresh.late_days)}
        return _("%(period)s, %(days)s late") % told
    if fresh.age_days is None:
        return period(fresh.period)
    return _("%(period)s, %(days)s ago") % {"period": period(fresh.period), "days": days(fresh.age_days)}


def target_answer(tile: Tile) -> str:
    """Target and standing, `5.0%, behind`, or `none set`."""
    word = code_words.word(code_words.STANDINGS, tile.target.standing)
    if tile.target.target is None:
        return word
    return f"{figure(tile.target.target)}, {word}"


def target_note(tile: Tile) -> str:
    """Standing of the newest value against its target, and where the target ends."""
    word = code_words.word(code_words.STANDINGS, tile.target.standing)
    if tile.target.end is None or tile.target.end_period in {None, tile.period}:
        return word
    return _("%(standing)s; %(value)s by %(period)s") % {
        "standing": word,
        "value": figure(tile.target.end),
        "period": period(tile.target.end_period),
    }


def peers_note(tile: Tile, labels: Labels) -> str:
    """Best of the type, or how many have a value."""
    if tile.peers is None:
        return _("the subject has no type")
    if tile.peers.low is None:
        told = ngettext("%(n)d has a value, 5 are needed", "%(n)d have a value, 5 are needed", tile.peers.count)
        return told % {"n": tile.peers.count}
    if not tile.peers.best_subject or tile.value is None:
        return names.named(labels.types, tile.peers.type)
    best = _amount(tile.peers.best, tile.value.unit, tile.value.decimals)
    return _("best: %(name)s %(value)s") % {
        "name": names.subject_name(labels, tile.peers.best_subject),
        "value": best,
    }


def since_note(tile: Tile) -> str:
    """For how many periods the state has lasted."""
    if tile.since is None or tile.period is None:
        return ""
    if tile.since.frequency is not tile.period.frequency:
        return ""
    return duration(tile.period.ordinal - tile.since.ordinal + 1, tile.since.frequency)


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
    return _("Page published %(published)s, updated %(updated)s") % {"published": published, "updated": updated}


def indicator_sub(page: IndicatorPage, type_name: str, parent: str) -> str:
    """Rhythm, type and parent under an indicator's heading."""
    rhythm = code_words.word(code_words.FREQUENCIES, page.grain or page.indicator.frequency)
    return ", ".join(part for part in (rhythm, type_name, parent) if part) + "."


def period(value: Period | None) -> str:
    """Period in the reader's language."""
    return written.period_label(value, language=language())


def short_period(value: Period, newest: Period) -> str:
    """Period for a narrow column: days and weeks of the last ten months go without their year."""
    is_near = abs((newest.first_day - value.first_day).days) < NEAR_DAYS
    if value.frequency not in {Frequency.DAY, Frequency.WEEK}:
        return period(value)
    if is_near:
        return written.period_label(value, language=language(), with_year=False)
    return period(Period.of(Frequency.MONTH, value.first_day))


def days(n: int) -> str:
    """So many days in words."""
    return written.days(n, language=language())


def duration(n: int, frequency: str) -> str:
    """So many periods in words."""
    return written.duration(n, Frequency(frequency), language=language())


def figure(value: object) -> str:
    """Value of a figure with its unit."""
    return _amount(value.value, value.unit, value.decimals)  # type: ignore[attr-defined]


def _last(line: Line) -> tuple[Period, float] | None:
    known = [(when, value) for when, value, _status in line.points if value is not None]
    return known[-1] if known else None


def _newest(line: Line) -> str:
    when, value = _last(line) or (None, None)
    return f"{names.words(line.names) or line.code} {_amount(value, line.unit, line.decimals)} ({period(when)})"


def _amount(value: float | None, unit: str, decimals: int) -> str:
    return written.quantity(value, decimals=decimals, unit=unit, language=language())


def _plain(line: Line, value: float) -> str:
    return _amount(value, line.unit, line.decimals)


def _now(tile: Tile) -> dict[str, str]:
    return {"value": figure(tile.value), "period": period(tile.period)}


def _against(tile: Tile) -> dict[str, str]:
    return {"value": figure(tile.value), "target": figure(tile.target.target)}


def _value(point: tuple[Period, float]) -> float:
    return point[1]


def _bar_name(bar: Bar) -> str:
    return bar.names.get(language()) or next(iter(bar.names.values()), bar.code)


def _after_since(value: Period) -> str:
    """Period after "since": Russian months that are written in full take the genitive."""
    month, _space, year = period(value).rpartition(" ")
    return f"{GENITIVE[month]} {year}" if month in GENITIVE else period(value)


def _is_year_before(earlier: Period, later: Period) -> bool:
    if earlier.frequency is not later.frequency:
        return False
    return abs((later.first_day - earlier.first_day).days - DAYS_OF_YEAR) < DAYS_OF_WEEK
