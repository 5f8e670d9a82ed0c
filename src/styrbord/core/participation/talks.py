"""What is a talk about, who is named in it, and who of its readers may read which of its words?"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from styrbord.core.base.codes import is_code

LONGEST = 4000  # letters of one saying
LONGEST_REASON = 500
MOST_MENTIONS = 10
_MENTION = re.compile(r"(?<![\w@./])@([^\W_][\w.-]{0,63})")


class Said(StrEnum):
    """What a saying is."""

    QUESTION = "question"
    COMMENT = "comment"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What is talked about: a figure (all three of it) or a page."""

    indicator: str = ""
    subject: str = ""
    period: str = ""
    page: str = ""

    @property
    def is_figure(self) -> bool:
        """Whether it is a figure."""
        return bool(self.indicator)


@dataclass(frozen=True, slots=True)
class Sight:
    """What a reader sees of a figure or page: anything of it, a number, and which editions."""

    is_there: bool
    has_value: bool = False
    editions: frozenset[int] = frozenset()

    def reads(self, *, has_value: bool, early: Collection[int]) -> bool:
        """Whether words are shown whose writer saw a number, and some editions before their moment.

        Returns
        -------
        bool
            Never more than the reader sees: who sees no number reads nothing that rests on one.

        Examples
        --------
        >>> Sight(True).reads(has_value=True, early=[])
        False
        >>> Sight(True, True, frozenset({7})).reads(has_value=True, early=[7])
        True
        """
        return self.is_there and (self.has_value or not has_value) and self.editions.issuperset(early)


def mentioned(words: str) -> tuple[str, ...]:
    """Codes of the posts that words name by `@code`, each once, in order.

    Returns
    -------
    tuple of str
        At most ten; whether there are such posts is for the caller to find.

    Examples
    --------
    >>> mentioned("Ask @finance-office. Not me@home.org, but @school.office, @finance-office!")
    ('finance-office', 'school.office')
    """
    found = (code.rstrip(".-") for code in _MENTION.findall(words))
    return tuple(dict.fromkeys(code for code in found if is_code(code)))[:MOST_MENTIONS]
