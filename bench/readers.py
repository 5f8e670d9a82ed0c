"""What do a reader's limits cost, and what does a country of twice the size?

Run as `python -m bench.readers`, on a database that `bench.building` made.
"""

from functools import partial

from bench import building, synthetic
from bench.site import vendor
from bench.timing import Row, keep, paired, ratio_row
from styrbord.core.base.periods import Frequency, Period
from styrbord.core.spine.facts import Query
from styrbord.services.reading import PUBLIC, Principal, visible

COUNTY = Principal("county", subtrees=(synthetic.county(3),))
LAND = Principal("land", subtrees=(synthetic.land(1),))
CODES = tuple(synthetic.indicator(number) for number in range(synthetic.ON_A_PAGE))
YEAR = Period(Frequency.ANNUAL, 2015)
OF_COUNTY = tuple(synthetic.municipality(3 + 50 * number) for number in range(48))
OF_LAND = tuple(synthetic.municipality(1 + 2 * number) for number in range(1200))


def page(principal: Principal, turn: int) -> None:
    """Twelve indicators of one municipality, all years."""
    query = Query(CODES, (OF_COUNTY[turn % len(OF_COUNTY)],), Frequency.ANNUAL)
    visible(principal, as_of=building.BETWEEN).numbers.panel(query)


def area(principal: Principal, turn: int, *, subjects: tuple[str, ...]) -> None:
    """One indicator of many municipalities in one year."""
    query = Query((CODES[turn % len(CODES)],), subjects, Frequency.ANNUAL, YEAR, YEAR)
    visible(principal, as_of=building.BETWEEN).numbers.panel(query)


def total(subject: str, turn: int) -> None:
    """Sum over all municipalities, all years."""
    query = Query((CODES[turn % len(CODES)],), (subject,), Frequency.ANNUAL)
    visible(as_of=building.BETWEEN).numbers.computed(query)


def limited_rows(where: str) -> list[Row]:
    """Rows of readers with limits beside the public one, who asks the same."""
    named = (
        ("A page for a reader limited to one county", partial(page, COUNTY), partial(page, PUBLIC), 40),
        (
            "A page for a reader limited to half of the country",
            partial(page, LAND),
            partial(page, PUBLIC),
            40,
        ),
        (
            "A map for a reader limited to half of the country",
            partial(area, LAND, subjects=OF_LAND),
            partial(area, PUBLIC, subjects=OF_LAND),
            15,
        ),
    )
    return [
        ratio_row(what, where, paired(ours, base, times=times), 1.5, "a reader without limits")
        for what, ours, base, times in named
    ]


def growth_row(where: str) -> Row:
    """Row of the sum over the whole country beside that over one of its halves."""
    pair = paired(partial(total, synthetic.ROOT), partial(total, synthetic.land(0)), times=7)
    return ratio_row("Sum over 2,447 municipalities, 40 years", where, pair, 2.3, "the sum over half of them")


if __name__ == "__main__":
    where = vendor()
    page(PUBLIC, 0)
    keep("readers", where, [*limited_rows(where), growth_row(where)])
