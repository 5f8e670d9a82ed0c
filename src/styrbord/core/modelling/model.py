"""What is a model made of?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from styrbord.core.base.expression.parser import Expression
from styrbord.core.base.expression.tree import Name, Node
from styrbord.core.base.problems import Problem


class Left(StrEnum):
    """Function that stands on the left side of an equation."""

    SAME = "same"
    LOG = "LOG"
    EXP = "EXP"
    CHANGE = "TSDELTA"
    PERCENT = "TSDELTAP"
    GROWTH = "TSDELTALOG"


@dataclass(frozen=True, slots=True)
class Lag:
    """Almon polynomial lag of a coefficient: degree, number of terms, first and last weight 0."""

    coefficient: str
    degree: int
    terms: int
    is_first_zero: bool = False
    is_last_zero: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the coefficients of all terms."""
        return self.coefficient, *(f"{self.coefficient}__PDL__{at}" for at in range(1, self.terms))


@dataclass(frozen=True, slots=True)
class Restriction:
    """Sum of weight times coefficient = number."""

    weights: Mapping[str, float]
    value: float


@dataclass(frozen=True, slots=True)
class Branch:
    """One group of an identity: its right side, and where it holds (always when None)."""

    right: Expression
    condition: Expression | None = None


@dataclass(frozen=True, slots=True)
class Equation:
    """How one endogenous variable follows; behavioural when it has coefficients.

    `terms` are coefficient and regressor, in order, with polynomial lags written out; `branches` are the
    groups of an identity. `sample` is TSRANGE as ((year, number), (year, number)).
    """

    name: str
    line: int
    left: Left
    steps: int = 1  # of the left function
    left_side: Expression | None = None
    terms: tuple[tuple[str, Expression], ...] = ()
    intercept: str = ""
    branches: tuple[Branch, ...] = ()
    order: int = 0  # of AUTO
    restrictions: tuple[Restriction, ...] = ()
    lags: tuple[Lag, ...] = ()
    instruments: tuple[Expression, ...] = ()
    sample: tuple[tuple[int, int], tuple[int, int]] | None = None

    @property
    def is_behavioural(self) -> bool:
        """Whether it is estimated."""
        return bool(self.terms)

    @property
    def coefficients(self) -> tuple[str, ...]:
        """Names of its coefficients, in order."""
        return tuple(name for name, _ in self.terms)

    @property
    def rhos(self) -> tuple[str, ...]:
        """Names of the coefficients of its autoregressive error."""
        return tuple(f"rho{at}" for at in range(1, self.order + 1))

    @property
    def own(self) -> Node:
        """Its variable."""
        return Name(self.name)


@dataclass(frozen=True, slots=True)
class Model:
    """Equations in the order of the text; `exogenous` are all other names, sorted."""

    source: str
    equations: tuple[Equation, ...]
    exogenous: tuple[str, ...]
    back: int  # longest lag, AUTO and polynomial lags included
    ahead: int  # longest lead
    warnings: tuple[Problem, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)

    @property
    def endogenous(self) -> tuple[str, ...]:
        """Names of the variables that equations explain, in the order of the text."""
        return tuple(one.name for one in self.equations)

    @property
    def behavioural(self) -> tuple[Equation, ...]:
        """Equations that are estimated."""
        return tuple(one for one in self.equations if one.is_behavioural)

    def equation(self, name: str) -> Equation:
        """Equation of a variable."""
        return next(one for one in self.equations if one.name == name)
