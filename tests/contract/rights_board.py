"""Which board and which readers do the tests of rights begin with, and what may each reader see?"""

import io
import os
import re
import zipfile
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from typing import Any

from django.conf import settings as conf
from django.db import connection
from django.test import Client

from styrbord.core.people.roles import Role
from styrbord.services import memory, people
from styrbord.services.loading import load_pack
from styrbord.services.rights import OPERATOR
from styrbord.store.people.models import Holding
from tests.contract.packs import Written
from tests.contract.people import BASIS, FIRST, Span, asked, signed_in

IS_WHOLE = os.environ.get("STYRBORD_WHOLE") == "1" or os.environ.get("CI", "").lower() in {"1", "true", "yes"}

# Role of a grant for `north`, and what it shows beyond what is open: own is north, child n1,
# sibling south and parent top. An administrator's grant is one of the whole board.
SEEN = """
role               internal: own child sibling parent  restricted: own child sibling parent
anonymous                    no  no    no      no                  no  no    no      no
nobody                       no  no    no      no                  no  no    no      no
former                       no  no    no      no                  no  no    no      no
preparer                     yes yes   no      no                  yes yes   no      no
reviewer                     yes yes   no      no                  yes yes   no      no
releaser                     yes yes   no      no                  yes yes   no      no
editor                       yes yes   no      no                  no  no    no      no
analyst                      yes yes   no      no                  yes yes   no      no
owner                        yes yes   no      no                  yes yes   no      no
expert                       yes yes   no      no                  no  no    no      no
competence-centre            yes yes   no      no                  no  no    no      no
auditor                      yes yes   no      no                  yes yes   no      no
administrator                no  no    no      no                  no  no    no      no
deputy                       yes yes   no      no                  yes yes   no      no
rubric                       yes yes   no      no                  no  no    no      no
"""
SUBJECTS = ("north", "n1", "south", "top")
CLASSES = ("internal", "restricted")
INDICATORS = {"people": "open", "wages": "internal", "debts": "restricted"}
NUMBERS = {
    (indicator, subject): 700_000 + 10_000 * row + 1_000 * column + 357
    for row, indicator in enumerate(INDICATORS)
    for column, subject in enumerate(("top", "north", "south", "n1", "n2", "s1"))
}


def seen() -> dict[str, dict[tuple[str, str], bool]]:
    """What each role sees of every class and subject, from the table."""
    lines = [re.sub(r"\w+:", "", line).split() for line in SEEN.strip().splitlines()[1:]]
    keys = [(access, subject) for access in CLASSES for subject in SUBJECTS]
    return {role: dict(zip(keys, (mark == "yes" for mark in marks), strict=True)) for role, *marks in lines}


Keys = Mapping[str, str]


def _board(folder: Path) -> None:
    """The small tree with numbers that are told apart, and pages."""
    memory.forget()
    pack = Written().described(code="county", vintage="2021")
    pack.indicators = [
        {
            "indicator_code": code,
            "name_en": code.title(),
            "access": access,
            "rubrics": code,
            "over_subjects": "sum",
            "decimals": 0,
        }
        for code, access in INDICATORS.items()
    ]
    for (indicator, subject), number in NUMBERS.items():
        pack.observe(indicator, subject, {"2020": number})
    pack.texts["pages.toml"] = (
        '[[pages]]\ncode = "all"\nkind = "rubric"\npublicity = "public"\ntitle_en = "All"\n'
        '[[pages.blocks]]\nkind = "table"\nindicators = ["people", "wages", "debts"]\n'
        '[[pages.blocks]]\nkind = "chart"\nindicators = ["debts"]\n'
        '[[pages]]\ncode = "inside"\nkind = "page"\ntitle_en = "Inside"\n'
        '[[pages.blocks]]\nkind = "tiles"\nindicators = ["people", "wages", "debts"]\n'
    )
    pack.texts["forms.toml"] = (
        '[[forms]]\ncode = "population"\nname_en = "Population"\nfirst = "2020"\nlast = "2020"\n'
        'levels = ["county"]\n[forms.obliged]\nroot = "top"\nlevel = "municipality"\n'
        '[[forms.items]]\nindicator = "people"\n'
    )
    load_pack(pack.write(folder))


def signed_in_readers(**limits: Any) -> Keys:
    """Key of the session of every kind of reader; roles are limited as said where they can be."""
    found = {"anonymous": ""}
    for role in Role:
        bound = {} if role is Role.ADMINISTRATOR else limits
        found[str(role)] = _session(signed_in(f"{role}-post", asked(role, **bound)))
    found["nobody"] = _session(signed_in("nobody"))
    found["former"] = _session(signed_in("former", asked("analyst")))
    (row,) = Holding.objects.filter(post__code="former")
    people.end_holding(row.pk, post="former", by=OPERATOR)
    found["deputy"] = _session(signed_in("deputy"))
    of = "analyst-post" if limits else "editor-post"
    people.name_deputy(of, "deputy", span=Span(first=FIRST, basis=BASIS), by=OPERATOR)
    return found


def _session(user: Any) -> str:
    browser = Client()
    browser.force_login(user)
    return browser.cookies[conf.SESSION_COOKIE_NAME].value


def browsers_of(keys: Keys) -> dict[str, Client]:
    """A browser for every kind of reader."""
    found = {}
    for reader, key in keys.items():
        found[reader] = Client(raise_request_exception=False)
        if key:
            found[reader].cookies[conf.SESSION_COOKIE_NAME] = key
    return found


def whole(folder: Path) -> Keys:
    """The board, and readers with rights over all of it."""
    _board(folder)
    return signed_in_readers()


def north(folder: Path) -> Keys:
    """The board, and readers with rights over the north; one of them under a rubric only."""
    _board(folder)
    found = signed_in_readers(subject="north")
    one = _session(signed_in("rubric", asked("analyst", subject="north", rubrics=("wages",))))
    return {**found, "rubric": one}


def is_asked(*numbers: int, every: int = 2) -> bool:
    """Whether it is asked on this database: each second or fourth thing, on the other one others."""
    here = every // 2 if connection.vendor == "postgresql" else 0
    return IS_WHOLE or (sum(numbers) + here) % every == 0


def shown(answer: Any) -> set[tuple[str, str]]:
    """Numbers of the board that stand anywhere in an answer, files in it unpacked."""
    content = answer.content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            content = b"".join(book.read(name) for name in book.namelist())
    text = unescape(content.decode("utf-8", errors="replace"))
    plain = re.sub(r"(?<=\d)[\s,.\u00a0\u202f\u2009](?=\d{3})", "", text)
    return {key for key, number in NUMBERS.items() if str(number) in plain}


def allowed(role: str) -> set[tuple[str, str]]:
    """Numbers that a role sees, from the table; n2 is as n1, and s1 as south."""
    like = {"n2": "n1", "s1": "south"}
    line = seen()[role]
    return {
        (indicator, subject)
        for indicator, subject in NUMBERS
        if INDICATORS[indicator] == "open" or line[INDICATORS[indicator], like.get(subject, subject)]
    }
