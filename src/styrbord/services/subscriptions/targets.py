"""What can be followed, and does it exist for this reader?"""

from dataclasses import dataclass

from styrbord.core.base.problems import Problem, define
from styrbord.core.base.text import Text
from styrbord.core.board.pages import PageKind
from styrbord.services import pages
from styrbord.services.reading import Reading
from styrbord.store.spine.models import Dataset

define(
    "subscription.no-target",
    "There is nothing of this name for you to follow.",
    "Follow an indicator, subject, page or dataset from its own page.",
)
INDICATOR, SUBJECT, PAGE, DATASET = KINDS = ("indicator", "subject", "page", "dataset")
NOTICES, OWN = "notices", "own"
WEEK = "week"
"""What waits for a post, once a week; its code is that of the post."""


NAMES_OF_NOTICES: Text = {
    "en": "Notices to your posts",
    "ru": "Уведомления вашим должностям",
    "sv": "Meddelanden till dina befattningar",
}
NAMES_OF_WEEKS: Text = {"en": "Your week", "ru": "Ваша неделя", "sv": "Din vecka"}


@dataclass(frozen=True, slots=True)
class Target:
    """Something that is followed; an indicator of one subject, or of all when none is named."""

    kind: str
    code: str
    subject: str = ""


def problems_of(reading: Reading, target: Target) -> list[Problem]:
    """Whether it does not exist for the reader: the same words for what is not there and what is closed."""
    return [] if is_seen(reading, target) else [Problem("subscription.no-target", "code")]


def is_seen(reading: Reading, target: Target) -> bool:
    """Whether the reader may see what is followed."""
    if target.kind == INDICATOR:
        is_known = target.code in reading.register.indicators()
        return is_known and (not target.subject or reading.facts.shows(target.code, target.subject))
    if target.kind == SUBJECT:
        return target.code in reading.register.subjects()
    if target.kind == NOTICES:
        return target.code == OWN and bool(reading.principal.posts)
    if target.kind == WEEK:
        return target.code in reading.principal.posts
    if target.kind == PAGE:
        return target.code in {page.code for page in pages.seen(reading, [PageKind.PAGE])}
    return target.kind == DATASET and any(
        one.dataset == target.code for one in reading.register.indicators().values()
    )


def names_of(reading: Reading, target: Target) -> tuple[Text, Text]:
    """Names of what is followed and of its subject; its code where it has no name or is no longer seen."""
    subjects = reading.register.subjects()
    subject = subjects[target.subject].names if target.subject in subjects else {}
    return _names(reading, target) or {"en": target.code}, subject


def _names(reading: Reading, target: Target) -> Text:
    if not is_seen(reading, target):
        return {}
    if target.kind == INDICATOR:
        return reading.register.indicators()[target.code].names
    if target.kind == SUBJECT:
        return reading.register.subjects()[target.code].names
    if target.kind == PAGE:
        return next(one.titles for one in pages.seen(reading, [PageKind.PAGE]) if one.code == target.code)
    if target.kind == NOTICES:
        return NAMES_OF_NOTICES
    if target.kind == WEEK:
        return NAMES_OF_WEEKS
    names: Text = Dataset.objects.get(code=target.code).names
    return names
