"""Is a table of territories read as it stands?"""

import numpy as np
import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.modelling.panels import groups_of, is_panel, panel_of

LINES = """region,type,variable,period,value
north,city,y,2000,1
north,city,y,2002,3
south,village,y,2001,NA
south,village,x,2000,5
,,rate,2000,7
,,rate,2002,8
,,x,2001,6
"""


def lines(text: str = LINES) -> list[list[str]]:
    """Cells of a table."""
    return [line.split(",") for line in text.splitlines()]


def test_series_stand_by_territory_and_common_ones_for_all() -> None:
    panel = panel_of(lines(), "d.csv", "region")
    assert panel.territories == ("north", "south")
    assert panel.data.first == 2000
    y = np.array([[1, np.nan, 3], [np.nan, np.nan, np.nan]])
    assert np.array_equal(panel.wide("y", 2000, 2002), y, equal_nan=True)
    rate = np.array([[7, np.nan, 8], [7, np.nan, 8]])
    assert np.array_equal(panel.wide("rate", 2000, 2002), rate, equal_nan=True)
    assert np.array_equal(panel.wide("x", 2000, 2001), np.array([[np.nan, 6], [5, 6]]), equal_nan=True)
    assert panel.data.values["rate"].shape == (3,)
    assert panel.one(1).window("x", 2000, 2001).tolist() == [5, 6]
    assert panel.one(0).window("y", 2002, 2002).tolist() == [3]


def test_other_columns_are_traits_of_the_territories() -> None:
    panel = panel_of(lines(), "d.csv", "region")
    assert panel.traits == {"type": ("city", "village")}
    assert groups_of(panel, "type", "y") == (("city", "village"), (0, 1))
    assert groups_of(panel, "", "y") == (("",), (0, 0))
    with pytest.raises(Refused, match="did you mean type"):
        groups_of(panel, "tipe", "y")


def test_a_table_of_territories_is_known_by_its_column() -> None:
    assert is_panel(lines(), "region")
    assert not is_panel(lines())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (LINES.replace("region,", "where,"), "no column region"),
        (LINES + "north,town,y,2003,4\n", "line 9: north has 'town' as type, and 'city' in line 2"),
        (LINES + "north,city,y,2000,4\n", "y north 2000 has a value in line 2 already"),
        (LINES + "north,city,y,2003-Q1,4\n", "2003-Q1 is not of the same length"),
        (LINES + "north,city,,2003,4\n", "The column variable is empty"),
        (LINES + "north,city,y,2003,four\n", "'four' is not a number"),
        ("region,variable,period,value\n,x,2000,1\n", "No line names a territory"),
        ("", "no column region, variable, period, value"),
    ],
)
def test_what_is_wrong_is_told(text: str, says: str) -> None:
    with pytest.raises(Refused) as refusal:
        panel_of(lines(text), "d.csv", "region")
    assert says in str(refusal.value)
