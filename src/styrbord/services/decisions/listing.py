"""Which decisions does a reader see, and what stands on the page of one?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Min, OuterRef, Q, Subquery

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.base.problems import Refused
from styrbord.core.spine.indicators import Indicator
from styrbord.core.strategy.decisions.chain import Link, bridged, chain_of
from styrbord.core.strategy.decisions.effect import LEVEL
from styrbord.core.strategy.decisions.model import Expectation, Proposal
from styrbord.core.strategy.decisions.readability import Readability, readability
from styrbord.core.strategy.decisions.stakeholders import About
from styrbord.core.strategy.decisions.workflow import State
from styrbord.figures.decisions import decision_figure
from styrbord.figures.forecasts import Ahead, Band
from styrbord.figures.model import Figure
from styrbord.services.decisions import critique_notes, moving, origins, pinning, reviewing, stakeholders
from styrbord.services.decisions.checking import is_withdrawn
from styrbord.services.decisions.notes import DecisionNote, DecisionPage, EffectNote, StepNote
from styrbord.services.decisions.seeing import is_seen, moment, newest, now_of, said_in, seen_row
from styrbord.services.forecasts.gathering import seen
from styrbord.services.reading import PUBLIC, Reading, visible
from styrbord.store.clock import from_ms
from styrbord.store.steering.models import (
    Decision,
    DecisionEffect,
    DecisionLink,
    DecisionVersion,
)

NOT_TAKEN = (State.PROPOSED, State.UNDER_REVIEW, State.WITHDRAWN)
CHECKED = (State.KEPT, State.MISSED, State.UNDECIDABLE)
NEXT_REVIEW = Min("reviews__due_on", filter=Q(reviews__done_at=None))
MOST = 500
"""Decisions that are looked at for a list, the newest."""
Noted = tuple[DecisionNote, Proposal]


def listed(
    reading: Reading, *, state: str = "", subject: str = "", indicator: str = "", only_pilots: bool = False
) -> tuple[DecisionNote, ...]:
    """Decisions that the reader may see, the newest first, as they stood at the reader's moment."""
    found = []
    for row, version, said in _seen(reading):
        is_meant = (
            state in {"", version.state}
            and subject in {"", said.subject, *(one for _, one in said.series)}
            and indicator in {"", *(one for one, _ in said.series)}
            and (said.is_pilot or not only_pilots)
        )
        if is_meant:
            found.append(_note(row, version, said))
    return tuple(found)


def one(user: object, reading: Reading, token: str) -> DecisionPage:
    """One decision with all that its reader may see, and what they may do with it.

    Raises
    ------
    Refused
        `decision.not-found`.
    """
    row, version, said = seen_row(reading, token)
    is_now = version.revision == row.revision and reading.as_of == reading.now
    found = _page(reading, row, version, said)
    if not is_now:
        return found
    return replace(
        found,
        verbs=moving.verbs_for(user, reading, row, said),
        may_publish=moving.may_publish(user, reading, row, said),
        may_ask=critique_notes.may_ask(user, reading, row, said),
        critique=critique_notes.note(user, reading, row, said),
        may_record=stakeholders.may_keep(user, said.subject),
    )


def preview(reading: Reading, token: str) -> DecisionPage:
    """A decision that the reader sees as everybody will read it once it is public.

    Raises
    ------
    Refused
        `decision.not-found`, `decision.not-taken` or `decision.not-open`.
    """
    row, version, said = seen_row(reading, token)
    problems = moving.problems_of_publicity(row, said)
    if problems:
        raise Refused(problems)
    return _page(visible(PUBLIC), row, version, said)


def _page(reading: Reading, row: Decision, version: DecisionVersion, said: Proposal) -> DecisionPage:
    evidence, left_out = pinning.shown(reading, said.evidence)
    note = _note(row, version, said)
    chain = _chain(reading, (note, said))
    return DecisionPage(
        **{name: getattr(note, name) for name in DecisionNote.__dataclass_fields__},
        said=said,
        revision=row.revision,
        readability=_readability(said.summary),
        evidence=evidence,
        left_out=left_out,
        effects=tuple(_effects(reading, row, version, said)),
        chain=tuple(one for one, _ in chain.notes),
        links=chain.links,
        links_left_out=chain.left_out,
        steps=_steps(reading, row),
        gaps=chain.gaps,
        origin=origins.note(reading, row, said),
        reviews=reviewing.notes(row, moment(reading)),
        positions=stakeholders.positions(About.DECISION, row.token, moment(reading)),
        critique=critique_notes.note(None, reading, row, said),
    )


def to_review(reading: Reading) -> tuple[DecisionNote, ...]:
    """Decisions that were checked or whose day of review has passed, the earliest day first."""
    late = overdue(reading)
    found = {note.token: note for note in (*late, *(one for one in listed(reading) if one.state in CHECKED))}
    return tuple(sorted(found.values(), key=lambda note: note.review_on or date.max))


def overdue(reading: Reading) -> tuple[DecisionNote, ...]:
    """Decisions in force or later whose day of review has passed without one, the longest wait first."""
    found = [
        note
        for note in listed(reading)
        if note.review_on and note.review_on < reading.today and note.state not in NOT_TAKEN
    ]
    return tuple(sorted(found, key=lambda note: note.review_on or date.max))


def lessons(reading: Reading, words: str) -> tuple[DecisionNote, ...]:
    """Decisions of whose title, summary or lessons each of some words is part, or of their series."""
    wanted = words.casefold().split()
    if not wanted:
        return ()
    found = []
    for row, version, said in _seen(reading):
        text = _searched(reading, said)
        if all(word in text for word in wanted):
            found.append(_note(row, version, said))
    return tuple(found)


def on_series(reading: Reading, indicator: str, subject: str) -> tuple[DecisionNote, ...]:
    """Decisions in force that were to change a series, the earliest first."""
    rows = DecisionEffect.objects.filter(indicator__code=indicator, subject__code=subject)
    numbers = set(rows.values_list("decision_id", flat=True))
    if not numbers:
        return ()
    found = [
        _note(row, version, said)
        for row, version, said in _seen(reading, numbers)
        if version.state not in NOT_TAKEN
    ]
    return tuple(sorted(found, key=lambda note: note.in_force_on or date.max))


def of_deviation(reading: Reading, token: str, *named: str) -> tuple[DecisionNote, ...]:
    """Decisions that come from a deviation, and others that are named, that the reader may see."""
    comes = DecisionVersion.objects.filter(content__origin_kind="deviation", content__origin=token)
    also = Decision.objects.filter(token__in=[one for one in named if one])
    numbers = {*comes.values_list("decision_id", flat=True), *also.values_list("pk", flat=True)}
    if not numbers:
        return ()
    notes = [(_note(row, version, said), said) for row, version, said in _seen(reading, numbers)]
    return tuple(note for note, said in notes if said.origin == token or note.token in named)


def _searched(reading: Reading, said: Proposal) -> str:
    indicators, subjects = reading.register.indicators(), reading.register.subjects()
    names = [
        name
        for indicator, subject in said.series
        for name in (
            *indicators[indicator].names.values(),
            *(subjects[subject].names.values() if subject in subjects else ()),
        )
    ]
    own = subjects[said.subject].names.values() if said.subject in subjects else ()
    codes = (said.subject, *(code for pair in said.series for code in pair))
    parts = (said.title, said.lessons, *said.summary.values(), *names, *own, *codes)
    return "\n".join(parts).casefold()


def _seen(
    reading: Reading, numbers: Iterable[int] | None = None
) -> Iterable[tuple[Decision, DecisionVersion, Proposal]]:
    """Decisions that the reader may see, each in its version of the moment, the newest first."""
    rows = Decision.objects.filter(proposed_at__lte=moment(reading)).select_related("subject")
    rows = rows.annotate(review_on=NEXT_REVIEW, verdict=_verdict(moment(reading)))
    if numbers is not None:
        rows = rows.filter(pk__in=list(numbers))
    if not reading.principal.is_signed_in:
        rows = rows.exclude(published_at=None)
    found = list(rows.order_by("-proposed_at", "-pk")[:MOST])
    versions = _versions(reading, found)
    now = now_of(reading)
    for row in found:
        version = versions.get(row.pk)
        if version is None:
            continue
        said = said_in(version)
        is_old = version.revision != row.revision
        if is_seen(now, row, said) and (not is_old or is_seen(now, row, newest(row))):
            yield row, version, said


def _verdict(at: int) -> Subquery:
    """What the last check of each decision up to a moment, ms, has found."""
    checked = DecisionVersion.objects.filter(decision=OuterRef("pk"), state__in=CHECKED, at__lte=at)
    return Subquery(checked.order_by("-revision").values("state")[:1])


def _versions(reading: Reading, rows: Sequence[Decision]) -> Mapping[int, DecisionVersion]:
    found = DecisionVersion.objects.filter(decision__in=rows, at__lte=moment(reading)).order_by("revision")
    newest_ones = dict(found.values_list("decision_id", "pk"))
    kept = DecisionVersion.objects.filter(pk__in=newest_ones.values()).select_related("words")
    return {one.decision_id: one for one in kept}


def _note(row: Decision, version: DecisionVersion, said: Proposal) -> DecisionNote:
    is_decided = version.state not in {State.PROPOSED, State.UNDER_REVIEW}
    return DecisionNote(
        row.token,
        said.title,
        said.subject,
        version.state,
        row.owner,
        said.series,
        from_ms(row.proposed_at),
        from_ms(row.decided_at) if row.decided_at and is_decided else None,
        said.in_force_on,
        said.check_on,
        said.is_pilot,
        str(said.novelty),
        row.published_at is not None,
        getattr(row, "review_on", None) if version.revision == row.revision else None,
        (getattr(row, "verdict", "") or "") if version.state == State.REVIEWED else "",
    )


def _readability(summary: Mapping[str, str]) -> Mapping[str, Readability]:
    scored = {language: readability(words, language) for language, words in summary.items()}
    return {language: score for language, score in scored.items() if score is not None}


def _steps(reading: Reading, row: Decision) -> tuple[StepNote, ...]:
    found = row.versions.filter(at__lte=moment(reading)).exclude(verb="change").order_by("revision")
    return tuple(StepNote(from_ms(each.at), each.by, each.verb, each.state) for each in found)


@dataclass(frozen=True, slots=True)
class Chained:
    """Decisions before and after one, earlier ones first, those that a reader sees, with what they say.

    Between two that follow each other through one that is not shown is a gap; `left_out` is how many are not.
    """

    notes: tuple[Noted, ...]
    links: tuple[Link, ...]
    gaps: tuple[Link, ...]
    left_out: int


def chained(reading: Reading, token: str) -> Chained:
    """Chain of a decision.

    Raises
    ------
    Refused
        `decision.not-found`.
    """
    row, version, said = seen_row(reading, token)
    return _chain(reading, (_note(row, version, said), said))


def _chain(reading: Reading, own: Noted) -> Chained:
    every: list[Link] = list(DecisionLink.objects.values_list("earlier__token", "later__token"))
    tokens = chain_of(every, own[0].token)
    others = Decision.objects.filter(token__in=tokens).exclude(token=own[0].token)
    found = _seen(reading, others.values_list("pk", flat=True)) if len(tokens) > 1 else ()
    noted = {row.token: (_note(row, version, said), said) for row, version, said in found}
    noted[own[0].token] = own
    shown = tuple(noted[token] for token in tokens if token in noted)
    links, gaps = bridged([one for one in every if one[0] in tokens and one[1] in tokens], set(noted))
    return Chained(shown, links, gaps, len(tokens) - len(shown))


def _effects(
    reading: Reading, row: Decision, version: DecisionVersion, said: Proposal
) -> Iterable[EffectNote]:
    """Effects as expected; the forecast and what came for whoever sees every number that they rest on."""
    rows = {each.number: each for each in row.effects.select_related("indicator", "subject")}
    known, now = reading.register.indicators(), now_of(reading)
    is_decided = version.state not in {State.PROPOSED, State.UNDER_REVIEW}
    for number, each in enumerate(said.expectations):
        definition, kept = known.get(each.indicator), rows.get(number)
        if definition is None:
            continue
        base: Mapping[str, Any] = {}
        result: Mapping[str, Any] = {}
        if kept is not None and is_decided and _sees_whole(now, definition, each.subject):
            base, result = _baseline(reading, kept), _result(reading, kept)
        found = _effect(definition, each, base, result if base else {})
        is_told = bool(found.verdict) and kept is not None
        yield replace(found, deviation=origins.seen(reading, kept.deviation)) if is_told and kept else found


def _sees_whole(now: Reading, definition: Indicator, subject: str) -> bool:
    return subject in seen(now, definition, (subject,))[1]


def _baseline(reading: Reading, row: DecisionEffect) -> Mapping[str, Any]:
    """Forecast without the decision; none where it rests on what was withdrawn since."""
    found = row.baseline
    if not found or found["as_of"] > moment(reading) or is_withdrawn(found["datasets"], found["as_of"]):
        return {}
    return found


def _result(reading: Reading, row: DecisionEffect) -> Mapping[str, Any]:
    """What a check found by the reader's moment, from the very number that the reader saw then."""
    found = row.result
    if not found or found["at"] > moment(reading):
        return {}
    period = Period(Frequency(row.frequency), row.by)
    then = pinning.as_then(reading, found["at"])
    value, _ = pinning.cell(then, row.indicator.code, row.subject.code, period)
    return {**found, "verdict": row.verdict} if value == found["value"] else {}


def _effect(
    definition: Indicator, each: Expectation, base: Mapping[str, Any], result: Mapping[str, Any]
) -> EffectNote:
    def made(name: str, value: float | None, edition: int = 0) -> Figure | None:
        if value is None:
            return None
        return decision_figure(name, definition, each.subject, each.by, value, edition)

    return EffectNote(
        each.indicator,
        each.subject,
        each.by,
        each.check_on,
        decision_figure("expected", definition, each.subject, each.by, each.change),
        made("forecast", base.get("mean")),
        made("forecast_low", base.get("lower")),
        made("forecast_high", base.get("upper")),
        from_ms(base["as_of"]) if base else None,
        bool(base.get("run")),
        made("actual", result.get("value"), result.get("edition", 0)),
        made("estimate", result.get("estimate")),
        made("low", result.get("low")),
        made("high", result.get("high")),
        result.get("verdict", ""),
        from_ms(result["at"]) if result else None,
        tuple(_path(definition, each, base)),
    )


def _path(definition: Indicator, each: Expectation, base: Mapping[str, Any]) -> Iterator[Ahead]:
    for ordinal, *values in base.get("path", ()):
        if None not in values:
            period = Period(each.by.frequency, ordinal)
            mean, low, high = (
                decision_figure(name, definition, each.subject, period, value)
                for name, value in zip(("forecast", "forecast_low", "forecast_high"), values, strict=True)
            )
            yield Ahead(period, mean, {LEVEL: Band(low, high)}, None, is_nowcast=False)
