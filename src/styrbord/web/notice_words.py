"""What does a notice say, and where does it lead?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Refused
from styrbord.services.collection import forms
from styrbord.web import amounts
from styrbord.web.names import language, words

WORDS: Mapping[str, str | Promise] = {
    "submission.due": _("Soon due"),
    "submission.overdue": _("Overdue"),
    "submission.escalated": _("Overdue below you"),
    "submission.returned": _("Sent back to you"),
    "submission.to-review": _("Waits for your approval"),
    "submission.to-release": _("Approved, waits for release"),
    "submission.released": _("What you handed in is released"),
    "source.failed": _("A source has failed"),
    "owner.silent": _("Your indicator has no new number"),
    "owner.missing": _("Nobody answers for an indicator"),
    "question.asked": _("A question about your figure"),
    "question.answered": _("Your question was answered"),
    "mention.made": _("Your post was named"),
    "publicity.asked": _("A change of who sees a page waits for a second person"),
    "request.changed": _("The numbers that you want have moved on"),
    "deviation.asked": _("You are asked to take a deviation over"),
    "deviation.answered": _("Your deviation was answered"),
    "deviation.to-accept": _("An explanation waits for a second post"),
    "deviation.overdue": _("Nobody has moved your deviation"),
    "deviation.escalated": _("A deviation below you waits"),
    "signal.found": _("Your indicator has left its plan or its usual course"),
    "signal.more": _("More signals on your indicators"),
    "decision.missed": _("A decision of yours did not do what was expected"),
    "decision.review-due": _("The day to look back at a decision of yours has come"),
    "decision.critique-asked": _("You are asked what speaks against a proposal"),
    "promise.asked": _("You are asked for a promise"),
    "promise.answered": _("A promise was answered"),
    "promise.wished": _("A later day is asked for"),
    "promise.kept": _("A promise to you was kept"),
    "promise.unanswered": _("A request for a promise has no answer"),
    "promise.due": _("A promise of yours is soon due"),
    "promise.broken": _("A promise is broken"),
    "promise.escalated": _("A promise below you is broken"),
    "investment.stop-proposed": _("A stop of your investment is proposed"),
    "investment.measurement-overdue": _("A benefit that you follow up is not measured"),
    "meeting.agenda": _("Your circle meets: see the agenda"),
}


class Told(Protocol):
    """A notice as it is kept."""

    pk: int
    kind: str
    params: Mapping[str, Any]
    address: str
    at: int


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as a page shows it; what it is about is empty where there is nothing.

    `indicator` and `subject` are codes, `form` and `period` words.
    """

    number: int
    words: str | Promise
    href: str
    at: datetime
    form: str = ""
    indicator: str = ""
    subject: str = ""
    period: str = ""


def listed(rows: Sequence[Told]) -> list[Notice]:
    """Notices with their words, and their addresses in the reader's language."""
    asked = any(row.params.get("form") for row in rows)
    names = {form.code: words(form.names) for form in forms.known()} if asked else {}
    return [_notice(row, names) for row in rows]


def _notice(row: Told, names: Mapping[str, str]) -> Notice:
    said = {name: str(row.params.get(name, "")) for name in ("form", "indicator", "subject", "period")}
    said["form"] = names.get(said["form"]) or said["form"]
    said["period"] = _period(said["period"])
    href = f"/{language()}/{row.address.lstrip('/')}" if row.address else ""
    at = datetime.fromtimestamp(row.at / 1000, UTC)
    return Notice(row.pk, WORDS.get(row.kind, row.kind), href, at, **said)


def _period(text: str) -> str:
    try:
        return amounts.period(Period.parse(text)) if text else ""
    except Refused:
        return text
