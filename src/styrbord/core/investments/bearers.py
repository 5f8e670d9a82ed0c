"""What is an investment worth to each who bears a part of it, and to all together?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from styrbord.core.investments.allocation.keys import CENT, to_the_cent

COST = "cost"
TRANSFER = "transfer"


@dataclass(frozen=True, slots=True)
class Line:
    """Amounts of one kind at one body or group, as increments to business as usual.

    Attributes
    ----------
    bearer : who pays or gains.
    kind : `cost`, `transfer`, or the class of a benefit.
    amounts : of years 0, 1, ...; a cost and a transfer are paid, a benefit is gained; disbenefits are
        negative.
    payee : who receives a transfer; empty else.
    """

    bearer: str
    kind: str
    amounts: tuple[Decimal, ...]
    payee: str = ""


@dataclass(frozen=True, slots=True)
class Distribution:
    """Present values to the cent, gains positive.

    Attributes
    ----------
    cells : by bearer and kind, in the order of the lines.
    """

    cells: Mapping[tuple[str, str], Decimal]

    @property
    def nets(self) -> dict[str, Decimal]:
        """Net present value of each bearer."""
        return self._summed(0)

    @property
    def by_kind(self) -> dict[str, Decimal]:
        """Present value of each kind; transfers sum to 0."""
        return self._summed(1)

    @property
    def total(self) -> Decimal:
        """Net present value to society; the cells sum to it exactly."""
        return sum(self.cells.values(), Decimal(0))

    def _summed(self, part: int) -> dict[str, Decimal]:
        found: dict[str, Decimal] = {}
        for key, amount in self.cells.items():
            found[key[part]] = found.get(key[part], Decimal(0)) + amount
        return found


def distribution(lines: Sequence[Line], factors: Sequence[Decimal], *, unit: Decimal = CENT) -> Distribution:
    """Table of who pays and who gains, discounted.

    Each cell is a sum of discounted amounts; the table is rounded by largest remainders, so that it sums to
    the rounded total and no cell moves by a whole unit. What one body transfers another receives: both
    cells are rounded alike.

    Parameters
    ----------
    lines : of one option, in one currency and price year, each with as many years as there are factors.
    factors : discount factors of years 0, 1, ...
    unit : smallest amount that is told.

    Returns
    -------
    Distribution

    Raises
    ------
    ValueError
        When a line has another number of years, a transfer no payee, or another kind one.

    Source: HM Treasury, The Green Book, on distributional analysis; DFØ on who bears costs and benefits.
    Rounding by largest remainders is a house rule of Styrbord.

    Examples
    --------
    >>> lines = [
    ...     Line("agency", "cost", (Decimal(100), Decimal(0))),
    ...     Line("citizens", "priced_citizen_business", (Decimal(0), Decimal(130))),
    ...     Line("state", "transfer", (Decimal(40), Decimal(0)), payee="agency"),
    ... ]
    >>> found = distribution(lines, [Decimal(1), Decimal("0.9")])
    >>> {who: str(net) for who, net in found.nets.items()}, str(found.total)
    ({'agency': '-60.00', 'citizens': '117.00', 'state': '-40.00'}, '17.00')
    """
    cells: dict[tuple[str, str], Decimal] = {}
    moved: dict[tuple[str, str], Decimal] = {}
    for line in lines:
        worth = _present(line, factors)
        if line.kind == TRANSFER:
            paid = worth.quantize(unit, ROUND_HALF_EVEN)
            _add(moved, line.bearer, TRANSFER, -paid)
            _add(moved, line.payee, TRANSFER, paid)
        else:
            _add(cells, line.bearer, line.kind, -worth if line.kind == COST else worth)
    whole = sum(cells.values(), Decimal(0)).quantize(unit, ROUND_HALF_EVEN)
    rounded = to_the_cent(list(cells.values()), whole, unit=unit)
    return Distribution(dict(zip(cells, rounded, strict=True)) | moved)


def _add(cells: dict[tuple[str, str], Decimal], bearer: str, kind: str, amount: Decimal) -> None:
    cells[bearer, kind] = cells.get((bearer, kind), Decimal(0)) + amount


def _present(line: Line, factors: Sequence[Decimal]) -> Decimal:
    if len(line.amounts) != len(factors):
        raise ValueError(f"{line.bearer}, {line.kind}: {len(line.amounts)} years, {len(factors)} factors")
    if (line.kind == TRANSFER) != bool(line.payee):
        raise ValueError(
            f"{line.bearer}, {line.kind}: payee is {line.payee!r}; a transfer, and nothing else, has one"
        )
    worth = (amount * factor for amount, factor in zip(line.amounts, factors, strict=True))
    return sum(worth, Decimal(0))
