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
WHOLE_PAGE = 0.06


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


def pages(client: Client, turn: int, *, rubric: int = 0) -> str:
    """Address of the rubric page of a turn, as of the date."""
    day = building.BETWEEN.date()
    return f"/en/subjects/{_code(turn)}/{synthetic.rubric(rubric)}/?as-of={day}"


def forget_charts() -> None:
    """Cold caches."""
    shutil.rmtree(settings.CHART_CACHE, ignore_errors=True)


def page_rows(by_hand: ByHand, where: str) -> list[Row]:
    """Rows of whole pages."""
    forget_charts()
    client = Client()
    first = seconds(partial(show, client, pages(client, 0)))
    again = seconds(partial(show, client, pages(client, 0)))
    cold = [seconds(partial(show, client, pages(client, turn))) for turn in range(1, 6)]
    for turn in range(10, 40):
        show(client, pages(client, turn))
    pair = paired(_remade(client), lambda turn: by_hand.read(turn + 10), times=20)
    allowed = max(10 * pair.base, WHOLE_PAGE)
    whole = limit_row("Whole page of 12 indicators, charts made", where, pair.ours, allowed)
    return [
        whole,
        limit_row("First view of a page with 12 new charts, new process", where, first, 2.5),
        limit_row("First view of a page with 12 new charts, later ones", where, max(cold), 2.5),
        limit_row("Second view of that page", where, again, 0.3),
    ]


def _remade(client: Client):  # type: ignore[no-untyped-def]
    from styrbord.services import memory

    def remade(turn: int) -> None:
        memory._found.clear()
        show(client, pages(client, turn + 10))

    return remade


def map_row(where: str) -> Row:
    """Row of the map of all municipalities."""
    client = Client()
    forget_charts()
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
    keep("pages", where, [*page_rows(sql, where), map_row(where)])
