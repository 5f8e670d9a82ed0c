"""How long does a whole page take when its charts were drawn before?

Run as `python -m bench.whole_page` after `bench.subject_page` has drawn the charts: in this process
nothing was read yet of the subjects that are asked for.
"""

from statistics import median
from time import process_time

from django.test import Client

from bench.site import vendor
from bench.subject_page import DRAWN, ByHand, address, show
from bench.timing import Row, keep, limit_row, paired

LEAST = 0.06


def rows(where: str) -> list[Row]:
    """Pages of the subjects that were drawn, each once, beside the SQL for their numbers."""
    by_hand, client = ByHand(), Client()
    show(client, address(DRAWN.stop))
    used: list[float] = []

    def page(turn: int) -> None:
        start = process_time()
        show(client, address(DRAWN[turn]))
        used.append(process_time() - start)

    pair = paired(page, lambda turn: by_hand.read(DRAWN[turn]), times=len(DRAWN))
    allowed = max(10 * pair.base, LEAST)
    what = "Whole page of 12 indicators, charts drawn before"
    return [
        limit_row(what, where, pair.ours, allowed),
        limit_row(f"{what}: processor time of the site", where, median(used), allowed),
    ]


if __name__ == "__main__":
    keep("whole-page", vendor(), rows(vendor()))
