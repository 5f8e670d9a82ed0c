"""Does anything at all give away a held number, or what is computed from it, before its moment?

Trees, numbers and held editions are drawn at random; every channel is asked before and after the moment,
by a clock that is moved, and by a reader who may see the edition early. Readers beside the public, and the
second database, ask every second channel: the one half with one draw, the other half with the other.
"""

import re
from datetime import timedelta
from html import unescape
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from styrbord.services import clock, installation, memory, releases
from styrbord.services.loading import load_pack
from styrbord.services.rights import OPERATOR
from styrbord.services.work import work
from tests.contract.packs import Written
from tests.contract.people import signed_in
from tests.contract.releasing import released, row, soon

pytestmark = pytest.mark.usefixtures("database")
CODES = ("top", "a", "b", "a1", "a2", "b1", "b2", "b3")
ALL = slice(None)
TURNING = {"/en/indicators/people/?subject=top", "/api/v1/figures?indicator=share&subject=top"}
"""What shows the released numbers at their moment for sure."""
EVERYWHERE = (
    "/en/",
    "/en/quality/",
    "/en/editions/",
    "/en/editions/feed.atom",
    "/en/search/?q=people",
    "/en/compare/?indicator=people&mixed=1",
    "/en/map/?indicator=people",
    "/api/v1/editions",
    "/api/v1/indicators/people",
    "/api/v1/observations?computed=true&limit=1000",
    "/api/v1/observations?format=csv&limit=1000",
    "/api/v1/observations?format=json-stat&indicator=people&limit=1000",
    "/api/v1/observations?vintage=2200&limit=1000",
    "/api/v1/observations?breakdown=SEX%3DF&limit=1000",
)


def drawn(random: Random, folder: Path) -> list[str]:
    """A board with a random tree and random gaps; codes without members."""
    parents = {"top": "", "a": "top", "b": "top"}
    parents |= {code: random.choice(("a", "b")) for code in CODES[3:]}
    pack = Written().described(code="drawn", vintage="2021")
    pack.territories = [
        {"territory_code": code, "name_en": code.upper(), "type": "place", "parent_code": parents[code]}
        for code in CODES
    ]
    pack.indicators.append(
        {
            "indicator_code": "share",
            "name_en": "Share",
            "unit": "%",
            "over_subjects": "formula",
            "formula": "100 * jobs / people",
        }
    )
    leaves = [code for code in CODES if code not in parents.values()]
    pack.tables["types"] = [{"territory_code": code, "type": "town"} for code in leaves]
    pack.texts["pack.toml"] += '[types.town]\nname_en = "Town"\n'
    pack.texts["pages.toml"] = (
        '[[pages]]\ncode = "all"\nkind = "rubric"\npublicity = "public"\ntitle_en = "All"\n'
        '[[pages.blocks]]\nkind = "table"\nindicators = ["people", "share"]\n'
    )
    for code in leaves:
        for indicator in ("people", "jobs"):
            if random.random() < 0.8 or indicator == "jobs":  # so that the share of the top is known later
                pack.observe(indicator, code, {year: random.randrange(100, 999) for year in ("2019", "2020")})
    load_pack(pack.write(folder))
    return leaves


def everything(client: Client, leaves: list[str], part: slice = ALL) -> dict[str, str]:
    """Every channel's answer, or every second's, without what differs from one request to the next."""
    paths = [*EVERYWHERE]
    for code in ("top", "a", leaves[0]):
        paths += [f"/en/subjects/{code}/", f"/en/subjects/{code}/all/", f"/en/?subject={code}"]
        for indicator in ("people", "share"):
            paths += [
                f"/en/indicators/{indicator}/?subject={code}",
                f"/en/indicators/{indicator}/?subject={code}&format=csv&block=periods",
                f"/en/indicators/{indicator}/?subject={code}&format=svg&block=course",
                f"/en/indicators/{indicator}/values/{code}/2020/",
                f"/en/indicators/{indicator}/values/{code}/2021/",
                f"/api/v1/figures?indicator={indicator}&subject={code}",
            ]
    return {
        path: _steady(client.get(path).content.decode(errors="replace")) for path in {*TURNING, *paths[part]}
    }


def different(now: dict[str, str], before: dict[str, str]) -> dict[str, str]:
    """Where answers differ, and how they do there."""
    found = {}
    for path, text in now.items():
        pairs = zip(text, before[path] + " " * len(text), strict=False)
        at = next((n for n, (one, other) in enumerate(pairs) if one != other), None)
        if text != before[path]:
            found[path] = text[max(at or 0, 60) - 60 : (at or 0) + 60]
    return found


def _steady(text: str) -> str:
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"|name="key" value="[\w-]+"', "", unescape(text))
    return re.sub(r"<updated>[^<]*</updated>", "", text, count=1)


def passed(seconds: float) -> None:
    """Let the installation's clock be later."""
    with work("operator", clock.now()) as piece:
        clock.keep_shift(float(installation.setting(clock.SHIFT) or 0) + seconds)
        piece.tell("clock.moved", "clock", {})


@pytest.mark.parametrize("seed", range(2))
def test_no_channel_changes_before_the_moment_and_totals_change_at_it(seed: int, tmp_path: Path) -> None:
    memory.forget()
    random = Random(seed)
    leaves = drawn(random, tmp_path)
    if clock.now().hour == 23:
        passed(3 * 3600)
    public, other, early = Client(), Client(), Client()
    other.force_login(signed_in("clerk"))
    early.force_login(signed_in("minister"))
    half = slice(seed, None, 2)
    whole = ALL if connection.vendor == "sqlite" else half
    before = everything(public, leaves, whole), everything(other, leaves, half)
    rows = [row(float(random.randrange(10_000, 99_999)), subject=code) for code in leaves]
    rows += [row(777.0, subject=leaves[0], period="2021"), row(4.0, subject=leaves[0], breakdown="SEX=F")]
    then = soon(0.5)
    made = released(*rows, at=then)
    for one in made:
        releases.give_early(one, "minister", "Speech", by=OPERATOR)
    first = everything(early, leaves, half)
    assert different(everything(public, leaves, whole), before[0]) == {}
    assert different(everything(other, leaves, half), before[1]) == {}
    changed = {path for path, text in first.items() if text != before[1][path]}
    assert changed >= TURNING
    passed((then - clock.now()).total_seconds() + 1)
    after = everything(public, leaves, whole)
    assert set(different(after, before[0])) >= TURNING
    feed = public.get("/en/editions/feed.atom").content.decode()
    assert f"/{made[0]}/" in feed


def test_the_memory_of_answers_turns_at_the_moment_at_a_move_and_at_a_withdrawal(tmp_path: Path) -> None:
    memory.forget()
    leaves = drawn(Random(9), tmp_path)
    client, path = Client(), f"/api/v1/observations?indicator=people&subject={leaves[0]}"

    def shown() -> Any:
        client.get(f"/en/subjects/{leaves[0]}/")
        return [one["value"] for one in client.get(path).json()["items"] if one["period"] == "2021"]

    assert shown() == []
    made = released(row(5.0, subject=leaves[0], period="2021"), at=soon(1))
    assert shown() == []
    with work("releaser", clock.now()) as piece:
        releases.reschedule(piece, made, clock.now() + timedelta(seconds=-1))
    assert shown() == [5.0]
    with work("releaser", clock.now()) as piece:
        releases.withdraw(piece, made, {"en": "Wrong"})
    assert shown() == []
