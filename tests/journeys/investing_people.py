"""Who works on an investment in a browser, on which small board, and how does each of them act?

The board holds two investments that were decided before; its clock is moved, nobody waits.
"""

import json
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from styrbord.services import signing
from styrbord.services.accounts import tokens
from styrbord.services.investments import drafting
from styrbord.services.rights import Actor
from tests.contract import investing
from tests.contract.people import key_of
from tests.journeys.looking import Look
from tests.journeys.site import ROOT, Site

BEGIN = """
import json, os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "styrbord.conf.settings"
import django
django.setup()
from django.core.management import call_command
from tests.journeys import investing_people
call_command("migrate", verbosity=0)
print(json.dumps(getattr(investing_people, sys.argv[1])(*sys.argv[2:])))
"""
POSTS = ("lead", "other", "stranger", "benefit-owner", "controller-post", "body-post")
ENVELOPES = {"C1": "shared", "C2": "shared"}
DAY = 86400


def stock(folder: str) -> str:
    """Board with P-2 of the body south and P-3 of north, both decided; token of a program of the lead."""
    users = investing.board(Path(folder))
    investing.decided(users, "P-3", share="0.4")
    text = json.dumps(investing.plan("P-2", joint=True, names={"en": "Archive"}, envelopes=ENVELOPES))
    for old, new in (('"north"', '"*"'), ('"south"', '"north"'), ('"*"', '"south"')):
        text = text.replace(old, new)
    data = json.loads(text)
    data["investment"]["owner"] = "other"
    drafting.begin(users["other"], data)
    investing.step(users, "other", "propose", code="P-2")
    investing.step(users, "body", "approve", code="P-2", document="D-2")
    return tokens.make(
        "lead", ("read", "steer:investments"), days=366, by=Actor("lead", key_of(users["lead"]))
    )


def links(*posts: str) -> dict[str, str]:
    """Secret of a new sign-in link of some posts, or of all."""
    return {post: signing.make_link(post) for post in posts or POSTS}


def plan() -> dict[str, Any]:
    """Plan of a joint investment whose benefits the other body follows up."""
    found = investing.plan("P-1", joint=True, share="0.5", envelopes=ENVELOPES)
    own = found["investment"]
    own["parties"][0]["roles"], own["parties"][1]["roles"] = (
        ["lead", "operator"],
        ["financier", "beneficiary", "follow-up"],
    )
    own["profiles"][0]["indicator"], own["methodology"] = "people", "sweden-transport/2"
    for one in own["profiles"][0]["follow_ups"]:
        one["actor"] = "south"
    return found


def asked(site: Site, function: str, *arguments: object) -> Any:
    """What a function of this file answers, asked in the installation."""
    own = {"STYRBORD_DATABASE": str(site.database), "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    words = [sys.executable, "-c", BEGIN, function, *map(str, arguments)]
    done = subprocess.run(
        words, cwd=ROOT, env={**site.environment(), **own}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def let_pass(site: Site, days: int) -> None:
    """Move the installation's clock so many days away from the real one."""
    with closing(sqlite3.connect(site.database, timeout=30)) as database, database:
        said = json.dumps(days * DAY)
        database.execute("INSERT OR REPLACE INTO ledger_setting VALUES ('clock-shift-seconds', ?)", [said])


class People:
    """A browser for each post, and one for nobody; every page that they come to is looked at."""

    def __init__(self, site: Site, chromium: Any, axe: str) -> None:
        """Open a browser for everyone."""
        self.site, self.axe, self.wrong = site, axe, list[str]()
        self.looks = {
            post: Look(chromium.new_context(viewport={"width": 1366, "height": 768}).new_page())
            for post in (*POSTS, "anonymous")
        }

    def __getitem__(self, post: str) -> Look:
        """Browser of a post."""
        return self.looks[post]

    def sign_in(self, *posts: str) -> None:
        """Sign some in by a new link, or everyone."""
        for post, secret in asked(self.site, "links", *posts).items():
            look = self.looks[post]
            look.page.context.clear_cookies()
            look.open(f"{self.site.address}/en/sign-in/?key={secret}")
            look.page.click("main form button")
            look.page.wait_for_url(lambda address: "sign-in" not in address)

    def at(self, post: str, path: str) -> Look:
        """Browser of a post at an address."""
        look = self.looks[post]
        status = look.open(f"{self.site.address}/en/{path}")
        assert status == 200, (post, path, status, look.words())
        return self.seen(look)

    def by_week(self, post: str, kind: str) -> Look:
        """Browser of a post at the first thing of a kind that waits in its week, found by its words."""
        look = self.at(post, "week/")
        look.page.locator("main li, main tr").filter(has_text=kind).locator("a").first.click()
        look.page.wait_for_url(re.compile("/investments/"))
        return self.seen(look)

    def act(self, look: Look, summary: str, **said: str) -> None:
        """Open what is offered under some words, fill it in and send it."""
        box = look.page.locator(f'details:has(> summary:text-is("{summary}"))').first
        if box.get_attribute("open") is None:
            box.locator("> summary").click()
        for name, value in said.items():
            field = box.locator(f"[name='{name}']")
            is_choice = field.evaluate("(one) => one.tagName") == "SELECT"
            field.select_option(value) if is_choice else field.fill(value)
        self.send(look, box.locator("button[type=submit]"))

    def send(self, look: Look, button: Any) -> Look:
        """Press a button that leads to another page."""
        with look.page.expect_navigation(wait_until="load"):
            button.click()
        return self.seen(look)

    def seen(self, look: Look) -> Look:
        """The page, once it was looked at on a desk and on a phone with all that can be opened."""
        look.page.evaluate(
            "() => document.querySelectorAll('main details').forEach((one) => (one.open = true))"
        )
        for width in (390, 1366):
            look.resize(width)
            if look.sideways() > 0:
                self.wrong.append(f"{look.page.url} {width}: {look.sideways()} px sideways")
        self.wrong += [f"{look.page.url}: {one}" for one in look.violations(self.axe)]
        return look

    def close(self) -> None:
        """End all of them."""
        for look in self.looks.values():
            look.page.context.close()


def stands_by(people: People, post: str, but: str = "") -> int:
    """Papers and lines by which the body of a post stands; those of one kind it leaves for later."""
    look, count = people.at(post, "investments/P-1/"), 0
    forms = look.page.locator(f"form.assent:not(:has([value='{but or '-'}']))")
    while forms.count():
        document = forms.first.locator("[name=document]")
        if document.count():
            document.fill(f"A-{post}")
        people.send(look, forms.first.locator("button"))
        count += 1
    return count


def plain(look: Look) -> str:
    """Words of a page with commas in its numbers."""
    return re.sub("[\u2009\u202f\xa0]", ",", look.words("main"))
