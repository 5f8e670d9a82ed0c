"""How long does a whole page take when its charts were drawn before?

Run as `python -m bench.whole_page` after `bench.subject_page` has drawn the charts: in this process
nothing was read yet of the subjects that are asked for.
"""

from django.test import Client

from bench.site import vendor
from bench.subject_page import DRAWN, ByHand, address, show
from bench.timing import keep, limit_row, paired

LEAST = 0.06


def main() -> None:
    """Pages of the subjects that were drawn, each once, beside the SQL for their numbers."""
    by_hand, client, where = ByHand(), Client(), vendor()
    show(client, address(DRAWN.stop))
    pair = paired(
        lambda turn: show(client, address(DRAWN[turn])),
        lambda turn: by_hand.read(DRAWN[turn]),
        times=len(DRAWN),
    )
    allowed = max(10 * pair.base, LEAST)
    keep(
        "whole-page",
        where,
        [limit_row("Whole page of 12 indicators, charts drawn before", where, pair.ours, allowed)],
    )


if __name__ == "__main__":
    main()
