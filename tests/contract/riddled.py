"""Which board is full of numbers that some reader may not see, and how does a test change one of them?

Everything that a reader may not see can be changed here behind the program's back, so that a second world
differs from the first in nothing else; the change is undone at the end.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from django.core import mail
from django.db import connection, transaction

from styrbord.core.base.problems import Refused
from styrbord.core.board.pages import PageDefinition
from styrbord.core.collection.packages import Entry
from styrbord.core.participation.talks import About
from styrbord.services import clock, discussion, editing, memory, releases, sharing, subscriptions
from styrbord.services.collection import submissions
from styrbord.services.loading import load_pack
from styrbord.services.rights import OPERATOR, Actor
from styrbord.services.sharing import Agreed
from styrbord.services.subscriptions import following
from styrbord.services.subscriptions.targets import Target
from styrbord.services.work import work
from tests.contract.forms import published
from tests.contract.packs import TREE, Written
from tests.contract.people import BASIS, FIRST, asked, key_of, signed_in
from tests.contract.releasing import released, row, soon

TOWNS = ("n1", "n2", "n3", "s1", "s2", "s3")
FIRMS = {
    "steel": ("s-one", "s-two"),
    "paper": ("p-one", "p-two", "p-three"),
    "glass": ("g-one", "g-two", "g-three"),
}
PERIODS = {
    "2026-01": "draft",
    "2026-02": "submitted",
    "2026-03": "returned",
    "2026-04": "approved",
    "2026-05": "scheduled",
}
FORM = """\
[[forms]]
code = "labour"
name_en = "Labour"
frequency = "M"
first = "2026-01"
levels = ["county"]
[forms.obliged]
root = "top"
level = "municipality"
[[forms.items]]
indicator = "jobs"
"""
CLASSES = {"people": "open", "wages": "internal", "debts": "restricted"}
DERIVED = {
    "share": {"over_subjects": "formula", "formula": "100 * debts / people"},
    "mean": {"over_subjects": "weighted-mean", "weight_by": "debts"},
    "pay": {"over_subjects": "formula", "formula": "wages / people", "access": "internal"},
    "turnover": {"over_subjects": "sum", "min_contributors": 3},
    "doubled": {"over_subjects": "formula", "formula": "2 * turnover"},
    "jobs": {"over_subjects": "sum", "frequency": "M"},
}
FOLLOWED = (
    Target("indicator", "people", "n1"),
    Target("indicator", "debts", "n1"),
    Target("indicator", "wages", "s3"),
    Target("page", "board"),
    Target("dataset", "riddled"),
)


def pack(random: Random) -> Written:
    """A random tree of towns, a tree of its own beside it, and firms whose sums are confidential."""
    found = Written().described(code="riddled", vintage="2021")
    places = [dict(one) for one in TREE if one["type"] != "municipality"]
    places += [_place(code, random.choice(("north", "south")), "municipality") for code in TOWNS[1:-1]]
    places += [_place("n1", "north", "municipality"), _place("s3", "south", "municipality")]
    places += [_place("else", "", "county"), _place("o1", "else", "municipality"), _place("works", "", "")]
    places += [{**_place(code, "works", "sector"), "kind": "organisation"} for code in FIRMS]
    places += [
        {**_place(firm, code, "firm"), "kind": "enterprise"}
        for code, firms in FIRMS.items()
        for firm in firms
    ]
    found.territories = places
    found.indicators = [
        {"indicator_code": code, "name_en": code.title(), "rubrics": "all", "decimals": 0, **said}
        for code, said in {
            **{code: {"access": access, "over_subjects": "sum"} for code, access in CLASSES.items()},
            **DERIVED,
        }.items()
    ]
    found.tables["types"] = [{"territory_code": code, "type": "town"} for code in TOWNS]
    found.tables["memberships"] = [{"hierarchy": "sector", "territory_code": "n1", "parent_code": "s3"}]
    found.tables["targets"] = [
        {"territory_code": code, "indicator_code": one, "period": "2021", "value": random.randrange(100, 999)}
        for one in CLASSES
        for code in ("top", "n1", "s3")
    ]
    found.texts["pack.toml"] += '[types.town]\nname_en = "Town"\n'
    found.texts["pages.toml"] = _pages()
    _observed(found, random)
    return found


def _place(code: str, parent: str, level: str) -> dict[str, str]:
    return {"territory_code": code, "name_en": code.title(), "type": level, "parent_code": parent}


def _pages() -> str:
    every = json.dumps([*CLASSES, *DERIVED])
    return "".join(
        f'[[pages]]\ncode = "{code}"\nkind = "{kind}"\npublicity = "{who}"\ntitle_en = "{code.title()}"\n'
        f'[[pages.blocks]]\nkind = "tiles"\nindicators = {every}\n'
        f'[[pages.blocks]]\nkind = "table"\nindicators = {every}\n'
        '[[pages.blocks]]\nkind = "chart"\nindicators = ["people"]\n'
        '[[pages.blocks]]\nkind = "chart"\nindicators = ["debts"]\n'
        for code, kind, who in (
            ("all", "rubric", "public"),
            ("inside", "page", "signed-in"),
            ("board", "page", "public"),
        )
    )


def _observed(found: Written, random: Random) -> None:
    for code in (*TOWNS, "o1"):
        for indicator in (*CLASSES, "mean"):
            if code in ("n1", "s3", "o1") or random.random() < 0.85:
                years = {year: random.randrange(10_000, 99_999) for year in ("2018", "2019", "2020")}
                found.observe(indicator, code, years)
        found.observe("jobs", code, {f"2025-{month:02}": random.randrange(100, 999) for month in (1, 2, 3)})
    sums = dict.fromkeys(FIRMS, 0)
    for sector, firms in FIRMS.items():
        for firm in firms:
            value = random.randrange(10_000_000, 99_999_999)
            sums[sector] += value
            found.observe("turnover", firm, {"2020": value})
        found.observe("turnover", sector, {"2020": sums[sector]})
    found.observe("turnover", "works", {"2020": sum(sums.values())})


def board(folder: Path, seed: int = 0) -> dict[str, Any]:
    """The board with submissions in every state, held and withdrawn editions and talks; users by post."""
    memory.forget()
    random = Random(seed)
    load_pack(pack(random).write(folder))
    users = {
        "clerk": signed_in("clerk", asked("preparer")),
        "reviewer": signed_in("reviewer", asked("reviewer")),
        "chief": signed_in("chief", asked("releaser")),
        "auditor": signed_in("auditor", asked("auditor")),
    }
    users["builder"] = signed_in("builder", asked("editor"))
    editing.start(users["builder"], PageDefinition(code="secretive", titles={"en": "A secretive page"}))
    published(FORM)
    for number, (period, state) in enumerate(PERIODS.items()):
        for subject in ("n1", "s3"):
            _submitted(users, subject, period, state, 41_000_137 + 10_000 * number)
    users["minister"] = signed_in("minister")
    for number in released(row(31_000_931.0, subject="n1", period="2021"), at=soon(72)):
        releases.give_early(number, "minister", "Speech", by=OPERATOR)
    gone = released(row(32_000_933.0, subject="n1", period="2017"))
    with work("chief", clock.now()) as piece:
        releases.withdraw(piece, gone, {"en": "Wrong"})
    for about in (
        About(indicator="debts", subject="n1", period="2020"),
        About(indicator="wages", subject="s3", period="2020"),
    ):
        discussion.begin(users["clerk"], about, said="question", words="Why is it secretive?")
    _agreed()
    return users


def _agreed() -> None:
    """The other tree shows the north what is internal; what the south showed it has ended."""
    said: dict[str, Any] = {"taker": "north", "first": FIRST, "basis": BASIS}
    sharing.add(Agreed(code="trees", giver="else", access="internal", **said), by=OPERATOR)
    ended = sharing.add(Agreed(code="lake", giver="south", access="restricted", **said), by=OPERATOR)
    sharing.end(ended, by=OPERATOR)


def follow(users: Mapping[str, Any]) -> None:
    """Let readers follow what they may, each with an address of their own, and release more of it."""
    for pace in (following.PACE, following.ADDRESS_PACE):
        pace._seen.clear()
    for name, user in users.items():
        for target in FOLLOWED:
            said = {"address": f"{name}@example.org", "language": "en", "rhythm": "daily"}
            with suppress(Refused):  # what they may not follow
                subscriptions.follow(user, target, **said)
                for link in re.findall(r"/subscriptions/confirm/([^/\s]+)/", _bodies(mail.outbox[-1:])):
                    subscriptions.confirm(link)
    for indicator in ("people", "wages", "debts"):
        cells = (row(51_000.0, indicator=indicator, subject=code, period="2020") for code in ("n1", "s3"))
        released(*cells)


def letters(name: str) -> str:
    """What tomorrow's letter tells a reader; nothing is kept of it."""
    with transaction.atomic():
        mail.outbox.clear()
        clock.keep_shift(timedelta(hours=25).total_seconds())
        subscriptions.send_due()
        mine = [one for one in mail.outbox if one.to == [f"{name}@example.org"]]
        transaction.set_rollback(True)
    return re.sub(r"/subscriptions/end/[^/\s]+/", "", _bodies(mine))


def _bodies(sent: Iterable[Any]) -> str:
    return "".join(f"{one.subject}\n{one.body}" for one in sent)


def _submitted(users: Mapping[str, Any], subject: str, period: str, state: str, value: float) -> None:
    clerk, reviewer, chief = (Actor(post, key_of(users[post])) for post in ("clerk", "reviewer", "chief"))

    def now() -> dict[str, int]:
        return {"revision": submissions.note(token).revision}

    token = submissions.open_for("labour", subject, period, by=clerk)
    submissions.save(token, [Entry("jobs", value=value, note="It is so")], **now(), channel="page", by=clerk)
    if state == "draft":
        return
    submissions.submit(token, **now(), by=clerk)
    if state == "returned":
        submissions.send_back(token, reason="Look", cells={"jobs|_T": "Again"}, **now(), by=reviewer)
    if state in ("approved", "scheduled"):
        submissions.approve(token, **now(), by=reviewer)
    if state == "scheduled":
        submissions.schedule([token], at=soon(96), by=chief)


def _run(sql: str, *params: object) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return int(cursor.rowcount)


def _ids(table: str, *codes: str) -> str:
    names = ", ".join(f"'{code}'" for code in codes)
    return f"(SELECT id FROM {table} WHERE code IN ({names}))"


def numbers(indicator: str, *subjects: str) -> Callable[[], int]:
    """Change what an indicator says, of all subjects when none is named; some become missing or go."""

    def change() -> int:
        where = f"indicator IN {_ids('spine_indicator', indicator)}"
        if subjects:
            where += f" AND subject IN {_ids('spine_subject', *subjects)}"
        changed = _run(f"UPDATE observation SET value = value * 3 + 7 WHERE {where} AND value IS NOT NULL")
        lost = f"WHERE {where} AND scenario = 0 AND period = %s"
        _run(f"UPDATE observation SET value = NULL, status = 'L' {lost}", 2019)
        _run(f"DELETE FROM observation {lost}", 2018)
        counted = "SELECT COUNT(*) FROM observation WHERE edition = spine_edition.id"
        _run(f"UPDATE spine_edition SET observations = ({counted})")
        return changed

    return change


def confidential() -> int:
    """Move turnover between hidden firms and sectors, so that all that is shown still adds up."""
    turnover = f"indicator IN {_ids('spine_indicator', 'turnover')}"
    hidden = {"steel": 1, "paper": -1, "s-one": 1, "p-one": -1}
    return sum(
        _run(
            f"UPDATE observation SET value = value + %s WHERE {turnover}"
            f" AND subject IN {_ids('spine_subject', code)}",
            sign * 1234567,
        )
        for code, sign in hidden.items()
    )


def held() -> int:
    """Change every number of the editions whose moment has not come."""
    return _run(
        "UPDATE observation SET value = value + 1000001 WHERE edition IN"
        " (SELECT id FROM spine_edition WHERE released_at > %s)",
        round(clock.now().timestamp() * 1000),
    )


def scheduled() -> int:
    """Change every number that was handed in and whose moment has not come."""
    return _run(
        "UPDATE observation SET value = value + 1000001 WHERE edition IN (SELECT id FROM spine_edition"
        " WHERE released_at > %s AND id IN (SELECT edition_id FROM collection_packageedition))",
        round(clock.now().timestamp() * 1000),
    )


def withdrawn() -> int:
    """Change every number of the withdrawn editions."""
    return _run(
        "UPDATE observation SET value = value + 1000001 WHERE edition IN"
        " (SELECT id FROM spine_edition WHERE withdrawn_at IS NOT NULL)"
    )


def packages() -> int:
    """Change every number that was saved or handed in and is not released."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, content FROM collection_package")
        rows = cursor.fetchall()
    for number, content in rows:
        said = json.loads(content) if isinstance(content, str) else content
        for entry in said["entries"]:
            entry["value"] = repr(float(entry["value"]) + 1_000_001)
            entry["text"] = entry["value"]
        _run("UPDATE collection_package SET content = %s WHERE id = %s", json.dumps(said), number)
    return len(rows)


def talks() -> int:
    """Change the words of every talk, and the digits in them."""
    return _run("UPDATE participation_sayingwords SET words = %s", "Something else 9314159")


def drafted() -> int:
    """Change what is written on the pages that are not published."""
    said = {
        "kind": "page",
        "parent": "",
        "order": 0,
        "titles": {"en": "Otherwise"},
        "intro": {},
        "blocks": [],
    }
    return _run("UPDATE steering_pagedraft SET content = %s", json.dumps(said))


@contextmanager
def changed(*changes: Callable[[], int]) -> Iterator[None]:
    """A world with other numbers, and nothing else that differs; undone at the end."""
    with transaction.atomic():
        _unguarded()
        assert all(change() > 0 for change in changes), "a change that changed nothing"
        memory.forget()
        yield
        transaction.set_rollback(True)
    memory.forget()


def _unguarded() -> None:
    if connection.vendor == "postgresql":
        _run("SET LOCAL session_replication_role = replica")
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        names = [name for (name,) in cursor.fetchall()]
    for name in names:
        _run(f'DROP TRIGGER "{name}"')
