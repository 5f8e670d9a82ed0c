"""How do two editions of a yearbook of regions become a structure and data to rate?

python -m example.real_regions ../shared/data/ru_regions OUT_DIR
"""

import csv
import gzip
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from styrbord.core.ratings.method import Method
from styrbord.core.ratings.method_text import method_of

METHOD = Path(__file__).parents[1] / "docs" / "howto" / "rate-real-regions.toml"
YEARS = ("2016", "2017")
EDITIONS = ("2019", "2021")
DISTRICT = "federal_district"
POPULATION = "P_POP"
HEADS = (
    *("Level", "iCode", "iName", "Direction", "Weight", "Unit"),
    *("Target", "Denominator", "Parent", "Type"),
)
Key = tuple[str, str, str, str]


def write(pack: Path, out: Path) -> None:
    """Write iMeta.csv and, for each edition, iData-EDITION.csv.

    An edition holds its own numbers of an indicator; an indicator that only one of the two prints is the same
    in both.
    """
    method = method_of(METHOD.read_text(encoding="utf-8"))
    regions = {
        row["territory_code"]: row for row in _rows(pack / "territories.csv") if row["type"] == "region"
    }
    numbers = _numbers(pack / "observations.csv.gz", set(regions))
    out.mkdir(parents=True, exist_ok=True)
    _write(out / "iMeta.csv", HEADS, structure(method))
    codes = [*(node.code for node in method.tree.indicators), POPULATION]
    for edition in EDITIONS:
        lines = _data(edition, regions, codes, numbers)
        _write(out / f"iData-{edition}.csv", ("uCode", "uName", "Time", DISTRICT, *codes), lines)


def structure(method: Method) -> Iterator[Sequence[object]]:
    """Lines of the structure: nodes of the method, then the district and the population."""
    for node in method.tree.nodes:
        kind = "Indicator" if node.is_indicator else "Aggregate"
        target = "" if node.target is None else node.target
        names = (node.code, node.names["en"], node.direction or 1, node.weight, node.unit)
        yield node.level, *names, target, node.denominator, node.parent, kind
    yield "", DISTRICT, "Federal district", "", "", "", "", "", "", "Group"
    yield "", POPULATION, "Population", "", "", "thousand persons", "", "", "", "Denominator"


def _data(
    edition: str, regions: Mapping[str, Mapping[str, str]], codes: Sequence[str], numbers: Mapping[Key, str]
) -> Iterator[Sequence[str]]:
    for year in YEARS:
        for code, region in regions.items():
            told = (_number(numbers, edition, code, indicator, year) for indicator in codes)
            yield code, region["name"], year, region["parent_code"], *told


def _number(numbers: Mapping[Key, str], edition: str, region: str, indicator: str, year: str) -> str:
    """Number of the edition, else of the only other one that prints the indicator."""
    others = (one for one in EDITIONS if one != edition)
    for printed in (edition, *others):
        if (found := numbers.get((printed, region, indicator, year))) is not None:
            return found
    return ""


def _numbers(path: Path, regions: set[str]) -> dict[Key, str]:
    return {
        (row["vintage"], row["territory_code"], row["indicator_code"], row["period"]): row["value"]
        for row in _rows(path)
        if row["period"] in YEARS and row["territory_code"] in regions
    }


def _rows(path: Path) -> Iterator[dict[str, str]]:
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8")
    return csv.DictReader(text.splitlines())


def _write(path: Path, heads: Sequence[str], lines: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        writer.writerow(heads)
        writer.writerows(lines)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("Name two folders: python -m example.real_regions PACK OUT_DIR")
    write(Path(sys.argv[1]), Path(sys.argv[2]))
