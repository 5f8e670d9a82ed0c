"""Which small board do the journeys about talks and tasks use, and how does somebody sign in there?"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.contract.test_discussion import pack
from tests.journeys.looking import Look
from tests.journeys.site import Site

GRANTS: Mapping[str, tuple[str, ...]] = {
    "asker": ("analyst", "--subject", "n1"),
    "planner": ("owner",),
    "stranger": ("analyst", "--subject", "south"),
}


def small_board(folder: Path) -> Site:
    """Three indicators of three classes behind a running server, and posts that may read and answer."""
    made = Site(folder)
    pack().write(made.pack)
    made.command("load", made.pack)
    for post, words in GRANTS.items():
        made.command("post", post, "--title", post.title()) if post != "planner" else None
        made.command("grant", post, *words, "--basis", "Order 1")
    made.start()
    return made


def signed_in(site: Site, chromium: Any, post: str, *, width: int = 1366, height: int = 768) -> Look:
    """A browser of whoever holds a post."""
    link = re.search(r"http://\S+", site.command("sign-in-link", post, "--port", str(site.port)))
    assert link
    context = chromium.new_context(
        viewport={"width": width, "height": height}, has_touch=width < 500, accept_downloads=True
    )
    look = Look(context.new_page())
    look.open(link[0])
    look.page.click("main form button")
    look.page.wait_for_url(lambda address: "sign-in" not in address)
    return look
