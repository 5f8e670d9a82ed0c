"""By which rules is a series judged? One rule a file or folder, with `answer(table, options, progress)`."""

from collections.abc import Callable
from typing import cast

from styrbord.core.base.catalogue import module_in, names_in
from styrbord.core.base.progress import Progress
from styrbord.core.signals.answer import Answer
from styrbord.core.signals.options import Options
from styrbord.core.signals.table import Table

Rule = Callable[[Table, Options, Progress], Answer]


def names() -> tuple[str, ...]:
    """Names of the rules, as they are typed: plot-the-dots, residual."""
    return tuple(name.replace("_", "-") for name in names_in(__name__))


def rule(name: str) -> Rule:
    """Rule of a name, loading no other.

    Returns
    -------
    function of table, options and progress to Answer

    Raises
    ------
    Refused
        `catalogue.unknown`
    """
    return cast(Rule, module_in(__name__, name.replace("-", "_")).answer)
