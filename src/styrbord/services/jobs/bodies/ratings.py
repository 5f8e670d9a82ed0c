"""How is a rating computed, away from the site?"""

from collections.abc import Mapping
from typing import Any

from styrbord.core.base.progress import Progress
from styrbord.services.ratings import making


def run(arguments: Mapping[str, Any], progress: Progress) -> dict[str, str]:
    """Token of the run."""
    return {"token": making.make(arguments, progress)}
