"""Of which class is an investment, and how much process does it need?"""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from styrbord.core.investments.methodology import Methodology, Origin

SIZE = Methodology(
    "process/1",
    Origin.HOUSE,
    "ours: methods of investments, section 3.1; the borders are set by each board",
    {"light_below": Decimal(1_000_000), "large_from": Decimal(50_000_000)},
)


class Class(StrEnum):
    """Whose an investment is."""

    INTERNAL = "internal"
    JOINT = "joint"
    SHARED_INFRASTRUCTURE = "shared-infrastructure"


class Process(StrEnum):
    """How much is asked of an investment before it is decided."""

    LIGHT = "light"
    FULL = "full"


class Difficulty(StrEnum):
    """How hard it is to take the benefits home."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


CONTROLS: Mapping[Difficulty, tuple[str, ...]] = {
    Difficulty.LOW: ("measure-after-6", "measure-after-12", "measure-after-24"),
    Difficulty.MIDDLE: ("measure-after-6", "measure-after-12", "measure-after-24", "confirm-by-bearers"),
    Difficulty.HIGH: (
        "measure-after-6", "measure-after-12", "measure-after-24", "confirm-by-bearers",
        "agree-on-picture", "review-benefits-yearly",
    ),
}  # fmt: skip
"""What is checked of the benefits, by difficulty; each grade holds what the one below it does."""


def class_of(*, is_common: bool, parties: int) -> Class:
    """Class by the decision table.

    Parameters
    ----------
    is_common : whether it is part of the infrastructure that all share.
    parties : number of bodies that take part, whatever their roles.

    Returns
    -------
    Class

    Source: Digg and Statskontoret 2020, Styrning av digitala investeringar: joint is what involves more than
    one actor and is not part of the common infrastructure.

    Examples
    --------
    >>> class_of(is_common=True, parties=3).value, class_of(is_common=False, parties=2).value
    ('shared-infrastructure', 'joint')
    """
    if is_common:
        return Class.SHARED_INFRASTRUCTURE
    return Class.JOINT if parties >= 2 else Class.INTERNAL


def process_of(
    kind: Class, *, cost: Decimal | None, is_strategic: bool, below: Decimal | None = None
) -> Process:
    """Light only for what is internal, not strategic and surely small.

    Parameters
    ----------
    cost : likely cost of the preferred option; None when not known, which is not small.
    below : border of the board in the same money; None = that of `SIZE`.

    Returns
    -------
    Process

    Source: house rule of Styrbord.

    Examples
    --------
    >>> process_of(Class.INTERNAL, cost=Decimal(400_000), is_strategic=False).value
    'light'
    >>> process_of(Class.JOINT, cost=Decimal(1), is_strategic=False).value
    'full'
    """
    border = SIZE.params["light_below"] if below is None else below
    is_small = cost is not None and cost < border
    return Process.LIGHT if kind is Class.INTERNAL and is_small and not is_strategic else Process.FULL


def is_large(cost: Decimal | None, *, large_from: Decimal | None = None) -> bool:
    """Whether an investment goes to the subcommittee before it is decided (R-204).

    Parameters
    ----------
    cost : likely cost of the preferred option; None when not known, which is not small.
    large_from : border of the board in the same money, itself large; None = that of `SIZE`.

    Returns
    -------
    bool

    Source: house rule of Styrbord.

    Examples
    --------
    >>> [is_large(cost) for cost in (Decimal(49_999_999), Decimal(50_000_000), None)]
    [False, True, True]
    """
    return cost is None or cost >= (SIZE.params["large_from"] if large_from is None else large_from)


def difficulty_of(kind: Class, *, bearers: int) -> Difficulty:
    """How hard the benefits are to take home.

    Parameters
    ----------
    bearers : number of bodies, or groups outside, at which benefits fall.

    Returns
    -------
    Difficulty
        High when it is joint; middle when it is shared infrastructure, or an internal one whose benefits fall
        at others too.

    Source: house rule of Styrbord, after Digg and Statskontoret 2020 (the difficulty differs by class).

    Examples
    --------
    >>> difficulty_of(Class.INTERNAL, bearers=1).value, difficulty_of(Class.INTERNAL, bearers=2).value
    ('low', 'middle')
    """
    if kind is Class.JOINT:
        return Difficulty.HIGH
    return Difficulty.LOW if kind is Class.INTERNAL and bearers <= 1 else Difficulty.MIDDLE
