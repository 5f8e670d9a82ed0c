"""How do statistical offices outside Russia lay out what they export?"""

from tests.sources.expectations.expected import (
    Case,
    Expected,
    Layout,
    block,
    each,
    periods,
    series,
    territories,
)
from tests.sources.expectations.files import File, Page, Rows, one, xlsx


def _csv(text: str, encoding: str = "utf-8", ending: str = ".csv") -> File:
    return File(ending, text.encode(encoding))


def _coded(found: list[Expected], **codes: str) -> list[Expected]:
    """Expected observations with the codes of their territories, by name."""
    return [one._replace(code=codes.get(one.territory, "")) for one in found]


def _at(territory: str, period: str, value: str, cell: str, **other: str) -> Expected:
    status = other.pop("status", "A")
    return Expected(territory, other.pop("series", ""), period, value, status, f"*!{cell}", **other)


def world_bank_with_lines_about_the_source() -> Case:
    text = (
        '"Data Source","World Development Indicators",\n\n"Last Updated Date","2024-09-19",\n\n'
        '"Country Name","Country Code","Indicator Name","Indicator Code","1960","1961","2022",\n'
        '"Aruba","ABW","Population, total","SP.POP.TOTL","54922","55578","106537",\n'
        '"Africa Eastern and Southern","AFE","Population, total","SP.POP.TOTL","130075728","","725200000",\n'
        '"Aruba","ABW","GDP (current US$)","NY.GDP.MKTP.CD","","","3544707788.1",\n'
    )
    years = periods("1960", "1961", "2022")
    rows = [
        {"territory": "Aruba", "series": "people"},
        {"territory": "Africa Eastern and Southern", "series": "people"},
        {"territory": "Aruba", "series": "gdp"},
    ]
    values: Rows = [
        ["54922", "55578", "106537"],
        ["130075728", None, "725200000"],
        [None, None, "3544707788.1"],
    ]
    expected = block(rows, years, values, "E6", "*")
    codes = {"Aruba": "ABW", "Africa Eastern and Southern": "AFE"}
    names = {"people": "Population, total", "gdp": "GDP (current US$)"}
    return Case(
        _csv(text),
        _coded(expected, **codes),
        codes={"people": "SP-POP-TOTL", "gdp": "NY-GDP-MKTP-CD"},
        names=names,
    )


def _eurostat_page(name: str, sex: str, first: int) -> Page:
    rows: Rows = [
        ["Data extracted on 20/09/2024 10:11:12 from [ESTAT]"],
        ["Dataset: ", "Population on 1 January by age and sex [demo_pjan]"],
        [],
        ["Unit of measure", "Number"],
        ["Sex", sex],
        [],
        ["TIME", "2020", None, "2021", None, "2022", None],
        ["GEO (Labels)"],
        ["Belgium", first, None, first + 7, "b", first + 60, "p"],
        ["Bulgaria", 3500, None, 3480, None, ":", None],
        ["Germany", ":", "c", 4190, "e", 4210, "bep"],
        [],
        ["Special value"],
        [":", "not available"],
        [],
        ["Observation flags:"],
        ["b", "break in time series"],
        ["c", "confidential"],
        ["e", "estimated"],
        ["p", "provisional"],
    ]
    return Page(rows, name=name)


def _eurostat_table(sheet: str, first: int) -> list[Expected]:
    parts = "break in time series | estimated | provisional"
    notes = {"D9": "break in time series", "F9": "provisional", "B11": "confidential"}
    notes |= {"D11": "estimated", "F11": parts}
    found: list[Expected] = []
    values: Rows = [
        [str(first), str(first + 7), f"{first + 60} P"],
        ["3500", "3480", "O"],
        ["Q", "4190 E", "4210 P"],
    ]
    for number, (year, column) in enumerate(zip(("2020", "2021", "2022"), "BDF", strict=True)):
        found += block(
            territories("Belgium", "Bulgaria", "Germany"),
            periods(year),
            [[line[number]] for line in values],
            f"{column}9",
            sheet,
            notes,
            series=sheet,
        )
    return found


def eurostat_sheets_with_flags_between_the_years() -> Case:
    pages = (_eurostat_page("Sheet 1", "Females", 5846), _eurostat_page("Sheet 2", "Males", 5646))
    return Case(xlsx(*pages), [*_eurostat_table("Sheet 1", 5846), *_eurostat_table("Sheet 2", 5646)])


def flags_right_of_each_year_with_a_legend_in_one_line() -> Case:
    rows: Rows = [
        ["Unemployment rate"],
        ["Region", "2020", None, "2021", None],
        ["Stockholm", 7.1, "b", 7.3, None],
        ["Uppsala", 6.1, None, 6.3, "e"],
        ["Gotland", 5, None, 5.1, "p"],
        ["b: break in series; p: provisional; e: estimate"],
    ]
    names = territories("Stockholm", "Uppsala", "Gotland")
    notes = {"B3": "break in series", "D4": "estimate", "D5": "provisional"}
    expected = block(names, periods("2020"), [["7.1"], ["6.1"], ["5"]], "B3", notes=notes)
    expected += block(names, periods("2021"), [["7.3"], ["6.3 E"], ["5.1 P"]], "D3", notes=notes)
    return Case(one(rows), expected)


def long_table_with_codes_beside_names() -> Case:
    head = (
        '"LOCATION","Country","INDICATOR","Indicator","SUBJECT","MEASURE","TIME","Time","Unit Code","Unit",'
        '"PowerCode Code","PowerCode","Reference Period","Value","Flag Codes","Flags"\n'
    )
    line = '"{}","{}","{}","{} interest rates","TOT","PC_PA","{}","{}","PC","Percentage","0","Units",,{},{}\n'
    rows = (
        ("AUS", "Australia", "LTINT", "Long-term", 2020, 2020, "0.92", ","),
        ("AUS", "Australia", "LTINT", "Long-term", 2021, 2021, "1.56", '"E","Estimated value"'),
        ("SWE", "Sweden", "LTINT", "Long-term", 2021, 2021, "-0.27", '"P","Provisional value"'),
        ("SWE", "Sweden", "STINT", "Short-term", 2021, 2021, "-0.1", ","),
    )
    expected = [
        _at("Australia", "2020", "0.92", "N2", series="long", code="AUS"),
        _at("Australia", "2021", "1.56", "N3", series="long", code="AUS", status="E", note="Estimated value"),
        _at("Sweden", "2021", "-0.27", "N4", series="long", code="SWE", status="P", note="Provisional value"),
        _at("Sweden", "2021", "-0.1", "N5", series="short", code="SWE"),
    ]
    expected = [one._replace(breakdown="SUBJECT=TOT*") for one in expected]
    return Case(_csv(head + "".join(line.format(*row) for row in rows)), expected)


def long_table_with_numbers_as_codes_and_time_twice() -> Case:
    text = (
        '"ITTER107","Territory","SEXISTAT1","Gender","TIME","Select time","Value","Flag Codes","Flags"\n'
        '"ITC","Nord-ovest","1","males","2021","2021",7700000,,\n'
        '"ITC","Nord-ovest","2","females","2021","2021",8100000,,\n'
        '"ITC1","Piemonte","1","males","2021","2021",2070000,"p","provisional"\n'
        '"ITC1","Piemonte","2","females","2022","2022",2190000,,\n'
    )
    north, piemonte = {"code": "ITC"}, {"code": "ITC1"}
    males, females = ({"breakdown": f"Gender={sex}", "series": sex} for sex in ("males", "females"))
    expected = [
        _at("Nord-ovest", "2021", "7700000", "G2", **north, **males),
        _at("Nord-ovest", "2021", "8100000", "G3", **north, **females),
        _at("Piemonte", "2021", "2070000", "G4", **piemonte, **males, status="P", note="provisional"),
        _at("Piemonte", "2022", "2190000", "G5", **piemonte, **females),
    ]
    return Case(_csv(text), expected)


def footnotes_by_number_in_a_column_and_at_the_end() -> Case:
    text = (
        '"Country or Area","Year","Area","Sex","Value","Value Footnotes"\n'
        '"Åland Islands","2020","Total","Both Sexes","30129","1"\n'
        '"Åland Islands","2019","Total","Both Sexes","29884",""\n'
        '"Albania","2020","Total","Both Sexes","2837849","1,2"\n'
        '"Albania","2020","Total","Male","1421000","2"\n'
        '"fnSeqID","Footnote"\n'
        '"1","Data refer to 31 December."\n'
        '"2","De jure population"\n'
    )
    first, second = "Data refer to 31 December.", "De jure population"
    both = {"breakdown": "Area=Total;Sex=Both-Sexes", "series": "both"}
    male = {"breakdown": "Area=Total;Sex=Male", "series": "male"}
    expected = [
        _at("Åland Islands", "2020", "30129", "E2", **both, note=first),
        _at("Åland Islands", "2019", "29884", "E3", **both),
        _at("Albania", "2020", "2837849", "E4", **both, note=f"{first} | {second}"),
        _at("Albania", "2020", "1421000", "E5", **male, note=second),
    ]
    return Case(_csv(text), expected)


def thousands_with_commas_and_margins_of_error() -> Case:
    rows: Rows = [
        ["Households by State"],
        ["State", "2021", None, "2022", None],
        [None, "Estimate", "Margin of Error", "Estimate", "Margin of Error"],
        ["United States", "127,544", "±150", "129,870", "±160"],
        ["Alabama", "1,967", "±12", "2,011", "±1,013"],
        ["Alaska", "271", "±3", "274", "±3"],
    ]
    values: Rows = [
        ["127544", "150", "129870", "160"],
        ["1967", "12", "2011", "1013"],
        ["271", "3", "274", "3"],
    ]
    columns = each(periods("2021", "2022"), series("estimate", "margin"))
    names = territories("United States", "Alabama", "Alaska")
    return Case(one(rows, "B2:C2", "D2:E2"), block(names, columns, values, "B4"))


def money_with_its_sign_and_negatives_in_brackets() -> Case:
    rows: Rows = [
        ["Operating balance, $ million"],
        ["Council", "2021", "2022", "2023"],
        ["Auckland", "$1,250.5", "(320.1)", "-$12"],
        ["Wellington", -12, "(1,045)", "$(7.5)"],
        ["Dunedin", "(5)", 7, "n/a"],
    ]
    values: Rows = [["1250.5", "-320.1", "-12"], ["-12", "-1045", "-7.5"], ["-5", "7", "O"]]
    names = territories("Auckland", "Wellington", "Dunedin")
    return Case(one(rows), block(names, periods("2021", "2022", "2023"), values, "B3"))


def last_year_with_revised_figures_only() -> Case:
    rows: Rows = [
        ["Number of employees by region"],
        ["Region", "2020", "2021", "2022"],
        ["Stockholm", 100, 110, "120r"],
        ["Uppsala", 20, 25, "26r"],
        [],
        ["r = reviderad uppgift"],
    ]
    notes = {"D3": "reviderad uppgift", "D4": "reviderad uppgift"}
    values: Rows = [["100", "110", "120"], ["20", "25", "26"]]
    years = periods("2020", "2021", "2022")
    return Case(one(rows), block(territories("Stockholm", "Uppsala"), years, values, "B3", notes=notes))


def targets_with_traffic_lights_and_owners() -> Case:
    rows: Rows = [
        ["Uppföljning av mål"],
        ["Nr", "Indikator", "Enhet", "Utfall 2022", "Utfall 2023", "Mål 2025", "Status", "Trend", "Ansvarig"],
        [1, "Andel nöjda invånare", "%", 71, 73.5, 80, "Gul", "↗", "KS"],
        [2, "Sjukfrånvaro", "%", 7.2, 6.9, "<6", "Grön", "↘", "HR"],
        [3, "Klimatutsläpp", "ton CO2", "1 250", "1 180", 900, "Gul", "↘", "MHN"],
    ]
    values: Rows = [["71", "73.5"], ["7.2", "6.9"], ["1250", "1180"]]
    notes = {f"{column}{row}": note for column in "DEF" for row, note in
             ((3, "↗ | KS"), (4, "↘ | HR"), (5, "↘ | MHN"))}  # fmt: skip
    rows_of = series("content", "sick", "climate")
    expected = block(rows_of, periods("2022", "2023"), values, "D3", notes=notes)
    aims = series("content target", "sick target", "climate target")
    expected += block(aims, periods("2025"), [["80"], [None], ["900"]], "F3", notes=notes)
    problems = (("reading.not-a-number", "F4"),)
    return Case(one(rows), expected, units={"content": "%", "climate": "ton CO2"}, problems=problems)


def legend_that_says_what_dots_mean() -> Case:
    rows: Rows = [
        ["Betyg i årskurs 9 läsåret 2022/23"],
        ["Kommun", "Huvudman", "Antal elever", "Meritvärde"],
        ["Ale", "Kommunal", 350, 220.5],
        ["Ale", "Enskild", 40, ".."],
        ["Bjurholm", "Kommunal", "<4", "."],
        [],
        [".  Uppgift saknas"],
        [".. Uppgiften döljs av sekretesskäl"],
    ]
    values: Rows = [["350", "220.5"], ["40", "Q"], [None, "O"]]
    names = territories("Ale", "Ale", "Bjurholm")
    expected = [
        one._replace(breakdown=f"Huvudman={owner}", series=f"{one.series} {owner}")
        for one in block(names, series("pupils", "merit"), values, "C3", period="2022")
        for owner in ("Enskild" if one.cell.endswith("4") else "Kommunal",)
    ]
    return Case(one(rows), expected, problems=(("reading.not-a-number", "C5"),))


def publisher_of_forecasts_with_notes_between_the_labels() -> Case:
    head = (
        "WEO Country Code\tISO\tWEO Subject Code\tCountry\tSubject Descriptor\tSubject Notes\tUnits\tScale\t"
        "Country/Series-specific Notes\t2021\t2022\t2023\tEstimates Start After\n"
    )
    product = "Gross domestic product, constant prices"
    lines = (
        f"512\tAFG\tNGDP_R\tAfghanistan\t{product}\tIn prices of 2010.\tNational currency\tBillions\tNSO"
        "\t1,166.01\t--\tn/a\t2020\n"
        f"144\tSWE\tNGDP_R\tSweden\t{product}\tIn prices of 2010.\tNational currency\tBillions\tNSO"
        "\t5,500.25\t5,580\t5,569.9\t2022\n"
        f"144\tSWE\tNGDP_RPCH\tSweden\t{product}\tAnnual change.\tPercent change\t\tNSO"
        "\t5.9\t1.5\t-0.2\t2022\n"
    )
    rows_of = [
        {"territory": "Afghanistan", "code": "AFG", "series": "gdp"},
        {"territory": "Sweden", "code": "SWE", "series": "gdp"},
        {"territory": "Sweden", "code": "SWE", "series": "growth"},
    ]
    values: Rows = [["1166.01", "Z", "O"], ["5500.25", "5580", "5569.9"], ["5.9", "1.5", "-0.2"]]
    notes = {f"{column}{row}": "In prices of 2010. | NSO" for column in "JKL" for row in (2, 3)}
    notes |= {f"{column}4": "Annual change. | NSO" for column in "JKL"}
    expected = block(rows_of, periods("2021", "2022", "2023"), values, "J2", "*", notes)
    units = {"gdp": "National currency Billions", "growth": "Percent change"}
    problems = tuple(("reading.period-unknown", f"M{row}") for row in (2, 3, 4))
    return Case(_csv(head + lines, ending=".tsv"), expected, units=units, problems=problems)


LAYOUTS: list[Layout] = [
    world_bank_with_lines_about_the_source,
    eurostat_sheets_with_flags_between_the_years,
    flags_right_of_each_year_with_a_legend_in_one_line,
    long_table_with_codes_beside_names,
    long_table_with_numbers_as_codes_and_time_twice,
    footnotes_by_number_in_a_column_and_at_the_end,
    thousands_with_commas_and_margins_of_error,
    money_with_its_sign_and_negatives_in_brackets,
    last_year_with_revised_figures_only,
    targets_with_traffic_lights_and_owners,
    legend_that_says_what_dots_mean,
    publisher_of_forecasts_with_notes_between_the_labels,
]
