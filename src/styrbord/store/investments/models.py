"""Where are investments, their plans, money, matters and funds kept?

Codes of posts stand in `by`, pseudonymous keys in `person`; moments are ms since 1970 UTC. Money is kept as
exact decimals with currency, price year and kind of prices. The database itself refuses to change what was
planned, said, paid or approved (`store/investments/guards.py`).
"""

from styrbord.store.investments.matters import Assent, Matter, Step, StepWords
from styrbord.store.investments.money import BudgetBatch, Fund, FundMovement, MoneyFact
from styrbord.store.investments.plans import (
    Baseline,
    Investment,
    PlanLine,
    PlanParty,
    PlanResult,
    PlanTag,
    PlanVersion,
    Report,
)
from styrbord.store.investments.policies import FundApplication, Policy, ProgrammeKind
from styrbord.store.investments.seats import Component, Requirement, Seat

__all__ = [
    "Assent",
    "Baseline",
    "BudgetBatch",
    "Component",
    "Fund",
    "FundApplication",
    "FundMovement",
    "Investment",
    "Matter",
    "MoneyFact",
    "PlanLine",
    "PlanParty",
    "PlanResult",
    "PlanTag",
    "PlanVersion",
    "Policy",
    "ProgrammeKind",
    "Report",
    "Requirement",
    "Seat",
    "Step",
    "StepWords",
]
