"""How is independent work spread over the machines of a Dask cluster? Needs the extra `scale`."""

from collections.abc import Callable, Sequence

from distributed import Client, as_completed

from styrbord.core.base.fan_out import Item, Outcome
from styrbord.core.base.progress import Progress, silent

RETRIES = 3


class Cluster:
    """Does the work on a cluster, whose scheduler gives what a killed worker had in hand to another.

    Parameters
    ----------
    address : of the scheduler, such as `tcp://10.0.0.5:8786`.
    """

    def __init__(self, address: str) -> None:
        self.address = address

    def map(
        self, function: Callable[[Item], Outcome], items: Sequence[Item], progress: Progress = silent
    ) -> list[Outcome]:
        """Outcomes in the order of the items; when progress or an item raises, what waits is withdrawn.

        Returns
        -------
        list
            One outcome for each item.

        Raises
        ------
        OSError
            If the scheduler does not answer.
        """
        with Client(self.address) as client:
            futures = client.map(function, list(items), pure=False, retries=RETRIES)
            try:
                for count, future in enumerate(as_completed(futures), start=1):
                    future.result()
                    progress(count, len(items), "fan-out")
                outcomes: list[Outcome] = client.gather(futures)
            finally:
                client.cancel(futures)
        return outcomes
