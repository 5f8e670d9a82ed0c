"""Do published workbooks yield what their description says of them, file by file?

The figures stand in shared/data/messy/EXPECT.md, or were read there cell by cell with openpyxl.
"""

from collections import Counter
from collections.abc import Callable

import pytest

from tests.sources.expectations.outcome import Outcome, Row

Messy = Callable[..., Outcome]

GRP = "rosstat_pril2019_09_vrp.xlsx"
PRICES = "rosstat_pril2019_21_ceny.xlsx"
HEALTH = "rosstat_pril2019_05_zdrav.xlsx"
HOUSING = "rosstat806_239-244_housing_prices.xls"
SMALL = "rosstat806_365-367_small_business.xls"
SOCIETY = "rosstat_information_society.xlsx"
INNOVATIONS = "rosstat_innovations_1.xls"
DEGREES = "rosstat_kadry_VO.xls"
TECHNOLOGY = "rosstat_ppt-2.xls"
TAXES = "rosstat_gos_fin_nalog_2023.xls"
CREATIVE = "rosstat_creative_economy.xlsx"

WHOLE = (
    "Валовой региональный продукт по субъектам Российской Федерации "
    "(валовая добавленная стоимость в текущих основных ценах) – всего"
)


def statuses(rows: list[Row]) -> Counter[str]:
    """How many observations have which status."""
    return Counter(row["obs_status"] for row in rows)


def names(rows: list[Row]) -> set[str]:
    """Territories that observations name."""
    return {row["territory_name"] for row in rows}


def years(rows: list[Row]) -> list[str]:
    """Periods of observations, in order."""
    return sorted({row["period"] for row in rows})


def sheets(outcome: Outcome) -> set[str]:
    """Sheets that gave observations."""
    return {row["cell"].rpartition("!")[0] for row in outcome.observations}


def by_territory(rows: list[Row], period: str) -> dict[str, float]:
    """Numbers of one period by territory."""
    return {
        row["territory_name"]: float(row["value"]) for row in rows if row["period"] == period and row["value"]
    }


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        (GRP, 13161),
        (PRICES, 34127),
        (HEALTH, 45987),
        (HOUSING, 5066),
        (SMALL, 1592),
        (SOCIETY, 1979),
        (INNOVATIONS, 2117),
        (DEGREES, 4171),
        (TECHNOLOGY, 2032),
        (TAXES, 46),
        (CREATIVE, 116),
    ],
)
def test_no_number_of_a_table_is_lost(messy: Messy, name: str, numbers: int) -> None:
    """Cells with a number outside headers and contents, counted with python-calamine."""
    assert statuses(messy(name).observations)["A"] == numbers


def test_grp_has_eight_sheets_of_data_beside_its_contents(messy: Messy) -> None:
    outcome = messy(GRP)
    assert sheets(outcome) == {"9.1.", "9.2.", "9.3.", "9.4.1.", "9.4.2.", "9.4.3.", "9.5.", "9.6."}
    assert "Раздел 9" in outcome.account


def test_grp_sheet_9_1_has_its_years_its_unit_and_96_territories(messy: Messy) -> None:
    outcome = messy(GRP)
    rows = outcome.of_sheet("9.1.")
    assert years(rows) == [str(year) for year in range(2000, 2018)]
    assert {outcome.unit(row) for row in rows} == {"миллионов рублей"}
    assert {row["indicator_code"] for row in rows} == {"9.1"}
    assert len(names(rows)) == 96
    assert not any("в том числе" in name for name in names(rows))


def test_grp_numbers_and_the_country_under_its_long_name(messy: Messy) -> None:
    outcome = messy(GRP)
    belgorod = outcome.at("9.1.!B8")
    assert (belgorod["territory_name"], belgorod["period"], belgorod["value"]) == (
        "Белгородская область",
        "2000",
        "42074.5",
    )
    country = outcome.at("9.1.!S6")
    assert (country["territory_name"], country["period"], country["value"]) == (WHOLE, "2017", "74926791.6")
    assert len(WHOLE) >= 120


def test_grp_of_chechnya_in_2000_is_missing_and_not_zero(messy: Messy) -> None:
    (chechnya,) = [
        row
        for row in messy(GRP).of_sheet("9.1.")
        if row["territory_name"].startswith("Чеченская") and row["period"] == "2000"
    ]
    assert (chechnya["value"], chechnya["obs_status"]) == ("", "O")
    assert statuses(messy(GRP).observations)["O"] == 69


def test_grp_of_districts_adds_up_and_all_rows_count_some_twice(messy: Messy) -> None:
    rows = messy(GRP).of_sheet("9.1.")
    surplus = {}
    for period in years(rows):
        numbers = by_territory(rows, period)
        whole = numbers.pop(WHOLE)
        districts = [numbers.pop(name) for name in list(numbers) if "федеральный округ" in name]
        assert sum(districts) == pytest.approx(whole, rel=1e-9)  # 1.000, but for the binary fractions
        surplus[period] = sum(numbers.values()) / whole - 1
    assert round(min(surplus.values()), 3) == 0.077
    assert round(surplus["2013"], 3) == 0.101
    assert {"Ненецкий автономный округ", "Архангельская область без автономного округа"} <= names(rows)


def test_prices_have_25_sheets_and_mark_by_mark_what_is_missing(messy: Messy) -> None:
    outcome = messy(PRICES)
    assert len(sheets(outcome)) == 24
    assert "Раздел 21" in outcome.account
    # … 837 and …\xa0 6 = 843, ... 4, .. 1; …4) 2, whose footnote says that they are secret; - 48, \xa0- 6
    found = statuses(outcome.observations)
    assert (found["O"], found["Q"], found["Z"]) == (848, 2, 54)


@pytest.mark.parametrize(
    ("cell", "value", "mark"), [("21.6.!Q7", "99.7", "2)"), ("21.13.!Q7", "111.5", "1)")]
)
def test_a_footnote_glued_to_a_price_index_is_no_digit_of_it(
    messy: Messy, cell: str, value: str, mark: str
) -> None:
    outcome = messy(PRICES)
    found = outcome.at(cell)
    assert (found["territory_name"], found["period"], found["value"]) == (
        "Российская Федерация",
        "2015",
        value,
    )
    assert found["obs_status"] == "A"
    assert found["note"]
    assert found["note"] in outcome.account
    assert outcome.at(cell.replace("Q7", "P7"))["note"] != found["note"], mark


def test_prices_keep_their_footnotes_below_rules_as_notes(messy: Messy) -> None:
    outcome = messy(PRICES)
    assert not any("¾" in name or "__" in name for name in names(outcome.observations))
    assert not any("¾" in row["note"] or "__" in row["note"] for row in outcome.observations)
    assert len([row for row in outcome.indicators.values() if row["note"]]) >= 10


def test_prices_name_districts_without_runs_of_spaces_or_marks(messy: Messy) -> None:
    found = names(messy(PRICES).observations)
    assert "Центральный федеральный округ" in found
    assert [name for name in found if "  " in name or "\xa0" in name or name != name.strip()] == []


def test_a_sheet_117_columns_wide_gives_the_19_that_are_used(messy: Messy) -> None:
    rows = messy(PRICES).of_sheet("21.2.2.")
    assert years(rows) == [str(year) for year in range(2000, 2019)]
    assert {row["cell"].rpartition("!")[2].rstrip("0123456789") for row in rows} == set("BCDEFGHIJKLMNOPQRST")


def test_health_has_29_sheets_of_data_and_marks_on_titles_are_notes(messy: Messy) -> None:
    outcome = messy(HEALTH)
    assert len(sheets(outcome)) == 29
    beds = outcome.indicators["5.1.1"]
    assert "включая койки дневных стационаров" in beds["note"]
    assert "1)" not in beds["name"]
    assert statuses(outcome.observations)["O"] == 81


def test_a_sheet_of_203_rows_names_96_territories(messy: Messy) -> None:
    rows = messy(HEALTH).of_sheet("5.1.1")
    assert len(names(rows)) == 96
    assert years(rows) == [str(year) for year in range(2000, 2019)]


def test_23_names_with_latin_letters_become_the_names_that_they_look_like(messy: Messy) -> None:
    whole = (
        names(messy(GRP).observations) | names(messy(PRICES).observations) | names(messy(HEALTH).observations)
    )
    pure = {name for name in whole if not any(letter.isascii() and letter.isalpha() for letter in name)}
    assert whole - pure == set()
    rows = messy(PRICES).of_sheet("21.11.2.")
    assert {
        "Воронежская область",
        "Республика Татарстан",
        "Республика Башкортостан",
        "Новосибирская область",
        "Карачаево-Черкесская Республика",
        "Приморский край",
    } <= names(rows)
    assert names(messy(PRICES).of_sheet("21.13.")) - names(rows) == {"г. Санкт-Петербург"}  # has no row there
    assert names(rows) <= names(messy(PRICES).of_sheet("21.13."))


def test_housing_has_quarters_under_years_on_two_sheets(messy: Messy) -> None:
    outcome = messy(HOUSING)
    assert sheets(outcome) == {"первичный рынок", "вторичный рынок"}
    wanted = [f"{year}-Q{quarter}" for year in range(2009, 2016) for quarter in (1, 2, 3, 4)]
    for sheet in sheets(outcome):
        assert years(outcome.of_sheet(sheet)) == wanted
    assert statuses(outcome.observations)["O"] == 290


def test_housing_of_the_country_in_the_first_quarter_of_2009(messy: Messy) -> None:
    found = messy(HOUSING).at("первичный рынок!B5")
    assert (found["territory_name"], found["period"], found["value"]) == (
        "Российская Федерация",
        "2009-Q1",
        "50465",
    )
    assert "рассчитан без учета данных по Республике Крым" in found["note"]


def test_small_business_keeps_years_quarters_and_spans_apart(messy: Messy) -> None:
    outcome = messy(SMALL)
    found = {column: outcome.at(f"за период!{column}5") for column in "BCDEFGR"}
    assert {column: row["period"] for column, row in found.items()} == {
        "B": "2010",
        "C": "2011",
        "D": "2012-Q1",
        "E": "2012-01/P6M",
        "F": "2012-01/P9M",
        "G": "2012-01/P12M",
        "R": "2015-01/P9M",
    }
    assert found["B"]["value"] == "12216.9"
    assert found["B"]["territory_name"] == "Российская Федерация"
    assert outcome.unit(found["B"]).casefold() == "тыс.человек"
    assert "годовых выборочных обследований" in found["G"]["note"]
    assert {row["period"][5:7] for row in outcome.observations if "-Q" in row["period"]} == {"Q1"}


def test_society_is_a_numbered_tree_of_one_sheet(messy: Messy) -> None:
    outcome = messy(SOCIETY)
    assert sheets(outcome) == {"Данные по РФ"}
    assert years(outcome.observations)[:1] + years(outcome.observations)[-1:] == ["2010", "2025"]
    first, fourth = outcome.at("Данные по РФ!D7"), outcome.at("Данные по РФ!G7")
    assert (first["period"], first["value"]) == ("2010", "30.1")
    assert (fourth["period"], fourth["value"]) == ("2013", "32.56050910485363")
    assert first["indicator_code"].endswith("1.1.1")
    assert first["indicator_code"] == fourth["indicator_code"]
    assert outcome.unit(first) == "процент"


def test_society_has_its_marks_and_its_numbers_kept_as_text(messy: Messy) -> None:
    outcome = messy(SOCIETY)
    assert statuses(outcome.observations)["O"] == 449 + 26  # … and ...
    assert statuses(outcome.observations)["Z"] == 20
    texts = {
        cell: outcome.at(f"Данные по РФ!{cell}")["value"] for cell in ("J79", "K116", "L116", "M117", "G170")
    }
    assert texts == {"J79": "4.2", "K116": "51.1", "L116": "62.2", "M117": "38.9", "G170": "21"}
    glued = outcome.at("Данные по РФ!R20")
    assert (glued["value"], "малым пред" in glued["note"]) == ("1.0", True)
    numbered = {row["indicator_code"] for row in outcome.observations}
    assert len([code for code in numbered if code.count(".") >= 2]) >= 130


def test_innovations_have_2017_twice_as_two_series(messy: Messy) -> None:
    outcome = messy(INNOVATIONS)
    old, new = outcome.at("1!I6"), outcome.at("1!J6")
    assert (old["period"], old["value"]) == ("2017", "8.5")
    assert (new["period"], new["value"]) == ("2017", "14.605187775341275")
    assert old["breakdown"] != new["breakdown"]
    assert {row["breakdown"].partition("=")[0] for row in (old, new)} == {"METHOD"}
    assert not [
        row for row in outcome.problems if row["code"] == "reading.conflict" and row["place"].startswith("1!")
    ]


def test_innovations_read_a_year_with_its_footnote_and_tell_an_unclear_one(messy: Messy) -> None:
    outcome = messy(INNOVATIONS)
    found = outcome.at("1!O6")
    assert (found["period"], found["territory_name"]) == ("2022", "Российская Федерация")
    assert "Без учета статистической информации" in found["note"]
    assert years(outcome.of_sheet("1")) == [str(year) for year in range(2010, 2025)]
    assert {row["period"] for row in outcome.of_sheet("2")} == {
        *(str(year) for year in range(2017, 2023)),
        "2024",
    }
    assert [row for row in outcome.problems if "20210)" in " ".join(row.values())]


def test_innovations_name_indented_territories_and_take_links_for_nothing(messy: Messy) -> None:
    outcome = messy(INNOVATIONS)
    found = names(outcome.of_sheet("1"))
    assert {
        "Центральный федеральный округ",
        "Ненецкий автономный округ",
        "Республика Крым",
        "г. Севастополь",
    } <= found
    assert not any("содержанию" in row["indicator_name"].casefold() for row in outcome.observations)
    assert "К содержанию" in outcome.account


def test_degrees_have_18_sheets_with_years_down_under_sections(messy: Messy) -> None:
    outcome = messy(DEGREES)
    assert sheets(outcome) == {str(number) for number in range(1, 19)}
    found = outcome.at("1!B9")
    assert (found["period"], found["value"]) == ("2010", "157437")
    below = outcome.at("1!B25")
    assert (below["period"], below["value"]) == ("2010", "16936")
    assert below["indicator_code"] != found["indicator_code"]
    # 979 "-" stand in the file, six of them in two rows "в том числе:", which are no territories
    assert statuses(outcome.observations)["Z"] == 979 - 6
    assert "18!A31" in outcome.account or "18!F31" in outcome.account


def test_degrees_go_on_below_a_year_without_numbers(messy: Messy) -> None:
    outcome = messy(DEGREES)
    found = outcome.at("1!B57")
    assert (found["period"], found["value"]) == ("2010", "593")
    assert outcome.at("1!B78")["value"] == "278"


def test_technology_keeps_the_gaps_between_its_years_and_its_few_rows(messy: Messy) -> None:
    outcome = messy(TECHNOLOGY)
    assert sheets(outcome) == {"1", "2", "3"}
    assert years(outcome.of_sheet("1")) == ["2000", *(str(year) for year in range(2005, 2020))]
    assert years(outcome.of_sheet("3")) == [str(year) for year in range(2005, 2025)]
    assert statuses(outcome.observations) == {"A": 2067 - 16 - 2 - 17, "Z": 37, "O": 18, "Q": 6}
    secret = outcome.at("3!K29")
    assert (secret["territory_name"], secret["obs_status"]) == ("Ненецкий автономный округ", "Q")
    assert "конфиденциальности" in secret["note"]


def test_taxes_have_two_measures_by_three_budgets_that_add_up(messy: Messy) -> None:
    outcome = messy(TAXES)
    rows = [outcome.at(f"1!{column}7") for column in "BCDEFG"]
    assert len({row["indicator_code"] for row in rows}) == 6
    whole, federal, regional = (float(row["value"]) for row in rows[:3])
    assert (whole, federal, regional) == (36182.8, 19637.7, 16545.1)
    assert whole == pytest.approx(federal + regional, abs=1e-9)
    assert {row["period"] for row in rows} == {"2023"}


def test_taxes_keep_a_negative_excise_and_dashes(messy: Messy) -> None:
    outcome = messy(TAXES)
    assert outcome.at("1!B13")["value"] == "-677"
    assert outcome.at("1!C13")["value"] == "-1866.6"
    assert statuses(outcome.observations) == {"A": 46, "Z": 8}
    assert not any("\xa0" in row["indicator_name"] for row in outcome.observations)
    assert outcome.unit(outcome.at("1!B7")) == "млрд рублей"


def test_the_creative_economy_has_groups_that_are_merged_down(messy: Messy) -> None:
    outcome = messy(CREATIVE)
    first = outcome.at("Лист1!C5")
    assert (first["period"], first["value"]) == ("2021", "3903.4998701893423")
    assert "Вклад в экономику" in first["indicator_name"]
    assert "Вклад в экономику" in outcome.at("Лист1!C7")["indicator_name"]
    assert "Финансовые результаты" in outcome.at("Лист1!D9")["indicator_name"]
    assert outcome.unit(first) == "млрд руб."
    assert len(outcome.observations) == 116
    assert "По крупным и средним предприятиям" in outcome.at("Лист1!C10")["note"]
