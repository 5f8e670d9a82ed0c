"""Which rules of money and results hold for which programmes, and who attaches them?"""

from collections.abc import Iterable, Iterator
from datetime import date

from styrbord.core.base.codes import is_code
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.investments.portfolio.classes import Class
from styrbord.core.investments.portfolio.plans import Policy, Scope
from styrbord.core.investments.portfolio.policies import EVERYTHING, policy_over, strictest
from styrbord.core.investments.portfolio.workflow import RULES, Standing
from styrbord.services import clock
from styrbord.services.investments import standing
from styrbord.services.investments.writing import REALM
from styrbord.services.once import once
from styrbord.services.rights import Actor
from styrbord.services.work import Work
from styrbord.store.clock import to_ms
from styrbord.store.investments.models import Investment, ProgrammeKind
from styrbord.store.investments.models import Policy as Row

define("policy.no-kind", "It is not said for which programmes it holds.", "Name kinds of programmes, or *.")
define("policy.no-document", "The registered document is missing.", "Enter its number in the register.")
define("policy.scope", "'{text}' is no scope.", "Choose joint, internal or both.")
LONGEST = 64


def attach(
    user: object,
    code: str,
    kinds: Iterable[str],
    *,
    document: str,
    scope: str = Scope.BOTH,
    needs_result: bool = True,
    needs_release: bool = True,
    is_balanced: bool = True,
    valid_from: date | None = None,
    key: str = "",
) -> int:
    """Attach rules to kinds of programmes, by the body that decides; number of the row.

    Raises
    ------
    Refused
        `sign-in.needed`, `rights.missing`, `plan.no-code`, `policy.no-kind`, `policy.no-document` or
        `policy.scope`.
    """
    by, told = _seated(user), sorted(set(kinds))

    def do(piece: Work, full: str | None) -> int:
        if problems := list(_wrong(code, told, document, scope)):
            raise Refused(problems)
        row = Row.objects.create(
            code=code, kinds=told, scope=scope, needs_result=needs_result, needs_release=needs_release,
            is_balanced=is_balanced, valid_from=valid_from or piece.at.date(), document=document[:120],
            at=to_ms(piece.at), by=by.code,
        )  # fmt: skip
        data = {
            "row": row.pk, "kinds": told, "scope": scope, "needs_result": needs_result,
            "needs_release": needs_release, "is_balanced": is_balanced, "document": document[:120],
            "valid_from": row.valid_from.isoformat(), "by_person": by.person,
        }  # fmt: skip
        piece.tell("investment-policy.attached", code, data, key=full, rules=RULES)
        return int(row.pk)

    return once(by, f"policy:{code}:{key}" if key else "", do, realm=REALM)


def name_kind(user: object, programme: str, kind: str, *, key: str = "") -> int:
    """Say of which kind a programme is, by the body that decides; number of the row.

    Raises
    ------
    Refused
        `sign-in.needed`, `rights.missing` or `plan.no-code`.
    """
    by = _seated(user)

    def do(piece: Work, full: str | None) -> int:
        named = {"programme": programme, "kind": kind}
        wrong = [name for name, text in named.items() if not is_code(text)]
        if wrong:
            raise Refused([Problem("plan.no-code", name, {"text": named[name][:64]}) for name in wrong])
        row = ProgrammeKind.objects.create(programme=programme, kind=kind, at=to_ms(piece.at), by=by.code)
        data = {"row": row.pk, "kind": kind, "by_person": by.person}
        piece.tell("investment-programme.kind-named", programme, data, key=full, rules=RULES)
        return int(row.pk)

    return once(by, f"programme:{programme}:{key}" if key else "", do, realm=REALM)


def in_force(on: date | None = None) -> tuple[Policy, ...]:
    """Rules that are attached on a day, the newest last; of one code the newest row."""
    day = on or clock.now().date()
    rows = Row.objects.filter(valid_from__lte=day).order_by("valid_from", "pk")
    newest = {row.code: row for row in rows}
    return tuple(_policy(row) for row in rows if newest[row.code].pk == row.pk)


def kinds_of(programme: str) -> frozenset[str]:
    """A programme and the kind it was said to be of; nothing for none."""
    if not programme:
        return frozenset()
    rows = ProgrammeKind.objects.filter(programme=programme[:LONGEST]).order_by("-pk")
    kind = rows.values_list("kind", flat=True).first()
    return frozenset({programme, kind} if kind else {programme})


def policy_of(codes: Iterable[str]) -> Policy:
    """What is asked of one request over several investments: the strictest of what holds for each."""
    known = in_force()
    rows = Investment.objects.filter(code__in=list(codes)).values_list("programme", "kind")
    return strictest(policy_over(kinds_of(programme), Class(kind), known) for programme, kind in rows)


def _policy(row: Row) -> Policy:
    return Policy(
        row.code,
        frozenset(row.kinds),
        needs_result=row.needs_result,
        needs_release=row.needs_release,
        is_balanced=row.is_balanced,
        scope=Scope(row.scope),
    )


def _wrong(code: str, kinds: list[str], document: str, scope: str) -> Iterator[Problem]:
    if not is_code(code):
        yield Problem("plan.no-code", "code", {"text": code[:64]})
    if not kinds or any(one != EVERYTHING and not is_code(one) for one in kinds):
        yield Problem("policy.no-kind", "kinds")
    if not document.strip():
        yield Problem("policy.no-document", "document")
    if scope not in list(Scope):
        yield Problem("policy.scope", "scope", {"text": scope[:40]})


def _seated(user: object) -> Actor:
    by, who, _ = standing.actor(user, wanted=frozenset({Standing.BODY}))
    if Standing.BODY not in who.standings:
        raise Refused(Problem("rights.missing"))
    return by
