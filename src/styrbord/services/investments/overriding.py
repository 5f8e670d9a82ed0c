"""How does a named authority let work go on in spite of a stop order, until a day and for a reason?"""

from datetime import date

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.investments.portfolio.moving import Said
from styrbord.core.investments.portfolio.stopping import BLOCKING, Override, override_problems
from styrbord.core.investments.portfolio.workflow import Noun, Standing
from styrbord.services.investments import matters, standing, stepping, writing
from styrbord.services.investments.cleaning import seen_marks
from styrbord.services.investments.nouns import stop
from styrbord.services.investments.writing import REALM
from styrbord.services.once import once
from styrbord.services.rights import rights_of
from styrbord.services.work import Work

WANTED = frozenset({Standing.AUTHORITY})


def override(
    user: object, token: str, *, reason: str, expires: date | None, revision: int, key: str = ""
) -> int:
    """Override a stop order that blocks; the revision after it. The order stays, and the override is listed.

    Raises
    ------
    Refused
        `sign-in.needed`, `rights.missing`, `matter.not-found`, `investment.moved-on`,
        `portfolio.not-possible`, `portfolio.own` or `stop.override`.
    """
    seen = matters.matter_row(rights_of(user), token)
    by, who, _ = standing.actor(user, seen.investment, seen, wanted=WANTED)
    if Standing.AUTHORITY not in who.standings:
        raise Refused(Problem("rights.missing"))
    words = seen_marks(reason)

    def do(piece: Work, full: str | None) -> int:
        matter, _ = stepping.locked(token)
        stepping.demand_revision(matter, revision)
        if matter.noun != Noun.STOP or matter.state not in BLOCKING:
            raise Refused(Problem("portfolio.not-possible", "", {"state": matter.state, "verb": "override"}))
        if not by.person or by.person in matter.asked_by:
            raise Refused(Problem("portfolio.own"))
        one = Override(by.code, words, expires)
        problems = [*override_problems(token, one), *writing.said_problems(Said(reason=words))]
        if expires is not None and expires < piece.at.date():
            problems.append(Problem("opinion.past", "expires", {"due": expires.isoformat()}))
        if problems:
            raise Refused(problems)
        told = list(matter.data.get("overrides", ()))
        reasons = {**matter.data.get("override_reasons", {}), str(len(told)): words}
        last = expires.isoformat() if expires else ""
        overrides = [*told, {"authority": by.code, "expires": last}]
        matter.data = {**matter.data, "overrides": overrides, "override_reasons": reasons}
        matter.revision += 1
        stepping.saved(matter)
        content = stepping.content_of(stop.HANDLING, matter)
        said = Said(reason=words, expires=expires)
        writing.matter_stepped(
            piece, matter, "override", "overridden", by=by, before=matter.state, said=said, content=content,
            key=full,
        )  # fmt: skip
        return int(matter.revision)

    name = f"override:{token}:{key}" if key else ""
    return once(by, name, do, realm=REALM, answer="revision")
