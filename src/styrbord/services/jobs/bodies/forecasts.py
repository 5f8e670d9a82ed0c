"""How are all series forecast, away from the site?"""

from collections.abc import Mapping
from typing import Any

from styrbord.core.base.progress import Progress
from styrbord.services import forecasts


def run(arguments: Mapping[str, Any], progress: Progress) -> dict[str, int]:
    """Number of the run; the arguments name its question, so that the same editions are forecast once."""
    return {"run": forecasts.evaluate(progress)}
