"""Which board and which decision does a test of decisions begin with?"""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.spine.indicators import Access
from styrbord.services import clock, decisions, memory, tick
from styrbord.services.decisions import Choices, Reasons, Start, Way
from styrbord.services.loading import load_pack
from styrbord.services.reading import Principal, visible
from styrbord.services.releases import ReleaseRow
from styrbord.worker import serving
from tests.contract.packs import Written
from tests.contract.people import asked, signed_in

ALL = Principal("all", is_signed_in=True, access=Access.RESTRICTED)
YEARS = [str(year) for year in range(2006, 2024)]
START = Start(
    title="Build a school in Fjordby",
    subject="n1",
    effects=[("jobs", "n1", "5", "2024", "2025-03-01")],
    evidence=[("jobs", "n1", "2023"), ("debts", "n1", "2023")],
    in_force_on="2024-02-01",
    is_pilot=True,
    novelty="first-of-kind",
)
CHOICES = Choices(
    options=[
        Way(
            "a", "A new school", {"social": "Shorter ways", "economy": "It costs"}, [("Pupils", "gains", "")]
        ),
        Way("nothing", "", {"trust": "Nobody believes in the plan"}, [("Pupils", "loses", "an hour a day")]),
    ],
    chosen="a",
)
REASONS = Reasons(
    why_this="It is the nearest.",
    why_order="The road is there.",
    why_now="The lease ends.",
    summary={"en": "We build a school.", "sv": "Vi bygger en skola."},
    positions=[("Parents", "for", "At last", "Hearing of 4 May"), ("Neighbours", "against", "Noise", "")],
)


def travel(day: str) -> None:
    """Let the clock of the board go on from noon of a day."""
    clock.keep_shift(clock.seconds_to(date.fromisoformat(day)))


def board(folder: Path) -> None:
    """Eighteen years of an open, an internal and a restricted indicator of three towns; it is 2024."""
    memory.forget()
    travel("2024-01-10")
    random = np.random.default_rng(11)
    pack = Written().described(code="yearly", vintage="2024")
    pack.indicators = [
        {
            "indicator_code": code,
            "name_en": code.title(),
            "direction": "up",
            "over_subjects": "sum",
            "access": access,
            "rubrics": "work",
            "decimals": 1,
        }
        for code, access in (("jobs", "open"), ("wages", "internal"), ("debts", "restricted"))
    ]
    for code in ("jobs", "wages", "debts"):
        for at, town in enumerate(("n1", "n2", "s1")):
            values = 100 * (at + 1) + np.cumsum(random.normal(0, 0.5, len(YEARS)))
            pack.observe(code, town, {y: round(float(v), 3) for y, v in zip(YEARS, values, strict=True)})
    load_pack(pack.write(folder))


def owner(post: str = "owner", **said: Any) -> Any:
    """Somebody who answers for the whole board, or for what is said."""
    return signed_in(post, asked("owner", **said))


def whole(user: Any, start: Start = START, **said: Any) -> str:
    """Token of a proposal that lacks nothing."""
    token = decisions.propose(user, replace(start, **said))
    decisions.change(user, token, CHOICES, revision=1)
    decisions.change(user, token, REASONS, revision=2)
    return token


def decided(user: Any, start: Start = START, **said: Any) -> str:
    """Token of a decision that was taken."""
    token = whole(user, start, **said)
    decisions.move(user, token, "submit", revision=3)
    decisions.move(user, token, "decide", revision=4)
    return token


def refused(do: Any, *parts: Any, **said: Any) -> list[str]:
    """Codes of the problems with which something is refused."""
    with pytest.raises(Refused) as error:
        do(*parts, **said)
    return [one.code for one in error.value.problems]


def page(token: str, principal: Principal = ALL, **moment: Any) -> decisions.DecisionPage:
    """A decision as a reader sees it, by default one who sees everything."""
    return decisions.one(None, visible(principal, **moment), token)


def cell(value: float, period: str = "2024", indicator: str = "jobs") -> ReleaseRow:
    """A number of n1."""
    return ReleaseRow(indicator=indicator, subject="n1", period=period, value=value, status="A")


def settled() -> None:
    """What the tick and the worker do."""
    tick.tick()
    serving.serve(is_once=True)
