"""How far is each investment project at each quarter?"""

from collections.abc import Mapping

import numpy as np

from example.calendars import calendar
from example.formulas import Array
from example.tables import municipalities, rows

FIELDS = ("cost", "spent", "jobs", "created", "stage", "complete", "risk")


def _quarters_since(start_year: str) -> Array:
    return np.arange(len(calendar("Q")), dtype=float) - (int(start_year) - 2020) * 4


def _stage(since: Array, done: Array) -> Array:
    return np.select([since < -5, since < -2, since < 0, done < 1], [1.0, 2.0, 3.0, 4.0], 5.0)


def progress(row: Mapping[str, str]) -> dict[str, Array]:
    """Returns a project's numbers by quarter; missing until eight quarters before its start."""
    since = _quarters_since(row["start"])
    length = float(row["quarters"]) + float(row["delay"])
    done = np.clip((since + 1) / length, 0, 1)
    cost = float(row["cost"]) * (1 + 0.02 * float(row["delay"]) * done)
    risk = np.where(since < 4, np.minimum(2.0, float(row["risk"])), float(row["risk"]))
    numbers = {
        "cost": cost,
        "spent": cost * done**1.15,
        "jobs": np.full(len(since), float(row["jobs"])),
        "created": float(row["jobs"]) * np.clip((done - 0.55) / 0.45, 0, 1),
        "stage": _stage(since, done),
        "complete": 100 * done,
        "risk": np.where(done >= 1, 1.0, risk),
    }
    return {name: np.where(since < -8, np.nan, np.round(values)) for name, values in numbers.items()}


def total_of(field: str) -> Array:
    """Returns a field summed over projects, quarters x municipalities; NaN where there is no project."""
    places = [place["code"] for place in municipalities()]
    whole = np.full((len(calendar("Q")), len(places)), np.nan)
    if field in ("stage", "complete", "risk"):
        return whole
    for row in rows("projects.csv"):
        column = places.index(row["territory_code"])
        whole[:, column] = np.nansum([whole[:, column], progress(row)[field]], axis=0)
    return whole
