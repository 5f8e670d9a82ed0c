"""How is the database backed up from the terminal?"""

import sys
from argparse import Namespace
from typing import TextIO

from styrbord.cli.progress import bar, end
from styrbord.services import backups


def run(words: Namespace, out: TextIO) -> None:
    """Write the backup and say what it holds."""
    try:
        made = backups.backup(words.file, progress=bar(sys.stderr))
    finally:
        end(sys.stderr)
    tables = made.manifest.tables
    rows = sum(table.rows for table in tables.values())
    print(f"Backed up {rows:,} rows of {len(tables)} tables: {made.file}, {made.size:,} bytes.", file=out)
    head = made.manifest.head or "none, nothing was sealed yet"
    print(f"Newest head of the ledger: {head}", file=out)
