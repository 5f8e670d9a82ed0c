"""How is an invented series drawn: level, trend, season, shocks, breaks and noise?"""

from collections.abc import Mapping
from typing import Any
from zlib import crc32

import numpy as np

from example.calendars import Calendar
from example.formulas import Array
from example.tables import TYPES, municipalities


def generator(seed: int, code: str) -> np.random.Generator:
    """Returns the random numbers of one series, whatever else is drawn."""
    return np.random.default_rng([seed, crc32(code.encode())])


def by_type(factors: list[float] | None) -> Array:
    """Returns one factor per municipality, by its type of today."""
    table = dict(zip(TYPES, factors or [1.0] * len(TYPES), strict=True))
    return np.array([table[place["type"]] for place in municipalities()])


def population(at: Calendar, total: int = 486_312) -> Array:
    """Returns inhabitants at each period's end, periods x municipalities; 2025 adds up to the total."""
    today = np.array([float(place["population_2025"]) for place in municipalities()])
    growth = np.array([float(place["growth_percent"]) for place in municipalities()]) / 100 - 0.0065
    wave = 0.006 * np.sin(at.since_2025 / 3.1)
    path = today * np.exp(np.outer(at.since_2025, growth)) * (1 + wave)[:, None]
    return path * (total / today.sum())


def _correlated(random: np.random.Generator, at: Calendar, count: int) -> Array:
    shocks = random.standard_normal((len(at), count))
    if len(at) < 30:
        return shocks
    noise = np.empty_like(shocks)
    noise[0] = shocks[0]
    for step in range(1, len(at)):
        noise[step] = 0.6 * noise[step - 1] + 0.8 * shocks[step]
    return noise


def _shocks(spec: Mapping[str, Any], at: Calendar) -> Array:
    table = {int(year): float(np.log(factor)) for year, factor in spec.get("shocks", {}).items()}
    path = np.array([table.get(int(year), 0.0) for year in at.years])
    if not spec.get("smooth"):
        return path
    padded = np.concatenate([np.repeat(path[:1], 6), path, np.repeat(path[-1:], 6)])
    return np.convolve(padded, np.full(13, 1 / 13), mode="valid")


def _effects(spec: Mapping[str, Any], at: Calendar, people: Array, random: np.random.Generator) -> Array:
    """Log effects, periods x municipalities; small places are noisier."""
    count = people.shape[1]
    own = spec.get("spread", 0.0) * random.standard_normal(count)
    trend = spec.get("trend", 0.0) + 0.03 * spec.get("spread", 0.0) * random.standard_normal(count)
    small = np.clip(np.sqrt(10_000 / people), 0.3, 1.8)
    season = spec.get("season", 0.0) * np.cos(2 * np.pi * (at.months - spec.get("peak", 1)) / 12)
    weekend = np.where(at.weekends, np.log(spec.get("weekend", 1.0)), 0.0)
    over_time = season + weekend + _shocks(spec, at)
    noise = spec.get("noise", 0.0) * small * _correlated(random, at, count)
    return over_time[:, None] + np.outer(at.since_2025, trend) + own + noise


def drawn(
    spec: Mapping[str, Any], at: Calendar, base: Array, people: Array, random: np.random.Generator
) -> Array:
    """Returns one series, periods x municipalities, from its level and effects.

    `per` multiplies the base, `share` is a share of it that stays within it, `percent` a
    percentage without a base, `level` a level without a base, `additive` a signed rate by type.
    """
    effects = _effects(spec, at, people, random)
    if "additive" in spec:
        wobble = spec["noise"] * random.standard_normal(people.shape)
        return base * (by_type(spec["additive"]) + wobble) * np.exp(_shocks(spec, at))[:, None]
    effects = effects + np.log(by_type(spec.get("types")))
    if "per" in spec or "level" in spec:
        return (base * spec["per"] if "per" in spec else spec["level"]) * np.exp(effects)
    share = spec["percent"] / 100 if "percent" in spec else spec["share"]
    within = 1 / (1 + (1 - share) / share * np.exp(-effects))
    return 100 * within if "percent" in spec else base * within
