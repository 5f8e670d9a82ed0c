"""How is a pack loaded: read, checked as a whole, and released in one transaction?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.base.progress import Progress, silent
from styrbord.services import clock, installation
from styrbord.services.disclosure import decide
from styrbord.services.loading import editions, numbering, recording
from styrbord.services.loading.asking import problems_of_forms, publish_forms
from styrbord.services.loading.checking import problems_of
from styrbord.services.loading.closing import rebuild_closure
from styrbord.services.loading.frequencies import with_frequencies
from styrbord.services.loading.naming import problems_of_names, without_known
from styrbord.services.loading.vintages import label, vintage_moments
from styrbord.services.loading.widening import problems_of_classes
from styrbord.services.pages import problems_of_access, problems_of_pages, publish
from styrbord.services.work import Work, work
from styrbord.sources.pack import Pack, read_pack
from styrbord.store.clock import to_ms
from styrbord.store.facts import writing
from styrbord.store.facts.schema import KEY
from styrbord.store.spine import models as tables
from styrbord.store.spine.register import record_change, register_at


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did: counts of what the pack holds, of what was new, the warnings, and what it feeds."""

    subjects: int
    indicators: int
    observations: int
    new_observations: int
    editions: int
    warnings: tuple[Problem, ...]
    datasets: tuple[str, ...] = ()


def load_pack(
    folder: Path,
    *,
    description: Path | None = None,
    actor: str = "operator",
    now: datetime | None = None,
    progress: Progress = silent,
) -> Loaded:
    """Read a pack, release all of its editions or none.

    Raises
    ------
    Refused
        With every error at once; nothing was changed.
    """
    return load_read(read_pack(folder, description, progress), actor=actor, now=now, progress=progress)


def load_read(
    pack: Pack, *, actor: str = "operator", now: datetime | None = None, progress: Progress = silent
) -> Loaded:
    """Release all editions of a pack that has been read, or none.

    Raises
    ------
    Refused
        With every error at once; nothing was changed.
    """
    shift = _shift(pack) if now is None else None
    now = now or clock.now() + timedelta(seconds=shift or 0)
    vintages, wrong = vintage_moments(_vintages(pack), pack.description.vintage, now)
    found = [*pack.problems, *_problems(pack, now), *wrong]
    if any(problem.is_error for problem in found):
        raise Refused([*found, *numbering.repeats(pack)])
    pack.indicators = without_known(pack, register_at(to_ms(now)).indicators())
    pack.indicators = with_frequencies(pack)
    with work(actor, now) as piece:
        writing.hold()
        if shift is not None:
            clock.keep_shift(shift)
        result = _Recorder(pack, vintages, now, piece, progress).record()
    return result


def _problems(pack: Pack, now: datetime) -> list[Problem]:
    stored = register_at(to_ms(now))
    known = dict(stored.indicators())
    codes = {*known, *(one.code for one in pack.indicators)}
    found = problems_of_names(pack, stored)
    found += problems_of(pack, set(stored.subjects()), known, stored.memberships)
    found += problems_of_pages(pack.pages, codes) if pack.pages else []
    found += problems_of_access(pack.indicators, pack.pages)
    found += problems_of_classes(without_known(pack, known), pack.places)
    return found + problems_of_forms(pack)


def _shift(pack: Pack) -> float | None:
    """Seconds that the clock is shifted by; only a first pack sets the clock, and only once."""
    if not pack.description.today or tables.Change.objects.exists():
        return None
    return clock.seconds_to(date.fromisoformat(pack.description.today))


def _vintages(pack: Pack) -> list[str]:
    return pack.observations["vintage"].unique().to_list() if pack.observations.height else []


def _refuse_errors(problems: list[Problem]) -> None:
    if any(problem.is_error for problem in problems):
        raise Refused(problems)


class _Recorder:
    """Writes a checked pack inside one work."""

    def __init__(
        self, pack: Pack, vintages: Mapping[str, int], now: datetime, piece: Work, progress: Progress
    ) -> None:
        self._pack, self._vintages, self._now = pack, vintages, to_ms(now)
        self._piece, self._progress = piece, progress
        self._is_first = not tables.Change.objects.exists()
        self._warnings = [problem for problem in pack.problems if not problem.is_error]

    def record(self) -> Loaded:
        pack = self._pack
        at = self._since()
        changed = recording.record_subjects(pack, at)
        if changed:
            rebuild_closure()
        _refuse_errors(problems_of_classes(pack.indicators, pack.places, is_last=True))
        changed |= recording.record_indicators(pack, pack.indicators, at)
        changed |= recording.record_lists(pack, at)
        if pack.pages:
            changed |= bool(publish(pack.pages, self._piece, self._now, first=at))
        self._progress(3, 4, "names")
        rows = self._new_rows()
        made = self._write(rows)
        self._keep_settings()
        if changed:
            record_change([at])
        decide(self._piece, [one.pk for one in made])
        publish_forms(pack, self._piece)
        self._tell(rows.height, made)
        self._progress(4, 4, "editions")
        return Loaded(
            len(pack.subjects),
            len(pack.indicators),
            pack.observations.height,
            rows.height,
            len(made),
            tuple(self._warnings),
            tuple(sorted({one.dataset.code for one in made})),
        )

    def _since(self) -> int:
        """Moment from which its names hold: that of loading, or its first release where it is the first pack.

        Invented data may come in several packs. One that brings nothing but new indicators to an invented
        board has its past there too, from the board's first day on; nothing real is ever dated back.
        """
        first = min([self._now, *self._releases().values()])
        if self._is_first:
            return first
        is_invented = self._pack.description.is_invented and installation.setting(installation.IS_INVENTED)
        codes = [one.code for one in self._pack.indicators]
        if not is_invented or not codes or tables.Indicator.objects.filter(code__in=codes).exists():
            return self._now
        begun = tables.Change.objects.order_by("at").values_list("at", flat=True).first()
        return max(first, begun or first)

    def _releases(self) -> dict[int, int]:
        by_vintage = self._pack.description.release == "vintage"
        return {moment: moment if by_vintage else self._now for moment in self._vintages.values()}

    def _new_rows(self) -> pl.DataFrame:
        ids = self._ids()
        rows = numbering.numbered(self._pack.observations, ids) if self._pack.observations.height else None
        if rows is None:
            return pl.DataFrame(schema=[*KEY, "line"])
        by_name = {file.name: file for file in self._pack.files}
        names = numbering.Names(
            subject={pk: code for code, pk in ids.subjects.items()},
            indicator={pk: code for code, pk in ids.indicators.items()},
            vintage={moment: label(text, self._default, moment) for text, moment in self._vintages.items()},
            file={pk: by_name[name] for name, pk in ids.files.items()},
        )
        rows, problems = numbering.without_repeats(rows, names)
        touched = rows["indicator"].unique().to_list()
        self._has_earlier = editions.are_dated(touched)
        if self._has_earlier:
            same = writing.stored_values(touched, list(self._vintages.values()))
            rows, conflicts = numbering.against_stored(rows, same, names)
            problems += conflicts
            if "" in self._vintages and not self._pack.description.vintage:
                newest = writing.newest_values(touched, self._now)
                rows = numbering.unchanged_left_out(rows, newest, self._vintages[""])
        self._warnings += [problem for problem in problems if not problem.is_error]
        _refuse_errors(problems)
        return rows

    @property
    def _default(self) -> str:
        return self._pack.description.vintage

    def _ids(self) -> numbering.Ids:
        observations = self._pack.observations
        texts = observations["breakdown"].unique().to_list() if observations.height else []
        files = {file.name: recording.record_file(file) for file in self._pack.files}
        return editions.ids_of(texts, self._vintages, files)

    def _write(self, rows: pl.DataFrame) -> list[tables.Edition]:
        said = editions.Said(
            labels={moment: label(text, self._default, moment) for text, moment in self._vintages.items()},
            released=self._releases(),
            recorded_at=self._now,
            source=self._pack.description.source or self._pack.description.code,
        )
        return editions.write(rows, said, has_earlier=bool(rows.height) and self._has_earlier)

    def _keep_settings(self) -> None:
        description = self._pack.description
        if description.root or not installation.setting(installation.ROOT):
            installation.keep(installation.ROOT, description.root or _topmost(self._pack))
        if description.is_invented:
            installation.keep(installation.IS_INVENTED, True)

    def _tell(self, new: int, made: list[tables.Edition]) -> None:
        data: dict[str, Any] = {
            "subjects": len(self._pack.subjects),
            "indicators": len(self._pack.indicators),
            "observations": self._pack.observations.height,
            "new": new,
            "editions": [one.pk for one in made],
            "files": {file.name: file.sha256 for file in self._pack.files},
        }
        self._piece.tell("pack.loaded", self._pack.description.code, data)
        editions.tell(self._piece, made)


def _topmost(pack: Pack) -> str:
    below = {link.subject for link in pack.memberships}
    above = [link.parent for link in pack.memberships if link.parent not in below]
    if above:
        return max(sorted(set(above)), key=above.count)
    return pack.subjects[0].code if pack.subjects else ""
