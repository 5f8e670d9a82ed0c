"""When is a cell confidential, and how closely may others come to it?"""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from styrbord.core.base.problems import define

define(
    "disclosure.no-rule",
    "{name} of a rule about confidential cells cannot be {number}.",
    "Write 0 to switch it off, or a number above 0.",
)
define(
    "disclosure.cannot-protect",
    "{indicator} of {subject} in {period} ({breakdown}) must be hidden, but others give it away.",
    "What was shown before cannot be hidden again: release it without the total, or take the rule back.",
)


class Audience(StrEnum):
    """Widest class of readers who are not shown a cell; whoever may see more of its subject is."""

    OPEN = "open"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """Rule of one indicator; 0 and empty switch a part off.

    `min_count` is the smallest count that is shown: 1 to n - 1 are hidden, 0 is shown.
    `min_contributors` is the smallest number of enterprises that a value may rest on; `contributors`
    names the indicator that tells it where the enterprises are not subjects themselves.
    `dominance_n` and `dominance_k`: hidden when the n largest contributors make up more than k %.
    `p_percent`: hidden when the second largest could know the largest more closely than p %.
    `protection` is how far, in % of the value, an attacker's interval must reach on both sides.
    `audience` is the widest class of readers that is refused: open, or internal too.
    """

    min_count: int = 0
    min_contributors: int = 0
    contributors: str = ""
    dominance_n: int = 0
    dominance_k: float = 0.0
    p_percent: float = 0.0
    protection: float = 10.0
    audience: str = Audience.OPEN.value

    @property
    def is_set(self) -> bool:
        """Whether any part of the rule hides anything."""
        has_dominance = bool(self.dominance_n and self.dominance_k)
        return bool(self.min_count or self.min_contributors or has_dominance or self.p_percent)

    def plain(self) -> dict[str, Any]:
        """Parts that differ from the defaults, to be kept."""
        usual = asdict(Disclosure())
        return {name: value for name, value in asdict(self).items() if value != usual[name]}
