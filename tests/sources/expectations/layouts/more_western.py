"""How do offices outside Russia name their regions and periods, and print sums and pages?"""

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
from tests.sources.expectations.files import File, Rows, one


def _csv(text: str, encoding: str = "utf-8") -> File:
    return File(".csv", text.encode(encoding))


def regions_without_a_head_named_by_the_title() -> Case:
    rows: Rows = [
        ["Folkmängd efter region, kön och år"],
        [],
        [None, None, "2021", "2022"],
        ["0114 Upplands Väsby", "män", 24000, 24300],
        [None, "kvinnor", 23800, ".."],
        ["0115 Vallentuna", "män", 17000, 17100],
        [None, "kvinnor", 16900, 16950],
        [],
        ["Senaste uppdatering:"],
        ["20240222 08:00"],
        [],
        ["Källa:"],
        ["SCB"],
    ]
    places = ({"territory": "Upplands Väsby", "code": "0114"}, {"territory": "Vallentuna", "code": "0115"})
    values: Rows = [["24000", "24300"], ["23800", "O"], ["17000", "17100"], ["16900", "16950"]]
    rows_of = each(places, series("men", "women"))
    return Case(one(rows), block(rows_of, periods("2021", "2022"), values, "C4"))


def years_and_codes_without_heads_under_a_header_of_three_rows() -> Case:
    text = (
        "Straßenverkehrsunfälle: Kreise, Jahre\n"
        "Statistik der Straßenverkehrsunfälle;;;;;\n"
        "Jahr;;;Unfälle;Unfälle;Getötete\n"
        ";;;Insgesamt;mit Personenschaden;Insgesamt\n"
        ";;;Anzahl;Anzahl;Anzahl\n"
        "2021;DG;Deutschland;2314938;258987;2562\n"
        "2021;01001;Flensburg, kreisfreie Stadt;3002;450;.\n"
        "2022;DG;Deutschland;2406465;289672;2788\n"
        "2022;01001;Flensburg, kreisfreie Stadt;/;455;x\n"
        "__________\n"
        ". = Zahlenwert unbekannt oder geheim zu halten\n"
        "/ = keine Angaben, da Zahlenwert nicht sicher genug\n"
        "x = Tabellenfach gesperrt, da Aussage nicht sinnvoll\n"
        "(C)opyright Statistisches Bundesamt (Destatis), 2024\n"
    )
    places = (
        {"territory": "Deutschland", "code": "DG"},
        {"territory": "Flensburg, kreisfreie Stadt", "code": "01001"},
    )
    values: Rows = [
        ["2314938", "258987", "2562"],
        ["3002", "450", "Q"],
        ["2406465", "289672", "2788"],
        ["O", "455", "M"],
    ]
    rows_of = each(periods("2021", "2022"), places)
    expected = block(rows_of, series("accidents", "injuries", "killed"), values, "D6", "*")
    return Case(_csv(text, "latin-1"), expected)


def years_quarters_and_months_down_under_dates_of_release() -> Case:
    text = (
        '"Title","GDP: chained volume: £m","Population, UK: thousands"\n'
        '"CDID","ABMI","EBAQ"\n'
        '"PreUnit","£",""\n'
        '"Unit","m","000s"\n'
        '"Release date","30-09-2024","22-12-2023"\n'
        '"Next release","13 November 2024",""\n'
        '"Important notes",,\n'
        '"1990","1236000","57237"\n'
        '"1991","1222000","57438"\n'
        '"1990 Q1","310000",""\n'
        '"1990 JAN","103000",""\n'
    )
    values: Rows = [["1236000", "57237"], ["1222000", "57438"], ["310000", None], ["103000", None]]
    rows_of = periods("1990", "1991", "1990-Q1", "1990-01")
    names = {"gdp": "GDP: chained volume", "people": "Population, UK"}
    return Case(_csv(text), block(rows_of, series("gdp", "people"), values, "B8", "*"), names=names)


def years_printed_with_their_codes() -> Case:
    text = (
        "Series Name,Series Code,Country Name,Country Code,1990 [YR1990],2023 [YR2023]\n"
        "GDP (current US$),NY.GDP.MKTP.CD,Sweden,SWE,261846383580.1,593267700796.1\n"
        "GDP (current US$),NY.GDP.MKTP.CD,Norway,NOR,119791683307.5,..\n"
        '"Population, total",SP.POP.TOTL,Sweden,SWE,8558835,10536632\n'
        ",,,,,\n"
        "Data from database: World Development Indicators,,,,,\n"
    )
    rows_of = [
        {"territory": "Sweden", "code": "SWE", "series": "gdp"},
        {"territory": "Norway", "code": "NOR", "series": "gdp"},
        {"territory": "Sweden", "code": "SWE", "series": "people"},
    ]
    values: Rows = [["261846383580.1", "593267700796.1"], ["119791683307.5", "O"], ["8558835", "10536632"]]
    expected = block(rows_of, periods("1990", "2023"), values, "E2", "*")
    return Case(_csv(text), expected, codes={"gdp": "NY-GDP-MKTP-CD"})


def table_continued_on_further_pages() -> Case:
    rows: list[list[object]] = []
    names = (("Ale", "Bjurholm"), ("Dals-Ed", "Eda"), ("Falun", "Gävle"))
    titles = (
        "Table 5 Population",
        "Table 5 Population (continued)",
        "Table 5 – continued from previous page",
    )
    expected: list[Expected] = []
    for title, pair in zip(titles, names, strict=True):
        at = len(rows) + 3
        numbers = [[at, at + 1], [at + 2, at + 3]]
        rows += [[title], ["Municipality", 2020, 2021]]
        rows += [[name, *line] for name, line in zip(pair, numbers, strict=True)] + [[]]
        values = [[str(number) for number in line] for line in numbers]
        expected += block(territories(*pair), periods("2020", "2021"), values, f"B{at}")
    return Case(one(rows), expected)


def accounts_with_sums_that_have_no_number() -> Case:
    rows: Rows = [
        ["Ale kommun"],
        ["Driftredovisning 2024"],
        ["Belopp i tkr"],
        [],
        ["Konto", "Benämning", "Budget 2024", "Utfall 2024"],
        ["3100", "Försäljning", "1 200", 1150],
        ["3500", "Bidrag", 5000, 5200],
        [None, "Summa intäkter", 6200, 6350],
        ["7000", "Övriga kostnader", "(8 000)", "-8 250"],
        [None, "Nettokostnad", -1800, -1900],
    ]
    values: Rows = [
        ["1200", "1150"],
        ["5000", "5200"],
        ["6200", "6350"],
        ["-8000", "-8250"],
        ["-1800", "-1900"],
    ]
    words = ("sales", "grants", "income", "costs", "net")
    found: list[Expected] = []
    for column, kind, position in (("C", "plan", 0), ("D", "actual", 1)):
        names = series(*(f"{word} {kind}" for word in words))
        numbers = [[line[position]] for line in values]
        found += block(names, periods("2024"), numbers, f"{column}6", territory="Ale kommun")
    codes = {"sales actual": "3100", "income actual": "Summa-intäkter", "net actual": "Nettokostnad"}
    return Case(one(rows), found, codes=codes)


LAYOUTS: list[Layout] = [
    regions_without_a_head_named_by_the_title,
    years_and_codes_without_heads_under_a_header_of_three_rows,
    years_quarters_and_months_down_under_dates_of_release,
    years_printed_with_their_codes,
    table_continued_on_further_pages,
    accounts_with_sums_that_have_no_number,
]
