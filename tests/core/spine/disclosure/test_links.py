"""Which published cells sum to which?"""

from styrbord.core.base.periods import FREQUENCY_CODE, Frequency, Period
from styrbord.core.spine.disclosure.links import (
    Children,
    Key,
    breakdown_links,
    formula_links,
    period_links,
    tree_links,
)
from styrbord.core.spine.indicators import Indicator
from styrbord.core.spine.subjects import Membership
from styrbord.core.spine.tree import Tree


def key(subject: str = "top", period: str = "2020", breakdown: str = "_T", indicator: str = "x") -> Key:
    when = Period.parse(period)
    return Key(indicator, subject, breakdown, FREQUENCY_CODE[when.frequency], when.ordinal)


def told(links: list) -> set:
    return {
        (str(link.total.subject), tuple(sorted(part.subject for _, part in link.parts))) for link in links
    }


def periods(links: list) -> set[tuple[str, tuple[str, ...]]]:
    def text(one: Key) -> str:
        return str(Period(list(Frequency)[one.frequency - 1], one.period))

    return {(text(link.total), tuple(sorted(text(part) for _, part in link.parts))) for link in links}


def test_a_member_without_a_value_stands_for_its_own_members() -> None:
    tree = Tree([Membership("h", "a", "top"), Membership("h", "b", "top"), Membership("h", "b1", "b")])
    links = tree_links([key(), key("a"), key("b1")], {"h": Children(tree, ["top", "a", "b", "b1"])})
    assert told(links) == {("b", ("b1",)), ("top", ("a", "b"))}
    assert links[0].total.hierarchy == "h"


def test_who_does_not_count_is_no_part() -> None:
    tree = Tree([Membership("h", "a", "top"), Membership("h", "b", "top", counts=False)])
    links = tree_links([key(), key("a"), key("b")], {"h": Children(tree, ["top"])})
    assert told(links) == {("top", ("a",))}


def test_every_dimension_sums_by_itself_and_codes_to_the_one_above() -> None:
    texts = ["_T", "AGE=Y;SEX=F", "AGE=Y;SEX=M", "AGE=Y", "SEX=F"]
    links = breakdown_links([key(breakdown=text) for text in texts], {("AGE", "Y"): "ALL"})
    found = {(one.total.breakdown, tuple(sorted(part.breakdown for _, part in one.parts))) for one in links}
    assert ("AGE=Y", ("AGE=Y;SEX=F", "AGE=Y;SEX=M")) in found
    assert ("AGE=ALL;SEX=F", ("AGE=Y;SEX=F",)) in found
    assert ("_T", ("SEX=F",)) in found


def test_months_quarters_halves_and_the_year_so_far_make_up_each_other() -> None:
    names = ["2020", "2020-S1", "2020-Q1", "2020-Q2", "2020-01/P3M", "2020-01/P6M", "2020-01/P12M"]
    found = periods(period_links([key(period=name) for name in names]))
    assert found == {
        ("2020", ("2020-01/P12M",)),
        ("2020-S1", ("2020-Q1", "2020-Q2")),
        ("2020-01/P3M", ("2020-Q1",)),
        ("2020-01/P6M", ("2020-01/P3M", "2020-Q2")),
        ("2020-01/P6M", ("2020-S1",)),
    }


def test_a_formula_that_adds_binds_its_inputs_and_a_share_does_not() -> None:
    both = {
        "all": Indicator("all", {}, "", formula="men + women"),
        "share": Indicator("share", {}, "", formula="100 * men / women"),
    }
    keys = [key(indicator=code) for code in ("all", "share", "men", "women")]
    (link,) = formula_links(keys, both)
    assert link.total.indicator == "all"
    assert sorted((factor, part.indicator) for factor, part in link.parts) == [(1.0, "men"), (1.0, "women")]
