"""How do tests of pages of investments open a page, read it and send its forms?"""

import re
from datetime import timedelta
from html import unescape
from typing import Any

from django.test import Client

from styrbord.services import clock
from styrbord.store.investments.models import Matter
from tests.contract.investing import CODE

HOME = "/en/investments/"
OWN = f"{HOME}{CODE}/"
LISTS = ("benefits", "committee", "stops", "components", "experts", "proposals", "funds")


def page(path: str, user: Any = None, status: int = 200, **sent: Any) -> str:
    """Page at an address, or what it answers to what is sent; forms are sent as the page made them."""
    browser = Client()
    if user is not None:
        browser.force_login(user)
    answer = browser.post(path, sent) if sent else browser.get(path)
    assert answer.status_code == status, words(answer.content.decode())[:800]
    return str(answer.content.decode())


def words(markup: str) -> str:
    """What a reader reads."""
    bare = re.sub(r"<(script|style|svg)\b.*?</\1>|<[^>]*>", " ", markup, flags=re.DOTALL)
    return " ".join(unescape(bare).split())


def newest(noun: str) -> Matter:
    """The matter of a noun that was begun last."""
    return Matter.objects.filter(noun=noun).order_by("-pk")[0]


def act(users: dict[str, Any], who: str, token: str, verb: str, status: int = 302, **said: Any) -> str:
    """Send the form of a step as its page shows it now."""
    revision = Matter.objects.values_list("revision", flat=True).get(token=token)
    path = f"{HOME}matters/{token}/{verb}/"
    return words(page(path, users[who], status, revision=revision, key=f"{who}-{verb}", **said))


def in_days(days: int) -> str:
    """Day from today, as a form sends it."""
    return (clock.now().date() + timedelta(days=days)).isoformat()
