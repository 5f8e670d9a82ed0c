"""How do approved numbers become editions: at once or at a moment, corrected, withdrawn?"""

from styrbord.services.releases.by_hand import (
    Desk,
    coming,
    desk,
    move_by_hand,
    releaser_of,
    withdraw_by_hand,
)
from styrbord.services.releases.early import Early, early_list, end_early, give_early, noted, told_seen
from styrbord.services.releases.moving import reschedule, withdraw
from styrbord.services.releases.recording import record
from styrbord.services.releases.rows import ReleaseRow
from styrbord.services.releases.statements import Change, Statement, statement

__all__ = [
    "Change",
    "Desk",
    "Early",
    "ReleaseRow",
    "Statement",
    "coming",
    "desk",
    "early_list",
    "end_early",
    "give_early",
    "move_by_hand",
    "noted",
    "record",
    "releaser_of",
    "reschedule",
    "statement",
    "told_seen",
    "withdraw",
    "withdraw_by_hand",
]
