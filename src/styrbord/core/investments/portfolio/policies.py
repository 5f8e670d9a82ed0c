"""Which rules of money and results hold for an investment, by its programme and its class?"""

from collections.abc import Iterable, Mapping

from styrbord.core.investments.portfolio.classes import Class
from styrbord.core.investments.portfolio.plans import Policy, Scope

EVERYTHING = "*"
"""Kind of programme by which a policy is attached to all investments there are."""
HOUSE = Policy("money-result-lock", frozenset({EVERYTHING}))
"""What holds where no policy is attached: everything that the lock asks for."""
SCOPES: Mapping[Scope, frozenset[Class]] = {
    Scope.JOINT: frozenset({Class.JOINT, Class.SHARED_INFRASTRUCTURE}),
    Scope.INTERNAL: frozenset({Class.INTERNAL}),
    Scope.BOTH: frozenset(Class),
}
"""Classes that each scope reaches (R-307); shared infrastructure is several bodies' matter, so joint."""


def policy_over(kinds: Iterable[str], of_class: Class, policies: Iterable[Policy]) -> Policy:
    """The policy that holds for one investment.

    Parameters
    ----------
    kinds : its programme and the kind of that programme; none where it belongs to no programme.
    policies : those in force, the newest last.

    Returns
    -------
    Policy
        The newest one that is attached to a kind of the investment and reaches its class; else the newest one
        attached to everything; else that of the house.

    Source: house rule of Styrbord, after R-294 and R-307.

    Examples
    --------
    >>> own = Policy("roads/1", frozenset({"road-programme"}), is_balanced=False, scope=Scope.JOINT)
    >>> policy_over({"road-programme"}, Class.JOINT, [own]).code
    'roads/1'
    >>> policy_over({"road-programme"}, Class.INTERNAL, [own]).code
    'money-result-lock'
    """
    asked = frozenset(kinds)
    told = [one for one in policies if of_class in SCOPES[one.scope]]
    own = [one for one in told if asked & one.kinds]
    general = [one for one in told if EVERYTHING in one.kinds]
    return [HOUSE, *general, *own][-1]


def strictest(policies: Iterable[Policy]) -> Policy:
    """What is asked of one request over several plans: all that any of their policies asks.

    Returns
    -------
    Policy
        That of the house when there are none.

    Examples
    --------
    >>> free = Policy("free", frozenset({"a"}), needs_result=False, needs_release=False, is_balanced=False)
    >>> found = strictest([free, Policy("strict", frozenset({"b"}))])
    >>> found.code, found.needs_result, found.is_balanced
    ('free+strict', True, True)
    """
    told = {one.code: one for one in policies}
    if not told:
        return HOUSE
    known = [told[code] for code in sorted(told)]
    return Policy(
        "+".join(one.code for one in known),
        frozenset().union(*(one.kinds for one in known)),
        needs_result=any(one.needs_result for one in known),
        needs_release=any(one.needs_release for one in known),
        is_balanced=any(one.is_balanced for one in known),
    )
