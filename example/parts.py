"""How does a number divide into groups, classes and channels?"""

from collections.abc import Callable, Mapping
from functools import lru_cache

import numpy as np

from example import money
from example.county import PLACES, County
from example.formulas import Array
from example.series import generator
from example.tables import codes_of, indicators

SUBJECTS = ("NV", "NV-U", "NV-V", "NV-C", *PLACES)
CANNOT_EXIST = ("pensioners", "unemployed")


def upward(county: County, values: Array) -> Array:
    """Returns sums for the county, the districts and each municipality, periods x SUBJECTS."""
    columns = [values[:, list(county.groups[code])].sum(axis=1) for code in SUBJECTS]
    return np.stack(columns, axis=1)


def weighted_upward(county: County, values: Array, weights: Array) -> Array:
    """Returns weighted means for the county and the districts beside each municipality's value."""
    with np.errstate(invalid="ignore", divide="ignore"):
        means = upward(county, np.nan_to_num(values) * weights) / upward(county, weights * ~np.isnan(values))
    means[:, len(SUBJECTS) - len(PLACES) :] = values
    return means


def _leaves(dimension: str, column: str) -> list[Mapping[str, str]]:
    return [code for code in codes_of(dimension) if code[column]]


def _shares(county: County, code: str, dimension: str, column: str) -> Array:
    base = np.array([float(leaf[column]) for leaf in _leaves(dimension, column)])
    own = 0.1 * generator(county.seed, f"{dimension} {column}").standard_normal((len(PLACES), len(base)))
    periods = len(county.at(code))
    slope = 0.004 * generator(county.seed, f"{code} {dimension}").standard_normal(len(base))
    weights = base * np.exp(own[None] + county.at(code).since_2025[:, None, None] * slope)
    return np.broadcast_to(weights, (periods, *own.shape)) / weights.sum(axis=-1, keepdims=True)


def _with_parents(dimension: str, leaves: Mapping[str, Array]) -> dict[str, Array]:
    whole = dict(leaves)
    for leaf in codes_of(dimension):
        parent = leaf["parent_code"]
        if parent and leaf["code"] in leaves:
            whole[parent] = whole.get(parent, 0.0) + leaves[leaf["code"]]
    return whole


@lru_cache(maxsize=64)
def _additive(county: County, code: str, dimension: str, column: str) -> Mapping[str, Array]:
    shares = _shares(county, code, dimension, column)
    return _divided(county, code, dimension, column, shares)


def _divided(county: County, code: str, dimension: str, column: str, shares: Array) -> Mapping[str, Array]:
    parts = money.split(county.of(code), shares, indicators()[code].decimals)
    names = [leaf["code"] for leaf in _leaves(dimension, column)]
    whole = _with_parents(dimension, dict(zip(names, np.moveaxis(parts, -1, 0), strict=True)))
    return {f"{dimension}={name}": upward(county, values) for name, values in whole.items()}


def _ages(county: County, code: str) -> Mapping[str, Array]:
    shares = money.age_shares(county.people("A"), generator(county.seed, "AGE"))
    return _divided(county, code, "AGE", "share", shares)


def _poor(county: County) -> Mapping[str, Array]:
    shares = _shares(county, "welfare_population", "GROUP", "share")
    risk = np.array([float(leaf["factor"]) for leaf in _leaves("GROUP", "share")])
    weights = shares * risk
    return _divided(county, "poor_persons", "GROUP", "share", weights / weights.sum(axis=-1, keepdims=True))


def _poverty(county: County) -> Mapping[str, Array]:
    poor, people = _poor(county), _additive(county, "welfare_population", "GROUP", "share")
    return {label: poor[label] / people[label] * 100 for label in poor}


def _wages(county: County) -> Mapping[str, Array]:
    workers = _additive(county, "employees", "GROUP", "work_share")
    factors = {f"GROUP={leaf['code']}": float(leaf["wage_factor"]) for leaf in _leaves("GROUP", "work_share")}
    mean = sum(workers[label] * factors[label] for label in workers) / sum(workers.values())
    whole = weighted_upward(county, county.of("average_wage"), county.of("employees"))
    parts = {label: whole * factors[label] / mean for label in workers}
    return parts | {f"GROUP={name}": np.full_like(whole, np.nan) for name in CANNOT_EXIST}


def _flows(county: County) -> Mapping[str, Array]:
    leaves: dict[str, Array] = {}
    for direction, sign in (("inflow", 1), ("outflow", -1)):
        names = [leaf for leaf in _leaves("FLOW", "share") if leaf["parent_code"] == direction]
        base = np.array([float(leaf["share"]) for leaf in names])
        own = np.exp(0.12 * generator(county.seed, direction).standard_normal((len(PLACES), len(base))))
        shares = np.broadcast_to(base * own / (base * own).sum(axis=-1, keepdims=True), (18, *own.shape))
        parts = money.split(county.of(f"financial_{direction}"), shares, 1) * sign
        leaves |= {leaf["code"]: parts[..., k] for k, leaf in enumerate(names)}
    whole = _with_parents("FLOW", leaves)
    return {f"FLOW={name}": upward(county, values) for name, values in whole.items()}


def _assets(county: County, code: str) -> Mapping[str, Array]:
    grades = money.assets_by_class(county.of("asset_value"))
    names = [leaf["code"] for leaf in codes_of("ASSET")]
    up = {
        (name, grade): upward(county, grades[grade][..., k])
        for k, name in enumerate(names)
        for grade in grades
    }
    whole = {name: sum(up[name, grade] for grade in grades) for name in names}
    if code == "assets_in_norm":
        return {f"ASSET={name}": (up[name, "good"] + up[name, "fair"]) / whole[name] * 100 for name in names}
    if code != "asset_value":
        return {f"ASSET={name}": up[name, code.removeprefix("assets_")] for name in names}
    parts = {f"ASSET={name}": whole[name] for name in names}
    parts |= {f"COND={grade}": sum(up[name, grade] for name in names) for grade in grades}
    return parts | {f"ASSET={name};COND={grade}": up[name, grade] for name in names for grade in grades}


def _factored(county: County, code: str, dimension: str) -> Mapping[str, Array]:
    row = indicators()[code]
    whole = weighted_upward(county, county.of(code), county.of(str(row.given["weight_by"])))
    parts = {}
    for leaf in _leaves(dimension, "factor"):
        wobble = 0.008 * generator(county.seed, f"{code} {leaf['code']}").standard_normal(whole.shape)
        spread = 0.15 if dimension == "PRICEGROUP" else 1.0
        parts[f"{dimension}={leaf['code']}"] = whole * (float(leaf["factor"]) + wobble * spread)
    return parts


def parts(county: County, code: str) -> Mapping[str, Array]:
    """Returns parts of an indicator by breakdown, periods x SUBJECTS; empty when it has no breakdown."""
    dimension = str(indicators()[code].given.get("dimension", ""))
    makers: Mapping[str, Callable[[], Mapping[str, Array]]] = {
        "": dict,
        "PROJECT": dict,
        "AGE": lambda: _ages(county, code),
        "FLOW": lambda: _flows(county),
        "ASSET": lambda: _assets(county, code),
        "GOODS": lambda: _factored(county, code, dimension),
        "SERVICE": lambda: _factored(county, code, dimension),
        "PRICEGROUP": lambda: _factored(county, code, dimension),
    }
    by_code: Mapping[str, Callable[[], Mapping[str, Array]]] = {
        "poor_persons": lambda: _poor(county),
        "poverty_rate": lambda: _poverty(county),
        "average_wage": lambda: _wages(county),
        "employees": lambda: _additive(county, code, "GROUP", "work_share"),
        "size_turnover": lambda: _additive(county, code, "SIZE", "factor"),
    }
    maker = by_code.get(code) or makers.get(dimension)
    found = maker() if maker else _additive(county, code, dimension, "share")
    return {label: np.round(values, indicators()[code].decimals) + 0.0 for label, values in found.items()}
