"""What changed for a follower within a span, told with the rights that the follower has now?"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
import xarray as xr
from django.db.models import Q

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.base.text import Text
from styrbord.core.board.pages import PageKind
from styrbord.core.spine.facts import EditionNote, Query
from styrbord.services import discussion, pages
from styrbord.services.reading import Reading, visible
from styrbord.services.subscriptions.targets import DATASET, INDICATOR, KINDS, PAGE, SUBJECT, Target, is_seen
from styrbord.store.clock import from_ms, to_ms
from styrbord.store.steering.models import PageVersion


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed: a value, edition, withdrawal, page or answer."""

    kind: str
    code: str
    subject: str = ""
    period: Period | None = None
    before: float | None = None
    after: float | None = None
    label: str = ""
    titles: Text = field(default_factory=dict)
    reason: Text = field(default_factory=dict)
    words: str = ""

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        """Equal for the same change, however many subscriptions it matches."""
        return self.kind, self.code, self.subject, str(self.period or ""), self.label


@dataclass(frozen=True, slots=True)
class Span:
    """What a reader saw before and sees after; both with the rights of now."""

    before: Reading
    after: Reading
    first: datetime
    last: datetime

    def holds(self, moment: datetime | None) -> bool:
        """Whether a moment lies in the span."""
        return moment is not None and self.first < moment <= self.last


def changes(now: Reading, targets: Iterable[Target], first: int, last: int) -> list[Change]:
    """Changes between two moments, ms, that match what is followed, each once."""
    start, stop = from_ms(first), from_ms(last)
    span = Span(visible(now.principal, as_of=start), visible(now.principal, as_of=stop), start, stop)
    seen = [target for target in targets if target.kind in KINDS and is_seen(now, target)]
    found = [one for target in seen for one in (*_told(span, target), *_answers(now, target, first, last))]
    return list({one.key: one for one in found}.values())


def _told(span: Span, target: Target) -> Iterator[Change]:
    if target.kind == PAGE:
        yield from _page(span, target.code)
    elif target.kind == DATASET:
        yield from _editions(span, target.code)
    elif target.kind == SUBJECT:
        yield from _values(span, list(span.after.register.indicators()), [target.code])
    else:
        subjects = [target.subject] if target.subject else list(span.after.register.subjects())
        yield from _values(span, [target.code], subjects)
        yield from _withdrawn(span, target, subjects)


def _values(span: Span, indicators: Sequence[str], subjects: Sequence[str]) -> Iterator[Change]:
    groups: dict[str, list[str]] = defaultdict(list)
    known = span.after.register.indicators()
    for code in indicators:
        if code in known:
            groups[known[code].frequency].append(code)
    for frequency, codes in groups.items():
        yield from _cells(span, tuple(codes), tuple(subjects), Frequency(frequency))


def _cells(
    span: Span, indicators: tuple[str, ...], subjects: tuple[str, ...], frequency: Frequency
) -> Iterator[Change]:
    """Cells whose number or status differs between the two readings."""
    had = tuple(code for code in indicators if code in span.before.register.indicators())
    after = span.after.numbers.panel(Query(indicators, subjects, frequency))
    then = span.before.register.subjects()
    were = tuple(code for code in subjects if code in then)
    before = span.before.numbers.panel(Query(had, were, frequency)) if had and were else None
    start, count = int(after["period"].values[0]) if after["period"].size else 0, after["period"].size
    old = _aligned(before, indicators, subjects, start, count)
    new = after["value"].values
    differs = ~((new == old) | (np.isnan(new) & np.isnan(old)))
    for row, column, at in np.argwhere(differs):
        note = span.after.editions.get(int(after["edition"].values[row, column, at]))
        yield _change(
            indicators[row],
            subjects[column],
            Period(frequency, start + int(at)),
            (float(old[row, column, at]), float(new[row, column, at])),
            note,
        )


def _aligned(
    panel: xr.Dataset | None, indicators: Sequence[str], subjects: Sequence[str], start: int, count: int
) -> np.ndarray:
    """Values of an older panel in the shape of a newer one; NaN where it had none."""
    found = np.full((len(indicators), len(subjects), count), np.nan)
    if panel is None:
        return found
    rows = [indicators.index(str(code)) for code in panel["indicator"].values]
    columns = [subjects.index(str(code)) for code in panel["subject"].values]
    for at, ordinal in enumerate(panel["period"].values):
        if 0 <= int(ordinal) - start < count:
            found[np.ix_(rows, columns, [int(ordinal) - start])] = panel["value"].values[:, :, at : at + 1]
    return found


def _change(
    indicator: str, subject: str, period: Period, values: tuple[float, float], note: EditionNote | None
) -> Change:
    before, after = (None if np.isnan(one) else one for one in values)
    is_correction = note is not None and note.corrects is not None
    reason = note.reason if note is not None and is_correction else {}
    kind = "correction" if is_correction else "value"
    return Change(kind, indicator, subject, period, before, after, reason=reason)


def _withdrawn(span: Span, target: Target, subjects: Sequence[str]) -> Iterator[Change]:
    """Editions with rows of an indicator that were taken back; their numbers are not told."""
    definition = span.after.register.indicators().get(target.code)
    if definition is None:
        return
    query = Query((target.code,), tuple(subjects), Frequency(definition.frequency))
    for note in span.after.editions.values():
        is_meant = note.dataset == definition.dataset and span.holds(note.withdrawn_at)
        if is_meant and span.after.facts.edition_holds(note.id, query):
            yield Change(
                "withdrawal", target.code, target.subject, label=note.vintage_label, reason=note.reason
            )


def _editions(span: Span, dataset: str) -> Iterator[Change]:
    for note in span.after.editions.values():
        if note.dataset != dataset:
            continue
        if span.holds(note.withdrawn_at):
            yield Change("dataset-withdrawal", dataset, label=note.vintage_label, reason=note.reason)
        elif span.holds(note.released_at) and note.withdrawn_at is None:
            kind = "edition" if note.corrects is None else "dataset-correction"
            reason = note.reason if note.corrects is not None else {}
            yield Change(kind, dataset, label=note.vintage_label, reason=reason)


def _page(span: Span, code: str) -> Iterator[Change]:
    shown = PageVersion.objects.filter(
        page__code=code, shown_from__gt=to_ms(span.first), shown_from__lte=to_ms(span.last)
    )
    titles: Mapping[str, Text] = {one.code: one.titles for one in pages.seen(span.after, [PageKind.PAGE])}
    if code in titles:
        for row in shown.order_by("number"):
            yield Change("page", code, label=str(row.number), titles=titles[code])


def _answers(now: Reading, target: Target, first: int, last: int) -> Iterator[Change]:
    places = {
        INDICATOR: Q(indicator=target.code),
        SUBJECT: Q(subject=target.code),
        PAGE: Q(page=target.code),
    }
    if target.kind not in places:
        return
    where = places[target.kind] & (Q(subject=target.subject) if target.subject else Q())
    for about, said, token in discussion.answered_since(now, where, first=first, last=last):
        period = Period.parse(about.period) if about.period else None
        label = f"{token}:{said.number}"
        code = about.indicator or about.page
        yield Change("answer", code, about.subject, period, label=label, words=said.words)
