"""Which method, version and run does a code, a number or a token name, and what was said of them?"""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.method_text import method_of as method_from
from styrbord.services.ratings.notes import ScopeNote, StepNote
from styrbord.store.clock import from_ms
from styrbord.store.steering.models import RatingMethod, RatingRun, RatingStep, RatingVersion, RatingWords

define(
    "rating.not-found",
    "There is no rating '{name}' for you to see.",
    "See the list of ratings.",
)
define(
    "rating.no-version",
    "The method '{code}' has no version {number}.",
    "Choose one of {known}.",
)


@lru_cache(maxsize=64)
def method_of_text(text: str) -> Method:
    """Method from its canonical text."""
    return method_from(text)


def method_of(row: RatingVersion) -> Method:
    """Method of a version."""
    return method_of_text(row.text)


def not_found(name: str) -> Refused:
    """That there is no such thing for the reader to see, whether it is there or not."""
    return Refused(Problem("rating.not-found", "", {"name": name[:64]}))


def method_row(code: str) -> RatingMethod:
    """Row of a method.

    Raises
    ------
    Refused
        `rating.not-found`.
    """
    row = RatingMethod.objects.filter(code=code[:64]).first()
    if row is None:
        raise not_found(code)
    return row


def version_row(code: str, number: int = 0) -> RatingVersion:
    """Version of a method; without a number the newest approved one, else the newest of all.

    Raises
    ------
    Refused
        `rating.not-found` or `rating.no-version`.
    """
    method = method_row(code)
    versions = list(method.versions.select_related("method").order_by("-number"))
    if number:
        found = next((one for one in versions if one.number == number), None)
    else:
        found = next((one for one in versions if one.state == "approved"), versions[0] if versions else None)
    if found is None:
        known = ", ".join(str(one.number) for one in reversed(versions)) or "-"
        raise Refused(Problem("rating.no-version", "", {"code": code, "number": number, "known": known}))
    return found


def run_row(token: str) -> RatingRun:
    """Row of a run.

    Raises
    ------
    Refused
        `rating.not-found`.
    """
    row = RatingRun.objects.select_related("version__method", "corrects").filter(token=token[:24]).first()
    if row is None:
        raise not_found(token)
    return row


def scope_of(row: RatingVersion) -> ScopeNote:
    """Who is rated by a version."""
    said = dict(row.scope)
    return ScopeNote(
        said.get("level", ""),
        said.get("below", ""),
        said.get("hierarchy", "") or "administrative",
        tuple(said.get("types", ())),
        tuple(said.get("subjects", ())),
        said.get("officer", ""),
    )


def steps_of(kind: str, number: int) -> tuple[StepNote, ...]:
    """What was done with something, in order, with words that were not erased."""
    rows = RatingStep.objects.filter(about_kind=kind, about=number).select_related("words").order_by("pk")
    return tuple(StepNote(one.verb, one.state, from_ms(one.at), one.by, _words(one)) for one in rows)


def words_of(kind: str, numbers: Iterable[int], *verbs: str) -> Mapping[int, str]:
    """Newest words that were said with some verbs, by the number of what they are about."""
    found = RatingWords.objects.filter(
        step__about_kind=kind, step__about__in=list(numbers), step__verb__in=verbs
    )
    return dict(found.order_by("pk").values_list("step__about", "text"))


def order_of(period: str) -> tuple[str, str]:
    """Key by which periods sort in time."""
    return Period.parse(period).last_day.isoformat(), period


def _words(step: RatingStep) -> str:
    return step.words.text if hasattr(step, "words") else ""
