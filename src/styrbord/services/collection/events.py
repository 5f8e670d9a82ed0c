"""What does an event about a submission say: codes, counts, keys and hashes, never words?"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from styrbord.core.base.text import Text
from styrbord.core.collection.workflow import RULES
from styrbord.services.rights import Actor
from styrbord.services.work import Work
from styrbord.store.collection.models import Submission

Reason = str | Text


@dataclass(slots=True)
class Telling:
    """Tells events about one submission; the first of them carries the key of the request."""

    piece: Work
    row: Submission
    by: Actor
    reason: Reason = ""
    key: str | None = None

    def tell(self, verb: str, about: str, data: Mapping[str, Any]) -> None:
        """Tell what happened, with what every event about a submission says."""
        row = self.row
        said = {
            "row": row.pk,
            "form": row.form.code,
            "subject": row.subject.code,
            "period": row.period,
            "number": row.number,
            "state": str(row.state),
            "revision": row.revision,
            "package": row.package,
            "approvals": row.approvals,
            "by_person": self.by.person,
            **data,
        }
        if self.reason:
            said["reason_sha256"] = hash_of(self.reason)
        self.piece.tell(verb, about, said, key=self.key, rules=RULES)
        self.key = None


def hash_of(reason: Reason) -> str:
    """SHA-256 of words, which the event keeps in their place."""
    if isinstance(reason, Mapping):
        reason = "\n".join(f"{language}={reason[language]}" for language in sorted(reason))
    return hashlib.sha256(reason.encode()).hexdigest()


def cleaned(reason: Reason) -> Reason:
    """The reason without blanks around it and without languages that say nothing."""
    if isinstance(reason, Mapping):
        return {language: words.strip() for language, words in reason.items() if words.strip()}
    return reason.strip()
