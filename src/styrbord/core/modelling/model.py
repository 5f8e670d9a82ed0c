"""What is a model made of?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from styrbord.core.base.expression.parser import Expression
from styrbord.core.base.expression.tree import Name, Node
from styrbord.core.base.problems import Problem
from styrbord.core.modelling.targets import Target

STEP = "from__"
"""Series of this name and a year and number are 0 before that period and 1 from it on."""


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
class Pool:
    """Coefficients that territories lend each other; `by` is the column with the type of a territory."""

    coefficients: tuple[str, ...]
    by: str = ""


@dataclass(frozen=True, slots=True)
class Prior:
    """What is believed of a coefficient before the data: normal with mean and standard deviation."""

    coefficient: str
    mean: float
    sd: float


@dataclass(frozen=True, slots=True)
class Bound:
    """Numbers between which a coefficient lies; infinite where it has no bound."""

    coefficient: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Break:
    """Coefficients that are others from a period on, which is (year, number)."""

    when: tuple[int, int]
    coefficients: tuple[str, ...]

    @property
    def step(self) -> str:
        """Name of the series that is 0 before the break and 1 from it on."""
        return f"{STEP}{self.when[0]}_{self.when[1]}"

    def changed(self, coefficient: str) -> str:
        """Name of what is added to a coefficient from the break on."""
        return f"{coefficient}__FROM__{self.when[0]}_{self.when[1]}"


@dataclass(frozen=True, slots=True)
class Branch:
    """One group of an identity: its right side, and where it holds (always when None)."""

    right: Expression
    condition: Expression | None = None


@dataclass(frozen=True, slots=True)
class Equation:
    """How one endogenous variable follows; behavioural when it has coefficients.

    `terms` are coefficient and regressor, in order, with polynomial lags written out; `branches` are the
    groups of an identity. `sample` is TSRANGE as ((year, number), (year, number)). What is added to a
    coefficient from a declared break on is a term of its own, right after it.
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
    pool: Pool | None = None
    priors: tuple[Prior, ...] = ()
    bounds: tuple[Bound, ...] = ()
    breaks: tuple[Break, ...] = ()

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
    panel: str = ""  # column of the data that names the territories
    targets: tuple[Target, ...] = ()

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
