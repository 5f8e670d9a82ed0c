"""How is a change request drafted, looked at before anything is saved, and signed by those above?

The one way by which page, interface, import and corrections move the money of what is decided.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.investments.portfolio.lock import lock_problems
from styrbord.core.investments.portfolio.moving import Said
from styrbord.core.investments.portfolio.workflow import Noun
from styrbord.core.people.rights import Rights
from styrbord.services import clock
from styrbord.services.investments import above, matters, standing, stepping, writing
from styrbord.services.investments.cleaning import cleaned
from styrbord.services.investments.impacts import ImpactNote, impact
from styrbord.services.investments.nouns import change as noun
from styrbord.services.investments.stepping import Case
from styrbord.services.investments.writing import REALM
from styrbord.services.once import once
from styrbord.services.reading import principal_for, visible
from styrbord.services.rights import Actor, rights_of
from styrbord.services.work import Work
from styrbord.store.investments.models import Investment, Matter

define(
    "change.no-statement",
    "The request states no such thing to be signed.",
    "Look at it again: it was changed, or is signed already.",
)
OVER = frozenset({"applied", "rejected", "withdrawn"})
define("change.signed-closed", "A request that is {state} is not signed any more.", "Look at it again.")


def draft(user: object, data: Mapping[str, Any], *, key: str = "") -> str:
    """Begin a change request; its token. `words` among the data say why.

    Raises
    ------
    Refused
        `sign-in.needed`, `rights.missing`, `investment.not-found`, `change.not-open`, `change.no-words`,
        `lock.empty`, or everything that cannot be read.
    """
    return matters.begin(user, Noun.CHANGE, data, key=key)


def change(user: object, token: str, data: Mapping[str, Any], *, revision: int, key: str = "") -> int:
    """Say something else with a request, to which nobody has agreed then; the revision after it.

    Raises
    ------
    Refused
        As `matters.move`, and everything that cannot be read.
    """
    return matters.move(user, token, "change", Said(), data=data, revision=revision, key=key)


def preview(user: object, token: str, *, revision: int, key: str = "") -> ImpactNote:
    """Send a request on to those who must agree, once nothing in it is refused; what it does.

    Raises
    ------
    Refused
        As `matters.move`, and everything for which the lock refuses it.
    """
    matters.move(user, token, "preview", Said(), revision=revision, key=key)
    return impact_of(rights_of(user), token)


def impact_of(rights: Rights, token: str) -> ImpactNote:
    """What a request that somebody sees would do now; what is over has no problems any more.

    Raises
    ------
    Refused
        `matter.not-found`.
    """
    matter = matters.matter_row(rights, token)
    if matter.noun != Noun.CHANGE:
        raise Refused(Problem("matter.not-found"))
    case = Case(matter, None, Actor("", rights.person), clock.now().date(), rights)
    found = impact(visible(principal_for(rights)), noun.rules_of(case), matter.data.get("consents", {}))
    if matter.state in OVER:
        return replace(found, problems=(), warnings=(), proposed=(), deltas=())
    return found


def impact_of_data(user: object, data: Mapping[str, Any]) -> ImpactNote:
    """What a request would do that nobody has saved.

    Raises
    ------
    Refused
        `sign-in.needed`, `investment.not-found`, `change.not-open`, or everything that cannot be read.
    """
    by, _, rights = standing.actor(user)
    told = {name: one for name, one in cleaned(dict(data)).items() if name != "words"}
    case = _unsaved(rights, by, told)
    return impact(visible(principal_for(rights)), noun.rules_of(case), {})


def request_problems(user: object, data: Mapping[str, Any]) -> list[Problem]:
    """Everything for which a request would be refused, that nobody has saved: page, interface and import ask.

    What cannot be read, or is not there, is among them.
    """
    try:
        by, _, rights = standing.actor(user)
        told = {name: one for name, one in cleaned(dict(data)).items() if name != "words"}
        rules = noun.rules_of(_unsaved(rights, by, told))
    except Refused as refused:
        return list(refused.problems)
    return lock_problems(rules.request, rules.plans, policy=rules.policy, above=rules.above)


def _unsaved(rights: Rights, by: Actor, data: Mapping[str, Any]) -> Case:
    matter = Matter(noun=Noun.CHANGE, state="draft", data={})
    case = Case(matter, None, by, clock.now().date(), rights)
    noun.say(case, Said(), data)
    return case


def sign(user: object, token: str, *, result: str, line: str = "", revision: int, key: str = "") -> int:
    """Sign that a change has no effect on a result, by a post above the author's; the revision after it.

    Raises
    ------
    Refused
        `sign-in.needed`, `matter.not-found`, `investment.moved-on`, `change.signed-closed`,
        `change.no-statement`, `portfolio.own` or `lock.signed-too-low`.
    """
    by, _, rights = standing.actor(user)
    matters.matter_row(rights, token)

    def do(piece: Work, full: str | None) -> int:
        matter, _ = stepping.locked(token)
        stepping.demand_revision(matter, revision)
        signer = _signer(matter, rights, line, result)
        signed = [*matter.data["signed"], {"line": line, "result": result, "post": signer}]
        matter.data = {**matter.data, "signed": signed}
        matter.revision += 1
        stepping.saved(matter)
        content = stepping.content_of(noun.HANDLING, matter)
        writing.matter_stepped(
            piece, matter, "sign", "signed", by=Actor(signer, by.person), before=matter.state,
            content=content, key=full,
        )  # fmt: skip
        return int(matter.revision)

    return once(by, f"sign:{token}:{line}:{result}:{key}" if key else "", do, realm=REALM, answer="revision")


def _signer(matter: Matter, rights: Rights, line: str, result: str) -> str:
    """Post that signs a statement of a request."""
    if matter.noun != Noun.CHANGE or matter.state != "draft":
        raise Refused(Problem("change.signed-closed", "", {"state": matter.state}))
    told = [(one.line, one.result) for one in noun.text_of(matter.data).no_effects]
    done = [(one["line"], one["result"]) for one in matter.data.get("signed", ())]
    if (line, result) not in told or (line, result) in done:
        raise Refused(Problem("change.no-statement"))
    if not rights.person or rights.person in matter.asked_by:
        raise Refused(Problem("portfolio.own"))
    author = matter.data["author"]
    over = above.posts_above(author, matter.body, clock.now().date())
    own = next((post for post in standing.posts_of(rights) if post in over), "")
    if not own:
        posts = standing.posts_of(rights)
        told_of = {"signer": posts[0] if posts else "", "author": author, "line": line, "result": result}
        raise Refused(Problem("lock.signed-too-low", line or result, told_of))
    return own


def requests_of(rows: Sequence[Investment]) -> list[Matter]:
    """Change requests over some investments, whoever asks, in order of time."""
    codes = {row.code for row in rows}
    told = Matter.objects.filter(noun=Noun.CHANGE).order_by("pk")
    return [one for one in told if codes.intersection(one.data.get("plans", ()))]
