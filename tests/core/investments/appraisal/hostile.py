"""Which inputs would a careless or hostile hand give?"""

import json
from collections.abc import Iterator
from typing import Any

GAME = {
    "parties": ["a", "b", "c"],
    "coalition_value": {"a": 10, "b": 14, "c": 8, "a+b": 20, "a+c": 16, "b+c": 19, "a+b+c": 25},
}
SHARES = {"a": 8, "b": 11, "c": 6}
YEARS = [-100, 60, 80]
INPUTS: dict[str, dict[str, Any]] = {
    "marginal_costs": GAME,
    "shapley": GAME,
    "scrb": GAME | {"benefit": {"a": 9, "b": None, "c": 6}},
    "core_test": GAME | {"allocation": SHARES, "allowed_gap": 0.01},
    "allocation_guard": GAME | {"benefit": None, "allocation": SHARES, "allowed_gap": 0.01},
    "subadditivity": GAME,
    "imbalance": {"pv_cost": {"x": 60, "y": 40}, "pv_benefit": {"x": 30, "y": 90}},
    "discount_factors": {
        "schedule": [{"last_year": 30, "rate": 0.035}, {"last_year": None, "rate": 0.03}],
        "years": [0, 31],
    },
    "social_discount_rate": {
        "pure_time_preference": 0.005,
        "catastrophe_risk": 0.01,
        "elasticity": 1,
        "growth": 0.02,
    },
    "present_value": {"rate": 0.05, "convention": "mid_year", "cash_flow": YEARS},
    "cost_benefit": {
        "rate": 0.05,
        "convention": "t0",
        "benefit_by_year": YEARS,
        "operating_cost_by_year": YEARS,
        "capital_cost_at_start": 9,
    },
    "npv_bcr": {"options": [{"name": "x", "pv_benefit": 9, "pv_cost": 3}]},
    "irr": {"cash_flow": YEARS},
    "payback": {"cash_flow": YEARS},
    "switching_value": {"rate": 0.05, "benefit_by_year": YEARS, "cost_by_year": YEARS},
    "optimism_bias": {"estimate": 100, "upper_bound": 0.5, "mitigation": 0.9, "risk_management_cost": 7},
    "optimism_bias_mixed": {"parts": [{"name": "x", "cost_share": 0.3, "upper_bound": 0.4}]},
    "distributional_weight": {"income_ratio": 2, "elasticity": 1.3},
    "distributional_impact": {"gain_participants": 50, "change_taxpayers": -80, "weight": 2},
    "three_point": {"optimistic": 10, "most_likely": 14, "pessimistic": 30},
    "risk_pool": {"risks": [{"probability": 0.2, "cost": 500}], "chosen_share": 0.8},
    "earned_value": {"PV": 5, "EV": 4, "AC": 4.5, "BAC": 10},
    "programme_efficiency": {"SR": 0.96, "E_is": 0.95},
    "time_score": {
        "systems": [{"name": "x", "business_value": 8, "technical_risk": 2}],
        "weights": {"business_value": 0.5, "technical_risk": 0.5},
    },
    "inspection_risk_matrix": {
        "matrix": {"A": {"1": "high"}},
        "objects": [{"name": "x", "severity": "A", "probability": "1"}],
    },
    "inspection_risk_points": {"points": [16, 9]},
    "hit_rate": {"grounds": [{"name": "x", "visits_with_violation": 8, "visits": 10}]},
    "risk_calibration": {"violation_rate_high_to_low": [0.5, 0.3]},
    "ahp": {"matrix": [[1, 2], [0.5, 1]]},
    "kendall_w": {"ranks": [[1, 2], [2, 1]]},
    "cohen_kappa": {"yy": 20, "yn": 5, "ny": 10, "nn": 15},
    "completion_rate": {"attempts": 20, "completions": 10},
    "satisfaction": {"scale_max": 4, "counts": {"0": 5, "4": 25}},
    "nps": {"promoters": 5, "passives": 3, "detractors": 2},
    "fitara_grade": {"planned": 49, "achieved": 29, "round_to_percent": 10},
    "benefit_realisation": {"benefits": [{"class": "cashable_own", "planned": 100, "realised": 80}]},
    "benefit_confirmation": {
        "lead": "A",
        "lines": [{"bearer": "B", "class": "cashable_own", "planned": 100, "confirmed": True}],
    },
    "benefit_at_risk": {"benefits": [{"planned": 200, "measure_light": "red", "has_owner": True}]},
    "lock_default": {"plan_money": 100, "plan_base": 40, "plan_target": 60, "delta_money": -15},
    "light_indicator": {"direction": "higher", "points": [{"fact": 102, "plan": 100, "base": None}]},
    "light_money": {"points": [{"cash_share": 0.45, "time_share": 0.5}]},
    "light_control_point": {
        "points": [{"due": "2025-06-30", "forecast": "2025-07-01", "fact": None, "today": "2025-06-01"}]
    },
    "light_weighted_points": {"points": [{"light": "green", "weight": 2}]},
    "light_project": {
        "indicator": "yellow",
        "control_points": "green",
        "money": "red",
        "forecast_breach": False,
    },
}
"""A good input for each formula."""
ODD = (
    "null",
    "true",
    "-1",
    "0",
    "NaN",
    "Infinity",
    "1e400",
    "-1e-400",
    "1e9999999999999999999",
    '""',
    '"x"',
    "[]",
    "{}",
    "[[[]]]",
    "1.5",
    "9" * 5000,
)
"""Texts that may stand where something else belongs; none of them fits everywhere."""


def twisted(given: object, odd: str) -> Iterator[str]:
    """Texts of an input with one place after the other replaced by something odd, or taken out."""
    yield odd
    if isinstance(given, dict):
        for name, part in given.items():
            rest = {key: value for key, value in given.items() if key != name}
            yield json.dumps(rest)
            for text in twisted(part, odd):
                joined = ", ".join(
                    [
                        *(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in rest.items()),
                        f"{json.dumps(name)}: {text}",
                    ]
                )
                yield f"{{{joined}}}"
    elif isinstance(given, list):
        for at, part in enumerate(given):
            for text in twisted(part, odd):
                parts = [*map(json.dumps, given[:at]), text, *map(json.dumps, given[at + 1 :])]
                yield f"[{', '.join(parts)}]"
