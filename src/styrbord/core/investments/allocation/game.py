"""What would each group of parties pay or gain if it went alone?

A coalition is a whole number whose bit i says that party i is in it; C(empty) = 0.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from styrbord.core.base.codes import nearest
from styrbord.core.base.problems import Problem, Refused, define

MOST_PARTIES = 15
JOIN = "+"
_SHOWN = 5

TOO_MANY = define(
    "allocation.parties",
    "There are {count} parties; this is computed exactly for 1 to {most}.",
    "Join parties that act together, or draw their order at random (sampled Shapley values).",
)
NO_SUCH_COALITION = define(
    "allocation.coalition",
    "'{name}' is no coalition of the parties.{hint}",
    "Join names of parties by + in the order of `parties`.",
)
UNKNOWN_COST = define(
    "allocation.unknown-coalitions",
    "{count} of the coalitions that are needed have no value: {names}.",
    "Give the value of each; other formulas may do with fewer.",
)
JOINED_NAME = define(
    "allocation.party-name",
    "'{name}' cannot name a party.",
    "Use a name without +, which joins the parties of a coalition, and not the same one twice.",
)


@dataclass(frozen=True, slots=True)
class Game:
    """Parties and the value of each coalition.

    Attributes
    ----------
    parties : names, in order.
    values : by coalition, length 2 ** parties; cost or gain in one unit of money, None when not known.
    """

    parties: tuple[str, ...]
    values: tuple[Decimal | None, ...]

    @property
    def whole(self) -> int:
        """Coalition of all."""
        return len(self.values) - 1

    @property
    def proper(self) -> range:
        """Coalitions that are neither empty nor whole."""
        return range(1, self.whole)

    def names(self, coalition: int) -> tuple[str, ...]:
        """Parties of a coalition, in order."""
        return tuple(name for at, name in enumerate(self.parties) if coalition >> at & 1)

    def known(self, coalitions: Iterable[int]) -> list[Decimal]:
        """Values of coalitions that a method cannot do without.

        Returns
        -------
        list of Decimal

        Raises
        ------
        Refused
            `allocation.unknown-coalitions` with the first of them that have none.
        """
        asked = list(coalitions)
        missing = [one for one in asked if self.values[one] is None]
        if missing:
            shown = [JOIN.join(self.names(one)) for one in missing[:_SHOWN]]
            names = ", ".join([*shown, *(["..."] if len(missing) > _SHOWN else [])])
            raise Refused(
                Problem(UNKNOWN_COST.code, "coalition_value", {"count": len(missing), "names": names})
            )
        return [value for one in asked if (value := self.values[one]) is not None]

    @property
    def cost_of_all(self) -> Decimal:
        """C(N)."""
        return self.known([self.whole])[0]

    @property
    def alone(self) -> list[Decimal]:
        """C(i) of each party."""
        return self.known(1 << at for at in range(len(self.parties)))

    @property
    def without(self) -> list[Decimal]:
        """C(N without i) of each party."""
        return self.known(self.whole ^ 1 << at for at in range(len(self.parties)))


def game_of(
    parties: Sequence[str], values: Mapping[str, Decimal | None], *, most: int = MOST_PARTIES
) -> Game:
    """Game of named parties.

    Parameters
    ----------
    parties : names, each once, without +.
    values : by names joined by + in the order of the parties; None or left out when not known.
    most : largest number of parties.

    Returns
    -------
    Game

    Raises
    ------
    Refused
        `allocation.parties`, `allocation.party-name`, `allocation.coalition`

    Examples
    --------
    >>> found = game_of(["a", "b"], {"a": Decimal(3), "b": Decimal(2), "a+b": Decimal(4)})
    >>> found.values, found.names(3)
    ((Decimal('0'), Decimal('3'), Decimal('2'), Decimal('4')), ('a', 'b'))
    """
    if not 1 <= len(parties) <= most:
        raise Refused(Problem(TOO_MANY.code, "parties", {"count": len(parties), "most": most}))
    wrong = list(_misnamed(parties))
    if wrong:
        raise Refused(wrong)
    places = {name: at for at, name in enumerate(parties)}
    found: list[Decimal | None] = [None] * (1 << len(parties))
    unknown = []
    for name, value in values.items():
        coalition = _coalition(name, places)
        if coalition:
            found[coalition] = value
        else:
            unknown.append(_unknown(name, places))
    if unknown:
        raise Refused(unknown)
    found[0] = Decimal(0)
    return Game(tuple(parties), tuple(found))


def by_party(game: Game, amounts: Iterable[Decimal]) -> dict[str, Decimal]:
    """Amounts by name, in the order of the parties."""
    return dict(zip(game.parties, amounts, strict=True))


def sums(amounts: Sequence[Decimal]) -> list[Decimal]:
    """Sum of the amounts of each coalition, length 2 ** parties.

    Returns
    -------
    list of Decimal

    Examples
    --------
    >>> [int(one) for one in sums([Decimal(1), Decimal(5)])]
    [0, 1, 5, 6]
    """
    found = [Decimal(0)]
    for amount in amounts:
        found += [before + amount for before in found]
    return found


def _misnamed(parties: Sequence[str]) -> Iterator[Problem]:
    for at, name in enumerate(parties):
        if JOIN in name or not name.strip() or name in parties[:at]:
            yield Problem(JOINED_NAME.code, f"parties[{at}]", {"name": name})


def _coalition(name: str, places: Mapping[str, int]) -> int:
    """Coalition that a name means; 0 when it means none."""
    found, last = 0, -1
    for part in name.split(JOIN):
        at = places.get(part, -1)
        if at <= last:
            return 0
        found, last = found | 1 << at, at
    return found


def _unknown(name: str, places: Mapping[str, int]) -> Problem:
    parts = [nearest(part, places) if part not in places else part for part in name.split(JOIN)]
    meant = JOIN.join(sorted({part for part in parts if part}, key=places.__getitem__))
    hint = f" Did you mean '{meant}'?" if meant and all(parts) else ""
    return Problem(NO_SUCH_COALITION.code, f"coalition_value.{name}", {"name": name, "hint": hint})
