"""Does a fund always hold what it says, and does a key of shares come to 100 % exactly?"""

import random
from decimal import Decimal

import pytest

from styrbord.core.investments.portfolio.funding import (
    Kind,
    Movement,
    balance,
    divided,
    key_problems,
    release_problems,
    reserve_problems,
)
from tests.core.investments.portfolio.worlds import PRICE, sek


def moved(kind: Kind, amount: int | str) -> Movement:
    return Movement(kind, sek(amount), "P-1")


def test_what_was_granted_is_free_reserved_or_paid() -> None:
    found = balance(
        [
            moved(Kind.GRANTED, 100),
            moved(Kind.RESERVED, -60),
            moved(Kind.RELEASED, 25),
            moved(Kind.PAID_OUT, -25),
            moved(Kind.RELEASED, "4.5"),
        ],
        PRICE,
    )
    told = [str(one.amount) for one in (found.granted, found.free, found.reserved, found.paid)]
    assert told == ["100", "44.5", "30.5", "25"]
    assert found.free + found.reserved + found.paid == found.granted


def test_no_more_is_reserved_than_is_free_nor_paid_than_is_reserved() -> None:
    known = balance([moved(Kind.GRANTED, 10)], PRICE)
    assert reserve_problems(known, sek(10)) == []
    assert [one.code for one in reserve_problems(known, sek("10.01"))] == ["fund.too-little"]
    assert [one.code for one in reserve_problems(known, sek(0))] == ["fund.not-positive"]
    assert release_problems(Decimal(4), sek(4)) == []
    assert [one.code for one in release_problems(Decimal(4), sek("4.01"))] == ["fund.not-reserved"]
    assert [one.code for one in release_problems(Decimal(4), sek(-1))] == ["fund.not-positive"]


@pytest.mark.parametrize(
    ("shares", "codes"),
    [
        ({"town": "33.3", "region": "66.7"}, []),
        ({"town": "33.3", "region": "66.6"}, ["fund.key"]),
        ({"town": "150", "region": "-50"}, ["fund.not-positive"]),
        ({"town": "50", "moon": "50"}, ["fund.no-party"]),
        ({}, ["fund.key"]),
    ],
)
def test_a_key_names_parties_and_comes_to_a_hundred(shares: dict[str, str], codes: list[str]) -> None:
    said = {body: Decimal(share) for body, share in shares.items()}
    assert [one.code for one in key_problems(said, {"town", "region"})] == codes


def test_a_divided_amount_is_whole_to_the_cent() -> None:
    choose = random.Random(5)
    for _ in range(500):
        whole = Decimal(choose.randint(0, 10**9)) / 100
        shares = {str(body): Decimal(choose.randint(1, 999)) for body in range(choose.randint(1, 15))}
        parts = divided(whole, shares)
        assert sum(parts.values()) == whole
        weight = sum(shares.values())
        for body, part in parts.items():
            assert abs(part - whole * shares[body] / weight) < Decimal("0.01")
