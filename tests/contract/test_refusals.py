"""Is everything that can be wrong with a pack told by its place, and nothing left behind?"""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.contract.packs import Row, Written, small
from tests.contract.refusing import refused

pytestmark = pytest.mark.usefixtures("database")


def bad_tree(*rows: Row) -> Callable[[Written], None]:
    return lambda pack: pack.territories.extend(rows)


def bad_table(name: str, *rows: Row) -> Callable[[Written], None]:
    return lambda pack: pack.tables.update({name: list(rows)})


def bad_text(name: str, text: str) -> Callable[[Written], None]:
    return lambda pack: pack.texts.update({name: text})


def bad_indicator(**said: object) -> Callable[[Written], None]:
    return lambda pack: pack.indicators.append({"indicator_code": "new", "name_en": "New", **said})


N1: Row = {"territory_code": "n1", "name_en": "Fjordby", "type": "municipality"}
WRONG = {
    "no code": (
        bad_tree({"territory_code": "", "name_en": "x"}),
        "line 8, column territory_code: The code is empty.",
    ),
    "no such code": (bad_tree({"territory_code": "a b", "name_en": "x"}), "'a b' cannot be a code."),
    "overlap": (
        bad_tree({**N1, "parent_code": "south"}),
        "line 8: n1 stands on several rows whose dates overlap.",
    ),
    "circle": (
        bad_tree({"territory_code": "x", "name_en": "x", "parent_code": "x"}),
        "line 8, column parent_code: x is above itself.",
    ),
    "circle of two": (
        bad_tree(
            {"territory_code": "x", "name_en": "x", "parent_code": "y"},
            {"territory_code": "y", "name_en": "y", "parent_code": "x"},
        ),
        "x is above itself.",
    ),
    "circle elsewhere": (
        bad_table(
            "memberships",
            {"hierarchy": "h", "territory_code": "n1", "parent_code": "n2"},
            {"hierarchy": "h", "territory_code": "n2", "parent_code": "n1"},
        ),
        "memberships.csv, line 2, column parent_code: n1 is above itself.",
    ),
    "two places at once": (
        bad_table(
            "memberships",
            {"hierarchy": "h", "territory_code": "n1", "parent_code": "n2"},
            {"hierarchy": "h", "territory_code": "n1", "parent_code": "s1"},
        ),
        "memberships.csv, line 3: n1 stands on several rows whose dates overlap.",
    ),
    "no date": (
        bad_tree({**N1, "territory_code": "x", "valid_from": "1/2/2020"}),
        "column valid_from: '1/2/2020' is not a date.",
    ),
    "backwards": (
        bad_tree({**N1, "territory_code": "x", "valid_from": "2020-01-01", "valid_to": "2019-01-01"}),
        "line 8, column valid_to: 2019-01-01 comes before 2020-01-01.",
    ),
    "twice": (bad_indicator(indicator_code="people"), "indicators.csv, line 4: people stands twice."),
    "no number": (bad_indicator(tolerance="much"), "line 4, column tolerance: 'much' is not a number."),
    "no finite number": (
        bad_indicator(importance="nan"),
        "line 4, column importance: 'nan' is not a number.",
    ),
    "no weight": (
        bad_indicator(over_subjects="weighted-mean"),
        "line 4, column weight_by: There is no indicator ''.",
    ),
    "no range": (
        bad_indicator(direction="range"),
        "line 4, column range_low: new aims at a range without any end.",
    ),
    "circle of formulas": (
        bad_indicator(formula="new + people"),
        "line 4, column formula: The formula of new is wrong",
    ),
    "grammar": (
        bad_indicator(formula="people +"),
        "line 4, column formula: The formula of new is wrong: Position 9",
    ),
    "unit": (bad_indicator(formula="people + 'x-y'"), "There is no indicator 'x-y'."),
    "weight of succession": (
        bad_table(
            "successions",
            {"kind": "merge", "date": "2020-01-01", "predecessor": "n1", "successor": "n2", "weight": "all"},
        ),
        "successions.csv, line 2, column weight: 'all' is not a number.",
    ),
    "order": (
        bad_table("codelists", {"dimension": "SEX", "code": "F", "name_en": "W", "order": "first"}),
        "codelists.csv, line 2, column order: 'first' is not a number.",
    ),
    "code twice": (
        bad_table("posts", {"code": "a", "name_en": "A"}, {"code": "a", "name_en": "B"}),
        "posts.csv, line 3: a stands twice.",
    ),
    "member unknown": (
        bad_table("types", {"territory_code": "n7", "type": "town"}),
        "types.csv, line 2, column territory_code: There is no subject 'n7'.",
    ),
    "type unknown": (
        lambda pack: (
            pack.tables.update({"types": [{"territory_code": "n1", "type": "twon"}]}),
            pack.texts.update({"pack.toml": '[types.town]\nname_en = "Town"\n'}),
        ),
        "types.csv, line 2, column type: There is no type 'twon'. Did you mean 'town'?",
    ),
    "no toml": (bad_text("pack.toml", "[pack"), "pack.toml: The description cannot be read"),
    "wrong word": (bad_text("pack.toml", '[pack]\nrelease = "later"\n'), "'later' is not allowed here."),
    "unknown word": (
        bad_text("pack.toml", '[pack]\nvintaeg = "2020"\n'),
        "There is no key 'vintaeg'. Did you mean 'vintage'?",
    ),
    "wrong kind of word": (bad_text("pack.toml", "[pack]\nlanguages = 3\n"), "pack.toml"),
    "wrong day": (bad_text("pack.toml", '[pack]\ntoday = "soon"\n'), "'soon' is not a date."),
    "wrong vintage": (bad_text("pack.toml", '[pack]\nvintage = "soon"\n'), "'soon' is not a vintage."),
    "unknown indicator said": (
        bad_text("pack.toml", '[indicators.peple]\nunit = "x"\n'),
        "There is no indicator 'peple'. Did you mean 'people'?",
    ),
    "pages": (
        bad_text(
            "pages.toml",
            '[[pages]]\ncode = "p"\ntitle_en = "P"\n'
            '[[pages.blocks]]\nkind = "tiles"\nindicators = ["peple"]\n',
        ),
        "shows indicator 'peple'",
    ),
    "outlines": (bad_text("x.geojson", "{}"), "x.geojson: The outline file cannot be read"),
    "short line": (
        bad_text("posts.csv", "code,name_en\na,A\nb\n"),
        "posts.csv, line 3: The line has 1 cells, the header 2.",
    ),
    "long line": (
        bad_text("posts.csv", "code,name_en\na,A,B\n"),
        "posts.csv, line 2: The line has 3 cells, the header 2.",
    ),
}


@pytest.mark.parametrize("name", list(WRONG))
def test_what_is_wrong_is_told_by_place_and_nothing_is_left(name: str, tmp_path: Path) -> None:
    pack = small()
    spoil, expected = WRONG[name]
    spoil(pack)
    found = refused(pack, tmp_path)
    assert any(expected in line for line in found), found
