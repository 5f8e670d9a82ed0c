"""How long does a page take beside the hand-written SQL for its numbers?

Run as `python -m bench.subject_page`, on a database that `bench.building` made.
"""

import shutil
from functools import partial

from django.conf import settings
from django.db import connection
from django.test import Client

from bench import building, synthetic
from bench.site import vendor
from bench.timing import Pair, Row, keep, limit_row, paired, ratio_row, seconds
from styrbord.core.base.periods import FREQUENCY_CODE, Frequency
from styrbord.core.spine.facts import Query
from styrbord.services.reading import visible
from styrbord.store.clock import to_ms
from styrbord.store.spine import models as tables

CODES = tuple(synthetic.indicator(number) for number in range(synthetic.ON_A_PAGE))
BESIDE = "the SQL"
DRAWN = range(1, 21)


class ByHand:
    """The hand-written SQL of a page: twelve indicators of one subject, all years, as of a date."""

    def __init__(self) -> None:
        """Look the numbers of the codes up, which the SQL takes as given."""
        ids = dict(tables.Indicator.objects.filter(code__in=CODES).values_list("code", "pk"))
        self._subjects = dict(tables.Subject.objects.values_list("code", "pk"))
        connection.ensure_connection()
        mark = "%s" if connection.vendor == "postgresql" else "?"
        self._sql = (
            "SELECT indicator, subject, period, value, status, decimals, edition FROM observation"
            f" WHERE indicator IN ({', '.join(str(ids[code]) for code in CODES)}) AND subject = {mark}"
            " AND scenario = 0 AND breakdown = 1 AND run = 0 AND horizon = 0"
            f" AND frequency = {FREQUENCY_CODE[Frequency.ANNUAL]}"
            f" AND shown_from <= {mark} AND shown_to > {mark}"
        )

    def read(self, turn: int) -> list[tuple[object, ...]]:
        """Rows of the subject of a turn."""
        at = to_ms(building.BETWEEN)
        cursor = connection.connection.cursor()
        cursor.execute(self._sql, (self._subjects[_code(turn)], at, at))
        return cursor.fetchall()


def _code(turn: int) -> str:
    return synthetic.municipality(turn * 7 + 3)


def _query(turn: int) -> Query:
    return Query(CODES, (_code(turn),), Frequency.ANNUAL)


def read_facts(turn: int) -> None:
    """Reported numbers of the page, names and rights looked up."""
    visible(as_of=building.BETWEEN).facts.panel(_query(turn))


def read_numbers(turn: int) -> None:
    """Reported and computed numbers of the page."""
    visible(as_of=building.BETWEEN).numbers.panel(_query(turn))


def show(client: Client, address: str) -> None:
    """One page; a wrong answer ends the benchmark."""
    answer = client.get(address)
    if answer.status_code != 200:
        raise SystemExit(f"{address} answered {answer.status_code}")


def address(turn: int) -> str:
    """Address of the rubric page of a turn, as of the date."""
    return f"/en/subjects/{_code(turn)}/{synthetic.rubric(0)}/?as-of={building.BETWEEN.date()}"


def forget_charts() -> None:
    """Cold caches."""
    shutil.rmtree(settings.CHART_CACHE, ignore_errors=True)


def page_rows(where: str) -> list[Row]:
    """Rows of pages with cold caches, and of the same pages again."""
    forget_charts()
    client = Client()
    first = seconds(partial(show, client, address(0)))
    cold = [seconds(partial(show, client, address(turn))) for turn in DRAWN]
    again = [seconds(partial(show, client, address(turn))) for turn in DRAWN]
    new = "First view of a page with 12 new charts"
    return [
        limit_row(f"{new}, first page of a process", where, first, 2.5),
        limit_row(f"{new}, slowest of {len(DRAWN)}", where, max(cold), 2.5),
        limit_row("Second view of such a page, slowest", where, max(again), 0.3),
    ]


def map_row(where: str) -> Row:
    """Row of the map of all municipalities."""
    client = Client()
    passed = seconds(partial(show, client, f"/en/map/?indicator={CODES[5]}"))
    return limit_row("First view of a map of 2,447 municipalities", where, passed, 2.0)


def data_rows(by_hand: ByHand, where: str) -> list[Row]:
    """Rows of the numbers alone."""
    named: tuple[tuple[str, Pair], ...] = (
        ("Reported numbers of a page", paired(read_facts, by_hand.read, times=60)),
        ("Reported and computed numbers of a page", paired(read_numbers, by_hand.read, times=60)),
    )
    return [ratio_row(what, where, pair, 3, BESIDE) for what, pair in named]


if __name__ == "__main__":
    where = vendor()
    sql = ByHand()
    for turn in range(3):
        read_numbers(turn)
    keep("numbers", where, data_rows(sql, where))
    keep("pages", where, [*page_rows(where), map_row(where)])
