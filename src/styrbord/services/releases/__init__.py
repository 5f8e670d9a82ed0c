"""How do approved numbers become editions: at once or at a moment, corrected, withdrawn?"""

from styrbord.services.releases.early import Early, early_list, end_early, give_early, told_seen
from styrbord.services.releases.moving import reschedule, withdraw
from styrbord.services.releases.recording import record
from styrbord.services.releases.rows import ReleaseRow

__all__ = [
    "Early",
    "ReleaseRow",
    "early_list",
    "end_early",
    "give_early",
    "record",
    "reschedule",
    "told_seen",
    "withdraw",
]
