"""Which small board and which method do the tests of ratings begin with?"""

from pathlib import Path
from typing import Any

import numpy as np

from styrbord.services import jobs, memory, ratings
from styrbord.services.loading import load_pack
from styrbord.services.ratings import ScopeNote, Wanted
from styrbord.store.steering.models import RatingRun
from tests.contract.packs import Written
from tests.contract.people import asked, signed_in

YEARS = ("2023", "2024", "2025")
TOWNS = tuple(f"t{number:02}" for number in range(1, 13))
FACTS = ("staff", "money", "roads", "fires", "schools")
LANGUAGES = ("en", "ru", "sv")
CODE = "maturity"


def board(folder: Path, *, small: int = 0, **access: str) -> None:
    """Twelve municipalities of two types with five indicators of three years; fires are better if few.

    Numbers of fires below `small` are confidential.
    """
    memory.forget()
    random = np.random.default_rng(11)
    pack = Written().described(code="towns", vintage="2026", invented=True)
    pack.territories = [
        {"territory_code": "top", "name_en": "County", "type": "county", "parent_code": ""},
        *(
            {"territory_code": code, "name_en": code.upper(), "type": "municipality", "parent_code": "top"}
            for code in TOWNS
        ),
    ]
    pack.indicators = [
        {
            "indicator_code": code,
            "name_en": code.title(),
            "direction": "down" if code == "fires" else "up",
            "rubrics": "digital",
            "decimals": 2,
            "access": access.get(code, "open"),
            "min_count": small if small and code == "fires" else "",
        }
        for code in FACTS
    ]
    strength = np.linspace(0.9, -0.9, len(TOWNS))
    for code in FACTS:
        sign = -1 if code == "fires" else 1
        for at, town in enumerate(TOWNS):
            level = 50 + sign * 20 * strength[at] + random.normal(0, 4, len(YEARS)).cumsum()
            pack.observe(code, town, {y: round(float(v), 2) for y, v in zip(YEARS, level, strict=True)})
    pack.tables["types"] = [
        {"territory_code": town, "type": "town" if at % 2 else "village", "valid_from": "", "valid_to": ""}
        for at, town in enumerate(TOWNS)
    ]
    pack.texts["pack.toml"] += '[types.town]\nname_en = "Town"\n[types.village]\nname_en = "Village"\n'
    load_pack(pack.write(folder))


def text(*, group: str = "type", is_common: bool = False, lacking: str = "", **said: Any) -> str:
    """A method with two pillars as TOML; `lacking` leaves out the Russian criteria of one node."""
    weights = {"staff": 2, **said.pop("weights", {})}
    lines = [f'code = "{CODE}"', 'version = "1"', *(f"{name} = {word}" for name, word in said.items())]
    lines += [_words("names", "Maturity"), "[peers]", f'group = "{group}"']
    lines += [f"is_common = {str(is_common).lower()}", "least = 5"]
    lines += ["[[variations]]", 'name = "weights"', "noise = 0.25"]
    lines += _node("index", "", 3, lacking) + _node("people", "index", 2, lacking)
    lines += _node("things", "index", 2, lacking)
    for code in FACTS:
        lines += _node(code, "people" if code in {"staff", "schools"} else "things", 1, lacking)
        lines += [f"direction = {-1 if code == 'fires' else 1}", f"weight = {weights.get(code, 1)}"]
    return "\n".join(lines) + "\n"


def _node(code: str, parent: str, level: int, lacking: str) -> list[str]:
    left_out = ("ru",) if code == lacking else ()
    return [
        "[[nodes]]",
        f'code = "{code}"',
        f'parent = "{parent}"',
        f"level = {level}",
        f"is_indicator = {str(level == 1).lower()}",
        _words("names", code.title()),
        _words("criteria", f"What {code} is", *left_out),
    ]


def _words(name: str, words: str, *left_out: str) -> str:
    told = ", ".join(f'{one} = "{words} ({one})"' for one in LANGUAGES if one not in left_out)
    return f"{name} = {{ {told} }}"


def analyst() -> Any:
    """Who drafts and asks."""
    return signed_in("analyst-post", asked("analyst"))


def owner() -> Any:
    """Who approves."""
    return signed_in("owner-post", asked("owner"))


def releaser() -> Any:
    """Who publishes."""
    return signed_in("releaser-post", asked("releaser"))


def approved(method: str = "", **scope: Any) -> None:
    """A method that was drafted by one and approved by another."""
    whom = ScopeNote(level="municipality", **scope)
    ratings.draft(analyst(), CODE, method or text(), scope=whom)
    ratings.move_method(owner(), CODE, "approve", revision=1)


def made(period: str = "2025", **said: Any) -> str:
    """Token of a run that a worker made."""
    kind, token = ratings.ask(analyst(), Wanted(CODE, period, replicates=64, **said))
    if kind == "run":
        return token
    jobs.run(token)
    note = jobs.note(token)
    assert note.state == "done", note.problems
    return str(note.result["token"])


def published(period: str = "2025", words: str = "", **said: Any) -> str:
    """Token of a run that was made, approved and published by three."""
    token = made(period, **said)
    ratings.move_run(owner(), token, "approve", revision=1)
    ratings.move_run(releaser(), token, "publish", revision=2, words=words)
    return token


def state_of(token: str) -> str:
    """Where a run stands."""
    return str(RatingRun.objects.values_list("state", flat=True).get(token=token))
