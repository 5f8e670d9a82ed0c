"""How is the second pack of the county written?"""

import sys
from pathlib import Path

from example.digital.build import build

if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Name the folder: python -m example.digital OUT_DIR")
    build(Path(sys.argv[1]))
