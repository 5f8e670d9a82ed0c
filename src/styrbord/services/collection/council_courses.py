"""How do numbers that were handed in run beside what the board shows of the subject and of its like?"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

import numpy as np

from styrbord.core.base.expression import parse
from styrbord.core.base.periods import Frequency, Period
from styrbord.core.collection.packages import Entry
from styrbord.core.spine.indicators import Indicator
from styrbord.core.spine.inputs import looks_around
from styrbord.figures import council as figures
from styrbord.figures.council import Better, Change, Compared, Floats, HandedRow
from styrbord.figures.model import Figure, Line, PeerAnswer
from styrbord.figures.panels import Panel
from styrbord.figures.tiles import peer_answer, value_figure
from styrbord.services.collection.council_peers import similar
from styrbord.services.collection.council_posts import Whom
from styrbord.services.reading import Reading

MOST_BETTER = 3
PROVISIONAL = "P"
LENGTH: Mapping[Frequency, int] = {Frequency.MONTH: 25, Frequency.YEAR_TO_DATE: 25, Frequency.WEEK: 60}
"""Periods that a course is shown for: longer than a year, so that a season stands beside its like."""
USUAL_LENGTH = 12


class Courses:
    """Own courses and those of subjects of the same type, read once; `handed` lies over the own ones."""

    def __init__(
        self,
        reading: Reading,
        subject: str,
        period: Period,
        handed: Mapping[str, Entry],
        codes: Iterable[str],
        whom: Whom,
    ) -> None:
        """Keep what is asked; numbers are read when a figure is."""
        self._reading, self._subject, self._period = reading, subject, period
        self._handed, self._whom = handed, whom
        self._codes = tuple(dict.fromkeys(codes))
        self._definitions = reading.register.indicators()
        self.similar = similar(reading, subject, period.first_day)
        self._others = self.similar.others
        self._at = LENGTH.get(period.frequency, USUAL_LENGTH) - 1

    def row(self, code: str) -> HandedRow:
        """One number that was handed in, and its change on a year."""
        definition, own = self._definitions[code], self._own(code)
        is_released = code not in self._handed
        figure = self._figure(definition, own, self._at)
        return HandedRow(code, figure, self._change(definition, own, self._at), is_released)

    def compared(self, code: str) -> Compared | None:
        """One indicator held against the others of the type; None without any own value."""
        definition, own = self._definitions[code], self._own(code)
        known = np.flatnonzero(~np.isnan(own))
        if not len(known):
            return None
        newest, others = int(known[-1]), self._of_others(code)
        at = figures.compared_at(own, others)
        best, is_long_enough = figures.better_peers(definition, own, others, newest if at is None else at)
        return Compared(
            indicator=definition,
            own=self._figure(definition, own, newest),
            period=self._periods[newest],
            is_released=not self._is_own_word(code, newest),
            change=self._change(definition, own, newest),
            peers=self._peers(definition, own, others, at),
            at=None if at is None else self._periods[at],
            compared=None if at is None else self._figure(definition, own, at),
            lines=tuple(self._lines(definition, own, others)),
            better=tuple(self._better(definition, row, at or 0) for row in best[:MOST_BETTER]),
            better_count=len(best),
            is_long_enough=is_long_enough,
        )

    def _own(self, code: str) -> Floats:
        """Own values, those handed in over the released ones; derived anew where inputs were handed in."""
        own = self._panel_own.column(code, self._subject).comparable.copy()
        if code in self._handed:
            value = self._handed[code].value
            own[self._at] = np.nan if value is None else value
        elif self._is_own_word(code, self._at):
            own[self._at] = self._worked_out(code)
        return own

    def _worked_out(self, code: str) -> float:
        definition = self._definitions[code]
        names = sorted(parse(definition.formula).names)
        found = figures.worked_out(definition, {name: self._own(name) for name in names})
        return float(np.broadcast_to(found, len(self._periods))[self._at])

    def _is_own_word(self, code: str, at: int) -> bool:
        """Whether a value stands on what was handed in and is not released."""
        if at != self._at:
            return False
        names = self._inputs(code)
        return code in self._handed or not names.isdisjoint(self._handed)

    def _inputs(self, code: str) -> frozenset[str]:
        """Names of a formula that can be worked out here: known to the reader, in the same rhythm."""
        definition = self._definitions[code]
        names = frozenset(parse(definition.formula).names) if definition.formula else frozenset()
        rhythm = self._period.frequency.value
        is_plain = all(
            name in self._definitions
            and self._definitions[name].frequency == rhythm
            and not self._definitions[name].formula
            for name in names
        )
        return names if is_plain and not looks_around(definition) else frozenset()

    def _figure(self, definition: Indicator, own: Floats, at: int) -> Figure:
        if not self._is_own_word(definition.code, at):
            return value_figure(
                definition, self._subject, self._panel_own.column(definition.code, self._subject), at
            )
        entry = self._handed.get(definition.code)
        value = None if np.isnan(own[at]) else float(own[at])
        status = entry.status if entry else ""
        return figures.handed_in(definition, self._subject, self._periods[at], value, status)

    def _change(self, definition: Indicator, own: Floats, at: int) -> Change | None:
        return figures.on_a_year(definition, own, self._periods, at)

    def _of_others(self, code: str) -> Floats:
        columns = [self._panel_others.column(code, one).comparable for one in self._others]
        return np.array(columns, dtype=np.float64).reshape(len(self._others), len(self._periods))

    def _peers(self, definition: Indicator, own: Floats, others: Floats, at: int | None) -> PeerAnswer | None:
        if at is None or not self._others:
            return None
        values = np.append(own[at], others[:, at])
        return peer_answer(
            self.similar.code, (self._subject, *self._others), values, self._subject, definition
        )

    def _better(self, definition: Indicator, row: int, at: int) -> Better:
        code = self._others[row]
        figure = value_figure(definition, code, self._panel_others.column(definition.code, code), at)
        return Better(code, figure, self._whom.post(code, definition))

    def _lines(self, definition: Indicator, own: Floats, others: Floats) -> Iterator[Line]:
        names = definition.short_names or definition.names
        middle = figures.medians(np.vstack([own[None, :], others]))
        target, _ = self._panel_own.targets(definition.code, self._subject)
        for role, code, words, values in (
            ("actual", definition.code, names, own),
            ("target", definition.code, names, target),
            ("peers-median", "median", {}, middle),
        ):
            known = np.flatnonzero(~np.isnan(values))
            if not len(known):
                continue
            is_own = role == "actual"
            points = tuple(
                (
                    self._periods[at],
                    None if np.isnan(values[at]) else float(values[at]),
                    PROVISIONAL if is_own and self._is_own_word(definition.code, at) else "A",
                )
                for at in range(int(known[0]), int(known[-1]) + 1)
            )
            yield Line(role, code, words, points, definition.stated_unit, definition.decimals)

    @property
    def _periods(self) -> tuple[Period, ...]:
        return tuple(self._period.shift(at - self._at) for at in range(self._at + 1))

    @cached_property
    def _panel_own(self) -> Panel:
        names = [name for code in self._codes for name in self._inputs(code)]
        return self._panel((*self._codes, *names), (self._subject,), has_targets=True)

    @cached_property
    def _panel_others(self) -> Panel:
        return self._panel(self._codes, self._others, has_targets=False)

    def _panel(self, codes: Iterable[str], subjects: tuple[str, ...], *, has_targets: bool) -> Panel:
        first = self._period.shift(-self._at)
        return Panel(
            self._reading,
            tuple(dict.fromkeys(codes)),
            subjects,
            self._period.frequency,
            first=first,
            last=self._period,
            targets=has_targets,
        )
