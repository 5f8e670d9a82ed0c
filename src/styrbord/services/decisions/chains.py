"""What does a reader carry away of a chain of decisions?"""

from datetime import date, datetime

from styrbord.core.strategy.decisions.exporting import Chain, ChainedDecision
from styrbord.core.strategy.decisions.model import Proposal
from styrbord.services.decisions.listing import Noted, chained
from styrbord.services.decisions.notes import DecisionNote
from styrbord.services.reading import Reading


def chain(reading: Reading, token: str) -> Chain:
    """All decisions before and after one that the reader sees, with their reasons and links.

    Raises
    ------
    Refused
        `decision.not-found`.
    """
    found = chained(reading, token)
    return Chain(token, tuple(map(_one, found.notes)), found.links, found.gaps, found.left_out)


def _one(each: Noted) -> ChainedDecision:
    note, said = each
    return ChainedDecision(
        token=note.token,
        title=note.title,
        subject=note.subject,
        state=str(note.state),
        owner=note.owner,
        proposed_at=_text(note.proposed_at),
        decided_at=_text(note.decided_at),
        in_force_on=_text(note.in_force_on),
        check_on=_text(note.check_on),
        chosen=_chosen(note, said),
        why_this=said.why_this,
        why_order=said.why_order,
        why_now=said.why_now,
        summary=dict(said.summary),
    )


def _chosen(note: DecisionNote, said: Proposal) -> str:
    """Title of the chosen option, else its code."""
    return next((one.title or one.code for one in said.options if one.code == said.chosen), "")


def _text(when: date | datetime | None) -> str:
    return when.isoformat() if when else ""
