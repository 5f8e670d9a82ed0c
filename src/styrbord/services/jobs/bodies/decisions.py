"""How are decisions held against forecasts without them, away from the site?"""

from collections.abc import Mapping
from typing import Any

from styrbord.core.base.progress import Progress
from styrbord.services import decisions


def run(arguments: Mapping[str, Any], progress: Progress) -> dict[str, int]:
    """How many forecasts were kept and decisions checked; the arguments name what was due."""
    return dict(decisions.evaluate(progress))
