"""In which release does each row first appear, and which rows are revised later?"""

import numpy as np
import numpy.typing as npt

from example.calendars import RELEASES, calendar, first_release
from example.observations import Sheet

_REVISED_SINCE = np.datetime64("2024-02-09")
_PROVISIONAL = "P"
Columns = dict[str, npt.NDArray[np.str_]]


def printed(values: npt.NDArray[np.float64], decimals: int) -> npt.NDArray[np.str_]:
    """Returns values as text with their decimals; empty where missing."""
    text = np.char.mod(f"%.{decimals}f", np.nan_to_num(values))
    return np.where(np.isnan(values), "", text)


def columns(sheet: Sheet) -> Columns:
    """Returns the rows of one sheet, column by column: first releases, then what was revised."""
    at = calendar(sheet.row.frequency)
    dataset, lag = str(sheet.row.given["dataset"]), int(sheet.row.given["lag_days"])
    first = first_release(dataset, at.ends, lag)
    days = np.array(RELEASES[dataset], dtype="datetime64[D]")
    fresh = (first >= 0) & (at.ends > _REVISED_SINCE)
    is_revised = fresh & ("revised" in sheet.row.given)
    final = np.where(is_revised, np.minimum(first + 1, len(days) - 1), first)
    rows = [_rows(sheet, sheet.values, first >= 0, final, provisional=is_revised & (final == first))]
    if sheet.first is not None:
        early = is_revised & (final > first)
        values = np.where(np.isnan(sheet.values), np.nan, sheet.first)
        rows.insert(0, _rows(sheet, values, early, first, provisional=early))
    return {name: np.concatenate([part[name] for part in rows]) for name in rows[0]}


def _rows(
    sheet: Sheet,
    values: npt.NDArray[np.float64],
    is_shown: npt.NDArray[np.bool_],
    release: npt.NDArray[np.int64],
    *,
    provisional: npt.NDArray[np.bool_],
) -> Columns:
    assert sheet.status is not None
    status = np.where((sheet.status == "A") & provisional[:, None], _PROVISIONAL, sheet.status)
    period, place = np.nonzero((status != "") & is_shown[:, None])
    days = np.array(RELEASES[str(sheet.row.given["dataset"])])
    notes = sheet.notes or {}
    note = (
        [notes.get(key, "") for key in zip(period.tolist(), place.tolist(), strict=True)]
        if notes
        else [""] * len(period)
    )
    kept = values[period, place]
    return {
        "territory_code": np.array(sheet.places)[place],
        "indicator_code": np.full(len(period), sheet.row.code),
        "period": np.array(calendar(sheet.row.frequency).labels)[period],
        "value": printed(kept, sheet.row.decimals),
        "breakdown": np.full(len(period), sheet.breakdown),
        "obs_status": status[period, place],
        "note": np.array(note, dtype=str),
        "vintage": days[release[period]],
    }
