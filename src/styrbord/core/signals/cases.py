"""Which series does a list of cases ask to be judged, and how?

Format: `shared/reference/signals/INDEX.csv`. One line a case; columns that are not known are left out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from styrbord.core.base.codes import is_code
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.signals.options import FALSE, NOTHING, truth
from styrbord.core.signals.table import Columns, header_at

define(
    "signals.case-name",
    "'{name}' cannot name the results of a case.",
    "Give each case a name of its own, of letters, digits, dots, underscores and hyphens.",
)

SERIES = "series"
TRAJECTORY = "trajectory"


@dataclass(frozen=True, slots=True)
class Case:
    """One case: its name, its file, and what is asked, as texts by name of the column."""

    name: str
    input: str
    texts: Mapping[str, str]

    @property
    def columns(self) -> Columns:
        """Columns of its file.

        Raises
        ------
        Refused
            `signals.yes-or-no`
        """
        return Columns(
            series=SERIES if self._says("facet") else "",
            trajectory=TRAJECTORY if self._says(TRAJECTORY) else "",
        )

    def _says(self, name: str) -> bool:
        text = self.texts.get(name, "").strip()
        return truth(FALSE if text in NOTHING else text, name)


def cases_of(lines: Sequence[Sequence[str]], name: str) -> list[Case]:
    """Cases of a list whose first line names the columns.

    Returns
    -------
    list of Case
        In order of the list.

    Raises
    ------
    Refused
        `signals.column` without name or input, `signals.case-name`; nothing is judged then.
    """
    header = [one.strip() for one in lines[0]] if lines else []
    at, input_at = (header_at(header, wanted, name) for wanted in ("name", "input"))
    found: list[Case] = []
    seen: set[str] = set()
    for number, line in enumerate(lines[1:], start=2):
        if not line:
            continue
        texts = dict(zip(header, line, strict=False))
        case = Case(texts.get(header[at], ""), texts.get(header[input_at], ""), texts)
        if not is_code(case.name) or case.name in seen:
            raise Refused(Problem("signals.case-name", f"{name}, line {number}", {"name": case.name}))
        seen.add(case.name)
        found.append(case)
    return found
