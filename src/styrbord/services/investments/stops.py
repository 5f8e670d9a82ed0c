"""Which stop orders are there, what do they block, and what became of them?"""

from styrbord.core.investments.portfolio.stopping import METHODOLOGY, OPEN
from styrbord.core.people.rights import Rights
from styrbord.services.investments import matters, told
from styrbord.services.investments.matter_notes import StopListNote, StopNote
from styrbord.services.investments.mattering import notes_of
from styrbord.services.investments.notes import MatterNote
from styrbord.services.investments.seeing import seen
from styrbord.services.reading import Reading
from styrbord.store.investments.models import Investment, Matter


def stop_list(reading: Reading, rights: Rights) -> StopListNote:
    """Stop orders that a reader sees: those that are open, the newest first, and those that have ended."""
    rows = list(matters.rows(rights, "stop"))
    known = {one.token: one for one in rows}
    of = {one.code: one for one in seen(rights).filter(pk__in=[one.investment_id for one in rows])}
    notes = [
        _note(reading, one, known[one.token], of.get(one.investment))
        for one in reversed(notes_of(reading, rights, rows))
    ]
    return StopListNote(
        tuple(one for one in notes if one.matter.state in OPEN),
        tuple(one for one in notes if one.matter.state not in OPEN),
        METHODOLOGY.label,
    )


def _note(reading: Reading, note: MatterNote, row: Matter, of: Investment | None) -> StopNote:
    order = told.order_of(row)
    has_words = "override_reasons" in note.data
    return StopNote(
        note,
        of.names if of else {},
        of.stage if of else "",
        order.ground,
        order.missing,
        order.hear_until,
        order.since,
        order.blocks(reading.today),
        tuple((one.authority, one.reason if has_words else "", one.expires) for one in order.overrides),
    )
