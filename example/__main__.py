"""Where should the pack of the invented county be written?"""

import argparse
from pathlib import Path

from example.build import build


def main() -> None:
    """Write the pack to the folder named on the command line."""
    parser = argparse.ArgumentParser(prog="python -m example", description=__doc__)
    parser.add_argument("out_dir", type=Path, help="folder of the pack; made when it is missing")
    parser.add_argument("--seed", type=int, default=2026, help="another seed draws another county")
    given = parser.parse_args()
    build(given.out_dir, given.seed)


if __name__ == "__main__":
    main()
