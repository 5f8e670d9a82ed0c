"""On which board do the users of `bench.load_test` read and hand in?

Run as `STYRBORD_DATABASE=... python -m bench.load_board FILE`; what the users need to know goes to the file.
"""

import json
import re
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from bench.site import migrate
from styrbord.core.collection.forms.text import write_forms
from styrbord.services import clock, people, signing
from styrbord.services.accounts import tokens
from styrbord.services.collection import forms
from styrbord.services.loading import load_pack
from styrbord.services.people import Asked
from styrbord.services.rights import OPERATOR, Actor
from styrbord.store.people.models import Holding

FORM = "labour-month"
VALUES = {
    "labour_force": 9000,
    "unemployed": 500,
    "vacancies": 120,
    "jobs_created": 40,
    "jobs_lost": 30,
    "layoffs_announced": 0,
}
READERS_IN, HANDING_IN = 120, 30
FIRST = date(2020, 1, 1)
FIRST_MONTH = "2024-01"


def prepare(file: Path) -> None:
    """The example county, a post for each municipality that hands in, and links for those who sign in."""
    migrate()
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "example", folder], check=True)
        load_pack(Path(folder))
    basis = "Load test"
    signing.make_link("reader")
    people.grant("reader", Asked(role="analyst", first=FIRST, basis=basis), by=OPERATOR)
    forms.publish(opened(write_forms([forms.form(FORM)])), by=OPERATOR)
    form = forms.form(FORM)
    period = forms.open_periods(form, clock.now().date())[-1]
    towns = []
    for code in forms.obliged(form, period)[:HANDING_IN]:
        post = f"preparer-{code.lower()}"
        signing.use_link(signing.make_link(post))
        people.grant(post, Asked(role="preparer", first=FIRST, basis=basis, subject=code), by=OPERATOR)
        holder = Holding.objects.select_related("person").get(post__code=post)
        by = Actor(post, holder.person.key)
        token = tokens.make(post, [f"submit:{FORM}"], days=1, note=basis, by=by)
        towns.append({"code": code, "link": signing.make_link(post), "token": token})
    said = {
        "links": [signing.make_link("reader") for _ in range(READERS_IN)],
        "towns": towns,
        "form": FORM,
        "periods": [str(one) for one in forms.open_periods(form, clock.now().date())],
        "values": VALUES,
        "subjects": [town["code"] for town in towns] + ["NV"],
        "indicators": ["unemployment", "population", "unemployed", "vacancies"],
        "rubrics": ["demography", "housing"],
    }
    file.write_text(json.dumps(said), encoding="utf-8")


def opened(text: str) -> str:
    """The form, open for months enough that nobody runs out of them."""
    found, count = re.subn(r'^first = "[^"]*"', f'first = "{FIRST_MONTH}"', text, flags=re.MULTILINE)
    assert count == 1, text
    return found


if __name__ == "__main__":
    prepare(Path(sys.argv[1]))
