"""Do nets sum to the total, and is whoever loses named with what it needs?"""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from styrbord.core.investments.imbalance import imbalance
from tests.core.investments.worlds import CENTS


@given(st.lists(st.tuples(CENTS, CENTS), min_size=1, max_size=15))
def test_nets_sum_to_the_total_and_transfers_heal_every_loss(amounts: list[tuple[Decimal, Decimal]]) -> None:
    costs, benefits = [cost for cost, _ in amounts], [gain for _, gain in amounts]
    found = imbalance(costs, benefits)
    assert sum(found.nets) == found.sum_of_nets == sum(benefits) - sum(costs)
    healed = [net + given for net, given in zip(found.nets, found.transfers, strict=True)]
    assert all(net >= 0 for net in healed)
    assert all(given == 0 or net == 0 for given, net in zip(found.transfers, healed, strict=True))
    assert found.needs_joint_financing == (found.sum_of_nets > 0 and any(found.transfers))
    assert found.is_not_worth_doing == (found.sum_of_nets <= 0)
    if found.imbalance is not None:
        assert 0 <= found.imbalance <= 1
    else:
        assert sum(costs) == 0 or sum(benefits) == 0


def test_shares_of_nothing_are_undefined() -> None:
    found = imbalance([Decimal(0), Decimal(0)], [Decimal(1), Decimal(2)])
    assert (found.cost_shares, found.imbalance) == ((None, None), None)
