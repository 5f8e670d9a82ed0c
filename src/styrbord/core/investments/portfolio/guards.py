"""What is missing before an investment may pass a gate?

Every refusal names the benefit, line, body or requirement that is missing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from styrbord.core.base.problems import Problem, define
from styrbord.core.investments.lights import Light
from styrbord.core.investments.portfolio.checking import problems_of
from styrbord.core.investments.portfolio.classes import Class
from styrbord.core.investments.portfolio.dossier import Dossier
from styrbord.core.investments.portfolio.model import ConditionKind, PartyRole
from styrbord.core.investments.portfolio.opinions import unsettled
from styrbord.core.investments.portfolio.profile import MONTHS
from styrbord.core.investments.portfolio.reviewing import invalid
from styrbord.core.investments.portfolio.stopping import blocked

define("gate.no-owner", "The benefit '{benefit}' has no owner.", "Name the post that takes it home.")
define(
    "gate.no-baseline-plan",
    "It is not said how and by when the value before the change is measured of '{benefit}'.",
    "Enter the method and the day.",
)
define(
    "gate.no-result", "The cost line '{line}' is tied to no result.", "Choose the result that it pays for."
)
define(
    "gate.condition",
    "The {kind} precondition '{condition}' is {light}.",
    "Judge it, remove the obstacle, or refer it to the body that prepares law.",
)
define(
    "gate.no-condition", "No {kind} precondition is written down.", "Write down at least one, and judge it."
)
define(
    "gate.no-conclusion",
    "'{code}' is large and the subcommittee has not concluded on it.",
    "Put it on the agenda.",
)
define(
    "gate.not-supported",
    "The subcommittee concluded '{outcome}' on '{code}'.",
    "Change the investment and put it on the agenda again.",
)
define(
    "gate.no-document-of-conclusion",
    "The conclusion on '{code}' has no registered document.",
    "Enter its number.",
)
define(
    "gate.picture",
    "'{body}' has signed version {signed} of the target picture; version {picture} is in force.",
    "Let every body sign the same version.",
)
define(
    "gate.no-picture", "'{code}' has no common target picture.", "Agree on one, and let every body sign it."
)
define("gate.no-agreement", "'{body}' has no signed agreement.", "Enter the document and the day.")
define(
    "gate.no-baseline",
    "The value of '{benefit}' before the change is neither measured and approved nor waived until a day.",
    "Measure it and let another person approve it.",
)
define(
    "gate.component",
    "'{requirement}' is required and neither met nor waived.",
    "Meet it, or ask the board of architecture for a waiver.",
)
define(
    "gate.no-deliverables",
    "'{code}' names nothing that is delivered.",
    "Name what is handed over.",
)
define("gate.no-operator", "No body runs what '{code}' delivers.", "Name the body that takes it over.")
define(
    "gate.unconfirmed",
    "'{deliverable}' is not confirmed by {operator}, which takes it over.",
    "Ask that body to confirm it.",
)
define(
    "gate.no-follow-up-actor",
    "No body is named to follow up the benefits of '{code}'.",
    "Name one; it stays named after the end.",
)
define(
    "gate.not-measured",
    "'{benefit}' has no verified measurement after the delivery on {day}.",
    "Let the body that follows up measure it, and another person verify it.",
)
define(
    "gate.nothing-measurable",
    "No benefit of '{code}' has a number or a series by which it can be measured.",
    "Bind at least one to a series, and measure it.",
)
define(
    "gate.no-follow-up",
    "Nobody is named to measure '{benefit}' {months} months after the end.",
    "Plan it, with the body that does it.",
)
define(
    "gate.needs-procurement",
    "'{code}' takes the full process and goes through procurement.",
    "Start the procurement first.",
)


def _free(dossier: Dossier, on: date) -> Iterable[Problem]:
    return blocked(dossier.orders, on)


def _form(dossier: Dossier, _: date) -> Iterable[Problem]:
    return problems_of(dossier.investment, light_below=dossier.light_below)


def _results(dossier: Dossier, _: date) -> Iterator[Problem]:
    for line in dossier.investment.costs:
        if not line.result:
            yield Problem("gate.no-result", line.code, {"line": line.code})


def _owners(dossier: Dossier, _: date) -> Iterator[Problem]:
    for line in dossier.investment.benefits:
        profile = dossier.investment.profile_of(line.code)
        if not (line.owner or (profile is not None and profile.owner)):
            yield Problem("gate.no-owner", line.code, {"benefit": line.code})


def _baseline_plans(dossier: Dossier, _: date) -> Iterator[Problem]:
    for line in dossier.investment.benefits:
        profile = dossier.investment.profile_of(line.code)
        if profile is None or not profile.is_planned_from:
            yield Problem("gate.no-baseline-plan", line.code, {"benefit": line.code})


def _conditions(dossier: Dossier, _: date) -> Iterator[Problem]:
    investment = dossier.investment
    for one in investment.conditions:
        if one.light in (None, Light.RED):
            told = {"kind": one.kind, "condition": one.code, "light": one.light or "not judged"}
            yield Problem("gate.condition", one.code, told)
    if investment.kind is Class.JOINT:
        known = {one.kind for one in investment.conditions}
        for kind in ConditionKind:
            if kind not in known:
                yield Problem("gate.no-condition", "conditions", {"kind": kind})


def _opinions(dossier: Dossier, _: date) -> Iterable[Problem]:
    return unsettled(dossier.opinions, dossier.terms_version)


def _conclusion(dossier: Dossier, _: date) -> Iterator[Problem]:
    if not dossier.is_large:
        return
    code, found = dossier.investment.code, dossier.conclusion
    if found is None or found.item != code or dossier.committee is None:
        yield Problem("gate.no-conclusion", "conclusion", {"code": code})
        return
    yield from invalid(dossier.committee, found)
    if not found.carries:
        yield Problem("gate.not-supported", "conclusion", {"code": code, "outcome": found.outcome})
    if not found.document:
        yield Problem("gate.no-document-of-conclusion", "conclusion", {"code": code})


def _light(dossier: Dossier, _: date) -> Iterator[Problem]:
    if not dossier.is_light:
        yield Problem("gate.needs-procurement", "stage", {"code": dossier.investment.code})


def _agreement(dossier: Dossier, _: date) -> Iterator[Problem]:
    investment = dossier.investment
    if investment.kind is not Class.JOINT:
        return
    if not investment.picture:
        yield Problem("gate.no-picture", "picture", {"code": investment.code})
    for one in investment.parties:
        if one.picture != investment.picture:
            told = {"body": one.body, "signed": one.picture, "picture": investment.picture}
            yield Problem("gate.picture", one.body, told)
        if not one.agreement or one.signed_on is None:
            yield Problem("gate.no-agreement", one.body, {"body": one.body})


def _baselines(dossier: Dossier, on: date) -> Iterator[Problem]:
    for line in dossier.investment.benefits:
        profile = dossier.investment.profile_of(line.code)
        if line.is_quantified and not (profile is not None and profile.has_baseline(on)):
            yield Problem("gate.no-baseline", line.code, {"benefit": line.code})


def _components(dossier: Dossier, on: date) -> Iterator[Problem]:
    for code in dossier.components.unmet(on):
        yield Problem("gate.component", code, {"requirement": code})


def _deliverables(dossier: Dossier, _: date) -> Iterator[Problem]:
    code = dossier.investment.code
    operators = dossier.investment.bodies(PartyRole.OPERATOR) or dossier.investment.bodies(PartyRole.LEAD)
    if not operators:
        yield Problem("gate.no-operator", "parties", {"code": code})
    if not dossier.deliverables:
        yield Problem("gate.no-deliverables", "deliverables", {"code": code})
    for one in dossier.deliverables:
        if one.confirmed_by not in operators:
            told = {"deliverable": one.code, "operator": ", ".join(operators)}
            yield Problem("gate.unconfirmed", one.code, told)


def _follow_up_actor(dossier: Dossier, _: date) -> Iterator[Problem]:
    if not dossier.investment.bodies(PartyRole.FOLLOW_UP):
        yield Problem("gate.no-follow-up-actor", "parties", {"code": dossier.investment.code})


def _measurable(dossier: Dossier) -> Iterator[str]:
    """Benefits that promise a number, or are judged by a series."""
    for line in dossier.investment.benefits:
        profile = dossier.investment.profile_of(line.code)
        if line.is_quantified or (profile is not None and profile.indicator):
            yield line.code


def _measured(dossier: Dossier, _: date) -> Iterator[Problem]:
    since = dossier.delivered_on
    done = {one.benefit for one in dossier.measurements if one.is_verified and since and one.is_after(since)}
    codes = list(_measurable(dossier))
    for code in codes:
        if code not in done:
            yield Problem(
                "gate.not-measured", code, {"benefit": code, "day": since.isoformat() if since else "?"}
            )
    if not codes:
        yield Problem("gate.nothing-measurable", "benefits", {"code": dossier.investment.code})


def _follow_ups(dossier: Dossier, _: date) -> Iterator[Problem]:
    for code in _measurable(dossier):
        profile = dossier.investment.profile_of(code)
        named = {one.months for one in profile.follow_ups if one.actor} if profile is not None else set()
        for months in MONTHS:
            if months not in named:
                yield Problem("gate.no-follow-up", code, {"benefit": code, "months": months})


Guard = Callable[[Dossier, date], Iterable[Problem]]
GUARDS: Mapping[str, Guard] = {
    "free": _free,
    "form": _form,
    "results": _results,
    "owners": _owners,
    "baseline-plans": _baseline_plans,
    "conditions": _conditions,
    "opinions": _opinions,
    "conclusion": _conclusion,
    "light": _light,
    "agreement": _agreement,
    "baselines": _baselines,
    "components": _components,
    "deliverables": _deliverables,
    "follow-up-actor": _follow_up_actor,
    "measured": _measured,
    "follow-ups": _follow_ups,
}
"""What each guard of the table looks at."""
