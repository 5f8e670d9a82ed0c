"""Which board does a test of the page for a council begin with?"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from styrbord.core.collection.packages import Entry
from styrbord.services import people, signing
from styrbord.services.collection import forms, submissions
from styrbord.services.loading import load_pack
from styrbord.services.rights import OPERATOR, Actor
from tests.contract.packs import Written
from tests.contract.people import added, asked, key_of

TOWNS = ("n1", "n2", "n3", "n4", "n5", "n6")
NAMES = ("Fjordby", "Skogby", "Bergby", "Dalby", "Havsby", "Åby")
MONTHS = tuple(f"{year}-{month:02d}" for year in (2024, 2025) for month in range(1, 13))
PERIOD = "2026-01"
UNEMPLOYED = {"n1": 60, "n2": 40, "n3": 50, "n4": 70, "n5": 80, "n6": 90}
"""Of 1,000 in the labour force, each month; n2 and n3 do better than n1."""
FORM = """\
[[forms]]
code = "labour"
name_en = "Labour"
frequency = "M"
first = "2025-01"
levels = ["municipality", "county"]

[forms.obliged]
root = "north"
level = "municipality"

[forms.due]
days = 10

[[forms.items]]
indicator = "force"

[[forms.items]]
indicator = "unemployed"

[[forms.items]]
indicator = "trust"

[[forms.items]]
indicator = "secret"
"""
CELLS = (
    Entry("force", value=1000.0),
    Entry("unemployed", value=65.0, note="A plant closed."),
    Entry("trust", value=7.0, note="New questions."),
    Entry("secret", value=9.0),
)


@dataclass
class Council:
    """A board of six towns of one type, with a form and a person on each post."""

    users: dict[str, Any] = field(default_factory=dict)

    def by(self, post: str) -> Actor:
        """Someone as the post that they hold."""
        return Actor(post, key_of(self.users[post]))

    def draft(self, subject: str = "n1") -> str:
        """Token of a draft with all cells."""
        by = self.by(f"{subject}-preparer")
        token = submissions.open_for("labour", subject, PERIOD, by=by)
        submissions.save(token, CELLS, revision=_revision(token), channel="page", by=by)
        return token

    def handed_in(self, subject: str = "n1") -> str:
        """Token of what was handed in."""
        token = self.draft(subject)
        submissions.submit(token, revision=_revision(token), by=self.by(f"{subject}-preparer"))
        return token

    def released(self, token: str) -> str:
        """Release what was handed in."""
        for post in ("north-reviewer", "second-reviewer"):
            submissions.approve(token, revision=_revision(token), by=self.by(post))
        submissions.schedule([token], at=None, by=self.by("releaser"))
        return token


def board(folder: Path, groups: list[dict[str, object]] | None = None) -> Council:
    """The board, its form and its people; `groups` are declared sets of similar towns."""
    load_pack(_pack(groups or []).write(folder))
    grants = {
        "n1-preparer": asked("preparer", subject="n1"),
        "n2-preparer": asked("preparer", subject="n2"),
        "n2-owner": asked("owner", subject="n2"),
        "north-reviewer": asked("reviewer", subject="north"),
        "second-reviewer": asked("reviewer", subject="north"),
        "releaser": asked("releaser"),
    }
    added(*grants, "labour-office", "stranger")
    for post, role in grants.items():
        people.grant(post, role, by=OPERATOR)
    forms.publish(FORM, by=OPERATOR)
    found = Council()
    for post in (*grants, "stranger"):
        found.users[post] = signing.use_link(signing.make_link(post))
    return found


def _pack(groups: list[dict[str, object]]) -> Written:
    pack = Written().described(code="county", vintage="2026", invented=True)
    pack.texts["pack.toml"] += '[types.town]\nname_en = "Town"\nname_ru = "Город"\nname_sv = "Stad"\n'
    north = {"territory_code": "north", "name_en": "North", "type": "county", "parent_code": ""}
    town = {"type": "municipality", "parent_code": "north"}
    pack.territories = [north] + [
        {"territory_code": code, "name_en": name, **town} for code, name in zip(TOWNS, NAMES, strict=True)
    ]
    count = {"unit": "persons", "over_subjects": "sum", "decimals": 0, "frequency": "M"}
    pack.indicators = [
        {"indicator_code": "force", "name_en": "Labour force", **count},
        {"indicator_code": "unemployed", "name_en": "Unemployed", "direction": "down", **count},
        {
            "indicator_code": "rate",
            "name_en": "Unemployment",
            "unit": "%",
            "direction": "down",
            "decimals": 1,
            "frequency": "M",
            "over_subjects": "formula",
            "formula": "100 * unemployed / force",
            "owner": "labour-office",
        },
        {"indicator_code": "trust", "name_en": "Trust", "direction": "up", "frequency": "M", "decimals": 1},
        {"indicator_code": "secret", "name_en": "Secret", "frequency": "M", "access": "restricted"},
    ]
    pack.tables["types"] = [{"territory_code": code, "type": "town"} for code in TOWNS]
    if groups:
        pack.tables["peer_groups"] = list(groups)
    for town_code in TOWNS:
        pack.observe("force", town_code, dict.fromkeys((*MONTHS, *_newest(town_code)), 1000))
        pack.observe(
            "unemployed", town_code, dict.fromkeys((*MONTHS, *_newest(town_code)), UNEMPLOYED[town_code])
        )
        pack.observe("trust", town_code, dict.fromkeys(MONTHS[-3:], 5))
    return pack


def _newest(town: str) -> tuple[str, ...]:
    """Others have the newest month already."""
    return () if town == "n1" else (PERIOD,)


def _revision(token: str) -> int:
    return submissions.note(token).revision
