"""Do the public pages of decisions lead nowhere dead, whatever was edited since they were published?"""

import random
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client

from styrbord.core.base.problems import Refused
from styrbord.core.strategy.deviations.guards import Said
from styrbord.core.strategy.deviations.workflow import Verb
from styrbord.services import clock, decisions, deviations, people, releases
from styrbord.services.decisions import assessing, stakeholders
from styrbord.services.decisions.stakeholders import Says, Who
from styrbord.services.loading import load_pack
from styrbord.services.rights import OPERATOR
from styrbord.services.work import work
from styrbord.store.people.models import Grant
from styrbord.store.spine.models import Edition
from styrbord.store.steering.models import Decision
from tests.contract.deciding import REASONS, START, board, cell, decided, owner, page, travel
from tests.contract.deviating import opened
from tests.contract.packs import Written
from tests.contract.people import administrator, asked, signed_in
from tests.contract.releasing import released

pytestmark = pytest.mark.usefixtures("database")
EDITS = 100
HREF = re.compile(r'(?:href|src|action)="([^"]+)"')


class Editor:
    """Somebody who edits whatever there is, at random, as people do over the years."""

    def __init__(self, folder: Path) -> None:
        self.dice = random.Random(75)
        self.folder, self.user = folder, owner()
        self.keeper, _ = administrator()
        self.numbers, self.day = 0, 11
        self.case = opened("n1", "jobs")
        deviations.move(self.user, self.case, Verb.TAKE_UP, Said())
        self.tokens: list[str] = []
        for _ in range(3):
            self.follow()

    def edit(self) -> str:
        """Do one thing; its name."""
        things: dict[str, Callable[[], None]] = {
            "follow": self.follow, "version": self.version, "publicity": self.publicity, "erase": self.erase,
            "withdraw": self.withdraw, "edition": self.edition, "rights": self.rights, "rename": self.rename,
            "access": self.access, "position": self.position, "context": self.context, "number": self.number,
        }  # fmt: skip
        weights = [6, 8, 8, 6, 2, 4, 5, 2, 2, 6, 4, 6]
        (name,) = self.dice.choices(list(things), weights)
        try:
            things[name]()
        except Refused:
            name = f"{name} (refused)"
        return name

    def follow(self) -> None:
        """A decision that follows some, from the deviation or another decision, and is published."""
        before = self.dice.sample(self.tokens, min(len(self.tokens), self.dice.randint(0, 2)))
        indicator = self.dice.choice(["jobs", "jobs", "jobs", "wages"])
        origin = self.dice.choice([("", ""), ("deviation", self.case), ("decision", (*before, "gone")[0])])
        token = decided(
            self.user,
            replace(START, effects=[(indicator, "n1", "5", "2024", "2025-03-01")]),
            title=f"Decision {len(self.tokens)}",
            predecessors=tuple(before),
            origin_kind=origin[0],
            origin=origin[1],
        )
        self.tokens.append(token)
        with suppress(Refused):
            decisions.publish(self.user, token)

    def one(self) -> str:
        return self.dice.choice(self.tokens)

    def version(self) -> None:
        """A proposal that follows one, changed once or more, and perhaps left so."""
        said = replace(START, title="On its way", predecessors=(self.one(),))
        token = decisions.propose(self.user, said)
        for revision in range(1, self.dice.randint(2, 4)):
            decisions.change(self.user, token, self.dice.choice([said, REASONS]), revision=revision)

    def publicity(self) -> None:
        token = self.one()
        decisions.publish(self.user, token, is_public=not Decision.objects.get(token=token).published_at)

    def erase(self) -> None:
        place = self.dice.choice(["", "title", "summary", "option.a", "position.0", "why_now"])
        decisions.erase(self.keeper, self.one(), place)

    def withdraw(self) -> None:
        token = self.one()
        decisions.move(self.user, token, "withdraw", revision=page(token).revision, words="No money")

    def number(self) -> None:
        """A revision of what they rest on."""
        self.numbers += 1
        released(cell(200.0 + self.numbers, "2023"))

    def edition(self) -> None:
        """The newest edition is withdrawn."""
        newest = Edition.objects.filter(withdrawn_at=None).order_by("-pk").first()
        if newest is not None and self.numbers:
            with work("releaser", clock.now()) as piece:
                releases.withdraw(piece, [newest.pk], {"en": "Wrong"})

    def rights(self) -> None:
        """A post that owns gets a right and loses it again."""
        post = f"post{self.dice.randint(0, 3)}"
        signed_in(post, asked("owner", subject="n1"))
        people.revoke(Grant.objects.filter(post__code=post).latest("pk").pk, post=post, by=OPERATOR)

    def rename(self) -> None:
        """All subjects and indicators are named anew."""
        self._load(prefix=f"New {self.dice.randint(0, 99)} ")

    def access(self) -> None:
        """An indicator is kept for those inside alone, or is open again."""
        self._load(access=self.dice.choice(["open", "internal"]))

    def position(self) -> None:
        who = stakeholders.register(self.user, "n1", Who(f"Group {self.dice.random()}"))
        said = Says(self.dice.choice(["for", "against", "mixed"]), "2024-01-05", "So.", "Letter")
        stakeholders.say(self.user, who, "decision", self.one(), said)
        if self.dice.random() < 0.5:
            stakeholders.erase(self.keeper, who)

    def context(self) -> None:
        code = self.dice.choice(["economy", "social", "ecology", "security", "trust"])
        assessing.retire(self.keeper, code, is_retired=self.dice.random() < 0.6)

    def _load(self, *, prefix: str = "", access: str = "open") -> None:
        self.day += 1
        travel(f"2024-01-{min(self.day, 28)}")
        pack = Written().described(code="yearly", vintage="2024")
        names = (("jobs", "open"), ("wages", access), ("debts", "restricted"))
        pack.indicators = [
            {
                "indicator_code": code, "name_en": f"{prefix}{code}", "direction": "up",
                "over_subjects": "sum", "access": access, "rubrics": "work", "decimals": 1,
            }
            for code, access in names
        ]  # fmt: skip
        pack.territories = [
            {**row, "name_en": f"{prefix}{row['territory_code']}"} for row in pack.territories
        ]
        folder = self.folder / f"again{self.day}"
        load_pack(pack.write(folder))


def links(text: str, path: str) -> set[str]:
    """Addresses of the board to which a page leads, without what is asked of them in vain."""
    found = {urljoin(path, unescape(one)).partition("#")[0] for one in HREF.findall(text)}
    return {one for one in found if not urlsplit(one).netloc and not one.startswith(("/static/", "mailto:"))}


def dead(guest: Client) -> list[tuple[str, str, int]]:
    """Links of all published pages of decisions that lead a guest nowhere."""
    listed = guest.get("/en/decisions/").content.decode()
    pages = {f"/en/decisions/{row.token}/" for row in Decision.objects.exclude(published_at=None)}
    shown = {path for path in pages if guest.get(path).status_code == 200}
    assert {one for one in links(listed, "/") if one in pages} == shown
    known: dict[str, int] = {}
    found = []
    for path in sorted(shown):
        for one in sorted(links(guest.get(path).content.decode(), path)):
            if one not in known:
                known[one] = guest.get(one, follow=True).status_code
            if known[one] not in {200, 405}:
                found.append((path, one, known[one]))
    assert shown
    assert len(known) > 20
    return found


@pytest.mark.requirement("R-075")
def test_a_hundred_edits_leave_no_dead_link_on_published_decisions(tmp_path: Path) -> None:
    board(tmp_path / "board")
    editor, done = Editor(tmp_path), list[Any]()
    guest = Client()
    for number in range(1, EDITS + 1):
        done.append(editor.edit())
        if number % 50 == 0:
            assert dead(guest) == [], done
    assert len({name.partition(" ")[0] for name in done}) >= 10
    assert sum("refused" not in name for name in done) > EDITS / 2
