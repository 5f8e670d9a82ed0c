"""Where is a formula found by its name, without loading the others?"""

from collections.abc import Mapping
from types import MappingProxyType

from styrbord.core.base.catalogue import module_in
from styrbord.core.base.codes import nearest
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.investments.appraisal.kinds import Formula

FOLDER = "styrbord.core.investments.appraisal.formulas"
FAMILIES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "allocation": (
            *("marginal_costs", "shapley", "scrb", "core_test"),
            *("allocation_guard", "subadditivity", "imbalance"),
        ),
        "worth": (
            *("discount_factors", "social_discount_rate", "present_value", "cost_benefit", "npv_bcr"),
            *("irr", "payback", "switching_value"),
        ),
        "uncertainty": (
            *("optimism_bias", "optimism_bias_mixed", "distributional_weight", "distributional_impact"),
            *("three_point", "risk_pool"),
        ),
        "performance": ("earned_value", "programme_efficiency", "time_score", "fitara_grade"),
        "inspections": (
            *("inspection_risk_matrix", "inspection_risk_points", "hit_rate", "risk_calibration"),
        ),
        "comparisons": ("ahp",),
        "agreement": ("kendall_w", "cohen_kappa"),
        "services": ("completion_rate", "satisfaction", "nps"),
        "benefits": ("benefit_realisation", "benefit_confirmation", "benefit_at_risk", "lock_default"),
        "lights": (
            *("light_indicator", "light_money", "light_control_point"),
            *("light_weighted_points", "light_project"),
        ),
    }
)
FAMILY_OF: Mapping[str, str] = MappingProxyType(
    {name: family for family, names in FAMILIES.items() for name in names}
)

NO_FORMULA = define(
    "appraisal.formula",
    "There is no formula {name}.{hint}",
    "Name one of: {known}.",
)


def formula(name: str) -> Formula:
    """Formula of a name.

    Returns
    -------
    Formula

    Raises
    ------
    Refused
        `appraisal.formula` with the nearest name when there is none.

    Examples
    --------
    >>> formula("three_point").methodology.code
    'three-point/1'
    """
    family = FAMILY_OF.get(name)
    if family is None:
        near = nearest(name, FAMILY_OF)
        hint = f" Did you mean '{near}'?" if near else ""
        words = {"name": f"'{name[:64]}'", "hint": hint, "known": ", ".join(FAMILY_OF)}
        raise Refused(Problem(NO_FORMULA.code, "formula", words))
    found: Mapping[str, Formula] = module_in(FOLDER, family).FORMULAS
    return found[name]
