"""May this money move: what must change with it, in one act, and who signs that nothing does?

The lock of money and results: a request is applied as a whole or not at all.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.investments.portfolio.money import Money, Price
from styrbord.core.investments.portfolio.plans import Plans, Policy, Request, affected

define("lock.empty", "The request changes nothing.", "Enter a change, or withdraw the request.")
define(
    "lock.unknown-line",
    "There is no line of money '{line}'.",
    "Choose one of the plan. New money comes in by an adopted budget.",
)
define("lock.unknown-result", "There is no result '{result}'.", "Choose one of the plan.")
define("lock.unknown-plan", "There is no plan '{plan}'.", "Choose an investment that there is.")
define(
    "lock.no-result",
    "The line '{line}' is tied to no result.",
    "Tie it to the result that it pays for, then move the money.",
)
define(
    "lock.uncovered",
    "The money of '{line}' changes by {amount}, and its result '{result}' does not.",
    "Change the result too, or have it signed one level up, with reasons, that there is no effect.",
)
define(
    "lock.cut-without-release",
    "The result '{result}' is cut by {amount}, and no money that pays for it is released.",
    "Release money of it too, or have it signed one level up, with reasons, that none can be.",
)
define(
    "lock.no-reason",
    "That '{line}' has no effect on '{result}' is stated without a reason.",
    "Write why.",
)
define(
    "lock.signed-too-low",
    "'{signer}', who signed that '{line}' has no effect on '{result}', does not stand above '{author}'.",
    "Have it signed by a post at least one level above.",
)
define(
    "lock.unbalanced",
    "The changes within '{envelope}' leave {difference} over.",
    "Change the amounts until they come to exactly 0.",
)
define("lock.below-zero", "The line '{line}' would have {amount}.", "Take less from it.")
define(
    "lock.stale",
    "'{plan}' has changed since: it is in version {current}, the request was made on {version}.",
    "Look at the newest version and make the request again.",
)

Above = Mapping[str, str]
"""Post that stands directly above each post; the highest is not in it."""


def lock_problems(request: Request, plans: Plans, *, policy: Policy, above: Above) -> list[Problem]:
    """Everything for which a request is refused.

    Parameters
    ----------
    plans : as they stand now.
    above : by whom statements may be signed: any post above the author's.

    Returns
    -------
    list of Problem
        Empty when the request may be applied. Each names the lines, results or plans that it is about. An
        envelope comes to 0, or on the way to what the budget in force gives more or less than is planned.

    Source: house rule of Styrbord, after R-200 and R-205.
    """
    if unknown := list(_of_unknown(request, plans)):
        return unknown
    try:
        money = request.by_line()
    except Refused as refused:
        return list(refused.problems)
    if mixed := list(_of_prices(money, plans)):
        return mixed
    results = request.by_result()
    if not money and not results and not request.replanned:
        return [Problem("lock.empty")]
    signed = _signed(request, above)
    return [
        *_of_statements(request, above),
        *(_of_chains(money, results, plans, signed) if policy.needs_result else ()),
        *(_of_cuts(money, results, plans, signed) if policy.needs_release else ()),
        *(_of_lowered(money, request, plans, signed) if policy.needs_release else ()),
        *(_of_envelopes(money, plans) if policy.is_balanced else ()),
        *_of_floors(money, plans),
        *_of_versions(request, plans),
    ]


def _of_unknown(request: Request, plans: Plans) -> Iterator[Problem]:
    for line in dict.fromkeys(code for code, _ in request.money):
        if line not in plans.lines:
            yield Problem("lock.unknown-line", line, {"line": line})
    for result in dict.fromkeys(code for code, _ in request.results):
        if result not in plans.results:
            yield Problem("lock.unknown-result", result, {"result": result})
    for plan in sorted(request.replanned):
        if plan not in plans.versions:
            yield Problem("lock.unknown-plan", plan, {"plan": plan})


def _of_prices(money: Mapping[str, Money], plans: Plans) -> Iterator[Problem]:
    for code, amount in money.items():
        if amount.price != plans.lines[code].money.price:
            told = {"one": str(amount.price), "other": str(plans.lines[code].money.price)}
            yield Problem("money.mixed", code, told)


def _stands_above(signer: str, author: str, above: Above) -> bool:
    seen: set[str] = set()
    post = above.get(author, "")
    while post and post not in seen:
        if post == signer:
            return signer != author
        seen.add(post)
        post = above.get(post, "")
    return False


def _signed(request: Request, above: Above) -> frozenset[tuple[str, str]]:
    """Line and result of the statements that count."""
    return frozenset(
        (one.line, one.result)
        for one in request.no_effects
        if one.reason.strip() and _stands_above(one.signer, request.author, above)
    )


def _of_statements(request: Request, above: Above) -> Iterator[Problem]:
    for one in request.no_effects:
        told = {"line": one.line, "result": one.result}
        if not one.reason.strip():
            yield Problem("lock.no-reason", one.line or one.result, told)
        if not _stands_above(one.signer, request.author, above):
            signers = {"signer": one.signer, "author": request.author}
            yield Problem("lock.signed-too-low", one.line or one.result, {**told, **signers})


def _of_chains(
    money: Mapping[str, Money],
    results: Mapping[str, Decimal],
    plans: Plans,
    signed: frozenset[tuple[str, str]],
) -> Iterator[Problem]:
    for code, amount in money.items():
        line = plans.lines[code]
        if not line.results:
            yield Problem("lock.no-result", code, {"line": code})
        for result in line.results:
            if result not in results and (code, result) not in signed:
                told = {"line": code, "result": result, "amount": str(amount.amount)}
                yield Problem("lock.uncovered", code, told)


def _of_cuts(
    money: Mapping[str, Money],
    results: Mapping[str, Decimal],
    plans: Plans,
    signed: frozenset[tuple[str, str]],
) -> Iterator[Problem]:
    for code, change in results.items():
        is_cut = (change < 0) is plans.results[code].more_is_better
        released = any(money[line.code].amount < 0 for line in plans.lines_of(code) if line.code in money)
        if is_cut and not released and ("", code) not in signed:
            yield Problem("lock.cut-without-release", code, {"result": code, "amount": str(change)})


def _of_lowered(
    money: Mapping[str, Money], request: Request, plans: Plans, signed: frozenset[tuple[str, str]]
) -> Iterator[Problem]:
    """Targets of benefits that are made easier while no money of their plan is released."""
    released = {plans.lines[code].plan for code, amount in money.items() if amount.amount < 0}
    for plan, benefit, period, value in request.targets:
        name, known = f"{plan}/{benefit}", plans.targets.get((plan, benefit, period))
        if known is None or plan in released or ("", name) in signed:
            continue
        before, more_is_better = known
        if value < before if more_is_better else value > before:
            told = {"result": name, "amount": str(value - before)}
            yield Problem("lock.cut-without-release", name, told)


def _sums(money: Mapping[str, Money], plans: Plans) -> dict[tuple[str, Price], Decimal]:
    """Sum of the changes by envelope and price."""
    sums: dict[tuple[str, Price], Decimal] = defaultdict(Decimal)
    for code, amount in money.items():
        sums[plans.lines[code].envelope, amount.price] += amount.amount
    return sums


def _of_envelopes(money: Mapping[str, Money], plans: Plans) -> Iterator[Problem]:
    """Envelopes that do not come to 0, nor to what the budget in force gives more or less than is planned."""
    for (envelope, price), left in _sums(money, plans).items():
        given = plans.given.get(envelope)
        most = given.amount if given is not None and given.price == price else Decimal(0)
        if not min(most, Decimal(0)) <= left <= max(most, Decimal(0)):
            yield Problem("lock.unbalanced", envelope, {"envelope": envelope, "difference": str(left)})


def _of_floors(money: Mapping[str, Money], plans: Plans) -> Iterator[Problem]:
    for code, amount in money.items():
        left = plans.lines[code].money + amount
        if left.amount < 0:
            yield Problem("lock.below-zero", code, {"line": code, "amount": str(left.amount)})


def _of_versions(request: Request, plans: Plans) -> Iterator[Problem]:
    for plan in affected(request, plans):
        version, current = request.versions.get(plan), plans.versions.get(plan, 0)
        if version != current:
            told = {"plan": plan, "version": "?" if version is None else version, "current": current}
            yield Problem("lock.stale", plan, told)


def applied(request: Request, plans: Plans, *, policy: Policy, above: Above) -> Plans:
    """Plans after a request: all of it.

    Returns
    -------
    Plans

    Raises
    ------
    Refused
        With everything that `lock_problems` finds; then nothing is changed.
    """
    if found := lock_problems(request, plans, policy=policy, above=above):
        raise Refused(found)
    lines, results = dict(plans.lines), dict(plans.results)
    for code, amount in request.by_line().items():
        lines[code] = replace(lines[code], money=lines[code].money + amount)
    for code, change in request.by_result().items():
        results[code] = replace(results[code], target=results[code].target + change)
    bumped = {plan: plans.versions.get(plan, 0) + 1 for plan in affected(request, plans)}
    return Plans(lines, results, {**plans.versions, **bumped}, _left(request, plans))


def _left(request: Request, plans: Plans) -> Mapping[str, Money]:
    """What the budget still gives more or less, once a request has followed it."""
    taken = {envelope: amount for (envelope, _), amount in _sums(request.by_line(), plans).items()}
    return {
        envelope: Money(given.amount - taken.get(envelope, Decimal(0)), given.price)
        for envelope, given in plans.given.items()
    }
