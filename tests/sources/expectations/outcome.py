"""What did reading a file come to, and where does that differ from what must come?"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from styrbord.core.base.codes import is_code
from tests.sources.expectations.expected import Case, Expected

Row = dict[str, str]


def rows_of(path: Path) -> list[Row]:
    """Lines of a file with a header; none when the file is not there."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@dataclass(frozen=True)
class Outcome:
    """All that stands in the folder after a file was read."""

    folder: Path
    observations: list[Row]
    indicators: dict[str, Row]
    problems: list[Row]
    account: str

    @staticmethod
    def of(folder: Path) -> "Outcome":
        """What reading wrote into a folder."""
        account = folder / "account.md"
        return Outcome(
            folder,
            rows_of(folder / "observations.csv"),
            {row["indicator_code"]: row for row in rows_of(folder / "indicators.csv")},
            rows_of(folder / "problems.csv"),
            account.read_text(encoding="utf-8") if account.exists() else "",
        )

    def at(self, cell: str) -> Row:
        """The one observation of a cell."""
        (found,) = [row for row in self.observations if row["cell"] == cell]
        return found

    def of_sheet(self, sheet: str) -> list[Row]:
        """Observations of a sheet."""
        return [row for row in self.observations if row["cell"].rpartition("!")[0] == sheet]

    def unit(self, row: Row) -> str:
        """Unit of an observation's indicator."""
        return self.indicators[row["indicator_code"]]["unit"]


def _place(cell: str, any_sheet: bool) -> str:
    return f"*!{cell.rpartition('!')[2]}" if any_sheet else cell


def _plainly(wanted: Expected, came: Row) -> list[str]:
    pairs = [
        ("territory_name", wanted.territory, came["territory_name"]),
        ("territory_code", wanted.code, came["territory_code"]),
        ("period", wanted.period, came["period"]),
        ("value", wanted.value, came["value"]),
        ("obs_status", wanted.status, came["obs_status"]),
        ("note", wanted.note, came["note"]),
    ]
    if not wanted.breakdown.endswith("*") and wanted.breakdown:
        pairs.append(("breakdown", wanted.breakdown, came["breakdown"]))
    if wanted.breakdown.endswith("*") and not came["breakdown"].startswith(wanted.breakdown[:-1]):
        pairs.append(("breakdown", wanted.breakdown, came["breakdown"]))
    return [f"{wanted.cell} {field}: {one!r} wanted, {other!r} came" for field, one, other in pairs
            if one != other]  # fmt: skip


def _series(pairs: Sequence[tuple[Expected, Row]]) -> Iterable[str]:
    """Series that are one where they must be several, or several where they must be one."""
    codes, names = defaultdict(set), defaultdict(set)
    for wanted, came in pairs:
        code = came["indicator_code"]
        if wanted.breakdown != "_T":
            code = f"{code} {came['breakdown']}"
        codes[wanted.series].add(code)
        names[code].add(wanted.series)
    yield from (
        f"series {name!r} has several codes {found}" for name, found in codes.items() if len(found) > 1
    )
    yield from (f"code {code} stands for {found}" for code, found in names.items() if len(found) > 1)


def _registered(case: Case, outcome: Outcome, pairs: Sequence[tuple[Expected, Row]]) -> Iterable[str]:
    for wanted, came in {wanted.series: (wanted, came) for wanted, came in pairs}.values():
        code = came["indicator_code"]
        if not is_code(code):
            yield f"{code!r} is not a code"
        row = outcome.indicators.get(code)
        if row is None:
            yield f"{code} is not in indicators.csv"
            continue
        if (unit := case.units.get(wanted.series)) and row["unit"].casefold() != unit.casefold():
            yield f"{code} unit: {unit!r} wanted, {row['unit']!r} came"
        if (ending := case.codes.get(wanted.series)) and not f".{code}".endswith(f".{ending.strip('.')}"):
            yield f"{code}: must end with {ending!r}"
        if name := case.names.get(wanted.series):
            lost = [part for part in name.split(" / ") if part not in came["indicator_name"]]
            yield from (f"{code} name: {part!r} is not in {came['indicator_name']!r}" for part in lost)


def _told(case: Case, outcome: Outcome) -> Iterable[str]:
    for code, place in case.problems:
        if not any(
            code in ("", row["code"]) and place in " ".join(row.values()) for row in outcome.problems
        ):  # fmt: skip
            yield f"no problem {code!r} at {place} among {[row['code'] for row in outcome.problems]}"
    yield from (
        f"the account does not tell of {words!r}" for words in case.told if words not in outcome.account
    )


def differences(case: Case, outcome: Outcome) -> list[str]:
    """All that a file should have yielded and did not, or yielded and should not have."""
    any_sheet = any(wanted.cell.startswith("*!") for wanted in case.expected)
    came = {_place(row["cell"], any_sheet): row for row in outcome.observations}
    wanted = {each.cell: each for each in case.expected}
    found = [f"{cell} did not come: {wanted[cell]}" for cell in wanted.keys() - came.keys()]
    found += [f"{cell} came: {came[cell]}" for cell in came.keys() - wanted.keys()]
    if len(outcome.observations) != len(came):
        found.append("some cell came more than once")
    pairs = [(wanted[cell], came[cell]) for cell in wanted if cell in came]
    for pair in pairs:
        found += _plainly(*pair)
    found += [*_series(pairs), *_registered(case, outcome, pairs), *_told(case, outcome)]
    return sorted(found)
