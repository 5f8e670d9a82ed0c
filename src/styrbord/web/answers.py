"""How does a tile answer in words: change, target, peers, since when, how fresh?"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from styrbord.core.base.periods import Period
from styrbord.figures import format as written
from styrbord.figures.model import FreshLevel, Freshness, PeerAnswer, Tile
from styrbord.figures.pages import Labels
from styrbord.figures.signals import SignalLine
from styrbord.web import code_words, names
from styrbord.web.amounts import amount, days, duration, figure, has_long_unit, period, short_period
from styrbord.web.names import language

DAYS_OF_YEAR, DAYS_OF_WEEK = 365, 7


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


def _is_year_before(earlier: Period, later: Period) -> bool:
    if earlier.frequency is not later.frequency:
        return False
    return abs((later.first_day - earlier.first_day).days - DAYS_OF_YEAR) < DAYS_OF_WEEK


def freshness(fresh: Freshness) -> str:
    """Newest period and its age, `Oct 2026, 9 days ago`; overdue data and a failed refresh say so first."""
    if fresh.period is None:
        return written.missing(language())
    if fresh.failed_on is not None:
        told = {
            "day": written.date_label(fresh.failed_on, language=language()),
            "period": period(fresh.period),
        }
        return _("last refresh failed on %(day)s; the value is of %(period)s") % told
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
    target = tile.target.target
    if not has_long_unit(target):
        return f"{figure(target)}, {word}"
    return f"{written.number(target.value, decimals=target.decimals, language=language())}, {word}"


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
        told = ngettext(
            "%(n)d has a value, 5 are needed", "%(n)d have a value, 5 are needed", tile.peers.count
        )
        return told % {"n": tile.peers.count}
    if not tile.peers.best_subject or tile.value is None:
        return names.named(labels.types, tile.peers.type)
    best = amount(tile.peers.best, tile.value.unit, tile.value.decimals)
    return _("best: %(name)s %(value)s") % {
        "name": names.subject_name(labels, tile.peers.best_subject),
        "value": best,
    }


def lasted(case: SignalLine) -> str:
    """For how many periods a case has lasted."""
    return duration(case.periods, case.since.frequency)


def since_note(tile: Tile) -> str:
    """For how many periods the state has lasted."""
    if tile.since is None or tile.period is None:
        return ""
    if tile.since.frequency is not tile.period.frequency:
        return ""
    return duration(tile.period.ordinal - tile.since.ordinal + 1, tile.since.frequency)
