"""Which board and forms does a test of collecting begin with?"""

from pathlib import Path

from styrbord.services import people
from styrbord.services.collection import forms
from styrbord.services.loading import load_pack
from styrbord.services.rights import OPERATOR
from tests.contract.packs import Written
from tests.contract.people import added, asked

MONTHLY = """\
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
indicator = "jobs"
low = 0.0

[[forms.items]]
indicator = "vacancies"
low = 0.0

[[forms.rules]]
code = "parts"
expression = "vacancies <= jobs"
"""


def board(folder: Path) -> None:
    """A small tree with monthly and yearly indicators, and posts that prepare, review and release."""
    pack = Written().described(code="county", vintage="2021")
    yearly, monthly = pack.indicators
    pack.indicators = [
        yearly,
        {**monthly, "frequency": "M", "rubrics": "work;people"},
        {
            **monthly,
            "indicator_code": "vacancies",
            "name_en": "Vacancies",
            "frequency": "M",
            "rubrics": "work",
        },
        {
            **monthly,
            "indicator_code": "layoffs",
            "name_en": "Layoffs",
            "frequency": "M",
            "access": "restricted",
        },
    ]
    pack.tables["codelists"] = [{"dimension": "SEX", "code": "F", "name_en": "Women"}]
    load_pack(pack.write(folder))
    posts = {
        "n1-preparer": asked("preparer", subject="n1"),
        "n2-preparer": asked("preparer", subject="n2"),
        "n1-reviewer": asked("reviewer", subject="n1"),
        "north-reviewer": asked("reviewer", subject="north"),
        "releaser": asked("releaser"),
        "editor": asked("editor"),
    }
    added(*posts)
    for post, role in posts.items():
        people.grant(post, role, by=OPERATOR)


def published(text: str = MONTHLY) -> str:
    """Code of the first form of a text, published by the operator."""
    return forms.publish(text, by=OPERATOR)
