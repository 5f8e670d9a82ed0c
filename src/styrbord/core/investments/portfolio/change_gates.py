"""May a change request go on: previewed, agreed by every plan, approved by another person, applied whole?"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from styrbord.core.base.problems import Problem, define
from styrbord.core.investments.portfolio.lock import Above, lock_problems
from styrbord.core.investments.portfolio.moving import Checks, Said, Standpoint, Who, judged
from styrbord.core.investments.portfolio.plans import Plans, Policy, Request, affected
from styrbord.core.investments.portfolio.workflow import Noun

define(
    "change.no-consent",
    "'{plan}' changes too and nobody who answers for it has agreed.",
    "Ask whoever answers for it.",
)


@dataclass(frozen=True, slots=True)
class Case:
    """A change request as the rules see it.

    Attributes
    ----------
    plans : as they stand now, not as they stood when it was made.
    above : post that stands directly above each post.
    consents : plans whose owners agreed to the request as it is; none of them is kept when it changes.
    asked_by : persons who wrote it.
    """

    request: Request
    plans: Plans
    policy: Policy
    above: Above
    state: str = "draft"
    consents: frozenset[str] = frozenset()
    asked_by: frozenset[str] = frozenset()

    @property
    def parties(self) -> tuple[str, ...]:
        """Plans that must agree; none while the request names what there is not."""
        asked, plans = self.request, self.plans
        has_unknown = (
            any(code not in plans.lines for code, _ in asked.money)
            or any(code not in plans.results for code, _ in asked.results)
            or any(code not in plans.versions for code in asked.replanned)
        )
        return () if has_unknown else affected(asked, plans)


def _covered(case: Case) -> list[Problem]:
    return lock_problems(case.request, case.plans, policy=case.policy, above=case.above)


def _consents(case: Case) -> Iterator[Problem]:
    for plan in case.parties:
        if plan not in case.consents:
            yield Problem("change.no-consent", plan, {"plan": plan})


def why_not(case: Case, verb: str, who: Who, *, said: Said | None = None) -> list[Problem]:
    """Why somebody may not move a change request; everything at once.

    Parameters
    ----------
    said : what is said with it; None = not judged, for asking what might be done next.

    Returns
    -------
    list of Problem
    """
    checks: Checks = {"covered": partial(_covered, case), "consents": partial(_consents, case)}
    return judged(Standpoint(Noun.CHANGE, case.state, case.asked_by), verb, who, said=said, checks=checks)
