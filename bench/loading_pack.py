"""How long does one load take, and how much memory? Tells seconds and MB."""

import sys
from pathlib import Path
from time import perf_counter

from bench import site
from styrbord.services.loading import load_pack


def peak_memory() -> float:
    """Most memory that this process ever held, in MB."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


if __name__ == "__main__":
    site.migrate()
    start = perf_counter()
    load_pack(Path(sys.argv[1]))
    print(perf_counter() - start, peak_memory())
