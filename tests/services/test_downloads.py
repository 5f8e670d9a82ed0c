"""Does a reader get a table or a chart as a file with the right type and name?"""

import pytest

from styrbord.charts.line import line_chart
from styrbord.charts.model import Chart, Table
from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Refused
from styrbord.figures.model import Line
from styrbord.services import downloads

TABLE = Table(("Year", "Births"), (("2024", 54.0), ("2025", 55.0)))


@pytest.fixture(scope="module")
def chart() -> Chart:
    """A chart of two years."""
    points = tuple((Period.parse(year), value, "A") for year, value in (("2024", 54.0), ("2025", 55.0)))
    line = Line("actual", "births", {"en": "Births"}, points, "persons", 0)
    return line_chart([line], title="Births", reading="From 54 to 55.", unit="persons", language="en")


@pytest.mark.parametrize(("form", "start"), [("csv", b"Year,Births"), ("xlsx", b"PK")])
def test_a_table_comes_as_csv_and_xlsx(form: str, start: bytes) -> None:
    file = downloads.table_file(
        form, TABLE, [("Source", "Register")], name="Norr/births 2025", title="Births"
    )
    assert file.content.startswith(start)
    assert file.name == f"Norr-births-2025.{form}"
    assert file.content_type == downloads.TYPES[form]


@pytest.mark.parametrize(("form", "start"), [("svg", b"<svg"), ("png", b"\x89PNG")])
def test_a_chart_comes_as_svg_and_png(chart: Chart, form: str, start: bytes) -> None:
    file = downloads.chart_file(form, chart, name="births", source="Register of norr")
    assert file.content.startswith(start)
    assert (file.name, file.content_type) == (f"births.{form}", downloads.TYPES[form])


def test_another_form_is_refused_with_the_choices(chart: Chart) -> None:
    with pytest.raises(Refused, match=r"'pdf' is not a form of this download\. Choose one of csv, xlsx\."):
        downloads.table_file("pdf", TABLE)
    with pytest.raises(Refused, match="svg, png"):
        downloads.chart_file("csv", chart)


def test_a_table_too_long_for_a_workbook_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloads, "MOST_ROWS", 1)
    with pytest.raises(Refused, match="has 2 rows"):
        downloads.table_file("xlsx", TABLE)
