"""Does a reader see only what its rights allow, through every way to a number?"""

from pathlib import Path

import pytest

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.people.scopes import Scope
from styrbord.core.spine.facts import Query
from styrbord.core.spine.indicators import Access
from styrbord.services.loading import load_pack
from styrbord.services.reading import PUBLIC, Principal
from tests.contract.asking import moment, reading, totals, values
from tests.contract.packs import Written

pytestmark = pytest.mark.usefixtures("database")
NORTH = Principal("north-office", is_signed_in=True, subtrees=("north",))
CLASSES = {access: Principal(str(access), is_signed_in=True, access=access) for access in Access}


@pytest.fixture
def county(database: str, tmp_path: Path) -> Path:
    """Three municipalities, one of which moves from north to south, and indicators of every class."""
    pack = Written().described(code="county", vintage="2021")
    pack.territories[4] = {**pack.territories[4], "valid_from": "", "valid_to": "2018-12-31"}
    pack.territories.append(
        {**pack.territories[4], "parent_code": "south", "valid_from": "2019-01-01", "valid_to": ""}
    )
    pack.indicators += [
        {"indicator_code": "wages", "name_en": "Wages", "access": "internal", "over_subjects": "sum"},
        {"indicator_code": "debts", "name_en": "Debts", "access": "restricted", "over_subjects": "sum"},
        {"indicator_code": "per-head", "name_en": "Debts per head", "formula": "debts / people"},
        {"indicator_code": "rate", "name_en": "Rate", "over_subjects": "weighted-mean", "weight_by": "debts"},
    ]
    for code in ("n1", "n2", "s1"):
        for indicator in ("people", "wages", "debts", "rate"):
            pack.observe(indicator, code, {"2018": 2, "2020": 4})
    pack.observe("per-head", "s1", {"2020": 9}).observe("people", "n1", {"2020": 3}, breakdown="SEX=F")
    load_pack(pack.write(tmp_path), now=moment("2022-01-01"))
    return tmp_path


@pytest.mark.usefixtures("county")
@pytest.mark.parametrize(
    ("access", "seen"),
    [
        (Access.OPEN, {"people"}),
        (Access.INTERNAL, {"people", "wages"}),
        (Access.RESTRICTED, {"people", "wages", "debts"}),
    ],
)
def test_an_indicator_is_seen_from_its_class_up(access: Access, seen: set[str]) -> None:
    found = reading(principal=CLASSES[access])
    for code in ("people", "wages", "debts"):
        assert (code in found.register.indicators()) is (code in seen)
        assert bool(values(found, code, "n1")) is (code in seen)
        year = Period.parse("2020")
        assert bool(found.facts.history(Query((code,), ("n1",), year.frequency, year, year))) is (
            code in seen
        )


@pytest.mark.usefixtures("county")
def test_a_derived_number_takes_the_class_of_its_inputs_unless_it_was_released() -> None:
    assert totals(reading(), "per-head", "n1") == {}
    assert totals(reading(), "per-head", "s1") == {"2020": 9}
    assert totals(reading(), "rate", "north") == {}
    assert totals(reading(principal=CLASSES[Access.RESTRICTED]), "per-head", "n1") == {"2018": 1, "2020": 1}
    assert totals(reading(principal=CLASSES[Access.RESTRICTED]), "rate", "north")["2020"] == 4


def test_rights_are_those_of_now_also_as_of_then(county: Path) -> None:
    pack = Written().described(code="county", vintage="2021")
    pack.indicators[0] = {**pack.indicators[0], "access": "restricted"}
    load_pack(pack.write(county), now=moment("2022-06-01"))
    assert values(reading(), "people", "n1") == {}
    assert values(reading(as_of="2022-02-01"), "people", "n1") == {}
    assert totals(reading(as_of="2022-02-01"), "people", "top") == {}
    assert values(reading(as_of="2022-02-01", principal=CLASSES[Access.RESTRICTED]), "people", "n1")


@pytest.mark.usefixtures("county")
def test_a_reader_of_a_subtree_sees_nothing_of_the_others() -> None:
    found = reading(principal=NORTH)
    year = Period.parse("2020")
    for code in ("s1", "south", "top"):
        assert values(found, "people", code) == {}
        assert list(found.facts.history(Query(("people",), (code,), year.frequency, year, year))) == []
        assert found.facts.spans(Query(("people",), (code,), Frequency.ANNUAL)) == {}
    assert values(found, "people", "n1") == {"2018": 2, "2020": 4}
    broken = found.facts.breakdown_panel(Query(("people",), ("n1", "s1"), Frequency.ANNUAL), "SEX")
    assert broken["breakdown"].values.tolist() == ["F"]


@pytest.mark.usefixtures("county")
def test_a_total_holds_only_what_the_reader_may_see_and_is_partial() -> None:
    panel = reading(principal=NORTH).numbers.panel(Query(("people",), ("top",), Frequency.ANNUAL))
    whole = reading().numbers.panel(Query(("people",), ("top",), Frequency.ANNUAL))
    assert whole["value"].values[0, 0, -1] == 12
    assert panel["value"].values[0, 0, -1] == 4 + 4
    assert panel["reported"].values[0, 0, -1] < panel["expected"].values[0, 0, -1]


@pytest.mark.usefixtures("county")
def test_an_unknown_subtree_shows_nothing() -> None:
    assert values(reading(principal=Principal("x", subtrees=("nowhere",))), "people", "n1") == {}


@pytest.mark.usefixtures("county")
def test_equal_rights_have_equal_fingerprints_and_others_do_not() -> None:
    found = {reading(principal=one).fingerprint for one in (PUBLIC, NORTH, *CLASSES.values())}
    assert len(found) == 5
    assert reading(principal=NORTH).fingerprint == reading(principal=NORTH).fingerprint


def scoped(*scopes: Scope) -> Principal:
    """A reader who sees some parts beyond what is open."""
    return Principal("some", is_signed_in=True, scopes=scopes)


@pytest.mark.usefixtures("county")
def test_two_parts_do_not_add_up_to_more_than_each_alone() -> None:
    mixed = scoped(
        Scope(Access.RESTRICTED, "north", "administrative"), Scope(Access.INTERNAL, "south", "administrative")
    )
    found = reading(principal=mixed)
    assert values(found, "debts", "n1") == {"2018": 2, "2020": 4}
    assert values(found, "wages", "s1") == values(found, "wages", "n1") == {"2018": 2, "2020": 4}
    assert values(found, "debts", "s1") == {}
    year = Period.parse("2020")
    for code, seen in (("n1", 1), ("s1", 0)):
        query = Query(("debts",), (code,), year.frequency, year, year)
        assert len(found.facts.history(query)) == seen
        assert len(found.facts.version_counts(query)) == seen
        assert len(found.facts.spans(query)) == seen


@pytest.mark.usefixtures("county")
def test_whoever_sees_a_part_sees_what_is_open_as_everyone_does() -> None:
    north = reading(principal=scoped(Scope(Access.RESTRICTED, "north", "administrative")))
    for code in ("top", "south", "s1", "n1"):
        assert totals(north, "people", code) == totals(reading(), "people", code) != {}


@pytest.mark.usefixtures("county")
def test_a_computed_number_outside_the_part_is_not_seen() -> None:
    found = reading(principal=scoped(Scope(Access.RESTRICTED, "n1", "administrative")))
    assert totals(found, "per-head", "n1") == {"2018": 1, "2020": 1}
    assert totals(found, "debts", "s1") == totals(found, "debts", "south") == {}
    panel = found.numbers.panel(Query(("debts",), ("north",), Frequency.ANNUAL))
    assert (panel["reported"].values < panel["expected"].values)[0, 0, 0]


@pytest.mark.usefixtures("county")
def test_a_part_holds_in_its_own_hierarchy_only() -> None:
    found = reading(principal=scoped(Scope(Access.RESTRICTED, "north", "sector")))
    assert values(found, "debts", "n1") == {}


@pytest.mark.usefixtures("county")
def test_rubrics_bind_what_is_seen_beyond_what_is_open(county: Path) -> None:
    pack = Written().described(code="county", vintage="2021")
    pack.indicators = [
        {"indicator_code": "wages", "name_en": "Wages", "access": "internal", "rubrics": "work"},
        {"indicator_code": "people", "name_en": "People"},
    ]
    load_pack(pack.write(county), now=moment("2022-06-01"))
    for rubric, seen in (("work", True), ("health", False)):
        found = reading(principal=scoped(Scope(Access.RESTRICTED, rubrics=(rubric,))))
        assert ("wages" in found.register.indicators()) is seen
        assert bool(values(found, "wages", "n1")) is seen
        assert values(found, "debts", "n1") == {}
        assert values(found, "people", "n1")


def test_other_parts_have_other_fingerprints() -> None:
    parts = [
        scoped(),
        scoped(Scope(Access.INTERNAL, "north")),
        scoped(Scope(Access.RESTRICTED, "north")),
        scoped(Scope(Access.RESTRICTED, "north", "sector")),
        scoped(Scope(Access.RESTRICTED, "north", "sector", ("work",))),
    ]
    assert len({one.fingerprint for one in parts}) == len(parts)
