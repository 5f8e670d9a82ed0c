"""Which series follow from others by a rule of their own: cash, plans, grades, margins?"""

import numpy as np

from example.calendars import calendar
from example.formulas import Array
from example.series import by_type, generator
from example.tables import codes_of

_BY_MONTH = np.cumsum([0.072, 0.074, 0.08, 0.08, 0.083, 0.092, 0.068, 0.07, 0.082, 0.086, 0.09, 0.123])


def _year_rows(frequency: str) -> np.ndarray:
    return calendar(frequency).years - 2008


def cash(expenditure: Array, frequency: str, seed: int) -> Array:
    """Returns money paid out from 1 January to each period's end, from the year's expenditure."""
    at = calendar(frequency)
    random = generator(seed, "cash")
    pace = 1 + 0.02 * random.standard_normal((18, expenditure.shape[1]))
    share = _BY_MONTH[at.months - 1][:, None] ** pace[_year_rows(frequency)]
    return expenditure[_year_rows(frequency)] * share


def cash_in_quarter(expenditure: Array, seed: int) -> Array:
    """Returns money paid out within each quarter."""
    to_date = np.round(cash(expenditure, "Q", seed), 1)
    before = np.vstack([np.zeros_like(to_date[:1]), to_date[:-1]])
    return to_date - np.where(calendar("Q").months[:, None] == 3, 0.0, before)


def plan_at_quarter(revised: Array, seed: int) -> Array:
    """Returns the year's plan as it stood at each quarter's end; the last quarter is the final one."""
    at = calendar("Q")
    drift = 0.006 * generator(seed, "revised").standard_normal((len(at), revised.shape[1]))
    steps_left = (12 - at.months)[:, None] / 3
    return revised[_year_rows("Q")] * (1 + drift * steps_left - 0.004 * steps_left)


def late_projects(places: int) -> Array:
    """Returns projects behind schedule per municipality: at most 4 until mid 2025, 9 at the end."""
    months = np.arange(len(calendar("M")))
    rise = np.clip(months - len(months) + 7, 0, None)
    wanted = np.round(3 + np.sin(months / 5) * (rise == 0) + rise).astype(int)
    order = (np.arange(places) * 17 + 4) % places
    return (order[None, :] < wanted[:, None]).astype(float)


def age_shares(people: Array, random: np.random.Generator) -> Array:
    """Returns shares of age groups, periods x municipalities x groups; villages are older."""
    base = np.array([float(code["share"]) for code in codes_of("AGE")])
    young = np.log(by_type([1.14, 1.0, 0.95, 0.94, 1.1, 0.86]))
    tilt = np.linspace(1, -1.3, len(base))
    own = 0.03 * random.standard_normal((people.shape[1], len(base)))
    drift = calendar("A").since_2025[:, None, None] * -0.008 * tilt * -1
    weights = base * np.exp(np.outer(young, tilt) + own - drift)
    return weights / weights.sum(axis=2, keepdims=True)


def split(total: Array, shares: Array, decimals: int) -> Array:
    """Returns parts that add up to the rounded total exactly, ... x parts; the largest takes the rest."""
    whole = np.round(total, decimals)
    parts = np.round(whole[..., None] * shares, decimals)
    largest = shares.argmax(axis=-1)[..., None]
    rest = whole - parts.sum(axis=-1)
    kept = np.take_along_axis(parts, largest, axis=-1) + rest[..., None]
    np.put_along_axis(parts, largest, np.round(kept, decimals), axis=-1)
    return parts


def aged(people: Array, random: np.random.Generator) -> Array:
    """Returns inhabitants aged 65 and over, as the two oldest age groups add up."""
    return split(people, age_shares(people, random), 0)[..., -2:].sum(axis=-1)


def assets_by_class(value: Array) -> dict[str, Array]:
    """Returns values by grade, periods x municipalities x classes; they add up to the whole value."""
    classes = codes_of("ASSET")
    shares = np.broadcast_to(
        np.array([float(code["share"]) for code in classes]), (*value.shape, len(classes))
    )
    whole = split(value, shares, 1)
    wear = (
        by_type([1.15, 1.05, 0.9, 0.95, 1.1, 0.85])[None, :, None]
        + 0.004 * calendar("A").since_2025[:, None, None]
    )
    good_share = np.array([float(code["factor"]) for code in classes]) * wear
    good = np.round(whole * good_share, 1)
    fair = np.round((whole - good) * 0.62 * wear, 1)
    return {"good": good, "fair": fair, "poor": np.round(whole - good - fair, 1)}


def assets_by_grade(value: Array, grade: str) -> Array:
    """Returns the value in one grade over all classes."""
    return np.round(assets_by_class(value)[grade].sum(axis=-1), 1)


def margin(percent: Array, sample: Array) -> Array:
    """Returns half the width of the 95 % interval of a percentage, 1.96 sqrt(p (100 - p) / n)."""
    return 1.96 * np.sqrt(percent * (100 - percent) / sample)
