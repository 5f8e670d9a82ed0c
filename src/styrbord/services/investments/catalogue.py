"""Which components do bodies share, what is asked of investments for them, and who says so?"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum

from styrbord.core.base.codes import is_code
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.base.text import LANGUAGES, Text
from styrbord.core.investments.portfolio.classes import Class
from styrbord.core.investments.portfolio.components import Weight
from styrbord.core.investments.portfolio.workflow import RULES, Standing
from styrbord.services.investments import standing
from styrbord.services.investments.cleaning import cleaned
from styrbord.services.investments.writing import REALM, fingerprint
from styrbord.services.once import once
from styrbord.services.rights import Actor
from styrbord.services.work import Work
from styrbord.store.investments.models import Component, Requirement
from styrbord.store.spine.models import Subject

define("catalogue.no-name", "'{code}' has no name.", "Say in at least one language what it is called.")
define("catalogue.unknown-component", "There is no component '{code}'.", "Choose one of the catalogue.")
define("catalogue.unknown-requirement", "There is no requirement '{code}'.", "Choose one of the catalogue.")
define("catalogue.taken", "There is a requirement '{code}' already.", "Choose another code.")
define("catalogue.ended", "The requirement '{code}' has ended.", "Ask for another one.")
define("catalogue.word", "'{text}' is none of {known}.", "Choose one of them.")


class Scope(StrEnum):
    """Of which investments something is asked."""

    ALL = "all"
    JOINT = "joint"
    INTERNAL = "internal"
    SHARED = "shared-infrastructure"


assert set(Scope) == {"all", *Class}


def keep_component(
    user: object,
    code: str,
    names: Text,
    *,
    words: Text | None = None,
    keeper: str = "",
    offers: Sequence[str] = (),
    is_in_use: bool = True,
    key: str = "",
) -> str:
    """Enter a component into the catalogue, or say anew what it is, by the board of architecture; its code.

    Parameters
    ----------
    keeper : body that keeps it; "" while nobody does.
    offers : needs that it meets.
    is_in_use : what is not in use any more stays in the catalogue and is asked for no longer.

    Raises
    ------
    Refused
        `sign-in.needed`, `rights.missing`, `plan.no-code`, `catalogue.no-name` or `investment.unknown-body`.
    """
    by = _board(user)
    told = {
        "names": _text(names), "words": _text(words or {}), "keeper": keeper[:64],
        "offers": sorted({str(one)[:64] for one in cleaned(list(offers))}), "is_in_use": is_in_use,
    }  # fmt: skip

    def do(piece: Work, full: str | None) -> int:
        problems = _named(code, told["names"])
        if keeper and not Subject.objects.filter(code=keeper).exists():
            problems.append(Problem("investment.unknown-body", "keeper", {"body": keeper[:64]}))
        if problems:
            raise Refused(problems)
        row, _ = Component.objects.update_or_create(code=code, defaults=told)
        data = {"row": row.pk, "is_in_use": is_in_use, "sha256": fingerprint(told), "by_person": by.person}
        piece.tell("investment-component.kept", code, data, key=full, rules=RULES)
        return int(row.pk)

    once(by, f"component:{key}" if key else "", do, realm=REALM)
    return code


def require(
    user: object,
    code: str,
    names: Text,
    *,
    component: str = "",
    weight: str = Weight.REQUIRED,
    scope: str = Scope.ALL,
    first: date | None = None,
    key: str = "",
) -> str:
    """Ask something of investments from a day on, by the board of architecture; its code.

    Raises
    ------
    Refused
        `sign-in.needed`, `rights.missing`, `plan.no-code`, `catalogue.no-name`, `catalogue.taken`,
        `catalogue.word` or `catalogue.unknown-component`.
    """
    by = _board(user)
    text = _text(names)

    def do(piece: Work, full: str | None) -> int:
        problems = [*_named(code, text), *_words({"weight": (weight, Weight), "scope": (scope, Scope)})]
        if Requirement.objects.filter(code=code[:64]).exists():
            problems.append(Problem("catalogue.taken", "code", {"code": code}))
        found = Component.objects.filter(code=component[:64]).first()
        if component and found is None:
            problems.append(Problem("catalogue.unknown-component", "component", {"code": component[:64]}))
        if problems:
            raise Refused(problems)
        begins = first or piece.at.date()
        row = Requirement.objects.create(
            code=code, component=found, names=text, weight=weight, scope=scope, valid_from=begins
        )
        data = {
            "row": row.pk,
            "component": component,
            "weight": weight,
            "scope": scope,
            "by_person": by.person,
        }
        piece.tell("investment-requirement.made", code, data, key=full, rules=RULES)
        return int(row.pk)

    once(by, f"requirement:{key}" if key else "", do, realm=REALM)
    return code


def end_requirement(user: object, code: str, *, key: str = "") -> int:
    """Ask something no more from today on; number of its row.

    Raises
    ------
    Refused
        `sign-in.needed`, `rights.missing`, `catalogue.unknown-requirement` or `catalogue.ended`.
    """
    by = _board(user)

    def do(piece: Work, full: str | None) -> int:
        rows = Requirement.objects.filter(code=code[:64])
        row = rows.first()
        if row is None:
            raise Refused(Problem("catalogue.unknown-requirement", "code", {"code": code[:64]}))
        if not rows.filter(valid_to=None).update(valid_to=piece.at.date() - timedelta(days=1)):
            raise Refused(Problem("catalogue.ended", "code", {"code": code}))
        piece.tell(
            "investment-requirement.ended",
            code,
            {"row": row.pk, "by_person": by.person},
            key=full,
            rules=RULES,
        )
        return int(row.pk)

    return once(by, f"requirement-end:{code}:{key}" if key else "", do, realm=REALM)


def _board(user: object) -> Actor:
    by, who, _ = standing.actor(user, wanted=frozenset({Standing.BOARD}))
    if Standing.BOARD not in who.standings:
        raise Refused(Problem("rights.missing"))
    return by


def _text(said: Text) -> dict[str, str]:
    return {one: str(cleaned(said[one]))[:2000] for one in LANGUAGES if said.get(one)}


def _named(code: str, names: object) -> list[Problem]:
    found = [] if is_code(code) else [Problem("plan.no-code", "code", {"text": code[:64]})]
    return found if names else [*found, Problem("catalogue.no-name", "names", {"code": code[:64]})]


def _words(said: Mapping[str, tuple[str, type[StrEnum]]]) -> list[Problem]:
    return [
        Problem("catalogue.word", name, {"text": word[:40], "known": ", ".join(known)})
        for name, (word, known) in said.items()
        if word not in list(known)
    ]
