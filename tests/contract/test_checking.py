"""Does a check look at what its reader may see of the subject, its type, its members and other periods?"""

from pathlib import Path
from typing import Any

import pytest

from styrbord.core.collection.checks import Found
from styrbord.core.collection.forms.model import Form, Item, Jumps
from styrbord.core.collection.packages import Entry, Package
from styrbord.core.people.rights import Right, Rights
from styrbord.core.people.roles import Role
from styrbord.services.collection import checking
from styrbord.services.loading import load_pack
from styrbord.services.reading import principal_for
from tests.contract.asking import reading
from tests.contract.packs import Written
from tests.databases import KINDS

pytestmark = pytest.mark.parametrize("database", KINDS, indirect=True)
YEARS = range(2010, 2020)
FORM = Form("yearly", items=(Item("people"),))


def world() -> Written:
    """Six municipalities of one type with ten years, quarters of one of them, and a total by sex."""
    pack = Written().described(code="world", vintage="2021")
    towns = [f"m{number}" for number in range(6)]
    pack.territories += [
        {"territory_code": code, "name_en": code, "type": "municipality", "parent_code": "north"}
        for code in towns
    ]
    pack.indicators[0] = {**pack.indicators[0], "over_time": "sum"}
    pack.indicators.append({"indicator_code": "debts", "name_en": "Debts", "access": "restricted"})
    for number, code in enumerate([*towns, "n1", "n2"]):
        grown = {str(year): 1000 * (number + 1) + 10 * (year - 2010) for year in YEARS}
        pack.observe("people", code, grown).observe("debts", code, grown)
    pack.observe("people", "n1", {"2020-Q1": 1, "2020-Q2": 2, "2020-Q3": 3, "2020-Q4": 4, "2021": 100})
    pack.observe("people", "n1", {"2021-Q1": 20, "2021-Q2": 30, "2021-Q3": 30})
    pack.tables["codelists"] = [{"dimension": "SEX", "code": code} for code in ("F", "M")]
    pack.observe("people", "n1", {"2018": 3500, "2019": 3600}, breakdown="SEX=F")
    return pack


@pytest.fixture
def loaded(database: str, tmp_path: Path) -> str:
    """The database with the small world in it."""
    load_pack(world().write(tmp_path / "pack"))
    return database


def found(subject: str, value: float, period: str = "2020", form: Form = FORM, **said: Any) -> list[Found]:
    """What is found when one value is handed in."""
    entry = Entry(form.items[0].indicator, form.items[0].breakdown, value)
    return checking.check(Package(form.code, subject, period, (entry,)), form, reading=reading(**said))


def codes(*args: Any, **said: Any) -> list[str]:
    """Codes of what is found."""
    return [one.problem.code.removeprefix("check.") for one in found(*args, **said)]


def test_a_usual_value_passes_and_a_jump_is_told(loaded: str) -> None:
    assert codes("n2", 8100.0) == []
    assert codes("n2", 12000.0) == ["jump", "type-change"]
    assert codes("n2", 8090000.0) == ["unit-up"]


def test_quarters_that_were_released_are_added_up_for_the_year(loaded: str) -> None:
    assert "shorter-periods" in codes("n1", 7100.0)
    quarterly = Form("quarterly", frequency="Q", items=FORM.items)
    assert codes("n1", 20.0, "2021-Q4", quarterly) == []
    assert codes("n1", 25.0, "2021-Q4", quarterly) == ["longer-period"]


def test_members_are_added_up_for_their_parent(loaded: str) -> None:
    total = sum(1000 * number + 10 * 9 for number in range(1, 9))
    assert codes("north", float(total), "2019") == []
    assert codes("north", float(total + 1), "2019") == ["members"]


def test_a_breakdown_is_compared_with_its_own_history(loaded: str) -> None:
    by_sex = Form("by-sex", items=(Item("people", "SEX=F"),))
    assert codes("n1", 3600000.0, "2020", by_sex) == ["unit-up"]
    assert codes("n1", 3650.0, "2020", by_sex) == []


def test_what_the_reader_may_not_see_tells_nothing(loaded: str) -> None:
    debts = Form("debts", items=(Item("debts"),))
    assert codes("n2", 12000.0, form=debts) == ["unknown-indicator"]
    own = Rights("p", ("clerk",), (), (Right(Role.PREPARER, "n2", "administrative", frozenset(), "c", "c"),))
    assert codes("n2", 12000.0, form=debts, principal=principal_for(own)) == ["jump"]
    whole = Rights("p", ("clerk",), (), (Right(Role.ANALYST, "", "", frozenset(), "c", "c"),))
    seen = codes("n2", 12000.0, form=debts, principal=principal_for(whole))
    assert seen == ["jump", "type-change"]


def test_jumps_are_looked_for_only_as_the_form_says(loaded: str) -> None:
    assert codes("n2", 12000.0, form=Form("yearly", items=FORM.items, jumps=Jumps(0, 0))) == []
    assert codes("n2", 12000.0, form=Form("yearly", items=FORM.items, jumps=Jumps(5, 0))) == ["jump"]


def test_an_unknown_subject_or_period_is_no_error(loaded: str) -> None:
    assert codes("nobody", 5.0) == []
    assert codes("n2", 5.0, "soon") == ["other-period"]
