"""How does a yearbook of regions become data for a model whose coefficients are pooled within types?

python -m example.real_model ../shared/data/ru_regions OUT_FILE

Types, by the values of mining and manufacturing in 2005 to 2008: extraction where mining is the larger,
manufacturing where the value per head of manufacturing lies above the median of the rest, services elsewhere.
"""

import csv
import gzip
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from statistics import mean, median

FIRST, LAST = 2000, 2017
TYPED = range(2005, 2009)
COUNTRY = "RU"
GROWTH, PRICES = "RS9_3", "RS21_1"  # per cent of the year before
MINING, MANUFACTURING, PEOPLE = "P_MINING", "P_MANUF", "P_POP"
INVESTMENT, CONSUMPTION, UNEMPLOYED = "P_INV", "RS9_5", "P_UNEM"
EDITIONS = dict.fromkeys((MINING, MANUFACTURING, PEOPLE, INVESTMENT, UNEMPLOYED), "2021")
EDITIONS |= dict.fromkeys((GROWTH, PRICES, CONSUMPTION), "2019")
HEAD = ("territory", "type", "variable", "period", "value")
Numbers = dict[tuple[str, str, int], float]
Line = tuple[str, str, str, int, float]


def write(pack: Path, out: Path) -> int:
    """Write the data; the number of regions."""
    numbers = _numbers(pack / "observations.csv.gz")
    with (pack / "territories.csv").open(encoding="utf-8", newline="") as file:
        regions = [row["territory_code"] for row in csv.DictReader(file) if row["type"] == "region"]
    types = types_of(regions, numbers)
    lines = [line for region in types for line in _of_region(region, types[region], numbers)]
    lines += _of_country(numbers)
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEAD)
        writer.writerows(lines)
    return len(types)


def types_of(regions: Iterable[str], numbers: Numbers) -> dict[str, str]:
    """Type of each region that has values of mining and manufacturing."""
    mined, made = (
        {one: value for one in regions if (value := _mean(numbers, code, one)) is not None}
        for code in (MINING, MANUFACTURING)
    )
    people = {one: _mean(numbers, PEOPLE, one) or 1.0 for one in made}
    rest = [one for one in made if mined.get(one, 0.0) <= made[one]]
    middle = median(made[one] / people[one] for one in rest)
    found = {}
    for one in made:
        is_rich = made[one] / people[one] > middle
        found[one] = "extraction" if one not in rest else "manufacturing" if is_rich else "services"
    return found


def _mean(numbers: Numbers, code: str, region: str) -> float | None:
    own = [numbers[code, region, year] for year in TYPED if (code, region, year) in numbers]
    return mean(own) if own else None


def _of_region(region: str, kind: str, numbers: Numbers) -> Iterator[Line]:
    """Lines of a region: output, consumption and investment at prices of the first year, and unemployment."""
    output = _cumulated(GROWTH, region, numbers)
    spent, invested = (_at_first_prices(code, region, numbers) for code in (CONSUMPTION, INVESTMENT))
    for year in range(FIRST, LAST + 1):
        found = {"q": output.get(year), "u": numbers.get((UNEMPLOYED, region, year))}
        found |= {"c": spent.get(year), "i": invested.get(year)}
        for name, value in found.items():
            if value is not None:
                yield region, kind, name, year, value


def _of_country(numbers: Numbers) -> Iterator[Line]:
    """Lines that hold for all regions: output and consumption of the country."""
    for year, value in _cumulated(GROWTH, COUNTRY, numbers).items():
        yield "", "", "qn", year, value
    for year, value in _at_first_prices(CONSUMPTION, COUNTRY, numbers).items():
        yield "", "", "cn", year, value


def _at_first_prices(code: str, territory: str, numbers: Numbers) -> dict[int, float]:
    """Values above 0 over consumer prices."""
    prices = _cumulated(PRICES, territory, numbers)
    return {
        year: numbers[code, territory, year] / level * 100.0
        for year, level in prices.items()
        if numbers.get((code, territory, year), 0.0) > 0
    }


def _cumulated(code: str, region: str, numbers: Mapping[tuple[str, str, int], float]) -> dict[int, float]:
    """Level from per cent of the year before; 100 in the first year, nothing after a gap."""
    found = {FIRST: 100.0}
    for year in range(FIRST + 1, LAST + 1):
        change = numbers.get((code, region, year))
        if change is None:
            break
        found[year] = found[year - 1] * change / 100.0
    return found


def _numbers(path: Path) -> Numbers:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return {
            (row["indicator_code"], row["territory_code"], int(row["period"])): float(row["value"])
            for row in csv.DictReader(file)
            if row["value"] and EDITIONS.get(row["indicator_code"]) == row["vintage"]
        }


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("Name a folder and a file: python -m example.real_model PACK OUT_FILE")
    print(f"{write(Path(sys.argv[1]), Path(sys.argv[2]))} regions")
