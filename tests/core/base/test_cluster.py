"""Does a cluster give what one process gives, also when a worker is killed?"""

from pathlib import Path

from distributed import LocalCluster

from styrbord.core.base.cluster import Cluster
from tests.core.base.test_processes import dies_once


def test_a_cluster_gives_what_one_process_gives_though_a_worker_is_killed(tmp_path: Path) -> None:
    tasks = [(number, str(tmp_path)) for number in range(6)]
    told: list[int] = []
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as machines:
        port = Cluster(machines.scheduler_address)
        outcomes = port.map(dies_once, tasks, lambda done, total, stage: told.append(done))
    assert outcomes == [0, 1, 4, 9, 16, 25]
    assert told[-1] == 6
