"""Which subjects, types, memberships and codes does the county have?"""

from collections.abc import Iterator, Mapping

from example.tables import COUNTRY, COUNTY, LANGUAGES, IndicatorRow, indicators, municipalities, rows, worded

MERGER = "2019-01-01"
LAST_DAY_BEFORE = "2018-12-31"
_BROBY = "NV32"
_OLD = {"NV42": ("Broby", "Брубю"), "NV43": ("Ådalen", "Одален")}
_DISTRICTS = {
    "NV-U": ("Upland district", "Нагорный район", "Fjälldistriktet"),
    "NV-V": ("Valley district", "Долинный район", "Daldistriktet"),
    "NV-C": ("Coast district", "Прибрежный район", "Kustdistriktet"),
}
_MARKETS = {
    "LM-N": ("Norrvik labour market", "Рынок труда Норрвика", "Norrviks arbetsmarknad"),
    "LM-S": ("Sundhamn labour market", "Рынок труда Сундхамна", "Sundhamns arbetsmarknad"),
    "LM-A": ("Älvmo labour market", "Рынок труда Эльвму", "Älvmos arbetsmarknad"),
    "LM-T": ("Stenfors labour market", "Рынок труда Стенфорса", "Stenfors arbetsmarknad"),
    "LM-F": ("Fjällköping labour market", "Рынок труда Фьелльчёпинга", "Fjällköpings arbetsmarknad"),
}
Row = Mapping[str, str]


def _territory(code: str, names: tuple[str, str, str], level: str, parent: str, **more: str) -> Row:
    usual = {"kind": "territory", "counts": "true", "valid_from": "", "valid_to": ""}
    return {
        "territory_code": code,
        **worded("name", names),
        "type": level,
        "parent_code": parent,
        **usual,
        **more,
    }


def territories() -> Iterator[Row]:
    """Every subject; the county does not count in the country, whose other counties are not here."""
    yield _territory(COUNTRY, ("Aldermark", "Альдермарк", "Aldermark"), "country", "")
    yield _territory(
        COUNTY, ("Norrvik County", "Округ Норрвик", "Norrviks län"), "county", COUNTRY, counts="false"
    )
    for code, names in _DISTRICTS.items():
        yield _territory(code, names, "district", COUNTY)
    for place in municipalities():
        names = (place["name"], place["name_ru"], place["name"])
        since = MERGER if place["code"] == _BROBY else ""
        yield _territory(place["code"], names, "municipality", place["district"], valid_from=since)
    for code, (name, name_ru) in _OLD.items():
        yield _territory(code, (name, name_ru, name), "municipality", "NV-V", valid_to=LAST_DAY_BEFORE)
    for code, names in _MARKETS.items():
        yield _territory(code, names, "labour_market", "")


def memberships() -> Iterator[Row]:
    """The second hierarchy: municipalities by labour market."""
    market = {"hierarchy": "labour-market", "counts": "true"}
    for code in _MARKETS:
        yield market | {"territory_code": code, "parent_code": COUNTY, "valid_from": "", "valid_to": ""}
    for place in municipalities():
        since = MERGER if place["code"] == _BROBY else ""
        member = {"territory_code": place["code"], "parent_code": place["labour_market"]}
        yield market | member | {"valid_from": since, "valid_to": ""}
    for code in _OLD:
        yield market | {
            "territory_code": code,
            "parent_code": "LM-T",
            "valid_from": "",
            "valid_to": LAST_DAY_BEFORE,
        }


def types() -> Iterator[Row]:
    """Type of each municipality; Järnbruk grew into a single-industry town in 2023."""
    for place in municipalities():
        row = {"territory_code": place["code"], "type": place["type"], "valid_from": "", "valid_to": ""}
        if place["name"] == "Järnbruk":
            yield row | {"type": "village", "valid_to": "2022-12-31"}
            yield row | {"valid_from": "2023-01-01"}
        else:
            yield row | {"valid_from": MERGER if place["code"] == _BROBY else ""}
    for code in _OLD:
        yield {"territory_code": code, "type": "village", "valid_from": "", "valid_to": LAST_DAY_BEFORE}


def successions() -> Iterator[Row]:
    """Broby and Ådalen became Broby Å."""
    for code in _OLD:
        yield {"kind": "merge", "date": MERGER, "predecessor": code, "successor": _BROBY, "weight": "1"}


def code_lists() -> Iterator[Row]:
    """Codes of every breakdown; projects stand under the post that owns them."""
    for number, row in enumerate(rows("codelists.csv"), start=1):
        words = {f"name_{language}": row[f"name_{language}"] for language in LANGUAGES}
        place = {"dimension": row["dimension"], "code": row["code"], "parent_code": row["parent_code"]}
        yield place | words | {"order": str(number)}
    projects = rows("projects.csv")
    owners = [
        post for post in rows("posts.csv") if post["code"] in {project["owner"] for project in projects}
    ]
    for number, row in enumerate([*owners, *projects], start=1):
        words = {f"name_{language}": row[f"name_{language}"] for language in LANGUAGES}
        place = {"dimension": "PROJECT", "code": row["code"], "parent_code": row.get("owner", "")}
        yield place | words | {"order": str(number)}


_PLAIN = (
    "unit",
    "unit_multiplier",
    "decimals",
    "direction",
    "range_low",
    "range_high",
    "frequency",
    "over_subjects",
    "weight_by",
    "over_time",
    "formula",
    "dimension",
    "access",
    "owner",
    "lag_days",
    "tolerance",
    "importance",
    "irreversibility",
    "dataset",
)
_USUAL = {
    "unit_multiplier": 0,
    "direction": "none",
    "access": "open",
    "tolerance": 0.02,
    "importance": 1,
    "irreversibility": 1,
}


def _indicator(row: IndicatorRow, sources: Mapping[str, Row]) -> Row:
    given = _USUAL | dict(row.given)
    words = worded("name", given["name"]) | worded("short_name", given.get("short", given["name"]))
    words |= worded("definition", given["definition"])
    source = sources[given["source"]]
    words |= {f"source_{language}": source[f"name_{language}"] for language in LANGUAGES}
    plain = {key: str(given.get(key, "")) for key in _PLAIN}
    if given["over_subjects"] == "none":
        plain["weight_by"] = ""
    return {"indicator_code": row.code, **words, **plain, "rubrics": ";".join(row.rubrics)}


def indicator_rows() -> Iterator[Row]:
    """The register of indicators."""
    sources = {row["code"]: row for row in rows("sources.csv")}
    for row in indicators().values():
        yield _indicator(row, sources)
