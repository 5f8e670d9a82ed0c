"""Does the pack of a meeting hold each item with its figure, holder, chart and table?"""

import math
from datetime import date

import pytest

from styrbord.charts.line import line_chart
from styrbord.charts.model import Chart
from styrbord.core.base.periods import Period
from styrbord.documents.meeting_pack import PackItem, PackSheet, pdf
from styrbord.documents.pictures import WIDTH
from styrbord.figures.format import number
from styrbord.figures.model import Line
from tests.documents.reading import descriptions, pdf_text, tags
from tests.documents.samples import MARKUP, MOMENT

VALUES = [6 + math.sin(month / 3) + month / 20 for month in range(24)]
HEADS = {"en": ("Agenda", "Since", "Holder"), "ru": ("Повестка", "С какого времени", "Кто отвечает"),
         "sv": ("Dagordning", "Sedan", "Ansvarig")}  # fmt: skip


def chart(language: str) -> Chart:
    """Two years of one series, whose name has a letter that no face has."""
    months = [Period.parse(f"{year}-{month:02d}") for year in (2024, 2025) for month in range(1, 13)]
    points = tuple((month, value, "A") for month, value in zip(months, VALUES, strict=True))
    line = Line("actual", "unemployment", {"en": "Unemployment 中"}, points, "%", 1)
    return line_chart(
        [line], title="Above its target", reading="From 6.0 to 7.5.", unit="%", language=language, width=WIDTH
    )


def pack(language: str = "en") -> PackSheet:
    item = PackItem(
        f"Unemployment {MARKUP}",
        "New deviation",
        "Above target",
        "7.3 %",
        "Mar 2026",
        "Labour office",
        "/deviations/x/",
        chart(language),
    )
    items = (item, PackItem("Second thing"))
    return PackSheet(
        "Weekly circle", "Norrby", date(2026, 11, 23), items, MOMENT, "https://board.example/m/", language
    )


@pytest.mark.parametrize("language", HEADS)
def test_a_pack_holds_the_figures_of_its_items_in_each_language(language: str) -> None:
    text = pdf_text(pdf(pack(language)))
    for word in (*HEADS[language], "Weekly circle", "Labour office", "7.3 %", "Second thing"):
        assert word in text
    assert MARKUP.replace(" ", "") in text.replace(" ", "")
    for value in VALUES[-8:]:
        assert number(value, decimals=1, language=language) in text


def test_the_chart_of_an_item_is_described() -> None:
    made = pdf(pack())
    assert descriptions(made) == ["Above its target. From 6.0 to 7.5."]
    assert {"Figure", "Table", "TH"} <= set(tags(made))


def test_the_same_pack_gives_the_same_bytes() -> None:
    assert pdf(pack()) == pdf(pack())


def test_an_empty_agenda_is_said() -> None:
    empty = PackSheet("Circle", "Norrby", date(2026, 11, 23), (), MOMENT, "", "sv")
    assert "Inget står på dagordningen." in pdf_text(pdf(empty))
