"""Who asks for a rating of which period, and is it one that was made before?"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.people.roles import Action
from styrbord.core.ratings.workflow import RULES, VersionState
from styrbord.core.spine.indicators import Access
from styrbord.services import jobs, rights
from styrbord.services.ratings.gathering import MOST_PERIODS, Gathered, gathered
from styrbord.services.ratings.keeping import method_of, scope_of, version_row
from styrbord.services.ratings.seeing import AUDIENCE, access_of, codes_of, rubrics_of, sees_all
from styrbord.services.reading import Reading, principal_for, visible
from styrbord.store.steering.models import RatingRun, RatingVersion

MOST_REPLICATES = 20_000
define(
    "rating.not-approved",
    "The method '{code}' has no approved version.",
    "Have its draft approved by another person first.",
)
define(
    "rating.not-all-seen",
    "You do not see every number that this rating would rest on.",
    "Ask somebody who sees all of them.",
)
define(
    "rating.out-of-bounds",
    "{name} is {found}; it lies from {low} to {high}.",
    "Choose a number in between.",
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: the period that is rated, and how many periods up to it share one frame.

    `types` takes some types only; a `seed` of -1 is made from the question, so that it is always the same.
    """

    code: str
    period: str
    frame: int = 2
    replicates: int = 1000
    seed: int = -1
    types: Sequence[str] = ()


def ask(user: object, wanted: Wanted) -> tuple[str, str]:
    """Ask for a rating: `run` and its token where it is there already, else `job` and its token.

    Raises
    ------
    Refused
        `sign-in.needed`, `rights.missing`, `rating.not-found`, `rating.not-approved`, `rating.not-all-seen`,
        `rating.out-of-bounds`, or what the numbers do not allow.
    """
    if not rights.rights_of(user).may_anywhere(Action.ANALYSE):
        rights.require(user, Action.ANALYSE)
    version = version_row(wanted.code)
    method = method_of(version)
    by = rights.require(user, Action.ANALYSE, rubrics=rubrics_of(method))
    _demand_bounds(wanted)
    if version.state != VersionState.APPROVED:
        raise Refused(Problem("rating.not-approved", "", {"code": wanted.code}))
    codes = codes_of(method)
    if not sees_all(visible(principal_for(rights.rights_of(user))), codes):
        raise Refused(Problem("rating.not-all-seen"))
    access = access_of(codes)
    arguments = {
        "version": version.pk, "period": wanted.period, "frame": wanted.frame, "seed": wanted.seed,
        "replicates": wanted.replicates, "types": sorted(set(wanted.types)), "access": str(access),
    }  # fmt: skip
    asked = question(version, arguments, found_for(visible(AUDIENCE[access]), version, arguments))
    before = RatingRun.objects.filter(question=asked).values_list("token", flat=True).first()
    if before is not None:
        return "run", str(before)
    told = {**arguments, "question": asked, "by": by.code, "person": by.person}
    return "job", jobs.ask("ratings", told, by=by)


def number_of(kind: str, token: str) -> int:
    """Number under which a repeated request finds its answer again: below 0 for a run, above for a job."""
    if kind == "run":
        return -int(RatingRun.objects.values_list("pk", flat=True).get(token=token))
    return int(jobs.found(token).pk)


def answer_of(number: int) -> tuple[str, str]:
    """What was answered under a number."""
    if number < 0:
        return "run", str(RatingRun.objects.values_list("token", flat=True).get(pk=-number))
    return "job", jobs.token_of(number)


def found_for(reading: Reading, version: RatingVersion, arguments: Mapping[str, Any]) -> Gathered:
    """Numbers that a rating with some arguments rests on, as a reader sees them."""
    return gathered(
        reading,
        method_of(version),
        scope_of(version),
        arguments["period"],
        arguments["frame"],
        arguments["types"],
    )


def question(version: RatingVersion, arguments: Mapping[str, Any], found: Gathered) -> str:
    """Hash that is equal for the same method, numbers, periods, recalculations and audience."""
    own = {
        name: said for name, said in arguments.items() if name not in {"version", "question", "by", "person"}
    }
    told = json.dumps([RULES, version.pk, version.text_hash, found.fingerprint, own], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()


def audience(access: str) -> Access:
    """Class of readers from its code."""
    return Access(access)


def _demand_bounds(wanted: Wanted) -> None:
    bounds = (
        ("frame", wanted.frame, 1, MOST_PERIODS),
        ("replicates", wanted.replicates, 1, MOST_REPLICATES),
        ("seed", wanted.seed, -1, 2**31),
    )
    wrong = [
        Problem("rating.out-of-bounds", name, {"name": name, "found": found, "low": low, "high": high})
        for name, found, low, high in bounds
        if not low <= found <= high
    ]
    if wrong:
        raise Refused(wrong)
