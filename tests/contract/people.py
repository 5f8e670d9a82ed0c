"""Which posts, persons and rights does a test begin with?"""

from datetime import date
from pathlib import Path
from typing import Any

from styrbord.core.people.roles import Action, Role
from styrbord.services import people, rights, signing
from styrbord.services.people import Asked, Span
from styrbord.services.rights import OPERATOR, Actor
from styrbord.store.people.models import Person, Post
from tests.contract.asking import moment
from tests.contract.packs import Written

FIRST = date(2020, 1, 1)
BASIS = "Order 1 of 2020"


def county(folder: Path) -> Path:
    """The small tree with an open, an internal and a restricted indicator under the rubric `work`."""
    pack = Written().described(code="county", vintage="2021")
    pack.indicators[0] = {**pack.indicators[0], "rubrics": "people"}
    pack.indicators += [
        {"indicator_code": "wages", "name_en": "Wages", "access": "internal", "rubrics": "work"},
        {"indicator_code": "debts", "name_en": "Debts", "access": "restricted", "rubrics": "money"},
    ]
    for code in ("top", "north", "south", "n1", "n2", "s1"):
        for number, indicator in enumerate(("people", "wages", "debts")):
            pack.observe(indicator, code, {"2020": 7000 + number})
    pack.texts["pages.toml"] = "".join(
        f'[[pages]]\ncode = "{code}"\nkind = "rubric"\npublicity = "public"\ntitle_en = "{code.title()}"\n'
        f'[[pages.blocks]]\nkind = "tiles"\nindicators = ["{indicator}"]\n'
        for code, indicator in (("people", "people"), ("work", "wages"), ("money", "debts"))
    )
    pack.texts["pages.toml"] += '[[pages]]\ncode = "inside"\nkind = "page"\ntitle_en = "Inside"\n'
    return pack.write(folder)


def asked(role: str = "analyst", **said: Any) -> Asked:
    """A role from long ago on."""
    return Asked(role=role, **{"first": FIRST, "basis": BASIS, **said})


def signed_in(post: str, *roles: Asked) -> Any:
    """User who holds a post with some roles and has signed in."""
    user = signing.use_link(signing.make_link(post))
    for one in roles:
        people.grant(post, one, by=OPERATOR)
    return user


def administrator(post: str = "keeper") -> tuple[Any, Actor]:
    """User who gives rights, and as whom they do it."""
    user = signing.use_link(signing.make_link(post, is_administrator=True))
    return user, rights.require(user, Action.GIVE_RIGHTS)


def key_of(user: Any) -> str:
    """Key of the person that a user is."""
    return str(Person.objects.get(user=user).key)


def added(*codes: str) -> None:
    """Add posts."""
    for code in codes:
        if not Post.objects.filter(code=code).exists():
            people.add_post(code, code.title(), by=OPERATOR)


__all__ = [
    "BASIS",
    "FIRST",
    "OPERATOR",
    "Role",
    "Span",
    "added",
    "administrator",
    "asked",
    "county",
    "key_of",
    "moment",
    "signed_in",
]
