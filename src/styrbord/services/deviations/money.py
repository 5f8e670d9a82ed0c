"""How does money without a result open a case on the series that it should pay for, and end it?

It is a signal of a track of its own without any number: the case holds how many lines it is about, and no
amount and no investment, for whoever sees the series need not see those. It ends as soon as the last line is
matched, and what people have done with it stays owed as with every other.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.strategy.deviations.patience import due_on
from styrbord.core.strategy.deviations.workflow import RULES, State
from styrbord.services.signals.finding import ADVERSE, MONEY, NO_UNIT
from styrbord.services.work import Work
from styrbord.store.clock import to_ms
from styrbord.store.spine.models import Indicator, Subject
from styrbord.store.steering.models import Deviation, Signal, SignalRun


@dataclass(frozen=True, slots=True)
class Unfunded:
    """A series, and how many lines of money stand without the result that it is; 0 = none any more.

    `due` is the day by which the result is planned, `since` when the first of the money came; `owner` is the
    post that answers for the investment.
    """

    indicator: str
    subject: str
    rhythm: Frequency
    owner: str
    due: date
    lines: int
    since: date


@dataclass(frozen=True, slots=True)
class Settled:
    """Tokens of the cases that were opened, that ended, and that have other evidence now."""

    opened: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many cases changed."""
        return len(self.opened) + len(self.ended) + len(self.carried)


def standing_series() -> frozenset[tuple[str, str]]:
    """Indicator and subject of the cases that are open."""
    rows = Deviation.objects.filter(track=MONEY, closed_at=None)
    return frozenset(rows.values_list("indicator__code", "subject__code"))


def stand(piece: Work, told: Iterable[Unfunded]) -> Settled:
    """Open, carry on and end the cases of some series, inside the work that changes plans or facts."""
    opened: list[str] = []
    ended: list[str] = []
    carried: list[str] = []
    run: SignalRun | None = None
    for one in sorted(told, key=lambda each: (each.indicator, each.subject)):
        row = _newest(one)
        if not one.lines:
            if row is not None and row.closed_at is None:
                _end(piece, row)
                ended.append(row.token)
        elif row is None or row.closed_at is not None or row.last.evidence != _evidence(one):
            run = run or _run(piece)
            signal = _signal(run, one)
            if row is not None and row.state != State.CLOSED:
                _carry_on(piece, row, signal)
                carried.append(row.token)
            else:
                opened.append(_open(piece, one, signal, row))
    return Settled(tuple(opened), tuple(ended), tuple(carried))


def _newest(one: Unfunded) -> Deviation | None:
    """Newest case of a series, which nobody else opens or ends until the work is done."""
    Indicator.objects.select_for_update().get(code=one.indicator)
    rows = Deviation.objects.select_for_update(of=("self",)).select_related("last")
    same = rows.filter(indicator__code=one.indicator, subject__code=one.subject, track=MONEY)
    return same.order_by("-pk").first()


def _end(piece: Work, row: Deviation) -> None:
    row.closed_at, row.closed_in = to_ms(piece.at), row.last.period
    row.save(update_fields=["closed_at", "closed_in"])


def _carry_on(piece: Work, row: Deviation, signal: Signal) -> None:
    """Newest evidence of a case; one that had ended while people still have it has come back."""
    if row.closed_at is not None:
        row.closed_at, row.closed_in, row.came_back_at = None, None, to_ms(piece.at)
    row.last = signal
    row.save(update_fields=["last", "closed_at", "closed_in", "came_back_at"])


def _open(piece: Work, one: Unfunded, signal: Signal, before: Deviation | None) -> str:
    due = due_on(State.NEW, signal.frequency, piece.at.date())
    row = Deviation.objects.create(
        token=secrets.token_urlsafe(9),
        indicator_id=signal.indicator_id,
        subject_id=signal.subject_id,
        track=MONEY,
        direction=ADVERSE,
        opened_at=to_ms(piece.at),
        opened_by=signal,
        last=signal,
        holder=one.owner,
        due_at=to_ms(datetime.combine(due, time.max, UTC)) if due else None,
        recurs=before,
    )
    told = {
        "row": row.pk, "post": one.owner, "indicator": one.indicator, "subject": one.subject,
        "signal": signal.pk, "edition": 0,
    }  # fmt: skip
    piece.tell("deviation.opened", row.token, told, rules=RULES)
    return row.token


def _run(piece: Work) -> SignalRun:
    return SignalRun.objects.create(
        question=f"{MONEY}:{secrets.token_hex(16)}", at=to_ms(piece.at), rules=MONEY, share=0, tested=1
    )


def _signal(run: SignalRun, one: Unfunded) -> Signal:
    return Signal.objects.create(
        run=run,
        indicator=Indicator.objects.get(code=one.indicator),
        subject=Subject.objects.get(code=one.subject),
        track=MONEY,
        direction=ADVERSE,
        frequency=one.rhythm.value,
        period=Period.of(one.rhythm, one.due).ordinal,
        since=Period.of(one.rhythm, one.since).ordinal,
        size=0,
        unit=NO_UNIT,
        rank=1,
        evidence=_evidence(one),
    )


def _evidence(one: Unfunded) -> dict[str, object]:
    return {"money": one.lines, "since": one.since.isoformat(), "holder": one.owner}
