"""How are three scenarios of a headline made, away from the site?"""

from collections.abc import Mapping
from typing import Any

from styrbord.core.base.progress import Progress
from styrbord.services import scenarios


def run(arguments: Mapping[str, Any], progress: Progress) -> dict[str, str]:
    """Token of the run."""
    return {"token": scenarios.make(arguments, progress)}
