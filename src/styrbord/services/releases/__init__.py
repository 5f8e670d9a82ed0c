"""How do approved numbers become editions: at once or at a moment, corrected, withdrawn?"""

from styrbord.services.releases.recording import record
from styrbord.services.releases.rows import ReleaseRow

__all__ = ["ReleaseRow", "record"]
