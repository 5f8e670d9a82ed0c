"""What is somebody called who pays or gains: a body of the board, or a group outside?"""

from collections.abc import Mapping

from styrbord.core.base.text import Text
from styrbord.figures.pages import Labels
from styrbord.web import names
from styrbord.web.investments import more_words


def bearer(labels: Labels, code: str, bodies: Mapping[str, Text] | None = None) -> str:
    """Name of a body or of a group outside; its code where nobody has named it."""
    own = names.words((bodies or {}).get(code))
    if own or code not in more_words.GROUPS:
        return own or names.subject_name(labels, code)
    return more_words.word("GROUPS", code)
