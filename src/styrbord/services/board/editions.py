"""What was released when, and what is due?"""

from datetime import date

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.spine.facts import EditionNote
from styrbord.figures.freshness import freshness
from styrbord.figures.listings import Calendar, DatasetRow
from styrbord.services.memory import remembered
from styrbord.services.reading import Reading
from styrbord.store.spine.models import Dataset


def calendar(reading: Reading) -> Calendar:
    """Datasets with their newest edition and what is due, and every edition, newest first."""
    return remembered(reading, ("calendar",), lambda: _calendar(reading))


def _calendar(reading: Reading) -> Calendar:
    shown = [note for note in reading.counted.values() if note.released_at <= reading.as_of]
    notes = sorted(shown, key=lambda note: (note.released_at, note.vintage, note.id), reverse=True)
    rows = [_row(reading, dataset, notes) for dataset in Dataset.objects.order_by("code")]
    return Calendar(tuple(row for row in rows if row.newest), tuple(notes))


def _row(reading: Reading, dataset: Dataset, notes: list[EditionNote]) -> DatasetRow:
    mine = [one for one in reading.register.indicators().values() if one.dataset == dataset.code]
    newest = next((one for one in notes if one.dataset == dataset.code and not one.is_withdrawn), None)
    due, late = _due(reading, dataset.code, newest)
    return DatasetRow(dataset.code, dataset.names, dataset.body, dataset.mode, len(mine), newest, due, late)


def _due(reading: Reading, dataset: str, newest: EditionNote | None) -> tuple[date | None, int]:
    """The earliest due date after the newest release, by the shortest rhythm of the dataset."""
    if newest is None:
        return None, 0
    dates: list[tuple[date, int]] = []
    for one in reading.register.indicators().values():
        if one.dataset != dataset or one.lag_days is None:
            continue
        last = Period.of(Frequency(one.frequency), newest.vintage.date()).shift(-1)
        fresh = freshness(last, released_on=None, today=reading.today, lag_days=one.lag_days)
        if fresh.due_on:
            dates.append((fresh.due_on, fresh.late_days))
    return min(dates, default=(None, 0))
