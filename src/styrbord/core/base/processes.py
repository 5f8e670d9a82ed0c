"""How is independent work spread over the processors of one machine?"""

import os
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any

from styrbord.core.base.fan_out import Item, Outcome
from styrbord.core.base.progress import Progress, silent

ATTEMPTS = 4


class Processes:
    """Does the work in child processes; what a killed one had in hand is done again.

    Parameters
    ----------
    count : processes at most; as many as this process may use when left out.
    """

    def __init__(self, count: int | None = None) -> None:
        self.count = count or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else count

    def map(
        self, function: Callable[[Item], Outcome], items: Sequence[Item], progress: Progress = silent
    ) -> list[Outcome]:
        """Outcomes in the order of the items; when progress or an item raises, what waits is not begun.

        Returns
        -------
        list
            One outcome for each item.

        Raises
        ------
        BrokenProcessPool
            If processes were killed four times over.
        """
        done: dict[int, Outcome] = {}
        for attempt in range(1, ATTEMPTS + 1):
            try:
                self._round(function, items, done, progress)
                break
            except BrokenProcessPool:
                if attempt == ATTEMPTS:
                    raise
        return [done[place] for place in range(len(items))]

    def _round(
        self,
        function: Callable[[Item], Outcome],
        items: Sequence[Item],
        done: dict[int, Outcome],
        progress: Progress,
    ) -> None:
        """Do what is not done yet; what came before a process was killed stays done."""
        places = [place for place in range(len(items)) if place not in done]
        if not places:
            return
        pool = ProcessPoolExecutor(
            min(self.count or len(places), len(places)), get_context("spawn"), _leave_interrupts
        )
        try:
            waiting: dict[Future[Outcome], int] = {
                pool.submit(function, items[place]): place for place in places
            }
            for future in as_completed(waiting):
                done[waiting[future]] = future.result()
                progress(len(done), len(items), "fan-out")
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _leave_interrupts(*_: Any) -> None:
    """An interrupt is for the parent, which ends the work in order."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
